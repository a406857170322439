"""One telling in two wordings: the same facts in the same order, in other words or another language; and errors that two reports share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from corroborate.model import Bound, Claim, Document, Edge, Strength
from corroborate.reconcile.populations import population
from corroborate.reconcile.quotations import in_order

FACTS = 3
"""Facts in one order that two tellings of one source share; fewer meet by chance."""
COVER = 0.6
"""Share of the shorter telling that they make up."""
CROWD = 12
"""Reports that give one figure; from there on each is held against the first of them only."""
GARBLED_FROM = 10
"""Numbers below this one have no digits to swap."""


def retold(a: Sequence[Claim], b: Sequence[Claim]) -> bool:
    """Whether two tellings, in two reports, give the same counts in the same order."""
    x, y = _told(a), _told(b)
    equal = in_order(x, y)
    return equal >= FACTS and equal >= COVER * min(len(x), len(y))


def _told(claims: Sequence[Claim]) -> tuple[str, ...]:
    """What a telling counts, in order of its first report, each fact once."""
    first = min(c.document for c in claims)
    ordered = sorted((c for c in claims if c.document == first), key=lambda c: (c.value or c.sentence).start)
    facts = [f"{c.measure} {c.amount.stated[0]:g} {population(c.population).key}" for c in ordered if c.amount and c.amount.stated]
    return tuple(dict.fromkeys(facts))


def own_retold(claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """Edges between two outlets' own words that give the same counts in the same order: perhaps one text behind both."""
    own: dict[str, list[Claim]] = defaultdict(list)
    told: dict[tuple[str | None, float], dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        if not claim.speaker and not claim.headline and claim.amount and claim.amount.stated:
            own[claim.document].append(claim)
            told[question_of.get(claim.id), claim.amount.stated[0]].setdefault(claim.document, claim)
    meets: dict[tuple[str, str], list[tuple[Claim, Claim]]] = defaultdict(list)
    for held in told.values():
        first = sorted(held)
        for k, x in enumerate(first if len(first) <= CROWD else first[:1]):
            for y in first[k + 1 :]:
                meets[x, y].append((held[x], held[y]))
    alike = [pairs[0] for (x, y), pairs in sorted(meets.items()) if len(pairs) >= FACTS and retold(own[x], own[y])]
    why = "Both reports give the same figures in the same order: perhaps one text behind both."
    return [Edge(a.id, b.id, Strength.POSSIBLE, "retold", why) for a, b in alike]


# ---------------------------------------------------------------- shared errors


def shared_errors(documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """Edges between reports that garble one figure in one way: a shared truth proves little, a shared error much."""
    day = {d.id: d.published for d in documents}
    asked: dict[str | None, dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.amount and claim.amount.bound is Bound.EXACT and claim.amount.point == int(claim.amount.point or 0):
            asked[question_of.get(claim.id)][int(claim.amount.point or 0)].append(claim)
    edges = []
    for told in asked.values():
        for wrong, held in sorted(told.items()):
            right = next((n for n in sorted(told) if garbles(wrong, n) and _reports(told[n]) > _reports(held)), None)
            if right is not None:
                others = [c for c in held[1:] if c.document != held[0].document and _one_day(held[0], c, day)]
                why = f"Both give {wrong:,} where most reports give {right:,}: an error hardly made twice."
                edges += [Edge(held[0].id, c.id, Strength.PROBABLE, "shared-error", why) for c in others]
    return edges


def _reports(claims: Sequence[Claim]) -> int:
    return len({c.document for c in claims})


def _one_day(a: Claim, b: Claim, day: Mapping[str, date | None]) -> bool:
    """Whether two claims are printed on one day or the next: later a number may have become true."""
    x, y = day.get(a.document), day.get(b.document)
    return x is None or y is None or abs((x - y).days) <= 1


def garbles(wrong: int, right: int) -> bool:
    """Whether one number is the other with two digits beside each other swapped, or a nought more or less."""
    a, b = str(wrong), str(right)
    if min(wrong, right) < GARBLED_FROM or a == b:
        return False
    if len(a) != len(b):
        return wrong * 10 == right or right * 10 == wrong
    at = [k for k in range(len(a)) if a[k] != b[k]]
    return len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]]
