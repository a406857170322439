"""Origins: the claims that go back to one utterance."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from corroborate.model import OriginFilter
from corroborate.report.lookup import Lookup
from corroborate.serve.api import answers, parts
from corroborate.serve.api.asking import READS, Missing, Pages, desk, listed

router = APIRouter(prefix="/api/v1/origins", tags=["origins"], dependencies=READS)


@router.get("")
def origins(
    request: Request,
    paged: Pages,
    words: Annotated[str, Query(max_length=200, description="Words of who it is.")] = "",
    attributed: Annotated[bool | None, Query(description="Only sources that know, or only outlets in their own voice.")] = None,
) -> parts.Listed[answers.Origin]:
    """The origins: sources before outlets in their own voice, those in most reports first."""
    return listed(desk(request).origins(OriginFilter(words, attributed), paged.number, paged.size), answers.Origin)


@router.get("/{id}")
def origin(request: Request, id: str) -> answers.OriginWhole:
    """One origin with the evidence that joins its claims (docs/origins.md)."""
    held = desk(request)
    row, found = held.origin(id), Lookup(held.excerpt(origins=[id])).origins.get(id)
    if row is None or found is None:
        raise Missing("origin", id)
    told = answers.Origin.model_validate(row).model_dump()
    return answers.OriginWhole.model_validate({**told, "how": found.how, "told": found.claims, "edges": found.edges})
