"""Whose log a decision goes to: one of this installation and this case file, so that a copied case goes on in a log of its own
(docs/decisions/0005-one-log-an-installation.md)."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from corroborate.model import fingerprint

NAME = "installation"
_alone = secrets.token_hex(16)
"""The installation of a process that may keep nothing."""


def log_of(case: Path | None, home: Path | None = None) -> str:
    """The name of the log that this installation writes in a case file; a case in memory has one of its own."""
    if case is None:
        return fingerprint(_alone, "memory", secrets.token_hex(8))
    return fingerprint(installation(home or folder()), os.path.normcase(case.resolve()))


def folder() -> Path:
    """Where a program keeps what is of one user and one machine."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "corroborate"


def installation(home: Path) -> str:
    """The random name of this installation, made when it is first asked for; that of this process where nothing can be kept."""
    path = home / NAME
    try:
        held = _held(path)
        if held is None:
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            made = home / f"{NAME}.{secrets.token_hex(4)}"
            made.write_text(secrets.token_hex(16) + "\n", encoding="ascii")
            made.chmod(0o600)
            made.replace(path)
            held = _held(path)
        return held or _alone
    except (OSError, RuntimeError, ValueError):
        return _alone


def _held(path: Path) -> str | None:
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    return text if len(text) == 32 and text.isalnum() else None
