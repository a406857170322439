"""The one way to the words of a restricted report."""

from __future__ import annotations

from fastapi import Request

from corroborate.model import Claim
from corroborate.model.person import Role
from corroborate.serve.guard import Refused
from corroborate.serve.pages import case, person


def open_sealed(request: Request, report: str) -> tuple[str, tuple[Claim, ...]]:
    """The text and the claims of a restricted report, to a keeper of sources alone; Refused to anybody else."""
    if not person(request).may(Role.KEEPER_OF_SOURCES):
        raise Refused("only a keeper of sources opens a restricted report", hint="Ask one whether you need its words")
    return case(request).opened(report)
