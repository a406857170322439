"""Key statements without an amount."""

from __future__ import annotations

from dataclasses import replace

import regex

from corroborate.model import Document
from corroborate.read.encoder import Signs
from corroborate.read.found import Proposition, Sentence, SentenceKind
from corroborate.read.frames import Frame, background, compiled, groups, possible, shadow, whole_name
from corroborate.read.labels import STATEMENTS
from corroborate.read.named import fullest, lowered, named, whole_person
from corroborate.read.negation import negated
from corroborate.read.weighed import open_statements, weighed_statements

_KINDS = {SentenceKind.CAPTION: ("caption",)}
_DENIALS = ("responsibility_denied", "other_denial")
_UNDENIED = frozenset({"weapon", "cause", "facility_attacked", "facility_destroyed", "facility_seized", "responsibility_attributed"})
"""What is not stated after a denial in its sentence: the denial speaks for it."""
_DEFINITE = frozenset({"the", "this", "that", "same"})
_NEW = frozenset({"a", "an", "another", "one", "second", "third", "two", "three"})
KNOWN = frozenset(STATEMENTS)
_NAMED = {"weapon": r"\b{weapon}\b|\b{strike}\b", "facility": r"\b{facility}\b", "responsibility": r"\b{actor}"}
"""What a statement may name, by the beginning of its measure."""
_SKIPPED = frozenset({SentenceKind.BYLINE, SentenceKind.PROMOTION})


def propose(document: Document, cut: list[Sentence], signs: Signs | None = None) -> list[Proposition]:
    """Find the key statements: responsibility, cause, weapon, facilities hit, agreements, denials, needs and access.

    With the encoder's `signs` a statement stands where its score with the rules' vote reaches the threshold of data/weights.toml.
    """
    names = groups(document.text)
    found: list[Proposition] = []
    read = [(s, shadow(lowered(s.text), names)) for s in cut if s.kind not in _SKIPPED]
    for sentence, words in read:
        wanted = open_statements(signs, sentence) if signs else None
        stated = _stated(sentence, words, document.text, wanted)
        if signs:
            stated = [_naming(p, sentence, words, document.text) for p in weighed_statements(signs, sentence, stated)]
            stated = [p for p in stated if p.about or "encoder" not in p.flags or p.measure.partition("_")[0] not in _NAMED]
        found.extend(stated)
    return found


def _naming(stated: Proposition, sentence: Sentence, words: str, report: str) -> Proposition:
    """A statement that the encoder alone sees, with the weapon, facility or party that stands nearest to its word, if one does."""
    kind = stated.measure.partition("_")[0]
    if "encoder" not in stated.flags or kind not in _NAMED:
        return stated
    at = stated.start - sentence.start
    near = min(compiled(_NAMED[kind]).finditer(words), key=lambda m: abs(m.start() - at), default=None)
    if near is None:
        return stated
    if kind == "facility":
        printed = named(sentence.text, whole_name(sentence.text, near.span()), "facility")
        return replace(stated, about=(fullest(report, printed) or printed) if printed else None)
    return replace(stated, about=named(sentence.text, near.span(), "party" if kind == "responsibility" else ""))


def _stated(sentence: Sentence, words: str, report: str, wanted: frozenset[str] | None = None) -> list[Proposition]:
    """The key statements of one sentence, one a measure; a denial speaks for what stands after it. Of those that the encoder knows only
    the `wanted` ones are looked for."""
    stated: dict[str, Proposition] = {}
    passed = background(words, sentence.index)
    for frame in possible(words):
        late = frame.within and sentence.index >= frame.within
        if late or frame.measure in stated or frame.measure in passed or (wanted is not None and frame.measure in KNOWN - wanted):
            continue
        if at := frame.search(words):
            stated[frame.measure] = _match(frame, sentence, at, words, report)
    return _undenied(stated)


def _undenied(stated: dict[str, Proposition]) -> list[Proposition]:
    """Statements without those that a denial in the sentence already speaks for."""
    if "responsibility_denied" in stated:
        stated.pop("other_denial", None)
    if "other_denial" in stated:
        stated.pop("weapon", None)
    denials = [stated[d] for d in _DENIALS if d in stated]
    return [p for p in stated.values() if not (p.measure in _UNDENIED and any(d.start <= p.start for d in denials))]


def _match(frame: Frame, sentence: Sentence, at: regex.Match[str], words: str, report: str) -> Proposition:
    start, end = at.span("trigger") if at["trigger"] else at.span()
    polarity = "-" if frame.polarity == "-" or (not frame.positive and negated(words, start)) else "+"
    flags = (*_KINDS.get(sentence.kind, ()), f"frame:{frame.name}")
    about = _about(frame, at, sentence, words, report)
    return Proposition(sentence.index, sentence.start + start, sentence.start + end, frame.measure, about, polarity, flags)


def _about(frame: Frame, at: regex.Match[str], sentence: Sentence, words: str, report: str) -> str | None:
    """What the statement is about, in printed words: a clean noun phrase, a facility by its fullest name in the report, or nothing."""
    span, text = frame.named(words, at), sentence.text
    if span is None:
        return frame.about
    if not frame.measure.startswith("facility_"):
        kind = "party" if frame.measure.startswith("responsibility_") else "clause" if frame.subject == "clause" else ""
        phrase = named(text, span, kind)
        return (whole_person(report, phrase) if phrase and kind == "party" else phrase) or frame.about
    trigger = at.span("trigger")
    printed = named(text, whole_name(text, span, trigger[1] if trigger[1] <= span[0] else 0), "facility")
    if printed and _definite(text, span[0], sentence.kind is SentenceKind.HEADLINE):
        printed = fullest(report, printed) or printed
    return printed or frame.about


def _definite(text: str, at: int, headline: bool) -> bool:
    """Whether a facility is one that the report tells of ("the hospital", a headline's "hospital"), not a new one ("a hospital")."""
    before = text[:at].split()
    return not before or before[-1].lower() in _DEFINITE or (headline and before[-1].lower() not in _NEW and not before[-1].isdigit())
