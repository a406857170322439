"""The forms of dates in news English, as patterns in order of preference, the most telling first; what each means: daterules."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import regex

from corroborate.read import daterules as rules
from corroborate.read.daterules import Make, names
from corroborate.vocabulary import vocabulary


class Form(NamedTuple):
    """A pattern, what it means, the words without which it cannot match, and whether it is a time only where somebody says that it is."""

    pattern: regex.Pattern[str]
    make: Make
    needs: str
    weak: bool = False


def listed(words: Iterable[object]) -> str:
    """Words as a pattern, the longest first."""
    return "(?:" + "|".join(regex.escape(w) for w in sorted(map(str, words), key=lambda w: (-len(w), w))) + ")"


@cache
def needed() -> dict[str, regex.Pattern[str]]:
    """By the name of a need, the words that meet it; a text without any of them tells no time."""
    words = vocabulary("dates")
    last = {name.split()[-1] for kind in ("holidays", "movable") for name in words[kind]}
    rows = {
        "month": listed(names("months")),
        "weekday": listed(names("weekdays")),
        "year": r"(?:18|19|20)\d\d",
        "unit": rf"(?:{listed([*words['units'], 'night', 'evening', 'morning'])}s?|weekend)\b",
        "holiday": listed(last) + r"\b",
        "quarter": r"(?:quarter|half|period|year)s?\b",
        "season": listed(words["seasons"]) + r"\b",
        "decade": rf"(?:(?:19|20)\d0['’]?s|{listed(words['decades'])})\b",
        "spelled": r"(?:nineteen|twenty|two thousand)\b",
        "word": r"(?:yester|to(?:day|night|morrow)|overnight|last night|this|that day)",
        "nth": r"on\s+the \d",
    }
    return {name: regex.compile(rf"\b{pattern}", regex.IGNORECASE) for name, pattern in rows.items()}


@cache
def forms() -> tuple[Form, ...]:
    """Every form, in order."""
    words = vocabulary("dates")
    month = f"(?P<month>{listed(names('months'))})\\b\\.?"
    weekday = f"(?P<weekday>{listed(names('weekdays'))})\\b\\.?"
    hours = r"(?:\s+(?:morning|afternoon|evening|night)\b)?"
    number = f"(?P<n>\\d{{1,3}}|{listed(words['numbers'])})"
    unit = f"(?P<unit>{listed(words['units'])})s?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|[,.]\d)"
    second = day.replace("<day>", "<second>")
    year = r"(?P<year>(?:18|19|20)\d\d)\b(?!,\d)"
    ones, tens = ({n: v for n, v in words["spelled"].items() if low <= v <= high} for low, high in ((1, 19), (20, 99)))
    tail = rf"(?:{listed(tens)}(?:[\s-]+{listed(ones)})?|{listed(n for n in ones if ones[n] > 9)})\b"
    spelled = rf"(?P<spelled>(?:nineteen|twenty)[\s-]+{tail}|(?<=\byear\s)two\s+thousand(?:\s+(?:and\s+)?{listed(ones)})?\b)"
    upto = r"\s*(?:-|–|—|to|and|through|until)\s*"
    tomonth, toyear = month.replace("<month>", "<tomonth>"), year.replace("<year>", "<toyear>")
    event = r"\b(?!\s+(?:the|a|an|it|he|she|they|that|his|her|their|its|\p{L}+(?:ed|ing))\b)"  # `two days before the blast`
    past = rf"(?:for|in|over|during|within)\s+(?:the\s+)?(?:past|last|previous)\s+(?:{number}\s*)?{unit}"
    word = r"yesterday|today|tonight|overnight|tomorrow|last\s+night|this\s+(?:morning|afternoon|evening)|(?:earlier|later)\s+that\s+day"
    lead = r"in|during|of|from|until|till|by|before|after|between|back in|fiscal|spring|summer|autumn|winter"
    since = r"(?:(?P<since>since|from)\s+(?:the\s+)?)?"
    portion = r"early|mid|late|beginning of|middle of|start of|end of"
    part = rf"(?:(?P<part>{portion})[\s-]+(?:the\s+)?)?"
    ordinal = rf"(?:fiscal[\s-]+)?(?P<nth>{listed(words['ordinals'])})(?:[\s-]+fiscal)?[\s-]+(?P<unit>quarter|half)\b"
    own = r"(?:the|its|their|that|a|for|in)"
    seasons = f"(?P<season>{listed(words['seasons'])})"
    span = r"(?P<unit>week|month|year|weekend)\b(?!-)(?!\s+(?:ago|earlier|before|ended|ending)\b)"
    gone = r"(?:year[\s-]+(?:ago|earlier)|corresponding|same|comparable)"
    rows: list[tuple[str, str, Make]] = [
        ("year", r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b", rules.iso),
        ("year", r"(?<![\d./-])(?P<one>\d{1,2})(?P<sep>[./-])(?P<two>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)\b", rules.numeric),
        ("month", rf"{since}(?:between\s+)?\b{day}{upto}{second}(?:\s+of)?\s+{month}(?:,?\s+{year})?", rules.month_days),
        ("month", rf"{since}(?:between\s+)?\b{month}\s+{day}{upto}{second}\b(?:,?\s+{year})?", rules.month_days),
        ("month", rf"{since}(?:{weekday},?\s+(?:the\s+)?)?\b{day}(?:\s+of)?\s+{month}(?:,?\s+{year})?", rules.month_day),
        ("month", rf"{since}(?:{weekday},?\s+)?\b{month}\s+{day}\b(?:,?\s+{year})?", rules.month_day),
        ("month", rf"\b(?:from|between|of)\s+{month}\s+{year}{upto}{tomonth}\s+{toyear}", rules.months),
        ("year", rf"\b(?:from|between)\s+{year}{upto}{toyear}", rules.months),
        ("month", rf"{since}{part}\b{month},?\s+(?:of\s+)?(?:{year}|{spelled})", rules.month),
        ("holiday", rf"{since}\b(?P<holiday>{listed(words['holidays'])})\b(?:,?\s+{year})?", rules.holiday),
        ("holiday", rf"{since}\b(?P<movable>{listed(words['movable'])})\b(?:,?\s+{year})?", rules.movable),
        ("quarter", rf"\b(?:{own}\s+)?(?:(?P<lead>last|this|next)\s+year['’]s\s+|(?P<ago>year[\s-]+(?:ago|earlier))\s+|{year}\s+)?{ordinal}(?:\s+(?:of\s+)?{year}|\s+(?:of\s+)?(?P<trail>last|this|next)\s+year\b)?", rules.quarter),
        ("quarter", rf"\b{own}\s+{year}\s+(?P<unit>quarter|half|period)\b", rules.told_quarter),
        ("quarter", r"\b(?:(?P<lead>last)\s+year['’]s|the\s+(?P<lead>latest|current)|(?P<lead>this|last))\s+(?P<unit>quarter|period)\b", rules.told_quarter),
        ("quarter", rf"\b(?:{own}\s+)?{gone}\s+(?P<unit>quarter|period)(?:\s+(?:last\s+year|a\s+year\s+(?:ago|earlier)))?\b", rules.year_before),
        ("quarter", r"\b(?:the\s+)?(?:(?P<unit>quarter|period)\s+)?(?:a|one)\s+year\s+(?:ago|earlier)\b(?!\s+(?:today|to\s+the\s+day|on\s+this|this\s+day))|\byear-(?:earlier|ago)\b", rules.year_before),
        ("month", rf"\b(?P<lead>since|in|last|next|this|of|from|during|until|by|through)\s+(?:the\s+)?{part}{month}(?!\s+\d)\b", rules.bare_month),
        ("month", rf"\b(?P<lead>)(?P<part>early|mid|late)[\s-]+{month}(?!\s+\d)\b", rules.bare_month),
        ("weekday", rf"\b(?:in\s+the\s+)?(?:over)?night\s+(?:in)?to\s+{weekday}", rules.night_to),
        ("weekday", rf"\b(?:(?P<lead>since|last|next|this|until|by|till)\s+)?(?:late\s+|early\s+)?(?:on\s+)?{weekday}{hours}", rules.weekday),
        ("unit", rf"\b(?:on\s+)?this\s+day,?\s+(?:last\s+year|{number}\s+years?\s+ago)\b", rules.anniversary),
        ("unit", rf"\b{number}\s+years?\s+ago\s+(?:today|to\s+the\s+day|on\s+this\s+day|this\s+day)\b", rules.anniversary),
        ("unit", rf"\b(?:more than\s+|about\s+|over\s+|nearly\s+|almost\s+)?{number}\s+{unit}\s+ago\b", rules.ago),
        ("unit", rf"\b{number}\s+{unit}\s+(?P<way>earlier|before|later|after){event}", rules.apart),
        ("unit", r"\b(?:the\s+)?(?P<way>previous|preceding|following|next)\s+(?P<unit>day|night)\b", rules.apart),
        ("unit", r"\bthe\s+(?P<way>previous|preceding|following)\s+(?P<unit>week|month|year)\b", rules.apart),
        ("unit", rf"\bthe\s+(?P<unit>day|night)\s+(?P<way>before|after){event}", rules.apart),
        ("unit", r"\b(?:the|that)\s+same\s+(?P<unit>day|night|evening|morning|week|month|year)\b", rules.same),
        ("unit", r"\b(?:(?:earlier|later)\s+)?that\s+(?P<unit>month|year)\b", rules.same),
        ("unit", rf"\b(?:{past}|for\s+{number}\s+{unit}\s+(?:already|now|straight))\b", rules.lasting),
        ("unit", r"\b(?:in|over|during)?\s*(?:the\s+)?(?:past|last|recent|previous)\s+(?:few\s+)?(?P<unit>day|week|month|year)s\b", rules.recent),
        ("unit", rf"\b(?:(?P<part>earlier|later|{portion})[\s-]+)?(?:in\s+)?(?P<lead>this|last|next|the\s+(?:current|coming))\s+(?:fiscal\s+)?{span}", rules.calendar),
        ("unit", rf"\b(?P<part>earlier in|later in|{portion})\s+(?P<lead>the)\s+{span}", rules.calendar),
        ("unit", r"\b(?P<lead>the)\s+(?P<unit>weekend)\b", rules.calendar),
        ("season", rf"\b{part}(?P<lead>this|last|next|since\s+(?:the\s+)?|in\s+the|during\s+the|by\s+the)\s+(?:early\s+|late\s+)?{seasons}\b(?!\s+of\b)", rules.season),
        ("season", rf"\b{part}{seasons}\s+(?:of\s+)?{year}", rules.season),
        ("decade", rf"\b(?:the\s+)?{part}(?P<decade>(?:19|20)\d0)['’]?s\b", rules.decade),
        ("decade", rf"\bthe\s+{part}(?P<named>{listed(words['decades'])})\b", rules.decade),
        ("word", rf"\b(?P<word>{word})\b", rules.word),
        ("nth", r"\bon\s+the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:floor|district|anniversary|century|street|avenue|day))", rules.nth),
        ("year", rf"\b(?P<since>since)\s+{part}{year}", rules.year),
        ("year", rf"\b(?:{lead})\s+(?:the\s+)?{part}{year}(?!\s*(?:people|civilians|men|women|block|hours|hrs|GMT|local))", rules.year),
        ("spelled", rf"\b(?:(?P<since>since)\s+)?{spelled}", rules.year),
    ]  # fmt: skip
    weak: list[tuple[str, str, Make]] = [
        ("month", rf"\b(?P<lead>)(?P<part>){month}(?!\s+\d)", rules.bare_month),
        ("quarter", rf"\b(?:{own}\s+)?(?P<unit>quarter|period)\b", rules.told_quarter),
        ("unit", rf"\b(?:\p{{L}}+\s+)?(?P<lead>the|full|that)\s+(?:full\s+)?{span[: span.index('(?!-)')]}", rules.calendar),
        ("unit", rf"\b(?P<lead>){span[: span.index('(?!-)')]}['’]?s?\s+end\b", rules.calendar),
        ("season", rf"\b(?P<lead>){part}(?:the\s+)?{seasons}\b", rules.season),
        ("unit", r"\bthe\s+(?P<unit>day)\b", rules.same),
        ("year", rf"\b(?P<part>){year}", rules.year),
    ]
    return tuple(
        Form(regex.compile(pattern, regex.IGNORECASE), make, needs, held is weak) for held in (rows, weak) for needs, pattern, make in held
    )
