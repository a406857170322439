"""What forms of longer times mean: weeks, months, quarters, seasons, years, and so long ago or until now."""

from __future__ import annotations

from datetime import date, timedelta

import regex

from corroborate.read.dateclock import (
    Clock,
    Found,
    Match,
    calendar_unit,
    grain_of,
    group,
    in_other_year,
    is_ahead,
    names,
    number,
    one_day,
    part_of,
    shifted,
    since,
    unit_days,
    whole_months,
    year_of,
)
from corroborate.read.datedays import month_of
from corroborate.read.tense import AHEAD, leaning
from corroborate.vocabulary import vocabulary

_CURRENT = 280
"""Days after which a quarter is no longer the one that reports tell figures for, but one that these are compared with."""
_ENDED = regex.compile(r"\s+(?:that\s+)?ended\s+(?P<month>\p{L}{3,9})\.?\s+\d")
"""After `the quarter`: the month that it ended in, taken for the quarter that the month before lies in."""


def months(m: Match, clock: Clock) -> Found:
    """From a month or year to another, both printed with their year."""
    first = names("months")[group(m, "month")] if "month" in m.groupdict() else 1
    last = names("months")[group(m, "tomonth")] if "month" in m.groupdict() else 12
    grain = "month" if "month" in m.groupdict() else "year"
    return Found(date(int(m["year"]), first, 1), whole_months(int(m["toyear"]), last)[1], "span", grain)


def month(m: Match, clock: Clock) -> Found:
    """`March 2011`, `late March 2011`."""
    return since(m, *part_of(group(m, "part"), *whole_months(year_of(m) or 1, month_of(m))), "month", clock)


def bare_month(m: Match, clock: Clock) -> Found | None:
    """`in April`: the latest, unless a verb or `next` looks ahead."""
    if clock.anchor is None:
        return None
    number, lead, now = month_of(m), group(m, "lead"), clock.anchor.month
    past = date(clock.anchor.year - (number > now or (lead == "last" and number == now)), number, 1)
    coming = past.replace(year=past.year + 1)
    year = coming.year if lead == "next" or (number != now and is_ahead(m, clock.anchor, past, coming)) else past.year
    first, last = part_of(group(m, "part"), *whole_months(year, number))
    return Found(first, clock.anchor, "since", "month") if lead == "since" else Found(first, last, "span", "month")


def ago(m: Match, clock: Clock) -> Found | None:
    """`two weeks ago`: half a unit round the day."""
    n, unit = number(m), unit_days(m)
    if clock.anchor and group(m, "n") in ("several", "few", "a few"):
        return Found(clock.anchor - timedelta(days=4 * n * unit), clock.anchor - timedelta(days=2 * unit), "span", grain_of(m))
    return shifted(clock.anchor, -n, unit, grain_of(m)) if clock.anchor else None


def year_before(m: Match, clock: Clock) -> Found | None:
    """`a year earlier`, `the year-ago quarter`: the same quarter or half of the year before, where one was told; else a year ago."""
    if clock.counted and group(m, "unit") in ("", "quarter", "period"):
        return _moved(clock.counted, -1)
    return shifted(clock.anchor, -1, 365, "year") if clock.anchor else None


def _moved(found: Found, years: int) -> Found:
    """The same quarter or half of another year."""
    return Found(in_other_year(found.first, years), in_other_year(found.last, years), "span", found.grain)


def apart(m: Match, clock: Clock) -> Found | None:
    """`a day earlier`, `the previous day`: from the day that the text last named, else from the anchor."""
    if group(m, "unit") in ("month", "year") and "n" not in m.groupdict() and clock.named:
        return calendar_unit(grain_of(m), 1 if group(m, "way") in ("following", "next", "after") else -1, clock.named.first)
    origin = clock.last or clock.anchor
    unit = 1 if group(m, "unit") == "night" else unit_days(m)
    n = number(m) if "n" in m.groupdict() else 1
    sign = -1 if group(m, "way") in ("earlier", "before", "previous", "preceding") else 1
    return shifted(origin, sign * n, unit, grain_of(m)) if origin else None


def same(m: Match, clock: Clock) -> Found | None:
    """`the same day`, `that year`: what was named last."""
    if (grain := grain_of(m)) == "day":
        day = clock.last or clock.anchor
        return one_day(day) if day else None
    return calendar_unit(grain, 0, clock.named.first) if clock.named else None


def lasting(m: Match, clock: Clock) -> Found | None:
    """`for two days already`, `over the past week`: until the anchor. `in two days` and `for two days` alone tell a length, no time."""
    if clock.anchor is None:
        return None
    return Found(clock.anchor - timedelta(days=number(m) * unit_days(m)), clock.anchor, "lasting", grain_of(m))


