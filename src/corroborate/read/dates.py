"""Dates in news English as intervals of days, anchored on the day of publication; the rules in words: docs/dates.md.

Dates that look back are preferred to dates that look ahead. Without an anchor only absolute dates are resolved. The forms stand in
`dateforms`, what they mean in `datedays` and `dateperiods`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import regex

from corroborate.model import Period
from corroborate.read.dateclock import Clock, Found, Match, group
from corroborate.read.datedays import month_day, month_of
from corroborate.read.dateforms import Form, forms, listed, needed
from corroborate.read.literals import Gate, required
from corroborate.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that tell a time: `[start, end)` in the text, the days meant, the kind, and the grain of the words.

    kind: day; span (several days, a month, a year); since (from a day until the anchor); lasting (so long until the anchor).
    grain: day, week, weekend, month, quarter, half, season, year, decade: `two months ago` is 30 days long, told to the month.
    """

    start: int
    end: int
    period: Period
    kind: str
    grain: str = "day"

    @property
    def days(self) -> int:
        """How many days the words cover: 1 where they are exact."""
        return (self.period.end - self.period.start).days + 1


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that tell present, past or future (the kind) and no day: `now`, `recently`, `soon`."""

    start: int
    end: int
    kind: str


_EDITION = regex.compile(
    r"['’]s (?:newspapers?|papers?|(?:news )?edition|headlines|front pages?|show|programme|program|print|newsletter"
    r"|world|youth|generation|society)\b"
)
"""`Today's papers`, `today's world` tell no time of an event."""
_SHORT = regex.compile(r"\b(?:mon|wed|sat|sun)$", regex.IGNORECASE)
"""Days cut short that are other words: `The Sun reported`."""
_BEGAN = regex.compile(
    r"\bsince\b[^,.;]{1,40}\b(?:began|begun|started|erupted|broke out|launched|invaded|came to power)\s+(?:back\s+)?(?:in|on|last)?\s*$",
    regex.IGNORECASE,
)
"""Before `in 2029`: the time since then, not the year."""
_SITE = regex.compile(r" (?:Square|Park|Street|Avenue|Road|Lane|Hospital|School|Church|Island|Islands|Bridge|Hotel|Hall)\b")
"""What is named after a day: `Thanksgiving Square`."""
Told = tuple[Match, Form]


def find_dates(text: str, anchor: date | None, given: Sequence[tuple[int, int]] = ()) -> list[Dated]:
    """Every time that the text tells, in order; what cannot be resolved without an anchor is left out.

    At the spans `given`, words are known to tell a time: there a year, month or season is one without a preposition.
    """
    told = _told(text, given)
    years = _printed_years([m for m, form in told if form.make is month_day])
    return list(_resolved(told, Clock(anchor, years=years)))


def find_vague(text: str, given: Sequence[tuple[int, int]] = ()) -> list[Vague]:
    """Every word that tells present, past or future without a day; at the spans `given`, words like `earlier` too."""
    found = [Vague(*m.span(), m.lastgroup or "") for m in _vague("vague").finditer(text)]
    known = (m for a, b in given for m in _vague("vague_given").finditer(text, a, b))
    return sorted([*found, *(Vague(*m.span(), m.lastgroup or "") for m in known)], key=lambda v: v.start)


@cache
def _vague(name: str) -> regex.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{listed(words)})" for kind, words in vocabulary("dates")[name].items())
    return regex.compile(rf"\b(?:{kinds})\b", regex.IGNORECASE)


def _told(text: str, given: Sequence[tuple[int, int]]) -> list[Told]:
    """What matches a form, in order; no two overlap, and the form that comes first in the list goes first."""
    taken = bytearray(len(text))  # a mark for every character: a text may hold thousands of dates
    told: list[Told] = []
    windows: dict[int, list[tuple[int, int]]] = {}
    for start, end in _windows(text):
        for k in _possible(text, start, end):
            windows.setdefault(k, []).append((start, end))
    for k, form in enumerate(forms()):
        if k not in windows or (form.weak and not given):
            continue
        for m in (m for a, b in windows[k] for m in form.pattern.finditer(text, a, b)):
            known = not form.weak or any(a < m.end() and m.start() < b for a, b in given)
            if known and m.end() > m.start() and taken.find(1, *m.span()) < 0 and _plausible(m):
                taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())
                told.append((m, form))
    return sorted(told, key=lambda t: t[0].start())


def _possible(text: str, start: int, end: int) -> list[int]:
    """The numbers of the forms that a stretch of a text may hold: it has words that each needs."""
    opened = _gate().open(text[start:end])
    named = {forms()[k].needs for k in opened}
    met = {name for name in named if needed()[name].search(text, start, end)}
    return [k for k in opened if forms()[k].needs in met]


@cache
def _gate() -> Gate:
    return Gate([required(form.pattern.pattern) for form in forms()])


@cache
def _triggers() -> regex.Pattern[str]:
    """Words without which there is no date."""
    return regex.compile("|".join(p.pattern for p in needed().values()), regex.IGNORECASE)


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


def _printed_years(found: list[Match]) -> dict[tuple[int, int], int]:
    """The years that month and day are printed with; none where two differ."""
    years: dict[tuple[int, int], set[int]] = {}
    for m in found:
        if year := group(m, "year"):
            years.setdefault((month_of(m), int(m["day"])), set()).add(int(year))
    return {day: next(iter(told)) for day, told in years.items() if len(told) == 1}


def _resolved(told: list[Told], clock: Clock) -> Iterator[Dated]:
    for m, form in told:
        try:
            found = form.make(m, clock)
        except (ValueError, OverflowError):  # 31 February, or a year before the calendar
            continue
        if found and found.first <= found.last:
            begun = clock.anchor and found.first <= clock.anchor and found.kind != "since"
            if clock.anchor and begun and _BEGAN.search(m.string, max(0, m.start() - 60), m.start()):
                found = Found(found.first, clock.anchor, "since", found.grain)
            clock.note(found)
            start = m.start() + len(m.group()) - len(m.group().lstrip())
            yield Dated(start, m.end(), Period(found.first, found.last, m.group().strip()), found.kind, found.grain)


def _plausible(m: Match) -> bool:
    """Names of months and days are capitalised; `may`, `march`, `sun` in small letters are other words."""
    named = (m.groupdict().get("month"), m.groupdict().get("weekday"))
    word = m.groupdict().get("word")
    if word and _EDITION.match(m.string, m.end()):
        return False
    if (group(m, "movable") or group(m, "holiday")) and _SITE.match(m.string, m.end()):
        return False
    before = m.string[max(0, m.start() - 2) : m.start()]
    if word and word[0].isupper() and before[:1].isalpha() and before[1:] == " ":  # the name of a paper or a group
        return False
    if _SHORT.search(m.group()) and not m.string.startswith(",", m.end()):
        return False
    return all(not name or name[0].isupper() or name.isdigit() for name in named)
