"""What an amount counts, by the rules and by the encoder together: the rules' reading is one weight more on the encoder's scale."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from corroborate.model import Amount, Bound
from corroborate.read.amounts import amounts
from corroborate.read.encoder import Floats, Signs
from corroborate.read.found import Count, Proposition, Sentence
from corroborate.read.labels import MEASURES, STATEMENTS
from corroborate.read.tokens import tokens
from corroborate.vocabulary import vocabulary

LONGEST = 60
"""Characters of an amount's words at most."""


@cache
def weight(name: str, part: str = "amounts") -> float:
    """A weight of data/weights.toml."""
    return float(vocabulary("weights")[part][name])


class Weighed:
    """The counts of one report, sentence by sentence."""

    def __init__(self, signs: Signs, text: str) -> None:
        self._signs, self._text = signs, text
        self._best = signs.measures.argmax(1)

    def decide(self, sentence: Sentence, counts: list[Count], undecided: list[Count]) -> tuple[list[Count], list[Count]]:
        """The counts of a sentence that hold when the encoder is asked too, and the amounts that count nothing for either."""
        kept: list[Count] = []
        left: list[Count] = []
        zero = {(c.start, c.end) for c in counts if sum((c.start, c.end) == (d.start, d.end) for d in counts) > 1}
        for count in [*counts, *undecided]:
            measure = count.measure if (count.start, count.end) in zero else self._measure(count)
            if measure:
                kept.append(count if measure == count.measure else _as(count, measure))
            else:
                left.append(count)
        taken = [(c.start, c.end) for c in [*kept, *left]]
        kept += [c for c in self._seen(sentence) if not any(a < c.end and c.start < b for a, b in taken)]
        return sorted(kept, key=lambda c: (c.start, c.end)), left

    def _measure(self, count: Count) -> str:
        """The likeliest measure of an amount's words, "" if it counts nothing."""
        scores = np.log(self._chances(self._signs.words(count.start, count.end)) + 1e-6)
        if count.measure in MEASURES:
            scores[1 + MEASURES.index(count.measure)] += weight("rules_say")
        elif count.measure:
            return count.measure  # a measure of our own that the encoder does not know
        else:
            scores[0] += weight("rules_say_nothing")
        best = int(scores.argmax())
        return MEASURES[best - 1] if best else ""

    def _chances(self, words: slice) -> Floats:
        held = self._signs.measures[words]
        return np.asarray(held.mean(0) if len(held) else self._signs.measures[:0].sum(0), np.float32)

    def _seen(self, sentence: Sentence) -> list[Count]:
        """Runs of words that the encoder takes for an amount and the rules for none: mostly single people and things."""
        span = self._signs.words(sentence.start, sentence.end)
        made = []
        at = span.start
        while at < span.stop:
            measure = int(self._best[at])
            stop = at + 1
            while measure and stop < span.stop and self._best[stop] == measure:
                stop += 1
            if measure and float(self._signs.measures[at:stop, measure].mean()) > weight("unseen_by_rules"):
                count = self._made(sentence, at, stop, MEASURES[measure - 1])
                made += [count] if count else []
            at = stop
        return made

    def _made(self, sentence: Sentence, first: int, stop: int, measure: str) -> Count | None:
        start, end = int(self._signs.cut.word_starts[first]), int(self._signs.cut.word_ends[stop - 1])
        words = self._text[start:end]
        amount = _amount(words)
        if amount is None or end - start > LONGEST:
            return None
        unit = "people" if measure.startswith("people_") or measure == "attackers" else measure
        return Count(sentence.index, start, end, amount, measure, unit, flags=("encoder",))


def _amount(words: str) -> Amount | None:
    """The number that some words stand for; a noun without a number is one with an article or in the singular, else two or more."""
    tape = tokens(words)
    found = amounts(tape)
    if found:
        return found[0].amount
    if not tape or not tape[-1].word:
        return None
    single = tape[0].low in vocabulary("weights")["single"]["articles"] or not tape[-1].low.endswith("s")
    return Amount.make(Bound.EXACT, 1) if single else Amount.make(Bound.VAGUE, 2)


def _as(count: Count, measure: str) -> Count:
    """An amount as the encoder has it count something else."""
    unit = "people" if measure.startswith("people_") or measure == "attackers" else count.unit
    return replace(count, measure=measure, unit=unit, flags=tuple(sorted({*count.flags, "encoder"} - {"number"})))


def weighed_statements(signs: Signs, sentence: Sentence, stated: list[Proposition]) -> list[Proposition]:
    """The key statements of a sentence that hold when the encoder is asked too; those that it alone sees name nothing."""
    scores = signs.statements[signs.words(sentence.start, sentence.end)]
    if not len(scores):
        return stated
    top = scores.max(0)
    whole = top + np.log(np.exp(scores - top).sum(0))
    kept = [p for p in stated if p.measure not in STATEMENTS]
    by_rule = {p.measure: p for p in stated}
    for k, measure in enumerate(STATEMENTS):
        rule = by_rule.get(measure)
        if whole[k] + (weight("rules_say", "statements") if rule else 0.0) > weight("threshold", "statements"):
            kept.append(rule or _statement(signs, sentence, measure, int(scores[:, k].argmax())))
    return kept


def _statement(signs: Signs, sentence: Sentence, measure: str, word: int) -> Proposition:
    at = signs.words(sentence.start, sentence.end).start + word
    start, end = int(signs.cut.word_starts[at]), int(signs.cut.word_ends[at])
    return Proposition(sentence.index, start, end, measure, flags=("encoder",))
