"""The case as a whole: its numbers, what a search finds in it, what could not be read, what nobody says."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from corroborate.model import HitKind
from corroborate.serve.api import answers, parts
from corroborate.serve.api.asking import READS, Pages, desk, listed
from corroborate.serve.pages import desks
from corroborate.version import __version__

router = APIRouter(prefix="/api/v1", tags=["case"], dependencies=READS)


@router.get("/case")
def overview(request: Request) -> answers.Overview:
    """What the case holds, in numbers, and whether its findings are up to date."""
    held, seen = desks(request), desk(request).overview()
    told = {name: getattr(seen, name) for name in type(seen).__dataclass_fields__}
    frame = {"name": held.path.stem, "version": __version__, "behind": held.behind, "trouble": held.trouble}
    return answers.Overview.model_validate({**told, **frame})


@router.get("/search")
def search(
    request: Request,
    paged: Pages,
    words: Annotated[str, Query(max_length=200, description="All of them; “in quotation marks” together; word* is a beginning.")],
    kind: HitKind = HitKind.CLAIM,
) -> parts.Listed[answers.Hit]:
    """Claims or reports that hold the words, best first; restricted reports are never searched."""
    return listed(desk(request).search(words, kind, paged.number, paged.size), answers.Hit)


@router.get("/problems")
def problems(request: Request, paged: Pages) -> parts.Listed[parts.Problem]:
    """What could not be taken in, read or brought together, with the next step."""
    return listed(desk(request).problems(paged.number, paged.size), parts.Problem)


@router.get("/gaps")
def gaps(request: Request, paged: Pages) -> parts.Listed[parts.Gap]:
    """What the reports do not say, by incident (docs/standards.md)."""
    return listed(desk(request).gaps(paged.number, paged.size), parts.Gap)
