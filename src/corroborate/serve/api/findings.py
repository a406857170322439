"""Findings, and the questions that they answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from corroborate.model import Finding, FindingFilter, FindingRow, FindingSort, Status
from corroborate.report.lookup import Lookup
from corroborate.report.why import derived
from corroborate.report.wording import ask
from corroborate.serve.api import answers, parts
from corroborate.serve.api.asking import READS, Missing, Pages, desk, listed

router = APIRouter(prefix="/api/v1", tags=["findings"], dependencies=READS)
Words = Annotated[str, Query(max_length=200)]


@router.get("/findings")
def findings(
    request: Request,
    paged: Pages,
    status: Annotated[list[Status] | None, Query()] = None,
    measure: Annotated[list[str] | None, Query(description="Names of measures (docs/measures.md).")] = None,
    family: Words = "",
    incident: Words = "",
    place: Words = "",
    words: Words = "",
    reports: Annotated[int, Query(ge=0, le=1_000_000, description="The fewest reports that answer.")] = 0,
    by_hand: Annotated[bool | None, Query(description="Only those that a person set something on, or only the others.")] = None,
    sort: FindingSort = FindingSort.REPORTS,
    descending: bool = True,
) -> parts.Listed[answers.Finding]:
    """The table of findings: what narrows it can be put together."""
    where = FindingFilter(tuple(status or ()), tuple(measure or ()), family, incident, place, words, reports, by_hand)
    return listed(desk(request).findings(where, sort, descending, paged.number, paged.size), answers.Finding)


def _row(request: Request, id_: str) -> FindingRow:
    row = desk(request).finding(id_)
    if row is None:
        raise Missing("finding", id_)
    return row


def _opened(request: Request, row: FindingRow) -> tuple[Finding, Lookup]:
    """A finding with what it rests on; between the row and this the case may have come to something else."""
    x = Lookup(desk(request).excerpt(findings=[row.id]))
    found = x.findings.get(row.question.id)
    if found is None:
        raise Missing("finding", row.id)
    return found, x


@router.get("/findings/{id}")
def finding(request: Request, id: str) -> answers.FindingWhole:
    """One finding by its own id or that of its question: the range, the origins, the reasons, and what published rules make of it."""
    row = _row(request, id)
    f, x = _opened(request, row)
    more = {name: getattr(f, name) for name in ("support", "reasons", "would_change", "high_reported")}
    more |= {"answers": f.claims or [c.id for c in x.answers(f.question)], "counts": x.counts[f.question]}
    told = answers.Finding.model_validate(row).model_dump()
    return answers.FindingWhole.model_validate({**told, **more})


@router.get("/findings/{id}/why")
def derivation(request: Request, id: str) -> answers.Why:
    """How one finding came about, step by step, and what would change it."""
    row = _row(request, id)
    shown = derived(*_opened(request, row))
    return answers.Why(finding=row.id, says=list(shown.lines), steps=shown.data["steps"], would_change=shown.data["would_change"])


@router.get("/findings/{id}/counts")
def counts(request: Request, id: str, rule: Words = "") -> list[parts.Counted]:
    """One finding counted by published rules, or by one of them (docs/standards.md)."""
    row = _row(request, id)
    held = Lookup(desk(request).excerpt(findings=[row.id])).counts[row.question.id]
    return [parts.Counted.model_validate(c) for c in held if rule in ("", c.rule)]


@router.get("/questions/{id}")
def question(request: Request, id: str) -> answers.Asked:
    """One question in words, with the finding that answers it."""
    x = Lookup(desk(request).excerpt(questions=[id]))
    if id not in x.questions:
        raise Missing("question", id)
    q, found = x.questions[id], x.findings.get(id)
    told = answers.Question.model_validate(q).model_dump()
    return answers.Asked(**told, asked=ask(q), finding=found.id if found else "", claims=len(x.answers(id)))


@router.get("/questions")
def questions(request: Request, paged: Pages, words: Words = "") -> parts.Listed[answers.Asked]:
    """The questions that findings answer."""
    page = desk(request).findings(FindingFilter(words=words), FindingSort.ASKED, False, paged.number, paged.size)
    rows = [
        answers.Asked(**answers.Question.model_validate(r.question).model_dump(), asked=r.asked, finding=r.id, claims=r.claims)
        for r in page.items
    ]
    following = f"{page.next}.{page.size}" if page.next else None
    return parts.Listed(items=rows, total=page.total, exact=page.exact, next=following)
