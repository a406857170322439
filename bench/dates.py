"""Score the dates that the reader resolves against news with marked times (the AQUAINT and TimeBank files of TempEval-3).

    CORROBORATE_BENCH_DATA=DIR python bench/dates.py [--half dev|held-out] [--show N]

DIR holds the folders AQUAINT and TimeBank with .tml files. Gold are the TIMEX3 of type DATE in the text; the day of publication is the
DCT. Three scores:

- given: the marked words are given, the value must be the same string (all, and those of a day, YYYY-MM-DD, alone);
- found: nothing is given. Spans that overlap a marked date are right; times of other types (TIME, DURATION, SET) count neither way. Span
  precision, recall and F1, then the same with an equal value;
- vague: how many of `given` are PRESENT_REF, PAST_REF or FUTURE_REF, which the reader tells by word lists and not as days.

`dev` is every second file by name, on which the grammar was written; `held-out` the others. The mapping of the reader's intervals to
TIMEX3 values is here, not in the product.
"""

from __future__ import annotations

import argparse
import os
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import regex

from corroborate.read.dates import Dated, Vague, find_dates, find_vague

SUBSETS = ("AQUAINT", "TimeBank")
HALVES = ("dev", "held-out")
SEASONS = {1: "WI", 4: "SP", 7: "SU", 10: "FA"}
VAGUE = regex.compile(r"\brecent|\bpast (?:days|weeks|months|years)|\b(?:several|few) (?:days|weeks|months|years) ago", regex.IGNORECASE)
"""Counted by the reader as some weeks or years until the day of publication; PAST_REF in TIMEX3."""
REFERENCES = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}


class Marked(NamedTuple):
    """A marked time: offsets, type and value."""

    start: int
    end: int
    type: str
    value: str


class Report(NamedTuple):
    """A text with its day of publication and its marked times."""

    name: str
    published: date
    text: str
    times: list[Marked]


def marked(node: ET.Element, at: int) -> Iterator[Marked]:
    """The marked times under a node that begins at an offset."""
    if node.tag == "TIMEX3":
        yield Marked(at, at + len("".join(node.itertext())), node.get("type", ""), node.get("value", ""))
    at += len(node.text or "")
    for child in node:
        yield from marked(child, at)
        at += len("".join(child.itertext())) + len(child.tail or "")


def report(path: Path) -> Report:
    """One file."""
    root = ET.parse(path).getroot()  # noqa: S314 - a file that the user names
    dct = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    assert dct is not None and body is not None
    times = [t for t in marked(body, 0) if t.end > t.start]
    return Report(path.name, date.fromisoformat(dct.get("value", "")[:10]), "".join(body.itertext()), times)


def halves(folder: Path) -> dict[str, list[Report]]:
    """The files of a folder in two halves: every second one by name, and the rest."""
    paths = sorted(p for p in folder.glob("*.tml") if not p.name.startswith("._"))
    return {half: [report(p) for p in paths[n::2]] for n, half in enumerate(HALVES)}


def value(d: Dated | Vague, edge: str = "") -> str:
    """The TIMEX3 value of what the reader found: where the interval lies, to the grain of its words; its first or last day at an edge."""
    if isinstance(d, Vague):
        return REFERENCES[d.kind]
    if VAGUE.search(d.period.words):
        return REFERENCES["past"]
    day = d.period.start if d.kind == "since" else d.period.start + (d.period.end - d.period.start) // 2
    day = {"first": d.period.start, "last": d.period.end}.get(edge, day)
    year, week, _ = day.isocalendar()
    return {
        "day": day.isoformat(),
        "week": f"{year}-W{week:02}",
        "weekend": f"{year}-W{week:02}-WE",
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "half": f"{day.year}-H{(day.month + 5) // 6}",
        "season": f"{day.year - (day.month < 3)}-{SEASONS[day.month // 3 * 3 % 12 + 1]}",
        "year": f"{day.year}",
        "decade": f"{day.year // 10}",
    }[d.grain]


def valued(d: Dated | Vague, t: Marked, dates: list[Marked]) -> str:
    """The value that a find gives one marked date; where it holds two (`between 1994 and 1997`), its first or last day."""
    held = [o for o in dates if overlap(d, o) > 0]
    return value(d, "" if len(held) < 2 else "first" if t == held[0] else "last")


