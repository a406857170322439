"""Publication dates as people and programs write them; an ambiguous one is refused, never guessed."""

from __future__ import annotations

import contextlib
import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",
         "october oct", "november nov", "december dec"], start=1,
    )
    for name in names.split()
}  # fmt: skip
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})")
MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
MAIL = re.compile(r"\d{1,2} [A-Za-z]{3} \d{4} \d{1,2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UTC|UT|Z)(?: \([A-Za-z ]*\))?")
WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
CLOCK = re.compile(
    r"^(?:\s*[T,]?\s*(?:at\s+)?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$"
)


def published(words: str) -> tuple[date, datetime | None]:
    """The day, and the moment where a time with its zone is given; ValueError says in words why it cannot be read."""
    words = WEEKDAY.sub("", " ".join(words.split()))
    moment = exact(words)
    if moment is not None:
        return moment.date(), moment if moment.tzinfo else None
    return day(words), None


def exact(words: str) -> datetime | None:
    """A date and time as ISO 8601 or a mail header writes it; None for anything else, a day alone included."""
    if MAIL.fullmatch(words):
        with contextlib.suppress(ValueError, OverflowError):
            return parsedate_to_datetime(words)
    if not re.match(r"\d{4}-?\d{2}-?\d{2}[T ]\d", words):
        return None
    cleaned = re.sub(r"\s*(?:UTC|GMT)$", "+00:00", words)
    try:
        return datetime.fromisoformat(cleaned.replace(" +", "+"))
    except ValueError:
        return None


def day(words: str) -> date:
    """The day that the words name, a clock time after it passed over; ValueError if they name none, or two."""
    for pattern in (ISO, COMPACT):
        if m := pattern.match(words):
            return checked(words, m, int(m[1]), int(m[2]), int(m[3]))
    if m := NUMERIC.match(words):
        return numeric(words, m)
    if m := DAY_MONTH.match(words):
        return checked(words, m, int(m[3]), MONTHS.get(m[2].lower(), 0), int(m[1]))
    if m := MONTH_DAY.match(words):
        return checked(words, m, int(m[3]), MONTHS.get(m[1].lower(), 0), int(m[2]))
    raise ValueError("is no date that can be read")


def numeric(words: str, m: re.Match[str]) -> date:
    """Two numbers and a year: told apart only where one of them cannot be a month."""
    first, second, year = int(m[1]), int(m[2]), int(m[3])
    if first <= 12 and second <= 12 and first != second:
        raise ValueError("is ambiguous: day or month first?")
    return checked(words, m, year, *((second, first) if first > 12 or first == second else (first, second)))


def checked(words: str, m: re.Match[str], year: int, month: int, day_of_month: int) -> date:
    """The day, if it exists and nothing but a time follows it."""
    if not CLOCK.match(words[m.end() :]):
        raise ValueError("is no date that can be read")
    try:
        return date(year, month, day_of_month)
    except ValueError:
        raise ValueError("is no day of the calendar") from None
