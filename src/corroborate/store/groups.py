"""Which reports stand in one story: placed, let go, found again. Every function works inside the transaction of its caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from corroborate.store import projections
from corroborate.store.port import WHOLE

_APART = "current = 1 AND story IS NOT 'whole'"
_MEMBERS = "SELECT 1 FROM document d WHERE d.story = s.id AND d.current = 1"
_LINKED = (
    "SELECT d.id, d.story FROM link l JOIN document d ON d.id = l.b WHERE l.a = :id AND l.same = 1 AND d.current = 1 "
    "UNION SELECT d.id, d.story FROM link l JOIN document d ON d.id = l.a WHERE l.b = :id AND l.same = 1 AND d.current = 1"
)
_STALE = (  # three searches, sorted by us: with OR or ORDER BY the planner walks through all stories
    "SELECT id FROM story INDEXED BY story_version WHERE version < :version UNION ALL "
    "SELECT id FROM story INDEXED BY story_version WHERE version > :version UNION ALL "
    "SELECT id FROM story INDEXED BY story_stale WHERE fingerprint = ''"
)


def larger(db: sqlite3.Connection, than: int) -> bool:
    """Whether the case holds more current documents than this; counts no further."""
    (size,) = db.execute("SELECT COUNT(*) FROM (SELECT 1 FROM document WHERE current = 1 LIMIT ?)", (than + 1,)).fetchone()
    return bool(size > than)


def place(db: sqlite3.Connection, whole_up_to: int) -> None:
    """Give every current document its story: all the same one in a small case, else that of the documents it is linked to."""
    if not larger(db, whole_up_to):
        for (story,) in db.execute(f"SELECT DISTINCT story FROM document WHERE {_APART}").fetchall():  # noqa: S608 - ours
            stale(db, story)
            stale(db, WHOLE)
        db.execute(f"UPDATE document SET story = ? WHERE {_APART}", (WHOLE,))  # noqa: S608 - ours
        return
    scatter(db, WHOLE)
    while first := db.execute("SELECT id FROM document WHERE current = 1 AND story IS NULL ORDER BY id LIMIT 1").fetchone():
        together, met = _reachable(db, first[0])
        story = "s" + min(together)[1:]
        for old in {*met, story}:
            stale(db, old)
        db.executemany("UPDATE document SET story = ? WHERE id = ?", [(story, d) for d in sorted(together)])


def _reachable(db: sqlite3.Connection, first: str) -> tuple[set[str], set[str]]:
    """The documents that links lead to from `first`, and the stories met on the way: each is taken whole, not walked again."""
    together, frontier, met = {first}, [first], set()
    while frontier:
        start = frontier.pop()
        for document, story in db.execute(_LINKED, {"id": start}).fetchall():
            if document in together:
                continue
            if story is None:
                together.add(document)
                frontier.append(document)
            else:
                met.add(story)
                together.update(members(db, story))
    return together, met


def unconcluded(db: sqlite3.Connection, version: str) -> list[str]:
    """The stories whose conclusions are missing, stale or of another version; those that have lost all their documents are removed."""
    empty = [i for (i,) in db.execute(f"SELECT id FROM story s WHERE fingerprint = '' AND NOT EXISTS ({_MEMBERS})")]  # noqa: S608
    for story in empty:
        projections.forget(db, story)
    for table, column in (("conclusion", "story"), ("story", "id")):
        db.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(i,) for i in empty])  # noqa: S608 - names are ours
    return sorted({i for (i,) in db.execute(_STALE, {"version": version})})


def members(db: sqlite3.Connection, story: str) -> tuple[str, ...]:
    """The ids of the current documents of a story, in order."""
    return tuple(i for (i,) in db.execute("SELECT id FROM document WHERE story = ? AND current = 1 ORDER BY id", (story,)))


def stale(db: sqlite3.Connection, story: str | None) -> None:
    """Have a story reconciled anew."""
    if story is not None:
        db.execute("INSERT INTO story (id) VALUES (?) ON CONFLICT (id) DO UPDATE SET fingerprint = '', turn = turn + 1", (story,))


def story_of(db: sqlite3.Connection, document: str) -> str | None:
    """The story of a document, None where it has none."""
    row = db.execute("SELECT story FROM document WHERE id = ?", (document,)).fetchone()
    return row[0] if row else None


def turn(db: sqlite3.Connection, story: str) -> int:
    """How often a story went stale: what was concluded from before is not taken for what it comes to now."""
    row = db.execute("SELECT turn FROM story WHERE id = ?", (story,)).fetchone()
    return int(row[0]) if row else 0


def scatter(db: sqlite3.Connection, story: str | None) -> None:
    """Let the documents of a story that lost or changed one find each other again."""
    if story is not None and db.execute("UPDATE document SET story = NULL WHERE story = ?", (story,)).rowcount:
        stale(db, story)


def renew(db: sqlite3.Connection, documents: Sequence[str]) -> None:
    """Have the stories of these documents found and reconciled anew; the story of a small case is only reconciled."""
    for document in documents:
        row = db.execute("SELECT story FROM document WHERE id = ?", (document,)).fetchone()
        if row and row[0] == WHOLE:
            stale(db, WHOLE)
        elif row:
            scatter(db, row[0])
