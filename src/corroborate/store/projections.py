"""What a story came to, as the rows that pages read: only what changed is written, inside the transaction of its caller."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corroborate.model import FindingRow, IncidentRow, OriginRow, Reconciliation, fingerprint
from corroborate.store.codec import dumps
from corroborate.store.conclusions import concluded
from corroborate.store.tables import Told

COLUMNS = {
    "finding": (
        "id", "question", "measure", "family", "status", "incident", "hand", "reports", "origins", "best", "starts", "asked", "place",
        "title", "data",
    ),
    "incident": ("id", "within", "reports", "title", "data"),
    "incident_report": ("incident", "report", "name"),
    "origin": ("id", "attributed", "reports", "claims", "who", "data", "bare"),
    "edge": ("origin", "question", "data"),
    "bearing": ("claim", "data"),
    "appraisal": ("kind", "subject", "data"),
}  # fmt: skip
"""The columns of each table beside its number and its story."""
MOST = 32_767
LAST = 2**63 - 1
"""The rank of a claim that answers no question."""
Row = tuple[object, ...]


def project(db: sqlite3.Connection, story: str, outcome: Reconciliation, told: Told | None) -> None:
    """Write what pages read of a story; without `told` (the rows in words) its findings are missing from tables until they are made."""
    rows: dict[str, list[Row]] = {
        "finding": [_finding(r) for r in told.findings] if told else [],
        "incident": [_incident(r) for r in told.incidents] if told else [],
        "incident_report": _reports(db, outcome),
        "origin": list(_origins(outcome, told)),
        "edge": list(_edges(outcome)),
        "bearing": [(c, dumps(r)) for r in outcome.relations for c in dict.fromkeys((r.a, r.b))],
        "appraisal": list(_appraisal(told)) if told else [],
    }
    for table, wanted in rows.items():
        _renew(db, table, story, wanted)
    _place_lines(db, story, outcome, {r.question.id: r.reports for r in told.findings} if told else {})
    db.execute("UPDATE story SET told = ? WHERE id = ?", (told is not None, story))


def tell(db: sqlite3.Connection, story: str, told: Told) -> None:
    """Write what pages read of a story that was concluded before there were any."""
    project(db, story, concluded(db, [story]), told)


def forget(db: sqlite3.Connection, story: str) -> None:
    """Remove what pages read of a story that is no more."""
    for table in COLUMNS:
        db.execute(f"DELETE FROM {table} WHERE story = ?", (story,))  # noqa: S608 - names are ours


def _renew(db: sqlite3.Connection, table: str, story: str, wanted: Sequence[Row]) -> None:
    """Bring the rows of a story in one table to what is wanted; rows that stay are not touched, so that a large story costs little."""
    names = ", ".join(COLUMNS[table])
    missing = Counter(wanted)
    gone = []
    for n, *held in db.execute(f"SELECT n, {names} FROM {table} WHERE story = ?", (story,)):  # noqa: S608 - names are ours
        row = tuple(held)
        if missing[row] > 0:
            missing[row] -= 1
        else:
            gone.append((n,))
    db.executemany(f"DELETE FROM {table} WHERE n = ?", gone)  # noqa: S608 - names are ours
    marks = ", ".join("?" * (len(COLUMNS[table]) + 1))
    come = [(story, *row) for row in wanted if missing[row] > 0 and not missing.subtract([row])]
    db.executemany(f"INSERT INTO {table} (story, {names}) VALUES ({marks})", come)  # noqa: S608 - names are ours


def _finding(r: FindingRow) -> Row:
    q = r.question
    starts = r.when.start.isoformat() if r.when else ""
    hand = int(bool(r.hand_status or r.hand_best))
    return (
        r.id, q.id, q.measure, r.family, str(r.status), r.incident, hand, r.reports, r.origins.probable, r.best, starts, r.asked,
        q.place or "", r.title, dumps(r),
    )  # fmt: skip


def _incident(r: IncidentRow) -> Row:
    return (r.id, r.within or "", r.reports, r.title, dumps(r))


def _origins(outcome: Reconciliation, told: Told | None) -> Iterable[Row]:
    rows = {r.id: r for r in told.origins} if told else {}
    for o in outcome.origins:
        r = rows.get(o.id) or OriginRow(o.id, "", o.attributed, len(o.claims), 0, 0)
        yield (o.id, int(o.attributed), r.reports, r.claims, r.who, dumps(r), dumps(replace(o, claims=(), edges=())))


def _reports(db: sqlite3.Connection, outcome: Reconciliation) -> list[Row]:
    named: dict[str, str] = {}
    for document in {d for i in outcome.incidents for d in i.documents}:
        for (name,) in db.execute("SELECT name FROM document WHERE id = ?", (document,)):
            named[document] = name
    return [(i.id, d, named[d]) for i in outcome.incidents for d in i.documents if d in named]


def _edges(outcome: Reconciliation) -> Iterable[Row]:
    asked = outcome.question_of
    for o in outcome.origins:
        for e in o.edges:
            one = asked.get(e.a, "")
            yield (o.id, one if one == asked.get(e.b, "") else "", dumps(e))


def _appraisal(told: Told) -> Iterable[Row]:
    yield from (("count", c.question, dumps(c)) for c in told.counts)
    yield from (("grade", g.subject, dumps(g)) for g in told.grades)
    yield from (("gap", g.incident or "", dumps(g)) for g in told.gaps)


def _place_lines(db: sqlite3.Connection, story: str, outcome: Reconciliation, reports: Mapping[str, int]) -> None:
    """Say of every claim of the story what it answers, goes back to and tells of."""
    incident = {c: i.id for i in outcome.incidents for c in i.claims}
    ranks = {q: _rank(q, n) for q, n in reports.items()}
    query = (
        "SELECT l.n, l.claim, l.question, l.origin, l.incident, l.rank FROM document d JOIN line l ON l.report = d.id "
        "WHERE d.story = ? AND d.current = 1"
    )
    changed = []
    for n, claim, *held in db.execute(query, (story,)):
        question = outcome.question_of.get(claim, "")
        rank = (ranks.get(question) or _rank(question, 0)) if question else LAST
        wanted = [question, outcome.origin_of.get(claim, ""), incident.get(claim, ""), rank]
        if wanted != held:
            changed.append((*wanted, n))
    db.executemany("UPDATE line SET question = ?, origin = ?, incident = ?, rank = ? WHERE n = ?", changed)


def _rank(question: str, reports: int) -> int:
    """Where the claims of a question stand in a queue: what most reports answer first, one question together."""
    return (MOST - min(reports, MOST)) << 48 | int(fingerprint(question), 16)


def shared_below() -> int:
    """Claims whose rank is smaller answer a question that several reports answer."""
    return (MOST - 1) << 48
