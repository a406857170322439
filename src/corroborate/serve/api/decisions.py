"""Decisions: the log, and a way to add to it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from corroborate.model import Decision
from corroborate.serve.api import answers
from corroborate.serve.api.asking import READS, Missing, Pages, cut, listed
from corroborate.serve.pages import case

router = APIRouter(prefix="/api/v1/decisions", tags=["decisions"], dependencies=READS)


def _told(d: Decision) -> dict[str, Any]:
    return {**asdict(d), "name": f"{d.log}:{d.number}"}


@router.get("")
def decisions(
    request: Request,
    paged: Pages,
    subject: Annotated[str, Query(max_length=200, description="What was decided on.")] = "",
    who: Annotated[str, Query(max_length=200)] = "",
) -> answers.Listed[answers.Decision]:
    """What people decided, the latest first."""
    held = [d for d in reversed(case(request).decisions) if subject in ("", d.subject) and who in ("", d.who)]
    page = cut(held, paged)
    return listed(replace(page, items=tuple(_told(d) for d in page.items)), answers.Decision)


@router.get("/{name}")
def decision(request: Request, name: str) -> answers.Decision:
    """One entry of the log, by log and number."""
    for held in case(request).decisions:
        if f"{held.log}:{held.number}" == name:
            return answers.Decision.model_validate(_told(held))
    raise Missing("decision", name)
