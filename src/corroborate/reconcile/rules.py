"""The numbers and word lists that claims are compared by, from `data/rules.toml` and the table of sides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from corroborate.model import Source
from corroborate.reconcile.blocs import UNKNOWN, active, by_table
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


def camp(source: Source | None) -> str:
    """The side that a speaker counts with when it is asked whether different sides say the same."""
    return active().camp(bloc(source))


def parties() -> frozenset[str]:
    """The sides whose accusations against each other make a matter contested."""
    return active().parties()


@lru_cache(maxsize=16_384)
def nobody(source: Source) -> bool:
    """Whether a source is none: "media reports" name nobody who knows."""
    return set(re.findall(r"[^\W\d_]+", source.name.lower())) <= set(rules()["witness"]["nobody"])


@lru_cache(maxsize=16_384)
def relays(source: Source) -> bool:
    """Whether a source only passes on what others say: nobody, or "local newspapers"; a state's media speak for the state."""
    said = re.findall(r"[^\W\d_]+", source.name.lower())
    return nobody(source) or (bool(set(said[-1:]) & set(rules()["witness"]["relays"])) and "state" not in said)


def bloc(source: Source | None) -> str:
    """The side that a speaker belongs to by the table in use (`data/blocs.toml`, or the user's own); `unknown` where no row applies."""
    return _side(source) if source else UNKNOWN


@by_table
def _side(source: Source) -> str:
    return active().side(f"{source.name} {source.role or ''}")
