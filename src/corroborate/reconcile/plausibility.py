"""Checks across questions that assert nothing: what does not fit together is shown, never corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from corroborate.model import Bound, Claim, Document, Relation, RelationType
from corroborate.reconcile.intervals import number
from corroborate.reconcile.proportions import injured_inside, more_than_there, number_of, printed, shares
from corroborate.reconcile.rules import rules


def implausible(documents: Sequence[Document], claims: Sequence[Claim]) -> list[Relation]:
    """What does not fit together inside one report: a question to whoever reads it, never a correction."""
    return [*_vehicles(claims), *more_than_there(claims), *injured_inside(claims), *shares(documents, claims)]


def _vehicles(claims: Sequence[Claim]) -> list[Relation]:
    """Vehicles and people of one stage of one movement in one report, with too many or too few people for a vehicle."""
    low, high = rules()["plausible"]["people_per_vehicle"]
    found = []
    for people, cars in _moved(claims):
        each = number(people.amount) / number(cars.amount) if people.amount and cars.amount and number(cars.amount) else 0.0
        if each and not low <= each <= high:
            why = f"{printed(people)} people for {printed(cars)} vehicles would be {each:.3g} in each: of different times or stages?"
            found.append(Relation(people.id, cars.id, RelationType.IMPLAUSIBLE, why, "plausible.people_per_vehicle"))
    return found


def _moved(claims: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Each count of people on the way with the nearest count of several vehicles of its stage, where both stand in one passage."""
    moving = rules()["plausible"]["moving"]
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.amount and not c.background and (c.measure in moving or (c.measure == "vehicles" and c.stage)):
            by_document[c.document].append(c)
    pairs = []
    for held in by_document.values():
        people, cars = [c for c in held if c.measure in moving], [c for c in held if c.measure == "vehicles" and number_of(c) > 1]
        for p in people:
            beside = [(_apart(p, v), v.id, v) for v in cars if (p.stage or "left") == (v.stage or "left")]
            apart, _, nearest = min(beside, default=(0, "", None), key=lambda b: b[:2])
            if nearest is not None and apart <= rules()["plausible"]["near"]:
                pairs.append((p, nearest))
    return pairs


def _apart(a: Claim, b: Claim) -> int:
    """Characters from one sentence to the other."""
    return max(a.sentence.start - b.sentence.end, b.sentence.start - a.sentence.end, 0)


def rejected_sums(claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Relation]:
    """Counts of different stages that happen to add up to a third: a coincidence until a report says otherwise."""
    staged = [c for c in claims if c.amount and c.amount.bound in (Bound.EXACT, Bound.ABOUT) and c.stage and not c.background]
    totals = [c for c in claims if c.amount and c.amount.bound in (Bound.EXACT, Bound.ABOUT) and not c.background]
    by_total: dict[tuple[str, float], list[Claim]] = defaultdict(list)
    for t in totals:
        by_total[t.measure, number_of(t)].append(t)
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for c in staged:
        by_document[c.document].append(c)
    found: dict[tuple[str, ...], Relation] = {}
    for a, b in (pair for held in by_document.values() for pair in combinations(held, 2)):
        for t in by_total.get((a.measure, _sum(a, b)), ()) if a.measure == b.measure and a.stage != b.stage else ():
            why = f"{printed(a)} ({a.stage}) and {printed(b)} ({b.stage}) happen to add up to {printed(t)}, but count different stages."
            key = tuple(sorted(question_of.get(c.id, c.id) for c in (a, b, t)))
            found.setdefault(key, Relation(a.id, t.id, RelationType.SUM_REJECTED, why, "sums.other_stage"))
    return list(found.values())


def _sum(a: Claim, b: Claim) -> float:
    return number_of(a) + number_of(b)
