"""What another case file holds, taken in: reports with all their versions, the logs whole, nothing twice and nothing lost."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corroborate.errors import StoreError
from corroborate.model import Claim, Decision, Document, Mention, Original, Problem, Reading, Sketch, fingerprint
from corroborate.store import groups
from corroborate.store.codec import loads
from corroborate.store.port import Joined, Read

if TYPE_CHECKING:
    from corroborate.store.sqlite import SqliteStore


def join(here: SqliteStore, db: sqlite3.Connection, there: SqliteStore, other: sqlite3.Connection) -> Joined:
    """Take everything in; the caller holds the write transaction of this case."""
    logs, decisions = _logs(here, there)
    forgotten = _forgotten(here, there)
    new, revised = _reports(here, db, there, other)
    _touch(here, db, [*decisions, *forgotten])
    return Joined(new, revised, len(decisions), logs, _kept(here, other))


# ---------------------------------------------------------------- logs


def _logs(here: SqliteStore, there: SqliteStore) -> tuple[int, list[Decision]]:
    """Append what is missing of every log; StoreError where both have an entry of one number that is not the same."""
    mine = {d.name: d for d in here.log.entries()}
    came = []
    for d in sorted(there.log.entries(whole=True), key=lambda d: (d.log, d.number)):
        held = mine.get(d.name)
        if held and held.hash != d.hash:
            told = f"one log went on in two copies of this case: {d.name} is by {held.who} here and by {d.who} there"
            raise StoreError(told, there.name, "Nothing was merged. Keep the copy that is right, and decide anew what only the other has")
        if held is None:
            here.log.append(d, there.log.names(d), there.log.restricted(d))
            came.append(d)
    return len({d.log for d in came}), came


def _forgotten(here: SqliteStore, there: SqliteStore) -> list[Decision]:
    """Forget here what was forgotten there."""
    mine, theirs = here.log.buried(), there.log.buried()
    names = {name for name, kind in theirs if (name, kind) not in mine}
    found = [d for d in there.log.entries() if d.name in names]
    for d in found:
        here.log.forget(d, d.when, (d.name, "matter") in theirs)
    return found


def _touch(here: SqliteStore, db: sqlite3.Connection, came: list[Decision]) -> None:
    """Have the reports that the new decisions name replayed, and their stories reconciled anew."""
    named = {document for d in came for _, document in here.log.names(d) if document}
    old = {i for d in came if not here.log.names(d) for i in d.subject.split()}  # entries of before name no reports
    current = {here.reviews.current(i) for i in named} | set(here.holders(sorted(old)).values())
    for document in sorted(c for c in current if c):
        db.execute("UPDATE document SET replay = 1 WHERE id = ?", (document,))
        here.reviews.stale([document])


# ---------------------------------------------------------------- reports


@dataclass(frozen=True, slots=True)
class Lineage:
    """All versions of one report in the other case, and the report that it is here; `counts` is the version that counts afterwards."""

    versions: tuple[str, ...]
    given: str
    root: str
    name: str | None
    current: str | None
    counts: str


def _reports(here: SqliteStore, db: sqlite3.Connection, there: SqliteStore, other: sqlite3.Connection) -> tuple[int, int]:
    """Store the versions of reports that are not here; returns how many reports came in, and of how many a newer version."""
    new = revised = 0
    for lineage in _lineages(db, other):
        missing = [v for v in lineage.versions if not db.execute("SELECT 1 FROM document WHERE id = ?", (v,)).fetchone()]
        newer = lineage.counts in lineage.versions and lineage.counts != lineage.current
        if newer and lineage.current:
            here.outdate(db, lineage.current, groups.story_of(db, lineage.current))
        name = lineage.name or here.free_name(db, lineage.given)
        for version in missing:
            original = _original(there, version, lineage.given)
            here.insert(db, original, lineage.root, name, original.document.revises, version == lineage.counts)
        if newer and lineage.counts not in missing:
            db.execute("UPDATE document SET current = 1, read = '' WHERE id = ?", (lineage.counts,))
        elif newer and (reading := _reading(there, other, lineage.counts, name)):
            here.save_reading(db, reading)
        new, revised = new + (lineage.name is None), revised + (newer and lineage.name is not None)
    return new, revised


def _lineages(db: sqlite3.Connection, other: sqlite3.Connection) -> Iterator[Lineage]:
    """The reports of the other case, each with the report that it is here: the one that has a version in common with it."""
    held: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for id_, given, root, current in other.execute("SELECT id, given, root, current FROM document ORDER BY current, read, id").fetchall():
        held[given, root].append((id_, current))
    for (given, root), versions in sorted(held.items()):
        ids = tuple(i for i, _ in versions)
        theirs = next((i for i, current in versions if current), ids[-1])
        common = _common(db, ids)
        if common is None:  # a report of the same name from a folder of the same name on another machine is another report
            apart = fingerprint(root, ids[0]) if db.execute("SELECT 1 FROM document WHERE root = ? LIMIT 1", (root,)).fetchone() else root
            yield Lineage(ids, given, apart, None, None, theirs)
        else:
            name, its_root, its_given, mine = common
            yield Lineage(ids, its_given, its_root, name, mine, _later(db, other, mine, theirs))


def _common(db: sqlite3.Connection, ids: tuple[str, ...]) -> tuple[str, str, str, str] | None:
    """Name, root and given name of the report here that shares a version, and the id of the version that counts."""
    for id_ in ids:
        row = db.execute("SELECT name, root, given FROM document WHERE id = ?", (id_,)).fetchone()
        if row:
            query = "SELECT id FROM document WHERE given = ? AND root = ? AND current = 1"
            return (*row, db.execute(query, (row[2], row[1])).fetchone()[0])
    return None


def _later(db: sqlite3.Connection, other: sqlite3.Connection, mine: str, theirs: str) -> str:
    """Of the versions that count here and there the one that counts afterwards: what the other has seen and replaced does not,
    else what was received later."""
    if mine == theirs or db.execute("SELECT 1 FROM document WHERE id = ?", (theirs,)).fetchone():
        return mine
    if other.execute("SELECT 1 FROM document WHERE id = ?", (mine,)).fetchone():
        return theirs
    return max((_received(db, mine), mine), (_received(other, theirs), theirs))[1]


def _received(db: sqlite3.Connection, document: str) -> str:
    (data,) = db.execute("SELECT data FROM document WHERE id = ?", (document,)).fetchone()
    return loads(Document, data).received.isoformat()


def _original(there: SqliteStore, document: str, given: str) -> Original:
    held, _ = there.reviews.reading(document)
    return Original(replace(held, name=given), there.original(document))


def _reading(there: SqliteStore, other: sqlite3.Connection, document: str, name: str) -> Read | None:
    """What the other case read in a report, as it is stored here under `name`; None where it is not read yet."""
    row = other.execute("SELECT version, mentions, keys FROM reading WHERE document = ?", (document,)).fetchone()
    if row is None:
        return None
    version, mentions, keys = row
    held, claims = there.reviews.reading(document)
    sealed = tuple(loads(Claim, data) for (data,) in other.execute("SELECT data FROM claim WHERE document = ? ORDER BY id", (document,)))
    query = "SELECT data FROM sketch WHERE document = :d UNION ALL SELECT data FROM restricted_sketch WHERE document = :d"
    sketch = next((loads(Sketch, data) for (data,) in other.execute(query, {"d": document})), Sketch(document))
    told = "SELECT message, hint FROM problem WHERE document = ? AND stage = 'read'"
    problems = tuple(Problem(name, "read", *row) for row in other.execute(told, (held.name,)))
    reading = Reading(held.id, tuple(claims), loads(tuple[Mention, ...], mentions), problems)
    return Read(reading, sealed, frozenset(k for k in keys.split("\n") if k), sketch, version)


# ---------------------------------------------------------------- tables and settings


def _kept(here: SqliteStore, other: sqlite3.Connection) -> tuple[str, ...]:
    """Take over tables and settings that are not here; the names of those that both have and that differ."""
    differ = []
    for name, text in other.execute("SELECT key, value FROM meta ORDER BY key").fetchall():
        mine = here.kept(name)
        if mine is None:
            here.keep(name, text)
        elif mine != text:
            differ.append(name)
    return tuple(differ)
