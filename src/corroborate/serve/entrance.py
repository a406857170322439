"""The door: where one shows who one is, and leaves; and what browsers report of pages that broke the policy."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from corroborate.errors import AccessError
from corroborate.serve.guard import Refused, code_of
from corroborate.serve.pages import page
from corroborate.serve.team import TeamGuard

KEPT, LONGEST = 100, 2_000
router = APIRouter(include_in_schema=False)


@router.get("/login")
def login(request: Request) -> Response:
    """Where to show who one is: the form of a team, or where to find the address that opens the workbench."""
    return _form(request, 401)


@router.post("/login")
def enter(
    request: Request, name: Annotated[str, Form(max_length=200)], password: Annotated[str, Form(max_length=2_000)]
) -> Response:
    """Open a session; one that the browser had already ends."""
    guard = _team(request)
    try:
        token = guard.people.log_in(name, password, request.client.host if request.client else "")
    except AccessError as error:
        return _form(request, code_of(error) if error.wait else 401, f"{error}.", error.wait)
    guard.people.log_out(request.state.cookie)
    answer = RedirectResponse("/", 303)
    request.state.jar.keep(answer, token)
    return answer


def _form(request: Request, code: int, told: str = "", wait: int = 0) -> HTMLResponse:
    guard = request.app.state.guard
    answer = page(request, "login.html", code, fingerprint=guard.fingerprint if isinstance(guard, TeamGuard) else "", told=told)
    if wait:
        answer.headers["retry-after"] = str(wait)
    return answer


def _team(request: Request) -> TeamGuard:
    guard = request.app.state.guard
    if not isinstance(guard, TeamGuard):
        raise Refused("nobody logs in here", 404, "Open the address that the terminal shows")
    return guard


@router.post("/csp")
async def complaint(request: Request) -> Response:
    """Keep what a browser reports of a page of ours that tried what the policy forbids; none is ever expected."""
    told: list[str] = request.app.state.complaints
    told.append((await request.body())[:LONGEST].decode("utf-8", "replace"))
    del told[:-KEPT]
    return Response(status_code=204)
