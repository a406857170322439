"""What kind of event a sentence tells of: an attack, a flood, an accident at sea."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corroborate.vocabulary import vocabulary


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Every kind with its finer kind and its words, plurals too."""
    made = []
    for kind, listed in vocabulary("populations")["events"].items():
        for finer, phrases in (listed if isinstance(listed, dict) else {"": listed}).items():
            made.append((kind, finer, re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")s?\b")))
    return tuple(made)


@lru_cache(maxsize=16_384)
def kinds(text: str) -> frozenset[str]:
    """The kinds of event that a text names."""
    low = text.lower()
    return frozenset(kind for kind, _, pattern in _patterns() if pattern.search(low))


@lru_cache(maxsize=16_384)
def means(text: str) -> frozenset[str]:
    """The means of attack that a text names: air, artillery, blast ..., none for attacks without one."""
    low = text.lower()
    return frozenset(finer for _, finer, pattern in _patterns() if finer and finer != "battle" and pattern.search(low))