def recent(m: Match, clock: Clock) -> Found | None:
    """`in recent weeks`: three of them."""
    return Found(clock.anchor - timedelta(days=3 * unit_days(m)), clock.anchor, "lasting", grain_of(m)) if clock.anchor else None


def calendar(m: Match, clock: Clock) -> Found | None:
    """`last week`, `earlier this year`, `the end of the month`: the calendar unit; of the current one, the part that is over."""
    if clock.anchor is None:
        return None
    lead, grain, today, part = group(m, "lead"), grain_of(m), clock.anchor, group(m, "part")
    shift = -1 if lead.endswith(("last", "past", "previous")) else 1 if lead.endswith(("next", "coming", "following")) else 0
    if grain == "weekend" and today.weekday() < 5 and shift < 1 and leaning(m.string, m.start(), m.end()) != AHEAD:
        shift = -1
    first, last, kind, _ = calendar_unit(grain, shift, today)
    if group(m, "since") and first <= today:
        return Found(part_of(part, first, last)[0], today, "since", grain)
    if part == "later":
        return Found(min(today, last), last, kind, grain)
    first, last = part_of(part, first, last)
    if shift == 0 and grain != "weekend" and lead == "this" and not part.startswith(("end", "late")):
        last = max(first, min(last, today))
    return Found(first, last, kind, grain)


def quarter(m: Match, clock: Clock) -> Found | None:
    """`the third quarter`, `the first half of 2019`: of the year told, else the latest begun; fiscal years are taken for calendar ones."""
    number = vocabulary("dates")["ordinals"][group(m, "nth")]
    size = 3 if group(m, "unit") == "quarter" else 6
    if number > 12 // size:
        return None
    year, lead, ahead = year_of(m), group(m, "lead") or group(m, "trail").replace("the", "this"), False
    if year is None:
        if clock.anchor is None:
            return None
        year = clock.anchor.year + {"last": -1, "next": 1}.get(lead, 0)
        if not lead:
            start = date(year, (number - 1) * size + 1, 1)
            year -= start > clock.anchor
            coming = (in_other_year(start, 1 if start <= clock.anchor else 0) - clock.anchor).days <= 100
            ahead = leaning(m.string, m.start(), m.end()) == AHEAD
            year += coming and ahead
        year -= bool(group(m, "ago"))
    found = Found(*whole_months(year, (number - 1) * size + 1, size), "span", group(m, "unit"))
    if clock.anchor and (clock.anchor - found.last).days < _CURRENT and not (ahead and found.last > clock.anchor):
        clock.counted = found
    return found


def told_quarter(m: Match, clock: Clock) -> Found | None:
    """`the quarter`, `the latest period`, `the 2019 quarter`: the one that was told last, else the latest that is over."""
    if clock.anchor is None:
        return None
    now = calendar_unit("quarter", 0, clock.anchor)
    if (ended := _ENDED.match(m.string, m.end())) and ended["month"].lower() in names("months"):
        until = whole_months(clock.anchor.year, names("months")[ended["month"].lower()] - 1)[0]
        return calendar_unit("quarter", 0, in_other_year(until, -1) if until > clock.anchor else until)
    if group(m, "lead") in ("this", "current"):
        return now
    held = clock.counted or calendar_unit("quarter", -1, clock.anchor)
    if (told := year_of(m)) is None and group(m, "lead") == "last":
        told = clock.anchor.year - 1
    if told:
        return _moved(held, told - held.first.year)
    return held


def season(m: Match, clock: Clock) -> Found | None:
    """`last summer`, `the winter of 2020`: the season of the northern year, the latest begun unless a verb looks ahead."""
    first_month = vocabulary("dates")["seasons"][group(m, "season")]
    lead, year = group(m, "lead"), year_of(m)
    if year is None:
        if clock.anchor is None:
            return None
        year = clock.anchor.year
        (begun, over), today = whole_months(year, first_month, 3), clock.anchor
        if "last" in lead:
            year -= over >= today
        elif "next" in lead:
            year += begun <= today
        elif "this" not in lead and leaning(m.string, m.start(), m.end(), lead) != AHEAD:
            year -= begun > today
    return since(m, *part_of(group(m, "part"), *whole_months(year, first_month, 3)), "season", clock)


def decade(m: Match, clock: Clock) -> Found:
    """`the 1990s`, `the late nineties`."""
    first = int(m["decade"]) if group(m, "decade") else 1900 + vocabulary("dates")["decades"][group(m, "named")]
    return Found(*part_of(group(m, "part"), date(first, 1, 1), date(first + 9, 12, 31)), "span", "decade")


def year(m: Match, clock: Clock) -> Found | None:
    """`in 1999`, `since 1999`, `nineteen ninety-nine`."""
    told = year_of(m)
    return since(m, *part_of(group(m, "part"), date(told, 1, 1), date(told, 12, 31)), "year", clock) if told else None
