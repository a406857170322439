"""Low, best and high of one question: only numbers that a claim of the question says (record format, "Low, best, high")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from corroborate.model import Bound
from corroborate.reconcile.intervals import LOWER, POINTS, UPPER, Fit, compare, far_apart
from corroborate.reconcile.rules import rules
from corroborate.reconcile.statements import Statement
from corroborate.reconcile.succession import INFERRED, replaced

_RANK = (Bound.VAGUE, Bound.LESS_THAN, Bound.AT_MOST, Bound.RANGE, Bound.MORE_THAN, Bound.AT_LEAST, Bound.ABOUT, Bound.EXACT)
"""How exact a bound is, the most exact last."""


@dataclass(slots=True)
class Range:
    """What the counts of one question come to, with the statements that support it and those that it left aside."""

    low: float | None = None
    best: float | None = None
    high: float | None = None
    support: list[Statement] = field(default_factory=list)
    replaced: list[Statement] = field(default_factory=list)
    apart: list[Statement] = field(default_factory=list)
    clashes: list[tuple[Statement, Statement]] = field(default_factory=list)
    other: list[Statement] = field(default_factory=list)
    loose: list[Statement] = field(default_factory=list)
    pick: Statement | None = None
    uncounted: bool = False


def range_of(said: Sequence[Statement]) -> Range:
    """Work out the range of one question's counts."""
    counts = [s for s in said if s.amount and not s.denied]
    held = [s for s in counts if not s.hypothetical] or counts
    found = Range()
    if not held:
        found.support = list(said)  # nothing but denials: who denies still speaks
        return found
    over = replaced(held)
    found.replaced = [s for i, s in enumerate(held) if i in over]
    rest = [s for i, s in enumerate(held) if i not in over]
    found.apart = outliers(rest)
    rest = [s for s in rest if s not in found.apart]
    found.clashes = _clashes(rest)
    found.support = rest
    ranked = [a.attributed == b.attributed for a, b in found.clashes]
    if any(ranked):
        _span(found, rest)
    else:
        # a source that is named outweighs an outlet's own words: it decides the value, not the status
        _settle(found, [s for s in rest if s.attributed] if found.clashes else rest)
    open_groups = [s for s in said if s.amount is None and not s.denied and s.measure in rules()["time"]["stock"]]
    found.uncounted = any(s.measure == held[0].measure for s in open_groups)
    if found.uncounted:
        found.high = None
    kept = [s.number for i, s in enumerate(held) if i in over and over[i] <= INFERRED]
    if found.pick and not found.pick.attributed:  # an outlet's own figure follows a named source's: that they are one count is inferred
        kept += sorted(s.number for s in found.replaced if s.attributed)[-1:]
    if kept and found.low is not None and not found.clashes:
        found.low = min(found.low, *kept)
    _in_order(found)
    return found


def _in_order(found: Range) -> None:
    """One origin may contradict itself; a bound that the chosen value breaks is no bound of it."""
    floor = found.low if found.best is None else found.best
    if found.low is not None and found.best is not None and found.low > found.best:
        found.low = None
    if found.high is not None and floor is not None and found.high < floor:
        found.high = None


