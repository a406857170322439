"""Dates in news English as intervals of days, anchored on the day of publication; the rules in words: docs/dates.md.

Dates that look back are preferred to dates that look ahead. Without an anchor only absolute dates are resolved.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import regex

from corroborate.model import Period
from corroborate.vocabulary import vocabulary

DAY = timedelta(days=1)
_SLACK_AHEAD = 2
"""Days by which a date without a year may lie after its anchor before it is taken for the year before: clocks and time zones differ."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that tell a time: `[start, end)` in the text, the days meant, and the kind.

    kind: day; span (several days, a month, a year); since (from a day until the anchor); lasting (so long until the anchor).
    """

    start: int
    end: int
    period: Period
    kind: str

    @property
    def days(self) -> int:
        """How many days the words cover: 1 where they are exact."""
        return (self.period.end - self.period.start).days + 1


@dataclass(slots=True)
class _Clock:
    """The day that relative words count from, and the last day that the text named, for `a day earlier`."""

    anchor: date | None
    last: date | None = None
    years: dict[tuple[int, int], int] = field(default_factory=dict)
    """Month and day -> the year that the text itself prints with them, somewhere."""


_AHEAD = regex.compile(
    r"\b(?:will|shall|(?:is|are|was|were) (?:to|due|expected|scheduled|set)|planned for|scheduled for)\b[^.;]*$", regex.IGNORECASE
)
_PAST = regex.compile(r"\b(?:had|has|have|was|were|\p{L}+ed|rose|stood|fell|grew|left|died|lasted)\b[^.;]*$", regex.IGNORECASE)
"""Before `by Thursday`: what is told is over, so that the day is one gone by."""
_DEADLINE = regex.compile(
    r"\b(?:must|should|would|could|can|may|deadline|ultimatum|order\w*|told to|vow\w*|promis\w+|plan\w*|hop\w+|demand\w*|urg\w+)\b"
)
_EDITION = regex.compile(r"['’]s (?:news)?(?:papers?|edition|headlines|front pages?|show|programme|program|print|newsletter)\b")
"""`Today's papers` tell no time of an event."""
_BEGAN = regex.compile(
    r"\bsince\b[^,.;]{1,40}\b(?:began|begun|started|erupted|broke out|launched|invaded|came to power)\s+(?:back\s+)?(?:in|on|last)?\s*$",
    regex.IGNORECASE,
)
"""Before `in 2029`: the time since then, not the year."""
Found = tuple[date, date, str]


@cache
def _names(kind: str) -> dict[str, int]:
    return {form: number for number, forms in enumerate(vocabulary("dates")[kind], 1) for form in forms}


def _any(words: object) -> str:
    return "(?:" + "|".join(regex.escape(w) for w in sorted(map(str, words), key=lambda w: (-len(w), w))) + ")"  # type: ignore[call-overload]


@cache
def _grammar() -> tuple[tuple[regex.Pattern[str], Callable[[regex.Match[str], _Clock], Found | None]], ...]:
    """Patterns in order of preference, the most telling first."""
    words = vocabulary("dates")
    month = f"(?P<month>{_any(_names('months'))})\\.?"
    weekday = f"(?P<weekday>{_any(_names('weekdays'))})\\b\\.?"
    number = f"(?P<n>\\d{{1,3}}|{_any(words['numbers'])})"
    unit = f"(?P<unit>{_any(words['units'])})s?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|[,.]\d)"
    year = r"(?P<year>(?:19|20)\d\d)\b"
    upto = r"\s*(?:-|–|—|to|and|through|until)\s*"
    tomonth, toyear = month.replace("<month>", "<tomonth>"), year.replace("<year>", "<toyear>")
    event = r"\b(?!\s+(?:the|a|an|it|he|she|they|that|his|her|their|its|\p{L}+(?:ed|ing))\b)"  # `two days before the blast`
    past = rf"(?:for|in|over|during|within)\s+(?:the\s+)?(?:(?:past|last|previous)\s+)?(?:{number}\s*)?{unit}"
    word = r"yesterday|today|tonight|overnight|tomorrow|last\s+night|this\s+(?:morning|afternoon|evening)|(?:earlier|later)\s+that\s+day"
    lead = r"in|during|of|from|until|till|by|before|after|back in|spring|summer|autumn|winter"
    second = r"(?P<second>\d{1,2})(?:st|nd|rd|th)?(?!\d|[,.]\d)"
    since = r"(?:(?P<since>since|from)\s+(?:the\s+)?)?"
    part = r"(?:(?P<part>early|mid|late|beginning of|middle of|start of|end of)[\s-]+)?"
    rows: list[tuple[str, Callable[[regex.Match[str], _Clock], Found | None]]] = [
        (r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b", _iso),
        (r"(?<![\d./-])(?P<one>\d{1,2})(?P<sep>[./-])(?P<two>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)\b", _numeric),
        (rf"{since}(?:between\s+)?\b{day}{upto}{second}(?:\s+of)?\s+{month}\b(?:,?\s+{year})?", _month_days),
        (rf"{since}(?:between\s+)?\b{month}\s+{day}{upto}{second}\b(?:,?\s+{year})?", _month_days),
        (rf"{since}(?:{weekday},?\s+(?:the\s+)?)?\b{day}(?:\s+of)?\s+{month}\b(?:,?\s+{year})?", _month_day),
        (rf"{since}(?:{weekday},?\s+)?\b{month}\s+{day}\b(?:,?\s+{year})?", _month_day),
        (rf"\b(?:from|between|of)\s+{month}\s+{year}{upto}{tomonth}\s+{toyear}", _months),
        (rf"\b(?:from|between)\s+{year}{upto}{toyear}", _months),
        (rf"{since}{part}\b{month},?\s+(?:of\s+)?{year}", _month),
        (rf"{since}\b(?P<holiday>{_any(words['holidays'])})\b(?:,?\s+{year})?", _holiday),
        (rf"\b(?P<lead>since|in|last|next|this|of|from|during|until|by|through)\s+{part}{month}(?!\s+\d)\b", _bare_month),
        (rf"\b(?P<lead>)(?P<part>early|mid|late)[\s-]+{month}(?!\s+\d)\b", _bare_month),
        (rf"\b(?:in\s+the\s+)?(?:over)?night\s+(?:in)?to\s+{weekday}", _night_to),
        (rf"\b(?:(?P<lead>since|last|next|this|until|by|till)\s+)?(?:late\s+|early\s+)?(?:on\s+)?{weekday}", _weekday),
        (rf"\b(?:on\s+)?this\s+day,?\s+(?:last\s+year|{number}\s+years?\s+ago)\b", _anniversary),
        (rf"\b{number}\s+years?\s+ago\s+(?:today|to\s+the\s+day|on\s+this\s+day|this\s+day)\b", _anniversary),
        (rf"\b(?:more than\s+|about\s+|over\s+|nearly\s+|almost\s+)?{number}\s+{unit}\s+ago\b", _ago),
        (rf"\b{number}\s+{unit}\s+(?P<way>earlier|before|later|after){event}", _apart),
        (r"\b(?:the\s+)?(?P<way>previous|preceding|following|next)\s+(?P<unit>day|night)\b", _apart),
        (rf"\bthe\s+(?P<unit>day|night)\s+(?P<way>before|after){event}", _apart),
        (r"\b(?:the|that)\s+same\s+(?P<unit>day|night|evening|morning)\b", _same),
        (rf"\b{past}(?P<already>\s+(?:already|now|straight))?\b", _lasting),
        (r"\b(?:in|over|during)?\s*(?:the\s+)?(?:past|last|recent|previous)\s+(?:few\s+)?(?P<unit>day|week|month|year)s\b", _recent),
        (r"\b(?P<way>earlier|later)?\s*(?P<lead>this|last)\s+(?P<unit>week|month|year|weekend)\b", _calendar),
        (rf"\b(?P<word>{word})\b", _word),
        (r"\bon\s+the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:floor|district|anniversary|century|street|avenue|day))", _nth),
        (rf"\b(?P<since>since)\s+{part}{year}", _year),
        (rf"\b(?:{lead})\s+{part}{year}(?!\s*(?:people|civilians|men|women))", _year),
    ]  # fmt: skip
    return tuple((regex.compile(pattern, regex.IGNORECASE), make) for pattern, make in rows)


def find_dates(text: str, anchor: date | None) -> list[Dated]:
    """Every time that the text tells, in order; what cannot be resolved without an anchor is left out."""
    taken: list[tuple[int, int]] = []
    raw: list[tuple[regex.Match[str], Callable[[regex.Match[str], _Clock], Found | None]]] = []
    windows = list(_windows(text))
    for pattern, make in _grammar():
        for m in (m for a, b in windows for m in pattern.finditer(text, a, b)):
            if m.end() > m.start() and not any(a < m.end() and m.start() < b for a, b in taken) and _plausible(m):
                taken.append(m.span())
                raw.append((m, make))
    raw.sort(key=lambda r: r[0].start())
    return list(_resolved(raw, _Clock(anchor, years=_printed_years([m for m, make in raw if make is _month_day]))))


@cache
def _triggers() -> regex.Pattern[str]:
    """Words without which there is no date."""
    words = vocabulary("dates")
    last = {name.split()[-1] for name in words["holidays"]}
    named = [*_names("months"), *_names("weekdays"), *words["units"], *last]
    return regex.compile(
        rf"\b(?:{_any(named)}s?\b|weekend|(?:19|20)\d\d|yester|to(?:day|night|morrow)|overnight|night|this|on the \d)", regex.IGNORECASE
    )


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text round such words, merged where they meet: the grammar is too slow for the rest."""
    start = end = -1
    for m in _triggers().finditer(text):
        if end < 0 or m.start() - 60 > end:
            if end >= 0:
                yield start, end
            start = max(0, m.start() - 60)
        end = min(len(text), m.end() + 60)
        while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():  # no window ends inside a word
            end += 1
    if end >= 0:
        yield start, end


