"""One answer of one origin to one question, with all the claims that give it, ordered in time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from corroborate.model import Amount, Claim, Commitment, Document, Origin, Source, SourceKind
from corroborate.reconcile.intervals import interval, number
from corroborate.reconcile.rules import bloc, find, rules

Key = tuple[str, str]
"""An origin and a question: what relations hold between."""


@dataclass(frozen=True)  # no slots: what is asked of it a million times is worked out once
class Statement:
    """What one origin says once: `amount` is None for a proposition, `day` the day that it holds for, `claims` in document order.

    `claim` stands for the others: with a speaker, in the body, the first in document order; `who` is the source of an attributed
    origin, `outlet` the publisher of that claim's report.
    """

    question: str
    origin: str
    attributed: bool
    amount: Amount | None
    day: date | None
    claims: tuple[Claim, ...]
    claim: Claim
    who: str = ""
    outlet: str = ""

    @cached_property
    def key(self) -> Key:
        """The pair that relations hold between."""
        return (self.origin, self.question)

    @property
    def measure(self) -> str:
        """What is counted or asserted."""
        return self.claim.measure

    @cached_property
    def unit(self) -> str:
        """The unit, where the measure has more than one: miles and kilometres are not compared as numbers."""
        return (self.claim.unit or "") if self.measure in ("distance", "duration", "amount_other", "magnitude") else ""

    @cached_property
    def number(self) -> float:
        """What a stated amount is ordered by."""
        return number(self.amount) if self.amount else 0.0

    @cached_property
    def firm(self) -> bool:
        """Whether it admits one number only: exact, and not round."""
        return self.amount is not None and interval(self.amount).low == interval(self.amount).high

    @cached_property
    def documents(self) -> frozenset[str]:
        """The reports that give it."""
        return frozenset(c.document for c in self.claims)

    @cached_property
    def ordinal(self) -> int:
        """The day as a number, 0 where it is not known."""
        return self.day.toordinal() if self.day else 0

    def open_to(self, later: Statement) -> bool:
        """Whether a count of another origin, of the same or a later day, can bear on this one in time at all: the cheap questions first."""
        if 0 < self.ordinal < later.ordinal:
            return self.stock or later.number > self.number
        return self.moves or later.moves or (self.cumulative and self.attributed != later.attributed)

    @cached_property
    def moves(self) -> bool:
        """Whether it counts people or vehicles on the way."""
        return self.measure in rules()["plausible"]["moving"] or (self.measure == "vehicles" and self.claim.stage in ("left", "arrived"))

    @cached_property
    def hypothetical(self) -> bool:
        """Whether nobody puts it forward as so."""
        return all(c.commitment is Commitment.HYPOTHETICAL for c in self.claims)

    @cached_property
    def denied(self) -> bool:
        """Whether it is a denial, or says that something is not so."""
        return all(c.commitment is Commitment.DENIED or c.polarity == "-" for c in self.claims)

    @cached_property
    def says_earlier(self) -> bool:
        """Whether one of its sentences puts the count before another one."""
        return self._says("earlier")

    @cached_property
    def says_later(self) -> bool:
        """Whether one of its sentences calls the count a newer one."""
        return self._says("later")

    @cached_property
    def revises(self) -> bool:
        """Whether one of its sentences says that a figure was changed, up or down."""
        return self._says("revised")

    def _says(self, words: str) -> bool:
        return any(find(rules()["time"][words], c.sentence.text) for c in self.claims)

    @cached_property
    def cumulative(self) -> bool:
        """Whether what is counted only grows while one event lasts."""
        return self.measure in rules()["time"]["cumulative"]

    @cached_property
    def stock(self) -> bool:
        """Whether what is counted is a state that rises and falls: people missing, trapped, held, waiting."""
        t = rules()["time"]
        return self.measure in t["stock"] or (self.claim.stage or "") in t["stock_stages"]

    @cached_property
    def side(self) -> str:
        """The side that its speaker stands on, by `data/blocs.toml`."""
        speaker = next((c.speaker for c in (self.claim, *self.claims) if c.speaker), None)
        return bloc(speaker or (Source(self.who, SourceKind.BODY) if self.who else None))

    @cached_property
    def apart(self) -> bool:
        """Whether its sentence sets the count against another's: "one more than the authorities", "its own teams counted"."""
        return self._says("apart")


_ARTICLE = re.compile(r"(?:A|An|One|Some|Two)\b(?= \w)|The\b(?= [a-z])")
_PLURAL = re.compile(r"(?:s|police|people|media|staff|military)$", re.IGNORECASE)


def voice(s: Statement) -> str:
    """Who says it, for the middle of a sentence: the source; an outlet that repeats a source without naming it; an outlet alone."""
    source = next((c.speaker for c in (s.claim, *s.claims) if c.speaker), None)
    if source:
        return named(source.name)
    return f"{s.outlet}, repeating {named(s.who)}" if s.attributed and s.who != s.outlet else f"{s.outlet}, naming no source"


