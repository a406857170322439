"""Incidents: events that reports tell of."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from corroborate.report.lookup import Lookup
from corroborate.serve.api import answers, parts
from corroborate.serve.api.asking import READS, Missing, Pages, desk, listed

router = APIRouter(prefix="/api/v1/incidents", tags=["incidents"], dependencies=READS)


@router.get("")
def incidents(
    request: Request, paged: Pages, words: Annotated[str, Query(max_length=200, description="Words of title or place.")] = ""
) -> parts.Listed[answers.Incident]:
    """The incidents, those of most reports first."""
    return listed(desk(request).incidents(paged.number, paged.size, words), answers.Incident)


@router.get("/{id}")
def incident(request: Request, id: str) -> answers.IncidentWhole:
    """One incident with the reasons that its reports stand together, its grades and its gaps (docs/incidents.md)."""
    held = desk(request)
    row, x = held.incident(id), Lookup(held.excerpt(incidents=[id]))
    i = x.incidents.get(id)
    if row is None or i is None:
        raise Missing("incident", id)
    more = {
        "documents": i.documents, "told": i.claims, "reasons": i.reasons, "joins": i.joins, "unsure": i.possible,
        "nests": [n.id for n in held.nested(id)], "grades": x.grades[id], "gaps": [g for g in x.case.gaps if g.incident == id],
    }  # fmt: skip
    return answers.IncidentWhole.model_validate({**answers.Incident.model_validate(row).model_dump(), **more})
