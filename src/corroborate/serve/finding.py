"""One finding: its answer, the drawings, who says so, its claims, and how the rules came to it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corroborate.engine.desk import Desk
from corroborate.model import ClaimFilter, ClaimRow, Question, Role
from corroborate.report.answers import answer
from corroborate.report.course import course
from corroborate.report.derivations import steps
from corroborate.report.lookup import Lookup
from corroborate.report.sums import sums
from corroborate.report.texts import Row, row
from corroborate.report.voices import voices
from corroborate.report.wording import measure, stage
from corroborate.serve import asked
from corroborate.serve.addresses import of_finding
from corroborate.serve.guard import Refused
from corroborate.serve.overrule import rulings, statuses
from corroborate.serve.overrule import voices as to_join
from corroborate.serve.pages import case, page
from corroborate.serve.roles import needs
from corroborate.serve.words import sentences

router = APIRouter(include_in_schema=False)
NOT_STATED = "not stated"
CLAIMS, ROWS = 20, 15
"""Claims of the table, and origins that are drawn with their branches and in the ladder; the others are counted and stand in the table."""


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of the table: its words, and its row with the state of review."""

    words: Row
    row: ClaimRow


@router.get("/findings/{id_}")
@needs(Role.READER)
def finding(request: Request, id_: str) -> HTMLResponse:
    """One finding, by its own id or that of its question."""
    opened = case(request)
    desk = Desk(opened)
    held = desk.finding(id_)
    if held is None:
        raise Refused("this case holds no finding with that id", 404, "A new reading may have changed it: look at the table of findings")
    part = desk.excerpt(findings=[held.id])
    own = frozenset(c for c, q in part.reconciliation.question_of.items() if q == held.question.id)
    x = Lookup(part, own)
    f = x.findings[held.question.id]
    found = desk.claims(ClaimFilter(question=held.question.id), asked.number(request.query_params), CLAIMS)
    told = [Told(row(x.claims[c.id], x, {}), c) for c in found.items if c.id in x.claims]

    def here(**other: object) -> str:
        return asked.address(of_finding(held.id), {}, **other)

    return page(
        request, "finding.html", row=held, a=answer(f, x), at=sentences(x), course=course(f, x), branches=voices(x, own), found=found,
        told=told, steps=steps(f, x), x=x, scope=scope(held.question), voices=to_join(x, own), this="", statuses=statuses(),
        rows=ROWS, sums=sums(own, x), rulings=rulings(f), here_paged=here,
    )  # fmt: skip


def scope(q: Question) -> tuple[tuple[str, str], ...]:
    """What a question is about, field by field; what nobody states is said to be so."""
    told = (
        ("what", measure(q.measure)["noun"]), ("counted in", q.unit), ("of whom", q.population), ("where", q.place), ("when", q.period),
        ("stage", stage(q.stage) if q.stage else None), ("counting standard", q.standard),
    )  # fmt: skip
    return tuple((name, said or NOT_STATED) for name, said in told)
