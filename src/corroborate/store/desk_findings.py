"""Pages of the table of findings."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from corroborate.model import FindingFilter, FindingRow, FindingSort, Page
from corroborate.store.asking import FEW, Plan, Way, among, plan, terms, total
from corroborate.store.codec import loads

_ORDER = {
    FindingSort.REPORTS: ("reports, status, measure", "finding_reports"),
    FindingSort.ORIGINS: ("origins, reports, status, measure", "finding_origins"),
    FindingSort.BEST: ("best, reports, status, measure", "finding_best"),
    FindingSort.WHEN: ("starts, reports, status, measure", "finding_starts"),
    FindingSort.STATUS: ("status, reports, measure", "finding_status"),
    FindingSort.ASKED: ("asked COLLATE NOCASE, reports, status, measure", "finding_asked"),
    FindingSort.PLACE: ("place COLLATE NOCASE, reports, status, measure", "finding_place"),
}
"""By what the table is put in order, and the index that has this order."""


def page(
    db: sqlite3.Connection, where: FindingFilter, sort: FindingSort, descending: bool, number: int, size: int
) -> Page[FindingRow]:  # fmt: skip
    """A page of findings."""
    columns, index = _ORDER[sort]
    ways = _ways(db, where, sort is FindingSort.REPORTS)
    made = plan(db, "finding", ways, f"INDEXED BY {index}")
    direction = "DESC" if descending else "ASC"
    order = ", ".join(f"{column} {direction}" for column in (*columns.split(", "), "n"))
    query = f"SELECT n FROM {made.source} WHERE {made.where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 - parts are ours
    start = (number - 1) * size
    found = [n for (n,) in db.execute(query, (*made.values, size + 1, start))]
    held, exact = _total(db, where, ways, made, start + len(found) if found else 0)
    more = number + 1 if len(found) > size else None
    return Page(tuple(_rows(db, found[:size])), held, more, number, size, exact)


def one(db: sqlite3.Connection, id_: str) -> FindingRow | None:
    """One finding, by its id or its question's."""
    for column in ("id", "question"):
        for (data,) in db.execute(f"SELECT data FROM finding WHERE {column} = ? LIMIT 1", (id_,)):  # noqa: S608 - one of two names
            return loads(FindingRow, data)
    return None


def _rows(db: sqlite3.Connection, numbers: Sequence[int]) -> list[FindingRow]:
    query = "SELECT data FROM finding WHERE n = ?"
    return [loads(FindingRow, data) for n in numbers for (data,) in db.execute(query, (n,))]


def _total(db: sqlite3.Connection, where: FindingFilter, ways: Sequence[Way], made: Plan, seen: int) -> tuple[int, bool]:
    """How many there are; of the whole table, or of some statuses, it is kept."""
    if not ways or (len(ways) == 1 and where.statuses):
        wanted = {str(s) for s in where.statuses}
        kept = db.execute("SELECT value, n FROM tally WHERE name = 'finding'")
        return sum(n for status, n in kept if not wanted or status in wanted), True
    return total(db, made, seen)


def _ways(db: sqlite3.Connection, f: FindingFilter, by_reports: bool) -> list[Way]:
    made = []
    several = {"status": [str(s) for s in f.statuses], "measure": f.measures, "family": [f.family] if f.family else []}
    for column, values in {**several, "incident": [f.incident] if f.incident else []}.items():
        if values:
            condition, filled = among(column, values)
            made.append(Way(condition, filled, f"INDEXED BY finding_{column}", by_reports and len(values) == 1))
    if f.reports > 0:
        made.append(Way("reports >= ?", (f.reports,), "INDEXED BY finding_reports", by_reports))
    if f.by_hand is not None:
        made.append(Way("hand = 1", (), "INDEXED BY finding_hand") if f.by_hand else Way("hand = 0"))
    wanted = [*(f"{{place}} : {t}" for t in terms(f.place, begins=True)), *terms(f.words, begins=True)]
    if f.place.strip() or f.words.strip():
        made.append(_worded(db, " AND ".join(wanted)))
    return made


def _worded(db: sqlite3.Connection, query: str) -> Way:
    """The findings whose words a full-text query finds; few are looked up one by one, many are only told from others."""
    if not query:
        return Way("0", (), "NOT INDEXED", size=0)
    matching = "SELECT rowid FROM finding_words WHERE finding_words MATCH ?"
    found = [n for (n,) in db.execute(f"{matching} LIMIT {FEW + 1}", (query,))]
    if len(found) <= FEW:
        return Way("n IN (SELECT value FROM json_each(?))", (json.dumps(found),), "NOT INDEXED", size=len(found))
    return Way(f"n IN ({matching})", (query,))
