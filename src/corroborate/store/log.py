"""The decision log of a case: appended, read back, and forgotten where it must be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from corroborate.model import Decision

Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]
"""Opens a write transaction, or joins the one that is open."""

_ENTRY = "d.log, d.number, previous, who, at, subject, verdict, seen, note_hash, hash"
_APART = (
    "LEFT JOIN decision_note n ON n.log = d.log AND n.number = d.number "
    "LEFT JOIN decision_matter m ON m.log = d.log AND m.number = d.number "
    "LEFT JOIN restricted_note rn ON rn.log = d.log AND rn.number = d.number "
    "LEFT JOIN restricted_matter rm ON rm.log = d.log AND rm.number = d.number"
)
# ruff: noqa: S608 - every part of these queries is ours
_SHOWN = f"SELECT {_ENTRY}, n.note, matter_hash, m.matter FROM decision d {_APART}"
_WHOLE = f"SELECT {_ENTRY}, COALESCE(n.note, rn.note), matter_hash, COALESCE(m.matter, rm.matter) FROM decision d {_APART}"
_ORDER = "ORDER BY at, d.log, d.number"


class DecisionLog:
    """The decisions of one case; notes and matters of restricted reports are given out only where `whole` asks for them."""

    def __init__(self, db: sqlite3.Connection, transaction: Transaction) -> None:
        self._db, self._transaction = db, transaction

    def append(self, decision: Decision, on: Sequence[tuple[str, str]] = (), restricted: bool = False) -> None:
        """Append a decision with its note and matter, and the claims and reports (`on`) that it names; StoreError unless it follows the
        last one of its log. What is `restricted` is kept apart."""
        d, apart = decision, "restricted" if restricted else "decision"
        with self._transaction() as db:
            db.execute(
                "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (d.log, d.number, d.previous, d.hash, d.who, d.when.isoformat(), d.subject, d.verdict, d.seen, d.note_hash, d.matter_hash),
            )
            for name, words in (("note", d.note), ("matter", d.matter)):
                if words is not None:
                    db.execute(f"INSERT INTO {apart}_{name} VALUES (?, ?, ?)", (d.log, d.number, words))
            rows = [(subject, document, d.log, d.number) for subject, document in on]
            db.executemany("INSERT OR IGNORE INTO decision_on VALUES (?, ?, ?, ?)", rows)

    def last(self, log: str) -> Decision | None:
        """The last entry of a log."""
        return next(iter(self._entries(f"{_SHOWN} WHERE d.log = ? ORDER BY d.number DESC LIMIT 1", (log,))), None)

    def entry(self, name: str, whole: bool = False) -> Decision | None:
        """One decision by its name (log:number)."""
        log, _, number = name.rpartition(":")
        if not number.isdecimal() or len(number) > 15:
            return None
        return next(iter(self._entries(f"{_WHOLE if whole else _SHOWN} WHERE d.log = ? AND d.number = ?", (log, int(number)))), None)

    def entries(self, verdicts: Iterable[str] = (), whole: bool = False) -> list[Decision]:
        """All decisions, or those of some verdicts, by time, log and number."""
        wanted = [str(v) for v in verdicts]
        where = f"WHERE verdict IN ({', '.join('?' * len(wanted))}) " if wanted else ""
        return self._entries(f"{_WHOLE if whole else _SHOWN} {where}{_ORDER}", wanted)

    def on_documents(self, documents: Sequence[str]) -> list[Decision]:
        """The decisions that name a claim of these reports, or an undoing of one, whole and in order."""
        marks = ", ".join("?" * len(documents))
        on = f"SELECT DISTINCT log, number FROM decision_on WHERE document IN ({marks})"
        return self._entries(f"{_WHOLE} JOIN ({on}) o ON o.log = d.log AND o.number = d.number {_ORDER}", documents)

    def names(self, decision: Decision) -> list[tuple[str, str]]:
        """The claims and reports that a decision names."""
        query = "SELECT subject, document FROM decision_on WHERE log = ? AND number = ? ORDER BY subject, document"
        return [(s, d) for s, d in self._db.execute(query, (decision.log, decision.number))]

    def buried(self) -> dict[tuple[str, str], str]:
        """The tombstones: by the name of a decision and "note" or "matter" the hash of what was forgotten."""
        query = "SELECT log, number, 'note', hash FROM tombstone UNION ALL SELECT log, number, 'matter', hash FROM matter_tombstone"
        return {(f"{log}:{number}", kind): hash_ for log, number, kind, hash_ in self._db.execute(query)}

    def forget(self, decision: Decision, when: datetime, matter: bool = True) -> None:
        """Remove the note of a decision, and its matter unless `matter` is False; tombstones keep their hashes, so the chain holds."""
        hashes = {"note": decision.note_hash, "matter": decision.matter_hash if matter else ""}
        with self._transaction() as db:
            for kind, grave in (("note", "tombstone"), ("matter", "matter_tombstone")):
                if hashes[kind]:
                    key = (decision.log, decision.number)
                    db.execute(f"INSERT OR IGNORE INTO {grave} VALUES (?, ?, ?, ?)", (*key, hashes[kind], when.isoformat()))
                    for table in (f"decision_{kind}", f"restricted_{kind}"):
                        db.execute(f"DELETE FROM {table} WHERE log = ? AND number = ?", key)

    def restricted(self, decision: Decision) -> bool:
        """Whether note or matter of a decision are kept apart, with the words of a restricted report."""
        tables = ("restricted_note", "restricted_matter")
        key = (decision.log, decision.number)
        return any(self._db.execute(f"SELECT 1 FROM {t} WHERE log = ? AND number = ?", key).fetchone() for t in tables)

    def _entries(self, query: str, given: Sequence[object]) -> list[Decision]:
        rows = self._db.execute(query, tuple(given))
        return [_decision(row) for row in rows]


def _decision(row: tuple[Any, ...]) -> Decision:
    log, number, previous, who, at, *others = row
    return Decision(log, number, previous, who, datetime.fromisoformat(at), *others)