def _printed_years(found: list[regex.Match[str]]) -> dict[tuple[int, int], int]:
    """The years that month and day are printed with; none where two differ."""
    years: dict[tuple[int, int], set[int]] = {}
    for m in found:
        if year := _group(m, "year"):
            years.setdefault((_month_of(m), int(m["day"])), set()).add(int(year))
    return {day: next(iter(told)) for day, told in years.items() if len(told) == 1}


def _resolved(raw: list[tuple[regex.Match[str], Callable[[regex.Match[str], _Clock], Found | None]]], clock: _Clock) -> Iterator[Dated]:
    for m, make in raw:
        try:
            found = make(m, clock)
        except (ValueError, OverflowError):  # 31 February, or a year before the calendar
            continue
        if found and found[0] <= found[1]:
            first, last, kind = found
            if clock.anchor and first <= clock.anchor and kind != "since" and _BEGAN.search(m.string, max(0, m.start() - 60), m.start()):
                last, kind = clock.anchor, "since"
            if kind == "day":
                clock.last = first
            start = m.start() + len(m.group()) - len(m.group().lstrip())
            yield Dated(start, m.end(), Period(first, last, m.group().strip()), kind)


def _plausible(m: regex.Match[str]) -> bool:
    """Names of months and days are capitalised; `may`, `march`, `sun` in small letters are other words."""
    named = (m.groupdict().get("month"), m.groupdict().get("weekday"))
    word = m.groupdict().get("word")
    if word and _EDITION.match(m.string, m.end()):
        return False
    before = m.string[max(0, m.start() - 2) : m.start()]
    if word and word[0].isupper() and before[:1].isalpha() and before[1:] == " ":  # the name of a paper or a group
        return False
    return all(not name or name[0].isupper() or name.isdigit() for name in named)


