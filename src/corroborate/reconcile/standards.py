"""Published standards as versioned files: `data/standards/*.toml`, each with its format in its head."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from corroborate.errors import CorroborateError, UsageError
from corroborate.model import Standard

COUNTING = ("ucdp:low-best-high", "acled:conservative", "airwars:min-max", "ibc:min-max-two-source", "ours:per-origin")
"""The counting rules, in the order in which they are shown."""

ATTACKS = frozenset({"attacks", "weapon", "facility_attacked", "facility_seized", "responsibility_claimed", "responsibility_attributed"})
"""Measures by which a report says that somebody attacked."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One standard with the words and numbers of its file."""

    standard: Standard
    data: dict[str, Any]

    def covers(self, measure: str) -> bool:
        """Whether the standard counts this measure at all."""
        return measure in self.data["measures"]


@cache
def loaded() -> dict[str, Loaded]:
    """All standards of the package by name; a file that was edited into something else stops the work with its place."""
    folder = files("corroborate") / "data" / "standards"
    found = [_load(item.name, item.read_bytes()) for item in sorted(folder.iterdir(), key=lambda i: i.name) if item.name.endswith(".toml")]
    return {one.standard.name: one for one in found}


def _load(file: str, raw: bytes) -> Loaded:
    hint = "undo the last change to this file; its head says what the format is"
    try:
        data = tomllib.loads(raw.decode("utf-8"))
        made = Standard(
            name=data["name"], version=data["version"], sha256=hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest(), title=data["title"],
            says=data["says"], source=data["source"], cannot=tuple(data["cannot"]),
        )  # fmt: skip
        return Loaded(made, data)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorroborateError(f"this standard is not TOML ({error})", f"data/standards/{file}", hint) from error
    except (KeyError, TypeError) as error:
        raise CorroborateError(f"this standard has no {error}", f"data/standards/{file}", hint) from error


def named(name: str) -> Loaded:
    """The counting rule of that name; UsageError if there is none."""
    if name not in COUNTING:
        raise UsageError(f"there is no counting rule {name!r}", hint=f"Use one of: {', '.join(COUNTING)}")
    return loaded()[name]
