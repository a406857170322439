"""The file of a case before it is opened, and what the database refuses, in words a user can act on."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path


def make_file(path: Path) -> None:
    """Make the folder of a new case, and the file readable for its owner alone: a case may hold what endangers people."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return  # opening it says why


def place(path: Path | None) -> str:
    """The address of a case for SQLite; one that can only be read (a locked disk, an evidence copy) is opened as it stands."""
    if path is None:
        return ":memory:"
    address = path.absolute().as_uri()
    left = path.with_name(path.name + "-wal")
    readable_only = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    return f"{address}?immutable=1" if readable_only and not (left.exists() and left.stat().st_size) else address


def unusable(path: Path | None, error: sqlite3.Error) -> tuple[str, str, str]:
    """What is wrong with a file that cannot be opened as a case, where, and the next step."""
    where, told = str(path), str(error)
    if "not a database" in told:
        return "this is not a case file", where, "Give the path of a case, or of a file that does not exist yet"
    if "malformed" in told:
        hint = "Fetch it again or take a copy of it; from the reports a new case is made with: corroborate run PATH --case NEW"
        return "this case file is damaged or was cut off", where, hint
    if "unable to open" in told:
        return "the case file cannot be opened", where, "Check the path and your rights to it and to its folder"
    return f"the case file cannot be used ({told})", where, next_step(told)


def next_step(told: str) -> str:
    """What a user can do about a refusal of the database."""
    steps = {
        "full": "Free the disk, then run the same command again",
        "locked": "Close the other program that writes to it, then run the same command again",
        "readonly": "Ask for the right to write to it and to its folder, or copy the case to another place",
        "malformed": "The file is damaged: take a copy of it from before",
    }
    step = next((step for word, step in steps.items() if word in told), "Check the disk, then run the same command again")
    return f"{step}. What was stored before is kept"
