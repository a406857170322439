"""How the number of one question went over time: every point a claim, on the day that it holds for or was published.

As in the ladder, sideways positions are percentages of the width and heights are pixels, so that no text is scaled.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from corroborate.model import Claim, Finding, RelationType
from corroborate.report.ladder import Dot, Scale, Tick, left_behind, mark_of
from corroborate.report.lookup import Lookup
from corroborate.report.wording import MONTHS, day

TALL, HEAD, FOOT = 220, 14, 14
"""Pixels: the drawing's height, and the room above the highest and below the lowest point."""
LEFT, RIGHT = 6.0, 94.0
BESIDE, MOST = 22, 4
"""Pixels between points of one day and value, and how many of them are drawn; the others are counted in words."""
TICKS = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A count that another one took the place of: along at its height (pixels) until the later one's day (percent), then to its height."""

    x1: float
    y1: int
    x2: float
    y2: int


@dataclass(frozen=True, slots=True)
class Level:
    """A labelled height on the scale, in pixels."""

    y: int
    label: str


@dataclass(frozen=True, slots=True)
class Course:
    """A whole drawing, `height` in pixels: `more` marks found no room, `undated` have no day, `published` stand on the report's."""

    height: int
    dots: tuple[Dot, ...]
    steps: tuple[Step, ...]
    days: tuple[Tick, ...]
    levels: tuple[Level, ...]
    more: int
    undated: int
    published: int
    logarithmic: bool


def course(finding: Finding, lookup: Lookup) -> Course | None:
    """Draw the claims of a finding over time; None where fewer than two days have a number."""
    claims = [c for c in lookup.answers(finding.question) if c.amount and c.amount.stated]
    dated = {c.id: (c, at) for c in claims if (at := holds_on(c, lookup))}
    days = sorted({at for _, at in dated.values()})
    if len(days) < 2:
        return None
    scale = Scale([v for c, _ in dated.values() if c.amount for v in c.amount.stated])
    place = {i: (_x(at, days), _y(c, scale)) for i, (c, at) in dated.items()}
    dots, more = _dots([c for c, _ in dated.values()], place, lookup, left_behind(finding))
    return Course(
        height=TALL, dots=tuple(dots), steps=tuple(_steps(place, lookup)), days=tuple(_days(days)),
        levels=tuple(Level(_height(t.at), t.label) for t in scale.ticks()), more=more, undated=len(claims) - len(dated),
        published=sum(c.as_of is None for c, _ in dated.values()), logarithmic=scale.logarithmic,
    )  # fmt: skip


def holds_on(claim: Claim, lookup: Lookup) -> date | None:
    """The day that a claim holds for: the one that its sentence says, else that of its report."""
    return claim.as_of or lookup.document(claim).published


def _x(at: date, days: list[date]) -> float:
    return round(LEFT + (RIGHT - LEFT) * (at - days[0]).days / (days[-1] - days[0]).days, 2)


def _height(percent: float) -> int:
    """A position of the scale, in percent from its low end, as pixels from the top."""
    return round(HEAD + (TALL - HEAD - FOOT) * (1 - percent / 100))


def _y(claim: Claim, scale: Scale) -> int:
    return _height(scale.at(claim.amount.stated[0])) if claim.amount else TALL


def _dots(claims: list[Claim], place: dict[str, tuple[float, int]], lookup: Lookup, gone: frozenset[str]) -> tuple[list[Dot], int]:
    """A dot for each claim; those of one day and value stand beside each other, towards the middle."""
    taken: dict[tuple[float, int], int] = defaultdict(int)
    dots, more = [], 0
    for claim in claims:
        x, y = place[claim.id]
        n = taken[x, y]
        taken[x, y] += 1
        if n >= MOST:
            more += 1
            continue
        dots.append(mark_of(claim, lookup, gone, at=x, to=None, dx=(-BESIDE if x > 50 else BESIDE) * n, y=y))
    return dots, more


def _steps(place: dict[str, tuple[float, int]], lookup: Lookup) -> list[Step]:
    """A step for each count that another one replaced, where both are drawn."""
    found = {(r.a, r.b): r for c in place for r in lookup.relations[c] if r.type in (RelationType.SUPERSEDES, RelationType.CORRECTS)}
    made = {Step(*place[old], *place[new]) for new, old in found if new in place and old in place}
    return sorted(made, key=lambda s: (s.x1, s.y1, s.x2, s.y2))


def _days(days: list[date]) -> list[Tick]:
    """First and last day and a few between, evenly; a day of the same year goes without it."""
    whole = (days[-1] - days[0]).days
    at = sorted({round(whole * n / (TICKS - 1)) for n in range(TICKS)} if whole >= TICKS else range(whole + 1))
    ticks = [days[0] + timedelta(days=n) for n in at]
    several = days[0].year != days[-1].year
    return [Tick(_x(d, days), day(d) if several else f"{d.day} {MONTHS[d.month - 1]}") for d in ticks]
