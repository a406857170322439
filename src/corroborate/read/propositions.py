"""Key statements without an amount."""

from __future__ import annotations

import regex

from corroborate.model import Document
from corroborate.read.found import Proposition, Sentence, SentenceKind
from corroborate.read.frames import Frame, background, frames, groups, shadow, whole_name
from corroborate.read.negation import negated

_KINDS = {SentenceKind.CAPTION: ("caption",)}
_PRONOUNS = frozenset({"", "it", "its", "they", "he", "she", "this", "that", "everything"})
_DENIED = (("responsibility_denied", "other_denial"), ("responsibility_denied", "weapon"), ("other_denial", "weapon"))
"""A denial and what is not stated a second time, or not at all, beside it."""
_SKIPPED = frozenset({SentenceKind.BYLINE, SentenceKind.PROMOTION})


def propose(document: Document, cut: list[Sentence]) -> list[Proposition]:
    """Find the key statements: responsibility, cause, weapon, facilities hit, agreements, denials, needs and access."""
    names = groups(document.text)
    found = []
    for sentence in cut:
        if sentence.kind not in _SKIPPED:
            found.extend(_stated(sentence, shadow(sentence.text, names)))
    return found


def _stated(sentence: Sentence, words: str) -> list[Proposition]:
    """The key statements of one sentence, one a measure; a denial speaks for its whole sentence."""
    stated: dict[str, Proposition] = {}
    passed = background(words, sentence.index)
    for frame in frames():
        late = frame.within and sentence.index >= frame.within
        if not late and frame.measure not in stated and frame.measure not in passed and (proposition := _match(frame, sentence, words)):
            stated[frame.measure] = proposition
    for denial, general in _DENIED:
        if denial in stated:
            stated.pop(general, None)
    return list(stated.values())


def _match(frame: Frame, sentence: Sentence, words: str) -> Proposition | None:
    at = frame.search(words)
    if at is None:
        return None
    start, end = at.span("trigger") if at["trigger"] else at.span()
    polarity = "-" if frame.polarity == "-" or (not frame.positive and negated(words, start)) else "+"
    flags = (*_KINDS.get(sentence.kind, ()), f"frame:{frame.name}")
    about = _about(frame, at, sentence.text, words)
    return Proposition(sentence.index, sentence.start + start, sentence.start + end, frame.measure, about, polarity, flags)


def _about(frame: Frame, at: regex.Match[str], text: str, words: str) -> str | None:
    """What the statement is about, in printed words; a pronoun names nothing."""
    named = frame.named(words, at)
    if named and frame.measure.startswith("facility_"):
        named = whole_name(text, named)
    printed = text[slice(*named)].strip(" ,.") if named else ""
    return printed if printed.lower() not in _PRONOUNS else frame.about
