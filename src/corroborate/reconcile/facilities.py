"""Whether two printed names are of one facility: five names of one hospital come together, hospitals of like names are told apart."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from corroborate.reconcile.words import words
from corroborate.vocabulary import vocabulary

_NUMBER = re.compile(r"\b(?:no|number|nr)\b\.?\s*(\d+)|\b(\d+)(?:st|nd|rd|th)?\b", re.IGNORECASE)


class Facility(NamedTuple):
    """What a printed name says: what it is, its number, what it is for, and the words that only it has."""

    kinds: frozenset[str]
    numbers: frozenset[str]
    purposes: frozenset[str]
    own: frozenset[str]


@cache
def _listed(name: str) -> dict[str, str]:
    """Every listed word's stems with what it stands for: the first word of its row."""
    rows = vocabulary("incidents")["facilities"][name]
    return {" ".join(words(word)): row[0] for row in rows for word in row}


@cache
def _plain() -> frozenset[str]:
    return frozenset(w for word in vocabulary("incidents")["facilities"]["plain"] for w in words(word))


@lru_cache(maxsize=16_384)
def facility(printed: str) -> Facility:
    """A printed name taken apart. A number in "in the 17th district" is the district's, so only what stands before `in` or `of` counts."""
    name = re.split(r"\b(?:in|of|at|near)\b", printed, maxsplit=1)[0] or printed
    numbers = frozenset(n for m in _NUMBER.finditer(name) for n in m.groups() if n)
    stems = words(name)
    text = f" {' '.join(stems)} "
    kinds = frozenset(kind for word, kind in _listed("kinds").items() if f" {word} " in text)
    purposes = frozenset(purpose for word, purpose in _listed("purposes").items() if f" {word} " in text)
    taken = {w for table in (_listed("kinds"), _listed("purposes")) for word in table if f" {word} " in text for w in word.split()}
    capital = {s for token in re.findall(r"[^\W\d_][\w’'-]*", name) if token[:1].isupper() for s in words(token)}
    return Facility(kinds, numbers, purposes, frozenset(capital - taken - _plain()))


def told_apart(one: str, other: str, town: str = "") -> bool:
    """Whether two names are surely of two facilities: another kind, number, purpose or name. What one name leaves out tells nothing."""
    a, b, known = facility(one), facility(other), frozenset(words(town))
    pairs = [(a.kinds, b.kinds), (a.numbers, b.numbers), (a.purposes, b.purposes)]
    own = (a.own - known, b.own - known)
    shared = own[0] & own[1]
    return any(x and y and not x & y for x, y in pairs) or bool(own[0] and own[1] and not shared)