def overlap(a: Dated | Vague | Marked, b: Dated | Vague | Marked) -> int:
    """Characters that two spans share."""
    return min(a.end, b.end) - max(a.start, b.start)


def given(r: Report) -> Iterator[tuple[Marked, str]]:
    """Every marked date with the value that the reader gives its words."""
    dates = [t for t in r.times if t.type == "DATE"]
    spans = [(t.start, t.end) for t in dates]
    got = [*find_dates(r.text, r.published, spans), *find_vague(r.text, spans)]
    for t in dates:
        # a date goes before a vague word inside it
        best = max((d for d in got if overlap(d, t) > 0), key=lambda d: (isinstance(d, Dated), overlap(d, t)), default=None)
        yield t, valued(best, t, dates) if best else ""


def found(r: Report) -> Counter[str]:
    """Counts of what the reader finds by itself."""
    n: Counter[str] = Counter()
    dates = [t for t in r.times if t.type == "DATE"]
    aside = [t for t in r.times if t.type != "DATE"]
    days = find_dates(r.text, r.published)
    got: list[Dated | Vague] = [*days, *(v for v in find_vague(r.text) if not any(overlap(v, d) > 0 for d in days))]
    got = [d for d in got if any(overlap(d, t) > 0 for t in dates) or not any(overlap(d, t) > 0 for t in aside)]
    n["gold"], n["got"] = len(dates), len(got)
    for d in got:
        same = max((t for t in dates if overlap(d, t) > 0), key=lambda t: overlap(d, t), default=None)
        n["got right"] += same is not None
        n["got valued"] += same is not None and valued(d, same, dates) == same.value
    for t in dates:
        near = [d for d in got if overlap(d, t) > 0]
        n["gold met"] += bool(near)
        n["gold valued"] += any(valued(d, t, dates) == t.value for d in near)
    return n


def f1(n: Counter[str], got: str, gold: str) -> str:
    """Precision, recall and their harmonic mean."""
    p, r = n[got] / (n["got"] or 1), n[gold] / (n["gold"] or 1)
    return f"{p:.3f}/{r:.3f}/{2 * p * r / ((p + r) or 1):.3f}"


def score(name: str, reports: list[Report], show: int) -> str:
    """One line of figures; with `show`, what is wrong, with so many characters on either side."""
    n: Counter[str] = Counter()
    began = time.perf_counter()
    for r in reports:
        n += found(r)
    took = time.perf_counter() - began
    for r in reports:
        for t, got in given(r):
            n["all"] += 1
            n["right"] += got == t.value
            n["vague"] += t.value.endswith("_REF")
            n["vague right"] += got == t.value and got.endswith("_REF")
            if regex.fullmatch(r"\d{4}-\d\d-\d\d", t.value):
                n["days"] += 1
                n["days right"] += got == t.value
            if show and got != t.value:
                around = r.text[max(0, t.start - show) : t.start], r.text[t.start : t.end], r.text[t.end : t.end + show]
                print(f"  {t.value} not {got or '-'} ({r.published:%a %d %b %Y}): {'[{1}]'.join(['{0}', '{2}']).format(*around)!r}")
    return (
        f"{name:20} given: value {n['right'] / (n['all'] or 1):.3f} of {n['all']}, days {n['days right'] / (n['days'] or 1):.3f} of "
        f"{n['days']}, vague {n['vague right']} of {n['vague']}; found: spans P/R/F1 {f1(n, 'got right', 'gold met')}, "
        f"values {f1(n, 'got valued', 'gold valued')}; {1000 * took / (len(reports) or 1):.1f} ms a report"
    )


def main() -> int:
    """Print a line for each half of each corpus, for each corpus, and for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    args = parser.parse_args()
    folder = Path(os.environ["CORROBORATE_BENCH_DATA"])
    held = {name: halves(folder / name) for name in SUBSETS if (folder / name).is_dir()}
    for half in (h for h in HALVES if args.half in (None, h)):
        for name in held:
            print(score(f"{name} {half}", held[name][half], args.show))
        print(score(f"pooled {half}", [r for parts in held.values() for r in parts[half]], 0))
    if args.half is None:
        for name, parts in held.items():
            print(score(name, [r for half in HALVES for r in parts[half]], 0))
        print(score("pooled", [r for parts in held.values() for half in HALVES for r in parts[half]], 0))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
