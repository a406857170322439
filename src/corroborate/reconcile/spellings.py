"""One person's name in two spellings, and in full and in short."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from corroborate.reconcile.names import own, without_place
from corroborate.reconcile.words import skeleton, words

SHORTEST = 4
"""Consonants that two spellings of one name must share at least."""
ALIKE = 0.8
"""Share of letters that two spellings of one name have in common."""
_PARTICLES = frozenset({"al", "el", "ul", "bin", "ibn", "ben", "de", "von", "van"})


def _spelled(name: str) -> list[str]:
    return [w for w in words(without_place(name).replace("-", " ")) if w in own(name) and w not in _PARTICLES]


def spelling(name: str) -> str:
    """What two spellings of one name have in common: its consonants."""
    return skeleton("".join(_spelled(name)))


@lru_cache(maxsize=32_768)
def respelled(a: str, b: str) -> bool:
    """Whether two people's names of two words and more are one in two spellings: Abdel Rahim Okra, Abdul-Raheem Oqra."""
    x, y = _spelled(a), _spelled(b)
    if len(x) < 2 or len(y) < 2:
        return False
    p, q = "".join(x), "".join(y)
    alike = skeleton(p) == skeleton(q) and p[0] == q[0]
    return alike and len(skeleton(p)) >= SHORTEST and SequenceMatcher(None, p, q).ratio() >= ALIKE


@lru_cache(maxsize=32_768)
def surname(a: str, b: str) -> bool:
    """Whether the one word by which a person is called is the last of the full name, if one of two names is one word."""
    short, full = sorted((_spelled(a), _spelled(b)), key=len)
    return len(short) != 1 or len(full) < 2 or short[0] == full[-1]


