"""What kind of thing a noun names: people, attackers, vehicles, buildings, attacks, a unit of measurement."""

from __future__ import annotations

from functools import cache
from typing import cast

from corroborate.vocabulary import vocabulary


@cache
def _kinds() -> dict[str, str]:
    table = cast(dict[str, list[str]], vocabulary("measures")["nouns"])
    order = ("other", "things", "people", "attacks", "buildings", "vehicles", "attackers")
    return {word: kind for kind in order for word in table[kind]}


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {s: (kind, name) for kind in ("distance", "duration", "other") for name, ss in vocabulary("units")[kind].items() for s in ss}


def kind_of(word: str) -> str:
    """What a noun is (people, attackers, vehicles, buildings, attacks, things, distance, duration, other); "" if it is not known."""
    if word in _units():
        return _units()[word][0]
    if word in _kinds():
        return _kinds()[word]
    endings = cast(list[str], vocabulary("measures")["endings"]["people"])
    return "people" if len(word) > 5 and any(word.endswith(e) for e in endings) else ""


def unit_of(word: str) -> str | None:
    """The printed name of a unit of measurement ("kilometres" gives "km"); None for other words."""
    return _units()[word][1] if word in _units() else None
