"""Which count replaced which, inside one question."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from corroborate.model import Bound
from corroborate.reconcile.intervals import LOWER, POINTS, UPPER, numbers_apart
from corroborate.reconcile.rules import rules
from corroborate.reconcile.statements import Statement, spoken, upper

GROWTH = 2.0
"""No toll of one day is held to have grown by more than this."""

_NO_SUCCESSOR = frozenset({Bound.VAGUE, *UPPER})
"""Bounds that replace nothing: a vague word, a ceiling."""

Order = Mapping[tuple[int, int], str]
"""The rule by which the first statement (by its place in the list) was replaced by the second."""

_WHY = {
    "supersedes.stated": "By the report, {old} was the earlier count of the same source, {new} the newer one.",
    "supersedes.same_line": "The same source gave {old} first and {new} on a later day.",
    "supersedes.state": "{old} held on one day, {new} on a later one; such a count rises and falls as people are found, freed or leave.",
    "supersedes.falls": "The same source's later count, {new}, is below its earlier {old}; nothing explains the fall.",
    "supersedes.inferred": "The same source gave {old} and {new} on one day; that the higher came later is inferred.",
    "supersedes.moving": "{new} counts more of a movement that went on that day than {old}; the order is inferred.",
    "supersedes.same_day": "{new} is higher than {old}, which names no source, of the same day; that it came later is inferred.",
    "supersedes.later_count": "The count grew from {old} to {new} on a later day; that it is one growing count is inferred.",
    "supersedes.repeated": "{old} repeats a count that {new} had replaced.",
}


def explained(rule: str, old: Statement, new: Statement) -> str:
    """A rule of succession in words."""
    return upper(_WHY[rule].format(old=spoken(old), new=spoken(new)))


def succession(counts: Sequence[Statement]) -> dict[tuple[int, int], str]:
    """Which statement was replaced by which, with the rule; neither where both orders could be claimed."""
    found: dict[tuple[int, int], str] = {}
    behind = {s.number: s for s in reversed(counts) if s.attributed}
    for i, a in enumerate(counts):
        for j in range(i + 1, len(counts)):  # in order of day and size, so that a pair of two days has one possible direction
            b = counts[j]
            if a.number == b.number or (a.origin != b.origin and not a.open_to(b)):
                continue
            if a.origin != b.origin and a.ordinal != b.ordinal and not one_line(_stood_for(a, behind), _stood_for(b, behind)):
                continue
            onward = _replaces(b, a)
            back = None if a.ordinal and a.ordinal < b.ordinal else _replaces(a, b)
            if onward and not back:
                found[i, j] = onward
            elif back and not onward:
                found[j, i] = back
    return found | _repeats(counts, found)


def _stood_for(s: Statement, behind: Mapping[float, Statement]) -> Statement:
    """Whose count an outlet passes on without saying so: the named source's that gives the same number."""
    return s if s.attributed else behind.get(s.number, s)


def replaced(counts: Sequence[Statement]) -> dict[int, set[str]]:
    """The places of the statements that another one replaced, with the rules."""
    found: dict[int, set[str]] = defaultdict(set)
    for (i, _), rule in succession(counts).items():
        found[i].add(rule)
    return found


def _replaces(new: Statement, old: Statement) -> str | None:
    """The rule by which the count `new` replaced the count `old`, None where it did not."""
    if new.amount is None or old.amount is None or new.amount.bound in _NO_SUCCESSOR or new.unit != old.unit:
        return None
    if new.hypothetical or old.hypothetical or old.amount.bound is Bound.VAGUE:
        return None  # "dozens" that somebody then counts is no earlier count
    grows, later = new.number > old.number, 0 < old.ordinal < new.ordinal
    if new.origin == old.origin:
        return _same_line(new, old, grows=grows, later=later)
    if later:
        return _other_line(new, old, grows=grows)
    firm = old.amount.bound in POINTS and new.amount.bound in POINTS
    if grows and firm and new.moves and old.moves:
        return "supersedes.moving"
    return "supersedes.same_day" if grows and _grew_in_a_day(new, old) else None


def _grew_in_a_day(new: Statement, old: Statement) -> bool:
    """A toll of one day that an outlet passed on, below the one that a source is named for: the outlet was earlier."""
    known = new.cumulative and 0 < new.ordinal == old.ordinal and new.attributed and not old.attributed
    beside = new.apart or not new.documents.isdisjoint(old.documents)  # who prints both knows both
    return known and not beside and new.number < GROWTH * old.number


