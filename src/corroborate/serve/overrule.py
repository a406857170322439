"""Decisions on what was concluded: origins joined or parted, incidents merged, split or nested, findings set by hand, anything undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from corroborate.errors import UsageError
from corroborate.model import ByHand, Finding, Role, Status, Verdict
from corroborate.report.lookup import Lookup
from corroborate.report.wording import number, status, valued
from corroborate.serve.deciding import Sent, sent
from corroborate.serve.pages import case, desks, person
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
MOST = 200
"""Voices that a list offers; a question of more is parted claim by claim, on the claim's page."""
NONE = "none"
"""What is typed for a best value that nothing decides."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A claim by who says it and where; `origin` is the origin that it goes back to, `joined` whether that is the same as `this` one's."""

    claim: str
    words: str
    origin: str
    joined: bool


def voices(x: Lookup, claims: Iterable[str], this: str = "") -> tuple[Voice, ...]:
    """The voices that decide_origin.html lets a person join or part: one for each claim, in the order of the reports."""
    own = x.origin(this)
    made = []
    for c in sorted((x.claims[i] for i in set(claims) if i in x.claims), key=lambda c: x.number[c.id])[:MOST]:
        origin, outlet = x.origin(c.id), x.document(c).outlet
        who = x.deepest(c) if not c.chain else f"{x.deepest(c)}, in {outlet}"
        made.append(Voice(c.id, f"{who}: {valued(c) or c.about or 'says so'}", origin.id if origin else "", bool(own and origin == own)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody set of a finding by hand; the last one of all `holds`, the others are kept as dissent.

    `moved` says that the machine's answer is another one now than the one that the person saw."""

    name: str
    who: str
    when: str
    words: str
    note: str
    holds: bool
    moved: bool


def rulings(finding: Finding) -> tuple[Ruling, ...]:
    """What people set of a finding, last first."""
    last = finding.by_hand[-1:]
    return tuple(
        Ruling(h.decision, h.who, h.when.strftime("%Y-%m-%d %H:%M"), _set(h), h.note, h in last, h.disagrees)
        for h in reversed(finding.by_hand)
    )  # fmt: skip


def _set(hand: ByHand) -> str:
    said = [f"status {status(hand.status)}"] if hand.status else []
    said += [f"best {number(hand.best)}"] if hand.best is not None else []
    return ", ".join(said) or "best not decided"


def statuses() -> tuple[tuple[str, str], ...]:
    """The statuses that a person may set, with their words."""
    return tuple((str(s), status(s)) for s in Status)


@router.post("/decide/origin")
@needs(Role.ANALYST)
def origin(request: Request, given: Annotated[Sent, Depends(sent)]) -> Response:
    """Join two claims to one utterance, part them, or judge them independent."""
    other = given["b"]
    changes: dict[str, dict[str, Any]] = {
        Verdict.ORIGIN_JOIN: {"with": [other]},
        Verdict.ORIGIN_PART: {"from": [other]},
        Verdict.ORIGIN_INDEPENDENT: {"of": [other], "by": person(request).name},
    }
    return _decided(request, given, given["a"], changes)


@router.post("/decide/incident")
@needs(Role.ANALYST)
def incident(request: Request, given: Annotated[Sent, Depends(sent)]) -> Response:
    """Merge two incidents, nest one in the other, or split a report off."""
    changes: dict[str, dict[str, Any]] = {
        Verdict.INCIDENT_MERGE: {"with": given["other"]},
        Verdict.INCIDENT_NEST: {"within": given["other"]},
        Verdict.INCIDENT_SPLIT: {"report": given["report"]},
    }
    return _decided(request, given, given["incident"], changes)


@router.post("/decide/finding")
@needs(Role.ANALYST)
def finding(request: Request, given: Annotated[Sent, Depends(sent)]) -> Response:
    """Set status or best value of a finding beside the machine's."""
    change: dict[str, Any] = {"status": given["status"]} if given["status"] else {}
    if best := given["best"].strip().replace(",", ""):
        change["best"] = None if best.casefold() == NONE else _number(best)
    if not change:
        raise UsageError("neither a status nor a best value was set", "status", "Go back and set one; to take a decision back, undo it")
    return _decided(request, {**given.values, "verdict": Verdict.FINDING_SET}, given["finding"], {Verdict.FINDING_SET: change})


@router.post("/decide/undo")
@needs(Role.ANALYST)
def undo(request: Request, given: Annotated[Sent, Depends(sent)]) -> Response:
    """Take a decision back."""
    case(request).undo(given["decision"], person(request).name, given["note"])
    desks(request).touch()
    return RedirectResponse(local(given["to"]), 303)


def _decided(request: Request, given: Sent | dict[str, str], subject: str, changes: Mapping[str, dict[str, Any]]) -> Response:
    """Store the decision that a form asks for with its reason, and go back to the page that it stands on."""
    held = given.values if isinstance(given, Sent) else given
    verdict, note = held.get("verdict", ""), held.get("note", "").strip()
    if verdict not in changes:
        raise UsageError("this form does not say what was decided", "verdict", "Go back and press one of its buttons")
    if not note:
        raise UsageError("a reason is needed", "note", "Go back and say why in a sentence")
    case(request).decide(verdict, subject, who=person(request).name, note=note, change=changes[verdict])
    desks(request).touch()
    return RedirectResponse(local(held.get("to", "")), 303)


def _number(words: str) -> float:
    try:
        made = float(words)
    except ValueError:
        made = float("nan")
    if not isfinite(made):
        raise UsageError(f"“{words[:40]}” is no number", "best", "Write it in digits, or “none”")
    return made


def local(address: str) -> str:
    """An address of this workbench; anything else leads to the overview."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"
