"""Incidents: their list, and one of them with why its reports stand together and what may be the same event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from corroborate.engine.desk import Desk
from corroborate.model import FindingFilter, IncidentRow, Join, ReportFilter, Role
from corroborate.model.desk import Together
from corroborate.report.wording import readable
from corroborate.serve import addresses, asked
from corroborate.serve.pages import case, page
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
SHOWN, OFFERED, LISTED = 20, 20, 20
"""Pairs of reports that a page draws, other incidents that it offers to merge with, findings and reports that it lists."""


@dataclass(frozen=True, slots=True)
class Reasoned:
    """One reason for two reports being of one event, or against it: its words, its weight, and where its bar lies from 0 to 100."""

    words: str
    weight: float
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports held against each other, the second of `incident` where that is another one; the reasons add up to `score`."""

    a: str
    b: str
    score: float
    reasons: tuple[Reasoned, ...]
    incident: str = ""


@router.get("/incidents")
@needs(Role.READER)
def listing(request: Request) -> HTMLResponse:
    """The list of incidents."""
    words, number = asked.words(request.query_params, "words", 200), asked.number(request.query_params)
    found = Desk(case(request)).incidents(number, words=words)

    def address(**other: object) -> str:
        return asked.address("/incidents", {"words": words, "page": number}, **other)

    return page(request, "incidents.html", found=found, words=words, address=address)


@router.get("/incidents/{id}")
@needs(Role.READER)
def incident(request: Request, id: str) -> Response:
    """One incident."""
    desk = Desk(case(request))
    row = desk.incident(id)
    if row is None:
        hint = "Its reports may stand in another incident now: look in the list"
        return page(request, "error.html", 404, what="there is no such incident", hint=hint)
    if row.id != id:
        return RedirectResponse(addresses.of_incident(row.id), 307)
    told = desk.together(row.id, SHOWN)
    reports = desk.reports(ReportFilter(incident=row.id), asked.number(request.query_params), LISTED)
    joins = [_pair(j, _most(told.joins)) for j in told.joins] if told else []
    possible = _possible(desk, told) if told else []

    def address(**other: object) -> str:
        return asked.address(addresses.of_incident(row.id), {"page": reports.number}, **other)

    return page(
        request, "incident.html", incident=row, told=told, joins=joins, possible=possible, names=_names(desk, (*joins, *possible)),
        reports=reports, address=address, nested=desk.nested(row.id), findings=_findings(desk, row.id),
        around=desk.incident(row.within) if row.within else None, others=_others(desk, row, possible),
        documents=[(r.id, r.title or r.name) for r in reports.items],
    )  # fmt: skip


def _findings(desk: Desk, id_: str) -> object:
    return desk.findings(FindingFilter(incident=id_), size=LISTED)


def _most(joins: Iterable[Join]) -> float:
    """How far the bars of these reach to either side."""
    reach = [sum(r.weight for r in j.reasons if (r.weight > 0) is side) for j in joins for side in (True, False)]
    return max((abs(r) for r in reach), default=1.0) or 1.0


def _pair(join: Join, most: float, incident: str = "") -> Pair:
    """The reasons as bars that begin where the one before ends: what is for it goes right, what is against it comes back."""
    at, made = 0.0, []
    for r in sorted(join.reasons, key=lambda r: -r.weight):
        low, high = sorted((at, at + r.weight))
        at += r.weight
        low, high = max(0.0, low), max(0.0, high)
        made.append(Reasoned(r.reason, r.weight, round(100 * low / most, 1), round(100 * (high - low) / most, 1)))
    return Pair(join.a, join.b, join.score, tuple(made), incident)


def _possible(desk: Desk, told: Together) -> list[Pair]:
    """The pairs that may be one event, each with the incident that the other report tells most of."""
    most, found = _most([j for j, _ in told.possible]), []
    for join, other in told.possible:
        report = desk.report(other)
        found.append(_pair(join, most, report.incident if report else ""))
    return found


def _names(desk: Desk, pairs: Iterable[Pair]) -> dict[str, str]:
    """What the reports of the pairs that are shown go by."""
    rows = {id_: desk.report(id_) for id_ in {d for p in pairs for d in (p.a, p.b)}}
    return {id_: (row.title or row.name) if row else id_ for id_, row in rows.items()}


def _others(desk: Desk, row: IncidentRow, possible: list[Pair]) -> list[tuple[str, str]]:
    """Incidents that this one may be merged with or nested in: those that may be the same event first."""
    first = desk.titles(list(dict.fromkeys((*row.possible, *(p.incident for p in possible if p.incident)))))
    several = dict((*first, *desk.titles(most=OFFERED)))
    return [(i, readable(title)) for i, title in several.items() if i != row.id]
