"""A claim that the machine missed, added by hand from the words of its report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from corroborate.engine.desk import Desk
from corroborate.errors import UsageError
from corroborate.model import Claim, Document, Role, Span, Verdict
from corroborate.read.sentences import sentences
from corroborate.report.lookup import Lookup
from corroborate.serve import addresses
from corroborate.serve.deciding import Sent, Unfit, sent
from corroborate.serve.excerpts import ROUND, excerpt
from corroborate.serve.fields import changed, fields, selected, shown, written
from corroborate.serve.pages import case, desks, page, person
from corroborate.serve.review import KEYS
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
FROM_NEAREST = ("place", "facility", "as_of", "when", "speaker", "speaker_kind")
"""Fields that a new claim is offered with, as the claim nearest to it in the report has them."""


@dataclass(frozen=True, slots=True)
class Failed:
    """What could not be used of a form, and what was typed."""

    wrong: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


@router.get("/review/add")
@needs(Role.ANALYST)
def form(request: Request, report: str = "", start: int = 0, end: int = 0) -> HTMLResponse:
    """The form, beside the report; without a report, the reports to choose from. `start` and `end` are the sentence, if it is known."""
    desk = Desk(case(request))
    if not report:
        return page(request, "review_add_where.html", reports=desk.reports().items, addresses=addresses)
    document, claims = _report(request, report)
    sentence = {"start": start, "end": end} if 0 <= start < end <= len(document.text) else None
    return _form(request, document, claims, sentence, Failed(), max(0, start))


@router.post("/review/add")
@needs(Role.ANALYST)
def add(request: Request, given: Annotated[Sent, Depends(sent)]) -> Response:
    """Store the claim; what cannot be used comes back as it was typed."""
    document, claims = _report(request, given["report"])
    value, said = (_within(document.text, selected(given[name])) for name in ("value_span", "sentence_span"))
    sentence = said or (_round(document.text, value) if value else None)
    try:
        change = _change(given, document, sentence, value)
        made = case(request).decide(Verdict.ADD, document.id, who=person(request).name, note=given["note"], change=change)
    except Unfit as error:
        return _form(request, document, claims, sentence, Failed(error.wrong, given.values))
    except UsageError as error:
        return _form(request, document, claims, sentence, Failed({error.where or "change": error.what}, given.values))
    desks(request).touch()
    (claim,) = case(request).made(made)
    return RedirectResponse(f"{addresses.of_review(claim)}?state=all&done={made.name}", 303)


def _report(request: Request, report: str) -> tuple[Document, list[Claim]]:
    """A report with its text and its claims; UsageError if there is none, or its words are sealed."""
    row = Desk(case(request)).report(report)
    if row is None:
        raise UsageError("there is no such report", report, "Choose one of the reports")
    if row.restricted:
        raise UsageError("the words of this report are sealed", row.name, "The keeper of sources opens it")
    x = Lookup(Desk(case(request)).excerpt(reports=[row.id], texts=[row.id]))
    return x.documents[row.id], x.made_by(row.id)


def _change(given: Sent, document: Document, sentence: dict[str, int] | None, value: dict[str, int] | None) -> dict[str, Any]:
    read = changed(given.values, {}, document.published)
    wrong = dict(read.wrong)
    if sentence is None:
        wrong["sentence"] = "select the sentence (or its number) in the report, and take it"
    if not given["measure"]:
        wrong["measure"] = "say what is counted or stated"
    if wrong:
        raise Unfit(wrong)
    held = {name: v for name, v in read.change.items() if v not in ("", None, [])}
    spans = {"sentence_span": sentence, "value_span": value if "value" in held else None}
    return held | {name: span for name, span in spans.items() if span}


def _within(text: str, span: dict[str, int] | None) -> dict[str, int] | None:
    """A selection that lies in the text; None for any other."""
    return span if span and span["start"] < span["end"] <= len(text) else None


def _round(text: str, span: Mapping[str, int]) -> dict[str, int]:
    """The sentence that selected words stand in; the words themselves where no sentence holds them whole."""
    start, end = span["start"], span["end"]
    low, high = max(0, start - ROUND), min(len(text), end + ROUND)
    held = next((s for s in sentences(text[low:high]) if low + s.start <= start and end <= low + s.end), None)
    return {"start": low + held.start, "end": low + held.end} if held else dict(span)


def _form(
    request: Request, document: Document, claims: list[Claim], sentence: dict[str, int] | None, failed: Failed, start: int = 0
) -> HTMLResponse:
    """The form beside the text round the sentence, or round `start` where none is chosen yet."""
    at = sentence["start"] if sentence else min(start, len(document.text))
    near = min(claims, key=lambda c: abs(c.sentence.start - at), default=None)
    before = {name: written(near)[name] for name in FROM_NEAREST} if near and sentence else {}
    words = document.text[sentence["start"] : sentence["end"]] if sentence else ""
    marked = Span.of(document.id, document.text, sentence["start"], sentence["end"]) if sentence else None
    return page(
        request, "review_add.html", 422 if failed.wrong else 200, document=document, form=fields(), before=defaultdict(str, before),
        machine=None, shown=shown, typed=defaultdict(str, failed.typed), wrong=defaultdict(str, failed.wrong), keys=KEYS, words=words,
        span=f"{sentence['start']}-{sentence['end']}" if sentence else "", excerpt=excerpt(document.text, None, claims, marked, at),
        near=near if before else None, here_at=at, round=ROUND, addresses=addresses,
    )  # fmt: skip
