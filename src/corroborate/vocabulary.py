"""Words and numbers that an analyst may read and change: TOML files under `data/`, each with its format in its head."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from corroborate.errors import CorroborateError

NOT_READ_BY = frozenset({"blocs.toml", "profiles.toml", "rejecting.toml", "sealed.toml"})
"""Tables that bear on what is concluded or shown, never on what is read."""


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Load `data/<name>.toml` of the package once; a file that was edited into something else stops the work with its place."""
    try:
        return tomllib.loads((files("corroborate") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        hint = "undo the last change to this file; its head says what the format is"
        raise CorroborateError(f"this word list is not TOML ({error})", f"data/{name}.toml", hint) from error


@cache
def vocabulary_version() -> str:
    """Eight hex digits that change when any of the files changes: what was read with other words is read again.

    The tables that no report is read by are left out; what is concluded by the table of sides keeps its version (engine/stages.py).
    """
    digest = hashlib.sha256()
    for item in sorted((files("corroborate") / "data").iterdir(), key=lambda i: i.name):
        if item.name.endswith(".toml") and item.name not in NOT_READ_BY:
            digest.update(item.name.encode() + item.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]
