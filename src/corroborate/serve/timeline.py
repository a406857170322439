"""What is said to have happened when, day by day, beside what was published when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corroborate.engine.desk import Desk
from corroborate.model import ClaimRow, DayRow, FindingRow, Happening, ReportFilter, ReportRow, Role
from corroborate.report.wording import called
from corroborate.serve import asked
from corroborate.serve.guard import Refused
from corroborate.serve.pages import case, page
from corroborate.serve.roles import needs
from corroborate.serve.words import value

router = APIRouter(include_in_schema=False)
DAYS, OPEN, REPORTS = 20, 25, 6
"""Days of a page; claims that are shown on it in all (days that come after are counted only); reports named under a day."""
UNDATED = "undated"
ORDER = {Happening.EVENT: 0, Happening.BACKGROUND: 1, Happening.COUNT: 2, None: 3}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says one value, "" for outlets in their own voice, and the claims in which they do."""

    who: str
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one day's claims of one kind say to one question: each value with who says it; `finding` is None where there is none."""

    kind: Happening | None
    finding: FindingRow | None
    measure: str
    values: tuple[tuple[str, tuple[Voice, ...]], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One day: its counts, and what is told, or nothing where the page holds enough already."""

    row: DayRow
    entries: tuple[Entry, ...]
    more: int
    reports: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Which days the page shows, as its address says it."""

    first: date | None = None
    last: date | None = None
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Span:
        """Read it from an address; what is no day is passed over."""
        return cls(asked.day(query, "first"), asked.day(query, "last"), asked.number(query))

    def address(self, **other: object) -> str:
        """The address of the page, `other` in place of what is here."""
        first, last = (d.isoformat() if d else "" for d in (self.first, self.last))
        return asked.address("/timeline", {"first": first, "last": last, "page": self.page}, **other)


@router.get("/timeline")
@needs(Role.READER)
def timeline(request: Request) -> HTMLResponse:
    """The days in order, a page of them."""
    desk, span = Desk(case(request)), Span.of(request.query_params)
    found = desk.days(span.first, span.last, span.page, DAYS)
    return page(request, "timeline.html", found=found, span=span, days=_opened(found.items, desk), undated=desk.on_day(None, size=1).total)


def _opened(rows: Sequence[DayRow], desk: Desk) -> list[Shown]:
    """The days with what is told of them, as long as the page has room."""
    room, made, known = OPEN, [], dict[str, FindingRow | None]()
    for row in rows:
        told = row.events + row.counts
        claims = desk.on_day(row.day, size=room).items if told and room > 0 else ()
        reports = desk.reports(ReportFilter(published=row.day), size=REPORTS).items if row.published and room > 0 else ()
        room -= len(claims) + len(reports)
        made.append(Shown(row, entries(claims, desk, known), told - len(claims), reports))
    return made


def entries(claims: Sequence[ClaimRow], desk: Desk, known: dict[str, FindingRow | None]) -> tuple[Entry, ...]:
    """Claims of one day put together by kind and question: events first, then what lies behind, then counts."""
    made = []
    for (_, question, measure), group in groupby(sorted(claims, key=_together), key=_together):
        held = tuple(group)
        if question not in known:
            known[question] = desk.finding(question) if question else None
        made.append(Entry(held[0].kind, known[question], measure, tuple(_values(held))))
    return tuple(made)


def _values(claims: Sequence[ClaimRow]) -> Iterator[tuple[str, tuple[Voice, ...]]]:
    """Equal values together, and in each the claims of one speaker."""
    held: dict[str, dict[str, list[ClaimRow]]] = {}
    printed: dict[str, str] = {}
    for c in claims:
        words = value(c)
        key = words.casefold()
        printed.setdefault(key, words)
        held.setdefault(key, {}).setdefault(called(c.speaker), []).append(c)
    for key, speakers in held.items():
        yield printed[key], tuple(Voice(who, tuple(own)) for who, own in speakers.items())


def _together(claim: ClaimRow) -> tuple[int, str, str]:
    return ORDER[claim.kind], claim.question, claim.measure


@router.get("/timeline/{day}")
@needs(Role.READER)
def one_day(request: Request, day: str) -> HTMLResponse:
    """Every claim of one day, or of those that say no time."""
    at = None if day == UNDATED else asked.day({"day": day}, "day")
    if at is None and day != UNDATED:
        raise Refused("this is no day", 404, "Write it as YYYY-MM-DD")
    desk = Desk(case(request))
    found = desk.on_day(at, asked.number(request.query_params))
    published = desk.reports(ReportFilter(published=at)) if at else None

    def here(**other: object) -> str:
        return asked.address(f"/timeline/{day}", {}, **other)

    return page(request, "day.html", at=at, found=found, published=published, here_paged=here)
