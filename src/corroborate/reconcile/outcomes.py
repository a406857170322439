"""What became of single people who were injured: one who is told of as dead elsewhere is no longer among the injured.

Two reports' single people are one unless a name, an age, a sex or a sentence about both tells them apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corroborate.model import Bound, Claim, Document, Finding, Question, Reason
from corroborate.vocabulary import vocabulary

DIED = "died_later"
"""The flag of a finding on injured people of whom each is counted among the dead by another finding."""
TOLD_SINGLY = "told_singly"
_AGE = re.compile(r"\b(\d{1,3})[- ]?(?:year|yr)")
_BESIDE = re.compile(r"^,? ?\(?(\d{1,2})(?=[,.)])")


@dataclass(frozen=True, slots=True)
class Person:
    """One person as a claim tells of them: surname, age and sex where it says."""

    claim: Claim
    published: date | None
    name: str
    age: str
    sex: str
    further: bool


def outcomes(
    documents: Sequence[Document], claims: Sequence[Claim], asked: Sequence[Question], found: Sequence[Finding]
) -> list[Finding]:
    """The findings, those on single injured people who died marked so, with the claims that tell of the death."""
    days = {d.id: d.published for d in documents}
    known = {c.id: c for c in claims}
    event = {q.id: q.event for q in asked}
    told = {f.id: [known[c] for c in f.claims if not known[c].background] for f in found}
    held: dict[tuple[str | None, str], list[Claim]] = defaultdict(list)
    for f in found:
        for c in told[f.id]:
            held[event[f.question], c.measure].append(c)
    made = []
    for f in found:
        hurt, of = told[f.id], event[f.question]
        if all(c.measure == "people_injured" and _single(c) for c in hurt):
            alone = all(_single(c) for m in _HARM for c in held[of, m])
            dead = [_person(c, days) for c in held[of, "people_killed"] if _single(c)]
            pair = _died([_person(c, days) for c in hurt], dead, alone=alone)
            made.append(_marked(f, *pair) if pair else f)
        else:
            made.append(f)
    return made


_HARM = ("people_injured", "people_killed", "people_killed_or_injured")


def _single(claim: Claim) -> bool:
    """Whether a claim counts exactly one person, or says that nobody is counted."""
    return claim.amount is not None and claim.amount.bound is Bound.EXACT and claim.amount.point in (0, 1)


def _person(claim: Claim, days: Mapping[str, date | None]) -> Person:
    printed = claim.value.text if claim.value else ""
    low = printed.lower().split()
    name = low[-1] if TOLD_SINGLY in claim.flags and claim.population else ""
    behind = claim.sentence.text[claim.value.end - claim.sentence.start :][:6] if claim.value else ""
    age = _AGE.search(printed) or _BESIDE.match(behind)
    sex = next((s for s, words in vocabulary("populations")["sexes"].items() if set(low) & set(words)), "")
    further = bool(set(low) & {"another", "other", "second", "third", "fourth"})
    return Person(claim, days.get(claim.document), name, age[1] if age else "", sex, further)


def _died(hurt: Iterable[Person], dead: Sequence[Person], *, alone: bool) -> tuple[Person, Person] | None:
    """An injured person and the dead one who is the same; None where anything tells every pair apart, or nothing ties them."""
    pairs = [(h, d) for h in hurt for d in dead if d.claim.amount and d.claim.amount.point == 1 and h.claim.amount and h.claim.amount.point]
    if not pairs or any(h.claim.sentence == d.claim.sentence or h.further or d.further for h, d in pairs):
        return None
    if any(_apart(h, d) for h, d in pairs):
        return None
    tied = next(((h, d) for h, d in pairs if (h.name and h.name == d.name) or (h.age and h.age == d.age)), None)
    return tied or (next(((h, d) for h, d in pairs if _in_order(h, d)), None) if alone else None)


def _apart(a: Person, b: Person) -> bool:
    return any(x and y and x != y for x, y in ((a.name, b.name), (a.age, b.age), (a.sex, b.sex)))


def _in_order(hurt: Person, dead: Person) -> bool:
    """Whether the death is not told of before the injury."""
    return hurt.published is None or dead.published is None or hurt.published <= dead.published


def _marked(f: Finding, hurt: Person, dead: Person) -> Finding:
    said = [p.claim.value.text if p.claim.value and not p.claim.restricted else "one person" for p in (hurt, dead)]
    text = f"“{said[0]}”, counted here as injured, is told of as dead elsewhere (“{said[1]}”): nothing tells the two apart."
    reason = Reason("outcome.died", text, (hurt.claim.id, dead.claim.id))
    return replace(f, flags=tuple(sorted({*f.flags, DIED})), reasons=(*f.reasons[:-1], reason, *f.reasons[-1:]))
