"""What pages read of a case: tables, search, and the part of a case that bears on something. Nothing here loads the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corroborate.engine.cases import OpenCase
from corroborate.errors import UsageError
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
    PlaceRow,
    Problem,
    ReportFilter,
    ReportRow,
)  # fmt: skip
from corroborate.model.desk import LARGEST, SIZE, Noticed, Together
from corroborate.report.profiles import profile_named, redact
from corroborate.store import Wanted

MOST = 1_000
"""Claims of one finding, incident, origin or report that an excerpt holds; rows say how many there are in all."""


class Desk:
    """One open case as pages read it; every call sees the case at one moment. `page` counts from 1, `size` is at most 200 rows."""

    def __init__(self, case: OpenCase) -> None:
        self._case, self._tables = case, case.tables

    def overview(self) -> Overview:
        """What the case holds, in numbers."""
        return replace(self._tables.overview(), versions=self._case.made_by)

    # ------------------------------------------------------------------ findings
    def findings(
        self,
        where: FindingFilter | None = None,
        sort: FindingSort = FindingSort.REPORTS,
        descending: bool = True,
        page: int = 1,
        size: int = SIZE,
    ) -> Page[FindingRow]:
        """A page of the table of findings; words and places are found by their beginnings."""
        f = where or FindingFilter()
        f = replace(f, place=_plain(f.place), words=_plain(f.words), incident=_plain(f.incident))
        return self._tables.findings(f, sort, descending, *_paged(page, size))

    def finding(self, id_: str) -> FindingRow | None:
        """The row of one finding, by its own id or that of its question; None if there is none."""
        return self._tables.finding(_plain(id_))

    # ------------------------------------------------------------------ claims
    def claims(self, where: ClaimFilter | None = None, page: int = 1, size: int = SIZE) -> Page[ClaimRow]:
        """A page of the table of claims; reports stand in the order in which they were read."""
        return self._tables.claims(_asked(where), *_paged(page, size))

    def next_claim(self, where: ClaimFilter | None = None, after: str = "") -> ClaimRow | None:
        """The claim that follows `after` (an id; "" for the first) among those of the filter; None after the last."""
        return self._tables.next_claim(_asked(where), _plain(after))

    def claim(self, id_: str) -> ClaimRow | None:
        """The row of one claim; None if there is none."""
        return self._tables.claim(_plain(id_))

    # ------------------------------------------------------------------ reports and incidents
    def reports(self, where: ReportFilter | None = None, page: int = 1, size: int = SIZE) -> Page[ReportRow]:
        """A page of the table of reports, in order of name."""
        f = where or ReportFilter()
        f = replace(
            f, words=_plain(f.words), incident=_plain(f.incident), language=_plain(f.language), publisher=_plain(f.publisher)
        )  # fmt: skip
        return self._tables.reports(f, *_paged(page, size))

    def report(self, id_: str) -> ReportRow | None:
        """The row of one report, by its id or its name; None if there is none."""
        return self._tables.report(_plain(id_))

    def latest(self, most: int) -> tuple[ReportRow, ...]:
        """The reports that came in last, the last one first."""
        return self._tables.latest(_paged(1, most)[1])

    def incidents(self, page: int = 1, size: int = SIZE, words: str = "") -> Page[IncidentRow]:
        """A page of the table of incidents, those of most reports first."""
        return self._tables.incidents(_plain(words), "", *_paged(page, size))

    def incident(self, id_: str) -> IncidentRow | None:
        """The row of one incident; None if there is none."""
        return self._tables.incident(_plain(id_))

    def together(self, id_: str, most: int = SIZE) -> Together | None:
        """Why an incident's reports stand together, at most so many pairs of them; None if there is no such incident."""
        return self._tables.together(_plain(id_), _paged(1, most)[1])

    def titles(self, ids: Sequence[str] | None = None, most: int = LARGEST) -> tuple[tuple[str, str], ...]:
        """Id and title of these incidents, or (None) of those of most reports, at most so many; ids of none are passed over."""
        return self._tables.titles(None if ids is None else _ids(ids), _paged(1, most)[1])

    def nested(self, id_: str) -> tuple[IncidentRow, ...]:
        """The incidents that nest in one, at most 200."""
        return self._tables.incidents("", _plain(id_), 1, LARGEST).items

    # ------------------------------------------------------------------ origins, days, places
    def origins(self, where: OriginFilter | None = None, page: int = 1, size: int = SIZE) -> Page[OriginRow]:
        """A page of the table of origins: sources before outlets in their own voice, those in most reports first."""
        f = where or OriginFilter()
        return self._tables.origins(replace(f, words=_plain(f.words)), *_paged(page, size))

    def origin(self, id_: str) -> OriginRow | None:
        """The row of one origin; None if there is none."""
        return self._tables.origin(_plain(id_))

    def days(self, first: date | None = None, last: date | None = None, page: int = 1, size: int = SIZE) -> Page[DayRow]:
        """A page of the days from `first` to `last` that something is told of or published on, in order."""
        return self._tables.days(first, last, *_paged(page, size))

    def on_day(self, day: date | None, page: int = 1, size: int = SIZE) -> Page[ClaimRow]:
        """A page of the claims that a timeline puts on a day, by kind, then question; None: of those that say no time."""
        return self._tables.on_day(day, *_paged(page, size))

    def places(self, size: int = LARGEST) -> Page[PlaceRow]:
        """The places that most claims name."""
        return self._tables.places(_paged(1, size)[1])

    def at_place(self, key: str, page: int = 1, size: int = SIZE) -> Page[ClaimRow]:
        """A page of the claims that name a place, by question."""
        return self._tables.at_place(_plain(key), *_paged(page, size))

    # ------------------------------------------------------------------ gaps, problems, search
    def gaps(self, page: int = 1, size: int = SIZE) -> Page[Gap]:
        """A page of what the reports do not say, by incident."""
        return self._tables.gaps(*_paged(page, size))

    def problems(self, page: int = 1, size: int = SIZE, stage: str = "") -> Page[Problem]:
        """A page of what could not be taken in, read or told, by report; `stage` leaves those of one stage."""
        return self._tables.problems(_plain(stage), *_paged(page, size))

    def noticed(self, page: int = 1, size: int = SIZE) -> Page[Noticed]:
        """A page of the open reports in which words were seen and not understood."""
        return self._tables.noticed(*_paged(page, size))

    def search(self, words: str, kind: HitKind = HitKind.CLAIM, page: int = 1, size: int = SIZE) -> Page[Hit]:
        """Open reports or their claims that hold all of the words, best first; words in quotation marks stand together, `word*` is a
        beginning; nothing else is syntax."""
        return self._tables.search(_plain(words), kind, *_paged(page, size))

    # ------------------------------------------------------------------ parts of the case
    def excerpt(
        self,
        *,
        findings: Sequence[str] = (),
        questions: Sequence[str] = (),
        claims: Sequence[str] = (),
        reports: Sequence[str] = (),
        incidents: Sequence[str] = (),
        origins: Sequence[str] = (),
        texts: Sequence[str] = (),
        most: int = MOST,
    ) -> Case:
        """The part of the case that bears on these, redacted as the profile `internal` is; only reports of `texts` come with their text.

        With a finding or question come its claims, what these bear on, their reports, origins and incidents, and what published
        standards make of it; with a claim, report, incident or origin its claims with what they bear on and answer, but no finding
        that is not asked for. An incident or origin asked for is whole; of more than `most` claims of one thing the others are left
        out, a finding's support last. A claim that was rejected or made into others is
        there if it is asked for. Ids that the case does not hold are passed over."""
        wanted = Wanted(
            _ids(findings), _ids(questions), _ids(claims), _ids(reports), _ids(incidents), _ids(origins), _ids(texts), most
        )  # fmt: skip
        case = self._tables.excerpt(wanted, self._case.made_by)
        shown = redact(self._case.standards(case), profile_named("internal"))
        return replace(shown, documents=tuple(d if d.id in wanted.texts else replace(d, text="") for d in shown.documents))


def _asked(where: ClaimFilter | None) -> ClaimFilter:
    f = where or ClaimFilter()
    return replace(
        f, speaker=_plain(f.speaker), question=_plain(f.question), origin=_plain(f.origin), incident=_plain(f.incident),
        report=_plain(f.report), states=tuple(map(_plain, f.states)), measures=tuple(map(_plain, f.measures)),
    )  # fmt: skip


def _ids(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_plain, given)))


def _plain(words: str) -> str:
    """A user's words as they can be stored: half characters of a broken address are no text."""
    return words.encode("utf-8", "replace").decode()


def _paged(page: int, size: int) -> tuple[int, int]:
    """The number and size of a page; UsageError where they are none."""
    if page < 1 or not 1 <= size <= LARGEST:
        raise UsageError(f"there is no page {page} of {size} rows", hint=f"Pages count from 1 and have 1 to {LARGEST} rows")
    return page, size