def named(name: str) -> str:
    """A printed name inside a sentence: "the regional health ministry", "a doctor", "Oda Renn"."""
    name = _ARTICLE.sub(lambda m: m[0].lower(), name)
    bare = name[:1].islower() and not re.match(r"(?:an?|the|one|some|two|three|several|its?|his|her|their|this)\b", name)
    return f"the {name}" if bare and not _PLURAL.search(name.split(" of ")[0]) else name


def upper(text: str) -> str:
    """A sentence begins with a capital."""
    return text[:1].upper() + text[1:]


_WORDS = {
    "about": "about {}", "at_least": "at least {}", "more_than": "more than {}", "at_most": "at most {}", "less_than": "fewer than {}",
}  # fmt: skip


def figure(value: float) -> str:
    """A number that we print ourselves: with thousands separators."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def amount_words(amount: Amount) -> str:
    """An amount in our own words, where the report's may not be shown: "at least 16"."""
    if amount.bound == "range" and amount.low is not None and amount.high is not None:
        return f"{figure(amount.low)} to {figure(amount.high)}"
    plain = figure(number(amount))
    return f"{plain} or more, vaguely" if amount.bound == "vague" else _WORDS.get(str(amount.bound), "{}").format(plain)


def value_words(s: Statement) -> str:
    """The value in the report's words, in quotation marks; in ours where the report's are withheld."""
    if s.amount is None:
        return ""
    printed = s.claim.value.text if s.claim.value else ""
    return f"“{printed}”" if printed and not s.claim.restricted else amount_words(s.amount)


def spoken(s: Statement) -> str:
    """A statement in words: who says which number, or who says it at all."""
    return f"{value_words(s)} ({voice(s)})" if s.amount else voice(s)


def speakers(said: Iterable[Statement]) -> list[str]:
    """The sources of statements, one for each origin, in words."""
    found: dict[str, str] = {}
    for s in said:
        if s.attributed and (s.origin not in found or s.claim.speaker):
            found[s.origin] = voice(s)
    return sorted(set(found.values()))


FEW = 4
"""Names or values that a sentence lists before it says "and others"."""


def ids(said: Iterable[Statement]) -> tuple[str, ...]:
    """The claims of statements, each once, in order of id."""
    return tuple(sorted({c.id for s in said for c in s.claims}))


def many(n: int, noun: str) -> str:
    """A number of things in words: "1 origin", "no reports"."""
    return f"{f'{n:,}' if n else 'no'} {noun}{'' if n == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """Words in a row: "A", "A and B", "A, B, C, D and 3 others"."""
    words = list(dict.fromkeys(words))
    if len(words) > FEW + 1:
        words = [*words[:FEW], f"{len(words) - FEW} others"]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def day_of(claim: Claim, published: Mapping[str, date | None]) -> date | None:
    """The day that a claim holds for: as printed, else the day of the report."""
    return claim.as_of or published.get(claim.document)


def titled(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, each person with the role that any report gives for the name: "Renn" is the governor in the next sentence too."""
    roles: dict[str, str] = {}
    for c in claims:
        for s in c.chain:
            if s.role and s.kind is SourceKind.PERSON:
                roles[s.name] = max(roles.get(s.name, ""), s.role, key=lambda r: (len(r), r))
    made = []
    for c in claims:
        bare = any(s.role is None and s.name in roles for s in c.chain)
        chain = tuple(replace(s, role=s.role or roles.get(s.name)) for s in c.chain) if bare else c.chain
        made.append(replace(c, chain=chain) if bare else c)
    return made


def statements(
    documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str], sources: Sequence[Origin]
) -> dict[str, list[Statement]]:
    """The statements of every question, in an order that does not depend on the order of the claims."""
    published = {d.id: d.published for d in documents}
    outlets = {d.id: d.outlet for d in documents}
    origin = {c: o for o in sources for c in o.claims}
    held: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for c in titled(claims):
        if c.id in question_of and c.id in origin:
            stance = (c.commitment is Commitment.DENIED, c.polarity, c.commitment is Commitment.HYPOTHETICAL)
            held[question_of[c.id], origin[c.id].id, c.amount, stance, day_of(c, published)].append(c)
    made: dict[str, list[Statement]] = defaultdict(list)
    for group in held.values():
        group.sort(key=lambda c: (c.document, c.sentence.start, c.id))
        o, first = origin[group[0].id], group[0]
        head = min(group, key=lambda c: (not c.chain, c.headline, c.document, c.sentence.start, c.id))
        question, day = question_of[first.id], day_of(first, published)
        who, outlet = o.who if o.attributed else "", outlets.get(head.document, "a report")
        made[question].append(Statement(question, o.id, o.attributed, first.amount, day, tuple(group), head, who, outlet))
    order = {d.id: d.name for d in documents}

    def place(s: Statement) -> tuple[object, ...]:
        first = s.claims[0]
        return (s.day or date.min, s.number, order.get(first.document, ""), first.sentence.start, first.id)

    for said in made.values():
        said.sort(key=place)
    return {q: made[q] for q in sorted(made)}
