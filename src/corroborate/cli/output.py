"""What a command prints and writes."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corroborate.errors import CorroborateError, UsageError
from corroborate.model import Case, Problem

PROBLEMS_SHOWN = 20


def clean(text: str) -> str:
    """Show control and direction characters instead of obeying them: names come from anywhere."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def emit(value: Any) -> None:
    """Print one JSON value."""
    print(json.dumps(value, ensure_ascii=False, indent=1), flush=True)  # a program that started us waits for it


def check(path: Path | None, folder: bool = False) -> None:
    """Refuse an output that cannot be written before any work is done; UsageError says why. Its folder is made if it is not there."""
    if path is None or str(path) == "-":
        return
    if path.exists() and path.is_dir() != folder:
        kind, needed = ("folder", "file") if path.is_dir() else ("file", "folder")
        raise UsageError(f"this is a {kind}, a {needed} is needed", str(path), f"Give the name of a {needed}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"its folder cannot be made ({error.strerror})", str(path), "Choose another place") from error
    if not os.access(path if _special(path) else path.parent, os.W_OK):
        raise UsageError("nothing can be written there", str(path), "Choose another place, or ask for the right to write")


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable as the user's other files are; `-` is standard output, a device or pipe is written to."""
    if str(path) == "-":
        sys.stdout.write(text)
        return
    check(path)
    try:
        if _special(path):
            path.write_text(text, encoding="utf-8", newline="\n")
        else:
            _whole(path.resolve(), text)
    except BrokenPipeError:
        raise  # who was to read it went away
    except OSError as error:
        hint = "Check the free space and the rights"
        raise CorroborateError(f"could not be written ({error.strerror or error})", str(path), hint) from error


def _special(path: Path) -> bool:
    """Whether a path is there and is no file: a device or a pipe must not be replaced by one."""
    return path.exists() and not path.is_file()


def _whole(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def as_json(problems: Sequence[Problem]) -> list[dict[str, str]]:
    """Problems as plain data."""
    return [{"document": p.document, "stage": p.stage, "message": p.message, "hint": p.hint} for p in problems]


def list_problems(problems: Sequence[Problem]) -> None:
    """Print each Problem as one line on standard error, the first ones if there are many."""
    for p in problems[:PROBLEMS_SHOWN]:
        print(clean(f"problem: {p.document}: {p.message}" + (f" ({p.hint})" if p.hint else "")), file=sys.stderr)
    if len(problems) > PROBLEMS_SHOWN:
        print(f"... and {len(problems) - PROBLEMS_SHOWN} more problems; the dossier and --json list them all", file=sys.stderr)


def counts(case: Case) -> dict[str, int]:
    """How much a case holds."""
    o = case.reconciliation
    attributed = sum(origin.attributed for origin in o.origins)
    return {"reports": len(case.documents), "claims": len(case.claims), "origins": attributed, "findings": len(o.findings)}