def _group(m: regex.Match[str], name: str) -> str:
    return (m.groupdict().get(name) or "").lower()


def _number(m: regex.Match[str]) -> int:
    word = _group(m, "n").strip()
    return int(word) if word.isdigit() else int(vocabulary("dates")["numbers"].get(word, 1))


def _unit(m: regex.Match[str]) -> int:
    return int(vocabulary("dates")["units"][_group(m, "unit")])


def _since(m: regex.Match[str], first: date, last: date, clock: _Clock) -> Found:
    if _group(m, "since") == "since" and clock.anchor and first <= clock.anchor:
        return first, clock.anchor, "since"
    return first, last, "day" if first == last else "span"


def _dated(m: regex.Match[str], clock: _Clock, month: int, day: int) -> date | None:
    """A day of a month: of the year printed, else the latest such day that is not well after the anchor."""
    if year := _group(m, "year"):
        return date(int(year), month, day)
    if told := clock.years.get((month, day)):
        return date(told, month, day)
    if clock.anchor is None:
        return None
    for back in range(5):  # 29 February comes every fourth year
        year_tried = clock.anchor.year + (1 if (month, clock.anchor.month) == (1, 12) else 0) - back
        if day <= monthrange(year_tried, month)[1] and (found := date(year_tried, month, day)) <= clock.anchor + _SLACK_AHEAD * DAY:
            return found
    return None


