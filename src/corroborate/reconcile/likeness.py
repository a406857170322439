"""Whether two reports are of one event: reasons for and against, each with its weight, that add up. Rules in words: docs/incidents.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from corroborate.model import Join, Sketch, Weighed
from corroborate.reconcile.places import apart
from corroborate.vocabulary import vocabulary

VETO = -99.0
"""The weight of what ends the matter."""


@cache
def placing() -> dict[str, float]:
    """The thresholds of data/incidents.toml."""
    return {name: float(value) for name, value in vocabulary("incidents")["placing"].items()}


@cache
def _weights() -> dict[str, Any]:
    return {name: VETO if value == "veto" else float(value) for name, value in vocabulary("incidents")["weights"].items()}


def held(a: Sketch, b: Sketch) -> Join | None:
    """Two reports held against each other; None where they share too little to be looked at."""
    same = _alike(a, b)
    if same < placing()["floor"]:
        return None
    if b.document < a.document:
        a, b = b, a
    table = _weights()
    found = [Weighed("words", round(table["words"] * same, 2)), Weighed("bias", table["bias"])]
    found += [Weighed(name, table[name]) for part in _PARTS for name in part(a, b)]
    score = round(sum(w.weight for w in found), 2)
    return Join(a.document, b.document, score, tuple(found), score >= placing()["join"])


def _alike(a: Sketch, b: Sketch) -> float:
    """The cosine of two reports' telling words."""
    table = dict(b.terms)
    return sum(x * table[w] for w, x in a.terms if w in table)


def _place(a: Sketch, b: Sketch) -> Iterator[str]:
    if not (a.city and b.city):
        yield "not placed"
    elif apart(a.city, b.city):
        yield "another town, named" if a.city.id in b.places or b.city.id in a.places else "another town"
    yield from _common(a.places, b.places, "one place", "several places", "no place", 3)


def _time(a: Sketch, b: Sketch) -> Iterator[str]:
    if a.when and b.when:
        gap = max((a.when.start - b.when.end).days, (b.when.start - a.when.end).days)
        yield "same day" if gap <= placing()["near_days"] else "days apart" if gap < placing()["far_days"] else "long apart"
    if a.day and b.day:
        late = abs((a.day - b.day).days)
        yield "out together" if late <= 2 else "out within days" if late < 10 else "out within weeks" if late <= 30 else "out long apart"


def _people(a: Sketch, b: Sketch) -> Iterator[str]:
    yield from _common(a.names, b.names, "a name", "several names", "", 2)
    yield from _common(a.ages, b.ages, "an age", "several ages", "other ages", 2)
    yield from _common(a.numbers, b.numbers, "a number", "several numbers", "", 2)


def _rest(a: Sketch, b: Sketch) -> Iterator[str]:
    yield from _common(a.streets, b.streets, "a street", "several streets", "other streets", 2)
    if a.kinds and b.kinds and not set(a.kinds) & set(b.kinds):
        yield "other kind"


def _common(some: tuple[Any, ...], others: tuple[Any, ...], one: str, several: str, none: str, many: int) -> Iterator[str]:
    """The reason that two lists share something, a further one if they share `many`; another one if both are there and share nothing."""
    shared = len(set(some) & set(others))
    if shared:
        yield one
    elif some and others and none:
        yield none
    if shared >= many:
        yield several


_PARTS: tuple[Callable[[Sketch, Sketch], Iterator[str]], ...] = (_place, _time, _people, _rest)
