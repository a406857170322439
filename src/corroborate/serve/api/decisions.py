"""Decisions: the log, and a way to add to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Union

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from corroborate.errors import StaleError, UsageError
from corroborate.model import Role, Verdict
from corroborate.serve.api import answers, bodies, parts
from corroborate.serve.api.asking import READS, Missing, Pages, cut, listed, may
from corroborate.serve.api.standing import decided, standing
from corroborate.serve.pages import case, desks, person

router = APIRouter(prefix="/api/v1", tags=["decisions"])
# One model a verdict, made of the same table: no type checker can follow that.
Given = Annotated[Union[tuple(bodies.BODIES.values())], Body(discriminator="verdict")]  # type: ignore[valid-type]  # noqa: UP007
SAID = "Something else stands than was seen; nothing was done."
STALE: dict[int | str, dict[str, Any]] = {409: {"model": answers.Stale, "description": SAID}}


@router.get("/decisions", dependencies=READS)
def decisions(
    request: Request,
    paged: Pages,
    subject: Annotated[str, Query(max_length=200, description="What was decided on.")] = "",
    who: Annotated[str, Query(max_length=200)] = "",
    verdict: Verdict | None = None,
) -> parts.Listed[answers.Decision]:
    """What people decided, the latest first; a second reader is not told what the first one came to."""
    held = case(request).decisions_for(person(request).name)
    chosen = [d for d in reversed(held) if subject in ("", d.subject) and who in ("", d.who) and verdict in (None, d.verdict)]
    page = cut(chosen, paged)
    return listed(replace(page, items=tuple(decided(d) for d in page.items)), answers.Decision)


@router.get("/decisions/{name}", dependencies=READS)
def decision(request: Request, name: str) -> answers.Decision:
    """One entry of the log, by log and number."""
    for held in case(request).decisions_for(person(request).name):
        if held.name == name:
            return answers.Decision.model_validate(decided(held))
    raise Missing("decision", name)


@router.post("/decisions", status_code=201, dependencies=[Depends(may(Role.ANALYST))], response_model=answers.Decision, responses=STALE)
def decide(request: Request, given: Given) -> Any:  # type: ignore[valid-type]
    """Decide: what is answered is on the disk, and the findings follow soon. An undo is a decision as well."""
    held: Any = given
    change = held.change.model_dump(exclude_unset=True, by_alias=True, mode="json") if held.change else {}
    try:
        made = case(request).decide(held.verdict, held.subject, who=person(request).name, note=held.note, change=change, seen=held.seen)
    except StaleError as error:
        return _stale(request, held.subject, error)
    desks(request).touch()
    return answers.Decision.model_validate(decided(made))


def _stale(request: Request, subject: str, error: StaleError) -> Response:
    try:
        stands: answers.Standing | None = standing(request, subject)
    except UsageError:
        stands = None
    told = answers.Stale(error=error.what, where=error.where, hint=error.hint, stands=stands)
    return JSONResponse(told.model_dump(mode="json"), 409)
