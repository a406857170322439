"""Quoted words: one utterance told twice, word for word or in two translations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from corroborate.model import Claim, Edge, Strength
from corroborate.reconcile.names import same_name
from corroborate.vocabulary import vocabulary

VERBATIM = 8
"""Equal words in a row that make two quotations one utterance (method.md 2b)."""
FUZZY, SHARE = 6, 0.7
"""Words, and the share of the shorter quotation, that stand in the same order in both where the speaker is the same."""
PIECE, FRAGMENT = 3, 5
"""Words of a fragment that stand whole in another report's quotation: from here on it may be one, from there on it probably is."""
CROWD = 12
"""Claims that quote one run of words; from there on each is held against the first of them only."""
_ORDER = {Strength.CERTAIN: 0, Strength.PROBABLE: 1, Strength.POSSIBLE: 2}
_QUOTED = re.compile(r"[“\"]([^“”\"]{12,})[”\"]")
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


@lru_cache(maxsize=16384)
def quoted(sentence: str) -> tuple[tuple[str, ...], ...]:
    """The words of each quotation in a sentence, lower case, contractions written out."""
    short = vocabulary("populations")["contractions"]
    found = []
    for match in _QUOTED.finditer(sentence):
        words = _WORD.findall(match.group(1).lower().replace("’", "'"))
        found.append(tuple(part for word in words for part in short.get(word, word).split()))
    return tuple(found)


def quotations(claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """Edges between claims of one question whose sentences hold one quotation, or one a fragment of the other's.

    The very same words with the same number are one utterance in two questions and two stories too.
    """
    held: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        for run in {q[k : k + PIECE] for q in quoted(claim.sentence.text) for k in range(max(1, len(q) - PIECE + 1))}:
            held[question_of.get(claim.id), run].append(claim)
            held[claim.measure, claim.amount, claim.polarity, run].append(claim)
    pairs = {(a.id, b.id): (a, b) for found in held.values() for a, b in _meeting(found)}
    made = [(question_of.get(a.id) == question_of.get(b.id), _one(a, b)) for _, (a, b) in sorted(pairs.items(), key=lambda p: p[0])]
    return [edge for one_question, edge in made if edge and (one_question or edge.strength is Strength.CERTAIN)]


def _meeting(found: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims that share a run of quoted words; in a crowd each meets the first only, so that cost stays linear."""
    for k, a in enumerate(found if len(found) <= CROWD else found[:1]):
        for b in found[k + 1 :]:
            if a.document != b.document:
                yield a, b


def _one(a: Claim, b: Claim) -> Edge | None:
    """The strongest edge that two claims' quotations give."""
    named = bool(a.speaker and b.speaker and same_name(a.speaker.name, b.speaker.name))
    two = bool(a.speaker and b.speaker and a.speaker.named and b.speaker.named) and not named
    found = [e for x in quoted(a.sentence.text) for y in quoted(b.sentence.text) if (e := _edge(a, b, x, y, named))]
    found = [e for e in found if e.rule != "quoted-fragment" or not two]  # two known speakers may well use one phrase
    return min(found, key=lambda e: (_ORDER[e.strength], e.rule), default=None)


def _edge(a: Claim, b: Claim, x: tuple[str, ...], y: tuple[str, ...], named: bool) -> Edge | None:
    """What two quotations say of the two claims that hold them."""
    run, equal, shorter = longest_run(x, y), in_order(x, y), min(len(x), len(y))
    if run >= VERBATIM:
        return Edge(a.id, b.id, Strength.CERTAIN, "verbatim-quotation", "Both quote the same words.")
    if equal >= FUZZY and equal >= SHARE * shorter:
        who = "one speaker" if named else "somebody"
        why = f"Both quote {equal} equal words of {who} in the same order{'' if named else ', perhaps one speaker in two translations'}."
        return Edge(a.id, b.id, Strength.PROBABLE if named or equal >= VERBATIM else Strength.POSSIBLE, "fuzzy-quotation", why)
    if run == shorter >= PIECE and max(len(x), len(y)) > shorter:
        strength = Strength.PROBABLE if run >= FRAGMENT else Strength.POSSIBLE
        return Edge(a.id, b.id, strength, "quoted-fragment", f"One quotes {run} words out of what the other quotes.")
    return None


def longest_run(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """The length of the longest run of equal words."""
    best, before = 0, [0] * (len(b) + 1)
    for word in a:
        row = [0] * (len(b) + 1)
        for k, other in enumerate(b, 1):
            if word == other:
                row[k] = before[k - 1] + 1
                best = max(best, row[k])
        before = row
    return best


def in_order(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """How many words stand in both in the same order (the longest common subsequence)."""
    before = [0] * (len(b) + 1)
    for word in a:
        row = [0]
        for k, other in enumerate(b, 1):
            row.append(before[k - 1] + 1 if word == other else max(before[k], row[k - 1]))
        before = row
    return before[-1]
