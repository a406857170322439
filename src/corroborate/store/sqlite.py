"""A case as one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TypeVar

from corroborate.errors import StoreError
from corroborate.model import (
    Case,
    Claim,
    Document,
    Finding,
    Join,
    Mention,
    Origin,
    Original,
    Problem,
    Reconciliation,
    Sketch,
    fingerprint,
)  # fmt: skip
from corroborate.store import conclusions, groups, joining, projections, reviews
from corroborate.store.codec import dumps, loads
from corroborate.store.columns import columns
from corroborate.store.desk import Desk
from corroborate.store.log import DecisionLog
from corroborate.store.port import WHOLE, Added, Joined, Read, Store
from corroborate.store.refusals import make_file, next_step, place, unusable
from corroborate.store.reviews import ReviewedClaims
from corroborate.store.schema import prepare
from corroborate.store.tables import Told
from corroborate.store.transactions import BUSY_SECONDS, whole
from corroborate.store.withdrawals import Withdrawals, is_withdrawn

T = TypeVar("T")
FOREVER = 10_000_000
"""Days."""
WITHDRAWN = ("this report was withdrawn by its source and is not taken in again", "its hash stands in the log: corroborate decisions CASE")
KEPT = 2_000
"""Sketches kept in memory; the oldest go first."""
_UNPLACED = "SELECT id FROM document INDEXED BY document_placed WHERE current = 1 AND placed = 0 AND read > '' ORDER BY id"
_NEAR = (
    "SELECT document FROM (SELECT document FROM story_key WHERE key = :key AND day BETWEEN :day - :within AND :day "
    "ORDER BY day DESC, document DESC LIMIT :most) UNION SELECT document FROM (SELECT document FROM story_key "
    "WHERE key = :key AND day > :day AND day <= :day + :within ORDER BY day, document LIMIT :most)"
)
_EACH_ONCE = (  # from one value to the next along the index: DISTINCT would walk through all rows for the one or two there are
    "WITH RECURSIVE found (v) AS (SELECT MIN({column}) FROM {table} WHERE {where} > '' UNION ALL "
    "SELECT (SELECT MIN({column}) FROM {table} WHERE {where} > v) FROM found WHERE v IS NOT NULL) SELECT v FROM found WHERE v IS NOT NULL"
)
_IN_FORCE = (  # the view claim_in_force, sorted by id
    "SELECT data FROM (SELECT c.id, c.data FROM claim c WHERE c.document = :document AND NOT EXISTS "
    "(SELECT 1 FROM reviewed r WHERE r.claim = c.id) UNION ALL SELECT r.claim, r.data FROM reviewed r "
    "WHERE r.document = :document AND r.data IS NOT NULL) ORDER BY id"
)

_REVEALED = (
    "SELECT COALESCE(v.data, r.data) FROM restricted_claim r JOIN claim c ON c.id = r.claim LEFT JOIN restricted_reviewed v "
    "ON v.claim = r.claim WHERE c.document = :document UNION ALL SELECT v.data FROM restricted_reviewed v JOIN reviewed w "
    "ON w.claim = v.claim WHERE w.document = :document AND NOT EXISTS (SELECT 1 FROM restricted_claim r WHERE r.claim = v.claim)"
)


class SqliteStore:
    """A case file; `path` None keeps the case in memory. StoreError where the file is not a case or cannot be written."""

    def __init__(self, path: Path | None, create: bool = True) -> None:
        self.name, self.path = (path.stem if path else "case"), path
        self._turns: dict[str, int] = {}
        self._sketches: dict[str, Sketch] = {}
        if path and not create and not path.exists():
            raise StoreError("there is no such case file", str(path), "Make one with: corroborate run PATH --case " + str(path))
        if path:
            make_file(path)
        try:
            self._db = sqlite3.connect(place(path), timeout=BUSY_SECONDS, isolation_level=None, uri=True)
            prepare(self._db, str(path or "the case in memory"))
        except sqlite3.Error as error:
            raise StoreError(*unusable(path, error)) from error
        self.log = DecisionLog(self._db, self._transaction)
        self.reviews = ReviewedClaims(self._db, self._transaction)
        self.withdrawals = Withdrawals(self._db, self._transaction, self.log, lambda document: self._sketches.pop(document, None))
        self.tables = Desk(self._db, self.name, self._transaction)

    def close(self) -> None:
        """Close the case."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One write transaction: all of it or nothing; waits for another process that is writing. Inside another one it is part of it."""
        if self._db.in_transaction:
            yield self._db
            return
        try:
            with whole(self._db):
                yield self._db
        except sqlite3.IntegrityError as error:
            hint = "This is a fault of the program, not yours: please report it. What was stored before is kept"
            raise StoreError(f"the case could not be written ({error})", self.name, hint) from error
        except sqlite3.DatabaseError as error:
            raise StoreError(f"the case could not be written ({error})", self.name, next_step(str(error))) from error

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make everything that is done inside one transaction: nobody else writes between what is read and what is written."""
        with self._transaction():
            yield

    # ------------------------------------------------------------------ reports
    def add(self, originals: Sequence[Original], problems: Sequence[Problem], root: str = "") -> Added:
        """Store reports that are new, mark copies and newer versions, and replace the intake problems of the files named."""
        tally = {"new": 0, "known": 0, "copies": 0, "revised": 0}
        with self._transaction() as db:
            refused = [o.document.name for o in originals if is_withdrawn(db, o.document)]
            for original in originals:
                for word in self._add(db, original, root) if original.document.name not in refused else ():
                    tally[word] += 1
            named = {o.document.name for o in originals} | {p.document for p in problems}
            db.executemany("DELETE FROM problem WHERE document = ? AND stage = 'ingest'", [(n,) for n in sorted(named)])
            self._note(db, [*problems, *(Problem(name, "ingest", *WITHDRAWN) for name in refused)])
        return Added(**tally)

    def _add(self, db: sqlite3.Connection, original: Original, root: str) -> list[str]:
        document, given = original.document, original.document.name
        held = db.execute("SELECT current FROM document WHERE id = ?", (document.id,)).fetchone()
        if held and held[0]:
            return ["known"]
        same_file = "SELECT id, story, name FROM document WHERE given = ? AND root = ? AND current = 1"
        older = db.execute(same_file, (given, root)).fetchone()
        if older:
            self.outdate(db, older[0], older[1])
        if held:  # the text went back to an earlier version, which counts again and is read again
            db.execute("UPDATE document SET current = 1, read = '' WHERE id = ?", (document.id,))
            return ["new", "revised"]
        twin = self.insert(db, original, root, older[2] if older else self.free_name(db, given), older[0] if older else None)
        return ["new", *(["copies"] if twin else []), *(["revised"] if older else [])]

    def insert(self, db: sqlite3.Connection, original: Original, root: str, name: str, older: str | None, current: bool = True) -> bool:
        """Store one report under a name; returns whether it is a copy of another one."""
        document, given = original.document, original.document.name
        same_bytes = "SELECT id FROM document WHERE sha256 = ? AND name != ? ORDER BY id LIMIT 1"
        twin = db.execute(same_bytes, (document.sha256, name)).fetchone()
        document = replace(document, name=name, revises=older, copy_of=twin[0] if twin else None)
        published = document.published.isoformat() if document.published else None
        db.execute(
            "INSERT INTO document (id, name, root, given, sha256, publisher, published, language, restricted, current, data) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id, document.name, root, given, document.sha256, document.publisher, published, document.language,
                document.restricted, current, dumps(replace(document, text="")),
            ),
        )  # fmt: skip
        table = "restricted_text" if document.restricted else "document_text"
        db.execute(f"INSERT INTO {table} VALUES (?, ?, ?)", (document.id, document.text, original.data))  # noqa: S608 - one of two names
        return bool(twin)

    def outdate(self, db: sqlite3.Connection, document: str, story: str | None) -> None:
        """Have a report count no longer, for a newer version of it does."""
        db.execute("UPDATE document SET current = 0, story = NULL WHERE id = ?", (document,))
        self._unlink(db, document)
        reviews.drop(db, document)
        groups.scatter(db, story)

    def free_name(self, db: sqlite3.Connection, given: str) -> str:
        """The name itself, or with a number where a report from another folder has it already."""
        names = (given if n == 1 else f"{given} ({n})" for n in count(1))
        return next(n for n in names if not db.execute("SELECT 1 FROM document WHERE name = ?", (n,)).fetchone())

    def _note(self, db: sqlite3.Connection, problems: Sequence[Problem]) -> None:
        rows = [(p.document, p.stage, p.message, p.hint) for p in problems]
        db.executemany("INSERT OR IGNORE INTO problem VALUES (?, ?, ?, ?)", rows)

    def original(self, document: str) -> bytes:
        """The bytes that a document came in."""
        for table in ("document_text", "restricted_text"):
            row = self._db.execute(f"SELECT original FROM {table} WHERE document = ?", (document,)).fetchone()  # noqa: S608 - two names
            if row:
                return bytes(row[0])
        raise StoreError("there is no such report", document)

    def versions(self, document: str) -> list[Document]:
        """Every version of one report, newest first, with the texts of those that are not restricted; [] for an unknown id."""
        query = (
            "SELECT v.data, COALESCE(t.text, '') FROM document d JOIN document v ON v.given = d.given AND v.root = d.root "
            "LEFT JOIN document_text t ON t.document = v.id WHERE d.id = ? ORDER BY v.current DESC, v.id"
        )
        held = [replace(loads(Document, data), text=text) for data, text in self._db.execute(query, (document,))]
        return [held[0], *sorted(held[1:], key=lambda d: (d.received, d.id), reverse=True)] if held else []

    def twins(self, document: str) -> list[Document]:
        """The other current reports with the same bytes, by name, without their texts."""
        query = (
            "SELECT t.data FROM document d JOIN document t ON t.sha256 = d.sha256 AND t.id != d.id AND t.current = 1 "
            "WHERE d.id = ? ORDER BY t.name"
        )
        return [loads(Document, data) for (data,) in self._db.execute(query, (document,))]

    def _documents(self, where: str, given: Sequence[object] = (), restricted: bool = False) -> list[Document]:
        text = "COALESCE(t.text, r.text, '')" if restricted else "COALESCE(t.text, '')"
        query = (
            f"SELECT d.data, {text} FROM document d LEFT JOIN document_text t ON t.document = d.id "  # noqa: S608 - parts are ours
            f"LEFT JOIN restricted_text r ON r.document = d.id WHERE d.current = 1 AND {where} ORDER BY d.name, d.id"
        )
        return [replace(loads(Document, data), text=held) for data, held in self._db.execute(query, tuple(given))]

    # ------------------------------------------------------------------ readings
    def unread(self, version: str) -> list[str]:
        """The ids of the current documents that no reading of this version exists for."""
        missing = "SELECT id FROM document WHERE current = 1 AND (read < ? OR read > ?) ORDER BY name, id"
        return [id_ for (id_,) in self._db.execute(missing, (version, version))]

    def never_read(self) -> list[str]:
        """The ids of the current documents that no reading of any version exists for."""
        return [id_ for (id_,) in self._db.execute("SELECT id FROM document WHERE current = 1 AND read = '' ORDER BY name, id")]

    def outdated(self, version: str) -> int:
        """How many current documents were read by other versions than this one."""
        count = "SELECT COUNT(*) FROM document WHERE current = 1 AND (read > '' AND read < :v OR read > :v)"
        return int(self._db.execute(count, {"v": version}).fetchone()[0])

    def read_by(self) -> tuple[str, ...]:
        """The versions by which the current documents were read, each once."""
        return tuple(v for (v,) in self._db.execute(_EACH_ONCE.format(column="read", table="document", where="current = 1 AND read")))

    def to_read(self, document: str) -> Document:
        """One document with its text, a restricted one's too."""
        for found in self._documents("d.id = ?", (document,), restricted=True):
            return found
        raise StoreError("there is no such report", document)

    def save_readings(self, readings: Sequence[Read]) -> None:
        """Store readings in place of older ones, and with them the keys by which stories are found."""
        with self._transaction() as db:
            for read in readings:
                self.save_reading(db, read)

    def save_reading(self, db: sqlite3.Connection, read: Read) -> None:
        """Store one reading; the caller holds the transaction."""
        document = read.reading.document
        row = db.execute("SELECT name, restricted, story FROM document WHERE id = ?", (document,)).fetchone()
        if row is None:  # withdrawn while it was read
            return
        name, restricted, story = row
        old = [row[0] for row in db.execute("SELECT id FROM claim WHERE document = ?", (document,))]
        db.executemany("DELETE FROM restricted_claim WHERE claim = ?", [(c,) for c in old])
        db.execute("DELETE FROM claim WHERE document = ?", (document,))
        self._unlink(db, document)
        db.execute("DELETE FROM problem WHERE document = ? AND stage = 'read'", (name,))
        mentions = () if restricted else read.reading.mentions
        keys = sorted(read.keys)
        db.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", (document, read.version, dumps(mentions), "\n".join(keys)))
        db.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [_row(c) for c in read.sealed])
        if restricted:
            db.executemany("INSERT INTO restricted_claim VALUES (?, ?)", [(c.id, dumps(c)) for c in read.reading.claims])
        db.executemany("INSERT INTO story_key VALUES (?, ?, ?)", [(key, _ordinal(read.sketch), document) for key in keys])
        table = "restricted_sketch" if restricted else "sketch"
        db.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", (document, dumps(read.sketch)))  # noqa: S608 - one of two names
        self._note(db, read.reading.problems)
        reviews.mark(db, document)
        groups.scatter(db, story)
        db.execute("UPDATE document SET story = NULL, read = ?, placed = 0 WHERE id = ?", (read.version, document))

    def revealed(self, document: str) -> tuple[str, tuple[Claim, ...]]:
        """The text and the claims of one restricted document, for `show` alone."""
        row = self._db.execute("SELECT text FROM restricted_text WHERE document = ?", (document,)).fetchone()
        return (row[0] if row else ""), tuple(loads(Claim, data) for (data,) in self._db.execute(_REVEALED, {"document": document}))

    # ------------------------------------------------------------------ stories
    def unplaced(self, whole_up_to: int) -> list[str]:
        """The ids of the read documents that are not held against the others yet; none while the case is small enough to be one story."""
        return [i for (i,) in self._db.execute(_UNPLACED)] if groups.larger(self._db, whole_up_to) else []

    def near(self, document: str, most: int, within: Mapping[str, int]) -> tuple[Sketch, list[Sketch]]:
        """The sketch of a document, and those of documents that share a key with it, of each key the `most` nearest in time.

        `most` counts to either side; `within` says by the first letter of a key how many days off it reaches, else without end."""
        own = self._sketch(document)
        found: set[str] = set()
        for key, day in self._db.execute("SELECT key, day FROM story_key WHERE document = ?", (document,)).fetchall():
            found.update(
                d for (d,) in self._db.execute(_NEAR, {"key": key, "day": day, "most": most, "within": within.get(key[0], FOREVER)})
            )
        return own, [self._sketch(d) for d in sorted(found - {document})]

    def _sketch(self, document: str) -> Sketch:
        held = self._sketches.get(document)
        if held is None:
            query = "SELECT data FROM sketch WHERE document = :id UNION ALL SELECT data FROM restricted_sketch WHERE document = :id"
            for (data,) in self._db.execute(query, {"id": document}):
                held = loads(Sketch, data)
        held = self._sketches[document] = held or Sketch(document)
        if len(self._sketches) > KEPT:
            del self._sketches[next(iter(self._sketches))]
        return held

    def link(self, found: Mapping[str, Sequence[Join]]) -> None:
        """Store what documents came to that were held against those near them."""
        with self._transaction() as db:
            for document, joins in found.items():
                rows = [(j.a, j.b, j.same, dumps(j)) for j in joins]
                db.executemany("INSERT OR REPLACE INTO link VALUES (?, ?, ?, 0, ?)", rows)
                db.execute("UPDATE document SET placed = 1 WHERE id = ?", (document,))
                (story,) = db.execute("SELECT story FROM document WHERE id = ?", (document,)).fetchone()
                if story != WHOLE and any(j.same for j in joins):
                    groups.scatter(db, story)

    def _unlink(self, db: sqlite3.Connection, document: str) -> None:
        """Forget what a document was looked up by and what it came to; what a person put together stays."""
        db.execute("DELETE FROM story_key WHERE document = ?", (document,))
        db.execute("DELETE FROM sketch WHERE document = ?", (document,))
        db.execute("DELETE FROM restricted_sketch WHERE document = ?", (document,))
        db.execute("DELETE FROM link WHERE a = ? AND hand = 0", (document,))
        db.execute("DELETE FROM link WHERE b = ? AND hand = 0", (document,))
        self._sketches.pop(document, None)

    def tie(self, found: Sequence[Join]) -> None:
        """Make the links by hand these and no others; the stories of what was linked or let go are stale."""
        with self._transaction() as db:
            held = {(a, b) for a, b in db.execute("SELECT a, b FROM link WHERE hand = 1")}
            wanted = {(j.a, j.b): j for j in found}
            for a, b in sorted(held - set(wanted)):
                db.execute("DELETE FROM link WHERE a = ? AND b = ? AND hand = 1", (a, b))
            rows = [(a, b, dumps(wanted[a, b])) for a, b in sorted(set(wanted) - held)]
            db.executemany("INSERT INTO link VALUES (?, ?, 1, 1, ?)", rows)
            groups.renew(db, sorted({d for pair in held ^ set(wanted) for d in pair}))

    def renew(self, documents: Sequence[str]) -> None:
        """Have the stories of these documents found and reconciled anew."""
        with self._transaction() as db:
            groups.renew(db, documents)

    def ties(self, documents: Sequence[str]) -> tuple[list[Sketch], list[Join]]:
        """The sketches of a story's documents, and the pairs that one of them may make one event with a document of another story."""
        inside = set(documents)
        query = "SELECT data FROM link WHERE a = :id AND same = 0 UNION SELECT data FROM link WHERE b = :id AND same = 0"
        pairs = [loads(Join, data) for d in documents for (data,) in self._db.execute(query, {"id": d})]
        return [self._sketch(d) for d in documents], sorted((p for p in pairs if not {p.a, p.b} <= inside), key=lambda p: (p.a, p.b))

    def holders(self, ids: Sequence[str]) -> dict[str, str]:
        """The document of every claim or document of these ids that the case holds now."""
        found = {i: d for c in ids for i, d in self._db.execute("SELECT id, document FROM claim WHERE id = ?", (c,))}
        return found | {i: i for c in ids for (i,) in self._db.execute("SELECT id FROM document WHERE id = ? AND current = 1", (c,))}

    def stories(self, version: str, whole_up_to: int) -> list[tuple[str, tuple[str, ...]]]:
        """The stories whose conclusions are missing, stale or of another version: id and the ids of their documents."""
        with self._transaction() as db:
            groups.place(db, whole_up_to)
            stale = groups.unconcluded(db, version)
            self._turns = {story: groups.turn(db, story) for story in stale}
            return [(story, groups.members(db, story)) for story in stale]

    def story_input(self, documents: Sequence[str]) -> tuple[list[Document], list[Claim]]:
        """The documents and (sealed) claims in force that a story is reconciled from."""
        held = [d for id_ in documents for d in self._documents("d.id = ?", (id_,))]
        return held, [c for id_ in documents for c in self._in_force(id_)]

    def _in_force(self, document: str) -> list[Claim]:
        """The claims of a document that count: people's where they decided, else the machine's."""
        return [loads(Claim, data) for (data,) in self._db.execute(_IN_FORCE, {"document": document})]

    def conclude(
        self, story: str, documents: Sequence[str], version: str, outcome: Reconciliation, problem: Problem | None = None,
        told: Told | None = None,
    ) -> None:  # fmt: skip
        """Store what a story came to, and the Problem where it came to nothing; `told` is the same in the words that pages show.

        If its documents changed in the meantime, or somebody decided of their claims, it stays stale and is taken up again; if one of
        them was withdrawn, nothing of it is stored."""
        with self._transaction() as db:
            members = groups.members(db, story)
            same = members == tuple(sorted(documents)) and groups.turn(db, story) == self._turns.get(story, groups.turn(db, story))
            if not same and self._withdrawn(db, documents):
                return
            mark = fingerprint(version, *members) if same else ""
            db.execute(
                "INSERT INTO story (id, fingerprint, version) VALUES (?, ?, ?) ON CONFLICT (id) "
                "DO UPDATE SET fingerprint = excluded.fingerprint, version = excluded.version",
                (story, mark, version),
            )
            conclusions.replace_rows(db, story, outcome)
            projections.project(db, story, outcome, told)
            earlier = "DELETE FROM problem WHERE stage = 'reconcile' AND document IN (SELECT name FROM document WHERE id = ?)"
            db.executemany(earlier, [(d,) for d in documents])
            self._note(db, [problem] if problem else [])

    def _withdrawn(self, db: sqlite3.Connection, documents: Sequence[str]) -> bool:
        return any(db.execute("SELECT 1 FROM document WHERE id = ?", (d,)).fetchone() is None for d in documents)

    def concluded(self, kind: type[T], id_: str) -> T | None:
        """One question, origin, incident or finding by its id; None where there is none."""
        name = next(n for n, k in conclusions.KINDS.items() if k is kind)
        row = self._db.execute("SELECT data FROM conclusion WHERE id = ? AND kind = ?", (id_, name)).fetchone()
        return loads(kind, row[0]) if row else None

    def origin(self, claim: str) -> Origin | None:
        """The origin that a claim goes back to, as it was last concluded."""
        query = (
            "SELECT o.data FROM claim_in_force c JOIN document d ON d.id = c.document JOIN conclusion k ON k.story = d.story "
            "AND k.kind = 'origin_of' JOIN conclusion o ON o.story = k.story AND o.kind = 'origin' "
            "AND o.id = json_extract(k.data, ?) WHERE c.id = ?"
        )
        row = self._db.execute(query, (f'$."{claim}"', claim)).fetchone()
        return loads(Origin, row[0]) if row else None

    def stories_of(self, documents: Sequence[str]) -> set[str]:
        """The stories that documents belong to; a document that has none yet counts for one that any other may join."""
        found = {s for d in documents for (s,) in self._db.execute("SELECT story FROM document WHERE id = ?", (d,))}
        return {s for s in found if s}

    def concluded_by(self) -> tuple[str, ...]:
        """The versions by which the stories of the case were concluded, each once."""
        return tuple(v for (v,) in self._db.execute(_EACH_ONCE.format(column="version", table="story", where="version")))

    # ------------------------------------------------------------------ other cases, and what is wrong
    def every(self) -> list[str]:
        """The ids of all reports, older versions too."""
        return [i for (i,) in self._db.execute("SELECT id FROM document ORDER BY name, id")]

    def report_name(self, document: str) -> str:
        """The name of a report, "" where there is none of this id."""
        row = self._db.execute("SELECT name FROM document WHERE id = ?", (document,)).fetchone()
        return str(row[0]) if row else ""

    def findings_by_hand(self) -> list[Finding]:
        """The findings that somebody set something beside."""
        query = "SELECT data FROM conclusion WHERE kind = 'finding' AND data LIKE '%\"by_hand\":%' ORDER BY id"
        return [loads(Finding, data) for (data,) in self._db.execute(query)]

    def damage(self) -> list[str]:
        """What the database itself finds wrong with its file."""
        try:
            found = [str(told) for (told,) in self._db.execute("PRAGMA quick_check(20)")]
        except sqlite3.DatabaseError as error:
            return [str(error)]
        return [told for told in found if told != "ok"]

    def join(self, other: Store) -> Joined:
        """Take in what another case holds; StoreError, and nothing taken in, where a log of both went on apart in two copies."""
        if not isinstance(other, SqliteStore):
            raise StoreError("only case files can be merged", other.name, "Give the path of a case file")
        with self._transaction() as db:
            return joining.join(self, db, other, other._db)

    def clean(self) -> None:
        """Leave nothing of what was removed in the write-ahead log."""
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # ------------------------------------------------------------------ the user's files
    def keep(self, name: str, text: str) -> None:
        """Keep a file of the user's with the case, in place of an earlier one."""
        if self.kept(name) != text:
            with self._transaction() as db:
                db.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (name, text))

    def kept(self, name: str) -> str | None:
        """The file of that name that the case keeps, None if there is none."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    # ------------------------------------------------------------------ the whole
    def case(self, versions: Mapping[str, str], stories: Sequence[str] | None = None) -> Case:
        """Everything the case holds, or what belongs to some stories, at one moment; restricted texts are left out."""
        if self._db.in_transaction:
            return self._case(versions, stories)
        self._db.execute("BEGIN")  # what others conclude meanwhile is not seen: claims and findings are of one moment
        try:
            return self._case(versions, stories)
        finally:
            self._db.execute("ROLLBACK")

    def _case(self, versions: Mapping[str, str], stories: Sequence[str] | None) -> Case:
        if stories is None:
            documents = self._documents("1")
        else:
            documents = sorted((d for story in stories for d in self._documents("d.story = ?", (story,))), key=lambda d: (d.name, d.id))
        claims: list[Claim] = []
        mentions: list[Mention] = []
        for document in documents:
            claims += sorted(self._in_force(document.id), key=lambda c: (c.sentence.start, c.value.start if c.value else -1, c.id))
            for (data,) in self._db.execute("SELECT mentions FROM reading WHERE document = ?", (document.id,)):
                mentions += loads(tuple[Mention, ...], data)
        problems = [Problem(*row) for row in self._db.execute("SELECT document, stage, message, hint FROM problem ORDER BY 1, 2, 3")]
        outcome = conclusions.concluded(self._db, stories)
        return Case(self.name, tuple(documents), tuple(claims), tuple(mentions), outcome, tuple(problems), dict(versions))


def _ordinal(sketch: Sketch) -> int:
    return sketch.day.toordinal() if sketch.day else 0


def _row(claim: Claim) -> tuple[object, ...]:
    return claim.id, claim.document, *columns(claim), dumps(claim)
