"""The way out: end a session."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from corroborate.model import Role
from corroborate.serve.roles import needs
from corroborate.serve.team import TeamGuard

router = APIRouter(include_in_schema=False)


@router.post("/logout")
@needs(Role.READER)
def leave(request: Request) -> Response:
    """End the session of this browser; whoever sits at it next has to log in."""
    guard = request.app.state.guard
    if isinstance(guard, TeamGuard):
        guard.people.log_out(request.state.cookie)
    answer = RedirectResponse("/login", 303)
    request.state.jar.drop(answer)
    return answer
