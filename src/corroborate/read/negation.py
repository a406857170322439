"""Whether the words before a position deny what stands there."""

from __future__ import annotations

import regex

_WORDS = r"not|never|no(?!\.? ?\d)|nobody|none|neither|nor|without|den(?:ied|ies|y|ying)|cannot|refus(?:ed|es|ing) to|failed to|unlikely"
_NEGATION = regex.compile(rf"(?:\b(?:{_WORDS})|n[’']t)\b(?! only\b)", regex.IGNORECASE)
_CLAUSE = regex.compile(r"[,;:—–(]|\b(?:but|although|though|while|whereas|however|and|who|which|because|after|when|as)\b", regex.IGNORECASE)


def negated(words: str, at: int) -> bool:
    """Whether a negation stands in the same clause, before the position `at` of a sentence."""
    before = words[:at]
    clause = before[max((m.end() for m in _CLAUSE.finditer(before)), default=0) :]
    return _NEGATION.search(clause) is not None
