"""Tables that a user writes as TOML: their rows, each with the place that an error names, and their version and hash."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from typing import Any

from corroborate.errors import CorroborateError


@dataclass(frozen=True, slots=True)
class UserTable:
    """The rows of a table as they stand, the place of each, and the version by which a record names the table."""

    rows: tuple[Any, ...]
    places: tuple[str, ...]
    version: str
    sha256: str


def table(text: str, where: str, what: str, key: str, hint: str) -> UserTable:
    """Read `what` with its rows `[[key]]`; CorroborateError names the file where it is not TOML or has no row."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        told = "nested too deeply" if isinstance(error, RecursionError) else error
        raise CorroborateError(f"{what} is not TOML ({told})", where, hint) from error
    rows = data.get(key)
    if not isinstance(rows, list) or not rows:
        raise CorroborateError(f"{what} has no row [[{key}]]", where, hint)
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith(f"[[{key}]]")]
    places = (f"{where}, line {lines[n]}" if n < len(lines) else f"{where}, row {n + 1}" for n in range(len(rows)))
    digest = hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()
    return UserTable(tuple(rows), tuple(places), str(data.get("version", "")) or digest[:8], digest)
