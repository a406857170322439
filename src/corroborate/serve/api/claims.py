"""Claims, each with its sentence."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from corroborate.errors import UsageError
from corroborate.model import ClaimFilter, ClaimOrder
from corroborate.report.lookup import Lookup
from corroborate.serve.api import answers, parts
from corroborate.serve.api.asking import READS, Missing, Pages, desk, listed
from corroborate.serve.api.standing import standing

router = APIRouter(prefix="/api/v1/claims", tags=["claims"], dependencies=READS)
FIELDS = (
    "evidence", "value", "about", "facility", "when", "as_of", "chain", "stage", "standard", "background", "headline", "flags", "maker",
)  # fmt: skip
Words = Annotated[str, Query(max_length=200)]


@router.get("")
def claims(
    request: Request,
    paged: Pages,
    state: Annotated[list[str] | None, Query(description="States of review (docs/decisions-log.md).")] = None,
    question: Words = "",
    origin: Words = "",
    incident: Words = "",
    report: Annotated[str, Query(max_length=200, description="The id of a report.")] = "",
    measure: Annotated[list[str] | None, Query(description="Names of measures (docs/measures.md).")] = None,
    speaker: Annotated[str, Query(max_length=200, description="Words of the name of the deepest source.")] = "",
    shared: Annotated[bool, Query(description="Only those whose question several reports answer.")] = False,
    order: ClaimOrder = ClaimOrder.REPORT,
) -> parts.Listed[answers.Claim]:
    """The claims of the case."""
    where = ClaimFilter(tuple(state or ()), question, origin, incident, report, tuple(measure or ()), speaker, shared, order)
    return listed(desk(request).claims(where, paged.number, paged.size), answers.Claim)


@router.get("/{id}")
def claim(request: Request, id: str) -> answers.ClaimWhole:
    """One claim with its evidence word for word, the whole chain of sources, and what bears on it."""
    held = desk(request)
    row, x = held.claim(id), Lookup(held.excerpt(claims=[id]))
    c = x.claims.get(id)
    if row is None or c is None:
        raise Missing("claim", id)
    more: dict[str, Any] = {name: getattr(c, name) for name in FIELDS}
    told = answers.Claim.model_validate(row).model_dump()
    more |= {"where": c.place, "relations": list(dict.fromkeys(x.relations[id])), "standing": standing(request, id)}
    return answers.ClaimWhole.model_validate({**told, **more})


@router.get("/{id}/standing")
def stands(request: Request, id: str) -> answers.Standing:
    """How a claim stands, also one that does not count: what counts, what the machine reads, what was decided, and `seen` to decide on."""
    try:
        return standing(request, id)
    except UsageError as error:
        raise Missing("claim", id) from error
