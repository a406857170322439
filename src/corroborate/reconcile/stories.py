"""Which documents must be reconciled together: blocking keys, so that a new report touches only its own story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from corroborate.model import Claim, Document
from corroborate.reconcile.passages import marks
from corroborate.reconcile.words import words

LONGEST = 7
"""Days that a period may span to block on; a longer one (a month, a war) would tie everything together."""


def keys(document: Document, claims: Sequence[Claim]) -> frozenset[str]:
    """Keys of one document; documents that share one belong to one story. A function of the document alone, so order is free.

    A key is a city or a facility with a day, the day before it too (so that reports of adjacent days meet), or the hash of a
    long run of words, by which copies meet wherever they say they are.
    """
    found = {f"copy:{mark}" for mark in marks(document.text)}
    for claim in claims:
        if claim.background:
            continue
        for day in _days(document, claim):
            found |= {f"{where}:{day.isoformat()}" for where in _where(claim)}
    return frozenset(found)


def _where(claim: Claim) -> Iterator[str]:
    if claim.place and claim.place.kind in ("city", "site"):
        yield f"place:{claim.place.id or ' '.join(words(claim.place.name))}"
    if claim.facility:
        yield f"facility:{' '.join(words(claim.facility))}"


def _days(document: Document, claim: Claim) -> Iterator[date]:
    start = claim.when.start if claim.when else document.published
    end = claim.when.end if claim.when else document.published
    if start is None or end is None or (end - start).days > LONGEST:
        return
    for k in range(-1, (end - start).days + 1):
        yield start + timedelta(days=k)
