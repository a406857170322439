"""Whom the encoder hears behind an amount or a statement, resolved to a name and weighed against what the rules say."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corroborate.model import Source, SourceKind, Span
from corroborate.read.cuewords import RELATIVES, TIMES
from corroborate.read.encoder import Signs
from corroborate.read.names import Names
from corroborate.read.sources import Phrase, phrase, right_phrase
from corroborate.read.told import Run, Told, marked, told
from corroborate.read.words import PRONOUNS, Word, nouns, words

_ONE = (SourceKind.PERSON, SourceKind.INSIDER, SourceKind.OFFICIALS)
_SEVERAL = (SourceKind.OFFICIALS, SourceKind.INSIDER, SourceKind.BODY)
FITS = {
    "he": _ONE, "him": _ONE, "she": _ONE, "her": _ONE, "it": (SourceKind.BODY, SourceKind.MEDIA),
    "they": _SEVERAL, "them": _SEVERAL,
}  # fmt: skip
"""What a pronoun may stand for."""


LONGEST = 120
"""Characters of a source that is not marked as one, at most."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Who says some words: the source's mention in characters (None: nobody but the outlet) and how sure the encoder is."""

    mention: tuple[int, int] | None
    chance: float
    nobody: float


class Heard:
    """The encoder's attributions of one report and its answer to "who says this?" at any place."""

    def __init__(self, signs: Signs, text: str) -> None:
        self._signs, self._text = signs, text
        runs = marked(signs, text)
        self.told: list[Told] = told(signs, runs)
        self._sources = runs["source"]

    def characters(self, run: Run) -> tuple[int, int]:
        """A run of words as characters."""
        return int(self._signs.cut.word_starts[run[0]]), int(self._signs.cut.word_ends[run[1] - 1])

    def guess(self, start: int, end: int) -> Guess:
        """Who says the words at `[start, end)`, by the votes of their words."""
        span = self._signs.words(start, end)
        held = np.arange(span.start, min(span.stop, span.start + 40))
        if not len(held):
            return Guess(None, 0.0, 0.0)
        targets, chances = self._signs.pointed("word>source", held)
        votes: dict[int, float] = {}
        for target, chance in zip(targets.tolist(), chances.tolist(), strict=True):
            votes[target] = votes.get(target, 0.0) + chance / len(held)
        nobody = votes.pop(-1, 0.0)
        if not votes:
            return Guess(None, nobody, nobody)
        best = max(votes, key=lambda t: votes[t])
        return Guess(self._mention(best), votes[best], nobody)

    def _mention(self, word: int) -> tuple[int, int]:
        """The marked source that a word belongs to, else the noun phrase that begins with it."""
        run = next((r for r in self._sources if r[0] <= word < r[1]), None)
        if run:
            return self.characters(run)
        start, end = self.characters((word, word + 1))
        found = words(self._text, start, min(len(self._text), start + LONGEST))
        last = right_phrase(found, 0) if found else None
        return (start, found[last - 1].end) if last else (start, end)

    def longer(self, mention: tuple[int, int], source: Source) -> bool:
        """Whether a mention says more of the same source than the rules saw: a person beside the role ("Ida Moor head of the council"), the
        whole name of a body of which they saw the end ("the Bureau of Fish and Water", "Water")."""
        if source.span is None or source.kind is SourceKind.PERSON:
            return False
        if mention[0] <= source.span.start and source.span.end <= mention[1] and self._phrase(words(self._text, *mention)).person:
            return True
        if source.kind is not SourceKind.BODY or source.span.end != mention[1]:
            return False
        before = self._text[mention[0] : source.span.start].split()
        return bool(before) and before[-1].lower() in ("of", "for", "and", "&") and "," not in "".join(before)

    def named(self, document: str, mention: tuple[int, int], names: Names, earlier: Sequence[Source]) -> Source | None:
        """The source that a mention stands for, by the fullest name printed; of a pronoun the last that fits, None if none does."""
        start, end = mention
        found = words(self._text, start, end)
        if not found:
            return None
        span = Span.of(document, self._text, start, end)
        if len(found) == 1 and found[0].low in PRONOUNS:
            fits = FITS.get(found[0].low, ())
            before = [s for s in earlier if s.span and s.span.start < start and s.kind in fits and start - s.span.start < 1200]
            last = max(before, key=lambda s: s.span.start if s.span else 0, default=None)
            return Source(last.name, last.kind, span, last.role, last.medium, last.basis) if last else None
        meant = self._phrase(found)
        if meant.kind is SourceKind.MEDIA and meant.text.lower() in nouns().documents | nouns().media:
            return None  # "reports": nobody in particular
        name, kind, _ = names.full(meant)
        return Source(name, kind, span, meant.role)

    def _phrase(self, found: list[Word]) -> Phrase:
        """The noun phrase of a mention: of parts between commas ("the mayor, A B", "A B, a spokesman for C") the one with a person."""
        behind = next((k for k, w in enumerate(found) if k and (w.low in RELATIVES or w.text == "(" or w.low in TIMES)), len(found))
        found = found[:behind]
        edges = [0, *(k + 1 for k, w in enumerate(found) if w.text == ","), len(found) + 1]
        parts = [phrase(self._text, found, a, b - 1) for a, b in itertools.pairwise(edges) if b - 1 > a]
        return next((p for p in parts if p.person), parts[0] if parts else phrase(self._text, found, 0, len(found)))
