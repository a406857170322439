"""Whether the words before a position deny what stands there; the words are data/negation.toml."""

from __future__ import annotations

from functools import cache

import regex

from corroborate.vocabulary import vocabulary


@cache
def _words() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """The words that deny, and what opens a new clause."""
    table = vocabulary("negation")
    denying = rf"\b(?:{'|'.join(table['words'])})\b(?!{'|'.join(table['except'])})"
    return regex.compile(denying, regex.IGNORECASE), regex.compile("|".join(table["clauses"]), regex.IGNORECASE)


def negated(words: str, at: int) -> bool:
    """Whether a negation stands in the same clause, before the position `at` of a sentence."""
    denying, clauses = _words()
    before = words[:at]
    clause = before[max((m.end() for m in clauses.finditer(before)), default=0) :]
    return denying.search(clause) is not None
