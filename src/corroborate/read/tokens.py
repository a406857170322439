"""Words, numbers and marks of a sentence, with their offsets."""

from __future__ import annotations

from typing import NamedTuple

import regex

_TOKEN = regex.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[\xa0\u202f\u2009]\d{3})+(?!\d)|\d+(?:\.\d+)?(?![\d]))(?:(?!\p{L})|(?=(?:bn|mn|k|km|kms|m|cm|ft|mph|kg)\b))"
    r"|(?P<word>(?:\p{Lu}\.){2,}|[\p{L}\d][\p{L}\p{M}\d]*(?:['’][\p{L}]+)*)"
    r"|(?P<mark>[^\s])"
)


class Token(NamedTuple):  # a tuple: it is made for every word of every report
    """One word, number or mark; `low` is its lower-case form with straight apostrophes, `number` whether it is written in digits."""

    text: str
    low: str
    start: int
    end: int
    number: bool = False

    @property
    def word(self) -> bool:
        """Whether it is made of letters (or letters and digits, as in "A330")."""
        return not self.number and self.low[0].isalnum()

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


SHORT_NAMES = {"IS": "i.s.", "US": "u.s.", "WHO": "w.h.o."}
"""Names of bodies and countries that would read as small words in lower case."""


def tokens(text: str) -> list[Token]:
    """Cut a sentence into tokens; offsets are those of `text`."""
    names = {} if text.isupper() else SHORT_NAMES
    return [
        Token(m.group(), names.get(m.group()) or m.group().lower().replace("’", "'"), m.start(), m.end(), m.group("digits") is not None)
        for m in _TOKEN.finditer(text)
    ]
