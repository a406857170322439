"""Signs that two origins may be one: they join only the cautious count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from corroborate.model import Claim, Edge, SourceKind, Strength
from corroborate.reconcile.names import content, core
from corroborate.reconcile.restating import equal_amounts, telling
from corroborate.reconcile.testimony import relays_insider
from corroborate.reconcile.wholes import number
from corroborate.reconcile.words import words
from corroborate.vocabulary import vocabulary

PARTS = 3
"""Counts that are added up to a total; more would meet one by chance."""
BESIDE = 400
"""Characters between a count and the sentence that confirms it."""
OWN_BASES = ("witnessed", "official record")
"""How a source may know by itself: what it was told is no basis of its own."""
CROWD = 60
"""Claims of one measure in a story from which on sums are not tried."""


def hints(claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """Edges of strength possible: an unattributed figure equal to an attributed one, an exact sum, a speaker who cites another,
    two who relay somebody inside one place."""
    return [*_equal_figures(claims, question_of), *_sums(claims), *_circles(claims, question_of), *_relayed(claims)]


def _same_day(a: Claim, b: Claim) -> bool:
    return a.as_of is None or b.as_of is None or abs((a.as_of - b.as_of).days) <= 1


def _equal_figures(claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """An outlet's own figure beside the same figure of a named source in another report, the same day."""
    named: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.speaker and telling(claim):
            named[question_of.get(claim.id)].append(claim)
    edges = []
    for claim in (c for c in claims if not c.speaker and telling(c)):
        for other in named[question_of.get(claim.id)]:
            if other.document != claim.document and equal_amounts(claim, other) and _same_day(claim, other) and other.speaker:
                why = f"A report gives without a source the figure that another gives to {other.speaker.name}."
                edges.append(Edge(other.id, claim.id, Strength.POSSIBLE, "equal-unattributed", why))
                break
    return edges


def _sums(claims: Sequence[Claim]) -> list[Edge]:
    """A total that is the exact sum of counts that one other sentence gives."""
    by_measure: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if number(claim) and claim.speaker:
            by_measure[claim.measure].append(claim)
    edges = []
    for held in by_measure.values():
        sentences: dict[tuple[str, int], list[Claim]] = defaultdict(list)
        for claim in held:
            sentences[claim.document, claim.sentence.start].append(claim)
        for parts in (p for p in sentences.values() if 1 < len(p) <= PARTS and len(held) <= CROWD):
            total = sum(number(p) or 0 for p in parts)
            for whole in held:
                if number(whole) == total and whole.document != parts[0].document and _same_day(whole, parts[0]):
                    why = f"{total:g} is exactly the sum of what {parts[0].speaker.name if parts[0].speaker else 'another'} counts apart."
                    edges += [Edge(p.id, whole.id, Strength.POSSIBLE, "exact-sum", why) for p in parts]
    return edges


def _relayed(claims: Sequence[Claim]) -> list[Edge]:
    """Two reports that each pass on an unnamed insider of one place: perhaps one person."""
    by_place: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        where = claim.facility or (claim.place.name if claim.place and claim.place.kind in ("city", "site") else "")
        if where and (relays_insider(claim) or (claim.speaker and claim.speaker.kind is SourceKind.INSIDER)):
            by_place[" ".join(words(where))].append(claim)
    edges = []
    for held in by_place.values():
        first = next((c for c in held if relays_insider(c)), None)
        others = {c.document: c for c in reversed(held) if first and c.document != first.document}
        edges += [_one_insider(first, c) for _, c in sorted(others.items()) if first]
    return edges


def _one_insider(a: Claim, b: Claim) -> Edge:
    why = "Both pass on somebody unnamed who was at the place: perhaps one person."
    return Edge(a.id, b.id, Strength.POSSIBLE, "relayed-insider", why)


def _circles(claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """A source that confirms by pointing to another one: in the sentence of its count, or in one beside it."""
    by_question: dict[str | None, list[Claim]] = defaultdict(list)
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.speaker:
            by_question[question_of.get(claim.id)].append(claim)
            by_document[claim.document].append(claim)
    titles = _titles(claims)
    edges = []
    for one in (c for held in by_question.values() for c in held if _confirms(c)):
        said = frozenset(words(one.sentence.text))
        beside = [c for c in by_document[one.document] if c.amount and _near(c, one)]
        cited = [c for c in by_question[question_of.get(one.id)] if c is not one and _cites(one, said, c, titles)]
        edges += [_circle(one, other) for other in cited]
        counts = [c for c in by_document[one.document] if c.amount and _cites(one, said, c, titles)]
        others = {c.speaker.name: c for c in reversed(counts) if c.speaker}
        edges += [_circle(count, other) for count in beside for _, other in sorted(others.items())]
    return edges


def _circle(one: Claim, other: Claim) -> Edge:
    names = [c.speaker.name for c in (one, other) if c.speaker]
    why = f"{names[0]} confirms by pointing to {names[-1]}: not a second source."
    return Edge(one.id, other.id, Strength.POSSIBLE, "circular", why)


def _near(count: Claim, one: Claim) -> bool:
    """Whether a count is what the same speaker confirms in another sentence close by."""
    same = count.speaker is not None and one.speaker is not None and content(count.speaker.name) == content(one.speaker.name)
    return same and count is not one and abs(count.sentence.start - one.sentence.start) <= BESIDE


def _confirms(claim: Claim) -> bool:
    """Whether the sentence passes on what somebody else has said, and its speaker states no basis of his own."""
    if claim.speaker and claim.speaker.basis in OWN_BASES:
        return False
    return bool(set(re.findall(r"[a-z]+", claim.sentence.text.lower())) & set(vocabulary("populations")["confirming"]))


def _titles(claims: Sequence[Claim]) -> dict[str, set[str]]:
    """The offices that one person holds at a time, for every source, by all its roles and names."""
    single = set(vocabulary("populations")["names"]["single"])
    held: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.speaker:
            held[claim.speaker.name] |= set(words(f"{claim.speaker.role or ''} {claim.speaker.name}")) & single
    return held


def _cites(one: Claim, said: frozenset[str], other: Claim, titles: Mapping[str, set[str]]) -> bool:
    """Whether the words of the sentence of one source name the other source, or the office that it holds."""
    if one.speaker is None or other.speaker is None or content(one.speaker.name) == content(other.speaker.name):
        return False
    telling_words = core(other.speaker.name) - core(one.speaker.name)
    office = titles[other.speaker.name] & said - titles[one.speaker.name]
    return (bool(telling_words) and telling_words <= said) or bool(office)
