"""Numbers that are understood and count nothing: dates, clock times, ages, names, money, scores, telephone numbers."""

from __future__ import annotations

from functools import cache
from typing import cast

import regex

from corroborate.vocabulary import vocabulary


def _words(table: str, key: str = "words") -> str:
    return "|".join(regex.escape(w) for w in sorted(cast(list[str], vocabulary("notcounts")[table][key]), key=lambda w: (-len(w), w)))


@cache
def _pattern() -> regex.Pattern[str]:
    month = rf"(?:{_words('months')})\b\.?"
    day = r"[0-3]?\d(?:st|nd|rd|th)?"
    year = r"(?:1[5-9]|20)\d\d"
    ages = rf"(?:{_words('ages')})"
    kinds = {
        "date": [
            rf"\b{day}(?:\s?[-–/]\s?{day})?(?:\s+of)?\s+{month}(?:,?\s*{year}\b)?",
            rf"\b{month}\s+(?:the\s+)?{day}(?:\s?(?:[-–]|and|to)\s?{day})?(?!\d|,\d{{3}})(?:,?\s*{year}\b)?",
            rf"\b{month},?\s*{year}\b",
            rf"\b{year}[-/.][01]?\d[-/.][0-3]?\d\b",
            r"\b[0-3]?\d[-/.][01]?\d[-/.](?:(?:1[5-9]|20)\d\d|\d\d)\b|\b[01]?\d/[0-3]?\d/(?:(?:1[5-9]|20)\d\d|\d\d)\b",
            r"\b(?:[0-3]?\d/[0-3]?\d|24/7)\b(?!/)",
            rf"\b{year}s?(?:\s?[-–/]\s?(?:{year}|\d\d))?\b(?=\W|$)",
            r"\b(?:in|during|the|early|late|mid|his|her|their)[\s-](?:early |late |mid-?)?\d0s\b",
        ],
        "clock time": [
            r"\b[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?\s*(?:[ap]\.?\s?m\b\.?|hours|hrs|GMT|UTC)?(?![\d%])(?=\W|$)",
            r"\b[01]?\d\s?(?:[ap]\.m\.?|[ap]m\b)",
            r"\b[0-2]\d[0-5]\d\s?(?:GMT|UTC|hours|hrs|local)\b",
            r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\s+o['’]?clock\b",
        ],
        "age": [
            r"\b(?:\d{1,3}|[\w]+(?:-\w+)?)[-\s](?:(?:year|month|week|day)s?)[-\s](?:year[-\s])?old(?:s|\b)",
            rf"\b{ages}\s+(?:between\s+|from\s+|of\s+|just\s+|only\s+)?(?:\d{{1,3}}|\w+(?:-\w+)?)(?:\s*(?:to|and|-|–)\s*\d{{1,3}})?\b",
            r"(?<=\p{L}),\s*\d{1,2}(?=,\s*(?!\d+\s*(?:,|and)\s*\d)|\.(?:\s|$)|;|\))(?!,\d{3})",
            r"(?<=\p{L}\s)\(\d{1,2}\)",
            r"(?=\d)(?<=,\s\d{1,2},?\s(?:and\s)?(?-i:(?:\p{Lu}[\p{L}'’.-]*\s?){1,4}),\s)\d{1,2}\b",
            r"(?=\d)(?<=(?-i:\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+),\s)\d{1,2}(?=\s+(?:was|is|who|[—–]|of\s+(?-i:\p{Lu})))",
            r"\b(?:person|anyone|people|children|those|adults|women|men|girls|boys|everyone|youths)\s+(?:under|over)\s+\d{1,2}\b(?!,\d)",
            r"\bwho\s+(?:is|was)\s+\d{1,2}\b",
            r"\b(?:is|was|turned|turning|turns)\s+\d{2}(?=\s*[,.;]|\s+and\b|\s+on\b|\s+when\b|\s+years? old)",
        ],
        "name": [
            rf"\b(?:{_words('labels')})\b[.:]?\s*#?\d[\d.,]*(?:\b|$)",
            r"\b\p{L}{1,4}[-–]\d+\p{L}?\d*\b(?!\s+p)",
            r"\b\d+\s*-?\s*(?:mm|calib(?:er|re))\b",
            r"\.\d+[-\s]cal\w*",
            r"\b[4-7][\s-](?:feet|foot|ft),?[\s-](?:\d{1,2}\b(?:[\s-]?inch(?:es)?)?|tall\b)|\b(?:two|three|four|five|\d)-door\b",
            r"\b(?:double|triple|quadruple)\s(?:fatal\s)?(?:homicide|murder|shooting|stabbing|killing|slaying)s?\b",
            r"\b\d+\s+block\b|\bk-9s?\b|\b(?:class|degree)\s+\d\b",
            r"\b(?:911|999|112)\b(?=\s+(?:and\b|to\b|calls?|callers?|operators?|dispatch\w*|about|for\b|after|when|center|centre|system|on\b|just|around|at\b|saying|receiv\w+|report\w*)|[\s]*[.,;\"”’)]|$)",
            r"(?-i:\b(?!IS\b|US\b)[A-Z]{2,6}\s)\d{1,2}\b(?=\s+(?:News|TV|said|says|reports?|captured|has|was|that)|[\s]*[.,;)’'”\"]|$)|\b\d{1,2}\s(?-i:News\b)",
            r"#\s?\d+|@\w+|\bhttps?:\S+|\bwww\.\S+|\bpic\.\S+",
        ],
        "money": [
            rf"(?:{_words('money', 'marks')})\s?\d[\d.,]*(?:\s?(?:million|billion|trillion|thousand|m|bn|k)\b)?",
            r"\b\d[\d.,]*\s?(?:million|billion|trillion|thousand)?\s*(?:€|£|\$|dollars?\b|euros?\b|USD\b|EUR\b)",
        ],
        "ratio": [
            r"\d[\d.,]*\s?(?:%|per\s?cent\b|pct\b|percentage\s)",
            r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d+)\s(?:in|out of)\s(?:every\s)?(?:three|four|five|six|ten|10|100)\s"
            r"(?=people|residents|children|women|households|families|adults|homes|houses|patients|of (?:the|those|all|them|its|their)\b)",
        ],
        "telephone number": [
            r"\((?<=(?-i:[A-Z]{3,})\s\()\d{4,6}\)",
            r"(?<!\w)\+?\d[\d]*(?:[\s-]\d{2,}){2,}(?!\w)", r"\+\d{5,}", r"\b0\d{6,}\b", r"\b0?800[\s-]\d+(?:[\s-]\d+)*"],
        "list mark": [r"^\s*[*•]?\s*\(?\d{1,2}[.)]\s(?=\p{Lu})", r"\b\d+ of \d+\b(?=\s*(?:photos?|images?|slides?|\p{Lu}|$))"],
    }
    parts = [f"(?P<{name.replace(' ', '_')}>{'|'.join(f'(?:{p})' for p in patterns)})" for name, patterns in kinds.items()]
    # None begins inside a word or with a space: said once before all of them, this saves trying each at every letter
    return regex.compile(rf"(?=[^\p{{L}}\s]|(?<!\p{{L}})\p{{L}})(?:{'|'.join(parts)})", regex.IGNORECASE)


