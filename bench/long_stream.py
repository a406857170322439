"""A long stream of reports: time and memory of the last thousand against the first, planted copies found, unrelated pairs joined.

    CORROBORATE_BENCH_DATA=DIR python bench/long_stream.py [--reports 100000] [--minutes N] [--repository GITDIR] [--cache DIR] [--seed 1]

The base are the public sets of `streams.py`, read once. A pass goes through them in date order; each base report is followed, within the
next two hundred, by copies and edits of it at a known rate: a copy with another headline line, a copy that lost its end, one cut out of the
middle, one with a number changed. The next pass is another stretch of years: the same texts with every date five years on and the names of
people, streets and towns made into others, so that its reports are of other events. `window` reports at the start and at the end come one
at a time, each placed, reconciled and stored before the next; those between come a hundred at a time. Times are the
process's own. Reading is not measured: it costs the same for every report.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

import streams
from incidents import SETTINGS

from corroborate.engine import local
from corroborate.engine.stages import stages
from corroborate.model import Claim, Document, Original, Period, Reading, Sketch, Span, fingerprint
from corroborate.read import Reader
from corroborate.reconcile.sketches import sketch, weights
from corroborate.reconcile.stories import keys
from corroborate.store import Read, Store, open_store

COPIES = (0, 0, 1, 1, 2, 3)
"""How many copies a base report gets, drawn evenly: seven for six reports."""
NEAR = 200
"""Copies come within so many base reports."""
YEARS = 5 * 365
SHIFT = 5.0
"""Degrees by which the towns of another pass lie off."""
UNIT = 1024 if sys.platform != "darwin" else 1
_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Item:
    """A report of the stream, what is read in it, the base report that it is made from and the incident that it is of."""

    document: Document
    reading: Reading
    base: str
    incident: str


@dataclass(frozen=True, slots=True)
class Planted:
    """What the generator knows of a report, by the document's id."""

    document: str
    base: str
    incident: str
    copy: bool


def other(word: str, turn: int) -> str:
    """Another name for a name, the same in the whole pass."""
    return word if not turn else f"{word}{'aeiou'[turn % 5]}{'lmnrt'[turn // 5 % 5]}{'aeiou'[turn // 25 % 5]}"


def passed(told: streams.Told, reading: Reading, turn: int, common: frozenset[str]) -> Item:
    """A base report in another stretch of years: other days, other names, other towns."""
    if not turn:
        return Item(told.document, reading, told.document.id, told.incident)
    text = _NAME.sub(lambda m: m.group() if m.group().lower() in common else other(m.group(), turn), told.document.text)
    day = told.document.published + timedelta(days=turn * YEARS) if told.document.published else None
    name = f"{told.document.name}-{turn}"
    document = replace(
        told.document, id="d" + fingerprint(text, name), name=name, text=text, published=day, sha256=fingerprint(text, length=64)
    )
    claims = [_moved(c, document, turn, common) for c in reading.claims]
    mentions = tuple(replace(m, value=f"9{turn}{m.value}" if m.value.isdigit() else m.value) for m in reading.mentions)
    made = replace(reading, document=document.id, claims=tuple(claims), mentions=mentions)
    return Item(document, made, f"{told.document.id}-{turn}", f"{told.incident}-{turn}")


def _moved(claim: Claim, document: Document, turn: int, common: frozenset[str]) -> Claim:
    """A claim of the report it was read in, as one of another pass; its words are those of before but for the names."""

    def word(text: str) -> str:
        return _NAME.sub(lambda m: m.group() if m.group().lower() in common else other(m.group(), turn), text)

    def span(s: Span) -> Span:
        return replace(s, document=document.id, text=word(s.text))

    place, when, days = claim.place, claim.when, timedelta(days=turn * YEARS)
    if place and place.kind != "country":
        latitude = place.latitude + SHIFT * (turn % 9) if place.latitude is not None else None
        place = replace(place, name=word(place.name), id=f"9{turn}{place.id}" if place.id else None, latitude=latitude)
    return replace(
        claim, id="c" + fingerprint(claim.id, document.id), document=document.id, evidence=tuple(span(s) for s in claim.evidence),
        value=span(claim.value) if claim.value else None, place=place, facility=word(claim.facility) if claim.facility else None,
        when=Period(when.start + days, when.end + days, when.words) if when else None, as_of=claim.as_of + days if claim.as_of else None,
        chain=tuple(replace(s, name=word(s.name), span=None) for s in claim.chain),
    )  # fmt: skip


