"""What an amount counts, by the rules and by the encoder together: the rules' reading is one weight more on the encoder's scale."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import regex

from corroborate.model import Amount, Bound
from corroborate.read.amounts import amounts, parse
from corroborate.read.encoder import Floats, Signs
from corroborate.read.found import Count, Proposition, Sentence
from corroborate.read.labels import MEASURES, STATEMENTS
from corroborate.read.notcounts import not_counts
from corroborate.read.tokens import Token, tokens
from corroborate.vocabulary import vocabulary

CERTAIN = 0.995
"""The probability of "counts nothing" against which no reading by the rules stands: their weight is less than that of such odds."""
LONGEST, NEAR = 60, 24
"""Characters of an amount's words at most, and behind them of a unit that belongs to the number."""
_ORDINAL = regex.compile(r"\d+(?:st|nd|rd|th)")
_ARTICLE = regex.compile(r"\s+an?(?:\s+\w+)?$")
_JOINTS = regex.compile(r",|\band\b")


@cache
def weight(part: str, name: str) -> float:
    """A weight of data/weights.toml."""
    return float(vocabulary("weights")[part][name])


@cache
def words_alone() -> dict[str, float]:
    """Words that stand for a number where an amount is one word."""
    return {word: float(value) for word, value in vocabulary("weights")["alone"].items()}


class Weighed:
    """The counts of one report, sentence by sentence."""

    def __init__(self, signs: Signs, text: str) -> None:
        self._signs, self._text = signs, text
        self._best = signs.measures.argmax(1)

    def idle(self, sentence: Sentence) -> bool:
        """Whether a sentence without digits counts nothing, whatever the rules would say of it: they need not be asked."""
        words = self._signs.words(sentence.start, sentence.end)
        chances = self._signs.measures[words, 0]
        return not any(c.isdigit() for c in sentence.text) and (not len(chances) or float(chances.min()) > CERTAIN)

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
        seen = self._seen(sentence)
        if seen:
            taken = [(c.start, c.end) for c in [*kept, *left]]
            taken += [(sentence.start + a, sentence.start + b) for a, b, _ in not_counts(sentence.text)]  # times, ages, names with numbers
            kept += [c for c in seen if not any(a < c.end and c.start < b for a, b in taken)]
        return sorted(kept, key=lambda c: (c.start, c.end)), left

    def _measure(self, count: Count) -> str:
        """The likeliest measure of an amount's words, "" if it counts nothing."""
        if "bare_plural" in count.flags:
            return count.measure  # told by its wounds alone, which is more than a word's own look
        scores = np.log(self._chances(self._signs.words(count.start, count.end)) + 1e-6)
        if count.measure in MEASURES:
            scores[1 + MEASURES.index(count.measure)] += weight("amounts", "rules_say")
        elif count.measure:
            return count.measure  # a measure of our own that the encoder does not know
        else:
            scores[0] += weight("amounts", "rules_say_nothing")
        best = int(scores.argmax())
        measure = MEASURES[best - 1] if best else ""
        if not count.measure and measure.startswith("people_") and self._beasts(count.start, count.end):
            return "amount_other"
        return measure

    def _beasts(self, start: int, end: int) -> bool:
        """Whether animals are named beside an amount of which the rules do not know what it counts: they are no people."""
        near = tokens(self._text[max(0, start - 50) : end + 40])
        return any(t.low in vocabulary("weights")["beasts"]["nouns"] for t in near)

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
            if measure and float(self._signs.measures[at:stop, measure].mean()) > weight("amounts", "unseen_by_rules"):
                count = self._made(sentence, at, stop, MEASURES[measure - 1])
                made += [count] if count else []
            at = stop
        return made

    def _made(self, sentence: Sentence, first: int, stop: int, measure: str) -> Count | None:
        start, end = int(self._signs.cut.word_starts[first]), int(self._signs.cut.word_ends[stop - 1])
        amount = amount_of(self._text, start, end) if end - start <= LONGEST else None
        if amount is None:
            return None
        unit = "people" if measure.startswith("people_") or measure == "attackers" else measure
        return Count(sentence.index, start, end, amount, measure, unit, flags=("encoder",))


