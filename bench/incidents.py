"""Incidents on public sets: reports that come one at a time in date order, and final counts of killed and injured.

    CORROBORATE_BENCH_DATA=DIR python bench/incidents.py stream|news|counts [--cache DIR] [--repository GITDIR] [--half even|odd] [--show N]

DIR holds gun_violence_dev.jsonl.gz; GITDIR is a git directory of Giveme5W1H. `stream` and `news` put every report to a case, read,
place and reconcile it before the next one comes, and score the incidents by B-cubed; a report that the editors put to two incidents is
left out. `counts` makes a case of each incident of two or more reports. The runner, never the product, reads an absent count as 0.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import streams

from corroborate.engine import local
from corroborate.engine.stages import stages
from corroborate.model import Case, Claim, Document, Finding, Original, Reading, Reconciliation
from corroborate.read import Reader
from corroborate.reconcile import reconcile
from corroborate.reconcile.sketches import sketch
from corroborate.reconcile.stories import keys
from corroborate.settings import Settings
from corroborate.store import Read, Store, open_store

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SETTINGS = Settings(whole_up_to=0, reader=Reader.RULES)


def take(store: Store, document: Document, reading: Reading) -> None:
    """One report comes: it is stored with what was read in it, placed, and its story reconciled."""
    store.add([Original(document, document.text.encode())], [])
    drawn = sketch(document, reading.claims, reading.mentions)
    store.save_readings([Read(reading, reading.claims, keys(drawn), drawn, stages(Reader.RULES).read.version)])
    local.reconcile_all(store, SETTINGS)


def told_of(case: Case) -> dict[str, str]:
    """The incident that every report is about: the one that most of its own claims are of, else the one it was put to without a claim."""
    of = {c: i.id for i in case.reconciliation.incidents for c in i.claims}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in case.claims:
        found[claim.document][of[claim.id]] += 1 if claim.background else 1000
    silent = {d: i.id for i in case.reconciliation.incidents for d in i.documents}
    return {d.id: min(c, key=lambda i: (-c[i], i)) if (c := found[d.id]) else silent.get(d.id, d.id) for d in case.documents}


def bcubed(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """B-cubed of groups, and how many groups found hold members of two gold groups."""
    right, ours = defaultdict(set), defaultdict(set)
    for k in gold:
        right[gold[k]].add(k)
        ours[found[k]].add(k)
    both = [(len(right[gold[k]] & ours[found[k]]), len(ours[found[k]]), len(right[gold[k]])) for k in gold]
    p, r = (statistics.fmean(b[0] / b[n] for b in both) for n in (1, 2))
    mixed = sum(len({gold[k] for k in members}) > 1 for members in ours.values())
    return {
        "precision": round(p, 4), "recall": round(r, 4), "f1": round(2 * p * r / (p + r), 4), "reports": len(gold), "incidents": len(ours),
        "mixed": mixed, "mixed_share": round(mixed / len(ours), 4),
    }  # fmt: skip


def stream(told: Sequence[streams.Told], read: Mapping[str, Reading]) -> dict[str, float]:
    """All reports as one stream in date order."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "case.db")
        for t in told:
            take(store, t.document, read[t.document.id])
        case = store.case({})
        store.close()
    return bcubed({t.document.id: t.incident for t in told}, told_of(case))


def once(told: Sequence[streams.Told]) -> list[streams.Told]:
    """Without reports that the editors put to two incidents: the same page, or the same text."""
    where: dict[str, set[str]] = defaultdict(set)
    for t in told:
        for key in (t.document.name.rpartition("-")[2], t.document.text):
            where[key].add(t.incident)
    return [t for t in told if len(where[t.document.name.rpartition("-")[2]]) == len(where[t.document.text]) == 1]


# ---------------------------------------------------------------- counts


