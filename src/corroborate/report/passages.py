"""The full text of a report cut where claims begin and end, so that overlapping ones can all be marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corroborate.model import Claim


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a text: `starts` are claims whose words begin here (their anchors), `ends` those whose words end here.

    `value` says that the characters are an amount's words, `evidence` that they belong to a claim's sentence.
    """

    text: str
    value: bool
    evidence: bool
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    cut: bool = False


def anchor(claim: Claim) -> tuple[int, int]:
    """Where a claim is anchored in its text: the words of its amount, else its sentence."""
    span = claim.value or claim.sentence
    return span.start, span.end


def pieces(text: str, claims: Sequence[Claim], context: int | None = None) -> list[Piece]:
    """Cut a text at every edge of its claims; with `context`, leave out what lies further than that from any evidence."""
    values = [c.value for c in claims if c.value]
    evidence = [e for c in claims for e in c.evidence]
    shown = _shown(len(text), [(e.start, e.end) for e in evidence], context)
    edges = {0, len(text), *(p for s in (*values, *evidence) for p in (s.start, s.end)), *(p for window in shown for p in window)}
    cuts = sorted(p for p in edges if 0 <= p <= len(text))
    made = []
    for start, end in pairwise(cuts):
        visible = any(a <= start and end <= b for a, b in shown)
        made.append(
            Piece(
                text=text[start:end] if visible else "",
                value=any(v.holds(start, end) for v in values),
                evidence=any(e.holds(start, end) for e in evidence),
                starts=tuple(c.id for c in claims if anchor(c)[0] == start),
                ends=tuple(c.id for c in claims if anchor(c)[1] == end),
                cut=not visible,
            )
        )
    return made


def _shown(length: int, evidence: list[tuple[int, int]], context: int | None) -> list[tuple[int, int]]:
    """The windows of a text that are printed, merged."""
    if context is None:
        return [(0, length)]
    windows: list[tuple[int, int]] = []
    for start, end in sorted((max(0, a - context), min(length, b + context)) for a, b in evidence):
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows
