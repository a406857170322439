"""Score the places that the reader finds on public corpora of news with marked places (LGL, TR-News, GeoVirus).

    CORROBORATE_BENCH_DATA=DIR python bench/places.py [--reports N] [--half even|odd] [--show]

DIR holds lgl.xml, TR-News.xml or GeoVirus.xml. For each corpus:

tagging   precision, recall and F1 of mentions against every mark, with or without coordinates; they are one if they overlap,
          each is counted once (GeoVirus and LGL do not mark every country; LGL marks adjectives of peoples, no places here)
@161      the share of marks within 161 km: over those that were found and have coordinates, and over all marks that have coordinates,
          found or not; towns: the same over those found and read as towns
km        mean and median distance of those found
ms        processor time of the place finder for one report

`--half` takes every second report: the rules were made on the even ones of LGL alone, so that the odd ones are a test.
"""

from __future__ import annotations

import argparse
import os
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

from corroborate.model import Place
from corroborate.read.events import distance
from corroborate.read.places import Named, find_places
from corroborate.read.sentences import sentences

NEAR_KM = 161.0


class Marked(NamedTuple):
    """A marked place: offsets, degrees (None where the corpus gives none)."""

    start: int
    end: int
    latitude: float | None
    longitude: float | None


@dataclass
class Tally:
    """What was counted in a corpus."""

    reports: int = 0
    marks: int = 0
    placed: int = 0
    """Marks with coordinates."""
    found: int = 0
    hits: int = 0
    gaps: list[float] = field(default_factory=list)
    towns: list[float] = field(default_factory=list)
    took: float = 0.0

    def line(self, name: str) -> str:
        """One line of figures."""
        precision, recall = self.hits / (self.found or 1), self.hits / (self.marks or 1)
        f1 = 2 * precision * recall / ((precision + recall) or 1)
        near = sum(g <= NEAR_KM for g in self.gaps)
        towns = sum(g <= NEAR_KM for g in self.towns) / (len(self.towns) or 1)
        return (
            f"{name}: {self.reports} reports, {self.placed} marks with coordinates of {self.marks}\n"
            f"  tagging    precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}\n"
            f"  @161       over found {near / (len(self.gaps) or 1):.3f}  over all {near / (self.placed or 1):.3f}  towns {towns:.3f}\n"
            f"  km         mean {fmean(self.gaps or [0]):.0f}  median {median(self.gaps or [0]):.1f}\n"
            f"  ms         {1000 * self.took / (self.reports or 1):.1f} a report"
        )


def number(node: ET.Element, path: str) -> float | None:
    """The number at a path, None where it is missing or empty."""
    found = node.findtext(path)
    return float(found) if found else None


def reports(path: Path) -> list[tuple[str, list[Marked]]]:
    """Texts with their marked places."""
    made = []
    for article in ET.parse(path).getroot().iter("article"):  # noqa: S314 - a file that the user names
        text = article.findtext("text") or ""
        marks = []
        for node in [*article.iter("toponym"), *article.iter("location")]:
            start, end = number(node, "start"), number(node, "end")
            at = "gaztag/" if node.tag == "toponym" else ""
            if start is not None and end is not None:
                marks.append(Marked(int(start), int(end), number(node, f"{at}lat"), number(node, f"{at}lon")))
        made.append((text, marks))
    return made


def paired(got: list[Named], marks: list[Marked]) -> list[tuple[Marked, Named]]:
    """Marks with the mention that overlaps each; a mention serves one mark."""
    left, pairs = list(got), []
    for mark in marks:
        same = next((n for n in left if n.start < mark.end and mark.start < n.end), None)
        if same:
            left.remove(same)
            pairs.append((mark, same))
    return pairs


def score(chosen: list[tuple[str, list[Marked]]], show: bool) -> Tally:
    """What the place finder makes of reports."""
    tally = Tally()
    for text, marks in chosen:
        cut = sentences(text)
        began = time.process_time()
        got = find_places(text, cut)
        tally.took += time.process_time() - began
        pairs = paired(got, marks)
        tally.reports, tally.marks, tally.found, tally.hits = (
            tally.reports + 1, tally.marks + len(marks), tally.found + len(got), tally.hits + len(pairs),
        )  # fmt: skip
        tally.placed += sum(m.latitude is not None for m in marks)
        for mark, same in pairs:
            gap = distance(same.place, Place("", latitude=mark.latitude, longitude=mark.longitude))
            if gap is not None:
                tally.gaps.append(gap)
                if same.place.kind == "city":
                    tally.towns.append(gap)
                if show and gap > NEAR_KM:
                    print(f"  {same.place} is {gap:.0f} km off")
    return tally


def main() -> int:
    """Print the figures of each corpus that the folder holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int)
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    folder = Path(os.environ["CORROBORATE_BENCH_DATA"])
    for name in ("lgl.xml", "TR-News.xml", "GeoVirus.xml"):
        if (folder / name).exists():
            chosen = reports(folder / name)[: args.reports]
            part = chosen[args.half == "odd" :: 2] if args.half else chosen
            print(score(part, args.show).line((folder / name).stem))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
