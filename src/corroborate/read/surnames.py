"""What a report's own words tell of its names before any place is sought: who is somebody, and which country is spoken of."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

from corroborate.read.gazetteer import Known, lies_in
from corroborate.read.namewords import Token, kinds, known, listed
from corroborate.vocabulary import vocabulary


@cache
def _no_first_names() -> frozenset[str]:
    return listed("beside") | kinds() | listed("bodies") | listed("part_names")


def surnames(text: str, words: list[list[Token]]) -> frozenset[str]:
    """Last words of two-word names whose first word is no place and no kind of place: likely people."""
    found = set()
    for row in words:
        for a, b in pairwise(row):
            together = a.capital and b.capital and not a.possessive and text[a.end : b.start] in (" ", "\xa0")
            somebody = together and (a.lower in listed("given_names") or not _is_country(b.word))
            if somebody and a.lower not in _no_first_names() and not _large(a.word) and not known(f"{a.word} {b.word}"):
                found.add(b.lower)
    return frozenset(found)


def main_country(words: list[list[Token]]) -> str:
    """The country that a document names most, by its name or its people's; empty where it names none."""
    adjectives = vocabulary("places")["adjectives"]
    told = Counter(adjectives[w.lower] for row in words for w in row if w.capital and w.lower in adjectives)
    told.update(k.country for row in words for w in row if w.capital for k in known(w.word)[:1] if k.kind == "country")
    return max(sorted(told), key=lambda c: told[c], default="")


def _large(name: str) -> bool:
    return any(k.kind == "country" or k.population > 500_000 for k in known(name)[:1])


def is_large_city(name: str) -> bool:
    """Whether the first place of a name is a city of 100,000 people."""
    return any(k.kind == "city" and k.population >= 100_000 for k in known(name)[:1])


def _is_country(name: str) -> bool:
    return any(k.kind == "country" for k in known(name)[:1])


def holds(container: str, candidates: tuple[Known, ...]) -> bool:
    """Whether what is said to hold a name may: a division or country holds one of its places, a city beside it says only `near`."""
    wide = known(container) if container else ()
    return not candidates or any(c.kind in ("city", "region") or any(lies_in(k, c) for k in candidates) for c in wide)
