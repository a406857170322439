"""Quoted words: one utterance told twice, word for word or in two translations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from corroborate.model import Claim, Edge, Strength
from corroborate.reconcile.names import same_name
from corroborate.vocabulary import vocabulary

VERBATIM = 8
"""Equal words in a row that make two quotations one utterance (method.md 2b)."""
FUZZY, SHARE = 6, 0.7
"""Words, and the share of the shorter quotation, that stand in the same order in both where the speaker is the same."""
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
    """Edges between claims of one question whose sentences hold one quotation."""
    by_question: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        if quoted(claim.sentence.text):
            by_question[question_of.get(claim.id)].append(claim)
    edges = []
    for held in by_question.values():
        for k, a in enumerate(held):
            for b in held[k + 1 :]:
                if a.document != b.document and (edge := _one(a, b)):
                    edges.append(edge)
    return edges


def _one(a: Claim, b: Claim) -> Edge | None:
    named = bool(a.speaker and b.speaker and same_name(a.speaker.name, b.speaker.name))
    for x in quoted(a.sentence.text):
        for y in quoted(b.sentence.text):
            if longest_run(x, y) >= VERBATIM:
                return Edge(a.id, b.id, Strength.CERTAIN, "verbatim-quotation", "Both quote the same words.")
            equal = in_order(x, y)
            if named and equal >= FUZZY and equal >= SHARE * min(len(x), len(y)):
                why = f"Both quote {equal} equal words of one speaker in the same order."
                return Edge(a.id, b.id, Strength.PROBABLE, "fuzzy-quotation", why)
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
