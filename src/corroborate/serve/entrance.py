"""The door: the page for who has not shown who they are, and what browsers report of pages that broke the policy."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from corroborate.serve.pages import page

KEPT, LONGEST = 100, 2_000
router = APIRouter(include_in_schema=False)


@router.get("/login")
def login(request: Request) -> HTMLResponse:
    """Where to find the address that opens the workbench."""
    return page(request, "login.html", 401)


@router.post("/csp")
async def complaint(request: Request) -> Response:
    """Keep what a browser reports of a page of ours that tried what the policy forbids; none is ever expected."""
    told: list[str] = request.app.state.complaints
    told.append((await request.body())[:LONGEST].decode("utf-8", "replace"))
    del told[:-KEPT]
    return Response(status_code=204)
