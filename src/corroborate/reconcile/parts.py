"""Counts of the same people under other names, counts of one place of several, and like amounts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from corroborate.model import Claim
from corroborate.reconcile.cells import Cell
from corroborate.reconcile.incidents import cumulative
from corroborate.reconcile.populations import Population, population
from corroborate.reconcile.wholes import SMALLER, number, older, parts, shares

HARM = frozenset({"people_killed", "people_injured", "people_killed_or_injured", "people_missing"})
COUNTED = frozenset({"attackers", "people_arrested", "people_held", "people_trapped", "people_rescued", "people_freed", "people_evacuated"})
"""Measures whose parts only their words tell."""
ARMED = frozenset({"police", "soldier", "fighter"})
"""Classes that a sentence sets against civilians."""
OPEN = frozenset({"distance", "duration", "amount_other"})
"""Measures that hold many things: only like amounts are put together."""
ROUGH = frozenset({"attacks", "vehicles", "people_present"})
"""Measures that mix parts and wholes: amounts further apart than SMALLER are different counts."""
TELLING = 4.0
"""From this number on, equal counts under different open names are taken for the same people; smaller ones meet by chance."""
CROWD = 20.0
"""The same for two words for one thing."""
ALIKE = 1.4
"""The largest ratio between amounts of an open measure that are put together."""
CLOSE = 1.1
"""The same for magnitudes, which are logarithms."""
TOTALS = 2.0
"""The same for counts over a whole war or year, which are of many things."""
_METRES = {"mile": 1609.0, "kilometre": 1000.0, "kilometer": 1000.0, "km": 1000.0, "foot": 0.3, "feet": 0.3, "yard": 0.9, "m": 1.0,
           "meter": 1.0, "metre": 1.0, "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0,
           "month": 2629800.0, "year": 31557600.0}  # fmt: skip


# ---------------------------------------------------------------- one thing under two names


def renamed(claims: Sequence[Claim], cell_of: Mapping[str, Cell]) -> dict[str, Cell]:
    """Move cells whose people another cell names more widely, or by other open words with the same number, into that cell."""
    groups: dict[Cell, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[cell_of[claim.id]].append(claim)
    armed = {(c.document, c.sentence.start, c.measure) for c in claims if population(c.population).classes & ARMED}
    new: dict[Cell, Cell] = {}
    ranked: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in sorted(groups, key=lambda c: (-len(groups[c]), c)):
        ranked[cell._replace(who="")].append(cell)
    for cell in sorted(groups, key=lambda c: (len(groups[c]), c)):
        if any(population(c.population).civilian and (c.document, c.sentence.start, c.measure) in armed for c in groups[cell]):
            continue
        for wider in ranked[cell._replace(who="")]:
            if wider != cell and wider not in new and _one(groups, wider, cell):
                new[cell] = wider
                groups[wider] += groups[cell]
                break
    return {c.id: _last(new, cell_of[c.id]) for c in claims}


def inside(claims: Sequence[Claim], cell_of: Mapping[str, Cell]) -> dict[str, Cell]:
    """Put those held in with those trapped where both are given one telling number: two words for people who cannot leave."""
    said: dict[Cell, set[float]] = defaultdict(set)
    for claim in claims:
        if claim.measure in ("people_held", "people_trapped") and (value := number(claim)) is not None and value >= CROWD:
            said[cell_of[claim.id]].add(value)
    same = {c for c in said if c.measure == "people_held" and said[c] & said.get(c._replace(measure="people_trapped"), set())}
    return {i: cell._replace(measure="people_trapped") if cell in same else cell for i, cell in cell_of.items()}


def _last(new: Mapping[Cell, Cell], cell: Cell) -> Cell:
    while cell in new:
        cell = new[cell]
    return cell


def _one(groups: Mapping[Cell, list[Claim]], wider: Cell, cell: Cell) -> bool:
    """Whether two cells count the same people, by their names, their usual numbers, and the sentences that hold both."""
    base, group = groups[wider], groups[cell]
    a, b = _who(base, wider), _who(group, cell)
    if _told_apart(base, group):
        return False
    if b.civilian and a.everyone and not b.narrowed:
        return not _within(base, group)
    shared = _usual(base) & _usual(group)
    if a.covers(b) or b.covers(a):
        return bool(shared) and a.civilian == b.civilian
    return any(v >= TELLING for v in shared) and (a.loose or b.loose)


def _who(claims: Sequence[Claim], cell: Cell) -> Population:
    return next((p for c in claims if (p := population(c.population)).key == cell.who), population(claims[0].population))


def _told_apart(a: Sequence[Claim], b: Sequence[Claim]) -> bool:
    """Whether one sentence gives both ("ten tourists and two crew"): then they are two things."""
    return bool({(c.document, c.sentence.start) for c in a} & {(c.document, c.sentence.start) for c in b})


def _within(whole: Sequence[Claim], part: Sequence[Claim]) -> bool:
    """Whether a report gives the part a smaller number than the whole: then it does tell them apart."""
    largest: dict[str, float] = {}
    for claim in whole:
        if (value := number(claim)) is not None:
            largest[claim.document] = max(largest.get(claim.document, 0), value)
    return any((value := number(c)) is not None and value < largest.get(c.document, 0) and not older(c) for c in part)


def _usual(claims: Sequence[Claim]) -> set[float]:
    """The numbers said most often; ones do not count, since any two victims are both one."""
    said = Counter(v for c in claims if (v := number(c)) is not None and v > 1)
    most = max(said.values(), default=0)
    return {v for v, k in said.items() if k == most}


# ---------------------------------------------------------------- one place of several, like amounts


def contrasted(claims: Sequence[Claim], cell_of: Mapping[str, Cell]) -> dict[str, Cell]:
    """Keep the places of cells only where some report gives one place another number than the rest: else they are one count."""
    held: dict[tuple[str, Cell], dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        if (value := number(claim)) is not None:
            cell = cell_of[claim.id]
            held[claim.document, cell._replace(where="")][cell.where].add(value)
    kept: set[Cell] = set()
    for (_, cell), by_place in held.items():
        for place, said in by_place.items():
            others = set().union(*(v for other, v in by_place.items() if other != place))
            if place and others and not said & others:
                kept.add(cell._replace(where=place))
    return {c.id: cell if (cell := cell_of[c.id]) in kept else cell._replace(where="") for c in claims}


def apart(claims: Sequence[Claim], cell_of: Mapping[str, Cell]) -> dict[str, Cell]:
    """Take out of each cell the counts that are only a part of it, or of something far larger."""
    placed = dict(cell_of)
    groups: dict[Cell, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[cell_of[claim.id]].append(claim)
    for cell, members in sorted(groups.items()):
        if cell.measure in OPEN and not (cell.measure == "distance" and cell.who and cell.who != "size"):
            labels = _alike(members, ALIKE)
        elif cell.measure in ROUGH:
            labels = _alike(members, SMALLER)
        elif cell.measure == "magnitude":
            labels = _alike(members, CLOSE)
        elif cell.measure in HARM and all(cumulative(c) for c in members):
            labels = _alike(members, TOTALS)
        elif cell.measure in HARM and not cell.part:
            labels = parts(members, [c for other, held in groups.items() if other[:2] == cell[:2] and other != cell for c in held])
        elif cell.measure in COUNTED and not cell.part:
            labels = shares(members)
        else:
            continue
        placed |= {claim: cell._replace(part=label) for claim, label in labels.items()}
    return placed


def _alike(members: Sequence[Claim], ratio: float) -> dict[str, str]:
    """Labels that put like amounts of an open measure together, from the smallest up."""
    sized = sorted((_size(c), c.id) for c in members)
    labels: dict[str, str] = {}
    start = 0.0
    for size, claim in sized:
        if not start or size > start * ratio:
            start = size
        labels[claim] = f"~{start:.3g}"
    return labels


def _size(claim: Claim) -> float:
    amount = claim.amount
    value = (amount.stated[-1] if amount and amount.stated else 0.0) or 0.001
    words = re.findall(r"[a-z]+", f"{claim.value.text if claim.value else ''} {claim.unit or ''}".lower())
    return value * next((_METRES[w] for w in (s for word in words for s in (word, word.rstrip("s"))) if w in _METRES), 1.0)
