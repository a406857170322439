"""What the case does not say: gaps, languages that are not read, words that were not understood, problems with the next step."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corroborate.engine.desk import Desk
from corroborate.model import Problem, Role
from corroborate.read.claims import READ_LANGUAGES
from corroborate.report.gaps import KINDS
from corroborate.serve import asked
from corroborate.serve.pages import case, page
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
STAGES = {"ingest": "taking in", "read": "reading", "reconcile": "bringing together"}
"""Stages that problems name, in words."""
NOTICED, GAPS = 20, 50
"""Reports with words not understood, and gaps, on a page."""


@dataclass(frozen=True, slots=True)
class Troubled:
    """A Problem, with the id of the report that it names; "" where what it names became none."""

    problem: Problem
    report: str


@router.get("/gaps")
@needs(Role.READER)
def gaps(request: Request) -> HTMLResponse:
    """The gaps of the case."""
    query, desk = request.query_params, Desk(case(request))
    told = desk.gaps(asked.number(query, "gaps"), GAPS)
    stage = query.get("stage", "") if query.get("stage", "") in STAGES else ""
    problems = desk.problems(asked.number(query, "problems"), stage=stage)
    noticed = desk.noticed(asked.number(query, "noticed"), NOTICED)
    languages = sorted(desk.overview().languages.items(), key=lambda found: (-found[1], found[0]))

    def address(**other: object) -> str:
        held = {"gaps": told.number, "problems": problems.number, "noticed": noticed.number, "stage": stage}
        made = {name: value for name, value in {**held, **other}.items() if value != 1}
        return asked.address("/gaps", made)

    return page(
        request, "gaps.html", told=told, kinds=KINDS, incidents=_titles(desk, {g.incident for g in told.items if g.incident}),
        reports={c: r.report for g in told.items for c in g.claims[:5] if (r := desk.claim(c))}, stages=STAGES, stage=stage,
        problems=problems, troubled=[Troubled(p, _report(desk, p)) for p in problems.items], noticed=noticed, languages=languages,
        read=READ_LANGUAGES, address=address,
    )  # fmt: skip


def _titles(desk: Desk, ids: set[str]) -> dict[str, str]:
    return dict(desk.titles(sorted(ids)))


def _report(desk: Desk, problem: Problem) -> str:
    row = desk.report(problem.document)
    return row.id if row else ""
