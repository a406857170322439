"""Score the places that the reader finds on public corpora of news with marked places (LGL, TR-News, GeoVirus).

    CORROBORATE_BENCH_DATA=DIR python bench/places.py [--reports N] [--show]

DIR holds lgl.xml, TR-News.xml or GeoVirus.xml. For each: how many of the marked places with coordinates are found (recall), how many of the
places found are marked (precision; GeoVirus and LGL mark no adjectives and not every country), and, of those found, the share within 161 km
of the mark, the same of towns alone (a country's centre is a matter of taste), and the median distance.
"""

from __future__ import annotations

import argparse
import os
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from statistics import median
from typing import NamedTuple

from corroborate.model import Place
from corroborate.read.events import distance
from corroborate.read.places import find_places
from corroborate.read.sentences import sentences

NEAR_KM = 161.0


class Marked(NamedTuple):
    """A marked place: offsets, degrees."""

    start: int
    end: int
    latitude: float
    longitude: float


def number(node: ET.Element, path: str) -> float | None:
    """The number at a path, None where it is missing or empty."""
    found = node.findtext(path)
    return float(found) if found else None


def reports(path: Path) -> list[tuple[str, list[Marked]]]:
    """Texts with their marked places; what has no coordinates is left out."""
    made = []
    for article in ET.parse(path).getroot().iter("article"):  # noqa: S314 - a file that the user names
        text = article.findtext("text") or ""
        marks = []
        for node in [*article.iter("toponym"), *article.iter("location")]:
            start, end = number(node, "start"), number(node, "end")
            latitude = number(node, "gaztag/lat") if node.tag == "toponym" else number(node, "lat")
            longitude = number(node, "gaztag/lon") if node.tag == "toponym" else number(node, "lon")
            if start is not None and end is not None and latitude is not None and longitude is not None:
                marks.append(Marked(int(start), int(end), latitude, longitude))
        made.append((text, marks))
    return made


def score(path: Path, limit: int | None, show: bool) -> str:
    """One line of figures for a corpus."""
    marked = found = hit = 0
    gaps: list[float] = []
    towns: list[float] = []
    began = time.perf_counter()
    for text, marks in reports(path)[:limit]:
        got = [n for n in find_places(text, sentences(text)) if n.place.latitude is not None]
        marked, found = marked + len(marks), found + len(got)
        for mark in marks:
            same = next((n for n in got if n.start < mark.end and mark.start < n.end), None)
            hit += same is not None
            if same:
                gap = distance(same.place, Place("", latitude=mark.latitude, longitude=mark.longitude))
                gaps.append(gap if gap is not None else 20_000.0)
                if same.place.kind == "city":
                    towns.append(gaps[-1])
                if show and same.place.kind == "city" and gaps[-1] > NEAR_KM:
                    print(f"  {same.place} is {gaps[-1]:.0f} km off")
    took = time.perf_counter() - began
    near, near_towns = (sum(g <= NEAR_KM for g in held) / (len(held) or 1) for held in (gaps, towns))
    return (
        f"{path.stem}: recall {hit / (marked or 1):.3f} of {marked}, precision {hit / (found or 1):.3f} of {found}, "
        f"within {NEAR_KM:.0f} km {near:.3f}, of towns {near_towns:.3f}, median {median(gaps or [0]):.1f} km, {took:.1f} s"
    )


def main() -> int:
    """Print a line for each corpus that the folder holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    folder = Path(os.environ["CORROBORATE_BENCH_DATA"])
    for name in ("lgl.xml", "TR-News.xml", "GeoVirus.xml"):
        if (folder / name).exists():
            print(score(folder / name, args.reports, args.show))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
