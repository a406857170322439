"""Copied words: edges between claims that stand in one passage shared by two reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from corroborate.model import Claim, Document, Edge, Strength
from corroborate.reconcile.passages import Passage, passages
from corroborate.reconcile.testimony import equal_amounts
from corroborate.reconcile.words import words

SAME = 0.6
"""Share of the shorter sentence's words that a copied sentence keeps."""


def copies(documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """Edges between equal claims inside passages of copy."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    edges = []
    for passage in passages([d for d in documents if by_document[d.id]]):
        theirs = [c for c in by_document[passage.b] if _inside(c, passage.b_start, passage.b_end)]
        for claim in by_document[passage.a]:
            if _inside(claim, passage.a_start, passage.a_end):
                edges += [_edge(claim, other, passage) for other in theirs if _equal(claim, other, question_of)]
    return edges


def _inside(claim: Claim, start: int, end: int) -> bool:
    """Whether the words of a claim (its amount, or most of its sentence) stand in `[start, end)`."""
    span = claim.value or claim.sentence
    return min(span.end, end) - max(span.start, start) > (span.end - span.start) // 2


def _equal(a: Claim, b: Claim, question_of: Mapping[str, str]) -> bool:
    if question_of.get(a.id) != question_of.get(b.id) or not _like(a, b):
        return False
    return equal_amounts(a, b) if a.amount and b.amount else a.measure == b.measure and a.polarity == b.polarity


def _like(a: Claim, b: Claim) -> bool:
    """Whether the two sentences are one, give or take what a copyist changes."""
    x, y = set(words(a.sentence.text)), set(words(b.sentence.text))
    return len(x & y) >= SAME * min(len(x), len(y))


def _edge(a: Claim, b: Claim, passage: Passage) -> Edge:
    why = f"The reports share {passage.equal} equal words here, the reporter's own among them."
    return Edge(a.id, b.id, Strength.PROBABLE, "copied-run", why)