def amount_of(text: str, start: int, end: int) -> Amount | None:
    """The number that the words at `[start, end)` stand for: a number with its unit behind ("about an hour"), an ordinal, or nouns
    without a number: one each with an article or in the singular, else two or more. None for what is no noun, or one word alone."""
    tape = tokens(text[start:end])
    if not tape or not (tape[-1].word or tape[-1].number):
        return None
    led = tape[0].low in vocabulary("weights")["single"]["articles"]  # "a second person", but "less than a second"
    ordinal = tape[1] if led and len(tape) > 1 else tape[0]
    if ordinal.low in words_alone() or _ORDINAL.fullmatch(ordinal.low):
        return Amount.make(Bound.EXACT, _ordinal(ordinal.low))
    within = [t for t in tokens(text[start : end + NEAR]) if t.start < end - start + NEAR]
    found = next((s for s in amounts(within) if within[s.core].start < end - start and not _age(within, s.last)), None)
    if found:
        return found.amount
    hedged = parse(_ARTICLE.sub(" one", text[start:end])) if len(tape) > 1 else None  # "less than a second", "about an hour"
    if hedged:
        return hedged
    if all(t.low in _bare() for t in tape) or len(tape) == 1:
        return None  # "a", "more than", "survivors": nothing says how many
    parts = [p for p in _JOINTS.split(text[start:end]) if p.strip()]
    plural = [p for p in parts if not _single(tokens(p))]
    return Amount.make(Bound.VAGUE, 2) if plural else Amount.make(Bound.EXACT, len(parts))


@cache
def _bare() -> frozenset[str]:
    """Articles, and the words of hedges that stand before a number."""
    hedges = (word for phrase in vocabulary("hedges")["before"] for word in phrase.split())
    return frozenset([*vocabulary("weights")["single"]["articles"], *hedges])


def _age(tape: list[Token], at: int) -> bool:
    """Whether the number before token `at` is an age ("13-year-old son")."""
    return [t.low for t in tape[at : at + 4]] == ["-", "year", "-", "old"]


def _ordinal(word: str) -> float:
    return words_alone().get(word) or float("".join(c for c in word if c.isdigit()))


def _single(tape: list[Token]) -> bool:
    """Whether a noun is one person or thing: it has an article before it, or no plural ending."""
    return bool(tape) and (tape[0].low in vocabulary("weights")["single"]["articles"] or not tape[-1].low.endswith("s"))


def _as(count: Count, measure: str) -> Count:
    """An amount as the encoder has it count something else."""
    flags = tuple(sorted({*count.flags, "encoder"} - {"number"}))
    if measure.startswith("people_") or measure == "attackers":
        return replace(count, measure=measure, unit="people", flags=flags)
    named = " ".join(t.text for t in tokens(count.population or "") if t.word) or None  # "km (" is km
    return replace(count, measure=measure, unit=count.unit or named, population=None, flags=flags)


def open_statements(signs: Signs, sentence: Sentence) -> frozenset[str]:
    """The key statements that a sentence can make if the rules find them: for the others they need not be asked."""
    scores = signs.statements[signs.words(sentence.start, sentence.end)]
    if not len(scores):
        return frozenset()
    enough = _whole(scores) + weight("statements", "rules_say") > weight("statements", "threshold")
    return frozenset(m for m, on in zip(STATEMENTS, enough.tolist(), strict=True) if on)


def _whole(scores: Floats) -> Floats:
    """The scores of a sentence: the soft maximum of its words'."""
    top = scores.max(0)
    return np.asarray(top + np.log(np.exp(scores - top).sum(0)), np.float32)


def weighed_statements(signs: Signs, sentence: Sentence, stated: list[Proposition]) -> list[Proposition]:
    """The key statements of a sentence that hold when the encoder is asked too; those that it alone sees name nothing."""
    scores = signs.statements[signs.words(sentence.start, sentence.end)]
    if not len(scores):
        return stated
    whole = _whole(scores)
    kept = [p for p in stated if p.measure not in STATEMENTS]
    by_rule = {p.measure: p for p in stated}
    for k, measure in enumerate(STATEMENTS):
        rule = by_rule.get(measure)
        if whole[k] + (weight("statements", "rules_say") if rule else 0.0) > weight("statements", "threshold"):
            kept.append(rule or _statement(signs, sentence, measure, int(scores[:, k].argmax())))
    return kept


def _statement(signs: Signs, sentence: Sentence, measure: str, word: int) -> Proposition:
    at = signs.words(sentence.start, sentence.end).start + word
    start, end = int(signs.cut.word_starts[at]), int(signs.cut.word_ends[at])
    return Proposition(sentence.index, start, end, measure, flags=("encoder",))