def _other_line(new: Statement, old: Statement, *, grows: bool) -> str | None:
    """A later count of another origin in one line of authority."""
    if not one_line(new, old) or numbers_apart(new.number, old.number):
        return None
    if new.cumulative:
        return "supersedes.later_count" if grows else None
    if new.moves and old.moves and not new.stock:
        return "supersedes.moving" if grows else None
    sourced = new.attributed or old.attributed  # of two outlets' own words about a state nothing decides
    return "supersedes.state" if new.stock and sourced else None


def one_line(a: Statement, b: Statement) -> bool:
    """Whether two sources may speak in one line of authority: not where both are known to stand on different sides.

    An outlet's own words pass on whichever count is in force; an aid group's count does not replace the ministry's. A source of no
    known side continues a line if it says itself that the count rose.
    """
    if a.origin == b.origin or not (a.attributed and b.attributed):
        return True
    newer = a if a.ordinal > b.ordinal else b
    continued = newer.side == "unknown" and newer.says_later
    return (a.side == b.side or continued) and not a.apart and not b.apart


def _same_line(new: Statement, old: Statement, *, grows: bool, later: bool) -> str | None:
    if not grows and new.amount and new.amount.bound in LOWER:
        return None  # a lower bound below an earlier count is no smaller count
    stated = (old.says_earlier and not new.says_earlier) or (new.says_later and not old.says_later)
    if stated and (grows or later or (new.revises and not new.says_earlier)):
        return "supersedes.stated"
    if later and new.stock:
        return "supersedes.state"
    if new.unit or new.measure in rules()["sums"]["scalars"]:
        return None  # another size on another day is of another thing, unless the report says otherwise
    if later and not grows:
        return "supersedes.falls" if new.attributed else None
    if later:
        return "supersedes.same_line"
    inferred = new.cumulative and grows and new.claim.document != old.claim.document
    return "supersedes.inferred" if inferred else None


def _repeats(counts: Sequence[Statement], found: Order) -> dict[tuple[int, int], str]:
    """A figure that was replaced, or a smaller one, is no fresh count where somebody prints it again beside the new one."""
    largest: dict[int, float] = {}
    for (i, j), rule in found.items():
        if rule != "supersedes.falls" and counts[j].cumulative:
            largest[j] = max(largest.get(j, counts[i].number), counts[i].number)
    made: dict[tuple[int, int], str] = {}
    gone = {i for i, _ in found}
    for j, limit in sorted(largest.items()):
        new = counts[j]
        for k, s in enumerate(counts):
            if s.number > limit or (k in gone and s.ordinal != new.ordinal) or s.origin == new.origin:
                continue
            fresh = s.hypothetical or s.unit != new.unit or 0 < new.ordinal < s.ordinal or (new.apart and not one_line(new, s))
            if not fresh and (k, j) not in found and (j, k) not in found:
                made[k, j] = "supersedes.repeated"
    return made


INFERRED = frozenset({"supersedes.inferred", "supersedes.moving", "supersedes.same_day"})
"""Rules by which no date and no word sets the order: what was replaced stays as the low end."""


class Shown:
    """Which pairs of a succession are worth a line: the nearest replacement, of the highest count that its day knew."""

    def __init__(self, counts: Sequence[Statement], order: Order) -> None:
        self.counts, self.order = counts, order
        self.after: dict[int, set[int]] = defaultdict(set)
        self.before: dict[int, set[int]] = defaultdict(set)
        for i, j in order:
            self.after[i].add(j)
            self.before[j].add(i)
        self.days: dict[date | None, list[float]] = defaultdict(list)
        for s in counts:
            if not s.hypothetical:
                self.days[s.day].append(s.number)
        for numbers in self.days.values():
            numbers.sort()

    def holds(self, i: int, j: int) -> bool:
        """Whether the pair (replaced, replacing) is one to show."""
        old, new, rule = self.counts[i], self.counts[j], self.order[i, j]
        if old.origin == new.origin:
            return True
        if rule == "supersedes.same_day":
            return old.says_later or new.says_later
        bound = old.amount.bound if old.amount else None
        if not self.after[i].isdisjoint(self.before[j]) or (rule == "supersedes.repeated" and bound in (Bound.VAGUE, *LOWER)):
            return False
        numbers = self.days[old.day]
        above = bisect_right(numbers, old.number)
        return not (above < len(numbers) and numbers[above] < new.number)
