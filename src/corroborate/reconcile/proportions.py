"""Counts of one report that do not fit each other: more than were there, the injured among the killed, a share that is none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product

from corroborate.model import Bound, Claim, Document, Relation, RelationType
from corroborate.reconcile.intervals import interval, number
from corroborate.reconcile.populations import population
from corroborate.reconcile.rules import rules

KILLED, INJURED, EITHER = "people_killed", "people_injured", "people_killed_or_injured"
Pair = tuple[Claim, Claim]


def _odd(a: Claim, b: Claim, why: str, rule: str) -> Relation:
    return Relation(a.id, b.id, RelationType.IMPLAUSIBLE, why, f"plausible.{rule}")


def printed(c: Claim) -> str:
    """The words of a count in quotation marks; "some" where they are withheld."""
    return f"“{c.value.text}”" if c.value and c.value.text else "some"


def _counts(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Counts of the reports' own events, by report; guesses and denials are none."""
    held: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.amount and c.polarity == "+" and not c.background and c.commitment not in ("denied", "hypothetical"):
            held[c.document].append(c)
    return held


def _once(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """One pair for each two measures of a report, the first in the text."""
    seen: set[tuple[str, str, str]] = set()
    for a, b in pairs:
        key = (a.document, a.measure, b.measure)
        if key not in seen:
            seen.add(key)
            yield a, b


# ---------------------------------------------------------------- more than were there


def more_than_there(claims: Sequence[Claim]) -> list[Relation]:
    """A count of people that is larger than that of all who were there, of one report, one place and one time."""
    found = []
    for held in _counts(claims).values():
        there = [c for c in held if c.measure == "people_present"]
        among = [c for c in held if c.measure in rules()["plausible"]["among"]]
        for some, all_ in _once((a, b) for a, b in product(among, there) if _exceeds(a, b)):
            why = f"{printed(some)} would be more than the {printed(all_)} who were there: of another group, place or time?"
            found.append(_odd(some, all_, why, "more_than_there"))
    return found


def _exceeds(some: Claim, all_: Claim) -> bool:
    if some.amount is None or all_.amount is None or all_.amount.bound not in (Bound.EXACT, Bound.ABOUT, Bound.AT_MOST):
        return False
    here = _where(some) & _where(all_)
    same_time = some.when is None or all_.when is None or some.when.touches(all_.when)
    return bool(here) and same_time and _covers(some, all_) and interval(some.amount).low > interval(all_.amount).high


def _where(c: Claim) -> set[str]:
    """The site and the place of a count, those that are told."""
    return {name for name in (c.facility, c.place.name if c.place else None) if name}


def _covers(some: Claim, all_: Claim) -> bool:
    """Whether whoever is counted as there can be everybody: nobody in particular, or the same people."""
    whole, part = population(all_.population), population(some.population)
    return whole.everyone or (whole.classes == part.classes and whole.narrowed == part.narrowed)


# ---------------------------------------------------------------- the injured inside the killed


def injured_inside(claims: Sequence[Claim]) -> list[Relation]:
    """The killed of a report as many as its killed and injured together, though somebody was injured; or more than these."""
    found = []
    for held in _counts(claims).values():
        killed, both = ([c for c in held if c.measure == m and _firm(c)] for m in (KILLED, EITHER))
        pairs = [(a, b) for a, b in product(killed, both) if population(a.population).key == population(b.population).key and _near(a, b)]
        hurt = [c for c in held if c.measure == INJURED]
        for dead, all_ in _once((a, b) for a, b in pairs if number_of(a) > number_of(b)):
            why = f"{printed(dead)} killed are more than {printed(all_)} killed or injured together: one of the two counts something else."
            found.append(_odd(dead, all_, why, "more_killed"))
        for dead, all_ in _once((a, b) for a, b in pairs if hurt and number_of(a) == number_of(b)):
            both_ = f"{printed(dead)} killed and {printed(all_)} killed or injured"
            why = f"{both_}, though people were injured: the injured may be counted as killed."
            found.append(_odd(dead, all_, why, "injured_inside"))
    return found


def _firm(c: Claim) -> bool:
    return c.amount is not None and c.amount.bound is Bound.EXACT and number_of(c) > 1


def _near(a: Claim, b: Claim) -> bool:
    """Whether two counts of one report may be of one event: no two places, no two times."""
    places = (a.place.name if a.place else "", b.place.name if b.place else "")
    return ("" in places or places[0] == places[1]) and (a.when is None or b.when is None or a.when.touches(b.when))


def number_of(c: Claim) -> float:
    """The number that a count is compared by."""
    return number(c.amount) if c.amount else 0.0


# ---------------------------------------------------------------- a share that is none


@cache
def _shares() -> re.Pattern[str]:
    """A share of the people of a place: "almost half of its residents", "30 per cent of the population"."""
    table = rules()["plausible"]["shares"]
    words = "|".join(re.escape(w) for w in sorted(table["words"], key=len, reverse=True))
    nouns = "|".join(map(re.escape, table["of"]))
    share = rf"(?<!\w)(?:({words})|(\d{{1,2}}(?:\.\d+)?)\s?(?:%|percent\b|per cent\b))"
    return re.compile(rf"{share}(?:\s+of)?(?:\s+[\w’'-]+){{0,3}}?\s+(?:{nouns})\b", re.IGNORECASE)


def shares(documents: Sequence[Document], claims: Sequence[Claim]) -> list[Relation]:
    """A count that a report calls a share of a population, and the population that it gives, where the two do not fit."""
    held = _counts(claims)
    found = []
    for d in documents:
        whole = max((c for c in held[d.id] if c.measure in rules()["plausible"]["shares"]["whole"]), key=number_of, default=None)
        if whole is None or number_of(whole) < rules()["plausible"]["shares"]["from"] or d.restricted:
            continue
        for share in _shares().finditer(d.text):
            some = _called(share, held[d.id], whole)
            if some and not _fits(share, some, whole):
                part = number_of(some) / number_of(whole)
                told = f"{printed(some)} of {printed(whole)} would be {part:.0%}, and the report says “{share[0]}”"
                why = f"{told}: of different people or times?"
                found.append(_odd(some, whole, why, "share"))
    return list({(r.a, r.b): r for r in reversed(found)}.values())[::-1]


def _called(share: re.Match[str], held: Sequence[Claim], whole: Claim) -> Claim | None:
    """The count in the sentence of a share that it can be a word for: of people on the way, in want or hurt."""
    table = rules()["plausible"]["shares"]
    inside = [c for c in held if c is not whole and c.measure in table["some"] and c.value and not _vague(c)]
    here = [c for c in inside if c.sentence.start <= share.start() < c.sentence.end]
    return min(here, key=lambda c: (abs(c.value.start - share.start()) if c.value else 0, c.id), default=None)


def _vague(c: Claim) -> bool:
    return c.amount is None or c.amount.bound is Bound.VAGUE


def _fits(share: re.Match[str], some: Claim, whole: Claim) -> bool:
    table = rules()["plausible"]["shares"]
    said = table["words"][share[1].lower()] if share[1] else float(share[2]) / 100
    part = number_of(some) / number_of(whole)
    return bool(part <= said * table["ratio"] and said <= part * table["ratio"])
