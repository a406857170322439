"""What every request of the interface is asked first: may this person, is it known already, which page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request, Response
from starlette.exceptions import HTTPException

from corroborate.engine.desk import Desk
from corroborate.model import Page, Role
from corroborate.model.desk import LARGEST, SIZE
from corroborate.serve.api.parts import Answer, Listed
from corroborate.serve.guard import Refused
from corroborate.serve.pages import case, desks, person
from corroborate.serve.roles import may as may

A = TypeVar("A", bound=Answer)
CURSOR = r"^[1-9][0-9]{0,5}\.(200|1[0-9]{2}|[1-9][0-9]?)$"


class Missing(Refused):
    """The case holds no such thing."""

    def __init__(self, noun: str, id_: str) -> None:
        super().__init__(f"there is no such {noun}", 404, f"Ids of {noun}s stand in /api/v1/{noun}s")
        self.where = id_[:80]


def desk(request: Request) -> Desk:
    """The case as lists read it; called where it is read: what is depended on is made in another thread, and a case stays in its own."""
    return Desk(case(request))


def unchanged(request: Request, response: Response) -> None:
    """Mark the answer by what the case holds; one that the program has already is not made again."""
    who, held = person(request), desks(request)
    parts = (held.run, held.mark(), held.behind, held.trouble, who.name, *sorted(who.roles))
    tag = f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:20]}"'
    if tag in request.headers.get("if-none-match", ""):
        raise HTTPException(304, headers={"etag": tag})
    response.headers["etag"] = tag


READS = [Depends(may(Role.READER)), Depends(unchanged)]
"""What stands before every list and every single thing."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many rows."""

    number: int
    size: int


def paging(
    cursor: Annotated[str | None, Query(pattern=CURSOR, description="`next` of the page before.", examples=["2.50"])] = None,
    limit: Annotated[int, Query(ge=1, le=LARGEST, description="Rows of a page; a cursor keeps the limit it was made with.")] = SIZE,
) -> Paging:
    """The page that a cursor names, else the first."""
    number, size = (cursor or f"1.{limit}").split(".")
    return Paging(int(number), int(size))


Pages = Annotated[Paging, Depends(paging)]


def listed(page: Page[Any], kind: type[A]) -> Listed[A]:
    """A page of the desk as an answer."""
    following = f"{page.next}.{page.size}" if page.next else None
    return Listed[kind](items=[kind.model_validate(i) for i in page.items], total=page.total, exact=page.exact, next=following)  # type: ignore[valid-type]


def cut(items: Sequence[Any], paged: Paging) -> Page[Any]:
    """A page out of a list that is short enough to be read whole."""
    start, end = (paged.number - 1) * paged.size, paged.number * paged.size
    return Page(tuple(items[start:end]), len(items), paged.number + 1 if end < len(items) else None, paged.number, paged.size)
