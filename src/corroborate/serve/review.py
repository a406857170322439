"""Reviewing: the list of claims, one claim beside its report, and what a person decides of it, one round trip a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from corroborate.errors import StaleError, UsageError
from corroborate.model import Decision, Person, Role, State, Verdict
from corroborate.report.wording import day, wording
from corroborate.serve import addresses
from corroborate.serve.deciding import DONE, STATES, Sent, Unfit, asked_for, change_of, reasons, sent
from corroborate.serve.fields import fields, shown, written
from corroborate.serve.guard import Refused
from corroborate.serve.overrule import local, voices
from corroborate.serve.pages import case, desks, page, partial, person
from corroborate.serve.queue import Narrowed, Opened, Queue, answer, says, title
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
KEYS = (
    ("a", "accept what was read"), ("e", "edit it"), ("r", "reject it, then 1 to 9 for the reason"), ("s", "split it"),
    ("m", "merge it with another claim of the report"), ("n", "note"), ("u", "undo what you just decided"),
    ("j", "next claim"), ("k", "previous claim"), ("q", "list of claims"), ("o", "open the report"),
    ("g", "who goes back to whom: join or part origins"), ("l", "load what somebody else decided"),
    ("z", "select words in the report: ← → by words, with shift for more"), ("/", "search"), ("?", "these keys"),
    ("Esc", "close, or leave a field"),
)  # fmt: skip
"""Every key of the page and what it does."""
OWN = "own"
"""What the form sends for a question that no other claim answers."""
TRAIL, LONGEST_ID = 10, 40
"""How many claims back the key for the previous one leads, and what an id may have of characters."""
PARTS = 4
"""Rows of the form that a claim is split by."""


@router.get("/review")
@needs(Role.READER)
def listing(request: Request) -> HTMLResponse:
    """The claims to review, those of one question together."""
    narrowed, queue = Narrowed.asked(request.query_params), _queue(request)
    measures = sorted(((name, told["noun"]) for name, told in wording()["measures"].items()), key=lambda m: m[1])
    return page(
        request, "review.html", narrowed=narrowed, rows=queue.rows(narrowed), progress=queue.progress(narrowed), first=queue.next(narrowed),
        states=STATES, says=says, day=day, measures=measures, keys=KEYS,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows beside a claim: what was just done, or what went wrong with what was typed."""

    code: int = 200
    back: tuple[str, ...] = ()
    panel: str = ""
    done: Mapping[str, str] | None = None
    stale: str = ""
    failed: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)
    typed: Sent = field(default_factory=lambda: Sent({}, ()))


@router.get("/review/{claim}")
@needs(Role.READER)
def one(claim: str, request: Request) -> Response:
    """One claim beside its report."""
    query = request.query_params
    narrowed = Narrowed.asked(query)
    made = Shown(back=_trail(request), panel=query.get("panel", ""), done=_done(request, query.get("done", "")))
    return _claim(request, _queue(request), narrowed, claim, made)


@router.get("/review/{claim}/since")
@needs(Role.READER)
def since(claim: str, request: Request, seen: str = "") -> HTMLResponse:
    """Whether somebody has decided on a claim since the page was loaded."""
    standing = _queue(request).standing(claim)
    last = standing.decisions[-1] if standing.decisions and standing.seen != seen else None
    return partial(request, "review_since.html", last=last, verdicts=DONE, changed=standing.seen != seen, id=claim)


@router.post("/review/{claim}")
@needs(Role.ANALYST, Role.SECOND_REVIEWER)
def decide(claim: str, request: Request, given: Annotated[Sent, Depends(sent)]) -> Response:
    """Store a decision and go on to the next claim; what cannot be used comes back as it was typed, and nothing is overwritten."""
    narrowed, queue = Narrowed.asked(request.query_params), _queue(request)
    again = Shown(back=_trail(request), typed=given, panel=asked_for(given))
    try:
        made = _decide(queue, claim, given, person(request))
    except StaleError as error:
        return _claim(request, queue, narrowed, claim, replace(again, code=409, stale=error.what))
    except Unfit as error:
        return _claim(request, queue, narrowed, claim, replace(again, code=422, wrong=error.wrong))
    except UsageError as error:
        told = {error.where.partition(".")[0]: error.what} if error.where else {}
        failed = str(error) if not told.keys() & given.values.keys() else ""
        return _claim(request, queue, narrowed, claim, replace(again, code=422, wrong=told, failed=failed))
    desks(request).touch()
    return _onward(request, queue, narrowed, claim, made, given)


def _queue(request: Request) -> Queue:
    return Queue(case(request), person(request).name)


def _decide(queue: Queue, claim: str, given: Sent, who: Person) -> Decision:
    """Store what a form says."""
    _entitled(queue, claim, who)
    if given["verdict"] == Verdict.UNDO:
        _own(queue, given["decision"], who)
        return queue.case.undo(given["decision"], queue.who, given["note"])
    opened = queue.opened(claim)
    if opened is None:
        raise UsageError("this claim is gone", claim, "See /decisions/orphans")
    verdict, change = change_of(given, opened)
    seen = None if verdict is Verdict.NOTE else given["seen"]
    with queue.case.together():
        made = queue.case.decide(verdict, claim, who=queue.who, note=given["note"], change=change, seen=seen)
        if verdict is Verdict.EDIT and given["question"]:
            moved = {} if given["question"] == OWN else {"with": given["question"]}
            queue.case.decide(Verdict.QUESTION_MOVE, claim, who=queue.who, note=given["note"], change=moved)
    return made


