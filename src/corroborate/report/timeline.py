"""What is said to have happened when, beside what was published when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from corroborate.model import Claim, Happening
from corroborate.report.answers import stated
from corroborate.report.lookup import Lookup
from corroborate.report.wording import ask, day, days, measure, valued

COUNT = Happening.COUNT


@dataclass(frozen=True, slots=True)
class Entry:
    """One question's values for one time: the time in words, the question, what is said, and by which claims."""

    when: str
    kind: str
    question: str
    place: str
    said: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the timeline; `published` are the outlets whose reports came out."""

    day: str
    iso: str
    entries: tuple[Entry, ...]
    counts: tuple[Entry, ...]
    published: tuple[str, ...]


def timeline(lookup: Lookup) -> tuple[list[Day], int]:
    """The days in order, and how many claims say no time. A count is placed where it holds, anything else where it happened."""
    held: dict[date, dict[tuple[str, str, str], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    undated = 0
    for claim in lookup.claims.values():
        question = lookup.question(claim.id)
        if claim.dated is None:
            undated += 1
            continue
        kind, at = claim.dated
        held[at][(kind, "" if kind is COUNT else days(claim.when), question.id if question else "")].append(claim)
    published: dict[date, list[str]] = defaultdict(list)
    for d in lookup.case.documents:
        if d.published:
            published[d.published].append(d.outlet)
    return [_day(at, held.get(at, {}), published.get(at, []), lookup) for at in sorted({*held, *published})], undated


def _day(at: date, held: dict[tuple[str, str, str], list[Claim]], published: list[str], lookup: Lookup) -> Day:
    entries = []
    for (kind, when, name), claims in sorted(held.items()):
        question = lookup.questions.get(name)
        said = list(dict.fromkeys(valued(c) for c in claims if c.amount))
        if question and (named := [c for c in claims if c.amount is None]):
            said.append(stated(question, named, lookup))
        numbers = tuple(lookup.numbers(c.id for c in claims))
        words, place = (ask(question), question.place or "") if question else (measure(claims[0].measure)["noun"], "")
        values = ", ".join(said[:8]) + (" …" if len(said) > 8 else "")
        entries.append(Entry(when if when != day(at) else "", kind, words, place, values, numbers))
    entries.sort(key=lambda e: (e.kind != Happening.EVENT, e.kind, e.claims))
    events, counts = tuple(e for e in entries if e.kind != COUNT), tuple(e for e in entries if e.kind == COUNT)
    return Day(day(at), at.isoformat(), events, counts, tuple(dict.fromkeys(published)))