def _clashes(rest: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Two statements that cannot both be right, with a source named on both sides if there are such, and one of the weaker kind beside it.

    A pair of each kind is enough: whether any two rivals are of one rank decides whether a value can be chosen.
    """
    told: dict[tuple[object, ...], Statement] = {}
    for s in sorted(rest, key=lambda s: (not s.claim.chain, s.claim.headline)):
        told.setdefault((s.amount, s.origin, s.unit), s)
    found: dict[bool, tuple[Statement, Statement]] = {}
    for a, b in combinations(sorted(told.values(), key=lambda s: (not s.attributed, not s.claim.chain)), 2):
        ranked = a.attributed == b.attributed
        if ranked not in found and clash(a, b):
            found[ranked] = (a, b)
            if len(found) == 2:
                break
    return [found[k] for k in (True, False) if k in found]


def clash(a: Statement, b: Statement) -> bool:
    """Whether two statements of two origins cannot both be right."""
    assert a.amount and b.amount  # noqa: S101 - counts only
    return a.origin != b.origin and a.unit == b.unit and compare(a.amount, b.amount) is Fit.CONFLICT


def outliers(rest: Sequence[Statement]) -> list[Statement]:
    """Figures far above every other value of the question: kept as claims, set apart from the range.

    Of lower bounds any, of other figures only those above nothing but lower bounds, which they do not contradict.
    """
    found = []
    for s in rest:
        others = [o for o in rest if o.origin != s.origin and o.amount and o.amount.bound is not Bound.VAGUE]
        floors = all(o.amount and o.amount.bound in LOWER for o in others)
        lone = s.amount and others and (s.amount.bound in LOWER or (floors and s.amount.bound in POINTS))
        if lone and all(o.number < s.number and o.amount and s.amount and far_apart(o.amount, s.amount) for o in others):
            found.append(s)
    return found


def _numbers(rest: Sequence[Statement], *bounds: Bound) -> list[float]:
    return sorted(s.number for s in rest if s.amount and s.amount.bound in bounds)


def _span(found: Range, rest: Sequence[Statement]) -> None:
    """Conflict: low and high span what is said, nothing decides."""
    firm = [s for s in rest if s.amount and s.amount.bound is not Bound.VAGUE] or list(rest)
    stated = sorted(v for s in firm if s.amount for v in s.amount.stated)
    found.low, found.high = stated[0], stated[-1]
    top = [s for s in firm if s.amount and found.high in s.amount.stated]
    if all(s.amount and s.amount.bound in LOWER for s in top):
        found.high = None


def _settle(found: Range, rest: Sequence[Statement]) -> None:
    """Compatible values: the most exact latest one, and what bounds it."""
    pick = max(rest, key=_exactness)
    units = Counter(s.unit for s in rest)
    if len(units) > 1 and units[pick.unit] * 2 <= len(rest):
        return  # miles against kilometres: nothing decides which to print
    rest = [s for s in rest if s.unit == pick.unit]
    amount, found.pick = pick.amount, pick
    assert amount  # noqa: S101
    exact, about, ranges = (_numbers(rest, b) for b in (Bound.EXACT, Bound.ABOUT, Bound.RANGE))
    lower, vague = _numbers(rest, *LOWER), _numbers(rest, Bound.VAGUE)
    upper = _numbers(rest, *UPPER)
    if amount.bound is Bound.EXACT:
        found.best, found.low, found.high = amount.point, exact[0], exact[-1]
        if any(s.amount and s.amount.bound not in UPPER + POINTS and _opens(s, pick) for s in rest):
            found.high = None
    elif amount.bound is Bound.ABOUT:
        found.best = amount.point
        below = [v for v in lower + vague + [s.number for s in found.replaced] if v <= pick.number]
        found.low = about[0] if about[0] < pick.number else max(below, default=None)
        found.high = about[-1] if about[-1] > pick.number else (upper[0] if upper else None)
    elif amount.bound is Bound.RANGE:
        found.low, found.high = ranges[0], max(s.amount.high for s in rest if s.amount and s.amount.high is not None)
    elif amount.bound in LOWER:
        found.best, found.low = pick.number, lower[0]
        found.high = upper[0] if upper else None
    elif amount.bound in UPPER:
        found.best, found.high = amount.point, upper[-1]
        found.low = max(lower + vague, default=None)
    else:
        found.low = (_numbers([s for s in rest if s.attributed], Bound.VAGUE) or vague)[0]


def _opens(bound: Statement, pick: Statement) -> bool:
    """Whether a lower bound leaves the upper end open: it reaches the best value, or another origin counted no further."""
    other = bound.attributed and bound.origin != pick.origin and bound.number > pick.number / 2
    return bound.number >= pick.number or other


def _exactness(s: Statement) -> tuple[object, ...]:
    """What the choice of the best goes by; of two lower bounds of what only grows the higher says more, whichever came later."""
    bound = s.amount.bound if s.amount else Bound.VAGUE
    if bound in LOWER and s.cumulative:
        return (_RANK.index(Bound.AT_LEAST), s.attributed, s.number, (s.day or date.min).toordinal(), s.claim.id)
    return (_RANK.index(bound), s.attributed, (s.day or date.min).toordinal(), s.number, s.claim.id)
