"""Origins: the claims that go back to one utterance."""

from __future__ import annotations

from fastapi import APIRouter, Request

from corroborate.report.lookup import Lookup
from corroborate.serve.api import answers
from corroborate.serve.api.asking import READS, Missing, Pages, cut, desk, listed, shown

router = APIRouter(prefix="/api/v1/origins", tags=["origins"], dependencies=READS)


@router.get("")
def origins(request: Request, paged: Pages) -> answers.Listed[answers.Origin]:
    """The origins, those that most claims go back to first; an outlet's own voice is told as such."""
    held = sorted(shown(request).reconciliation.origins, key=lambda o: (-len(o.claims), o.id))
    return listed(cut(held, paged), answers.Origin)


@router.get("/{id}")
def origin(request: Request, id: str) -> answers.OriginWhole:
    """One origin with the evidence that joins its claims (docs/origins.md)."""
    found = Lookup(desk(request).excerpt(origins=[id])).origins.get(id)
    if found is None:
        raise Missing("origin", id)
    return answers.OriginWhole.model_validate(found)
