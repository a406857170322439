"""Pages of the tables of reports, incidents and origins."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corroborate.model import (
    Document,
    Gap,
    Grade,
    IncidentRow,
    Join,
    Mention,
    MentionKind,
    OriginFilter,
    OriginRow,
    Page,
    ReportFilter,
    ReportRow,
)  # fmt: skip
from corroborate.model.desk import Noticed, Together
from corroborate.store.asking import FEW, Plan, Way, like, plan, terms, total
from corroborate.store.codec import loads

BY_ID = " "
"""How the table of reports is opened where ids lead: no index of its own."""
_RECEIVED = "json_extract(data, '$.received')"
_WHOLE = (
    "SELECT c.data FROM incident i JOIN conclusion c ON c.story = i.story AND c.kind = 'incident' AND c.id = i.id WHERE i.id = ? LIMIT 1"
)
_APPRAISED = "SELECT data FROM appraisal INDEXED BY appraisal_subject WHERE kind = ? AND subject = ? ORDER BY n LIMIT ?"
_COPY = "json_extract(data, '$.copy_of') IS NOT NULL"


# ---------------------------------------------------------------- reports


def page(db: sqlite3.Connection, where: ReportFilter, number: int, size: int) -> Page[ReportRow]:
    """A page of reports, by name."""
    ways = _ways(db, where)
    made = plan(db, "document", ways, "INDEXED BY document_name")
    query = f"SELECT id FROM {made.source} WHERE {made.where} AND current = 1 ORDER BY name, id LIMIT ? OFFSET ?"  # noqa: S608 - ours
    start = (number - 1) * size
    found = [i for (i,) in db.execute(query, (*made.values, size + 1, start))]
    held, exact = _total(db, ways, made, start + len(found) if found else 0)
    return Page(tuple(rows(db, found[:size])), held, number + 1 if len(found) > size else None, number, size, exact)


def one(db: sqlite3.Connection, id_: str) -> ReportRow | None:
    """One current report, by id or name."""
    for column in ("id", "name"):
        query = f"SELECT id FROM document WHERE {column} = ? AND current = 1 LIMIT 1"  # noqa: S608 - one of two names
        if found := rows(db, [i for (i,) in db.execute(query, (id_,))]):
            return found[0]
    return None


def noticed(db: sqlite3.Connection, number: int, size: int) -> Page[Noticed]:
    """A page of the reports in which words were seen and not understood, in the order of their ids."""
    query = (
        "SELECT d.id, d.name, d.data, r.mentions FROM reading r INDEXED BY reading_unread CROSS JOIN document d ON d.id = r.document "
        "WHERE instr(r.mentions, '\"unread\"') > 0 AND d.current = 1 AND d.restricted = 0 ORDER BY r.document LIMIT ? OFFSET ?"
    )
    start, found = (number - 1) * size, []
    for id_, name, data, mentions in db.execute(query, (size + 1, start)):
        words = tuple(m for m in loads(tuple[Mention, ...], mentions) if m.kind is MentionKind.UNREAD)
        found.append(Noticed(id_, name, loads(Document, data).title, words))
    more = len(found) > size
    return Page(tuple(found[:size]), start + len(found), number + 1 if more else None, number, size, exact=not more)


def latest(db: sqlite3.Connection, most: int) -> tuple[ReportRow, ...]:
    """The reports that came in last, the last one first."""
    query = f"SELECT id FROM document INDEXED BY document_received WHERE current = 1 ORDER BY {_RECEIVED} DESC, name DESC LIMIT ?"  # noqa: S608
    return tuple(rows(db, [i for (i,) in db.execute(query, (most,))]))


def rows(db: sqlite3.Connection, ids: Sequence[str]) -> list[ReportRow]:
    """Reports by their ids."""
    return [_row(db, i) for i in ids]


def _row(db: sqlite3.Connection, id_: str) -> ReportRow:
    published, restricted, read, data = db.execute("SELECT published, restricted, read, data FROM document WHERE id = ?", (id_,)).fetchone()
    d = loads(Document, data)
    told = db.execute("SELECT incident, COUNT(*) FROM line WHERE report = ? GROUP BY incident", (id_,)).fetchall()
    most = max(((n, i) for i, n in told if i), default=(0, ""))[1]
    title = db.execute("SELECT title FROM incident WHERE id = ? LIMIT 1", (most,)).fetchone() if most else None
    (problems,) = db.execute("SELECT COUNT(*) FROM problem WHERE document = ?", (d.name,)).fetchone()
    return ReportRow(
        id=id_, name=d.name, title=None if restricted else d.title, publisher=d.publisher,
        published=date.fromisoformat(published) if published else None, received=d.received, language=d.language,
        claims=sum(n for _, n in told), incident=most, incident_title=title[0] if title else "", problems=problems,
        restricted=bool(restricted), read=bool(read), copy_of=d.copy_of, revises=d.revises,
    )  # fmt: skip


def _ways(db: sqlite3.Connection, f: ReportFilter) -> list[Way]:
    made = []
    for column, value in (("language", f.language), ("publisher", f.publisher), ("published", f.published and f.published.isoformat())):
        if value:
            made.append(Way(f"current = 1 AND {column} = ?", (value,), f"INDEXED BY document_{column}", ordered=True))
    if f.restricted is not None:
        made.append(Way("current = 1 AND restricted = 1", (), "INDEXED BY document_restricted") if f.restricted else Way("restricted = 0"))
    if f.copies is not None:
        made.append(Way(f"current = 1 AND {_COPY}", (), "INDEXED BY document_copy") if f.copies else Way(f"NOT ({_COPY})"))
    if f.incident:
        found = db.execute("SELECT report FROM incident_report WHERE incident = ?", (f.incident,))
        made.append(_listed([i for (i,) in found]))
    if f.problems:
        made.append(Way("name IN (SELECT document FROM problem)", ()))
    if f.words.strip():
        made.append(_worded(db, f.words))
    return made


def _listed(ids: Sequence[str]) -> Way:
    """Reports by their ids: few are looked up one by one, many are only told from others."""
    return Way("id IN (SELECT value FROM json_each(?))", (json.dumps(ids),), "" if len(ids) > FEW else BY_ID, size=len(ids))


def _worded(db: sqlite3.Connection, words: str) -> Way:
    """Reports that have the words in name, title or publisher; a restricted one has its name alone."""
    wanted = " AND ".join(f"{{title publisher name}} : {t}" for t in terms(words, begins=True))
    found: list[str] = []
    if wanted:
        query = "SELECT report FROM open_report WHERE n IN (SELECT rowid FROM report_words WHERE report_words MATCH ?)"
        found = [i for (i,) in db.execute(query, (wanted,))]
    named = like("name", words)
    sealed = f"SELECT id FROM document INDEXED BY document_restricted WHERE current = 1 AND restricted = 1 AND {named.condition}"  # noqa: S608
    found += [i for (i,) in db.execute(sealed, named.values)]
    return _listed(found)


def _total(db: sqlite3.Connection, ways: Sequence[Way], made: Plan, seen: int) -> tuple[int, bool]:
    if len(ways) == 1 and ways[0].size is not None:
        return ways[0].size, True
    return total(db, Plan(made.source, f"{made.where} AND current = 1", made.values, made.first), seen)


# ---------------------------------------------------------------- incidents


def incidents(db: sqlite3.Connection, words: str, within: str, number: int, size: int) -> Page[IncidentRow]:
    """A page of incidents, those of most reports first; `within` leaves those that nest in one."""
    ways = [Way("within = ?", (within,), "INDEXED BY incident_within")] if within else []
    if words.strip():
        ways.append(like("title", words))
    made = plan(db, "incident", ways, "INDEXED BY incident_reports")
    query = f"SELECT data FROM {made.source} WHERE {made.where} ORDER BY reports DESC, n DESC LIMIT ? OFFSET ?"  # noqa: S608 - parts are ours
    start = (number - 1) * size
    found = [_incident(db, data) for (data,) in db.execute(query, (*made.values, size + 1, start))]
    if ways:
        held, exact = total(db, made, start + len(found) if found else 0)
    else:
        held, exact = db.execute("SELECT COALESCE(SUM(n), 0) FROM tally WHERE name = 'incident'").fetchone()[0], True
    return Page(tuple(found[:size]), held, number + 1 if len(found) > size else None, number, size, exact)


def titles(db: sqlite3.Connection, ids: Sequence[str] | None, most: int) -> tuple[tuple[str, str], ...]:
    """Id and title of these incidents, or (None) of those of most reports: what a page offers by name costs no reading of its row."""
    if ids is not None:
        return tuple(t for i in ids[:most] for t in db.execute("SELECT id, title FROM incident WHERE id = ? LIMIT 1", (i,)))
    query = "SELECT id, title FROM incident INDEXED BY incident_reports ORDER BY reports DESC, n DESC LIMIT ?"
    return tuple(db.execute(query, (most,)).fetchall())


def incident(db: sqlite3.Connection, id_: str) -> IncidentRow | None:
    """One incident."""
    for (data,) in db.execute("SELECT data FROM incident WHERE id = ? LIMIT 1", (id_,)):
        return _incident(db, data)
    return None


def together(db: sqlite3.Connection, id_: str, most: int) -> Together | None:
    """Why an incident's reports stand together, with at most so many pairs; an incident of thousands of reports is not read whole."""
    for (data,) in db.execute(_WHOLE, (id_,)):
        joins, possible = (_joins(db, data, name, most) for name in ("joins", "possible"))
        (joined, reasons) = db.execute("SELECT json_array_length(?1, '$.joins'), json_extract(?1, '$.reasons')", (data,)).fetchone()
        appraised = {kind: [d for (d,) in db.execute(_APPRAISED, (kind, id_, most))] for kind in ("gap", "grade")}
        return Together(
            joined or 0, joins, tuple((j, j.b if _tells(db, id_, j.a) else j.a) for j in possible), tuple(json.loads(reasons or "[]")),
            tuple(loads(Gap, d) for d in appraised["gap"]), tuple(loads(Grade, d) for d in appraised["grade"]),
        )  # fmt: skip
    return None


