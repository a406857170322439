"""Counts and their parts, drawn: what a report prints as part of another number stands under it, to one scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from corroborate.model import Claim, Relation, RelationType
from corroborate.report.lookup import Lookup
from corroborate.report.wording import amount, measure

MOST, PARTS = 4, 8
"""Sums of one question, and parts of one sum, that are drawn."""
ADDS_UP = "sums.exact"
WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One number as a bar: where it begins and how long it is, in percent of the longest; `number` is that of its claim."""

    number: int
    words: str
    at: float
    long: float


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with its parts; parts that add up exactly stand one after the other, others may overlap and begin at the left."""

    total: Bar
    parts: tuple[Bar, ...]
    why: tuple[str, ...]


def sums(claims: Collection[str], lookup: Lookup) -> tuple[Sum, ...]:
    """The sums that some claims are the total of or a part of."""
    held: dict[str, dict[str, Relation]] = defaultdict(dict)
    for c in claims:
        for r in lookup.relations[c]:
            if r.type is RelationType.PART_OF_SUM and _size(r.a, lookup) and _size(r.b, lookup):
                held[r.b].setdefault(r.a, r)
    order = sorted(held, key=lambda total: lookup.number[total])
    return tuple(_sum(total, list(held[total].values()), lookup) for total in order[:MOST])


def _sum(total: str, found: list[Relation], lookup: Lookup) -> Sum:
    found = sorted(found, key=lambda r: lookup.number[r.a])[:PARTS]
    longest = max(_size(total, lookup), *(_size(r.a, lookup) for r in found))
    parts, reached = [], 0.0
    for r in found:
        long = _size(r.a, lookup) / longest * WHOLE
        after = reached if r.rule == ADDS_UP and reached + long <= WHOLE + 1e-6 else 0.0
        parts.append(_bar(r.a, after, long, lookup))
        reached = after + long
    return Sum(_bar(total, 0.0, _size(total, lookup) / longest * WHOLE, lookup), tuple(parts), tuple(dict.fromkeys(r.why for r in found)))


def _bar(id_: str, at: float, long: float, lookup: Lookup) -> Bar:
    claim = lookup.claims[id_]
    return Bar(lookup.number[id_], _words(claim), round(at, 2), round(max(long, 0.4), 2))


def _words(c: Claim) -> str:
    who = c.population if c.population not in (None, "", "all") else measure(c.measure)["noun"]
    return f"{amount(c.amount) if c.amount else ''} {who}".strip()


def _size(id_: str, lookup: Lookup) -> float:
    c = lookup.claims.get(id_)
    return max(c.amount.stated) if c and c.amount and c.amount.stated and min(c.amount.stated) >= 0 else 0.0
