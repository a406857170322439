"""The numbers and word lists that claims are compared by, from `data/rules.toml` and `data/blocs.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from corroborate.model import Source
from corroborate.vocabulary import vocabulary


@cache
def rules() -> dict[str, Any]:
    """The tables of `data/rules.toml`."""
    return vocabulary("rules")


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)


def find(words: Iterable[str], text: str, start: int = 0) -> re.Match[str] | None:
    """The first of the whole words or phrases that stands in `text` from `start` on."""
    return _pattern(tuple(words)).search(text, start)


@cache
def _blocs() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row["name"], tuple(row["words"])) for row in vocabulary("blocs")["bloc"])


@cache
def _counts_with() -> dict[str, str]:
    return {row["name"]: row["with"] for row in vocabulary("blocs")["bloc"] if "with" in row}


def camp(source: Source | None) -> str:
    """The side that a speaker counts with when it is asked whether different sides say the same."""
    side = bloc(source)
    return _counts_with().get(side, side)


@cache
def parties() -> frozenset[str]:
    """The sides whose accusations against each other make a matter contested."""
    return frozenset(row["name"] for row in vocabulary("blocs")["bloc"] if row.get("party"))


@lru_cache(maxsize=16_384)
def nobody(source: Source) -> bool:
    """Whether a source is none: "media reports" name nobody who knows."""
    return set(re.findall(r"[^\W\d_]+", source.name.lower())) <= set(rules()["witness"]["nobody"])


def bloc(source: Source | None) -> str:
    """The side that a speaker belongs to by `data/blocs.toml`; `unknown` where no row applies."""
    if source is None:
        return "unknown"
    text = f"{source.name} {source.role or ''}"
    return next((name for name, words in _blocs() if find(words, text)), "unknown")
