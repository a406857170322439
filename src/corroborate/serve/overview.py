"""The first page: what the case rests on and what waits to be done."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corroborate.model import Role
from corroborate.serve.pages import case, page, partial
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)


@router.get("/")
@needs(Role.READER)
def overview(request: Request) -> HTMLResponse:
    """The case in a few lines."""
    return page(request, "overview.html", whole=case(request).whole)


@router.get("/state")
@needs(Role.READER)
def state(request: Request) -> HTMLResponse:
    """Whether the findings show everything that was decided; asked again by pages that wait for it."""
    return partial(request, "state.html")
