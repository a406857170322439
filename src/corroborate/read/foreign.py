"""A report in a language that is not read: no claim, but its numbers in digits are shown, so that a person knows where to look.

Only in languages of `data/foreign.toml`, where it was measured (docs/languages.md). What stands for a day, a year, a clock time, an age,
a share, a sum of money, a telephone number or part of a name is passed over; numbers in words are not looked for.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from corroborate.model import Document, Mention, MentionKind, Problem, Reading, Span
from corroborate.vocabulary import vocabulary

UNKNOWN = "und"
FEWEST_LETTERS = 20
"""Letters of a line below which it is a name or a greeting, no paragraph."""
_OTHER = regex.compile(r"(?!\p{Latin})\p{L}")
_D = "[0-9٠-٩۰-۹]"
_SPACE = r"[ \xa0\u202f\u2009]"
_NUMBER = regex.compile(
    rf"(?<!\p{{L}}[-–]?|[0-9٠-٩۰-۹][.,٫٬:/'’]?|[$€£₴₽]{_SPACE}?|[#№+@/_])(?<clitic>(?<!\p{{L}})[وبلكف]?ـ?)"
    rf"(?<whole>{_D}{{1,3}}(?:(?<gap>{_SPACE}|[.,٬'’]){_D}{{3}})(?:(?P=gap){_D}{{3}})*|{_D}+)(?:[.,٫](?<part>{_D}{{1,2}}))?"
    rf"(?!{_D}|[.,٫٬:/'’]{_D}|-?\p{{L}}|[°º])"
)
_MASKED = regex.compile(
    rf"https?://\S+|www\.\S+|\S*@\S+|(?:\+|(?<!{_D}[.,٫]?)[0٠۰])(?:{_D}|[ ()\xa0-]{_D}){{6,}}"  # addresses, telephone numbers
    rf"|(?<!{_D}){_D}{{1,4}}(?<sep>[./-]){_D}{{1,2}}(?P=sep){_D}{{2,4}}(?!{_D})"  # days
    rf"|(?<!{_D}){_D}{{1,2}}(?::| ?h ?){_D}{{2}}(?!{_D})"  # hours
)
_GROUPED = regex.compile(rf"(?<!{_D}){_D}+(?:[ \xa0-]{_D}+){{2,}}(?!{_D})")
_THOUSANDS = regex.compile(rf"{_D}{{1,3}}(?:(?<gap>{_SPACE}){_D}{{3}})(?:(?P=gap){_D}{{3}})*")
_PAIR = regex.compile(rf"(?<!{_D}[.,]?)(?<one>{_D}{{1,2}})[-–:](?<two>{_D}{{1,2}})(?!{_D}|[.,]{_D})")
"""Two numbers that fall are a score, those that rise a range."""
_DOTTED_CLOCK = regex.compile(rf"(?<!{_D}[.,]?)(?:[01]?{_D}|2[0-3])\.[0-5]{_D}(?!{_D}|[.,]{_D})")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits with its scale word, `[start, end)`, and its value; None where the separator may mean two things."""

    start: int
    end: int
    value: float | None


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of one language."""

    before: regex.Pattern[str]
    after: regex.Pattern[str]
    clock: tuple[regex.Pattern[str], regex.Pattern[str]]
    money: regex.Pattern[str]
    bare_year: regex.Pattern[str]
    dates: regex.Pattern[str]
    scales: tuple[tuple[regex.Pattern[str], float], ...]
    dotted: bool


def set_aside(document: Document, maker: str) -> Reading:
    """What is kept of a document that is not read: a Problem that says so in words, and its numbers as words not understood."""
    found = numbers(document.text, document.language)
    mentions = tuple(
        Mention(Span.of(document.id, document.text, n.start, n.end), MentionKind.UNREAD, _why(n, document.language), maker) for n in found
    )
    problem = Problem(document.name, "read", _message(document, len(found)), "read it by hand")
    return Reading(document.id, (), mentions, (problem,))


def elsewhere(document: Document) -> tuple[Problem, ...]:
    """A Problem for the paragraphs of a report that is read which stand in another script: nothing in them was read."""
    lines = [] if document.text.isascii() else [line for line in document.text.splitlines() if _in_other_script(line)]
    if not lines:
        return ()
    scripts = sorted({unicodedata.name(found.group(), "another").split()[0].title() for line in lines if (found := _OTHER.search(line))})
    stand = "1 paragraph stands" if len(lines) == 1 else f"{len(lines)} paragraphs stand"
    message = f"{stand} in other letters ({', '.join(scripts)}) and gave nothing; the rest of the report was read"
    return (Problem(document.name, "read", message, "read them by hand"),)


def _in_other_script(line: str) -> bool:
    letters = sum(c.isalpha() for c in line)
    return letters >= FEWEST_LETTERS and not line.isascii() and 2 * len(_OTHER.findall(line)) > letters


def numbers(text: str, language: str) -> list[Number]:
    """The numbers in digits that may count something; none in a language for which nobody measured it."""
    if language not in vocabulary("foreign"):
        return []
    words, taken = _words(language), _passed_over(text, language)
    found = []
    for m in _NUMBER.finditer(text):
        start, end = m.start("whole"), m.end()
        if any(a < end and start < b for a, b in taken) or not _counts(m, text, words):
            continue
        scale, end = _scale(text, end, words)
        if words.money.match(text, end):
            continue
        found.append(Number(start, end, _value(m, scale)))
    return found


def named(language: str) -> str:
    """The language in English words; the code where it has no name here."""
    return str(vocabulary("wording")["languages"].get(language, f'the language "{language}"'))


def _message(document: Document, found: int) -> str:
    if document.language == UNKNOWN:
        return "its language cannot be told; the report is stored without claims"
    told = f"it is in {named(document.language)}, which is not read; the report is stored without claims"
    if document.language not in vocabulary("foreign"):
        return told
    counted = "no number" if not found else "1 number" if found == 1 else f"{found} numbers"
    return f"{told}; it holds {counted} in digits that may count something, and numbers in words were not looked for"


def _why(number: Number, language: str) -> str:
    value = "" if number.value is None else f"{number.value:,.10g}: "
    return f"{value}a number in {named(language)}, which is not read"


@cache
def _words(language: str) -> _Words:
    row: dict[str, Any] = vocabulary("foreign")[language]
    link = rf"(?:(?:{row['links']})\s+)?" if row["links"] else ""
    day = rf"{_D}{{1,2}}(?:er)?"
    days = rf"(?<!{_D}[.,]?|\p{{L}})[و]?{day}(?:\s*(?:[-–—]|(?<=\s)(?:{row['and']})(?=\s|{_D}))\s*{day})?"
    year = rf"(?:\s+{link}(?:{row['years']})?\s*{_D}{{4}}(?!{_D}))?"
    return _Words(
        before=_compiled(rf"(?<!\p{{L}})(?:{row['titles']})\s*$"),
        after=_compiled(rf"\s*(?:[%٪‰]|(?:{row['shares']}|{row['years']})(?!\p{{L}}))"),
        clock=(_compiled(rf"(?<!\p{{L}})(?:{row['clock']})\s+$"), _compiled(rf"\s*(?:{row['hours']})(?!\p{{L}})")),
        money=_compiled(rf"\s*(?:[$€£₴₽]|(?:{row['money']})(?!\p{{L}}))"),
        bare_year=_compiled(rf"(?<!\p{{L}})(?:{row['before']}|{row['years']})\s+$"),
        dates=_compiled(rf"{days}\s+{link}(?:{row['months']})(?!\p{{L}}){year}|(?<!\p{{L}})(?:{row['months']})\s+{link}{_D}{{4}}(?!{_D})"),
        scales=tuple((_compiled(rf"{_SPACE}?(?:{words})(?!\p{{L}})"), float(factor)) for words, factor in row["scales"].items()),
        dotted=language != "ar",
    )


def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.IGNORECASE)


def _passed_over(text: str, language: str) -> list[tuple[int, int]]:
    """Where dates, clock times, addresses and telephone numbers stand."""
    words = _words(language)
    found = [m.span() for pattern in (_MASKED, words.dates) for m in pattern.finditer(text)]
    found += [m.span() for m in _GROUPED.finditer(text) if not _THOUSANDS.fullmatch(m.group())]
    found += [m.span() for m in _PAIR.finditer(text) if int(m["one"]) >= int(m["two"])]
    return found + ([m.span() for m in _DOTTED_CLOCK.finditer(text)] if words.dotted else [])


def _counts(m: regex.Match[str], text: str, words: _Words) -> bool:
    """Whether the number may count something, by the words on both sides."""
    start, whole = m.start("whole"), m["whole"]
    head = text[max(0, start - 24) : start]
    if words.after.match(text, m.end()) or words.before.search(head) or (whole[0] in "0٠۰" and len(whole) > 1):
        return False
    if words.clock[0].search(head) and words.clock[1].match(text, m.end()):
        return False
    year = not m["gap"] and not m["part"] and len(whole) == 4 and 1900 <= int(whole) < 2100
    return not (year and words.bare_year.search(head))


def _scale(text: str, end: int, words: _Words) -> tuple[float, int]:
    for pattern, factor in words.scales:
        if scale := pattern.match(text, end):
            return factor, scale.end()
    return 1.0, end


def _value(m: regex.Match[str], scale: float) -> float | None:
    """The value; `1,500 million` and `1.500 million` are read in two ways, so in none."""
    if m["gap"] and m["gap"] in ".," and scale > 1:
        return None
    whole = int("".join(c for c in m["whole"] if c.isdecimal()))
    return float(f"{whole}.{int(m['part']):0{len(m['part'])}d}") * scale if m["part"] else whole * scale
