"""One answer of one origin to one question, with all the claims that give it, ordered in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corroborate.model import Amount, Claim, Commitment, Document, Origin
from corroborate.reconcile.intervals import number
from corroborate.reconcile.rules import find, rules

Key = tuple[str, str]
"""An origin and a question: what relations hold between."""


@dataclass(frozen=True)  # no slots: what is asked of it a million times is worked out once
class Statement:
    """What one origin says once: `amount` is None for a proposition, `day` the day that it holds for, `claims` in document order.

    `claim` stands for the others: with a speaker, in the body, the first in document order; `who` is the source of an attributed origin.
    """

    question: str
    origin: str
    attributed: bool
    amount: Amount | None
    day: date | None
    claims: tuple[Claim, ...]
    claim: Claim
    who: str = ""

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
    def hypothetical(self) -> bool:
        """Whether nobody puts it forward as so."""
        return all(c.commitment is Commitment.HYPOTHETICAL for c in self.claims)

    @cached_property
    def denied(self) -> bool:
        """Whether it is a denial, or says that something is not so."""
        return all(c.commitment is Commitment.DENIED or c.polarity == "-" for c in self.claims)

    def says(self, words: str) -> bool:
        """Whether one of its sentences holds a word of the list `words` of `rules.toml`, `[time]`."""
        return any(find(rules()["time"][words], c.sentence.text) for c in self.claims)


def spoken(s: Statement) -> str:
    """A statement in words: who says which number, or who says it at all."""
    speaker = s.claim.speaker.name if s.claim.speaker else (f"after {s.who}" if s.who else "a report that names no source")
    return f"“{s.claim.value.text}” ({speaker})" if s.claim.value else speaker[:1].upper() + speaker[1:]


def day_of(claim: Claim, published: Mapping[str, date | None]) -> date | None:
    """The day that a claim holds for: as printed, else the day of the report."""
    return claim.as_of or published.get(claim.document)


def statements(
    documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str], sources: Sequence[Origin]
) -> dict[str, list[Statement]]:
    """The statements of every question, in an order that does not depend on the order of the claims."""
    published = {d.id: d.published for d in documents}
    origin = {c: o for o in sources for c in o.claims}
    held: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for c in claims:
        if c.id in question_of and c.id in origin:
            stance = (c.commitment is Commitment.DENIED, c.polarity, c.commitment is Commitment.HYPOTHETICAL)
            held[question_of[c.id], origin[c.id].id, c.amount, stance, day_of(c, published)].append(c)
    made: dict[str, list[Statement]] = defaultdict(list)
    for group in held.values():
        group.sort(key=lambda c: (c.document, c.sentence.start, c.id))
        o, first = origin[group[0].id], group[0]
        head = min(group, key=lambda c: (not c.chain, c.headline, c.document, c.sentence.start, c.id))
        question, day = question_of[first.id], day_of(first, published)
        made[question].append(Statement(question, o.id, o.attributed, first.amount, day, tuple(group), head, o.who if o.attributed else ""))
    order = {d.id: d.name for d in documents}

    def place(s: Statement) -> tuple[object, ...]:
        first = s.claims[0]
        return (s.day or date.min, s.number, order.get(first.document, ""), first.sentence.start, first.id)

    for said in made.values():
        said.sort(key=place)
    return {q: made[q] for q in sorted(made)}
