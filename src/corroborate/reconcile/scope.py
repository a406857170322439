"""Tempting pairs: counts of one measure that stand near each other and must not be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from corroborate.model import Claim, Relation, RelationType
from corroborate.reconcile.intervals import number

_WORDS = {
    "event": "they belong to different events",
    "standard": "one counts only what was verified",
    "stage": "they count different stages of a movement",
    "place": "they count in different places",
    "period": "they count different days",
    "population": "they count different people or things",
    "size": "one is more than twenty times the other",
}


def scope_differences(claims: Sequence[Claim], question_of: Mapping[str, str], summed: Sequence[Relation]) -> list[Relation]:
    """One pair for each question that stands beside its measure's main question in some report and is no part of it."""
    by_question: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.amount and c.id in question_of:
            by_question[question_of[c.id]].append(c)
    parts = {frozenset((question_of.get(r.a), question_of.get(r.b))) for r in summed}
    found = []
    for questions in _by_measure(by_question).values():
        main = max(questions, key=lambda q: (len({c.document for c in by_question[q]}), len(by_question[q]), q))
        for other in sorted(questions):
            pair = _nearest(by_question[other], by_question[main])
            if other != main and frozenset((other, main)) not in parts and pair and (names := dimensions(*pair)):
                a, b = pair
                why = f"{_text(a)} and {_text(b)} must not be compared: {' and '.join(_WORDS[n] for n in names[:2])}."
                found.append(Relation(a.id, b.id, RelationType.SCOPE_DIFFERS, why, "scope." + names[0]))
    return found


def _by_measure(by_question: Mapping[str, Sequence[Claim]]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = defaultdict(list)
    for q, members in by_question.items():
        held[members[0].measure].append(q)
    return held


def _nearest(some: Sequence[Claim], others: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    beside: dict[str, list[Claim]] = defaultdict(list)
    for b in others:
        beside[b.document].append(b)
    pairs = [(a, b) for a in some for b in beside.get(a.document, ())]
    return min(pairs, key=lambda p: (abs(p[0].sentence.start - p[1].sentence.start), p[0].id, p[1].id), default=None)


def dimensions(a: Claim, b: Claim) -> list[str]:
    """What two claims differ in, by name: event, place, period, population, stage, standard, unit."""
    place = (a.facility or (a.place.name if a.place else None), b.facility or (b.place.name if b.place else None))
    told = {
        "event": a.background != b.background,
        "standard": a.standard != b.standard,
        "stage": a.stage != b.stage,
        "place": None not in place and place[0] != place[1],
        "period": bool(a.when and b.when and not a.when.touches(b.when)),
        "population": (a.population or "").lower() != (b.population or "").lower(),
        "size": bool(a.amount and b.amount) and _ratio(a, b) >= 20,
    }
    return [name for name, differs in told.items() if differs]


def _ratio(a: Claim, b: Claim) -> float:
    small, large = sorted(number(c.amount) for c in (a, b) if c.amount)
    return large / small if small else 0.0


def _text(c: Claim) -> str:
    return f"“{c.value.text}”" if c.value else "a count"
