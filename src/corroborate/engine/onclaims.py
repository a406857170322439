"""What a decision says of one claim, worked out against what stands."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from corroborate.engine.gazetting import placed
from corroborate.engine.sheets import Sheet
from corroborate.errors import UsageError
from corroborate.model import Claim, Document, Span, Standing, Verdict
from corroborate.read.sealed import sourced
from corroborate.review.anchors import anchor
from corroborate.review.edits import edited, span
from corroborate.review.fields import seen
from corroborate.review.matters import Matter, part
from corroborate.review.replay import CLAIM_VERDICTS, made_id, one
from corroborate.review.verdicts import wrong


def matter(sheet: Sheet, standing: Standing, verdict: Verdict, who: str, change: Mapping[str, Any]) -> Matter:
    """The matter of a decision on a claim that stands in its report."""
    base = standing.machine if change.get("machine") else standing.claim or standing.machine
    if base is None:
        raise UsageError("this claim is gone from its report", standing.id, "Undo what was decided of it, or add it anew")
    others = _others(sheet, standing.id, change) if verdict is Verdict.MERGE else []
    meant = [sheet.base(i) for i in (standing.id, *others)]
    known = {e.decision.name for c in meant for e in sheet.entries(c.id, who)} if verdict in CLAIM_VERDICTS else ()
    return Matter(
        change=change,
        anchors=tuple(anchor(c, sheet.document.text) for c in meant),
        seen={c.id: seen(c) for c in meant},
        parts=_parts(sheet, standing.id, base, verdict, change),
        after=tuple(sorted(known)),
        salt=secrets.token_hex(8),
    )


def _others(sheet: Sheet, claim: str, change: Mapping[str, Any]) -> list[str]:
    """The claims of the same report that go into one with this one."""
    try:
        found = sorted({sheet.now(i) for i in change["with"]} - {claim})
    except UsageError as error:
        raise wrong("with", f"only claims of one report can be merged; {error.where} is none of it") from None
    if not found:
        raise wrong("with", "another claim of the same report is needed")
    return found


def _parts(sheet: Sheet, claim: str, base: Claim, verdict: Verdict, change: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """What the decision comes to: one claim, several, or none."""
    ground = sheet.base(claim)
    if verdict is Verdict.ACCEPT:
        return (_part(ground, base),)
    if verdict in (Verdict.EDIT, Verdict.MERGE):
        given = {name: value for name, value in change.items() if name != "with"}
        return (_part(ground, edited(base, placed(given, base), sheet.document.text)),)
    if verdict is Verdict.SPLIT:
        text, parts = sheet.document.text, enumerate(change["parts"])
        return tuple(_part(ground, edited(base, placed(given, base), text, f"parts[{k}].")) for k, given in parts)
    return ()


def _part(ground: Claim, made: Claim) -> dict[str, Any]:
    """A claim as decided; words that are not those of the reading were selected by a person, and are kept."""
    return part(made, (made.sentence, made.value) != (ground.sentence, ground.value))


# ---------------------------------------------------------------- what the machine missed


def added(sheet: Sheet, change: Mapping[str, Any], decision: str) -> Matter:
    """The matter of a claim that a person adds to a report; UsageError where the machine has read the same of the same words."""
    document = sheet.document
    sentence = span(document.id, document.text, change["sentence_span"], "sentence_span")
    empty = Claim(made_id(decision), document.id, change["measure"], (sentence,), restricted=document.restricted, maker="person")
    made = edited(empty, placed(change), document.text)
    if made.amount and made.value is None:
        made = replace(made, value=_printed(document, made))
    made = sourced(document, made)
    there = next((c for c in sheet.claims if one(made, c)), None)
    if there:
        raise wrong("sentence_span", f"the machine has read this already: edit {there.id} instead")
    given = {**part(made), "restricted": document.restricted}
    return Matter(change, (anchor(made, document.text),), {made.id: seen(made)}, (given,), (), secrets.token_hex(8))


def _printed(document: Document, made: Claim) -> Span:
    """Where the sentence prints the number in figures; else the whole sentence is its evidence."""
    sentence, numbers = made.sentence, made.amount.stated if made.amount else ()
    for number in numbers:
        for found in re.finditer(r"\d[\d,.\u00a0 ]*\d|\d", sentence.text):
            if re.sub(r"[^\d]", "", found[0]) == f"{number:.0f}":
                return Span.of(document.id, document.text, sentence.start + found.start(), sentence.start + found.end())
    return sentence
