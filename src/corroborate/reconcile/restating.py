"""An outlet's own words: what it repeats from the source that it names elsewhere, and what stays its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from corroborate.model import Bound, Claim, Document, Edge, Strength

CHANCE = 5.0
"""Numbers below this one meet by chance."""
LEDE = 500
"""Characters from the start of a report in which it sums up what its body attributes."""


def star(claims: Sequence[Claim], strength: Strength, rule: str, why: str) -> list[Edge]:
    """Edges that join all of `claims` to the first of them."""
    return [Edge(claims[0].id, c.id, strength, rule, why) for c in claims[1:]] if claims else []


def equal_amounts(a: Claim, b: Claim) -> bool:
    """Whether two claims state one number, whatever the bound."""
    return a.amount is not None and b.amount is not None and bool(a.amount.stated) and a.amount.stated[0] == b.amount.stated[0]


def telling(claim: Claim) -> bool:
    """Whether a number is one that two sources hardly give by chance: exact, and not small."""
    return claim.amount is not None and claim.amount.bound is not Bound.VAGUE and max(claim.amount.stated, default=0) >= CHANCE


def restated(claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """Edges from a headline's or a lede's unattributed words to the source that the same report names for the same statement.

    Further down a report knows how to name its sources: a number without one there is only possibly the source's again.
    """
    told: dict[tuple[str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.speaker:
            told[claim.document, question_of.get(claim.id)].append(claim)
    mine = [(c, told[c.document, question_of.get(c.id)]) for c in claims if not c.speaker]
    numbers = {c.id: s for c, sources in mine if (s := _same_number(c, sources))}
    beside = {(c.document, c.sentence.start): numbers[c.id] for c, _ in reversed(mine) if c.id in numbers}
    edges = []
    for claim, sources in mine:
        source, sums_up = numbers.get(claim.id), claim.headline or claim.sentence.start < LEDE
        if source is None and sums_up and sources and claim.amount is None:
            source = beside.get((claim.document, claim.sentence.start)) or (_sole(sources) if claim.headline else None)
        if source and (sums_up or telling(claim)):
            edges.append(_restates(source, claim, Strength.CERTAIN if sums_up else Strength.PROBABLE))
    return edges


def _same_number(claim: Claim, told: Sequence[Claim]) -> Claim | None:
    """The nearest attributed claim of the same number."""
    same = [t for t in told if claim.amount is not None and equal_amounts(claim, t)]
    return min(same, key=lambda t: (abs(t.sentence.start - claim.sentence.start), t.id), default=None)


def _sole(told: Sequence[Claim]) -> Claim | None:
    """What a headline without a number repeats, if the report names one source for it."""
    return told[0] if len({t.speaker.name for t in told if t.speaker}) == 1 else None


def _restates(source: Claim, claim: Claim, strength: Strength) -> Edge:
    name = source.speaker.name if source.speaker else ""
    why = f"The report says it without a source here and gives it to {name} elsewhere."
    return Edge(source.id, claim.id, strength, "restated", why)


def own_voices(documents: Sequence[Document], claims: Iterable[Claim], copied: Mapping[str, frozenset[str]]) -> list[Edge]:
    """Edges that make one origin of what an outlet says itself; words copied with another report stand apart as shared copy."""
    outlet = {d.id: d.outlet for d in documents}
    voices: dict[tuple[str, frozenset[str]], list[Claim]] = defaultdict(list)
    for claim in claims:
        voices[outlet[claim.document], copied.get(claim.id, frozenset())].append(claim)
    edges = []
    for (name, _), held in sorted(voices.items(), key=lambda v: (v[0][0], sorted(v[0][1]))):
        edges += star(held, Strength.CERTAIN, "own-voice", f"Both are the own words of {name}.")
    return edges
