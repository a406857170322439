"""What the rules of dates share: what is found, the clock that relative words count from, and the calendar."""

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
_NEAR = 60
"""Days by which a day of this year or the next may lie ahead and be meant rather than the same of the year before, whatever the verb:
nobody tells of a day ten months ago without its year. The other way round just so."""
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


def one_day(day: date) -> Found:
    return Found(day, day, "day", "day")


def number(m: Match) -> int:
    word = " ".join(group(m, "n").split())
    return int(word) if word.isdigit() else int(vocabulary("dates")["numbers"].get(word, 1))


def unit_days(m: Match) -> int:
    return int(vocabulary("dates")["units"][group(m, "unit")])


def grain_of(m: Match) -> str:
    unit = group(m, "unit")
    return {"night": "day", "fortnight": "week", "evening": "day", "morning": "day"}.get(unit, unit)


def year_of(m: Match, name: str = "year") -> int | None:
    """The year printed, in digits or in words (`nineteen ninety-six`)."""
    if told := group(m, name):
        return int(told)
    words = group(m, "spelled").replace("-", " ").split()
    if not words:
        return None
    numbers: dict[str, int] = vocabulary("dates")["spelled"]
    if words[:2] == ["two", "thousand"]:
        return 2000 + sum(numbers[w] for w in words[2:] if w != "and")
    return numbers[words[0]] * 100 + sum(numbers[w] for w in words[1:])


def since(m: Match, first: date, last: date, grain: str, clock: Clock) -> Found:
    lead = group(m, "since") or group(m, "lead")
    if lead == "since" and clock.anchor and first <= clock.anchor:
        return Found(first, clock.anchor, "since", grain)
    return Found(first, last, "day" if first == last else "span", grain)


def is_ahead(m: Match, anchor: date, back: date, ahead: date) -> bool:
    """Whether the coming one of two days a year apart is meant."""
    if "since" in (group(m, "since"), group(m, "lead")) or group(m, "lead") == "last":
        return False
    far = (ahead - anchor).days > _NEAR
    if far and (anchor - back).days <= _NEAR:
        return False
    leans = leaning(m.string, m.start(), m.end(), group(m, "lead"))
    return leans == AHEAD or (leans != BACK and not far and "day" in m.groupdict())


def part_of(part: str, first: date, last: date) -> tuple[date, date]:
    """The third of a period that `early`, `mid` and `late` mean."""
    third = timedelta(days=(last - first).days // 3)
    if part.startswith(("early", "beginning", "start")):
        return first, first + third
    if part.startswith(("late", "end")) and not part.startswith("later"):
        return last - third, last
    return (first + third, last - third) if part.startswith(("mid",)) else (first, last)


def whole_months(year: int, month: int, months: int = 1) -> tuple[date, date]:
    """The first and last day of so many months."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end, ending = year + (month + months - 2) // 12, (month + months - 2) % 12 + 1
    return date(year, month, 1), date(end, ending, monthrange(end, ending)[1])


def in_other_year(day: date, n: int) -> date:
    """The same day of another year; 28 February where there is no 29th."""
    return day.replace(year=day.year + n, day=28 if (day.month, day.day) == (2, 29) else day.day)


def shifted(from_day: date, n: int, unit: int, grain: str) -> Found:
    """So many units from a day, months and years by the calendar; a week, month or year round it."""
    spread = unit // 2 if unit > 1 or abs(n) > 10 else 0
    day = from_day + timedelta(days=n * unit)
    if grain in ("month", "year"):
        count = from_day.year * 12 + from_day.month - 1 + n * (1 if grain == "month" else 12)
        day = date(count // 12, count % 12 + 1, min(from_day.day, monthrange(count // 12, count % 12 + 1)[1]))
    return Found(day - timedelta(days=spread), day + timedelta(days=spread), "span" if spread else "day", grain)


def calendar_unit(grain: str, shift: int, day: date) -> Found:
    """The calendar week (from Monday), month, quarter, half or year of a day, moved by so many."""
    if grain in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday() - 7 * shift)
        return Found(monday + 5 * DAY * (grain == "weekend"), monday + 6 * DAY, "span", grain)
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}[grain]
    number = (day.year * 12 + day.month - 1) // size + shift
    return Found(*whole_months(number * size // 12, number * size % 12 + 1, size), "span", grain)
