"""The drawing of one question: a row for each origin, a dot for each claim, so that repetition looks like repetition.

Positions along the scale are percentages of the drawing's width; heights and sideways steps are pixels. That way one drawing
serves a wide page, a telephone and paper without any text being scaled.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from corroborate.model import Bound, Claim, Commitment, Finding
from corroborate.report.lookup import Lookup
from corroborate.report.wording import amount, mark, number

LEFT, RIGHT = 5.0, 95.0
STEP = 22
"""Pixels between two dots that stand at the same value."""
NEAR = 6.0
"""Percent of the width within which two dots of one row would cover each other."""
ASIDE = 44
"""Pixels that a further stack stands beside the first."""
COLUMNS = 3
"""Stacks beside each other, at most; what would go further is counted in words."""
STACK = 4
"""Dots stacked on one another before the next ones go beside them."""
LOGARITHMIC = 25
"""From this ratio of largest to smallest value on, the scale is logarithmic."""
REPLACED = frozenset({"supersedes", "corrects"})


@dataclass(frozen=True, slots=True)
class Dot:
    """One claim: its shape, where its first number stands (percent), how far it reaches (percent), its place in the stack (pixels)."""

    claim: str
    number: int
    shape: str
    at: float
    to: float | None
    dx: int
    y: int
    marks: tuple[str, ...]
    replaced: bool
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One origin's claims; `height` in pixels."""

    origin: str
    who: str
    reports: int
    attributed: bool
    height: int
    dots: tuple[Dot, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled position on the scale."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """A whole drawing; `band` spans low to high (a missing end runs off the drawing), `best` is where the best value stands."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    band: tuple[float, float] | None
    best: float | None
    logarithmic: bool
    shapes: frozenset[str]


class Scale:
    """Values to percentages of the width, linear or logarithmic."""

    def __init__(self, values: list[float]) -> None:
        low, high = min(values), max(values)
        self.logarithmic = low >= 0 and high > LOGARITHMIC * max(low, 1)
        self.whole = all(v == int(v) for v in values)
        if low == high:
            low, high = (0.0, high * 2 or 4.0) if high >= 0 else (low - 1, high + 1)
        elif not self.logarithmic:
            room = (high - low) * 0.08
            low, high = (max(0.0, low - room) if low >= 0 else low - room), high + room
        self.low, self.high = self._of(low), self._of(high)
        self.least, self.most = low, high

    def _of(self, value: float) -> float:
        return math.log1p(value) if self.logarithmic else value

    def at(self, value: float) -> float:
        """Where a value stands, in percent."""
        share = (self._of(value) - self.low) / (self.high - self.low)
        return round(LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share)), 2)

    def ticks(self) -> list[Tick]:
        """Three to six round values inside the scale."""
        values = _decades(self.least, self.most) if self.logarithmic else _steps(self.least, self.most, self.whole)
        return [Tick(self.at(v), number(v)) for v in values]


def ladder(finding: Finding, lookup: Lookup) -> Ladder | None:
    """Draw a finding's claims; None if none of them has a number."""
    claims = [c for c in lookup.answers(finding.question) if c.amount and c.amount.stated]
    if not claims:
        return None
    ends = (finding.low, finding.best, finding.high)
    scale = Scale([v for c in claims if c.amount for v in c.amount.stated] + [v for v in ends if v is not None])
    rows = tuple(_rows(claims, scale, lookup, left_behind(finding)))
    low, high = finding.low, finding.high
    band = None
    if low is not None or high is not None:
        band = (scale.at(low) if low is not None else 0.0, scale.at(high) if high is not None else 100.0)
    shapes = frozenset(d.shape for r in rows for d in r.dots)
    best = scale.at(finding.best) if finding.best is not None else None
    return Ladder(rows, tuple(scale.ticks()), band, best, scale.logarithmic, shapes)


def _rows(claims: list[Claim], scale: Scale, lookup: Lookup, gone: frozenset[str]) -> list[Row]:
    by_origin: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        origin = lookup.origin(claim.id)
        by_origin[origin.id if origin else ""].append(claim)
    made = []
    for name, mine in by_origin.items():
        origin = lookup.origins.get(name)
        dots, height, more = _stack(mine, scale, lookup, gone)
        who = lookup.who(origin) if origin else "origin not told"
        made.append(Row(name, who, lookup.reports(c.id for c in mine), bool(origin and origin.attributed), height, tuple(dots), more))
    return sorted(made, key=lambda r: (not r.attributed, -r.reports, r.dots[0].number))


