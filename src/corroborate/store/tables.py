"""What pages ask of a store, row by row and page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from corroborate.model import (
    Case,
    ClaimFilter,
    ClaimRow,
    Counted,
    DayRow,
    FindingFilter,
    FindingRow,
    FindingSort,
    Gap,
    Grade,
    Hit,
    HitKind,
    IncidentRow,
    OriginFilter,
    OriginRow,
    Overview,
    Page,
    PlaceRow,
    Problem,
    ReportFilter,
    ReportRow,
)  # fmt: skip
from corroborate.model.desk import Noticed, Together


@dataclass(frozen=True, slots=True)
class Told:
    """What a story came to in the words that pages show, and what published standards make of it."""

    findings: tuple[FindingRow, ...] = ()
    incidents: tuple[IncidentRow, ...] = ()
    origins: tuple[OriginRow, ...] = ()
    counts: tuple[Counted, ...] = ()
    grades: tuple[Grade, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an excerpt is asked to bear on, by id; reports of `texts` come with their text; at most `most` claims of each."""

    findings: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    most: int = 1_000


class Tables(Protocol):
    """What pages ask of a case without loading the whole of it; every call sees the case at one moment."""

    def untold(self) -> list[str]:
        """The stories whose findings are not in the tables: those of a case of before."""

    def tell(self, story: str, told: Told) -> None:
        """Put the findings of a story into the tables."""

    def overview(self) -> Overview:
        """What the case holds, in numbers; its versions are the caller's to tell."""

    def findings(self, where: FindingFilter, sort: FindingSort, descending: bool, number: int, size: int) -> Page[FindingRow]:
        """A page of findings."""

    def finding(self, id_: str) -> FindingRow | None:
        """One finding, by its id or its question's."""

    def claims(self, where: ClaimFilter, number: int, size: int) -> Page[ClaimRow]:
        """A page of claims."""

    def next_claim(self, where: ClaimFilter, after: str) -> ClaimRow | None:
        """The claim that follows one in the order of the filter."""

    def claim(self, id_: str) -> ClaimRow | None:
        """One claim."""

    def reports(self, where: ReportFilter, number: int, size: int) -> Page[ReportRow]:
        """A page of reports, by name."""

    def report(self, id_: str) -> ReportRow | None:
        """One report, by id or name."""

    def latest(self, most: int) -> tuple[ReportRow, ...]:
        """The reports that came in last, the last one first."""

    def incidents(self, words: str, within: str, number: int, size: int) -> Page[IncidentRow]:
        """A page of incidents, those of most reports first; `within` leaves those that nest in one."""

    def incident(self, id_: str) -> IncidentRow | None:
        """One incident."""

    def origins(self, where: OriginFilter, number: int, size: int) -> Page[OriginRow]:
        """A page of origins: sources before outlets in their own voice, those in most reports first."""

    def origin(self, id_: str) -> OriginRow | None:
        """One origin."""

    def days(self, first: date | None, last: date | None, number: int, size: int) -> Page[DayRow]:
        """A page of the days that something is told of or published on, in order."""

    def on_day(self, day: date | None, number: int, size: int) -> Page[ClaimRow]:
        """A page of the claims of one day, or (None) of those that say no time."""

    def places(self, size: int) -> Page[PlaceRow]:
        """The places that most claims name."""

    def at_place(self, key: str, number: int, size: int) -> Page[ClaimRow]:
        """A page of the claims that name a place."""

    def gaps(self, number: int, size: int) -> Page[Gap]:
        """A page of what the reports do not say."""

    def problems(self, stage: str, number: int, size: int) -> Page[Problem]:
        """A page of what could not be taken in, read or told; `stage` leaves those of one stage."""

    def together(self, id_: str, most: int) -> Together | None:
        """Why an incident's reports stand together, at most so many pairs of them."""

    def noticed(self, number: int, size: int) -> Page[Noticed]:
        """A page of the reports in which words were seen and not understood."""

    def search(self, words: str, kind: HitKind, number: int, size: int) -> Page[Hit]:
        """A page of what a full-text search finds, best first."""

    def titles(self, ids: Sequence[str] | None, most: int) -> tuple[tuple[str, str], ...]:
        """Id and title of these incidents, or (None) of those of most reports."""

    def excerpt(self, wanted: Wanted, versions: Mapping[str, str]) -> Case:
        """The part of the case that bears on what is wanted."""
