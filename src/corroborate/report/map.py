"""The map, drawn off line: places no finer than they are known, countries never as a point.

Plate carree with the longitudes shortened for the middle latitude: true enough over a region, and its scale bar holds there.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corroborate.model import Claim, Place
from corroborate.report.lookup import Lookup
from corroborate.report.outlines import Ring, outlines

WIDTH, TALLEST, LOWEST = 480, 420, 260
NARROWEST = 2.4
"""Degrees of latitude that a map shows at least, so that a single city stands in its country."""
LETTER, LINE = 7.4, 15.0
"""Room for one letter and one line of a label, in drawing units, at the larger type of a telephone."""
KM_PER_DEGREE = 111.2
RADII = {"admin1": 34.0, "admin2": 17.0, "city": 7.0, "site": 3.5}
WIDEST, WEIGHTY = 8.0, 0.15
"""A place that would stretch the drawing beyond so many degrees is listed instead, unless this share of the claims names it."""
LABELLED = 40
"""Spots that get a label where there is room, those most spoken of first; all stand in the table beside the map."""
AFAR = "far from the others"
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map: centre and radius in drawing units, and where its label stands (none where there was no room)."""

    number: int
    name: str
    kind: str
    x: float
    y: float
    r: float
    label: tuple[float, float, str] | None
    claims: tuple[int, ...]
    count: int
    key: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A place that is not drawn, and why."""

    name: str
    why: str
    claims: tuple[int, ...]
    count: int
    key: str


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing: land as path data, spots, country names, a scale bar of `bar` units for `km`."""

    width: int
    height: int
    land: tuple[str, ...]
    names: tuple[tuple[float, float, str], ...]
    spots: tuple[Spot, ...]
    listed: tuple[Listed, ...]
    bar: float
    km: int
    source: str


@dataclass(frozen=True, slots=True)
class View:
    """What part of the world is shown, and how degrees become drawing units."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: int

    def xy(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Drawing units, from the top left corner."""
        return (longitude - self.west) * self.squeeze * self.scale, (self.north - latitude) * self.scale


@dataclass(frozen=True, slots=True)
class Named:
    """A place, how many claims name it, and the printed numbers of those that are listed beside it."""

    place: Place
    count: int
    claims: tuple[int, ...] = ()


def draw(lookup: Lookup) -> Map | None:
    """Draw the places of all claims; None where no claim names a place."""
    held: dict[str, list[Claim]] = defaultdict(list)
    places: dict[str, Place] = {}
    for claim in lookup.claims.values():
        if claim.place:
            held[places.setdefault(claim.place.key, claim.place).key].append(claim)
    return drawn(tuple(Named(places[k], len(held[k]), tuple(lookup.numbers(c.id for c in held[k]))) for k in places))


@lru_cache(maxsize=8)
def drawn(named: tuple[Named, ...]) -> Map | None:
    """Draw places; None where there are none. A page that is asked for again is not drawn again."""
    places = {n.place.key: n for n in named}
    if not places:
        return None
    known = [k for k, n in places.items() if n.place.latitude is not None and n.place.longitude is not None and n.place.kind in RADII]
    shown = _framed(sorted(known, key=lambda k: (-places[k].count, k)), places)
    others = [
        Listed(n.place.name, AFAR if k in known else _why(n.place), n.claims, n.count, k) for k, n in places.items() if k not in shown
    ]  # fmt: skip
    listed = tuple(sorted(others, key=lambda x: (x.why, x.name)))
    source = outlines()[1]
    if not shown:
        return Map(WIDTH, 0, (), (), (), listed, 0, 0, source)
    view = _view([places[k].place for k in shown])
    spots = _spots([places[k] for k in shown], view)
    taken = [_box(s.label[0], s.label[1], s.label[2], s.name) for s in spots if s.label]
    names = tuple(_names(view, taken + [(s.x - 10, s.y - 10, s.x + 10, s.y + 10) for s in spots]))
    km = _round_km(WIDTH / 4 / view.scale * KM_PER_DEGREE)
    return Map(WIDTH, view.height, _land(view), names, tuple(spots), listed, round(km / KM_PER_DEGREE * view.scale, 1), km, source)


def _framed(keys: list[str], places: dict[str, Named]) -> list[str]:
    """The places that one drawing can hold: those most spoken of, and others as long as they do not stretch it far."""
    total, kept = sum(places[k].count for k in keys), list[str]()
    west = south = math.inf
    east = north = -math.inf
    for key in keys:
        x, y = places[key].place.longitude or 0.0, places[key].place.latitude or 0.0
        w, e, s, n = min(west, x), max(east, x), min(south, y), max(north, y)
        near = n - s <= WIDEST and e - w <= WIDEST * 1.5
        if not kept or near or places[key].count >= WEIGHTY * total:
            kept.append(key)
            west, east, south, north = w, e, s, n
    return kept


def _why(place: Place) -> str:
    if place.kind == "country":
        return "a whole country, not a point"
    return "position not known" if place.latitude is None else "a kind of place that is not drawn"


def _view(places: list[Place]) -> View:
    """The frame round all places with room to spare, no taller than the drawing may be."""
    lats = [p.latitude for p in places if p.latitude is not None]
    lons = [p.longitude for p in places if p.longitude is not None]
    middle = (min(lats) + max(lats)) / 2
    squeeze = max(0.2, math.cos(math.radians(middle)))
    tall = max(NARROWEST, (max(lats) - min(lats)) * 1.5)
    wide = max(NARROWEST * 1.4, (max(lons) - min(lons)) * squeeze * 1.6)
    scale = min(WIDTH / wide, TALLEST / tall)
    height = round(min(TALLEST, max(LOWEST, tall * scale)))
    centre = (min(lons) + max(lons)) / 2
    return View(centre - WIDTH / scale / squeeze / 2, middle + height / scale / 2, scale, squeeze, height)