def _iso(m: regex.Match[str], clock: _Clock) -> Found:
    day = date(int(m["year"]), int(m["month"]), int(m["day"]))
    return day, day, "day"


def _numeric(m: regex.Match[str], clock: _Clock) -> Found | None:
    """`25-04-2016`, `4/25/2016`: day and month in the order that makes a date; of two, the one nearer to the anchor."""
    one, two, year = int(m["one"]), int(m["two"]), int(m["year"])
    read = {date(year, b, a) for a, b in ((one, two), (two, one)) if 1 <= b <= 12 and 1 <= a <= monthrange(year, b)[1]}
    if len(read) > 1 and clock.anchor is None:
        return None
    day = min(read, key=lambda d: (abs((d - clock.anchor).days) if clock.anchor else 0, d), default=None)
    return (day, day, "day") if day else None


def _month_of(m: regex.Match[str]) -> int:
    return _names("months")[_group(m, "month")]


def _month_day(m: regex.Match[str], clock: _Clock) -> Found | None:
    day = _dated(m, clock, _month_of(m), int(m["day"]))
    return _since(m, day, day, clock) if day else None


def _month_days(m: regex.Match[str], clock: _Clock) -> Found | None:
    first, last = (_dated(m, clock, _month_of(m), int(m[d])) for d in ("day", "second"))
    return _since(m, first, last, clock) if first and last else None


def _holiday(m: regex.Match[str], clock: _Clock) -> Found | None:
    day = _dated(m, clock, *vocabulary("dates")["holidays"][_group(m, "holiday")])
    return _since(m, day, day, clock) if day else None


