"""Which of the places of a name is meant, by what the whole report says and never by first match; how: docs/places.md."""

from __future__ import annotations

import math
from collections.abc import Iterable

from corroborate.read.gazetteer import Known, fold, lies_in
from corroborate.read.namewords import known, listed
from corroborate.read.surroundings import Surroundings
from corroborate.read.toponyms import Heard

FLOORS = {"strong": 30_000, "home": 30_000, "kind": 15_000, "weak": 100_000, "dateline": 50_000}
"""People that a place must have to be meant where nothing else in the report speaks for it; 300,000 where no words do."""
PEOPLE = 0.8
"""What ten times as many people are worth to a place."""
BESIDE, WITHIN, MOST = 1.5, 0.7, 2.0
"""What another name nearby, and one in the same division, is worth; how many are heard."""
FITS = 0.15
"""Share of a report that is about a country from which its small places may be meant."""


def ranked(h: Heard, context: Surroundings) -> list[Known]:
    """The places of a name, the likeliest first."""
    inside = h.inside or context.inside.get(fold(h.name), "")
    containers = known(inside) if inside else ()
    named_so = fold(h.name) in context.divisions and h.noun not in listed("settlements")
    division = 5.0 if h.noun in listed("divisions") else 3.0 if named_so else 0.0
    seats = {(k.country, k.admin1) for k in h.candidates if k.kind == "city"}
    capitals = {k.country for k in h.candidates if k.kind == "city" and k.population >= 100_000}
    towns = {k.country for k in h.candidates if k.kind == "city" and fold(k.name) == fold(h.name)}
    name = fold(h.name)

    def score(k: Known) -> float:
        points = PEOPLE * math.log10(k.population + 10) + 6 * context.share(k.country, name)
        points += 0.7 * (fold(k.name) == name) + 2 * (k.kind == "city" and (k.country, k.admin1) in context.lands)
        points += 6 * any(lies_in(k, c) for c in containers)
        points += BESIDE * min(MOST, context.near.beside(name, k)) + WITHIN * min(MOST, context.near.within(name, k))
        # `Donetsk` alone is the city, `Ontario` the division
        named_for = -1.0 if (k.country, k.admin1) in seats or k.country in capitals else 1.5
        county = 4.0 if h.noun in ("county", "counties", "parish") else -4.0 if k.country in towns else 0.0
        points += 1.5 * (k.kind == "city" and h.evidence in ("home", "body"))
        points += 0.7 * math.log10(k.population + 10) * (h.evidence == "dateline")
        points += {"country": 2.0, "region": 1.0, "admin1": division or named_for, "admin2": county}.get(k.kind, 0.0)
        return points - 4 * (k.kind == "city" and h.noun in listed("divisions"))

    return sorted(h.candidates, key=lambda k: (-score(k), k.id))


def meant(h: Heard, context: Surroundings) -> Known | None:
    """The place that a name means; None where nothing in the report speaks for it."""
    found = ranked(h, context)
    if not found:
        return None
    top, name = found[0], fold(h.name)
    inside = h.inside or context.inside.get(name, "")
    placed = any(lies_in(top, c) for c in (known(inside) if inside else ()))
    beside, within = context.near.beside(name, top), context.near.within(name, top)
    local = beside >= 0.5 or within >= 1
    fits = placed or local or context.share(top.country) >= FITS
    if h.doubt and top.kind != "city":
        return top if placed or context.share(top.country, name) >= 0.3 or within >= 1 else None
    if h.doubt and h.evidence == "body":
        return top if placed or local or context.share(top.country, name) >= 0.3 else None
    if h.doubt:
        return top if placed or (name in context.told and fits) or _speaks_for(h, top, beside, within) else None
    own_name = fold(top.name) == name
    if h.evidence == "none" and top.kind == "city" and not (own_name and (fits or top.population >= 300_000)) and top.population < 500_000:
        return None
    return top if fits or top.kind in ("country", "region") or top.population >= FLOORS.get(h.evidence, 300_000) else None


def _speaks_for(h: Heard, top: Known, beside: float, within: float) -> bool:
    """Whether other places speak for a name that the words alone leave in doubt."""
    if top.population >= 300_000 and h.evidence != "opening":
        return True
    if h.evidence in ("strong", "home"):
        return beside >= 0.5 or within >= 0.5
    several = " " in h.name or "-" in h.name
    if h.evidence in ("weak", "body") or several:
        return beside >= 0.7 or (beside > 0.3 and within >= 1)
    return h.evidence != "opening" and beside >= 1.5


def in_lists(text: str, found: Iterable[tuple[Heard, Known | None]], context: Surroundings) -> list[tuple[Heard, Known | None]]:
    """Accept a name that stands in a list with an accepted one (`Aldo, Brask and Sund`), where it may lie near it."""
    rows = list(found)
    for order in (range(1, len(rows)), range(len(rows) - 2, -1, -1)):
        for at in order:
            h, place = rows[at]
            other = rows[at - 1 if order.step > 0 else at + 1]
            if place or not h.doubt or not other[1] or other[1].kind == "country" or h.evidence == "body":
                continue
            first, second = sorted((h, other[0]), key=lambda x: x.start)
            if text[first.end : second.start].strip() in (",", "and", ", and", "or", "&", "/"):
                top = ranked(h, context)[0]
                if (top.country, top.admin1) == (other[1].country, other[1].admin1) or context.near.beside(fold(h.name), top) >= 0.3:
                    rows[at] = (h, top)
    return rows
