"""Country outlines for the map, out of the package and off line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country's rings as (longitude, latitude) in degrees, with the box that holds all of them."""

    name: str
    rings: tuple[Ring, ...]


@cache
def outlines() -> tuple[tuple[Country, ...], str]:
    """The countries of `data/outlines.json` and where they come from (made by tools/build_outlines.py)."""
    read = json.loads((files("corroborate") / "data" / "outlines.json").read_text(encoding="utf-8"))
    countries = tuple(Country(c["name"], tuple(_ring(flat) for flat in c["rings"])) for c in read["countries"])
    return countries, str(read["source"])


def _ring(flat: list[int]) -> Ring:
    """Undo the differences: flat hundredths of a degree to points."""
    x = y = 0
    points = []
    steps = iter(flat)
    while pair := tuple(islice(steps, 2)):
        x, y = x + pair[0], y + pair[1]
        points.append((x / 100, y / 100))
    return tuple(points)
