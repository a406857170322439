"""What a source withdrew: every row that holds its words is removed, and so are the bytes that they stood in."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from corroborate.errors import StoreError
from corroborate.model import Decision, Document, Verdict
from corroborate.store import groups, projections, reviews
from corroborate.store.codec import loads
from corroborate.store.log import DecisionLog

RUN = 4
"""A note that repeats so many words in a row that no other report holds quotes the report."""
TRIES, WAIT = 100, 100
"""How often the -wal file is tried to be emptied, and milliseconds that each try waits for readers."""
WORD = re.compile(r"\w+")
WORDS = ("report_words", "claim_words", "finding_words")
_WHOLE = (
    "SELECT d.data, COALESCE(t.text, r.text, '') FROM document d LEFT JOIN document_text t ON t.document = d.id "
    "LEFT JOIN restricted_text r ON r.document = d.id "
)
_TWINS = (
    "SELECT v.id FROM document d JOIN document s ON s.id = d.id OR s.sha256 = d.sha256 "
    "JOIN document v ON v.given = s.given AND v.root = s.root WHERE d.id = ?"
)
_TOMB = f"SELECT 1 FROM decision WHERE verdict = '{Verdict.REPORT_WITHDRAW}' AND (subject = ? OR seen = ?)"  # noqa: S608 - ours
Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]


class Withdrawals:
    """The reports of one case that a source can withdraw, and those that one has withdrawn."""

    def __init__(self, db: sqlite3.Connection, transaction: Transaction, log: DecisionLog, forget_sketch: Callable[[str], object]) -> None:
        self._db, self._transaction, self._log, self._forget_sketch = db, transaction, log, forget_sketch

    def meant(self, what: str) -> list[Document]:
        """The reports that are called so (id, name or pseudonym of a tip), with all their versions and copies, and with their words."""
        named = {i for (i,) in self._db.execute("SELECT id FROM document WHERE id = ? OR name = ?", (what, what))}
        tips = (loads(Document, data) for (data,) in self._db.execute("SELECT data FROM document WHERE restricted = 1"))
        named |= {d.id for d in tips if d.tip and d.tip.pseudonym == what}
        return self._closed(named)

    def back(self) -> list[Document]:
        """Reports that the case holds although they were withdrawn: they came in from a case that did not know."""
        query = "SELECT d.id FROM decision t JOIN document d ON d.id = t.subject OR d.sha256 = t.seen WHERE t.verdict = ?"
        return self._closed({i for (i,) in self._db.execute(query, (Verdict.REPORT_WITHDRAW,))})

    def _closed(self, ids: set[str]) -> list[Document]:
        """These reports with every version of them, every report of the same bytes, and every version of those."""
        found: set[str] = set()
        while ids - found:
            found |= ids
            ids = {v for i in sorted(found) for (v,) in self._db.execute(_TWINS, (i,))}
        rows = [row for i in sorted(found) for row in self._db.execute(_WHOLE + "WHERE d.id = ?", (i,))]
        return [replace(loads(Document, data), text=text) for data, text in rows]

    def claims(self, documents: Sequence[Document]) -> int:
        """How many claims the reports make."""
        return sum(self._db.execute("SELECT COUNT(*) FROM claim WHERE document = ?", (d.id,)).fetchone()[0] for d in documents)

    def written(self, documents: Sequence[Document]) -> list[Decision]:
        """The decisions that name a claim of the reports, or whose note or matter quotes them."""
        naming = self._log.on_documents([d.id for d in documents])
        names = {d.name for d in naming}
        others = [d for d in self._log.entries(whole=True) if d.name not in names]
        runs = {run for d in documents for run in _runs(d.text)}
        held = {d.name: found for d in others if (found := {r for text in _texts(d) for r in _runs(text)} & runs)}
        own = self._only_here({r for found in held.values() for r in found}, [d.id for d in documents])
        return [*naming, *(d for d in others if held.get(d.name, set()) & own)]

    def _only_here(self, runs: set[tuple[str, ...]], ids: Sequence[str]) -> set[tuple[str, ...]]:
        """Those runs of words that no other report of the case holds."""
        left, without = set(runs), set(ids)
        query = "SELECT document, text FROM document_text UNION ALL SELECT document, text FROM restricted_text"
        for document, text in self._db.execute(query) if left else ():
            if document not in without:
                left -= set(_runs(text))
        return left

    def remove(self, documents: Sequence[Document]) -> None:
        """Remove the reports and all that was read in or concluded from them; what else their stories came to is stale."""
        with self._transaction() as db:
            for d in documents:
                self._remove(db, d)

    def _remove(self, db: sqlite3.Connection, d: Document) -> None:
        story = db.execute("SELECT story FROM document WHERE id = ?", (d.id,)).fetchone()[0]
        if story is not None:
            projections.forget(db, story)
            db.execute("DELETE FROM conclusion WHERE story = ?", (story,))
            groups.stale(db, story)
            groups.scatter(db, story)
        reviews.drop(db, d.id)
        db.execute("DELETE FROM restricted_claim WHERE claim IN (SELECT id FROM claim WHERE document = ?)", (d.id,))
        for table in ("claim", "reading", "story_key", "sketch", "restricted_sketch", "document_text", "restricted_text", "decision_on"):
            db.execute(f"DELETE FROM {table} WHERE document = ?", (d.id,))  # noqa: S608 - names are ours
        db.execute("DELETE FROM link WHERE a = ? OR b = ?", (d.id, d.id))
        db.execute("DELETE FROM document WHERE id = ?", (d.id,))
        if not db.execute("SELECT 1 FROM document WHERE name = ?", (d.name,)).fetchone():
            db.execute("DELETE FROM problem WHERE document = ?", (d.name,))
        self._forget_sketch(d.id)

    def scrub(self) -> None:
        """Write the file anew without what was removed: search index, free pages and write-ahead log.

        StoreError where another program keeps the log from being emptied; what was removed is removed, but its bytes may stand there."""
        try:
            with self._transaction() as db:
                for table in WORDS:
                    db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - names are ours
            self._db.execute("VACUUM")
            if self._emptied():
                return
        except sqlite3.DatabaseError as error:
            raise StoreError(f"what was withdrawn is removed, but its bytes may still stand in the file ({error})", hint=AGAIN) from error
        raise StoreError("what was withdrawn is removed, but its bytes may still stand beside the case, in its -wal file", hint=AGAIN)

    def _emptied(self) -> bool:
        """Whether the -wal file could be emptied; another reader is waited for a little each time, not the minute that a writer waits."""
        (patience,) = self._db.execute("PRAGMA busy_timeout").fetchone()
        self._db.execute(f"PRAGMA busy_timeout = {WAIT}")
        try:
            return any(self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0 for _ in range(TRIES))
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {patience}")


AGAIN = "Close all other programs that have the case open, then run: corroborate withdraw CASE --scrub"


def is_withdrawn(db: sqlite3.Connection, document: Document) -> bool:
    """Whether a report, or one of the same bytes, was withdrawn: it is not taken in again."""
    return db.execute(_TOMB, (document.id, document.sha256)).fetchone() is not None


def _texts(d: Decision) -> Iterator[str]:
    """Every word that a person wrote or saw with a decision."""
    if d.note:
        yield d.note
    if d.matter:
        yield from _strings(json.loads(d.matter))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (s for v in value.values() for s in _strings(v))
    elif isinstance(value, list):
        yield from (s for v in value for s in _strings(v))


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    words = WORD.findall(text.casefold())
    return zip(*(words[i:] for i in range(RUN)), strict=False)