def _third(part: str, first: date, last: date) -> tuple[date, date]:
    """The third of a period that `early`, `mid` and `late` mean."""
    third = timedelta(days=(last - first).days // 3)
    if part in ("early", "beginning of", "start of"):
        return first, first + third
    if part in ("late", "end of"):
        return last - third, last
    return (first + third, last - third) if part else (first, last)


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _months(m: regex.Match[str], clock: _Clock) -> Found:
    """From a month or year to another, both printed with their year."""
    first = _names("months")[_group(m, "month")] if "month" in m.groupdict() else 1
    last = _names("months")[_group(m, "tomonth")] if "month" in m.groupdict() else 12
    return date(int(m["year"]), first, 1), _whole_month(int(m["toyear"]), last)[1], "span"


def _month(m: regex.Match[str], clock: _Clock) -> Found:
    return _since(m, *_third(_group(m, "part"), *_whole_month(int(m["year"]), _month_of(m))), clock)


def _bare_month(m: regex.Match[str], clock: _Clock) -> Found | None:
    if clock.anchor is None:
        return None
    month, lead = _month_of(m), _group(m, "lead")
    ahead = lead == "next" or (lead in ("until", "by") and month > clock.anchor.month)
    year = clock.anchor.year + (1 if lead == "next" and month <= clock.anchor.month else 0)
    year -= 1 if not ahead and (month > clock.anchor.month or (lead == "last" and month == clock.anchor.month)) else 0
    first, last = _third(_group(m, "part"), *_whole_month(year, month))
    return (first, clock.anchor, "since") if lead == "since" else (first, last, "span")


def _weekday(m: regex.Match[str], clock: _Clock) -> Found | None:
    """The latest such day, the day of publication included; `next`, `until` and `by` look ahead."""
    if clock.anchor is None:
        return None
    number, lead = _names("weekdays")[_group(m, "weekday")], _group(m, "lead")
    back = (clock.anchor.isoweekday() - number) % 7
    before = m.string[max(0, m.start() - 80) : m.start()]
    if (
        lead == "next"
        or _AHEAD.search(before)
        or (lead in ("until", "by", "till") and (_DEADLINE.search(before) or not _PAST.search(before)))
    ):
        day = clock.anchor + timedelta(days=-back % 7 or 7)
    else:
        day = clock.anchor - timedelta(days=back or (7 if lead == "last" else 0))
    return (day, clock.anchor, "since") if lead == "since" else (day, day, "day")


def _night_to(m: regex.Match[str], clock: _Clock) -> Found | None:
    """`in the night to Friday`: the evening before and that day."""
    found = _weekday(m, clock)
    return (found[0] - DAY, found[0], "span") if found else None


def _spread(unit: int, n: int) -> int:
    """Days by which `two weeks ago` may be off: half a unit; none for days."""
    return unit // 2 if unit > 1 or n > 10 else 0


def _shift(from_day: date, days: int, spread: int) -> Found:
    day = from_day + timedelta(days=days)
    return day - timedelta(days=spread), day + timedelta(days=spread), "span" if spread else "day"


def _ago(m: regex.Match[str], clock: _Clock) -> Found | None:
    n, unit = _number(m), _unit(m)
    if clock.anchor and _group(m, "n") in ("several", "few", "a few"):
        return clock.anchor - timedelta(days=4 * n * unit), clock.anchor - timedelta(days=2 * unit), "span"
    return _shift(clock.anchor, -n * unit, _spread(unit, n)) if clock.anchor else None


def _anniversary(m: regex.Match[str], clock: _Clock) -> Found | None:
    """`this day last year`, `two years ago today`: the same day of an earlier year."""
    if clock.anchor is None:
        return None
    day = clock.anchor.replace(year=clock.anchor.year - _number(m))
    return day, day, "day"


def _apart(m: regex.Match[str], clock: _Clock) -> Found | None:
    """`a day earlier`, `the previous day`: from the day that the text last named, else from the anchor."""
    origin = clock.last or clock.anchor
    unit = 1 if _group(m, "unit") == "night" else _unit(m)
    n = _number(m) if "n" in m.groupdict() else 1
    sign = -1 if _group(m, "way") in ("earlier", "before", "previous", "preceding") else 1
    return _shift(origin, sign * n * unit, _spread(unit, n)) if origin else None


def _same(m: regex.Match[str], clock: _Clock) -> Found | None:
    day = clock.last or clock.anchor
    return (day, day, "day") if day else None


def _lasting(m: regex.Match[str], clock: _Clock) -> Found | None:
    """`for two days already`, `over the past week`: until the anchor. `in two days` and `for two days` alone tell a length, no time."""
    told = regex.search(r"\b(?:past|last|previous|already|now|straight)\b", m.group(), regex.IGNORECASE)
    if not told or clock.anchor is None:
        return None
    return clock.anchor - timedelta(days=_number(m) * _unit(m)), clock.anchor, "lasting"


def _recent(m: regex.Match[str], clock: _Clock) -> Found | None:
    return (clock.anchor - timedelta(days=3 * _unit(m)), clock.anchor, "lasting") if clock.anchor else None


def _calendar(m: regex.Match[str], clock: _Clock) -> Found | None:
    """`last week`, `earlier this year`: the calendar week (from Monday), month or year."""
    if clock.anchor is None:
        return None
    last, unit, today = _group(m, "lead") == "last", _group(m, "unit"), clock.anchor
    if unit in ("week", "weekend"):
        monday = today - timedelta(days=today.weekday() + (7 if last and (unit == "week" or today.weekday() >= 5) else 0))
        if unit == "weekend":
            monday -= timedelta(days=7) if last or today.weekday() < 5 else timedelta(0)
            return monday + 5 * DAY, monday + 6 * DAY, "span"
        first, end = monday, monday + 6 * DAY
    elif unit == "month":
        edge = today.replace(day=1) - DAY if last else today
        first, end = _whole_month(edge.year, edge.month)
    else:
        first, end = date(today.year - last, 1, 1), date(today.year - last, 12, 31)
    return first, end if last else min(end, today), "span"


def _word(m: regex.Match[str], clock: _Clock) -> Found | None:
    if clock.anchor is None:
        return None
    word = _group(m, "word")
    if word == "yesterday" or word.startswith("last"):
        return clock.anchor - DAY, clock.anchor - DAY, "day"
    if word == "overnight":
        return clock.anchor - DAY, clock.anchor, "span"
    if word == "tomorrow":
        return clock.anchor + DAY, clock.anchor + DAY, "day"
    return clock.anchor, clock.anchor, "day"


def _nth(m: regex.Match[str], clock: _Clock) -> Found | None:
    if clock.anchor is None:
        return None
    month = clock.anchor if int(m["day"]) <= clock.anchor.day else clock.anchor.replace(day=1) - DAY
    day = month.replace(day=int(m["day"]))
    return day, day, "day"


def _year(m: regex.Match[str], clock: _Clock) -> Found:
    year = int(m["year"])
    return _since(m, *_third(_group(m, "part"), date(year, 1, 1), date(year, 12, 31)), clock)
