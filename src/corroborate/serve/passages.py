"""A report's text laid out for reading: cut wherever a mark begins or ends, every piece knowing where it stands in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from corroborate.model import Claim, Mention, Span
from corroborate.report.visible import JOINERS, KEPT

PART = 30_000
"""Characters of a text on one page; a part ends where a line does, if one does in its second half."""
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cf}\p{Co}\p{Cs}]")
_BREAK = regex.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Bit:
    """Characters from offset `at` of the text on, `long` of them; `kinds` are amount, source, unread.

    `of` are the claims whose amount it is, `why` says what was not understood. A character that a page shows otherwise than as
    itself is a bit of its own, so that offsets hold."""

    text: str
    at: int
    long: int
    kinds: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bits that the same claims take their evidence from; `anchors` are claims whose sentence begins here, `ends` those whose ends here.

    `sentence` is the offsets of a sentence that can be chosen and ends here, None where none does."""

    bits: tuple[Bit, ...]
    claims: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text; `apart` says that space stands before it, `head` that it is a heading."""

    stretches: tuple[Stretch, ...]
    apart: bool
    head: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """One part of a text, and how many there are: `start` to `end` in code points."""

    lines: tuple[Line, ...]
    number: int
    parts: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    claim: str = ""
    why: str = ""


def bounds(text: str) -> list[int]:
    """Where the parts of a text begin; the first is 0."""
    found = [0]
    while len(text) - found[-1] > PART:
        first, last = found[-1] + PART // 2, found[-1] + PART
        cut = max(text.rfind("\n", first, last), text.rfind("\r", first, last))
        cut = cut if cut >= 0 else text.rfind(" ", first, last)
        found.append(cut + 1 if cut >= 0 else last)
    return found


def part_of(text: str, offset: int) -> int:
    """The number (from 1) of the part that an offset lies in."""
    return bisect_right(bounds(text), offset)


def lay_out(
    text: str,
    claims: Sequence[Claim] = (),
    unread: Sequence[Mention] = (),
    number: int = 1,
    heads: Iterable[str] = (),
    sentences: Sequence[tuple[int, int]] = (),
) -> Laid:
    """One part of a text with its claims marked; lines that are one of `heads` are headings, `sentences` those that can be chosen."""
    starts = [*bounds(text), len(text)]
    number = min(max(number, 1), len(starts) - 1)
    start, end = starts[number - 1], starts[number]
    marks = [replace(m, start=max(m.start, start)) for m in _marks(text, claims, unread) if m.start < end and m.end > start]
    chosen = {e: (s, e) for s, e in sentences if start <= s and e <= end}
    named = {h.strip().rstrip(".") for h in heads}
    spaced = any(not text[a:b].strip() for a, b in _lines(text, start, end))
    lines, apart = [], False
    for a, b in _lines(text, start, end):
        if not text[a:b].strip():
            apart = True
            continue
        inside = [m for m in marks if m.start < b and m.end > a]
        stretches = tuple(_stretches(text, a, b, inside, {e: s for e, s in chosen.items() if a < e <= b}))
        lines.append(Line(stretches, apart or not spaced, text[a:b].strip().rstrip(".") in named))
        apart = False
    return Laid(tuple(lines), number, len(starts) - 1, start, end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a part, without their ends."""
    at = start
    for found in _BREAK.finditer(text, start, end):
        yield at, found.start()
        at = found.end()
    if at < end:
        yield at, end


def _marks(text: str, claims: Sequence[Claim], unread: Sequence[Mention]) -> Iterator[_Mark]:
    """What is marked, where the words still stand as they were noted."""
    for c in claims:
        for n, e in enumerate(c.evidence):
            if _stands(text, e):
                yield _Mark(e.start, e.end, "sentence" if n == 0 else "further", c.id)
        if c.value and _stands(text, c.value):
            yield _Mark(c.value.start, c.value.end, "amount", c.id)
        for s in c.chain:
            if s.span and _stands(text, s.span):
                yield _Mark(s.span.start, s.span.end, "source", c.id)
    for m in unread:
        if _stands(text, m.span):
            yield _Mark(m.span.start, m.span.end, "unread", why=m.value)


def _stands(text: str, span: Span) -> bool:
    return bool(span.text) and text[span.start : span.end] == span.text


def _stretches(text: str, a: int, b: int, marks: list[_Mark], chosen: dict[int, tuple[int, int]]) -> Iterator[Stretch]:
    edges = {a, b, *(p for m in marks for p in (m.start, m.end)), *_odd(text, a, b), *chosen}
    bounds = sorted(p for p in edges if a <= p <= b)
    bits = [_bit(text, x, y, marks) for x, y in pairwise(bounds)]
    told = [m for m in marks if m.kind in ("sentence", "further")]
    ends = {m.end for m in told} | set(chosen)
    parts: list[list[Bit]] = [[]]
    held: tuple[str, ...] = ()
    for bit in bits:
        mine = _claims_at(told, bit)
        if parts[-1] and (mine != held or bit.at in ends or any(m.start == bit.at for m in told)):
            parts.append([])
        parts[-1].append(bit)
        held = mine
    for part in parts:
        first, last = part[0].at, part[-1].at + part[-1].long
        yield Stretch(
            tuple(part),
            _claims_at(told, part[0]),
            _once(m.claim for m in told if m.kind == "sentence" and m.start == first),
            _once(m.claim for m in told if m.kind == "sentence" and m.end == last),
            chosen.get(last),
        )


def _claims_at(told: list[_Mark], bit: Bit) -> tuple[str, ...]:
    return _once(m.claim for m in told if m.start <= bit.at and bit.at + bit.long <= m.end)


def _bit(text: str, a: int, b: int, marks: list[_Mark]) -> Bit:
    inside = [m for m in marks if m.start <= a and b <= m.end and m.kind in ("amount", "source", "unread")]
    of = _once(m.claim for m in inside if m.kind == "amount")
    return Bit(text[a:b], a, b - a, _once(m.kind for m in inside), of, next((m.why for m in inside if m.why), ""))


def _odd(text: str, a: int, b: int) -> Iterator[int]:
    """The edges of every run of characters that a page shows otherwise than as themselves."""
    last = -1
    for found in _UNSEEN.finditer(text, a, b):
        if found[0] in KEPT or found[0] in JOINERS:
            continue
        if found.start() != last:
            yield found.start()
            if last >= 0:
                yield last
        last = found.end()
    if last >= 0:
        yield last


def _once(several: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(several))
