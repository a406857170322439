"""What is known of each count when it is compared with others: who, how many, where, when, and how its report tells it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from corroborate.model import Amount, Bound, Claim, Document
from corroborate.reconcile.incidents import cumulative
from corroborate.reconcile.kinds import kinds, means
from corroborate.reconcile.places import alone
from corroborate.reconcile.populations import Population, population, severity, thing
from corroborate.reconcile.wholes import number, of_them, older, one_of
from corroborate.reconcile.words import words
from corroborate.vocabulary import vocabulary

HURT = frozenset({"people_injured", "people_killed_or_injured"})
APPROXIMATE = 0.15
"""How far either way "about" reaches, as a share of the number."""
REACH = 80
"""Characters between a blow and the count that is given for it."""
_INCLUDING = re.compile(r"\b(?:including|among (?:them|the|those)|of (?:whom|them)|amongst)\b[^,;.]*$", re.IGNORECASE)
_REPLACED = re.compile(r"\b(?:earlier|initial|initially|previous|previously|preliminary)\b[^,;.]*$", re.IGNORECASE)
_CARED = re.compile(r"hospital|treat|ambulance", re.IGNORECASE)
_BLOW = re.compile(
    r"\bthe (first|second|third|fourth) (?:[a-z]+ )?"
    r"(blast|explosion|bomb|bombing|attack|strike|raid|shooting|quake|tremor|wave|crash|boat|bus|vehicle)\b"
    r"(?! (?:since|in|of|this|on|within|against|to|there)\b)",
    re.IGNORECASE,
)
_METRES = {"mile": 1609.0, "kilometre": 1000.0, "kilometer": 1000.0, "km": 1000.0, "foot": 0.3, "feet": 0.3, "yard": 0.9, "m": 1.0,
           "meter": 1.0, "metre": 1.0, "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0,
           "month": 2629800.0, "year": 31557600.0}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trait:
    """One count as it is compared: `low` and `high` bound it, `most` is its largest finite number, `size` that in metres or seconds."""

    claim: Claim
    incident: str
    published: date | None
    who: Population
    number: float | None
    low: float
    high: float
    most: float
    size: float
    share: float  # of the largest count of the same measure in its report
    reports: int  # that give this number
    means: frozenset[str]
    kinds: frozenset[str]
    clause: frozenset[str]
    sentence: frozenset[str]
    thing: str
    blow: str
    printed_there: bool  # whether its own sentence names its place
    marks: frozenset[str]

    @property
    def exact(self) -> bool:
        """Whether the words bound the amount on both sides to one number."""
        return self.claim.amount is not None and self.claim.amount.bound is Bound.EXACT


def traits(documents: Sequence[Document], claims: Sequence[Claim], incident_of: Mapping[str, str]) -> list[Trait]:
    """The traits of all claims that count something, in their order."""
    counts = [(c, c.amount) for c in claims if c.amount is not None]
    published = {d.id: d.published for d in documents}
    reports: dict[tuple[str, float], set[str]] = defaultdict(set)
    largest: dict[tuple[str, str, bool], float] = defaultdict(float)
    for c, amount in counts:
        largest[_told(c)] = max(largest[_told(c)], _most(amount))
        if (value := number(c)) is not None:
            reports[c.measure, value].add(c.document)
    return [
        _trait(c, a, incident_of.get(c.id, ""), published.get(c.document), largest[_told(c)], len(reports[c.measure, number(c) or 0.0]))
        for c, a in counts
    ]


def _told(claim: Claim) -> tuple[str, str, bool]:
    return claim.document, claim.measure, claim.background


def _trait(c: Claim, amount: Amount, incident: str, published: date | None, largest: float, reports: int) -> Trait:
    low, high = allowed(amount)
    most, text = _most(amount), c.sentence.text
    return Trait(
        c, incident, published, counted(c), number(c), low, high, most, _size(c, most),
        (most + 0.5) / (largest + 0.5), reports, means(text), kinds(text),
        frozenset(words(clause(c))) | frozenset(words(c.population or "")), frozenset(w for w in words(text) if len(w) > 3),
        _thing(c), blow(c), bool(c.place and set(words(c.place.name)) <= set(words(text))), _marks(c),
    )  # fmt: skip


def allowed(amount: Amount) -> tuple[float, float]:
    """What the words of an amount allow, from least to most; vague words and lower bounds are open upwards, nothing is rounded."""
    value = amount.point if amount.point is not None else (amount.low if amount.low is not None else amount.high or 0.0)
    match amount.bound:
        case Bound.VAGUE | Bound.AT_LEAST | Bound.MORE_THAN:
            return value, inf
        case Bound.AT_MOST | Bound.LESS_THAN:
            return 0.0, value
        case Bound.RANGE:
            return amount.low or 0.0, inf if amount.high is None else amount.high
        case Bound.ABOUT:
            return value * (1 - APPROXIMATE), value * (1 + APPROXIMATE)
    return value, value


def _most(amount: Amount) -> float:
    low, high = allowed(amount)
    return low if high == inf else high


def counted(claim: Claim) -> Population:
    """Who is counted; of the injured also how gravely, and residents of the place itself are everyone there."""
    who = population(claim.population)
    if claim.place and who.narrowed and who.classes <= {"resident"} and who.narrowed <= set(words(claim.place.name)):
        who = Population(severity=who.severity, civilian=who.civilian)
    if claim.measure in HURT and not who.severity:
        who = Population(who.classes, who.narrowed, severity(clause(claim)), who.civilian)
    return who


def clause(claim: Claim) -> str:
    """The amount and the words right after it, up to the next comma, conjunction or number."""
    if claim.value is None:
        return ""
    sentence, at = claim.sentence, claim.value.end - claim.sentence.start
    return claim.value.text + " " + re.split(r"[,;.]|\band\b|\bbut\b|\d", sentence.text[at : at + 60])[0]


def _thing(claim: Claim) -> str:
    if claim.measure not in vocabulary("populations")["things"]:
        return ""
    return thing(claim.measure, f"{claim.population or ''} {claim.unit or ''} {clause(claim)}")


def blow(claim: Claim) -> str:
    """The one of several blows that a sentence counts for: "the second blast killed seven", "seven in the second blast"."""
    if claim.value is None:
        return ""
    at = claim.value.start - claim.sentence.start
    before = [m for m in _BLOW.finditer(claim.sentence.text, 0, max(0, at)) if at - m.end() <= REACH]
    after = [] if before else [m for m in _BLOW.finditer(claim.sentence.text, max(0, at)) if m.start() - at <= REACH]
    found = before[-1:] or after[:1]
    return f"{found[0].group(1)} {found[0].group(2)}".lower() if found else ""


def _marks(claim: Claim) -> frozenset[str]:
    """What the words around an amount say of its place among others: further, a part, of one place alone, of those in hospital, older."""
    if claim.value is None:
        return frozenset()
    text, at, end = claim.sentence.text, claim.value.start - claim.sentence.start, claim.value.end - claim.sentence.start
    printed = re.sub(r"\bmore than\b", "", f"{claim.value.text} {claim.population or ''}".lower())
    own = set(re.findall(r"[a-z]+", printed))
    found = {
        "further": bool(own & set(vocabulary("comparable")["further"])),
        "including": _INCLUDING.search(text[max(0, at - 60) : at]) is not None,
        "part": of_them(claim) or one_of(claim),
        "alone": bool(alone(claim)),
        "cared": _CARED.search(text[max(0, at - 40) : end + 60]) is not None,
        "older": older(claim),
        "replaced": _REPLACED.search(text[max(0, at - 40) : at]) is not None,
        "background": claim.background,
        "cumulative": cumulative(claim),
    }
    return frozenset(name for name, holds in found.items() if holds)


def _size(claim: Claim, most: float) -> float:
    """The largest number in metres or seconds where the words name a unit of these."""
    printed = re.findall(r"[a-z]+", f"{claim.value.text if claim.value else ''} {claim.unit or ''}".lower())
    return (most or 0.001) * next((_METRES[w] for w in (s for p in printed for s in (p, p.rstrip("s"))) if w in _METRES), 1.0)
