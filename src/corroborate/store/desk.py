"""A case as pages read it: each call one snapshot of the file, whoever writes meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime

from corroborate.errors import StoreError
from corroborate.model import (
    Case,
    ClaimFilter,
    ClaimRow,
    DayRow,
    FindingFilter,
    FindingRow,
    FindingSort,
    Gap,
    Hit,
    HitKind,
    IncidentRow,
    OriginFilter,
    OriginRow,
    Overview,
    Page,
    Place,
    PlaceRow,
    Problem,
    ReportFilter,
    ReportRow,
    Status,
)  # fmt: skip
from corroborate.model.desk import Noticed, Together
from corroborate.store import desk_claims, desk_findings, desk_places, desk_reports, projections, search
from corroborate.store.codec import loads
from corroborate.store.excerpts import excerpt
from corroborate.store.refusals import next_step
from corroborate.store.tables import Told, Wanted

Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]


class Desk:
    """The tables of one case file (`store.tables.Tables`)."""

    def __init__(self, db: sqlite3.Connection, name: str, transaction: Transaction) -> None:
        self._db, self._name, self._transaction = db, name, transaction
        self._spots: dict[str, Place] = {}

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """The case as it is at this moment; what others write is not seen before the next call."""
        if self._db.in_transaction:
            yield self._db
            return
        try:
            self._db.execute("BEGIN")
            try:
                yield self._db
            finally:
                self._db.execute("ROLLBACK")
        except sqlite3.DatabaseError as error:
            raise StoreError(f"the case could not be read ({error})", self._name, next_step(str(error))) from error

    def untold(self) -> list[str]:
        """The stories whose findings are not in the tables: those of a case of before."""
        query = "SELECT id FROM story INDEXED BY story_told WHERE told = 0 AND version != '' ORDER BY id"
        return [i for (i,) in self._db.execute(query)]

    def tell(self, story: str, told: Told) -> None:
        """Put the findings of a story into the tables."""
        with self._transaction() as db:
            projections.tell(db, story, told)

    def overview(self) -> Overview:
        """What the case holds, in numbers; its versions are the caller's to tell."""
        with self._snapshot() as db:
            return _overview(db)

    def findings(self, where: FindingFilter, sort: FindingSort, descending: bool, number: int, size: int) -> Page[FindingRow]:
        """A page of findings."""
        with self._snapshot() as db:
            return desk_findings.page(db, where, sort, descending, number, size)

    def finding(self, id_: str) -> FindingRow | None:
        """One finding, by its id or its question's."""
        with self._snapshot() as db:
            return desk_findings.one(db, id_)

    def claims(self, where: ClaimFilter, number: int, size: int) -> Page[ClaimRow]:
        """A page of claims."""
        with self._snapshot() as db:
            return desk_claims.page(db, where, number, size)

    def next_claim(self, where: ClaimFilter, after: str) -> ClaimRow | None:
        """The claim that follows one in the order of the filter."""
        with self._snapshot() as db:
            return desk_claims.following(db, where, after)

    def claim(self, id_: str) -> ClaimRow | None:
        """One claim."""
        with self._snapshot() as db:
            return desk_claims.one(db, id_)

    def reports(self, where: ReportFilter, number: int, size: int) -> Page[ReportRow]:
        """A page of reports, by name."""
        with self._snapshot() as db:
            return desk_reports.page(db, where, number, size)

    def report(self, id_: str) -> ReportRow | None:
        """One report, by id or name."""
        with self._snapshot() as db:
            return desk_reports.one(db, id_)

    def latest(self, most: int) -> tuple[ReportRow, ...]:
        """The reports that came in last, the last one first."""
        with self._snapshot() as db:
            return desk_reports.latest(db, most)

    def incidents(self, words: str, within: str, number: int, size: int) -> Page[IncidentRow]:
        """A page of incidents, those of most reports first; `within` leaves those that nest in one."""
        with self._snapshot() as db:
            return desk_reports.incidents(db, words, within, number, size)

    def incident(self, id_: str) -> IncidentRow | None:
        """One incident."""
        with self._snapshot() as db:
            return desk_reports.incident(db, id_)

    def origins(self, where: OriginFilter, number: int, size: int) -> Page[OriginRow]:
        """A page of origins: sources before outlets in their own voice, those in most reports first."""
        with self._snapshot() as db:
            return desk_reports.origins(db, where, number, size)

    def origin(self, id_: str) -> OriginRow | None:
        """One origin."""
        with self._snapshot() as db:
            return desk_reports.origin(db, id_)

    def days(self, first: date | None, last: date | None, number: int, size: int) -> Page[DayRow]:
        """A page of the days that something is told of or published on, in order."""
        with self._snapshot() as db:
            return desk_places.days(db, first, last, number, size)

    def on_day(self, day: date | None, number: int, size: int) -> Page[ClaimRow]:
        """A page of the claims of one day, or (None) of those that say no time."""
        with self._snapshot() as db:
            return desk_places.on_day(db, day, number, size)

    def places(self, size: int) -> Page[PlaceRow]:
        """The places that most claims name."""
        with self._snapshot() as db:
            return desk_places.places(db, size, self._spots)

    def at_place(self, key: str, number: int, size: int) -> Page[ClaimRow]:
        """A page of the claims that name a place."""
        with self._snapshot() as db:
            return desk_places.at_place(db, key, number, size)

    def gaps(self, number: int, size: int) -> Page[Gap]:
        """A page of what the reports do not say."""
        with self._snapshot() as db:
            query = "SELECT data FROM appraisal INDEXED BY appraisal_subject WHERE kind = 'gap' ORDER BY subject, n LIMIT ? OFFSET ?"
            found = [loads(Gap, data) for (data,) in db.execute(query, (size, (number - 1) * size))]
            (held,) = db.execute("SELECT COUNT(*) FROM appraisal WHERE kind = 'gap'").fetchone()
            return Page(tuple(found), held, number + 1 if number * size < held else None, number, size)

    def problems(self, stage: str, number: int, size: int) -> Page[Problem]:
        """A page of what could not be taken in, read or told; `stage` leaves those of one stage."""
        where, value = ("WHERE stage = ?", (stage,)) if stage else ("", ())
        with self._snapshot() as db:
            query = f"SELECT document, stage, message, hint FROM problem {where} ORDER BY document, stage, message, hint LIMIT ? OFFSET ?"  # noqa: S608
            found = [Problem(*row) for row in db.execute(query, (*value, size, (number - 1) * size))]
            (held,) = db.execute(f"SELECT COUNT(*) FROM problem {where}", value).fetchone()  # noqa: S608 - parts are ours
            return Page(tuple(found), held, number + 1 if number * size < held else None, number, size)

    def together(self, id_: str, most: int) -> Together | None:
        """Why an incident's reports stand together, at most so many pairs of them."""
        with self._snapshot() as db:
            return desk_reports.together(db, id_, most)

    def noticed(self, number: int, size: int) -> Page[Noticed]:
        """A page of the reports in which words were seen and not understood."""
        with self._snapshot() as db:
            return desk_reports.noticed(db, number, size)

    def search(self, words: str, kind: HitKind, number: int, size: int) -> Page[Hit]:
        """A page of what a full-text search finds, best first."""
        with self._snapshot() as db:
            return search.page(db, words, kind, number, size)

    def titles(self, ids: Sequence[str] | None, most: int) -> tuple[tuple[str, str], ...]:
        """Id and title of these incidents, or (None) of those of most reports."""
        with self._snapshot() as db:
            return desk_reports.titles(db, ids, most)

    def excerpt(self, wanted: Wanted, versions: Mapping[str, str]) -> Case:
        """The part of the case that bears on what is wanted."""
        with self._snapshot() as db:
            return excerpt(db, self._name, wanted, versions)


