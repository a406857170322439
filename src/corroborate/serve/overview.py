"""The first page: what the case rests on, what is established and how firmly, and what waits for a person."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corroborate.engine.desk import Desk
from corroborate.model import FindingFilter, FindingRow, Overview, Role, State, Status
from corroborate.report.answers import unsaid_words
from corroborate.report.dossier import FEWEST
from corroborate.report.wording import wording
from corroborate.serve.addresses import with_query
from corroborate.serve.pages import case, page, partial
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
LINES, LATEST = 3, 5
"""Answers under each status, and reports last in."""
IN_DISPUTE = (Status.CONFLICT, Status.CONTESTED)


@dataclass(frozen=True, slots=True)
class Firm:
    """A status with the answers that most reports give, and the address of them all."""

    status: Status
    rows: tuple[FindingRow, ...]
    all: int
    address: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a person: how many, of what, why in a few words, and where it is done."""

    count: int
    what: str
    why: str
    address: str


@router.get("/")
@needs(Role.READER)
def overview(request: Request) -> HTMLResponse:
    """The case in a few lines."""
    desk = Desk(case(request))
    told = desk.overview()
    firm = established(desk) if told.findings else ()
    return page(request, "overview.html", told=told, firm=firm, waiting=waiting(told), latest=desk.latest(LATEST) if told.reports else ())


def established(desk: Desk) -> tuple[Firm, ...]:
    """The answers that more than one report gives, or that are in dispute, firmest first."""
    told = wording()["statuses"]
    made = []
    for status in sorted(Status, key=lambda s: told[str(s)]["order"]):
        least = 0 if status in IN_DISPUTE else FEWEST
        found = desk.findings(FindingFilter(statuses=(status,), reports=least), size=LINES * 3)
        rows = tuple(r for r in found.items if not unsaid_words(r.said))[:LINES]
        address = with_query("/findings", [("status", status), ("reports", least)])
        made += [Firm(status, rows, found.total, address)] if rows else []
    return tuple(made)


def waiting(told: Overview) -> tuple[Waiting, ...]:
    """What waits for a person, what is most urgent first."""
    states = ((state, told.states.get(state, 0)) for state in WAITS)
    of_claims = [Waiting(n, *WAITS[state], f"/review?state={state}") for state, n in states]
    others = [
        Waiting(told.problems, "problem", "what could not be taken in or read, each with the next step", "/gaps"),
        Waiting(told.unread, "report", "not read yet", "/reports"),
    ]
    return tuple(w for w in (*of_claims, *others) if w.count)


WAITS = {
    State.DISAGREES: ("claim", "the machine now reads something else than you decided"),
    State.REOPENED: ("claim", "reopened: text or reading changed after your decision, or people differ"),
    State.AWAITING_SECOND: ("claim", "one person has decided, a second one has to"),
    State.ORPHAN: ("decision", "what it was about is gone"),
    State.UNREVIEWED: ("claim", "nobody has looked at yet"),
}
"""States that ask for a person: what is counted, and what it waits for."""


@router.get("/state")
@needs(Role.READER)
def state(request: Request) -> HTMLResponse:
    """Whether the findings show everything that was decided; asked again by pages that wait for it."""
    return partial(request, "state.html")
