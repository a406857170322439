"""Copied words: edges between claims that stand in one passage shared by two reports."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product

from corroborate.model import Claim, Document, Edge, Span, Strength
from corroborate.reconcile.passages import Passage, passages
from corroborate.reconcile.restating import equal_amounts
from corroborate.reconcile.words import words

SAME = 0.6
"""Share of the shorter sentence's words that a copied sentence keeps."""
SIDE = 3
"""Words on either side of a number by which its place in a copied sentence is known."""
_NUMBER = re.compile(r"\d+")


def copies(documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """Edges between equal claims inside passages of copy, and between one claim and what a copy made of it."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    printed = {d.id: (d.published.isoformat() if d.published else "9999", d.name) for d in documents}
    edges = []
    for passage in passages([d for d in documents if by_document[d.id]]):
        mine = [c for c in by_document[passage.a] if _most(c.sentence, passage.a_start, passage.a_end)]
        theirs = [c for c in by_document[passage.b] if _most(c.sentence, passage.b_start, passage.b_end)]
        for claim, other in product(mine, theirs):
            if _replaced(claim, other):
                older, newer = sorted((claim, other), key=lambda c: (printed[c.document], c.id))
                edges.append(_change(older, newer, printed[older.document][0] != printed[newer.document][0]))
        mine = [c for c in by_document[passage.a] if _most(c.value or c.sentence, passage.a_start, passage.a_end)]
        theirs = [c for c in by_document[passage.b] if _most(c.value or c.sentence, passage.b_start, passage.b_end)]
        edges += [_edge(a, b, passage) for a, b in product(mine, theirs) if _equal(a, b, question_of)]
    return edges


def _most(span: Span, start: int, end: int) -> bool:
    """Whether most of some words stand in `[start, end)`."""
    return min(span.end, end) - max(span.start, start) > (span.end - span.start) // 2


def _equal(a: Claim, b: Claim, question_of: Mapping[str, str]) -> bool:
    if question_of.get(a.id) != question_of.get(b.id) or not alike(a, b):
        return False
    return equal_amounts(a, b) if a.amount and b.amount else a.measure == b.measure and a.polarity == b.polarity


def alike(a: Claim, b: Claim) -> bool:
    """Whether the two sentences are one, give or take what a copyist changes."""
    x, y = set(words(a.sentence.text)), set(words(b.sentence.text))
    return len(x & y) >= SAME * min(len(x), len(y))


def _replaced(a: Claim, b: Claim) -> bool:
    """Whether one number, or who is counted, stands where the other stood: the words on either side are equal, numbers aside."""
    if a.measure != b.measure or not (a.amount and b.amount and a.value and b.value) or not alike(a, b):
        return False
    if equal_amounts(a, b) and not _other_class(a, b):
        return False
    (left, right), (before, after) = _around(a), _around(b)
    return left == before and right == after and len(left) + len(right) > SIDE


def _other_class(a: Claim, b: Claim) -> bool:
    x, y = set(words(a.population or "")), set(words(b.population or ""))
    return bool(x) and bool(y) and not x & y


def _around(claim: Claim) -> tuple[list[str], list[str]]:
    """The words of a sentence next before and next after the number of a claim and whom it counts, every number written alike."""
    start = claim.value.start - claim.sentence.start if claim.value else 0
    end = claim.value.end - claim.sentence.start if claim.value else 0
    counted = set(words(claim.population or ""))
    left, right = ([_NUMBER.sub("0", w) for w in words(t)] for t in (claim.sentence.text[:start], claim.sentence.text[end:]))
    while right and right[0] in counted:
        right = right[1:]
    return left[-SIDE:], right[:SIDE]


def _edge(claim: Claim, other: Claim, passage: Passage) -> Edge:
    why = f"The reports share {passage.equal} equal words here, the reporter's own among them."
    return Edge(claim.id, other.id, Strength.PROBABLE, "copied-run", why)


def _change(older: Claim, newer: Claim, grown: bool) -> Edge:
    """The edge from a number to the one that a copy has in its place: a newer count on a later day, else a change on the way."""
    both = (older, newer)
    said = [f"{c.value.text} {c.population or ''}".strip() if _other_class(*both) else c.value.text for c in both if c.value]
    why = f"One copied sentence gives “{said[0]}” in one report and “{said[-1]}” in {'a later one' if grown else 'the other'}."
    return Edge(older.id, newer.id, Strength.PROBABLE, "copied-update" if grown else "copied-change", why)
