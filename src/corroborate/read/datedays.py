"""What forms of single days mean: weekdays, days of a month, holidays, yesterday."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from corroborate.read.dateclock import DAY, Clock, Found, Match, group, is_ahead, names, number, one_day, since, year_of
from corroborate.read.tense import AHEAD, OPEN, leaning
from corroborate.vocabulary import vocabulary

_SLACK_AHEAD = 2
"""Days by which a date without a year may lie after its anchor before it is taken for the year before: clocks and time zones differ."""


def iso(m: Match, clock: Clock) -> Found:
    """`2026-07-19`."""
    return one_day(date(int(m["year"]), int(m["month"]), int(m["day"])))


def numeric(m: Match, clock: Clock) -> Found | None:
    """`25-04-2016`, `4/25/2016`, `4/25/16`: day and month in the order that makes a date; of two, the one nearer to the anchor."""
    one, two, year = int(m["one"]), int(m["two"]), int(m["year"])
    if year < 100:  # 89 is 1989, 31 the 2031 of a report of 2031
        year += 2000 if clock.anchor and 2000 + year <= clock.anchor.year + 1 else 1900
    read = {date(year, b, a) for a, b in ((one, two), (two, one)) if 1 <= b <= 12 and 1 <= a <= monthrange(year, b)[1]}
    if len(read) > 1 and clock.anchor is None:
        return None
    day = min(read, key=lambda d: (abs((d - clock.anchor).days) if clock.anchor else 0, d), default=None)
    return one_day(day) if day else None


def month_of(m: Match) -> int:
    """The number of the month named."""
    return names("months")[group(m, "month")]


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
    return ahead if is_ahead(m, clock.anchor, back, ahead) else back


def month_day(m: Match, clock: Clock) -> Found | None:
    """`July 19`, `19 July 2016`."""
    day = _dated(m, clock, month_of(m), int(m["day"]))
    return since(m, day, day, "day", clock) if day else None


def month_days(m: Match, clock: Clock) -> Found | None:
    """`9-11 March`."""
    first, last = (_dated(m, clock, month_of(m), int(m[d])) for d in ("day", "second"))
    return since(m, first, last, "day", clock) if first and last else None


def holiday(m: Match, clock: Clock) -> Found | None:
    """`New Year's Eve`: a fixed day."""
    day = _dated(m, clock, *vocabulary("dates")["holidays"][group(m, "holiday")])
    return since(m, day, day, "day", clock) if day else None


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
        return since(m, days[0], days[0], "day", clock)
    back = max(d for d in days if d <= clock.anchor)
    day = min(d for d in days if d >= clock.anchor) if leaning(m.string, m.start(), m.end()) == AHEAD else back
    return since(m, day, day, "day", clock)


def weekday(m: Match, clock: Clock) -> Found | None:
    """The latest such day, the day of publication included; `next` and verbs of what is to come look ahead."""
    if clock.anchor is None:
        return None
    number, lead = names("weekdays")[group(m, "weekday")], group(m, "lead")
    back = (clock.anchor.isoweekday() - number) % 7
    leans = leaning(m.string, m.start(), m.end(), lead)
    ahead = leans == AHEAD or (lead == "this" and leans == OPEN)
    if lead == "next" or (lead not in ("since", "last") and ahead):
        day = clock.anchor + timedelta(days=-back % 7 or (7 if lead else 0))
    else:
        day = clock.anchor - timedelta(days=back or (7 if lead == "last" else 0))
    return Found(day, clock.anchor, "since", "day") if lead == "since" else one_day(day)


def night_to(m: Match, clock: Clock) -> Found | None:
    """`in the night to Friday`: the evening before and that day."""
    found = weekday(m, clock)
    return Found(found.first - DAY, found.first, "span", "day") if found else None


def anniversary(m: Match, clock: Clock) -> Found | None:
    """`this day last year`, `two years ago today`: the same day of an earlier year."""
    return one_day(clock.anchor.replace(year=clock.anchor.year - number(m))) if clock.anchor else None


def word(m: Match, clock: Clock) -> Found | None:
    """`yesterday`, `overnight`, `today`."""
    if clock.anchor is None:
        return None
    told = group(m, "word")
    if told.endswith("that day") and clock.last:
        return one_day(clock.last)
    if told == "overnight":
        return Found(clock.anchor - DAY, clock.anchor, "span", "day")
    if told == "yesterday" or told.startswith("last"):
        return one_day(clock.anchor - DAY)
    return one_day(clock.anchor + DAY * (told == "tomorrow"))


def nth(m: Match, clock: Clock) -> Found | None:
    """`on the 16th`: the latest."""
    if clock.anchor is None:
        return None
    held = clock.anchor if int(m["day"]) <= clock.anchor.day else clock.anchor.replace(day=1) - DAY
    return one_day(held.replace(day=int(m["day"])))
