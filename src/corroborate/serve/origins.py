"""Who says so: the list of origins, and one of them with everything that goes back to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corroborate.engine.desk import Desk
from corroborate.model import ClaimFilter, OriginFilter, Role
from corroborate.report.lookup import Lookup
from corroborate.report.voices import voices
from corroborate.serve import asked
from corroborate.serve.addresses import of_origin
from corroborate.serve.guard import Refused
from corroborate.serve.overrule import voices as to_join
from corroborate.serve.pages import case, page
from corroborate.serve.roles import needs
from corroborate.serve.words import sentences

router = APIRouter(include_in_schema=False)
CLAIMS = 20
"""Claims of one origin on a page, which its tree is drawn from."""
WHO = {"": None, "sources": True, "outlets": False}
"""What the list may be narrowed to, as the address says it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Which origins the list shows, as its address says it."""

    words: str = ""
    who: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Listed:
        """Read it from an address; what cannot be used is passed over."""
        who = asked.words(query, "who")
        return cls(asked.words(query, "words", 200), who if who in WHO else "", asked.number(query))

    @property
    def where(self) -> OriginFilter:
        """The same as the desk takes it."""
        return OriginFilter(self.words, WHO[self.who])

    def address(self, **other: object) -> str:
        """The address of the list, `other` in place of what is here."""
        return asked.address("/origins", {"words": self.words, "who": self.who, "page": self.page}, **other)


@router.get("/origins")
@needs(Role.READER)
def origins(request: Request) -> HTMLResponse:
    """The origins, sources before outlets in their own voice."""
    listed = Listed.of(request.query_params)
    found = Desk(case(request)).origins(listed.where, listed.page)
    return page(request, "origins.html", found=found, listed=listed)


@router.get("/origins/{id_}")
@needs(Role.READER)
def origin(request: Request, id_: str) -> HTMLResponse:
    """One origin: how it reached each report, what copies changed, why its claims stand together, what else may be the same."""
    desk = Desk(case(request))
    held = desk.origin(id_)
    if held is None:
        raise Refused("this case holds no origin with that id", 404, "A new reading may have changed it: look at the list of origins")
    found = desk.claims(ClaimFilter(origin=id_), asked.number(request.query_params), CLAIMS)
    mine = [c.id for c in found.items]
    x = Lookup(desk.excerpt(claims=mine), frozenset(mine))
    told = next((v for v in voices(x, mine) if v.id == id_), None)

    def here(**other: object) -> str:
        return asked.address(of_origin(id_), {}, **other)

    return page(
        request, "origin.html", row=held, found=found, told=told, x=x, at=sentences(x), voices=to_join(x, mine), this="",
        here_paged=here,
    )  # fmt: skip