def _own(queue: Queue, decision: str, who: Person) -> None:
    """Refuse a second reviewer who takes back what another one decided, or what is no business of theirs; Refused says so."""
    made = queue.decision(decision)
    if not who.may(Role.ANALYST) and (made is None or made.who != queue.who):
        raise Refused("a second reviewer takes back only their own decisions")


def _entitled(queue: Queue, claim: str, who: Person) -> None:
    """Refuse who may not decide: a second reviewer decides only of what an analyst decided first; Refused says so."""
    first = queue.standing(claim).state in (State.UNREVIEWED, State.REOPENED)
    if not who.may(Role.ANALYST) and (first or not who.may(Role.SECOND_REVIEWER)):
        raise Refused("this is for analysts" + (", and for second reviewers once an analyst has decided" if first else ""))


def _onward(request: Request, queue: Queue, narrowed: Narrowed, claim: str, made: Decision, given: Sent) -> Response:
    """The next claim in the same answer; after a note or an undo, the same claim again."""
    if given["to"]:
        return RedirectResponse(local(given["to"]), 303)
    stays, trail = made.verdict in (Verdict.NOTE, Verdict.UNDO), _trail(request)
    back = trail if stays else (*trail, claim)
    follows = claim if stays else queue.next(narrowed, claim)
    if "hx-request" not in request.headers:
        to = narrowed.address(follows, back=_joined(back), done=made.name) if follows else f"/review{narrowed.query(page=1)}"
        return RedirectResponse(to, 303)
    if not follows:
        told = _told(queue, made, claim)
        answered: Response = partial(request, "review_over.html", narrowed=narrowed, progress=queue.progress(narrowed), done=told)
        answered.headers["HX-Push-Url"] = f"/review{narrowed.query(page=1)}"
        return answered
    answered = _claim(request, queue, narrowed, follows, Shown(back=back, done=_told(queue, made, claim)))
    if not stays:
        answered.headers["HX-Push-Url"] = narrowed.address(follows, back=_joined(back))
    return answered


def _trail(request: Request) -> tuple[str, ...]:
    """The claims that this person came by, the last one last, as the address has them."""
    return tuple(i for i in request.query_params.get("back", "").split(".")[-TRAIL:] if i.isalnum() and len(i) < LONGEST_ID)


def _joined(trail: tuple[str, ...]) -> str:
    return ".".join(trail[-TRAIL:])


def _told(queue: Queue, made: Decision, claim: str) -> dict[str, str]:
    """What was just done, and what takes it back."""
    name = "" if made.verdict == Verdict.UNDO else made.name
    return {"words": f"{DONE[made.verdict][:1].upper()}{DONE[made.verdict][1:]}: {queue.called(claim)}", "name": name, "claim": claim}


def _done(request: Request, name: str) -> dict[str, str] | None:
    """The same after a form that was sent without a script: by the name of the decision, if it is this person's."""
    queue = _queue(request)
    made = queue.decision(name) if name else None
    if made is None or made.who != queue.who:
        return None
    return _told(queue, made, next(iter(queue.case.made(made)), made.subject) if made.verdict == Verdict.ADD else made.subject)


def _claim(request: Request, queue: Queue, narrowed: Narrowed, claim: str, made: Shown) -> Response:
    """The page of one claim, or its part for a page that is there already."""
    opened = queue.opened(claim)
    if opened is None:
        return page(request, "review_gone.html", 404, standing=queue.standing(claim), verdicts=DONE, states=STATES)
    inside = "hx-request" in request.headers and "hx-history-restore-request" not in request.headers
    values = _values(request, queue, narrowed, opened, made)
    return partial(request, "review_claim.html" if inside else "review_page.html", made.code, part=inside, **values)


def _values(request: Request, queue: Queue, narrowed: Narrowed, one: Opened, made: Shown) -> dict[str, Any]:
    """What the templates of a claim ask for."""
    form, machine, id_ = fields(), one.standing.machine, one.standing.id
    mine = [d for d in one.standing.decisions if d.who == queue.who and d.verdict != Verdict.NOTE]
    claim = {
        "one": one, "title": title, "says": says, "shown": shown, "day": day,
        "commitment": wording()["commitments"][str(one.claim.commitment)], "finding_line": answer(one.finding) if one.finding else "",
        "states": STATES, "verdicts": DONE, "addresses": addresses,
        "voices": voices(one.part, (c.id for c in one.part.answers(one.question)), id_), "this": id_,
        "second": one.standing.state is State.AWAITING_SECOND, "last": mine[-1].name if mine else "",
    }  # fmt: skip
    way = {
        "narrowed": narrowed, "progress": queue.progress(narrowed), "next": queue.next(narrowed, id_), "keys": KEYS,
        "here_claim": narrowed.address(id_, back=_joined(made.back)), "back": made.back[-1:], "back_from": _joined(made.back[:-1]),
        "back_on": _joined((*made.back, id_)), "may": any(person(request).may(r) for r in (Role.ANALYST, Role.SECOND_REVIEWER)),
    }  # fmt: skip
    forms = {
        "form": form, "measures": next(f.options for f in form if f.name == "measure"), "reasons": reasons(), "parts": PARTS,
        "before": written(one.claim), "machine": written(machine) if machine else None, "typed": defaultdict(str, made.typed.values),
        "ticked": made.typed.ticked, "wrong": defaultdict(str, made.wrong), "panel": made.panel, "done": made.done, "stale": made.stale,
        "failed": made.failed,
    }  # fmt: skip
    return claim | way | forms
