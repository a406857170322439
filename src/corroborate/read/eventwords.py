"""Words that tell of another event than the report's own, of its aftermath, or of when somebody spoke; as patterns, from data."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from corroborate.read.dates import Dated
from corroborate.read.literals import Guarded
from corroborate.vocabulary import vocabulary

LARGE = Guarded(
    r"\b(?:\d{2,3}[, ]?\d{3}|(?:tens|hundreds) of thousands|(?:\p{L}+ )?millions?)\b[^,;]{0,60}\b(?:killed|died|dead|deaths|lives)\b"
)
"""Numbers of dead that no single event of a town has, far below the lede: those of a war."""

WHEN, SINCE = regex.compile(r"[\s,]*when\b"), regex.compile(r"\bsince\b[^,;]{1,40}$", regex.IGNORECASE)
"""The earlier event of a comparison: `the worst since 1959` | `, when two people died`."""


@cache
def words(name: str) -> Guarded:
    """A list of data/scenes.toml as a pattern of whole words."""
    listed = sorted(vocabulary("scenes")[name], key=lambda w: (-len(w), w))
    return Guarded(r"\b(?:" + "|".join(regex.escape(w) for w in listed) + r")\b")


@cache
def led(before: str, name: str, after: str = "") -> Guarded:
    """A list of data/scenes.toml with what must stand before and after one of its words."""
    return Guarded(before + words(name).compiled.pattern + after)


@cache
def saying() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A verb of saying at the end of what stands before a date, and one soon after a date that opens a sentence."""
    said = "|".join(map(regex.escape, vocabulary("dates")["said"]))
    on = r"\s*,?\s*(?:on|late|early|late on|early on|in a statement on)?\s*$"
    ends = regex.compile(rf"\b(?:{said})\b(?:\s+(?!in\b|that\b)[\w’']+){{0,3}}{on}", regex.IGNORECASE)
    return ends, regex.compile(rf"[^,.;]{{0,70}}?\b(?:{said}|called)\b", regex.IGNORECASE)


def so_far(d: Dated) -> bool:
    """Whether a date counts up to now over a month or year: `so far this year`."""
    return d.kind == "span" and regex.match(r"(?:so far\s+)?this (?:year|month)$", d.period.words, regex.IGNORECASE) is not None


@cache
def superlative() -> regex.Pattern[str]:
    """The event measured against others: `the worst attack this year` is the event itself."""
    ordinals = {"first", "second", "third", "only", "most"}
    named = "|".join(regex.escape(w) for w in vocabulary("scenes")["comparison"] if w not in ordinals)
    return regex.compile(rf"\b(?:{named}|most \p{{L}}+)\b", regex.IGNORECASE)


@cache
def came() -> regex.Pattern[str]:
    """What follows tells what came before the event: `The attack came days ...` | `after a bomb killed seven`."""
    return regex.compile(
        rf"^\W*(?:The|This|\p{{L}}+day['’]s)\s+(?:[\w-]+\s+){{0,2}}?{words('noun').compiled.pattern}[^,;]{{0,40}}?\b(?:came|comes|happened|occurred|follow(?:s|ed))\b[^,;]*$",
        regex.IGNORECASE,
    )


@cache
def past_of() -> Guarded:
    """Words of somebody's or some place's past: `had been jailed for`, `had served`, `was the scene of a`."""
    listed = sorted(vocabulary("scenes")["past"], key=lambda w: (-len(w), w))
    return Guarded(r"\b(?:" + "|".join(map(regex.escape, listed)) + r")\b")


def habit(text: str) -> bool:
    """Whether words tell what has often happened; `in the past five days` is a time, `in the past` alone is not."""
    m = words("habit").search(text)
    return m is not None and not regex.match(r"\s+(?:[\w-]+\s+)?(?:hour|day|week|month|year)s?\b", text[m.end() :])


def is_total(text: str) -> bool:
    """Whether words count over a whole war rather than one event."""
    return any(p.search(text) for p in _totals())


@cache
def compared() -> regex.Pattern[str]:
    """Comparisons with earlier events: `the deadliest attack since the war`."""
    compared = "|".join(map(regex.escape, vocabulary("scenes")["comparison"]))
    return regex.compile(rf"\b(?:{compared})\b[^,;.]*\bsince\b[^,;.]*", regex.IGNORECASE)


@cache
def _totals() -> tuple[Guarded, ...]:
    war = "(?:" + "|".join(map(regex.escape, vocabulary("scenes")["war"])) + ")"
    lost = r"(?:killed|left|claimed|cost|displaced|forced|driven|taken|uprooted)"
    years = r"[\w-]+[ -]year(?:[- ]old|[- ]long|s)?[ -](?:of )?(?:civil )?"
    patterns: Iterable[str] = (
        rf"\bsince\b[^.;]{{0,60}}\b{war}\b",
        r"\bsince\b[^.;]{0,40}\b(?:began|erupted|broke out|started)\b",
        rf"\b{war}s?\b[^.;]{{0,40}}\b(?:has|have|had)\s+(?:already\s+)?{lost}\b",
        rf"\b(?:killed|died|dead|deaths|displaced|lives|tolls?)\b[^.;]{{0,60}}\b(?:in|during|of|from)\s+(?:the\s+)?[\w'’-]*\s*{years}{war}\b",
        r"\b(?:have|has)\s+(?:been\s+)?(?:reportedly\s+)?(?:killed|died)\b[^.;]{0,60}\b(?:civil\s+war|conflict|uprising|insurgency)\b",
    )
    return tuple(map(Guarded, patterns))


@cache
def course() -> regex.Pattern[str]:
    """The whole course of a disaster that lasts: `since the outbreak began` counts the report's own event, not a war."""
    named = "|".join(map(regex.escape, vocabulary("scenes")["lasting"]))
    return regex.compile(rf"\bsince\s+(?:the\s+)?(?:\p{{L}}+\s+)?(?:{named})\b", regex.IGNORECASE)


@cache
def later_deaths() -> regex.Pattern[str]:
    """Who died of what had happened before: `five of the wounded died overnight`, `succumbed to her injuries`."""
    return regex.compile(
        r"\bof the (?:wounded|injured)\b[^.;]*\bdied\b|\bsuccumb\w*|\bdied (?:of|from) (?:\p{L}+ )?(?:wounds|injuries)\b", regex.IGNORECASE
    )
