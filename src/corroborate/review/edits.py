"""A claim with what a person changed of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from corroborate.model import Amount, Bound, Claim, Span
from corroborate.review.fields import PLAIN, applied, told
from corroborate.review.verdicts import wrong

SAME = (*PLAIN, "place", "when", "as_of", "commitment")
"""Fields of a change that are fields of a claim by the same name."""


def edited(claim: Claim, change: Mapping[str, Any], text: str, place: str = "") -> Claim:
    """The claim with the fields of a checked change; UsageError names the field that does not go with the others."""
    fields = told(claim)
    fields |= {name: change[name] for name in SAME if name in change}
    if change.keys() & {"value", "upper", "bound"}:
        fields["amount"] = _amount(claim.amount, change, place)
    if change.keys() & {"speaker", "via"}:
        fields["chain"] = _chain(fields["chain"], change)
    return _selected(applied(claim, fields), change, text, place)


def _amount(held: Amount | None, change: Mapping[str, Any], place: str) -> list[Any] | None:
    """The amount that number, upper end and bound make together; what is not given stays, an upper end makes a range."""
    bound = Bound(change.get("bound") or ("range" if change.get("upper") is not None else held.bound if held else "exact"))
    first = held.stated[0] if held and held.stated else None
    last = held.stated[-1] if held and len(held.stated) > 1 else None
    value, upper = change.get("value", first), change.get("upper", last if bound is Bound.RANGE else None)
    if value is None:
        return None
    if bound is Bound.RANGE and upper == value:
        bound = Bound.EXACT
    try:
        made = Amount.make(bound, value, upper)
    except ValueError:
        raise wrong(place + "upper", "a range needs an upper end above its lower one") from None
    return [made.point, made.low, made.high, str(made.bound)]


def _chain(held: list[dict[str, Any]], change: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The chain with another deepest source, other sources on the way to it, or both."""
    via = change.get("via", held[:-1])
    speaker = change["speaker"] if "speaker" in change else (held[-1] if held else None)
    return [*via, *([speaker] if speaker else [])]


def _selected(claim: Claim, change: Mapping[str, Any], text: str, place: str) -> Claim:
    """The claim with its sentence and its number's words where the person selected them."""
    if "sentence_span" in change:
        claim = replace(claim, evidence=(span(claim.document, text, change["sentence_span"], place + "sentence_span"), *claim.evidence[1:]))
    if "value_span" in change:
        claim = replace(claim, value=span(claim.document, text, change["value_span"], place + "value_span"))
    return claim


def span(document: str, text: str, given: Mapping[str, int], field: str) -> Span:
    """Selected words of a report; UsageError where the offsets leave its text."""
    try:
        return Span.of(document, text, given["start"], given["end"])
    except ValueError:
        raise wrong(field, "the selection does not lie in the report's text") from None
