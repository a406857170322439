"""How far a statement is put forward: hedges and open questions round the words."""

from __future__ import annotations

from functools import cache

import regex

from corroborate.model import Commitment
from corroborate.vocabulary import vocabulary

_STOPS = regex.compile(r"[,;:]\s|\s(?:but|while|although|because|and|as)\s")
_OPEN = regex.compile(r"\b(?:whether|if)\b")


@cache
def _pattern(key: str) -> regex.Pattern[str]:
    entries = sorted(vocabulary("cues")["hedges"][key], key=lambda w: (-len(w), w))
    return regex.compile(r"\b(?:" + "|".join(regex.escape(w) for w in entries) + r")\b", regex.IGNORECASE)


def hedged(text: str, first: int, last: int, start: int, end: int, commitment: Commitment) -> Commitment:
    """The commitment of the words `[start, end)` of the sentence `[first, last)`, given what its cue says."""
    if commitment is Commitment.DENIED:
        return commitment
    if _denied(text[first:start]):
        return Commitment.DENIED
    clause_start, clause_end = _clause(text, first, last, start, end)
    clause = text[clause_start:clause_end]
    if _open_question(text, first, start) or _pattern("hypothetical").search(clause):
        return Commitment.HYPOTHETICAL
    if commitment is Commitment.ASSERTED and _pattern("claimed").search(clause):
        return Commitment.CLAIMED
    return commitment


def _denied(before: str) -> bool:
    """Whether the words stand behind "it was not true that", "dismissed reports that", with nobody else's clause between."""
    last = max((m.end() for m in _pattern("denied").finditer(before)), default=None)
    return last is not None and not regex.search(r"[;:”\"]|\b(?:but|while|although|though|saying|adding)\b", before[last:])


def _clause(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    stops = [m.start() for m in _STOPS.finditer(text, first, last)]
    left = max((s for s in stops if s < start), default=first)
    right = min((s for s in stops if s >= end), default=last)
    return left, right


def _open_question(text: str, first: int, start: int) -> bool:
    before = text[first:start]
    found = list(_OPEN.finditer(before.lower()))
    return bool(found) and bool(
        _pattern("whether").search(before[: found[-1].start()]) or (found[-1].group() == "if" and found[-1].start() < 3)
    )


@cache
def _given() -> regex.Pattern[str]:
    given = vocabulary("cues")["presupposed"]
    events, verbs = ("|".join(regex.escape(w) for w in given[key]) for key in ("events", "verbs"))
    between = r"(?:(?!that\b|which\b|who\b|and\b|but\b)[\p{L}’'-]+\s+){0,6}"
    return regex.compile(
        rf"\b(?:{events})s?\s+{between}(?:that|which|who|in which)\s+(?:(?:has|have|had|also|reportedly)\s+)*(?:{verbs})\s+"
        r"(?:[\p{L}’']+\s+)?$",
        regex.IGNORECASE,
    )


def presupposed(text: str, start: int) -> bool:
    """Whether the words stand in "the attack that killed ...": what a relative clause takes for granted, the speaker does not state."""
    return _given().search(text, max(0, start - 140), start) is not None
