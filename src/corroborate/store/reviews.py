"""What the replay of decisions came to, as rows: how claims stand, and where the claims that decisions name are now."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corroborate.model import Claim, Document, Reviewed, State
from corroborate.store import groups
from corroborate.store.codec import dumps, loads
from corroborate.store.columns import columns
from corroborate.store.log import Transaction

_LINEAGE = (
    "SELECT o.id FROM document d JOIN document o ON o.given = d.given AND o.root = d.root AND o.restricted = d.restricted WHERE d.id = ?"
)

_INSERT = "INSERT OR REPLACE INTO reviewed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class ReviewedClaims:
    """How the claims of one case stand after what people decided of them."""

    def __init__(self, db: sqlite3.Connection, transaction: Transaction) -> None:
        self._db, self._transaction = db, transaction

    def waiting(self) -> list[str]:
        """The ids of the current documents over which decisions are to be replayed."""
        return [i for (i,) in self._db.execute("SELECT id FROM document WHERE replay = 1 AND current = 1 ORDER BY id")]

    def again(self) -> None:
        """Have the decisions replayed over every report that there are any on."""
        with self._transaction() as db:
            db.execute("UPDATE document SET replay = 1 WHERE id IN (SELECT document FROM reviewed UNION SELECT document FROM found_again)")

    def lineage(self, document: str) -> list[str]:
        """The ids of all versions of a report, the report itself among them."""
        return sorted({i for (i,) in self._db.execute(_LINEAGE, (document,))} | {document})

    def current(self, document: str) -> str | None:
        """The version of a report that counts now; None where the case holds no such report."""
        query = f"SELECT id FROM document WHERE current = 1 AND id IN ({_LINEAGE}) ORDER BY id LIMIT 1"  # noqa: S608 - ours
        row = self._db.execute(query, (document,)).fetchone()
        return str(row[0]) if row else None

    def restricted(self, documents: Sequence[str]) -> bool:
        """Whether one of these reports is restricted."""
        query = "SELECT 1 FROM document WHERE id = ? AND restricted = 1"
        return any(self._db.execute(query, (d,)).fetchone() for d in documents)

    def holder(self, claim: str) -> str | None:
        """The current document of a claim by any id that it ever had; None where the case holds no such claim."""
        for query in (
            "SELECT c.document FROM claim c JOIN document d ON d.id = c.document WHERE c.id = ? AND d.current = 1",
            "SELECT document FROM reviewed WHERE claim = ?",
            "SELECT document FROM found_again WHERE subject = ? LIMIT 1",
            "SELECT document FROM decision_on WHERE subject = ? LIMIT 1",
            "SELECT document FROM claim WHERE id = ?",
        ):
            row = self._db.execute(query, (claim,)).fetchone()
            if row and row[0]:
                return self.current(row[0])
        return None

    def reading(self, document: str) -> tuple[Document, list[Claim]]:
        """One document with its text and its claims as the machine read them, a restricted one's whole."""
        query = (
            "SELECT d.data, COALESCE(t.text, r.text, '') FROM document d LEFT JOIN document_text t ON t.document = d.id "
            "LEFT JOIN restricted_text r ON r.document = d.id WHERE d.id = ?"
        )
        (data, text) = self._db.execute(query, (document,)).fetchone()
        claims = (
            "SELECT COALESCE(r.data, c.data) FROM claim c LEFT JOIN restricted_claim r ON r.claim = c.id "
            "WHERE c.document = ? ORDER BY c.id"
        )
        return replace(loads(Document, data), text=text), [loads(Claim, held) for (held,) in self._db.execute(claims, (document,))]

    def found(self, claims: Sequence[str]) -> dict[str, str]:
        """The present ids of claims, by the ids that decisions knew them by; those that are gone are left out."""
        query = "SELECT f.claim FROM found_again f JOIN document d ON d.id = f.document WHERE f.subject = ? AND d.current = 1"
        held = {i: self._db.execute(query, (i,)).fetchone() for i in claims}
        return {i: str(row[0]) for i, row in held.items() if row}

    def rows(self, document: str) -> list[Reviewed]:
        """How the claims of a document stand that somebody decided of; a restricted one's without its words."""
        query = "SELECT claim, document, state, data, decision, moved FROM reviewed WHERE document = ? ORDER BY claim"
        return [_reviewed(row) for row in self._db.execute(query, (document,))]

    def of_state(self, state: State) -> list[Reviewed]:
        """The claims of one state of review, by report; a restricted one's without its words."""
        query = (
            "SELECT claim, document, state, r.data, decision, moved FROM reviewed r JOIN document d ON d.id = r.document "
            "WHERE state = ? ORDER BY d.name, claim"
        )
        return [_reviewed(row) for row in self._db.execute(query, (str(state),))]

    def row(self, claim: str) -> Reviewed | None:
        """How one claim stands that somebody decided of, without the words of a restricted report; None where nobody did."""
        query = "SELECT claim, document, state, data, decision, moved FROM reviewed WHERE claim = ?"
        row = self._db.execute(query, (claim,)).fetchone()
        return _reviewed(row) if row else None

    def in_force(self, document: str) -> list[Claim]:
        """The claims of a document that count by what people decided, a restricted one's with their words."""
        query = (
            "SELECT COALESCE(w.data, r.data) FROM reviewed r LEFT JOIN restricted_reviewed w ON w.claim = r.claim "
            "WHERE r.document = ? AND r.data IS NOT NULL ORDER BY r.claim"
        )
        return [loads(Claim, data) for (data,) in self._db.execute(query, (document,))]

    def save(self, document: str, rows: Sequence[Reviewed], found: Mapping[str, str], whole: Mapping[str, Claim]) -> bool:
        """Store what the replay over a document came to; `whole` are the claims of a restricted one with their words.

        Returns whether other claims count now than before; if so the document's story is stale."""
        with self._transaction() as db:
            before, after = self._counting(document), {r.id: dumps(r.claim) if r.claim else "" for r in rows}
            drop(db, document)
            db.executemany(_INSERT, [_row(r) for r in rows])
            db.executemany("INSERT INTO restricted_reviewed VALUES (?, ?)", [(i, dumps(c)) for i, c in sorted(whole.items())])
            db.executemany("INSERT INTO found_again VALUES (?, ?, ?)", [(s, document, c) for s, c in sorted(found.items())])
            db.execute("UPDATE document SET replay = 0 WHERE id = ?", (document,))
            changed = before != {i: held for i, held in after.items() if held != self._read(i)}
            if changed:
                self.stale([document])
            return changed

    def _counting(self, document: str) -> dict[str, str]:
        """What decisions make of a document's claims, where it is not what the machine read."""
        query = "SELECT claim, COALESCE(data, '') FROM reviewed WHERE document = ?"
        return {i: held for i, held in self._db.execute(query, (document,)) if held != self._read(i)}

    def _read(self, claim: str) -> str:
        row = self._db.execute("SELECT data FROM claim WHERE id = ?", (claim,)).fetchone()
        return str(row[0]) if row else ""

    def stale(self, documents: Sequence[str]) -> None:
        """Have the stories of these documents reconciled anew, as they are."""
        with self._transaction() as db:
            for document in documents:
                for (story,) in db.execute("SELECT story FROM document WHERE id = ? AND current = 1", (document,)).fetchall():
                    groups.stale(db, story)


def drop(db: sqlite3.Connection, document: str) -> None:
    """Forget what decisions came to for a document; they themselves stay in the log."""
    db.execute("DELETE FROM restricted_reviewed WHERE claim IN (SELECT claim FROM reviewed WHERE document = ?)", (document,))
    db.execute("DELETE FROM reviewed WHERE document = ?", (document,))
    db.execute("DELETE FROM found_again WHERE document = ?", (document,))


def mark(db: sqlite3.Connection, document: str) -> None:
    """Have decisions replayed over a document that was newly read, if there are any on it or on other versions of it."""
    drop(db, document)
    if db.execute(f"SELECT 1 FROM decision_on WHERE document IN ({_LINEAGE}) LIMIT 1", (document,)).fetchone():  # noqa: S608 - ours
        db.execute("UPDATE document SET replay = 1 WHERE id = ?", (document,))


def _row(r: Reviewed) -> tuple[object, ...]:
    held = (*columns(r.claim), dumps(r.claim)) if r.claim else (None,) * 13
    return (r.id, r.document, str(r.state), r.decision, r.moved, *held)


def _reviewed(row: tuple[str, str, str, str | None, str, int]) -> Reviewed:
    claim, document, state, data, decision, moved = row
    return Reviewed(claim, document, State(state), loads(Claim, data) if data else None, decision, bool(moved))
