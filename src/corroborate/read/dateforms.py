"""The forms of dates in news English, as patterns, the most telling first; what each means: datedays, dateperiods."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import regex

from corroborate.read import datedays as days
from corroborate.read import dateperiods as periods
from corroborate.read.dateclock import Make, names
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
        "slash": r"\d{1,2}/\d{1,2}/\d\d\b",
    }
    return {name: regex.compile(rf"\b{pattern}", regex.IGNORECASE) for name, pattern in rows.items()}


# pieces that hold no words of data
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|[,.]\d)"
_SECOND = _DAY.replace("<day>", "<second>")
_YEAR = r"(?P<year>(?:18|19|20)\d\d)\b(?!,\d)"
_TO_YEAR = _YEAR.replace("<year>", "<toyear>")
_UPTO = r"\s*(?:-|–|—|to|and|through|until)\s*"
_SINCE = r"(?:(?P<since>since|from)\s+(?:the\s+)?)?"
_PORTION = r"early|mid|late|beginning of|middle of|start of|end of"
_PART = rf"(?:(?P<part>{_PORTION})[\s-]+(?:the\s+)?)?"
_SINCE_PART = rf"(?:(?P<since>since)\s+)?(?:(?P<part>earlier|later|{_PORTION})[\s-]+)?"
_EVENT = r"\b(?!\s+(?:the|a|an|it|he|she|they|that|his|her|their|its|\p{L}+(?:ed|ing))\b)"
"""After `two days before`: no event that the days are counted from."""
_LATELY = r"(?:for|in|over|during|within)\s+(?:the\s+)?(?:past|last|previous)"
_RECENT = r"(?:past|last|recent|previous)(?:\s+few)?"
_WORD = (
    r"(?P<word>yesterday|today|tonight|overnight|tomorrow|last\s+night|this\s+(?:morning|afternoon|evening)|(?:earlier|later)\s+that\s+day)"
)
_UNIT = r"(?P<unit>week|month|year|weekend)\b"
_WHOLE = rf"{_UNIT}(?!-)(?!\s+(?:ago|earlier|before|ended|ending)\b)"
_IN_YEAR = r"in|during|of|from|until|till|by|before|after|between|back in|fiscal|spring|summer|autumn|winter"
_NO_YEAR = r"(?!\s*(?:people|civilians|men|women|block|hours|hrs|GMT|local))"
_NO_NTH = r"(?!\s+(?:floor|district|anniversary|century|street|avenue|day))"
_OWN = r"(?:the|its|their|that|a|for|in)"
_GONE = r"(?:year[\s-]+(?:ago|earlier)|corresponding|same|comparable)"
_A_YEAR_AGO = r"(?:\s+(?:last\s+year|a\s+year\s+(?:ago|earlier)))?"
_OF_YEAR = rf"(?:\s+(?:of\s+)?{_YEAR}|\s+(?:of\s+)?(?P<trail>last|this|next|the)\s+year\b)"
_WHOSE = rf"(?:{_OWN}\s+)?(?:(?P<lead>last|this|next)\s+year['’]s\s+|(?P<ago>year[\s-]+(?:ago|earlier))\s+|{_YEAR}\s+)?"
_LATEST = r"(?:(?P<lead>last)\s+year['’]s|the\s+(?P<lead>latest|current)|(?P<lead>this|last))"
_SEASON_OF = (
    r"(?:(?P<since>since)\s+(?:(?:the|(?P<lead>last|this))\s+)?|(?P<lead>this|last|next|in\s+the|during\s+the|by\s+the)\s+)(?:early\s+|late\s+)?"
)
_THIS = r"(?P<lead>this|last|next|the\s+(?:current|coming))"
_NOT_TODAY = r"(?!\s+(?:today|to\s+the\s+day|on\s+this|this\s+day))"


@cache
def forms() -> tuple[Form, ...]:
    """Every form, in order."""
    words = vocabulary("dates")
    month = f"(?P<month>{listed(names('months'))})\\b\\.?"
    tomonth = month.replace("<month>", "<tomonth>")
    weekday = f"(?P<weekday>{listed(names('weekdays'))})\\b\\.?"
    hours = r"(?:\s+(?:morning|afternoon|evening|night)\b)?"
    number = f"(?P<n>\\d{{1,3}}|{listed(words['numbers'])})"
    unit = f"(?P<unit>{listed(words['units'])})s?"
    season = f"(?P<season>{listed(words['seasons'])})"
    nth = rf"(?:fiscal[\s-]+)?(?P<nth>{listed(words['ordinals'])})(?:[\s-]+fiscal)?[\s-]+"
    in_month = r"(?P<lead>since|in|last|next|this|of|from|during|until|by|through)\s+(?:the\s+)?"
    on_day = r"(?:(?P<lead>since|last|next|this|until|by|till)\s+)?(?:late\s+|early\s+)?(?:on\s+)?"
    strong: list[tuple[str, str, Make]] = [
        ("year", r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b", days.iso),
        ("year", r"(?<![\d./-])(?P<one>\d{1,2})(?P<sep>[./-])(?P<two>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)\b", days.numeric),
        ("slash", r"(?<![\d./-])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d\d)(?![\d/])", days.numeric),
        ("month", rf"{_SINCE}(?:between\s+)?\b{_DAY}{_UPTO}{_SECOND}(?:\s+of)?\s+{month}(?:,?\s+{_YEAR})?", days.month_days),
        ("month", rf"{_SINCE}(?:between\s+)?\b{month}\s+{_DAY}{_UPTO}{_SECOND}\b(?:,?\s+{_YEAR})?", days.month_days),
        ("month", rf"{_SINCE}(?:{weekday},?\s+(?:the\s+)?)?\b{_DAY}(?:\s+of)?\s+{month}(?:,?\s+{_YEAR})?", days.month_day),
        ("month", rf"{_SINCE}(?:{weekday},?\s+)?\b{month}\s+{_DAY}\b(?:,?\s+{_YEAR})?", days.month_day),
        ("month", rf"\b(?:from|between|of)\s+{month}\s+{_YEAR}{_UPTO}{tomonth}\s+{_TO_YEAR}", periods.months),
        ("year", rf"\b(?:from|between)\s+{_YEAR}{_UPTO}{_TO_YEAR}", periods.months),
        ("month", rf"{_SINCE}{_PART}\b{month},?\s+(?:of\s+)?(?:{_YEAR}|{_spelled()})", periods.month),
        ("holiday", rf"{_SINCE}\b(?P<holiday>{listed(words['holidays'])})\b(?:,?\s+{_YEAR})?", days.holiday),
        ("holiday", rf"{_SINCE}\b(?P<movable>{listed(words['movable'])})\b(?:,?\s+{_YEAR})?", days.movable),
        ("quarter", rf"\b{_WHOSE}{nth}(?P<unit>quarter)\b{_OF_YEAR}?", periods.quarter),
        ("quarter", rf"\b{_WHOSE}{nth}(?P<unit>half)\b{_OF_YEAR}", periods.quarter),
        ("quarter", rf"\b{_OWN}\s+{_YEAR}\s+(?P<unit>quarter|half|period)\b", periods.told_quarter),
        ("quarter", rf"\b(?:{_OWN}\s+)?(?P<unit>quarter)(?=\s+(?:that\s+)?ended\s+\p{{L}})", periods.told_quarter),
        ("quarter", rf"\b{_LATEST}\s+(?P<unit>quarter|period)\b", periods.told_quarter),
        ("quarter", rf"\b(?:{_OWN}\s+)?{_GONE}\s+(?P<unit>quarter|period){_A_YEAR_AGO}\b", periods.year_before),
        ("quarter", rf"\b(?:the\s+)?(?:(?P<unit>quarter|period)\s+)?(?:a|one)\s+year\s+(?:ago|earlier)\b{_NOT_TODAY}", periods.year_before),
        ("quarter", r"\byear-(?:earlier|ago)\b", periods.year_before),
        ("month", rf"\b{in_month}{_PART}{month}(?!\s+\d)\b", periods.bare_month),
        ("month", rf"\b(?P<part>early|mid|late)[\s-]+{month}(?!\s+\d)\b", periods.bare_month),
        ("weekday", rf"\b(?:in\s+the\s+)?(?:over)?night\s+(?:in)?to\s+{weekday}", days.night_to),
        ("weekday", rf"\b{on_day}{weekday}{hours}", days.weekday),
        ("unit", rf"\b(?:on\s+)?this\s+day,?\s+(?:last\s+year|{number}\s+years?\s+ago)\b", days.anniversary),
        ("unit", rf"\b{number}\s+years?\s+ago\s+(?:today|to\s+the\s+day|on\s+this\s+day|this\s+day)\b", days.anniversary),
        ("unit", rf"\b(?:more than\s+|about\s+|over\s+|nearly\s+|almost\s+)?{number}\s+{unit}\s+ago\b", periods.ago),
        ("unit", rf"\b{number}\s+{unit}\s+(?P<way>earlier|before|later|after){_EVENT}", periods.apart),
        ("unit", r"\b(?:the\s+)?(?P<way>previous|preceding|following|next)\s+(?P<unit>day|night)\b", periods.apart),
        ("unit", r"\bthe\s+(?P<way>previous|preceding|following)\s+(?P<unit>week|month|year)\b", periods.apart),
        ("unit", rf"\bthe\s+(?P<unit>day|night)\s+(?P<way>before|after){_EVENT}", periods.apart),
        ("unit", r"\b(?:the|that)\s+same\s+(?P<unit>day|night|evening|morning|week|month|year)\b", periods.same),
        ("unit", r"\b(?:(?:earlier|later)\s+)?that\s+(?P<unit>month|year)\b", periods.same),
        ("unit", rf"\b(?:{_LATELY}\s+(?:{number}\s*)?{unit}|for\s+{number}\s+{unit}\s+(?:already|now|straight))\b", periods.lasting),
        ("unit", rf"\b(?:in|over|during)?\s*(?:the\s+)?{_RECENT}\s+(?P<unit>day|week|month|year)s\b", periods.recent),
        ("unit", rf"\b{_SINCE_PART}(?:in\s+)?{_THIS}\s+(?:fiscal\s+)?{_WHOLE}", periods.calendar),
        ("unit", rf"\b(?P<part>earlier in|later in|{_PORTION})\s+(?P<lead>the)\s+{_WHOLE}", periods.calendar),
        ("unit", r"\b(?P<lead>the)\s+(?P<unit>weekend)\b", periods.calendar),
        ("season", rf"\b{_PART}{_SEASON_OF}{season}\b(?!\s+of\b)", periods.season),
        ("season", rf"\b{_PART}{season}\s+(?:of\s+)?{_YEAR}", periods.season),
        ("decade", rf"\b(?:the\s+)?{_PART}(?P<decade>(?:19|20)\d0)['’]?s\b", periods.decade),
        ("decade", rf"\bthe\s+{_PART}(?P<named>{listed(words['decades'])})\b", periods.decade),
        ("word", rf"\b{_WORD}\b", days.word),
        ("nth", rf"\bon\s+the\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b{_NO_NTH}", days.nth),
        ("year", rf"\b(?P<since>since)\s+{_PART}{_YEAR}", periods.year),
        ("year", rf"\b(?:{_IN_YEAR})\s+(?:the\s+)?{_PART}{_YEAR}{_NO_YEAR}", periods.year),
        ("year", rf"\b(?:the|a|['’]s)\s+(?!\d\d00){_YEAR}(?=\s+\p{{L}}){_NO_YEAR}", periods.year),
        ("spelled", rf"\b(?:(?P<since>since)\s+)?{_spelled()}", periods.year),
    ]
    weak: list[tuple[str, str, Make]] = [
        ("month", rf"\b{month}(?!\s+\d)", periods.bare_month),
        ("quarter", rf"\b{_WHOSE}{nth}(?P<unit>half)\b", periods.quarter),
        ("quarter", rf"\b(?:{_OWN}\s+)?(?P<unit>quarter|period)\b", periods.told_quarter),
        ("unit", rf"\b(?P<lead>the|full|that)\s+(?:full\s+)?{_UNIT}", periods.calendar),
        ("unit", rf"\b{_UNIT}(?:['’]s)?[\s-]+end\b", periods.calendar),
        ("season", rf"\b{_PART}(?:the\s+)?{season}\b", periods.season),
        ("unit", r"\b(?:the|that)\s+(?P<unit>day)\b", periods.same),
        ("year", rf"\b{_YEAR}", periods.year),
    ]
    rows = [(row, held is weak) for held in (strong, weak) for row in held]
    return tuple(Form(regex.compile(pattern, regex.IGNORECASE), make, needs, given) for (needs, pattern, make), given in rows)


def _spelled() -> str:
    """A year in words: `nineteen ninety-six`, `the year two thousand`."""
    numbers = vocabulary("dates")["spelled"]
    ones, tens = (listed(n for n, v in numbers.items() if low <= v <= high) for low, high in ((1, 19), (20, 99)))
    teens = listed(n for n, v in numbers.items() if 10 <= v <= 19)
    century = rf"(?:nineteen|twenty)[\s-]+(?:{tens}(?:[\s-]+{ones})?|{teens})\b"
    return rf"(?P<spelled>{century}|(?<=\byear\s)two\s+thousand(?:\s+(?:and\s+)?{ones})?\b)"
