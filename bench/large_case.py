"""Pages over a large case: a made one of 20,000 reports and 300,000 claims, every call of the desk timed beside a trivial query.

    python bench/large_case.py CASE [--reports 20000] [--claims 15] [--rounds 200]

CASE is made if it is not there (minutes); its texts are made of invented words, its stories are few large and many small ones. What
a story comes to is made too, and written by the store's own methods: this measures how a case is read, not what is read out of it.
Prints JSON: milliseconds p50 and p95 of each call, a trivial query in the same run, and a search beside the bare full-text query.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from corroborate.engine.cases import OpenCase, open_case
from corroborate.engine.desk import Desk
from corroborate.engine.rows import told
from corroborate.model import (
    Amount,
    Bound,
    Claim,
    ClaimFilter,
    ClaimOrder,
    Document,
    Edge,
    Finding,
    FindingFilter,
    FindingSort,
    HitKind,
    Incident,
    Join,
    Origin,
    Original,
    OriginCount,
    OriginFilter,
    Period,
    Place,
    Question,
    Reading,
    Reason,
    Reconciliation,
    Relation,
    RelationType,
    ReportFilter,
    Sketch,
    Source,
    SourceKind,
    Span,
    Status,
    Strength,
    Weighed,
    fingerprint,
)  # fmt: skip
from corroborate.store import Read, open_store

VERSION = "made"
START, RECEIVED = date(2031, 3, 1), datetime(2031, 12, 1, tzinfo=UTC)
AGAINST = (Status.CONFLICT, Status.CONTESTED)
MEASURES = (
    "people_killed",
    "people_injured",
    "people_missing",
    "people_displaced",
    "buildings_destroyed",
    "facility_attacked",
    "aid_blocked",
)
NOUNS = (
    "people were killed",
    "people were injured",
    "people are missing",
    "people left",
    "houses were destroyed",
    "shells hit the clinic",
    "carts were stopped",
)
SYLLABLES = ("ba", "den", "fo", "gral", "hin", "ka", "lor", "mes", "nu", "pol", "rik", "sa", "tor", "ul", "ven", "wes")
ROLES = ("mayor of", "health office of", "police of", "governor of", "fire brigade of", "hospital of", "observers in", "relief office of")
OUTLETS = tuple(
    f"{a} {b}"
    for a in ("Plain", "Harbour", "Valley", "Northern", "Evening", "Daily")
    for b in ("Post", "Courier", "Gazette", "Wire", "Herald")
)


def main() -> None:
    """Make the case if need be, measure, print."""
    options = argparse.ArgumentParser()
    options.add_argument("case", type=Path)
    options.add_argument("--reports", type=int, default=20_000)
    options.add_argument("--claims", type=int, default=15)
    options.add_argument("--rounds", type=int, default=200)
    given = options.parse_args()
    made = None if given.case.exists() else make(given.case, given.reports, given.claims)
    with open_case(given.case) as case:
        print(
            json.dumps(
                {"made_in_seconds": made, "file_mb": round(given.case.stat().st_size / 1e6), **measure(case, given.case, given.rounds)},
                indent=1,
            )
        )


# ---------------------------------------------------------------- a made case


def sizes(reports: int) -> list[int]:
    """Reports a story: a third of them in a few large stories, a fifth in middling ones, the others in small ones and alone."""
    held = [round(reports * share) for share in (0.15, 0.1, 0.05)]
    held += [max(2, reports // 100)] * 20
    while sum(held) < reports * 0.7:
        held.append(8)
    while sum(held) < reports:
        held.append(1 + len(held) % 2)
    return held


def make(path: Path, reports: int, per_report: int) -> float:
    """Write a case of so many reports; returns seconds."""
    begun, chance, store = time.perf_counter(), random.Random(5), open_store(path)  # noqa: S311 - a made case, the same each time
    number, batch = 0, []
    links: dict[str, list[Join]] = {}
    claims_of: dict[str, list[Claim]] = {}
    for n, size in enumerate(sizes(reports)):
        first = ""
        for _ in range(size):
            document, claims = report(number, n, per_report, chance)
            number += 1
            batch.append((document, claims))
            claims_of[document.id] = claims
            first = first or document.id
            joins = [Join(*sorted((first, document.id)), 2.0, (Weighed("same_place", 2.0),))] if first != document.id else []
            links[document.id] = joins
        if len(batch) >= 200:
            write(store, batch)
            batch = []
    write(store, batch)
    held = list(links.items())
    for start in range(0, len(held), 500):
        store.link(dict(held[start : start + 500]))
    for story, members in store.stories(VERSION, 0):
        documents, _ = store.story_input(members)
        claims = [c for d in members for c in claims_of.pop(d)]
        outcome = concluded(story, members, claims, chance)
        store.conclude(story, members, VERSION, outcome, None, told(store.name, documents, claims, outcome))
    store.close()
    return round(time.perf_counter() - begun, 1)


def write(store: object, batch: Sequence[tuple[Document, list[Claim]]]) -> None:
    """Take in and read some reports."""
    store.add([Original(d, d.text.encode()) for d, _ in batch], [])  # type: ignore[attr-defined]
    reads = [Read(Reading(d.id, tuple(c)), tuple(c), frozenset(), Sketch(d.id, d.published), VERSION) for d, c in batch]
    store.save_readings(reads)  # type: ignore[attr-defined]


def word(n: int) -> str:
    """An invented name."""
    return "".join(SYLLABLES[n // 16**k % 16] for k in range(3)).title()


def report(number: int, story: int, per_report: int, chance: random.Random) -> tuple[Document, list[Claim]]:
    """One report of a story: a sentence for each claim."""
    town = word(story * 37 % 4096)
    day = START + timedelta(days=story % 300 + chance.randrange(5))
    said = [sentence(town, story, chance) for _ in range(per_report)]
    text = f"Fighting near {town}\n\n" + " ".join(s for s, *_ in said)
    id_ = "d" + fingerprint(number, text)
    document = Document(
        id_, f"{number:06}.txt", text, fingerprint(text, length=64), "text/plain", RECEIVED + timedelta(seconds=number), "made",
        OUTLETS[chance.randrange(len(OUTLETS))], day, title=f"Fighting near {town}", language="en" if number % 9 else "fr",
    )  # fmt: skip
    claims, at = [], text.index("\n\n") + 2
    for words, kind, value, speaker, population in said:
        shown = str(value)
        start = at + words.index(shown)
        claims.append(
            Claim(
                "c" + fingerprint(id_, start, start + len(shown)), id_, MEASURES[kind], (Span.of(id_, text, at, at + len(words)),),
                Span.of(id_, text, start, start + len(shown)), Amount.make(Bound.EXACT, value), "people", population,
                place=Place(town, "city", f"XX.{story}", "XX", latitude=10.0, longitude=10.0), when=Period(day, day), as_of=day,
                chain=(Source(speaker, SourceKind.BODY),) if speaker else (), maker="made",
            )
        )  # fmt: skip
        at += len(words) + 1
    return document, claims


def sentence(town: str, story: int, chance: random.Random) -> tuple[str, int, int, str, str]:
    """A sentence with its measure, number, speaker and population."""
    kind, value = min(int(chance.expovariate(0.6)), len(MEASURES) - 1), chance.randrange(2, 90)
    speaker = f"{ROLES[min(int(chance.expovariate(0.5)), 7)]} {word(story * 37 % 4096)}" if chance.random() < 0.8 else ""
    population = ("civilians", "patients", "children", "all")[min(int(chance.expovariate(0.9)), 3)]
    more = " ".join(word(chance.randrange(4096)).lower() for _ in range(6))
    told_by = f", the {speaker} said" if speaker else ""
    return f"{value} {NOUNS[kind]} among the {population} of {town}{told_by}, {more}.", kind, value, speaker, population


def concluded(story: str, members: Sequence[str], claims: Sequence[Claim], chance: random.Random) -> Reconciliation:
    """What a story comes to: questions with a few large ones, an origin a speaker, relations along each question."""
    asked: dict[str, list[Claim]] = defaultdict(list)
    most = max(1, round(15 * len(members) ** 0.62))
    for c in claims:
        asked["q" + fingerprint(story, c.measure, c.population, int(most * chance.random() ** 3))].append(c)
    voices: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        voices["o" + fingerprint(story, c.speaker.name if c.speaker else c.document, int(chance.random() * len(members) ** 0.5))].append(c)
    origin_of = {c.id: o for o, mine in voices.items() for c in mine}
    questions = tuple(
        Question(q, h[0].measure, "people", h[0].population, h[0].place.name if h[0].place else None, None) for q, h in asked.items()
    )
    event = "i" + fingerprint(story)
    place = claims[0].place
    incident = Incident(
        event,
        f"{place.name if place else ''}, {claims[0].as_of}",
        tuple(members),
        tuple(c.id for c in claims),
        place,
        claims[0].when,
        reasons=("same place",),
    )
    return Reconciliation(
        questions, tuple(origins(voices)), (incident,), tuple(relations(asked)), tuple(findings(asked, origin_of)),
        {c.id: q for q, mine in asked.items() for c in mine}, origin_of,
    )  # fmt: skip


def origins(voices: dict[str, list[Claim]]) -> Iterator[Origin]:
    """An origin a speaker; its claims hang on the first one."""
    for o, mine in voices.items():
        who = mine[0].speaker.name if mine[0].speaker else "unattributed"
        edges = tuple(Edge(mine[0].id, c.id, Strength.CERTAIN, "same-speaker", f"Both go back to {who}.") for c in mine[1:])
        yield Origin(o, who, "named", tuple(c.id for c in mine), mine[0].speaker is not None, edges)


def relations(asked: dict[str, list[Claim]]) -> Iterator[Relation]:
    """Along each question one claim conflicts with or replaces the next."""
    for mine in asked.values():
        for n, (a, b) in enumerate(pairwise(mine)):
            if n % 2 == 0:
                yield Relation(
                    a.id,
                    b.id,
                    RelationType.CONFLICTS if n % 4 else RelationType.SUPERSEDES,
                    "They cannot both be right.",
                    "values.conflict",
                )


def findings(asked: dict[str, list[Claim]], origin_of: dict[str, str]) -> Iterator[Finding]:
    """A finding a question."""
    for q, mine in asked.items():
        values = [c.amount.point or 0 for c in mine if c.amount]
        count = len({origin_of[c.id] for c in mine})
        status = Status.SINGLE_ORIGIN if count == 1 else list(Status)[int(fingerprint(q)[:4], 16) % 5]
        ids = tuple(c.id for c in mine)
        reasons = (Reason("origins.counted", f"{len(mine)} claims.", ids), Reason("status.first", "The rule that fired."))
        yield Finding(
            "f" + q[1:],
            q,
            min(values),
            values[-1],
            max(values),
            OriginCount(1, count, count),
            status,
            "",
            ids,
            ids,
            reasons,
            ("One more origin.",),
        )


# ---------------------------------------------------------------- the calls of pages


def measure(case: OpenCase, path: Path, rounds: int) -> dict[str, object]:
    """Milliseconds of every call, over things drawn at random."""
    desk, chance = Desk(case), random.Random(11)  # noqa: S311 - the same draws each time
    db = sqlite3.connect(path)
    ids = {
        name: [i for (i,) in db.execute(query)]
        for name, query in {
            "claim": "SELECT id FROM claim ORDER BY id", "report": "SELECT id FROM document ORDER BY id",
            "finding": "SELECT id FROM finding ORDER BY id", "incident": "SELECT id FROM incident ORDER BY id",
            "origin": "SELECT id FROM origin ORDER BY id", "question": "SELECT question FROM finding ORDER BY id",
        }.items()
    }  # fmt: skip
    towns = [word(n * 37 % 4096) for n in range(3000)]

    def one(kind: str) -> str:
        return chance.choice(ids[kind])

    def town() -> str:
        return towns[min(int(chance.expovariate(0.01)), 2999)]

    def order() -> FindingSort:
        return chance.choice(list(FindingSort))

    def queue() -> ClaimOrder:
        return chance.choice(list(ClaimOrder))

    def counted() -> str:
        return chance.choice(MEASURES)

    def deep() -> int:
        return 1 + min(int(chance.expovariate(0.2)), 150)

    calls: dict[str, Callable[[], object]] = {
        "overview": desk.overview,
        "findings": lambda: desk.findings(page=deep()),
        "findings, any order": lambda: desk.findings(None, order(), chance.random() < 0.5, deep()),
        "findings of a status": lambda: desk.findings(FindingFilter(statuses=(chance.choice(list(Status)),)), order()),
        "findings of an incident": lambda: desk.findings(FindingFilter(incident=one("incident"))),
        "findings of several reports": lambda: desk.findings(FindingFilter(reports=2), order(), page=deep()),
        "findings by place": lambda: desk.findings(FindingFilter(place=town())),
        "findings by words": lambda: desk.findings(FindingFilter(words=chance.choice(("killed children", "injured", town())))),
        "findings by measure and status": lambda: desk.findings(FindingFilter(AGAINST, (counted(),))),
        "finding": lambda: desk.finding(one("finding")),
        "claims": lambda: desk.claims(page=deep()),
        "claims by question": lambda: desk.claims(ClaimFilter(order=ClaimOrder.QUESTION), deep()),
        "claims of a question": lambda: desk.claims(ClaimFilter(question=one("question"))),
        "claims of an origin": lambda: desk.claims(ClaimFilter(origin=one("origin"))),
        "claims of a report": lambda: desk.claims(ClaimFilter(report=one("report"))),
        "claims of an incident": lambda: desk.claims(ClaimFilter(incident=one("incident"), order=queue())),
        "claims of a measure": lambda: desk.claims(ClaimFilter(measures=(counted(),), order=queue())),
        "claims of a speaker": lambda: desk.claims(ClaimFilter(speaker=f"mayor {town()}")),
        "claims of many speakers": lambda: desk.claims(ClaimFilter(speaker=chance.choice(("police", "mayor")), order=queue())),
        "queue": lambda: desk.next_claim(ClaimFilter(states=("unreviewed",), shared=True, order=ClaimOrder.QUESTION), one("claim")),
        "queue of a report": lambda: desk.next_claim(ClaimFilter(states=("unreviewed",), report=one("report"))),
        "claim": lambda: desk.claim(one("claim")),
        "reports": lambda: desk.reports(page=deep()),
        "reports of an incident": lambda: desk.reports(ReportFilter(incident=one("incident"))),
        "reports by words": lambda: desk.reports(ReportFilter(words=town())),
        "reports of a publisher": lambda: desk.reports(ReportFilter(publisher=chance.choice(OUTLETS), language="fr")),
        "report": lambda: desk.report(one("report")),
        "latest": lambda: desk.latest(10),
        "incidents": lambda: desk.incidents(deep()),
        "incidents by words": lambda: desk.incidents(words=town()),
        "incident": lambda: desk.incident(one("incident")),
        "origins": lambda: desk.origins(page=deep()),
        "origins by words": lambda: desk.origins(OriginFilter(words=town())),
        "origin": lambda: desk.origin(one("origin")),
        "days": lambda: desk.days(page=1 + int(chance.random() * 6)),
        "on a day": lambda: desk.on_day(START + timedelta(days=chance.randrange(300))),
        "places": desk.places,
        "at a place": lambda: desk.at_place(f"city:XX.{min(int(chance.expovariate(0.01)), 2999)}"),
        "gaps": lambda: desk.gaps(deep()),
        "excerpt of a finding": lambda: desk.excerpt(findings=[one("finding")]),
        "excerpt of a claim": lambda: desk.excerpt(claims=[one("claim")]),
        "excerpt of a report": lambda: (lambda r: desk.excerpt(reports=[r], texts=[r]))(one("report")),
        "excerpt of an origin": lambda: desk.excerpt(origins=[one("origin")]),
        "excerpt of an incident": lambda: desk.excerpt(incidents=[one("incident")]),
    }  # fmt: skip
    trivial = times(lambda: db.execute("SELECT 1").fetchone(), rounds)
    return {
        "trivial query": trivial,
        **{name: times(call, rounds) for name, call in calls.items()},
        **searches(desk, db, chance, town, rounds // 4),
    }


def searches(desk: Desk, db: sqlite3.Connection, chance: random.Random, town: Callable[[], str], rounds: int) -> dict[str, object]:
    """A search beside the bare query of the full-text index, for the same words."""
    made: dict[str, object] = {}
    for kind, table in ((HitKind.CLAIM, "claim_words"), (HitKind.REPORT, "report_words")):
        for name, draw in {
            "a place": town, "a rare word": lambda: word(chance.randrange(4096)).lower(), "two words": lambda: f"patients {town()}",
            "a common word": lambda: chance.choice(("killed", "injured", "children")), "a phrase": lambda: f'"patients of {town()}"',
        }.items():  # fmt: skip
            made[f"search {kind}s, {name}"] = beside(desk, db, kind, table, [draw() for _ in range(rounds)])
    return made


def beside(desk: Desk, db: sqlite3.Connection, kind: HitKind, table: str, asked: Sequence[str]) -> dict[str, float]:
    """One kind of search: our call, the bare query for numbers alone, and the bare query with the index's own snippets."""
    bare = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT 50"  # noqa: S608 - one of two names
    cut = bare.replace("rowid FROM", f"rowid, snippet({table}, -1, '<', '>', '', 24) FROM")
    took: dict[str, list[Took]] = {"ours": [], "bare": [], "cut": []}
    for words in asked:
        took["bare"].append(timed(lambda q=words: db.execute(bare, (q,)).fetchall()))  # type: ignore[misc]
        took["cut"].append(timed(lambda q=words: db.execute(cut, (q,)).fetchall()))  # type: ignore[misc]
        took["ours"].append(timed(lambda q=words: desk.search(q, kind)))  # type: ignore[misc]
    total = {name: sum(cpu for _, cpu in held) for name, held in took.items()}
    ratios = {"to_bare": round(total["ours"] / total["bare"], 2), "to_bare_with_snippets": round(total["ours"] / total["cut"], 2)}
    return {**spread(took["ours"]), **ratios}


def times(call: Callable[[], object], rounds: int) -> dict[str, float]:
    """p50 and p95 in milliseconds; the first calls warm the caches and are left out."""
    for _ in range(3):
        call()
    return spread([timed(call) for _ in range(rounds)])


Took = tuple[float, float]
"""Milliseconds on the wall and of the processor: on a shared machine the second is what the call costs."""


def timed(call: Callable[[], object]) -> Took:
    """Milliseconds of one call."""
    begun, worked = time.perf_counter(), time.thread_time()
    call()
    return (time.perf_counter() - begun) * 1000, (time.thread_time() - worked) * 1000


def spread(found: Sequence[Took]) -> dict[str, float]:
    """p50 and p95 of both."""
    made = {}
    for name, part in (("wall", 0), ("cpu", 1)):
        held = sorted(took[part] for took in found)
        made |= {f"{name}_p50": round(statistics.median(held), 2), f"{name}_p95": round(held[int(0.95 * (len(held) - 1))], 2)}
    return made


if __name__ == "__main__":
    main()
