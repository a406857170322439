"""Which documents must be reconciled together: blocking keys, so that a new report touches only its own story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from corroborate.model import Claim, Document
from corroborate.reconcile.kinds import kinds, means
from corroborate.reconcile.passages import marks
from corroborate.reconcile.words import words

COMMON = frozenset({"war", "fire", "road", "collapse", "sea", "crowd"})
"""Kinds of event that a country has many of on one day."""
LONGEST = 7
"""Days that a period may span to block on; a longer one (a month, a war) would tie everything together."""


def keys(document: Document, claims: Sequence[Claim]) -> frozenset[str]:
    """Keys of one document; documents that share one belong to one story. A function of the document alone, so order is free.

    A key is a city, a facility or a name that no gazetteer knows with a day; a region with a day and a means of attack; a country
    with a day and a rare kind of event (a quake, a crash); each for the day before too, so that reports of adjacent days meet. Or it
    is the hash of a long run of words, by which copies meet wherever they say they are.
    """
    found = {f"copy:{mark}" for mark in marks(document.text)}
    own = [c for c in claims if not c.background]
    unknown = Counter(_skeleton(c.place.name) for c in own if c.place and c.place.kind == "unknown")
    for claim in own:
        where = {*_where(claim), *_region(claim)}
        if claim.place and unknown[_skeleton(claim.place.name)] > 1:
            where.add(f"name:{_skeleton(claim.place.name)}")
        if where:
            for day in _days(document, claim):
                found |= {f"{place}:{day.isoformat()}" for place in where}
    return frozenset(found)


def _where(claim: Claim) -> Iterator[str]:
    if claim.place and claim.place.kind in ("city", "site"):
        yield f"place:{claim.place.id or ' '.join(words(claim.place.name))}"
        if not claim.place.id:
            yield f"name:{_skeleton(claim.place.name)}"
    if claim.facility:
        yield f"facility:{' '.join(words(claim.facility))}"


def _region(claim: Claim) -> Iterator[str]:
    """A wide place with what happened there; the place alone would tie a whole war together."""
    if claim.place is None or claim.place.country is None:
        return
    if claim.place.admin1 or claim.place.kind == "admin1":
        for how in means(claim.sentence.text):
            yield f"region:{claim.place.country}/{_skeleton(claim.place.admin1 or claim.place.name)}/{how}"
    for kind in kinds(claim.sentence.text) - COMMON:
        yield f"country:{claim.place.country}/{kind}"


def _skeleton(name: str) -> str:
    """The consonants of a name, in which spellings of one foreign name meet: Urum al-Joz, Urom al Joz."""
    return " ".join(re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw]", "", word)) for word in words(name))


def _days(document: Document, claim: Claim) -> Iterator[date]:
    start = claim.when.start if claim.when else document.published
    end = claim.when.end if claim.when else document.published
    if start is None or end is None or (end - start).days > LONGEST:
        return
    for k in range(-1, (end - start).days + 1):
        yield start + timedelta(days=k)