@cache
def _signs() -> regex.Pattern[str]:
    """What every such stretch holds one of; most sentences without digits hold none."""
    listed = rf"{_words('ages')}|o['’]?clock|old|homicide|murder|shooting|stabbing|killing|slaying|-door|@|http|www\.|pic\."
    return regex.compile(rf"\d|{listed}|(?:in|of|every)\s(?:three|four|five|six|ten)\s", regex.IGNORECASE)


_HEDGED = regex.compile(r"(?:than|least|about|around|some|nearly|over|almost|roughly|another)\s+$")


@cache
def _people_after() -> regex.Pattern[str]:
    nouns = "people|persons|civilians|soldiers|troops|men|women|children|families|residents|refugees|cars|dead|injured|killed"
    return regex.compile(rf"\s*(?:more\s+)?(?:{nouns})\b")


def not_counts(text: str) -> list[tuple[int, int, str]]:
    """The stretches (start, end, kind) of a sentence whose numbers are dates, times, ages, names, money or telephone numbers."""
    found = []
    for match in _pattern().finditer(text) if _signs().search(text) else ():
        kind = str(match.lastgroup).replace("_", " ")
        bare_year = kind == "date" and len(match.group()) == 4 and match.group().isdecimal()
        hedged = bare_year and _HEDGED.search(text[: match.start()])
        people = kind in ("date", "name") and _people_after().match(text, match.end())
        shouted = kind == "name" and text.isupper()  # where all is in capitals, "KILLS 37" is no channel
        if (bare_year and (hedged or people)) or (kind == "name" and people) or shouted:
            continue  # "1,900" without its comma before people is a number, not a year; "line 40 people" is no line
        found.append((match.start(), match.end(), kind))
    return found
