"""One statement told in two stories: the same words of one speaker, or of one wire, where two reports place them in two events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from corroborate.model import Claim, Document, Edge, Strength
from corroborate.reconcile.copies import alike
from corroborate.reconcile.names import content, private
from corroborate.reconcile.populations import population
from corroborate.reconcile.restating import telling
from corroborate.reconcile.wires import APART, wire

CROWD = 12
"""Claims of one source and number; from there on each is held against the first of them only."""


def told_elsewhere(documents: Sequence[Document], claims: Sequence[Claim], matter_of: Mapping[str, str]) -> list[Edge]:
    """Edges between claims on two matters that are one statement: one source, one telling number, like sentences, printed within a day."""
    day = {d.id: d.published for d in documents}
    held: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if (who := _source(claim)) and claim.amount and telling(claim):
            held[who, claim.measure, claim.amount, population(claim.population).key].append(claim)
    edges = []
    for found in held.values():
        for k, a in enumerate(found if len(found) <= CROWD else found[:1]):
            told = [b for b in found[k + 1 :] if matter_of.get(a.id) != matter_of.get(b.id) and _one_statement(a, b, day)]
            edges += [_edge(a, b) for b in told]
    return edges


def _source(claim: Claim) -> frozenset[str]:
    """The words of the name of a source that is known in other reports too, or of the wire that the report is; empty for none."""
    if claim.speaker is None:
        return content(wire(claim))
    return frozenset() if private(claim.speaker) else content(claim.speaker.name)


def _one_statement(a: Claim, b: Claim, day: Mapping[str, date | None]) -> bool:
    x, y = day.get(a.document), day.get(b.document)
    return a.document != b.document and x is not None and y is not None and abs((x - y).days) <= APART and alike(a, b)


def _edge(a: Claim, b: Claim) -> Edge:
    name = a.speaker.name if a.speaker else wire(a)
    why = f"Two stories give the same statement of {name} in like words."
    return Edge(a.id, b.id, Strength.PROBABLE, "same-statement", why)