def _overview(db: sqlite3.Connection) -> Overview:
    """All of it from counts that are kept, or from indexes alone."""
    kept: dict[str, dict[str, int]] = {}
    for name, value, n in db.execute("SELECT name, value, n FROM tally WHERE name IN ('state', 'finding', 'incident', 'origin')"):
        kept.setdefault(name, {})[value] = n
    languages = dict(db.execute("SELECT language, COUNT(*) FROM document INDEXED BY document_language WHERE current = 1 GROUP BY language"))
    states = kept.get("state", {})

    def count(query: str) -> int:
        return int(db.execute(query).fetchone()[0] or 0)

    received = db.execute("SELECT MAX(json_extract(data, '$.received')) FROM document WHERE current = 1").fetchone()[0]
    return Overview(
        reports=sum(languages.values()),
        copies=count("SELECT COUNT(*) FROM document WHERE current = 1 AND json_extract(data, '$.copy_of') IS NOT NULL"),
        restricted=count("SELECT COUNT(*) FROM document INDEXED BY document_restricted WHERE current = 1 AND restricted = 1"),
        unread=count("SELECT COUNT(*) FROM document WHERE current = 1 AND read = ''"),
        claims=sum(states.values()),
        origins=kept.get("origin", {}).get("1", 0),
        incidents=sum(kept.get("incident", {}).values()),
        findings=sum(kept.get("finding", {}).values()),
        problems=count("SELECT COUNT(*) FROM problem"),
        waiting=count("SELECT COUNT(*) FROM story INDEXED BY story_stale WHERE fingerprint = ''"),
        statuses={Status(s): n for s, n in kept.get("finding", {}).items()},
        states=states,
        languages=languages,
        received=datetime.fromisoformat(received) if received else None,
    )
