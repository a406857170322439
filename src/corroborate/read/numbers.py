"""Exact numbers in digits and words: "2,300", "1.5 million", "one hundred and twenty-six", "half a million"."""

from __future__ import annotations

from functools import cache
from typing import cast

from corroborate.read.tokens import Token
from corroborate.vocabulary import vocabulary

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUPS = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"))

AND_HALF = (("and", "a", "half"), ("-", "and", "-", "a", "-", "half"), ("-", "and", "-", "half"))
HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
LARGEST_PART = 64
"""Largest number below the line of a part written behind a number ("7 3/64")."""
SMALLEST_SCALE = 1000


@cache
def _cardinals() -> dict[str, int]:
    return cast(dict[str, int], vocabulary("numbers")["cardinals"])


@cache
def _scales() -> dict[str, int]:
    return cast(dict[str, int], vocabulary("numbers")["scales"])


@cache
def _fractions() -> dict[tuple[str, ...], float]:
    table = cast(dict[str, float], vocabulary("numbers")["fractions"])
    return {tuple(words.split()): factor for words, factor in table.items()}


@cache
def _fraction_starts() -> frozenset[str]:
    return frozenset(words[0] for words in _fractions())


def exact(tape: list[Token], at: int) -> tuple[float, int] | None:
    """Read one exact number that starts at token `at`: its value and the index after it; None if there is none."""
    found = _fraction(tape, at) or _digits(tape, at) or _words(tape, at)
    return _and_half(tape, *found) if found else None


def _and_half(tape: list[Token], value: float, at: int) -> tuple[float, int]:
    """A number with the part written behind it: "two and a half", "1 1/2", "2½"; the scale after it holds for both."""
    spoken = next((form for form in AND_HALF if tuple(t.low for t in tape[at : at + len(form)]) == form), None)
    if spoken and value % 1 == 0:
        part, at = 0.5, at + len(spoken)
    elif _low(tape, at) in HALVES and value % 1 == 0:
        part, at = HALVES[tape[at].low], at + 1
    elif _low(tape, at + 1) in ("/", "⁄") and at + 2 < len(tape) and all(tape[k].text.isdigit() for k in (at - 1, at, at + 2)):
        over, under = value_of(tape[at]), value_of(tape[at + 2])
        if not 0 < over < under <= LARGEST_PART:
            return value, at
        part, at = over / under, at + 3
    else:
        return value, at
    scale = _scales().get(_low(tape, at), 0)
    return ((value + part) * scale, at + 1) if scale >= SMALLEST_SCALE else (value + part, at)


def value_of(token: Token) -> float:
    """The value of a token in digits."""
    bare = token.text
    for mark in ",\xa0\u202f\u2009":
        bare = bare.replace(mark, "")
    return float(bare)


def scale_of(word: str) -> int | None:
    """What a word after a number multiplies it by; None if it does not."""
    return _scales().get(word)


def in_words(value: int) -> str:
    """Print a whole number from 0 below a billion of billions in English words."""
    for factor, name in _GROUPS:
        if value >= factor:
            rest = value % factor
            joint = "" if not rest else " and " if rest < 100 else " "
            return f"{in_words(value // factor)} {name}{joint}{in_words(rest) if rest else ''}"
    if value >= 100:
        rest = value % 100
        return f"{_UNITS[value // 100]} hundred{f' and {in_words(rest)}' if rest else ''}"
    if value >= 20:
        return _TENS[value // 10] + (f"-{_UNITS[value % 10]}" if value % 10 else "")
    return _UNITS[value]


def _low(tape: list[Token], at: int) -> str:
    return tape[at].low if 0 <= at < len(tape) else ""


def _fraction(tape: list[Token], at: int) -> tuple[float, int] | None:
    if _low(tape, at) not in _fraction_starts():
        return None
    for words, factor in _fractions().items():
        if tuple(_low(tape, at + k) for k in range(len(words))) == words:  # "half a million", "half-dozen"
            scale = _scales().get(_low(tape, at + len(words)))
            if scale:
                return factor * scale, at + len(words) + 1
    return None


def _digits(tape: list[Token], at: int) -> tuple[float, int] | None:
    if at >= len(tape) or not tape[at].number or (tape[at].text[0] == "0" and tape[at].text.isdigit() and len(tape[at].text) > 1):
        return None
    value, at = value_of(tape[at]), at + 1
    if _spaced(tape, at):
        value, at = value * 1000 + value_of(tape[at]), at + 1
    while (scale := _scales().get(_low(tape, at))) and _low(tape, at) != "score":
        value, at = value * scale, at + 1
    return round(value, 6), at


def _spaced(tape: list[Token], at: int) -> bool:
    """Whether token `at` is the second group of a number written with a space ("2 300"): three digits after one to three."""
    if at >= len(tape) or not tape[at].number or len(tape[at].text) != 3 or tape[at].start - tape[at - 1].end != 1:
        return False
    return tape[at - 1].text.isdigit() and len(tape[at - 1].text) < 4 and tape[at - 1].text[0] != "0"


def _words(tape: list[Token], at: int) -> tuple[float, int] | None:
    """English number words: groups below a thousand times a scale, largest scale first."""
    total, last = 0.0, float("inf")
    begun = False
    while True:
        start = at + 1 if begun and _low(tape, at) == "and" else at
        group = _hundreds(tape, start)
        if group is None:
            break
        value, after = group
        scale = _scales().get(_low(tape, after), 1)
        if scale in (12, 20, 100):
            scale = 12 if scale == 12 else scale
            if begun:
                break
            return value * scale, after + 1
        if begun and (scale >= last or (start == at and value >= 1000)):
            break
        total, at, begun = total + value * scale, after + (scale > 1), True
        if scale == 1:
            break
        last = scale
    return (total, at) if begun else None


def _hundreds(tape: list[Token], at: int) -> tuple[float, int] | None:
    """A number below a thousand, or "a" before a scale word ("a hundred", "a dozen")."""
    head = _low(tape, at)
    if head in ("a", "an") and _low(tape, at + 1) in _scales():
        if _low(tape, at + 1) != "hundred":
            return 1, at + 1
        return _and_rest(tape, at + 2, 100)
    below = _below_hundred(tape, at)
    if below is None:
        return None
    value, after = below
    if _low(tape, after) == "hundred" and value < 100:
        return _and_rest(tape, after + 1, value * 100)
    return value, after


def _and_rest(tape: list[Token], at: int, value: float) -> tuple[float, int]:
    rest = _below_hundred(tape, at + (_low(tape, at) == "and"))
    # "two hundred and five others" adds; "a hundred and 5 soldiers" in digits is another amount
    joins = rest is not None and rest[0] and _low(tape, rest[1]) != "hundred"
    return (value + rest[0], rest[1]) if joins and rest else (value, at)


def _below_hundred(tape: list[Token], at: int) -> tuple[float, int] | None:
    value = _cardinals().get(_low(tape, at))
    if value is None:
        return None
    if value < 20:
        return value, at + 1
    dash = _low(tape, at + 1) in ("-", "–")
    unit = _cardinals().get(_low(tape, at + 1 + dash), 0)
    return (value + unit, at + 2 + dash) if 0 < unit < 10 else (value, at + 1)
