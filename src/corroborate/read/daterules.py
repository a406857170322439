"""What each form of a date means: an interval of days with the grain of its words, counted from an anchor or from what was named last."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import regex

from corroborate.read.tense import AHEAD, BACK, leaning
from corroborate.vocabulary import vocabulary

DAY = timedelta(days=1)
_SLACK_AHEAD = 2
"""Days by which a date without a year may lie after its anchor before it is taken for the year before: clocks and time zones differ."""
_NEAR = 60
"""Days by which a day or month of this year or the next may lie ahead and be meant rather than the same of the year before, whatever the
verb: nobody tells of a day ten months ago without its year. The other way round just so."""
_CURRENT = 280
"""Days after which a quarter is no longer the one that reports tell figures for, but one that these are compared with."""
Match = regex.Match[str]


class Found(NamedTuple):
    """First and last day, the kind (day, span, since, lasting) and the grain of the words (day, week, month, quarter ...)."""

    first: date
    last: date
    kind: str
    grain: str


@dataclass(slots=True)
class Clock:
    """The day that relative words count from, and what the text named last, for `a day earlier`, `that year`, `the quarter`."""

    anchor: date | None
    last: date | None = None
    named: Found | None = None
    counted: Found | None = None
    """The quarter, half or whole year that figures were last told for."""
    years: dict[tuple[int, int], int] = field(default_factory=dict)
    """Month and day -> the year that the text itself prints with them, somewhere."""

    def note(self, found: Found) -> None:
        """Remember a time that the text named."""
        self.named = found
        if found.kind == "day":
            self.last = found.first


Make = Callable[[Match, Clock], Found | None]


@cache
def names(kind: str) -> dict[str, int]:
    """Every printed form of months or weekdays with its number."""
    return {form: number for number, forms in enumerate(vocabulary("dates")[kind], 1) for form in forms}


def group(m: Match, name: str) -> str:
    """A named group in lower case, empty where the form has none."""
    return (m.groupdict().get(name) or "").lower()


def _one(day: date) -> Found:
    return Found(day, day, "day", "day")


def _number(m: Match) -> int:
    word = " ".join(group(m, "n").split())
    return int(word) if word.isdigit() else int(vocabulary("dates")["numbers"].get(word, 1))


def _unit(m: Match) -> int:
    return int(vocabulary("dates")["units"][group(m, "unit")])


def _grain(m: Match) -> str:
    unit = group(m, "unit")
    return {"night": "day", "fortnight": "week", "evening": "day", "morning": "day"}.get(unit, unit)


def _since(m: Match, first: date, last: date, grain: str, clock: Clock) -> Found:
    lead = group(m, "since") or group(m, "lead")
    if lead == "since" and clock.anchor and first <= clock.anchor:
        return Found(first, clock.anchor, "since", grain)
    return Found(first, last, "day" if first == last else "span", grain)


def year_of(m: Match, name: str = "year") -> int | None:
    """The year printed, in digits or in words (`nineteen ninety-six`)."""
    if told := group(m, name):
        return int(told)
    words = group(m, "spelled").replace("-", " ").split()
    if not words:
        return None
    numbers = vocabulary("dates")["spelled"]
    if words[:2] == ["two", "thousand"]:
        return 2000 + sum(numbers[w] for w in words[2:] if w != "and")
    return int(numbers[words[0]]) * 100 + sum(numbers[w] for w in words[1:])


def _dated(m: Match, clock: Clock, month: int, day: int) -> date | None:
    """A day of a month: of the year printed, else the one that the verb means, else the latest that is not well after the anchor."""
    if year := year_of(m):
        return date(year, month, day)
    if told := clock.years.get((month, day)):
        return date(told, month, day)
    if clock.anchor is None:
        return None
    tried = [date(y, month, day) for y in range(clock.anchor.year - 4, clock.anchor.year + 5) if day <= monthrange(y, month)[1]]
    back = max(d for d in tried if d <= clock.anchor + _SLACK_AHEAD * DAY)
    ahead = min(d for d in tried if d > back)
    return ahead if _is_ahead(m, clock.anchor, back, ahead) else back


def _is_ahead(m: Match, anchor: date, back: date, ahead: date) -> bool:
    """Whether the coming one of two days a year apart is meant."""
    if "since" in (group(m, "since"), group(m, "lead")) or group(m, "lead") == "last":
        return False
    far = (ahead - anchor).days > _NEAR
    if far and (anchor - back).days <= _NEAR:
        return False
    leans = leaning(m.string, m.start(), m.end(), group(m, "lead"))
    return leans == AHEAD or (leans != BACK and not far and "day" in m.groupdict())


def iso(m: Match, clock: Clock) -> Found:
    """`2026-07-19`."""
    return _one(date(int(m["year"]), int(m["month"]), int(m["day"])))


def numeric(m: Match, clock: Clock) -> Found | None:
    """`25-04-2016`, `4/25/2016`: day and month in the order that makes a date; of two, the one nearer to the anchor."""
    one, two, year = int(m["one"]), int(m["two"]), int(m["year"])
    read = {date(year, b, a) for a, b in ((one, two), (two, one)) if 1 <= b <= 12 and 1 <= a <= monthrange(year, b)[1]}
    if len(read) > 1 and clock.anchor is None:
        return None
    day = min(read, key=lambda d: (abs((d - clock.anchor).days) if clock.anchor else 0, d), default=None)
    return _one(day) if day else None


def month_of(m: Match) -> int:
    """The number of the month named."""
    return names("months")[group(m, "month")]


def month_day(m: Match, clock: Clock) -> Found | None:
    """`July 19`, `19 July 2016`."""
    day = _dated(m, clock, month_of(m), int(m["day"]))
    return _since(m, day, day, "day", clock) if day else None


def month_days(m: Match, clock: Clock) -> Found | None:
    """`9-11 March`."""
    first, last = (_dated(m, clock, month_of(m), int(m[d])) for d in ("day", "second"))
    return _since(m, first, last, "day", clock) if first and last else None


def holiday(m: Match, clock: Clock) -> Found | None:
    """`New Year's Eve`: a fixed day."""
    day = _dated(m, clock, *vocabulary("dates")["holidays"][group(m, "holiday")])
    return _since(m, day, day, "day", clock) if day else None


def _nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth such weekday of a month; counted from its end where nth is negative."""
    days = [date(year, month, d) for d in range(1, monthrange(year, month)[1] + 1)]
    return [d for d in days if d.isoweekday() == weekday][nth - 1 if nth > 0 else nth]


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    w = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + w - 7 * ((a + 11 * h + 22 * w) // 451) + 114, 31)
    return date(year, month, day + 1)


def movable(m: Match, clock: Clock) -> Found | None:
    """`Good Friday`, `Thanksgiving`: the latest not after the anchor unless a verb looks ahead."""
    rule, told = vocabulary("dates")["movable"][group(m, "movable")], year_of(m)
    if told is None and clock.anchor is None:
        return None
    around = [told] if told else [clock.anchor.year + n for n in (-1, 0, 1)] if clock.anchor else []
    days = [_easter(y) + rule[0] * DAY if len(rule) == 1 else _nth_weekday(y, *rule) for y in around]
    if told or clock.anchor is None:
        return _since(m, days[0], days[0], "day", clock)
    back = max(d for d in days if d <= clock.anchor)
    day = min(d for d in days if d >= clock.anchor) if leaning(m.string, m.start(), m.end()) == AHEAD else back
    return _since(m, day, day, "day", clock)


def _part(part: str, first: date, last: date) -> tuple[date, date]:
    """The third of a period that `early`, `mid` and `late` mean."""
    third = timedelta(days=(last - first).days // 3)
    if part.startswith(("early", "beginning", "start")):
        return first, first + third
    if part.startswith(("late", "end")) and not part.startswith("later"):
        return last - third, last
    return (first + third, last - third) if part.startswith(("mid",)) else (first, last)


def _whole(year: int, month: int, months: int = 1) -> tuple[date, date]:
    """The first and last day of so many months."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end, ending = year + (month + months - 2) // 12, (month + months - 2) % 12 + 1
    return date(year, month, 1), date(end, ending, monthrange(end, ending)[1])


def months(m: Match, clock: Clock) -> Found:
    """From a month or year to another, both printed with their year."""
    first = names("months")[group(m, "month")] if "month" in m.groupdict() else 1
    last = names("months")[group(m, "tomonth")] if "month" in m.groupdict() else 12
    grain = "month" if "month" in m.groupdict() else "year"
    return Found(date(int(m["year"]), first, 1), _whole(int(m["toyear"]), last)[1], "span", grain)


def month(m: Match, clock: Clock) -> Found:
    """`March 2011`, `late March 2011`."""
    return _since(m, *_part(group(m, "part"), *_whole(year_of(m) or 1, month_of(m))), "month", clock)


def bare_month(m: Match, clock: Clock) -> Found | None:
    """`in April`: the latest, unless a verb or `next` looks ahead."""
    if clock.anchor is None:
        return None
    number, lead, now = month_of(m), group(m, "lead"), clock.anchor.month
    past = date(clock.anchor.year - (number > now or (lead == "last" and number == now)), number, 1)
    coming = past.replace(year=past.year + 1)
    year = coming.year if lead == "next" or (number != now and _is_ahead(m, clock.anchor, past, coming)) else past.year
    first, last = _part(group(m, "part"), *_whole(year, number))
    return Found(first, clock.anchor, "since", "month") if lead == "since" else Found(first, last, "span", "month")


def weekday(m: Match, clock: Clock) -> Found | None:
    """The latest such day, the day of publication included; `next` and verbs of what is to come look ahead."""
    if clock.anchor is None:
        return None
    number, lead = names("weekdays")[group(m, "weekday")], group(m, "lead")
    back = (clock.anchor.isoweekday() - number) % 7
    if lead == "next" or (lead not in ("since", "last") and leaning(m.string, m.start(), m.end(), lead) == AHEAD):
        day = clock.anchor + timedelta(days=-back % 7 or (7 if lead else 0))
    else:
        day = clock.anchor - timedelta(days=back or (7 if lead == "last" else 0))
    return Found(day, clock.anchor, "since", "day") if lead == "since" else _one(day)


def night_to(m: Match, clock: Clock) -> Found | None:
    """`in the night to Friday`: the evening before and that day."""
    found = weekday(m, clock)
    return Found(found.first - DAY, found.first, "span", "day") if found else None


def _shift(from_day: date, n: int, unit: int, grain: str) -> Found:
    """So many units from a day, months and years by the calendar; a week, month or year round it."""
    spread = unit // 2 if unit > 1 or abs(n) > 10 else 0
    day = from_day + timedelta(days=n * unit)
    if grain in ("month", "year"):
        count = from_day.year * 12 + from_day.month - 1 + n * (1 if grain == "month" else 12)
        day = date(count // 12, count % 12 + 1, min(from_day.day, monthrange(count // 12, count % 12 + 1)[1]))
    return Found(day - timedelta(days=spread), day + timedelta(days=spread), "span" if spread else "day", grain)


def ago(m: Match, clock: Clock) -> Found | None:
    """`two weeks ago`: half a unit round the day."""
    n, unit = _number(m), _unit(m)
    if clock.anchor and group(m, "n") in ("several", "few", "a few"):
        return Found(clock.anchor - timedelta(days=4 * n * unit), clock.anchor - timedelta(days=2 * unit), "span", _grain(m))
    return _shift(clock.anchor, -n, unit, _grain(m)) if clock.anchor else None


def anniversary(m: Match, clock: Clock) -> Found | None:
    """`this day last year`, `two years ago today`: the same day of an earlier year."""
    return _one(clock.anchor.replace(year=clock.anchor.year - _number(m))) if clock.anchor else None


def year_before(m: Match, clock: Clock) -> Found | None:
    """`a year earlier`, `in the year-ago quarter`: the same quarter or half a year before, where one was told; else that time of the year."""
    if clock.counted and group(m, "unit") in ("", "quarter", "period"):
        return Found(*(_years(d, -1) for d in clock.counted[:2]), "span", clock.counted.grain)
    return _shift(clock.anchor, -1, 365, "year") if clock.anchor else None


def _years(day: date, n: int) -> date:
    """The same day of another year; 28 February where there is no 29th."""
    return day.replace(year=day.year + n, day=28 if (day.month, day.day) == (2, 29) else day.day)


def apart(m: Match, clock: Clock) -> Found | None:
    """`a day earlier`, `the previous day`: from the day that the text last named, else from the anchor."""
    if group(m, "unit") in ("month", "year") and "n" not in m.groupdict() and clock.named:
        return _calendar(_grain(m), 1 if group(m, "way") in ("following", "next", "after") else -1, clock.named.first)
    origin = clock.last or clock.anchor
    unit = 1 if group(m, "unit") == "night" else _unit(m)
    n = _number(m) if "n" in m.groupdict() else 1
    sign = -1 if group(m, "way") in ("earlier", "before", "previous", "preceding") else 1
    return _shift(origin, sign * n, unit, _grain(m)) if origin else None


def same(m: Match, clock: Clock) -> Found | None:
    """`the same day`, `that year`: what was named last."""
    if (grain := _grain(m)) == "day":
        day = clock.last or clock.anchor
        return _one(day) if day else None
    return _calendar(grain, 0, clock.named.first) if clock.named else None


def lasting(m: Match, clock: Clock) -> Found | None:
    """`for two days already`, `over the past week`: until the anchor. `in two days` and `for two days` alone tell a length, no time."""
    if clock.anchor is None:
        return None
    return Found(clock.anchor - timedelta(days=_number(m) * _unit(m)), clock.anchor, "lasting", _grain(m))


def recent(m: Match, clock: Clock) -> Found | None:
    """`in recent weeks`: three of them."""
    return Found(clock.anchor - timedelta(days=3 * _unit(m)), clock.anchor, "lasting", _grain(m)) if clock.anchor else None


def _calendar(grain: str, shift: int, day: date) -> Found:
    """The calendar week (from Monday), month, quarter, half or year of a day, moved by so many."""
    if grain in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday() - 7 * shift)
        return Found(monday + 5 * DAY * (grain == "weekend"), monday + 6 * DAY, "span", grain)
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}[grain]
    number = (day.year * 12 + day.month - 1) // size + shift
    return Found(*_whole(number * size // 12, number * size % 12 + 1, size), "span", grain)


def calendar(m: Match, clock: Clock) -> Found | None:
    """`last week`, `earlier this year`, `the end of the month`: the calendar unit; of the current one, the part that is over."""
    if clock.anchor is None:
        return None
    lead, grain, today, part = group(m, "lead"), _grain(m), clock.anchor, group(m, "part")
    shift = -1 if lead.endswith(("last", "past", "previous")) else 1 if lead.endswith(("next", "coming", "following")) else 0
    if grain == "weekend" and today.weekday() < 5 and shift < 1 and not leaning(m.string, m.start(), m.end()) == AHEAD:
        shift = -1
    first, last, kind, _ = _calendar(grain, shift, today)
    if part == "later":
        return Found(min(today, last), last, kind, grain)
    first, last = _part(part, first, last)
    if shift == 0 and grain != "weekend" and lead == "this" and not part.startswith(("end", "late")):
        last = max(first, min(last, today))
    return Found(first, last, kind, grain)


def quarter(m: Match, clock: Clock) -> Found | None:
    """`the third quarter`, `the first half of 2019`: of the year told, else the latest begun; fiscal years are taken for calendar ones."""
    number = vocabulary("dates")["ordinals"][group(m, "nth")]
    size = 3 if group(m, "unit") == "quarter" else 6
    if number > 12 // size:
        return None
    year, lead, ahead = year_of(m), group(m, "lead") or group(m, "trail"), False
    if year is None:
        if clock.anchor is None:
            return None
        year = clock.anchor.year + {"last": -1, "next": 1}.get(lead, 0)
        if not lead:
            start = date(year, (number - 1) * size + 1, 1)
            year -= start > clock.anchor
            coming = (_years(start, 1 if start <= clock.anchor else 0) - clock.anchor).days <= 100
            ahead = leaning(m.string, m.start(), m.end()) == AHEAD
            year += coming and ahead
        year -= bool(group(m, "ago"))
    found = Found(*_whole(year, (number - 1) * size + 1, size), "span", group(m, "unit"))
    if clock.anchor and (clock.anchor - found.last).days < _CURRENT and not (ahead and found.last > clock.anchor):
        clock.counted = found
    return found


def told_quarter(m: Match, clock: Clock) -> Found | None:
    """`the quarter`, `the latest period`, `the 2019 quarter`: the one that was told last, else the latest that is over."""
    if clock.anchor is None:
        return None
    now = _calendar("quarter", 0, clock.anchor)
    if group(m, "lead") in ("this", "current"):
        return now
    held = clock.counted or _calendar("quarter", -1, clock.anchor)
    if (told := year_of(m)) is None and group(m, "lead") == "last":
        told = clock.anchor.year - 1
    if told:
        return Found(*(_years(d, told - held.first.year) for d in held[:2]), "span", held.grain)
    return held


def season(m: Match, clock: Clock) -> Found | None:
    """`last summer`, `the winter of 2020`: the season of the northern year (data/dates.toml), the latest begun unless a verb looks ahead."""
    first_month = vocabulary("dates")["seasons"][group(m, "season")]
    lead, year = group(m, "lead"), year_of(m)
    if year is None:
        if clock.anchor is None:
            return None
        year = clock.anchor.year
        (begun, over), today = _whole(year, first_month, 3), clock.anchor
        if "last" in lead:
            year -= over >= today
        elif "next" in lead:
            year += begun <= today
        elif "this" not in lead and not leaning(m.string, m.start(), m.end(), lead) == AHEAD:
            year -= begun > today
    return _since(m, *_part(group(m, "part"), *_whole(year, first_month, 3)), "season", clock)


def decade(m: Match, clock: Clock) -> Found:
    """`the 1990s`, `the late nineties`."""
    first = int(m["decade"]) if group(m, "decade") else 1900 + vocabulary("dates")["decades"][group(m, "named")]
    return Found(*_part(group(m, "part"), date(first, 1, 1), date(first + 9, 12, 31)), "span", "decade")


def word(m: Match, clock: Clock) -> Found | None:
    """`yesterday`, `overnight`, `today`."""
    if clock.anchor is None:
        return None
    told = group(m, "word")
    if told.endswith("that day") and clock.last:
        return _one(clock.last)
    if told == "overnight":
        return Found(clock.anchor - DAY, clock.anchor, "span", "day")
    if told == "yesterday" or told.startswith("last"):
        return _one(clock.anchor - DAY)
    return _one(clock.anchor + DAY * (told == "tomorrow"))


def nth(m: Match, clock: Clock) -> Found | None:
    """`on the 16th`: the latest."""
    if clock.anchor is None:
        return None
    held = clock.anchor if int(m["day"]) <= clock.anchor.day else clock.anchor.replace(day=1) - DAY
    return _one(held.replace(day=int(m["day"])))


def year(m: Match, clock: Clock) -> Found | None:
    """`in 1999`, `since 1999`, `nineteen ninety-nine`."""
    told = year_of(m)
    return _since(m, *_part(group(m, "part"), date(told, 1, 1), date(told, 12, 31)), "year", clock) if told else None
