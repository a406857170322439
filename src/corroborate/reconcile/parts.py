"""Counts of the same people under other names, and counts that are only a part of a whole."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from corroborate.model import Bound, Claim
from corroborate.reconcile.cells import Cell
from corroborate.reconcile.populations import Population, population
from corroborate.reconcile.words import vocabulary

HARM = frozenset({"people_killed", "people_injured", "people_killed_or_injured", "people_missing"})
ARMED = frozenset({"police", "soldier", "fighter"})
"""Classes that a sentence sets against civilians."""
OPEN = frozenset({"distance", "duration", "amount_other"})
"""Measures that hold many things: only like amounts are put together."""
ROUGH = frozenset({"attacks", "vehicles", "people_present"})
"""Measures that mix parts and wholes: amounts further apart than SMALLER are different counts."""
SMALLER = 3.0
"""A count this many times smaller than its own report's count of the same is a part of it, not a rival."""
BEYOND = 5.0
"""A count this many times larger than any that links up with what reports mostly say is of something larger: a war, a country."""
GROWN = 20.0
"""The same for a count of a later day: a toll may grow that much."""
TELLING = 4.0
"""From this number on, equal counts under different open names are taken for the same people; smaller ones meet by chance."""
ALIKE = 1.4
"""The largest ratio between amounts of an open measure that are put together."""
CLOSE = 1.1
"""The same for magnitudes, which are logarithms."""
_ONE_OF = re.compile(r"one of\b", re.IGNORECASE)
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
    ranked = sorted(groups, key=lambda c: (-len(groups[c]), c))
    for cell in sorted(groups, key=lambda c: (len(groups[c]), c)):
        if any(population(c.population).civilian and (c.document, c.sentence.start, c.measure) in armed for c in groups[cell]):
            continue
        for wider in ranked:
            if wider != cell and wider not in new and wider._replace(who="") == cell._replace(who="") and _one(groups, wider, cell):
                new[cell] = wider
                groups[wider] += groups[cell]
                break
    return {c.id: _last(new, cell_of[c.id]) for c in claims}


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


def number(claim: Claim) -> float | None:
    """The number that a claim states, None for vague words and open ends without one."""
    return None if claim.amount is None or claim.amount.bound is Bound.VAGUE else claim.amount.point


def older(claim: Claim) -> bool:
    """Whether the sentence says that its count is an older one, or one that has changed."""
    return bool(set(re.findall(r"[a-z]+", claim.sentence.text.lower())) & set(vocabulary("populations")["earlier"]))


# ---------------------------------------------------------------- parts of a whole


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
        elif cell.measure in HARM and not cell.part:
            labels = _parts(members, [c for other, held in groups.items() if other[:2] == cell[:2] and other != cell for c in held])
        else:
            continue
        placed |= {claim: cell._replace(part=label) for claim, label in labels.items()}
    return placed


def _parts(members: Sequence[Claim], others: Sequence[Claim]) -> dict[str, str]:
    """Labels of the claims that do not count the whole."""
    told = _reports(members)
    usual = min((v for v in told if v > 1), key=lambda v: (-len(told[v]), v), default=None)
    found = _too_large(members, usual) if usual else {}
    for claim in members:
        value = number(claim)
        if value is None or value == usual or claim.id in found or claim.amount is None or older(claim):
            continue
        own = [v for c in members if c.document == claim.document and c.id not in found and (v := number(c)) is not None]
        small = value * SMALLER <= max(own) or (value == 1 and max(own) > 1)
        if value == 1 and usual and usual > 1 and _one_of(claim):
            found[claim.id] = f"{claim.document}/1"
            continue
        rarer = len(told[value]) <= len(told[max(own)])
        if claim.amount.bound is Bound.EXACT and ((small and rarer) or _remainder(claim, value, own, others)):
            found[claim.id] = f"{value:g}"
    return found | (_too_small([c for c in members if c.id not in found], usual) if usual else {})


def _too_large(members: Sequence[Claim], usual: float) -> dict[str, str]:
    """Labels of counts far above all that link up with the usual one, step by step."""
    top = max(_linked({v for c in members if (v := number(c)) is not None}, usual))
    last = max((c.as_of for c in members if c.as_of and number(c) in (usual, top)), default=None)
    found = {}
    for claim in members:
        value = number(claim)
        floor = value if value is not None else (claim.amount.low if claim.amount else None)
        later = claim.as_of is not None and last is not None and claim.as_of > last
        if floor and floor > top * (GROWN if later else BEYOND):
            found[claim.id] = "beyond"
    return found


def _too_small(members: Sequence[Claim], usual: float) -> dict[str, str]:
    """Labels of counts far below all that link up with the usual one: of a part, or of another event; not of an earlier day's count."""
    values = {v for c in members if (v := number(c)) is not None}
    linked = _linked(values, usual)
    first = min((c.as_of for c in members if c.as_of and number(c) in linked), default=None)
    return {
        c.id: f"{value:g}"
        for c in members
        if (value := number(c)) is not None and value < min(linked) and not older(c)
        and not (c.as_of is not None and first is not None and c.as_of < first)
    }  # fmt: skip


def _linked(values: set[float], usual: float) -> set[float]:
    """The values that lie within SMALLER times of each other, from the usual one up and down."""
    linked = [usual]
    for value in sorted(v for v in values if v > usual):
        if value <= linked[-1] * SMALLER:
            linked.append(value)
    linked = linked[::-1]
    for value in sorted((v for v in values if 0 < v < usual), reverse=True):
        if value * SMALLER >= linked[-1]:
            linked.append(value)
    return set(linked)


def _one_of(claim: Claim) -> bool:
    """Whether the words are "one of" some group."""
    at = claim.value.start - claim.sentence.start if claim.value else 0
    return _ONE_OF.match(claim.sentence.text, at) is not None


def _remainder(claim: Claim, value: float, own: Sequence[float], others: Sequence[Claim]) -> bool:
    """Whether a count of "others" is what a whole leaves after a part that the same report gives."""
    if "other" not in f"{claim.population} {claim.value.text if claim.value else ''}".lower():
        return False
    parts = [v for c in others if c.document == claim.document and (v := number(c)) is not None]
    return any(value + part == whole for part in parts for whole in own)


def _reports(members: Sequence[Claim]) -> dict[float, set[str]]:
    """The documents that give each number."""
    reports: dict[float, set[str]] = defaultdict(set)
    for claim in members:
        if (value := number(claim)) is not None:
            reports[value].add(claim.document)
    return reports


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