def _joins(db: sqlite3.Connection, data: str, name: str, most: int) -> tuple[Join, ...]:
    found = db.execute("SELECT value FROM json_each(?, ?) LIMIT ?", (data, f"$.{name}", most))
    return tuple(loads(Join, value) for (value,) in found)


def _tells(db: sqlite3.Connection, incident: str, report: str) -> bool:
    return bool(db.execute("SELECT 1 FROM incident_report WHERE incident = ? AND report = ? LIMIT 1", (incident, report)).fetchone())


def _incident(db: sqlite3.Connection, data: str) -> IncidentRow:
    """The row as it was concluded, with what other stories came to since: `possible` is kept as the reports of the others."""
    row = loads(IncidentRow, data)
    others = {i for d in row.possible for (i,) in db.execute("SELECT incident FROM incident_report WHERE report = ?", (d,))}
    (nested,) = db.execute("SELECT COUNT(*) FROM incident WHERE within = ?", (row.id,)).fetchone()
    return replace(row, possible=tuple(sorted(others - {row.id})), nested=nested)


# ---------------------------------------------------------------- origins


def origins(db: sqlite3.Connection, where: OriginFilter, number: int, size: int) -> Page[OriginRow]:
    """A page of origins: sources before outlets in their own voice, those in most reports first."""
    ways = []
    if where.attributed is not None:
        ways.append(Way("attributed = ?", (int(where.attributed),), "INDEXED BY origin_reports", ordered=True))
    if where.words.strip():
        ways.append(like("who", where.words))
    made = plan(db, "origin", ways, "INDEXED BY origin_reports")
    order = "attributed DESC, reports DESC, claims DESC, who DESC, n DESC"
    query = f"SELECT n FROM {made.source} WHERE {made.where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 - parts are ours
    start = (number - 1) * size
    found = [n for (n,) in db.execute(query, (*made.values, size + 1, start))]
    held, exact = _origins_total(db, where, made, start + len(found) if found else 0)
    one_row = "SELECT data FROM origin WHERE n = ?"
    rows = tuple(loads(OriginRow, data) for n in found[:size] for (data,) in db.execute(one_row, (n,)))
    return Page(rows, held, number + 1 if len(found) > size else None, number, size, exact)


def _origins_total(db: sqlite3.Connection, where: OriginFilter, made: Plan, seen: int) -> tuple[int, bool]:
    if where.words.strip():
        return total(db, made, seen)
    kept = db.execute("SELECT value, n FROM tally WHERE name = 'origin'")
    return sum(n for value, n in kept if where.attributed in (None, value == "1")), True


def origin(db: sqlite3.Connection, id_: str) -> OriginRow | None:
    """One origin."""
    for (data,) in db.execute("SELECT data FROM origin WHERE id = ? LIMIT 1", (id_,)):
        return loads(OriginRow, data)
    return None
