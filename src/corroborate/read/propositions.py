"""Key statements without an amount."""

from __future__ import annotations

from corroborate.model import Document
from corroborate.read.found import Proposition, Sentence, SentenceKind
from corroborate.read.frames import Frame, frames, groups, shadow
from corroborate.read.negation import negated

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
    stated: dict[str, Proposition] = {}
    for frame in frames():
        late = frame.within and sentence.index >= frame.within
        general = frame.measure == "other_denial" and "responsibility_denied" in stated
        if not late and not general and frame.measure not in stated and (proposition := _match(frame, sentence, words)):
            stated[frame.measure] = proposition
    return list(stated.values())


def _match(frame: Frame, sentence: Sentence, words: str) -> Proposition | None:
    at = frame.search(words)
    if at is None:
        return None
    start, end = at.span("trigger") if at["trigger"] else at.span()
    named = frame.named(words, at)
    about = sentence.text[slice(*named)].strip(" ,.") if named else frame.about
    polarity = "-" if frame.polarity == "-" or (not frame.positive and negated(words, start)) else "+"
    flags = ("caption",) if sentence.kind is SentenceKind.CAPTION else ()
    return Proposition(
        sentence.index, sentence.start + start, sentence.start + end, frame.measure, about, polarity, (*flags, f"frame:{frame.name}")
    )
