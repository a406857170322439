"""Numbers, questions and codes in words that a lay reader understands."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from corroborate.model import Amount, Bound, Claim, Finding, OriginCount, Period, Question, Status
from corroborate.vocabulary import vocabulary

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EVERYBODY = frozenset({"", "all", "people", "everyone"})
ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
BESIDE = re.compile(r"(.+?) ?\(([^()]+)\)")
PART = re.compile(r"(.*?),? ?\bcounted as \((.*)\)")
OPEN = "open"
MEASURED = frozenset({"distance", "duration", "amount_other"})
"""Measures whose number says nothing without its unit."""
SOME_ONE = frozenset({"a", "an", "another", "one", "some", "several"})
NOT_DECIDED = "not decided"


def wording() -> dict[str, Any]:
    """`data/wording.toml`, loaded once."""
    return vocabulary("wording")


def number(value: float | None) -> str:
    """A number with thousands separated: 12,500; 6.3; None is an empty string."""
    if value is None:
        return ""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.10g}"


def amount(value: Amount) -> str:
    """An amount with its bound: "at least 16", "60 to 80", "about 400"; a vague one says which floor it stands for."""
    match value.bound:
        case Bound.EXACT:
            return number(value.point)
        case Bound.RANGE:
            return f"{number(value.low)} to {number(value.high)}"
        case Bound.VAGUE:
            return f"{number(value.low)} or more (vague)"
    return f"{str(value.bound).replace('_', ' ')} {number(value.point)}"


def valued(claim: Claim) -> str:
    """The amount of a claim with the unit that it needs: "16 km", "at least 27 wagons"; where no unit was told apart, as it is printed."""
    if claim.amount is None:
        return ""
    shown = amount(claim.amount)
    if claim.measure not in MEASURED or claim.unit in ("people", "person"):
        return shown
    if claim.unit in (None, "", claim.measure):
        printed = claim.value.text if claim.value and not claim.restricted else ""
        return f"{shown} (“{printed}”)" if any(letter.isalpha() for letter in printed) else shown
    return f"{shown} {claim.unit}"


def called(name: str) -> str:
    """A source's name within a sentence, on one line: "A harbour official" is "a harbour official"; a proper name keeps its capital."""
    words = name.split()
    described = len(words) > 1 and words[0].casefold() in SOME_ONE and any(w[:1].islower() for w in words[1:])
    return " ".join([words[0].casefold(), *words[1:]] if described else words)


def counted(n: int, noun: str) -> str:
    """A count with its noun: "1 report", "8 reports"; nouns ending in s, x or y are not needed here."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def carried(support: int, answering: int) -> str:
    """How many reports carry an answer, and of how many where others say something else: "2 reports", "1 of 6 reports"."""
    return counted(answering, "report") if support in (0, answering) else f"{support:,} of {counted(answering, 'report')}"


def span(finding: Finding) -> tuple[str, str, str]:
    """Low, best and high in words; a best value that was only said to be "about" has no bounds and says so itself."""
    if finding.best is not None and finding.low is None and finding.high is None:
        return "–", f"about {number(finding.best)}", "–"
    return number(finding.low) or "–", number(finding.best) or NOT_DECIDED, number(finding.high) or OPEN


def day(value: date | None) -> str:
    """A date as 5 May 2026, the same in every locale."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def days(value: Period | None) -> str:
    """A period as one day or as first and last day."""
    if value is None:
        return ""
    return day(value.start) if value.start == value.end else f"{day(value.start)} to {day(value.end)}"


def origins(count: OriginCount) -> str:
    """Independent origins, the probable number first: "2 origins (1-3)"; the span only where it is one."""
    span = "" if count.min == count.max else f" ({count.min}–{count.max})"
    return f"{counted(count.probable, 'origin')}{span}"


def measure(name: str) -> dict[str, str]:
    """How a measure is asked for and what its values count; an unlisted one is read from its own name."""
    known: dict[str, str] | None = wording()["measures"].get(name)
    if known:
        return known
    plain = name.removeprefix("ours:").replace("_", " ")
    return {"ask": plain[:1].upper() + plain[1:], "noun": plain, "family": "need" if name.startswith("ours:") else "other"}


def ask(question: Question) -> str:
    """The question in words, without its qualifiers: "How many people were killed: civilians"."""
    words = measure(question.measure)["ask"]
    said = set(words.casefold().split())
    who = _who(question.population or "") if counts(question.measure) else ""
    if who.strip(" (").casefold() in _units(question):
        who = ""  # "10 minutes": what is counted is the unit itself
    if who.casefold() not in EVERYBODY and not {who.casefold(), who.casefold() + "s"} & said:
        words += f": {who}"
    if question.stage and stage(question.stage).casefold() not in said:
        words += f", {stage(question.stage)}"
    return words


def _units(question: Question) -> set[str]:
    """The unit of a question in its printed forms."""
    unit = (question.unit or "").casefold()
    return {unit, unit.removesuffix("s"), f"{unit}s", *wording()["units"].get(unit, ())} - {""}


def qualifiers(question: Question, events: dict[str, str] | None = None) -> list[str]:
    """Place, event, period and standard of a question, those that it states; `events` gives titles of incident ids."""
    event = (events or {}).get(question.event or "", question.event)
    standard = f"standard: {question.standard}" if question.standard else None
    own = (None, "people", "person", question.measure)
    told = question.unit in own or (question.unit or "").casefold() in measure(question.measure)["ask"].casefold().split()
    unit = None if told else f"in {question.unit}"
    parts = [part for part in (question.place, event, question.period, unit, standard) if part]
    return list({part.casefold(): part for part in reversed(parts)}.values())[::-1]


def counts(name: str) -> bool:
    """Whether a measure counts or measures something, so that a population belongs to its question."""
    return measure(name)["ask"].startswith("How ") or name == "amount_other"


def _who(population: str) -> str:
    """Who is counted; a count that only its number tells apart from another is printed with it: "the figure “three”"."""
    found = PART.fullmatch(population.strip())
    head, part = (found[1], f"the figure “{found[2]}”") if found else (population.strip(), "")
    everybody, _, rest = head.partition(", ")
    head = rest if rest and everybody.casefold() in EVERYBODY else head
    if (apart := BESIDE.fullmatch(head)) and apart[1].casefold() in EVERYBODY:
        head = apart[2]
    head = "" if head.casefold() in EVERYBODY else head[1:-1] if head.startswith("(") and head.endswith(")") else head
    return ", ".join(words for words in (head, part) if words)


def readable(title: str) -> str:
    """A title with its ISO dates as days: "Port Aldo, 2026-05-11" is "Port Aldo, 11 May 2026"."""
    return ISO.sub(_in_words, title)


def _in_words(found: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def stage(code: str) -> str:
    """Words for a stage of a movement."""
    return str(wording()["stages"].get(code, code.replace("_", " ")))


def status(code: Status) -> str:
    """One or a few words for a status."""
    return str(wording()["statuses"][str(code)]["word"])


def status_line(finding: Finding) -> str:
    """Status with its finer rung, where that adds something: "corroborated, origins of different sides"."""
    finer = wording()["rungs"].get(finding.rung, "")
    return f"{status(finding.status)}, {finer}" if finer else status(finding.status)


def language(code: str) -> str:
    """The English name of a language code, the code itself where it has none here."""
    return str(wording()["languages"].get(code, code))


def relation(code: str) -> str:
    """A verb for a relation between two claims."""
    return str(_relation(code).get("verb", code.removeprefix("ours:").replace("_", " ")))


def mark(code: str) -> str:
    """The sign that the ladder puts on a claim in such a relation; often none."""
    return str(_relation(code).get("mark", ""))


def _relation(code: str) -> dict[str, str]:
    known: dict[str, dict[str, str]] = wording()["relations"]
    return known.get(code.removeprefix("ours:"), {})
