"""A stretch of a report's text cut into pieces: what is evidence is marked, and every piece knows where it stands in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from corroborate.model import Claim, Span
from corroborate.report.visible import JOINERS, KEPT

ROUND = 6_000
"""Characters shown on either side of a sentence: the page stays small whatever the report is."""
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cf}\p{Co}\p{Cs}]")


@dataclass(frozen=True, slots=True)
class Bit:
    """Some characters of a report from offset `at` on, `long` of them; `kinds` are sentence, amount, source, other.

    A character that is shown as something else (a control, a carriage return) is a bit of its own, so that offsets hold.
    """

    text: str
    at: int
    long: int
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a text; `before` and `after` say whether more stands there."""

    bits: tuple[Bit, ...]
    before: bool
    after: bool


def excerpt(text: str, claim: Claim | None, others: Sequence[Claim] = (), sentence: Span | None = None, at: int = 0) -> Excerpt:
    """The text round a claim's sentence (else round `sentence` or offset `at`), with what it rests on and other claims' amounts marked."""
    round_ = claim.sentence if claim else sentence
    first, last = (round_.start, round_.end) if round_ else (at, at)
    start, end = max(0, first - ROUND), min(len(text), last + ROUND)
    own = list(_marks(claim, text)) if claim else [("sentence", sentence)] if sentence else []
    marked = [*own, *(("other", o.value) for o in others if o.value and (claim is None or o.id != claim.id))]
    edges = {start, end, *(p for _, s in marked for p in (s.start, s.end)), *_odd(text, start, end)}
    cuts = sorted(p for p in edges if start <= p <= end)
    bits = [Bit(_printed(text, a, b), a, b - a, _kinds(marked, a, b)) for a, b in pairwise(cuts)]
    return Excerpt(tuple(bits), start > 0, end < len(text))


def _marks(claim: Claim, text: str) -> Iterator[tuple[str, Span]]:
    """What of a claim is marked, where the words still stand as it says; evidence beyond the sentence is marked as the sentence is."""
    named = [("sentence", e) for e in claim.evidence] + [("source", s.span) for s in claim.chain if s.span]
    for kind, span in [*named, *([("amount", claim.value)] if claim.value else [])]:
        if span.text and text[span.start : span.end] == span.text:
            yield kind, span


def _kinds(marked: list[tuple[str, Span]], start: int, end: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for kind, span in marked if span.holds(start, end)))


def _odd(text: str, start: int, end: int) -> Iterator[int]:
    """The edges of every character that a page shows otherwise than as itself."""
    for m in _UNSEEN.finditer(text, start, end):
        if m[0] == "\r" or (m[0] not in KEPT and m[0] not in JOINERS):
            yield m.start()
            yield m.end()


def _printed(text: str, start: int, end: int) -> str:
    """The characters as a page may hold them: HTML knows no carriage return, so that it is a line's end or nothing."""
    if text[start:end] != "\r":
        return text[start:end]
    return "" if text[end : end + 1] == "\n" else "\n"
