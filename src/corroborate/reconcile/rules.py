"""The numbers and word lists that claims are compared by, from `data/rules.toml` and `data/blocs.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from corroborate.model import Source


@cache
def rules() -> dict[str, Any]:
    """The tables of `data/rules.toml`."""
    return _load("rules")


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("corroborate") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)


def find(words: Iterable[str], text: str, start: int = 0) -> re.Match[str] | None:
    """The first of the whole words or phrases that stands in `text` from `start` on."""
    return _pattern(tuple(words)).search(text, start)


@cache
def _blocs() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row["name"], tuple(row["words"])) for row in _load("blocs")["bloc"])


@cache
def parties() -> frozenset[str]:
    """The sides whose accusations against each other make a matter contested."""
    return frozenset(row["name"] for row in _load("blocs")["bloc"] if row.get("party"))


@cache
def nobody(source: Source) -> bool:
    """Whether a source is none: "media reports" name nobody who knows."""
    return set(re.findall(r"[^\W\d_]+", source.name.lower())) <= set(rules()["witness"]["nobody"])


def bloc(source: Source | None) -> str:
    """The side that a speaker belongs to by `data/blocs.toml`; `unknown` where no row applies."""
    if source is None:
        return "unknown"
    text = f"{source.name} {source.role or ''}"
    return next((name for name, words in _blocs() if find(words, text)), "unknown")