def _stack(claims: list[Claim], scale: Scale, lookup: Lookup, gone: frozenset[str]) -> tuple[list[Dot], int, int]:
    """Dots of one row, its height, and how many claims found no room; (nearly) equal values are stacked, then set side by side."""
    taken: list[list[float]] = []
    dots: list[Dot] = []
    for claim in claims:
        at, to = _reach(claim, scale)
        level = next((n for n, level in enumerate(taken) if all(abs(at - other) >= NEAR for other in level)), len(taken))
        taken += [[]] if level == len(taken) else []
        taken[level].append(at)
        if level >= STACK * COLUMNS:
            continue
        aside = ASIDE * (level // STACK)  # towards the middle, so that nothing leaves the page
        dots.append(mark_of(claim, lookup, gone, at=at, to=to, dx=-aside if at > 50 else aside, y=16 + STEP * (level % STACK)))
    return dots, max(d.y for d in dots) + 14, len(claims) - len(dots)


def mark_of(claim: Claim, lookup: Lookup, gone: frozenset[str], *, at: float, to: float | None, dx: int, y: int) -> Dot:
    """The mark of one claim at a position; `gone` are claims that were replaced."""
    return Dot(
        claim=claim.id, number=lookup.number[claim.id], shape=_shape(claim), at=at, to=to, dx=dx, y=y, marks=_marks(claim, lookup),
        replaced=claim.id in gone or _replaced(claim, lookup), label=_label(claim, lookup),
    )  # fmt: skip


def _reach(claim: Claim, scale: Scale) -> tuple[float, float | None]:
    """Where a claim's first number stands and, for a range, where its last one does, in percent."""
    stated = claim.amount.stated if claim.amount else (0.0,)
    return scale.at(stated[0]), scale.at(stated[-1]) if len(stated) > 1 else None


def _shape(claim: Claim) -> str:
    """The shape of a dot: its bound, or a cross where the statement is denied."""
    if claim.commitment is Commitment.DENIED or claim.polarity == "-":
        return "denied"
    same = {Bound.MORE_THAN: Bound.AT_LEAST, Bound.LESS_THAN: Bound.AT_MOST}
    return str(same.get(claim.amount.bound, claim.amount.bound)) if claim.amount else "exact"


def left_behind(finding: Finding) -> frozenset[str]:
    """Claims that the finding's own reasons call replaced."""
    return frozenset(c for r in finding.reasons if r.rule == "range.replaced" for c in r.claims)


def _replaced(claim: Claim, lookup: Lookup) -> bool:
    """Whether a later claim took this one's place."""
    return any(r.b == claim.id and str(r.type) in REPLACED for r in lookup.relations[claim.id])


def _marks(claim: Claim, lookup: Lookup) -> tuple[str, ...]:
    """Signs of the relations that a claim takes part in, each once."""
    signs = [mark(str(r.type)) for r in lookup.relations[claim.id] if not (str(r.type) in REPLACED and r.a == claim.id)]
    return tuple(dict.fromkeys(s for s in signs if s))


def _label(claim: Claim, lookup: Lookup) -> str:
    said = amount(claim.amount) if claim.amount else ""
    return f"Claim {lookup.number[claim.id]}: {said}, {lookup.deepest(claim)}, in {lookup.document(claim).outlet}"


def _steps(low: float, high: float, whole: bool) -> list[float]:
    """Round values at equal distances, whole numbers where whole things are counted."""
    rough = (high - low) / 4
    size = 10.0 ** math.floor(math.log10(rough))
    step = max(size * m for m in (1, 2, 2.5, 5, 10) if size * m <= rough * 1.1)
    if whole:
        step = max(1.0, math.ceil(step)) if step < 10 else step
    first = math.ceil(low / step)
    return [round(n * step, 10) for n in range(first, math.floor(high / step) + 1)]


def _decades(low: float, high: float) -> list[float]:
    """Powers of ten, with zero where the scale starts there; every other one if there are many."""
    powers = [10.0**n for n in range(max(0, math.ceil(math.log10(max(low, 1)))), math.floor(math.log10(high)) + 1)]
    powers = powers[:: max(1, math.ceil(len(powers) / 6))]
    return ([0.0] if low == 0 else []) + powers