def copied(item: Item, rng: random.Random, n: int) -> Item:
    """A copy of a report under another outlet's name; what is read in it is what was read in the original and is still there."""
    text, kind = item.document.text, rng.choice(["headline", "end", "middle", "number"])
    if kind == "headline":
        text = f"Copy {n} of the day\n\n{text}"
    elif kind == "end":
        text = text[: max(200, int(len(text) * 0.6))]
    elif kind == "middle":
        text = text[: len(text) // 3] + text[len(text) // 2 :]
    else:
        text = re.sub(r"\d+", lambda m: str(int(m.group()[:9]) + 1), text, count=1)
    name = f"{item.document.name}-copy{n}"
    later = item.document.published + timedelta(days=rng.choice((0, 0, 0, 1, 1, 2))) if item.document.published else None
    document = replace(
        item.document, id="d" + fingerprint(text, name), name=name, text=text, sha256=fingerprint(text, length=64), published=later,
        publisher=f"Outlet {n % 97}",
    )  # fmt: skip
    claims = [
        replace(
            c, id="c" + fingerprint(c.id, name), document=document.id, evidence=tuple(replace(s, document=document.id) for s in c.evidence)
        )
        for c in item.reading.claims
        if c.sentence.text in text
    ]
    reading = replace(item.reading, document=document.id, claims=tuple(claims))
    return Item(document, reading, item.base, item.incident)


def made(told: Sequence[streams.Told], read: Mapping[str, Reading], wanted: int, seed: int, common: frozenset[str]) -> Iterator[Item]:
    """The stream, seeded; as many reports as wanted."""
    rng = random.Random(seed)  # noqa: S311 - a stream, no secret
    count, turn = 0, 0
    while count < wanted:
        waiting: dict[int, list[Item]] = defaultdict(list)
        for at in range(len(told) + NEAR):
            if at < len(told):
                item = passed(told[at], read[told[at].document.id], turn, common)
                for _ in range(rng.choice(COPIES)):
                    waiting[at + 1 + rng.randrange(NEAR)].append(item)
                count += 1
                yield item
            for original in waiting.pop(at, []):
                count += 1
                yield copied(original, rng, count)
            if count >= wanted:
                return
        turn += 1


def stored(item: Item) -> tuple[Original, Read]:
    """A report and what was read in it, as the store takes it."""
    drawn: Sketch = sketch(item.document, item.reading.claims, item.reading.mentions)
    original = Original(item.document, item.document.text.encode())
    return original, Read(item.reading, item.reading.claims, keys(drawn), drawn, stages(Reader.RULES).read.version)


def take(store: Store, items: Sequence[Item]) -> None:
    """Reports come together: each is stored, placed, and its story reconciled."""
    ready = [stored(item) for item in items]
    store.add([original for original, _ in ready], [])
    store.save_readings([reading for _, reading in ready])
    local.reconcile_all(store, SETTINGS)


def measured(store: Store, items: Sequence[Item], each: int) -> dict[str, float]:
    """Seconds a report, its median, and the process's memory after them."""
    walls = []
    for start in range(0, len(items), each):
        began = time.process_time()
        take(store, items[start : start + each])
        walls.append((time.process_time() - began) / len(items[start : start + each]))
    walls.sort()
    return {"mean_ms": round(1000 * sum(walls) / len(walls), 2), "median_ms": round(1000 * walls[len(walls) // 2], 2), "rss_mb": _memory()}


def _memory() -> float:
    """Memory held now, in MB; the peak where the system does not say."""
    status = Path("/proc/self/status")
    if status.exists():
        return round(int(re.search(r"VmRSS:\s+(\d+)", status.read_text()).group(1)) / 1024, 1)  # type: ignore[union-attr]  # the line is always there
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT / 1e6, 1)


def found(store: Store, items: Sequence[Planted]) -> dict[str, float]:
    """Share of copies that stand in the incident of their base report, and of unrelated pairs of reports that stand in one."""
    case = store.case({})
    of: dict[str, set[str]] = defaultdict(set)
    size: dict[str, list[str]] = defaultdict(list)
    for i in case.reconciliation.incidents:
        for d in i.documents:
            of[d].add(i.id)
    first = {i.base: i.document for i in items if not i.copy}
    copies = [i for i in items if i.copy]
    together = sum(bool(of[i.document] & of[first[i.base]]) for i in copies)
    story = {d: s for s, members in store.stories("another version", 0) for d in members}
    same_story = sum(story[i.document] == story[first[i.base]] for i in copies)
    incident = {i.document: i.incident for i in items}
    for d in story:
        size[min(of[d], default=d)].append(incident[d])
    wrong = sum(_unlike(members) for members in size.values())
    n = len(items)
    mixed = sum(len(set(members)) > 1 for members in size.values())
    return {
        "copies": len(copies), "copies_found": round(together / max(1, len(copies)), 4),
        "copies_in_story": round(same_story / max(1, len(copies)), 4),
        "unrelated_pairs_joined": wrong, "of_unrelated_pairs": n * (n - 1) // 2, "incidents": len(size), "mixed_incidents": mixed,
        "largest_story": max(Counter(story.values()).values()),
    }  # fmt: skip


def _unlike(members: Sequence[str]) -> int:
    """Pairs of two incidents."""
    n = len(members)
    return n * (n - 1) // 2 - sum(k * (k - 1) // 2 for k in Counter(members).values())


def run() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--window", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=1e6, help="stop the middle after so many minutes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repository", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "corroborate-bench")
    args = parser.parse_args()
    told, _ = streams.gun_violence(Path(os.environ["CORROBORATE_BENCH_DATA"]) / "gun_violence_dev.jsonl.gz")
    read = dict(streams.readings([t.document for t in told], "gun", args.cache))
    if args.repository:
        news = streams.news_cluster(args.repository)
        read |= streams.readings([t.document for t in news], "news", args.cache)
        told = sorted([*told, *news], key=lambda t: (t.document.published.toordinal() if t.document.published else 0, t.document.id))
    stream = made(told, read, args.reports, args.seed, frozenset(weights()))
    print(json.dumps(worked(stream, args.reports, args.window, args.minutes), indent=1))


def worked(stream: Iterator[Item], wanted: int, window: int, minutes: float) -> dict[str, object]:
    """The whole stream through a case; the middle stops early after so many minutes."""
    seen: list[Planted] = []
    until = time.monotonic() + 60 * minutes
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "case.db")
        first = measured(store, drawn(stream, window, seen), 1)
        while len(seen) < wanted - window and time.monotonic() < until:
            part = measured(store, drawn(stream, min(1000, wanted - window - len(seen)), seen), 100)
            print(len(seen), part, file=sys.stderr, flush=True)
        last = measured(store, drawn(stream, window, seen), 1)
        result: dict[str, object] = {"reports": len(seen), "first": first, "last": last}
        result |= {"time_ratio": round(last["mean_ms"] / first["mean_ms"], 3), "memory_ratio": round(last["rss_mb"] / first["rss_mb"], 3)}
        result |= {"file_mb": round((Path(folder) / "case.db").stat().st_size / 1e6), **found(store, seen)}
        store.close()
    return result


def drawn(stream: Iterator[Item], wanted: int, seen: list[Planted]) -> list[Item]:
    """The next reports of the stream; what is planted in them is noted in `seen`."""
    items = list(islice(stream, wanted))
    seen += [Planted(i.document.id, i.base, i.incident, i.document.name.rpartition("-")[2].startswith("copy")) for i in items]
    return items


if __name__ == "__main__":
    run()
