"""Search over the words of open reports and of their claims."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corroborate.engine.desk import Desk
from corroborate.model import HitKind, Role
from corroborate.serve import asked
from corroborate.serve.pages import case, page
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
LONGEST, SIZE = 1_000, 20
"""Characters of a search, and what is found on a page."""


@router.get("/search")
@needs(Role.READER)
def search(request: Request) -> HTMLResponse:
    """What the words are found in: claims, or reports."""
    query = request.query_params
    words, number = asked.words(query, "words", LONGEST), asked.number(query)
    kind = HitKind.REPORT if query.get("in") == HitKind.REPORT else HitKind.CLAIM
    desk = Desk(case(request))
    found = desk.search(words, kind, number, SIZE) if words else None
    elsewhere = _elsewhere(desk, words, kind) if found and not found.total else 0

    def address(**other: object) -> str:
        return asked.address("/search", {"words": words, "in": str(kind), "page": number}, **other)

    return page(request, "search.html", words=words, kind=str(kind), found=found, elsewhere=elsewhere, address=address)


def _elsewhere(desk: Desk, words: str, kind: HitKind) -> int:
    """How many of the other kind hold the words."""
    return desk.search(words, HitKind.REPORT if kind is HitKind.CLAIM else HitKind.CLAIM, 1, 1).total
