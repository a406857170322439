"""The form that a claim is edited by: its fields as words in a form, and what was changed read back out of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from corroborate.model import Amount, Bound, Claim, Commitment, Period, SourceKind
from corroborate.read.amounts import parse
from corroborate.read.dates import find_dates
from corroborate.report.wording import day, measure, number, wording
from corroborate.review.verdicts import LONGEST

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a claim: `key` takes the selected words into it, `options` are the values of a list with their words."""

    name: str
    label: str
    key: str = ""
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    lines: bool = False


def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple((str(k), str(k)) for k in SourceKind)


@cache
def fields() -> tuple[Field, ...]:
    """The fields in the order of the form."""
    measures = tuple(sorted(((name, told["noun"]) for name, told in wording()["measures"].items()), key=lambda m: m[1]))
    bounds = tuple((str(b), str(b).replace("_", " ")) for b in Bound)
    said = tuple((str(c), str(wording()["commitments"][str(c)])) for c in Commitment)
    return (
        Field("value", "Value", "v", hint="a number, or the words: at least 14"),
        Field("bound", "Bound", options=(("", "no number"), *bounds)),
        Field("upper", "Upper value of a range", "x"),
        Field("measure", "What is counted or stated", options=measures),
        Field("unit", "Unit"),
        Field("population", "Who is counted", "w"),
        Field("about", "What it names", "b"),
        Field("place", "Place", "p"),
        Field("facility", "Facility", "f"),
        Field("when", "When it happened", "t", hint="2031-03-11 or 2031-03-11/2031-03-12, or the words: on Tuesday"),
        Field("as_of", "As of", "d", hint="the day that the statement holds for"),
        Field("speaker", "Speaker", "s", hint="empty: the outlet's own voice"),
        Field("speaker_kind", "Kind of speaker", options=_kinds()),
        Field("via", "Told through", "h", hint="one a line, the one next to the outlet first, its kind in brackets", lines=True),
        Field("commitment", "How firmly it is said", options=said),
        Field("polarity", "Affirmed or denied", options=(("+", "affirmed"), ("-", "denied"))),
        Field("background", "Which event", options=(("", "the report's own"), ("yes", "another event, told as background"))),
    )


def written(claim: Claim) -> dict[str, str]:
    """The fields of a claim as the form shows them."""
    a, speaker = claim.amount, claim.speaker
    low = (a.low if a.bound in (Bound.RANGE, Bound.VAGUE) else a.point) if a else None
    made = {
        "value": number(low).replace(",", ""), "bound": str(a.bound) if a else "",
        "upper": number(a.high).replace(",", "") if a and a.bound is Bound.RANGE else "",
        "measure": claim.measure, "unit": claim.unit, "population": claim.population, "about": claim.about,
        "place": claim.place.name if claim.place else "", "facility": claim.facility, "when": _days(claim.when),
        "as_of": claim.as_of.isoformat() if claim.as_of else "", "speaker": speaker.name if speaker else "",
        "speaker_kind": str(speaker.kind) if speaker else str(SourceKind.BODY),
        "via": "\n".join(f"{s.name} ({s.kind})" for s in claim.via), "commitment": str(claim.commitment),
        "polarity": claim.polarity, "background": "yes" if claim.background else "",
    }  # fmt: skip
    return {name: " ".join(value.split()) if name != "via" else value for name, value in ((n, v or "") for n, v in made.items())}


def shown(name: str, value: str) -> str:
    """A field's value in words, as it stands beside the form."""
    if name == "measure":
        return measure(value)["noun"]
    if name in ("when", "as_of") and value:
        return " to ".join(day(date.fromisoformat(part)) for part in value.split("/"))
    options = next((f.options for f in fields() if f.name == name), ())
    return next((words for code, words in options if code == value), value)


@dataclass(frozen=True, slots=True)
class Read:
    """What a form came to: the fields that differ from the claim's, and a sentence for each that cannot be used."""

    change: dict[str, Any]
    wrong: dict[str, str]