def counts(rows: Mapping[str, Mapping[str, Any]], told: Sequence[streams.Told], read: Mapping[str, Reading], show: int) -> dict[str, Any]:
    """Final killed and injured of every incident of two or more reports."""
    held: dict[str, list[Document]] = defaultdict(list)
    for t in told:
        held[t.incident].append(t.document)
    made: dict[str, list[tuple[float, Finding | None, str]]] = {"people_killed": [], "people_injured": []}
    for incident, documents in sorted(held.items()):
        if len(documents) > 1:
            claims = {c.id: c for d in documents for c in read[d.id].claims}
            outcome = reconcile(documents, list(claims.values()))
            for measure, truth in (("people_killed", "num_killed"), ("people_injured", "num_injured")):
                made[measure].append((float(rows[incident][truth]), main(outcome, claims, measure), incident))
    if show:
        shown([(m, *row) for m, found in made.items() for row in found], show)
    return {measure: scored(found) for measure, found in made.items()}


def main(outcome: Reconciliation, claims: Mapping[str, Claim], measure: str) -> Finding | None:
    """The finding on all killed or injured that most reports answer, of several the one on everyone, then the highest: all reports given
    are of one event, so it may be any incident's; what reports only look back on, and an injured person whom the
    product tells of as dead, is left out."""
    asked = {q.id: q for q in outcome.questions if q.measure == measure}
    told = {f.id: [claims[c] for c in f.claims if not claims[c].background] for f in outcome.findings if f.question in asked}
    found = [f for f in outcome.findings if told.get(f.id) and "died_later" not in f.flags]
    everyone = {f.id: asked[f.question].population in (None, "everyone", "all") for f in found}
    return max(found, key=lambda f: (len({c.document for c in told[f.id]}), everyone[f.id], f.best or 0, f.id), default=None)


def scored(found: Iterable[tuple[float, Finding | None, str]]) -> dict[str, float]:
    """Exact, inside and width; an absent finding is 0, an open end misses."""
    rows = [(truth, *((f.best, f.low, f.high) if f else (0.0, 0.0, 0.0))) for truth, f, _ in found]
    above = [r for r in rows if r[0] > 0]
    closed = [r for r in rows if r[2] is not None and r[3] is not None]
    inside = [r for r in closed if (r[2] or 0) <= r[0] <= (r[3] or 0)]
    return {
        "incidents": len(rows), "above_0": len(above),
        "exact_above_0": round(statistics.fmean(r[1] == r[0] for r in above), 4),
        "exact_all": round(statistics.fmean(r[1] == r[0] for r in rows), 4),
        "inside": round(len(inside) / len(rows), 4), "open": len(rows) - len(closed),
        "median_width": statistics.median((r[3] or 0) - (r[2] or 0) for r in closed),
    }  # fmt: skip


def shown(rows: Sequence[tuple[str, float, Finding | None, str]], most: int) -> None:
    """What misses, for a person to look at."""
    for measure, truth, f, incident in rows:
        if most and (f.best if f else 0.0) != truth:
            most -= 1
            print(incident, measure, "truth", truth, f and (f.low, f.best, f.high, str(f.status)))


def run() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["stream", "news", "counts"])
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "corroborate-bench")
    parser.add_argument("--repository", type=Path)
    parser.add_argument("--half", choices=["even", "odd"])
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    if args.what == "news":
        told = streams.news_cluster(args.repository)
        rows: dict[str, dict[str, Any]] = {}
    else:
        told, rows = streams.gun_violence(Path(os.environ["CORROBORATE_BENCH_DATA"]) / "gun_violence_dev.jsonl.gz")
    read = streams.readings([t.document for t in told], "news" if args.what == "news" else "gun", args.cache)
    if args.half:
        told = [t for t in told if int(sha256(t.incident.encode()).hexdigest(), 16) % 2 == (args.half == "odd")]
    result = counts(rows, told, read, args.show) if args.what == "counts" else stream(once(told), read)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    run()
