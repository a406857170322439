"""One wire report behind several outlets: what they say themselves is the agency's, where both credit it and say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from corroborate.model import Claim, Document, Edge, Strength
from corroborate.reconcile.names import same_name
from corroborate.reconcile.restating import equal_amounts

WIRE = "wire:"
"""Beginning of the flag of an outlet's own words in a report that credits an agency with its text; a picture credit sets none."""
APART = 1
"""Days between two prints of one wire report."""


def wire(claim: Claim) -> str:
    """The agency whose text an outlet's own words are, empty if none."""
    return "" if claim.speaker else next((f.removeprefix(WIRE) for f in claim.flags if f.startswith(WIRE)), "")


def wires(documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """Edges between equal claims of one question that one agency wrote, and between these and what a report says the agency reported."""
    day = {d.id: d.published for d in documents}
    asked: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        if wire(claim) or claim.speaker:
            asked[question_of.get(claim.id)].append(claim)
    edges = []
    for held in asked.values():
        firsts = [c for c in held if c.speaker]
        for claim in (c for c in held if not c.speaker):
            first = next((c for c in firsts if _one_report(c, claim, day)), None)
            if first:
                edges.append(_edge(first, claim))
            else:
                firsts.append(claim)
    return edges


def _one_report(a: Claim, b: Claim, day: Mapping[str, date | None]) -> bool:
    """Whether two claims are one report of one agency: the same said, printed within a day."""
    x, y = day.get(a.document), day.get(b.document)
    near = x is None or y is None or abs((x - y).days) <= APART
    return a.document != b.document and near and _same(a, b) and same_name(_agency(a), _agency(b))


def _agency(claim: Claim) -> str:
    return claim.speaker.name if claim.speaker else wire(claim)


def _same(a: Claim, b: Claim) -> bool:
    return equal_amounts(a, b) if a.amount and b.amount else a.amount is b.amount is None and a.polarity == b.polarity


def _edge(a: Claim, b: Claim) -> Edge:
    why = f"Both reports have it from {wire(b)}, whose text one of them credits, and say the same."
    return Edge(a.id, b.id, Strength.PROBABLE, "wire-credit", why)