def changed(form: Form, before: Mapping[str, str], published: date | None) -> Read:
    """Read back the fields whose words differ from `before` (`written` of the claim that the form showed, {} for a new one)."""
    given = {f.name: _tidy(f, form[f.name]) for f in fields() if f.name in form}
    new = {name: words for name, words in given.items() if words != before.get(name, "")}
    change: dict[str, Any] = {}
    wrong = {name: f"at most {LONGEST:,} characters can be typed here" for name, words in new.items() if len(words) > LONGEST}
    if wrong:  # looking for numbers and days in words without end takes time without end
        return Read(change, wrong)
    _amount(new, given, change, wrong)
    _speaker(new, given, change)
    for name in ("measure", "unit", "population", "about", "place", "facility", "commitment", "polarity"):
        if name in new:
            change[name] = new[name]
    if "background" in new:
        change["background"] = new["background"] == "yes"
    if "via" in new:
        change["via"] = [_link(line) for line in new["via"].splitlines() if line.strip()]
    for name, read in (("when", _when), ("as_of", _day)):
        if name in new:
            _dated(name, new[name], read, published, change, wrong)
    return Read(change, wrong)


def selected(words: str) -> dict[str, int] | None:
    """The offsets of selected words, sent as "120-134"; None where nothing of the kind was sent."""
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", words.strip())
    return {"start": int(found[1]), "end": int(found[2])} if found else None


def _tidy(field: Field, words: str) -> str:
    if field.lines:
        return "\n".join(" ".join(line.split()) for line in words.splitlines() if line.strip())
    return " ".join(words.split())


def _amount(new: Form, given: Form, change: dict[str, Any], wrong: dict[str, str]) -> None:
    """Value, bound and upper value; words such as "at least 14" bring their bound along unless another one was chosen."""
    for name in ("value", "upper"):
        if name not in new:
            continue
        read = _number(new[name])
        if read is None and new[name]:
            wrong[name] = f"“{new[name]}” is no number that could be read: write it in digits"
        elif name == "value" and read:
            change |= _valued(read, chosen="bound" in new)
        else:
            change[name] = read.stated[0] if read and read.stated else None
    if "bound" in new and given.get("value", "") and not wrong:
        change["bound"] = new["bound"] or "exact"
    if change.get("bound", given.get("bound")) == Bound.RANGE and not given.get("upper") and "upper" not in change:
        wrong["upper"] = "a range needs its upper value as well"


def _valued(read: Amount, chosen: bool) -> dict[str, Any]:
    first = read.low if read.bound in (Bound.RANGE, Bound.VAGUE) else read.point
    made: dict[str, Any] = {"value": first}
    if read.bound is not Bound.EXACT and not chosen:
        made["bound"] = str(read.bound)
    if read.bound is Bound.RANGE:
        made["upper"] = read.high
    return made


def _number(words: str) -> Amount | None:
    try:
        return Amount.make(Bound.EXACT, float(words.replace(",", "").replace("\u202f", "").replace(" ", "")))
    except ValueError:
        return parse(words)


def _speaker(new: Form, given: Form, change: dict[str, Any]) -> None:
    if "speaker" in new or ("speaker_kind" in new and given.get("speaker")):
        name = given.get("speaker", "")
        change["speaker"] = {"name": name, "kind": given.get("speaker_kind") or str(SourceKind.BODY)} if name else None


def _link(line: str) -> dict[str, str]:
    found = re.fullmatch(r"(.+?)\s*\((\w+)\)", line)
    if found and found[2] in set(SourceKind):
        return {"name": found[1], "kind": found[2]}
    return {"name": line, "kind": str(SourceKind.BODY)}


def _dated(
    name: str, words: str, read: Callable[[str, date | None], Any], published: date | None, change: dict[str, Any], wrong: dict[str, str]
) -> None:
    try:
        change[name] = read(words, published) if words else None
    except ValueError:
        wrong[name] = f"“{words}” tells no day: write it as 2031-03-11"


def _when(words: str, published: date | None) -> dict[str, str]:
    """A period typed as one or two days, or in the report's words; ValueError where it tells none."""
    first, _, last = words.partition("/")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
        return {"start": start.isoformat(), "end": end.isoformat()}
    except ValueError:
        found = find_dates(words, published)
        if not found:
            raise
    return {"start": found[0].period.start.isoformat(), "end": found[0].period.end.isoformat(), "words": words}


def _day(words: str, published: date | None) -> str:
    return _when(words, published)["end"]


def _days(period: Period | None) -> str:
    if period is None:
        return ""
    first, last = period.start.isoformat(), period.end.isoformat()
    return first if first == last else f"{first}/{last}"
