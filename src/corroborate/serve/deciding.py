"""What the forms of a claim send, read into a verdict and its change; words for verdicts and states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from corroborate.errors import CorroborateError
from corroborate.model import State, Verdict
from corroborate.serve.fields import changed, selected, written
from corroborate.serve.queue import Opened
from corroborate.vocabulary import vocabulary

STATES: dict[str, str] = {
    State.UNREVIEWED: "not reviewed", State.ACCEPTED: "accepted", State.EDITED: "edited", State.REJECTED: "rejected",
    State.ADDED: "added by hand", State.SPLIT: "split", State.MERGED: "merged", State.DISAGREES: "the machine now disagrees",
    State.REOPENED: "reopened", State.ORPHAN: "its words are gone", State.AWAITING_SECOND: "waits for a second reader",
}  # fmt: skip
DONE: dict[str, str] = {
    Verdict.ACCEPT: "accepted", Verdict.EDIT: "edited", Verdict.REJECT: "rejected", Verdict.SPLIT: "split", Verdict.MERGE: "merged",
    Verdict.ADD: "added", Verdict.NOTE: "noted", Verdict.ORIGIN_JOIN: "origins joined", Verdict.ORIGIN_PART: "origins parted",
    Verdict.ORIGIN_INDEPENDENT: "judged independent", Verdict.INCIDENT_MERGE: "incidents merged", Verdict.INCIDENT_SPLIT: "incident split",
    Verdict.INCIDENT_NEST: "incident nested", Verdict.QUESTION_MOVE: "moved to another question",
    Verdict.FINDING_SET: "finding set by hand", Verdict.UNDO: "taken back", Verdict.REPORT_WITHDRAW: "withdrawn",
}  # fmt: skip
PANELS = {Verdict.EDIT: "edit", Verdict.REJECT: "reject", Verdict.SPLIT: "split", Verdict.MERGE: "merge", Verdict.NOTE: "note"}


class Unfit(CorroborateError):
    """A form that cannot be used as it is: a sentence for each field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("; ".join(wrong.values()))
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sent: each field once, and what was ticked."""

    values: Mapping[str, str]
    ticked: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


async def sent(request: Request) -> Sent:
    """The fields of the request's form; the body was bounded by the shield."""
    form = await request.form()
    values = {name: value.replace("\r\n", "\n") for name, value in form.items() if isinstance(value, str)}
    return Sent(values, tuple(v for v in form.getlist("with") if isinstance(v, str)))


@dataclass(frozen=True, slots=True)
class Reason:
    """A usual reason to reject a claim (data/rejecting.toml)."""

    code: str
    words: str


def reasons() -> tuple[Reason, ...]:
    """The usual reasons, in the order of the file."""
    return tuple(Reason(r["code"], r["words"]) for r in vocabulary("rejecting")["reason"])


def asked_for(given: Sent) -> str:
    """The panel that a form stands in, "" for a button alone."""
    return PANELS.get(given["verdict"], "")  # type: ignore[call-overload, no-any-return]


def change_of(given: Sent, one: Opened) -> tuple[Verdict, dict[str, Any] | None]:
    """The verdict and the change that a form asks for; Unfit with a sentence for each field that cannot be used."""
    match given["verdict"]:
        case Verdict.ACCEPT:
            return Verdict.ACCEPT, {"machine": True} if given["machine"] else None
        case Verdict.EDIT:
            return Verdict.EDIT, _edit(given, one)
        case Verdict.REJECT:
            return Verdict.REJECT, {"reason": _reason(given)}
        case Verdict.SPLIT:
            return Verdict.SPLIT, {"parts": _parts(given, one)}
        case Verdict.MERGE:
            if not given.ticked:
                raise Unfit({"with": "tick the claims that say the same"})
            return Verdict.MERGE, {"with": list(given.ticked)}
        case Verdict.NOTE:
            if not given["note"].strip():
                raise Unfit({"note": "a note needs words"})
            return Verdict.NOTE, None
    raise Unfit({"change": "this form does not say what was decided"})


def _edit(given: Sent, one: Opened) -> dict[str, Any]:
    read = changed(given.values, written(one.claim), one.document.published)
    if read.wrong:
        raise Unfit(read.wrong)
    span = selected(given["value_span"])
    change = read.change | ({"value_span": span} if span else {})
    if not change and not given["question"]:
        raise Unfit({"change": "nothing was changed: accept the claim, or change a field"})
    return change


def _reason(given: Sent) -> str:
    reason = " ".join((given["other"] or given["reason"]).split())
    if not reason:
        raise Unfit({"reason": "choose a reason, or write one"})
    return reason


def _parts(given: Sent, one: Opened) -> list[dict[str, Any]]:
    """The rows of the split form that are filled in, as changes of the claim that is split."""
    before, made = written(one.claim), []
    rows = sorted({int(m[1]) for name in given.values if (m := re.fullmatch(r"value-(\d)", name))})
    for k in rows:
        row = {name: given[f"{name}-{k}"] for name in ("value", "measure", "population", "place") if given[f"{name}-{k}"].strip()}
        if set(row) - {"measure"}:
            read = changed(row, before, one.document.published)
            if read.wrong:
                raise Unfit({"parts": f"part {k}: {'; '.join(read.wrong.values())}"})
            made.append(read.change)
    if len(made) < 2:
        raise Unfit({"parts": "a split needs two parts at least"})
    return made
