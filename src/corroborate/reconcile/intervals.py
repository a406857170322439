"""What a stated amount admits, and whether two amounts can both be right (method, section 4)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from corroborate.model import Amount, Bound
from corroborate.reconcile.rules import rules

POINTS = (Bound.EXACT, Bound.ABOUT)
LOWER = (Bound.AT_LEAST, Bound.MORE_THAN)
UPPER = (Bound.AT_MOST, Bound.LESS_THAN)


class Fit(StrEnum):
    """How two amounts for one question stand to each other."""

    AGREE = "agree"
    COMPATIBLE = "compatible"
    SOFT_CONFLICT = "soft_conflict"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that an amount admits, both ends included; `soft` says that the upper end is only a guess at a vague word."""

    low: float
    high: float
    soft: bool = False

    def holds(self, value: float) -> bool:
        """Whether the number lies inside."""
        return self.low <= value <= self.high

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return max(self.low, other.low) <= min(self.high, other.high)


def granularity(value: float) -> float:
    """The largest power of ten that divides a number: 400 -> 100, 2,300 -> 100, 20 -> 10, 16 -> 1."""
    if value == 0 or value != int(value):
        return 0.0
    step = 1
    while int(value) % (step * 10) == 0:
        step *= 10
    return float(step)


def is_round(value: float) -> bool:
    """Whether an unhedged number reads as approximate: large enough, a multiple of ten with at most two significant digits."""
    step = granularity(value)
    return value >= rules()["rounding"]["from"] and step >= 10 and value / step < 100


def width(value: float, hedged: bool) -> float:
    """How far a round or hedged number reaches to either side."""
    r = rules()["rounding"]
    share = granularity(value) / 2 / value if value else 0.0
    return value * float(min(max(share, r["about"] if hedged else r["least"]), max(r["most"], r["about"])))


@lru_cache(maxsize=16_384)
def interval(amount: Amount) -> Interval:
    """The numbers that the words admit."""
    match amount.bound:
        case Bound.EXACT | Bound.ABOUT:
            value = amount.point if amount.point is not None else 0.0
            hedged = amount.bound is Bound.ABOUT
            reach = width(value, hedged) if hedged or is_round(value) else 0.0
            return Interval(value - reach, value + reach)
        case Bound.RANGE:
            return Interval(amount.low or 0.0, math.inf if amount.high is None else amount.high)
        case Bound.VAGUE:
            floor, v = amount.low or 0.0, rules()["vague"]
            return Interval(floor * v["slack"], floor * v["ceiling"], soft=True)
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return Interval(amount.low or 0.0, math.inf)
        case Bound.AT_MOST | Bound.LESS_THAN:
            return Interval(0.0, math.inf if amount.high is None else amount.high)


def number(amount: Amount) -> float:
    """The one number that an amount is ordered by: its point, else its lower end."""
    return amount.point if amount.point is not None else (amount.low or 0.0)


@lru_cache(maxsize=16_384)
def compare(a: Amount, b: Amount) -> Fit:
    """Whether two amounts for one question agree, are compatible, or conflict; the order of the two does not matter."""
    if a.bound is Bound.VAGUE and b.bound is Bound.VAGUE:
        return Fit.COMPATIBLE
    x, y = interval(a), interval(b)
    if not x.meets(y):
        lower, upper = (x, y) if x.high < y.low else (y, x)
        return Fit.SOFT_CONFLICT if lower.soft and upper.low > lower.high else Fit.CONFLICT
    if a.bound in POINTS and b.bound in POINTS:
        if x.holds(number(b)) and y.holds(number(a)):
            return Fit.AGREE
        # two firm figures that only their roundness brings together are still two figures; a hedge says that they may be one
        either = x.holds(number(b)) or y.holds(number(a))
        return Fit.SOFT_CONFLICT if either and not a.bound is b.bound is Bound.EXACT else Fit.CONFLICT
    return Fit.COMPATIBLE


def far_apart(a: Amount, b: Amount) -> bool:
    """Whether two compatible bounds differ so much that the larger one is another kind of estimate (ratio and size in rules.toml)."""
    return numbers_apart(number(a), number(b))


def numbers_apart(a: float, b: float) -> bool:
    """The same for the numbers that amounts are ordered by."""
    small, large = (a, b) if a < b else (b, a)
    least, ratio = _outlier()
    return small > 0 and large >= least and large / small >= ratio


@cache
def _outlier() -> tuple[float, float]:
    r = rules()["outlier"]
    return float(r["from"]), float(r["ratio"])
