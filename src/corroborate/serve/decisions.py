"""What was decided: all of it, as a table or a file, and the lists of what a new reading has put in question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from corroborate.model import Decision, Reviewed, Role, Standing, State, Verdict, not_undone
from corroborate.report.tables import Table, csv_of
from corroborate.review.matters import matter_of
from corroborate.serve import addresses
from corroborate.serve.decided import CLAIMS, Told, decided, told
from corroborate.serve.deciding import DONE, STATES
from corroborate.serve.pages import case, desks, page, person
from corroborate.serve.queue import Line, lines, title
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
SIZE = 50
LISTS = {
    "disagrees": (
        State.DISAGREES, "The machine now disagrees",
        "Decided, and a newer reading says something else. What the person decided counts until somebody changes it.",
    ),
    "reopened": (
        State.REOPENED, "Reopened",
        "The report’s text and the reading have both changed, or people decided differently: what was decided does not count until "
        "somebody decides again.",
    ),
    "orphans": (
        State.ORPHAN, "Words that are gone",
        "What was decided stood on words that no version of the report holds any more. It counts for nothing and is kept.",
    ),
}  # fmt: skip
"""The lists by their address: the state, its heading, and what it means."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which decisions: by whom, of which kind, on which day (YYYY-MM-DD); what is empty does not narrow."""

    who: str = ""
    kind: str = ""
    day: str = ""

    def fits(self, d: Decision) -> bool:
        """Whether a decision is one of these."""
        return self.who in ("", d.who) and self.kind in ("", d.verdict) and d.when.isoformat().startswith(self.day)

    def query(self, **other: object) -> str:
        """The same as the end of an address."""
        held = {"who": self.who, "kind": self.kind, "day": self.day, **other}
        made = urlencode({name: value for name, value in held.items() if value})
        return f"?{made}" if made else ""


@router.get("/decisions")
@needs(Role.READER)
def everything(request: Request, who: str = "", kind: str = "", day: str = "", number: int = 1) -> HTMLResponse:
    """What people decided, last first."""
    asked, held = Filter(who, kind, day), _held(request)
    fitting = [(d, lifted) for d, lifted in held if asked.fits(d)]
    start = max(0, number - 1) * SIZE
    more = number + 1 if start + SIZE < len(fitting) else 0
    return page(
        request, "decisions.html", rows=[told(d, lifted) for d, lifted in fitting[start : start + SIZE]],
        total=len(fitting), asked=asked, number=number, more=more,
        people=sorted({d.who for d, _ in held}), kinds=[(v, DONE[v]) for v in Verdict], lists=_counts(request), addresses=addresses,
        two=case(request).second_reader, may_set=person(request).may(Role.SECOND_REVIEWER),
        again=f"/decisions{asked.query(number=number if number > 1 else '')}",
    )  # fmt: skip


@router.post("/decisions/readers")
@needs(Role.SECOND_REVIEWER)  # an analyst alone does not lift the rule that somebody else has to look as well
def readers(request: Request, number: Annotated[int, Form(alias="readers", ge=1, le=2)]) -> Response:
    """Have every claim decided by one person, or by two."""
    case(request).ask_for_second_reader(number == 2)
    desks(request).touch()
    return RedirectResponse("/decisions", 303)


@router.get("/decisions.csv")
@needs(Role.READER)
def as_file(request: Request, who: str = "", kind: str = "", day: str = "") -> Response:
    """The same as a table for a spreadsheet; the words of sealed reports are not in it."""
    asked = Filter(who, kind, day)
    found = (told(d, lifted) for d, lifted in reversed(_held(request)) if asked.fits(d))
    rows = tuple((t.name, t.when, t.who, t.verdict, t.subject, t.of, t.change, t.note, t.lifted) for t in found)
    header = ("decision", "when_utc", "who", "verdict", "subject", "came_to", "change", "note", "taken_back")
    name = {"content-disposition": 'attachment; filename="decisions.csv"'}
    return Response(csv_of(Table("decisions", header, rows)), media_type="text/csv; charset=utf-8", headers=name)


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim of one of the lists: what was decided beside what the machine reads; `lines` are fields with both.

    `keep` is the verdict that says the same again, "" where it must be said on the claim's own page; `reason` goes with a rejection."""

    claim: str
    title: str
    state: str
    last: Told | None
    lines: Sequence[Line]
    seen: str
    machine: str
    keep: str
    reason: str


@router.get("/decisions/{name}")
@needs(Role.READER)
def one_list(name: str, request: Request) -> HTMLResponse:
    """One of the lists of what a new reading has put in question."""
    if name not in LISTS:
        return page(request, "error.html", 404, what="there is no such list", hint="Go back to the decisions")
    state, heading, means = LISTS[name]
    held = case(request).reviewed(state)
    entries = [_entry(request, r) for r in held[:SIZE]]
    return page(
        request, "decisions_list.html", name=name, heading=heading, means=means, entries=entries, total=len(held), lists=_counts(request),
        states=STATES, addresses=addresses,
    )  # fmt: skip


def _held(request: Request) -> list[tuple[Decision, bool]]:
    """The decisions that this person may see, last first, each with whether it was taken back."""
    held = case(request).decisions_for(person(request).name)
    live = {d.name for d in not_undone(held)}
    return [(d, d.name not in live and d.verdict != Verdict.UNDO) for d in reversed(held)]


def _counts(request: Request) -> Mapping[str, tuple[str, int]]:
    """The lists with how many claims stand in each."""
    return {name: (heading, len(case(request).reviewed(state))) for name, (state, heading, _) in LISTS.items()}


def _entry(request: Request, row: Reviewed) -> Entry:
    """A claim of a list, with both readings where there are two."""
    standing = case(request).standing(row.id, who=person(request).name)
    last = next((d for d in reversed(standing.decisions) if d.verdict in CLAIMS), None)
    mine = standing.claim if standing.state is State.DISAGREES else decided(last) if last else None
    shown_by = mine or standing.machine
    both: Sequence[Line] = lines(mine, standing.machine) if mine and standing.machine else ()
    return Entry(
        row.id, title(shown_by) if shown_by else f"claim {row.id}", str(standing.state), told(last) if last else None, both, standing.seen,
        _machine(standing), *_keep(standing, last),
    )  # fmt: skip


def _keep(standing: Standing, last: Decision | None) -> tuple[str, str]:
    if standing.claim is not None:
        return str(Verdict.ACCEPT), ""
    matter = matter_of(last) if last and last.verdict == Verdict.REJECT else None
    return (str(Verdict.REJECT), str(matter.change["reason"])) if matter else ("", "")


def _machine(standing: Standing) -> str:
    return title(standing.machine) if standing.machine else ""
