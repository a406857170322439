"""The table of findings; what it is narrowed to stands in its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corroborate.engine.desk import Desk
from corroborate.model import FindingFilter, FindingSort, Role, Status
from corroborate.report.wording import wording
from corroborate.serve import asked
from corroborate.serve.pages import case, page
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
OFFERED = 50
"""Incidents that the filter offers by name; any other is reached from its own page."""
SORTS = {
    FindingSort.REPORTS: "most reports",
    FindingSort.ORIGINS: "most origins",
    FindingSort.BEST: "largest number",
    FindingSort.WHEN: "latest",
    FindingSort.STATUS: "status",
    FindingSort.ASKED: "question",
    FindingSort.PLACE: "place",
}
"""Orders, by what comes first unless it is turned round; words go from A, the rest from the most."""
FROM_A = (FindingSort.STATUS, FindingSort.ASKED, FindingSort.PLACE)


@dataclass(frozen=True, slots=True)
class Listed:
    """Which findings the table shows, as its address says it; what is empty does not narrow."""

    status: str = ""
    family: str = ""
    incident: str = ""
    place: str = ""
    words: str = ""
    reports: int = 0
    by_hand: str = ""
    sort: FindingSort = FindingSort.REPORTS
    turned: bool = False
    page: int = 1

    @classmethod
    def of(cls, request: Request) -> Listed:
        """Read it from an address; what cannot be used is passed over."""
        q: Mapping[str, str] = request.query_params
        sort, status = asked.words(q, "sort"), asked.words(q, "status")
        family, incident, by_hand = (asked.words(q, name) for name in ("family", "incident", "by_hand"))
        place, words = (asked.words(q, name, 200) for name in ("place", "words"))
        return cls(
            status=status if status in set(Status) else "", family=family, incident=incident, place=place, words=words,
            reports=asked.number(q, "reports") if q.get("reports") else 0, by_hand=by_hand,
            sort=FindingSort(sort) if sort in set(FindingSort) else FindingSort.REPORTS, turned=asked.ticked(q, "turned"),
            page=asked.number(q),
        )  # fmt: skip

    @property
    def where(self) -> FindingFilter:
        """The same as the desk takes it."""
        by_hand = {"yes": True, "no": False}.get(self.by_hand)
        statuses = (Status(self.status),) if self.status else ()
        return FindingFilter(statuses, (), self.family, self.incident, self.place, self.words, self.reports, by_hand)

    @property
    def descending(self) -> bool:
        """Which way round."""
        return (self.sort not in FROM_A) != self.turned

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return self.where != FindingFilter()

    def address(self, **other: object) -> str:
        """The address of the table, `other` in place of what is here."""
        held = {
            "status": self.status, "family": self.family, "incident": self.incident, "place": self.place, "words": self.words,
            "reports": self.reports or "", "by_hand": self.by_hand, "sort": "" if self.sort is FindingSort.REPORTS else self.sort,
            "turned": self.turned,
        }  # fmt: skip
        return asked.address("/findings", {**held, "page": self.page}, **other)

    def ordered(self, sort: str) -> str:
        """The address of the table in another order; asked for again, the order is turned round."""
        same = sort == self.sort
        return self.address(sort=sort, turned=same and not self.turned, page=1)


@router.get("/findings")
@needs(Role.READER)
def findings(request: Request) -> HTMLResponse:
    """The findings that fit, a page of them."""
    desk, listed = Desk(case(request)), Listed.of(request)
    found = desk.findings(listed.where, listed.sort, listed.descending, listed.page)
    incidents = list(desk.titles(most=OFFERED))
    if listed.incident and listed.incident not in dict(incidents) and (one := desk.incident(listed.incident)):
        incidents.append((one.id, one.title))
    return page(
        request, "findings.html", found=found, listed=listed, incidents=incidents, families=wording()["families"], statuses=tuple(Status),
        sorts=SORTS,
    )  # fmt: skip
