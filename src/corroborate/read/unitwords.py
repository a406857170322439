"""Units of measurement and money as they are written: before a number, behind it, and onto it (data/quantities.toml)."""

from __future__ import annotations

from functools import cache
from typing import cast

import regex

from corroborate.read.tokens import Token
from corroborate.vocabulary import vocabulary

LONGEST_UNIT = 4
"""Words of the longest spelling of a unit."""

_PIECE = (
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)|\d{1,3}(?:[\xa0\u202f\u2009]\d{3})+(?!\d)|\d+(?:\.\d+)?(?!\d)|(?<![\d\p{L}])\.\d+)"
    r"(?!(?:st|nd|rd|th|er|ers)\b|(?<!\.\d+)s\b)(?!\p{Lu}+\d))"
    r"|(?P<word>(?:\p{Lu}\.){2,}|[\p{L}\d][\p{L}\p{M}\d]*(?:['’][\p{L}]+)*)"
    r"|(?P<mark>[^\s])"
)


def table(name: str) -> dict[str, list[str]]:
    """A table of data/quantities.toml."""
    return cast(dict[str, list[str]], vocabulary("quantities")[name])


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of data/quantities.toml."""
    return frozenset(table(name)["words"])


@cache
def _signs() -> dict[str, str]:
    """What may stand before a number as a sign of money -> the currency."""
    return {s: name for name, spellings in table("currencies").items() for s in spellings if _is_sign(s)}


@cache
def _signs_low() -> dict[str, str]:
    return {s.lower(): name for s, name in _signs().items()}


def _is_sign(spelling: str) -> bool:
    marks = any(not c.isalnum() and c not in " ." for c in spelling)
    return marks or (len(spelling) > 1 and spelling.isupper()) or (len(spelling) <= 3 and spelling[0].isupper())


@cache
def _pattern() -> regex.Pattern[str]:
    signs = "|".join(regex.escape(s) for s in sorted(_signs(), key=lambda s: (-len(s), s)))
    return regex.compile(rf"(?P<sign>(?<![\p{{L}}\d])(?i:{signs})(?=\s?[-–−]?\.?\d))|{_PIECE}")


def pieces(text: str) -> tuple[list[Token], dict[int, Token]]:
    """The tokens of measured text, where a number and the unit written onto it are two; and, by the start of the number, its sign of money.

    The signs are no tokens of the tape, so that "about $5 to $7 million" reads as the numbers alone do.
    """
    tape: list[Token] = []
    signs: dict[int, Token] = {}
    pending: Token | None = None
    for m in _pattern().finditer(text):
        token = Token(m.group(), m.group().lower().replace("’", "'"), m.start(), m.end(), m.group("digits") is not None)
        if m.group("sign") is not None:
            pending = token
            continue
        if pending and token.number:
            signs[token.start] = pending
        pending = pending if pending and not token.number and token.text in "-–−" else None
        tape.append(token)
    return tape, signs


def currency(sign: Token) -> str:
    """The currency of a sign."""
    return _signs().get(sign.text) or _signs_low()[sign.text.lower()]


def unit_at(tape: list[Token], at: int) -> tuple[str, int] | None:
    """The unit that is spelled from token `at` on, hyphens left out, and the index after it."""
    if 0 < at < len(tape) and tape[at].start == tape[at - 1].end and tape[at].text in _glued() and tape[at - 1].number:
        return _glued()[tape[at].text], at + 1
    at += at < len(tape) and tape[at].low in ("-", "(", "[")
    taken: list[int] = []
    k = at
    while k < len(tape) and len(taken) < LONGEST_UNIT:
        if tape[k].low != "-":
            taken.append(k)
        k += 1
    for length in range(len(taken), 0, -1):
        name = _spelled([tape[i] for i in taken[:length]])
        if name:
            return name, taken[length - 1] + 1
    return None


def measure_at(tape: list[Token], at: int) -> tuple[str, int] | None:
    """The unit from token `at` on with what it is a rate of ("miles per hour", "dollars a barrel"), and the index after it."""
    found = unit_at(tape, at)
    return rated(tape, *found) if found else None


def rated(tape: list[Token], name: str, at: int) -> tuple[str, int]:
    """A unit that ends before token `at`, with what follows as "per day", "a month", "/h"."""
    at_word = at + (low_at(tape, at) == "-" and low_at(tape, at + 1) in words("per"))
    if low_at(tape, at_word) not in words("per"):
        return name, at
    over = at_word + 1 + (low_at(tape, at_word + 1) == "-")
    unit = unit_at(tape, over)
    if unit and low_at(tape, unit[1]) in ("earlier", "ago", "later", "before", "after"):
        return name, at  # "$6 billion a year earlier"
    if unit and (low_at(tape, at_word) in ("per", "/") or len(tape[over].text) > 2):
        return f"{name} per {unit[0]}", unit[1]
    if low_at(tape, at_word) == "per" and low_at(tape, over).isalpha():
        return f"{name} per {singular(low_at(tape, over))}", over + 1
    return (f"{name} per {low_at(tape, over)}", over + 1) if low_at(tape, over) in words("each") else (name, at)


def singular(word: str) -> str:
    """A noun in the singular."""
    low = word.lower()
    irregular = cast(dict[str, str], vocabulary("quantities")["irregular"])
    if low in irregular:
        return irregular[low]
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if is_plural(word) else word


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural."""
    low = word.lower()
    irregular = cast(dict[str, str], vocabulary("quantities")["irregular"])
    return low in irregular or (len(low) > 2 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s")))


def low_at(tape: list[Token], at: int) -> str:
    """The lower-case form of a token, "" outside the tape."""
    return tape[at].low if 0 <= at < len(tape) else ""


def _spelled(tokens: list[Token]) -> str | None:
    text = " ".join(t.text for t in tokens)
    if text in _as_written():
        return _as_written()[text]
    low = text.lower()
    return _any_case().get(low) or (_any_case().get(low[:-1]) if low.endswith("s") else None) if len(low) > 2 else None


@cache
def _as_written() -> dict[str, str]:
    """Every spelling, as its tokens joined with spaces -> the unit."""
    made = {_joined(s): name for name, spellings in _all().items() for s in spellings}
    return {s: name for s, name in made.items() if s not in words("not_units")}


@cache
def _any_case() -> dict[str, str]:
    codes = {s for spellings in table("currencies").values() for s in spellings}
    return {s.lower(): name for s, name in _as_written().items() if len(s) > 2 and (not s.isupper() or s in codes)}


@cache
def _glued() -> dict[str, str]:
    return {s: name for name, spellings in table("glued").items() for s in spellings}


def _joined(spelling: str) -> str:
    return " ".join(t.text for t in pieces(spelling)[0] if t.low != "-") if spelling not in _signs() else spelling


@cache
def _all() -> dict[str, list[str]]:
    """Every unit with its spellings: bases with their prefixes, units, areas and volumes, ages, currencies."""
    made: dict[str, list[str]] = {}
    bases = cast(dict[str, dict[str, list[str]]], vocabulary("quantities")["bases"])
    prefixes = cast(dict[str, str], vocabulary("quantities")["prefixes"])
    for name, spelled in bases["words"].items():
        for prefix in ("", *prefixes.values()):
            made.setdefault(prefix + name, []).extend(prefix + s for s in spelled)
    for name, spelled in bases["symbols"].items():
        for symbol, prefix in (("", ""), *prefixes.items()):
            made.setdefault(prefix + name, []).extend(symbol + s for s in spelled)
    for part in ("units", "ages", "currencies"):
        for name, spelled in table(part).items():
            made.setdefault(name, []).extend(spelled)
    for name in words("squared"):
        for word, power in (("square", "2²"), ("cubic", "3³")):
            spelled = [f"{before} {s}" for s in made[name] for before in ((word, "sq") if power == "2²" else (word, "cu"))]
            spelled += [f"{s}{p}" for s in made[name] for p in power if len(s) < 3]
            made.setdefault(f"{word} {name}", []).extend(spelled)
    return made