@lru_cache(maxsize=16)
def _land(view: View) -> tuple[str, ...]:
    """What is seen of all land; the same view is asked for again and again by a page."""
    return tuple(d for c in outlines()[0] for ring in c.rings if (d := _path(ring, view)))


@lru_cache(maxsize=16)
def _middles(view: View) -> tuple[tuple[float, float, float, str], ...]:
    """The middle of what is seen of each country, its area and its name."""
    made = []
    for country in outlines()[0]:
        seen = [cut for ring in country.rings if len(cut := _clip([view.xy(*q) for q in ring], view)) > 2]
        if seen:
            made.append((*max((_centre(cut) for cut in seen), key=lambda c: c[2]), country.name))
    return tuple(made)


def _path(ring: Ring, view: View) -> str:
    """Path data of a ring if any of it can be seen; points far outside are pulled to the rim, near equal ones dropped."""
    points = [view.xy(x, y) for x, y in ring]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    if max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > view.height:
        return ""
    kept: list[tuple[int, int]] = []
    for x, y in _clip(points, view):
        point = (round(x), round(y))
        if not kept or kept[-1] != point:
            kept.append(point)
    return "M" + "L".join(f"{x} {y}" for x, y in kept) + "Z" if len(kept) > 2 else ""


def _clip(points: list[tuple[float, float]], view: View) -> list[tuple[float, float]]:
    """Cut a ring at a frame slightly larger than the drawing (Sutherland and Hodgman, one side after the other)."""
    for axis, limit, sign in ((0, -20.0, 1), (0, WIDTH + 20.0, -1), (1, -20.0, 1), (1, view.height + 20.0, -1)):
        cut: list[tuple[float, float]] = []
        for n, here in enumerate(points):
            before = points[n - 1]
            inside, was = (sign * (p[axis] - limit) >= 0 for p in (here, before))
            if inside != was:
                t = (limit - before[axis]) / (here[axis] - before[axis])
                cut.append((before[0] + t * (here[0] - before[0]), before[1] + t * (here[1] - before[1])))
            if inside:
                cut.append(here)
        points = cut
        if not points:
            break
    return points


def _spots(places: list[Named], view: View) -> list[Spot]:
    """Spots numbered by how many claims name them; each label takes the first free position round its spot."""
    places = sorted(places, key=lambda n: (-n.count, n.place.name))
    centres = [view.xy(n.place.longitude or 0.0, n.place.latitude or 0.0) for n in places]
    taken: list[Box] = [(x - 8, y - 8, x + 8, y + 8) for x, y in centres]
    made = []
    for n, (named, (x, y)) in enumerate(zip(places, centres, strict=True), 1):
        place = named.place
        r = RADII[place.kind]
        label = None
        for spot in _positions(x, y, r) if n <= LABELLED else ():
            box = _box(*spot, place.name)
            inside = box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= 2 and box[3] <= view.height - 2
            if inside and not any(_overlap(box, other) for other in taken):
                label = spot
                taken.append(box)
                break
        made.append(Spot(n, place.name, place.kind, round(x, 1), round(y, 1), r, label, named.claims, named.count, place.key))
    return made


def _positions(x: float, y: float, r: float) -> Iterable[tuple[float, float, str]]:
    """Where a label may stand, best first: (x, baseline, text-anchor), close by and then further off."""
    for gap in (5.0, 18.0):
        d = min(r, 10.0) + gap
        yield round(x + d, 1), round(y + 4, 1), "start"
        yield round(x - d, 1), round(y + 4, 1), "end"
        yield round(x, 1), round(y - d - 1, 1), "middle"
        yield round(x, 1), round(y + d + 11, 1), "middle"
        yield round(x + d, 1), round(y - d, 1), "start"
        yield round(x + d, 1), round(y + d + 9, 1), "start"
        yield round(x - d, 1), round(y - d, 1), "end"
        yield round(x - d, 1), round(y + d + 9, 1), "end"


def _box(x: float, y: float, anchor: str, words: str) -> Box:
    wide = len(words) * LETTER
    left = {"start": x, "end": x - wide}.get(anchor, x - wide / 2)
    return left, y - LINE + 3, left + wide, y + 3


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _names(view: View, taken: list[Box]) -> Iterable[tuple[float, float, str]]:
    """Names of countries in the middle of what is seen of them, where that is large and nothing else stands there."""
    for x, y, area, name in _middles(view):
        box = _box(x, y, "middle", name)
        large = area > 40 * (box[2] - box[0])
        fits = box[0] > 4 and box[2] < WIDTH - 4 and 16 < y < view.height - 30
        if large and fits and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            yield x, y, name


def _centre(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """The centre of a ring's area, and the area (the shoelace formula)."""
    twice = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = ax * by - bx * ay
        twice, x, y = twice + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return (round(x / twice / 3, 1), round(y / twice / 3, 1), abs(twice) / 2) if twice else (*ring[0], 0.0)


def _round_km(km: float) -> int:
    """The largest of 1, 2, 5, 10 ... that is not above `km`."""
    size = 10 ** math.floor(math.log10(max(km, 1)))
    return int(max(size * m for m in (1, 2, 5) if size * m <= max(km, 1)))
