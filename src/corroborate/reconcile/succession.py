"""Which count replaced which, inside one question."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from corroborate.model import Bound
from corroborate.reconcile.intervals import LOWER, POINTS, UPPER, far_apart
from corroborate.reconcile.rules import rules
from corroborate.reconcile.statements import Statement, spoken

Order = Mapping[tuple[int, int], str]
"""The rule by which the first statement (by its place in the list) was replaced by the second."""

_WHY = {
    "supersedes.stated": "By the report, {old} was the earlier count of the same source, {new} the newer one.",
    "supersedes.same_line": "The same source gave {old} first and {new} on a later day.",
    "supersedes.falls": "The same source's later count, {new}, is below its earlier {old}; nothing explains the fall.",
    "supersedes.inferred": "The same source gave {old} and {new} on one day; that the higher came later is inferred.",
    "supersedes.moving": "{new} counts more of a movement that went on that day than {old}; the order is inferred.",
    "supersedes.later_count": "The count grew from {old} to {new} on a later day; that it is one growing count is inferred.",
    "supersedes.repeated": "{old} repeats a count that {new} had replaced.",
}


def explained(rule: str, old: Statement, new: Statement) -> str:
    """A rule of succession in words."""
    return _WHY[rule].format(old=spoken(old), new=spoken(new))


def succession(counts: Sequence[Statement]) -> dict[tuple[int, int], str]:
    """Which statement was replaced by which, with the rule; neither where both orders could be claimed."""
    cues = [(s.says("earlier"), s.says("later")) for s in counts]
    found: dict[tuple[int, int], str] = {}
    for i, old in enumerate(counts):
        for j, new in enumerate(counts):
            stated = (cues[i][0] and not cues[j][0]) or (cues[j][1] and not cues[i][1])
            rule = _replaces(new, old, stated=stated) if i != j else None
            if rule:
                found[i, j] = rule
    found = {p: r for p, r in found.items() if (p[1], p[0]) not in found}
    return found | _repeats(counts, found)


def replaced(counts: Sequence[Statement]) -> dict[int, set[str]]:
    """The places of the statements that another one replaced, with the rules."""
    found: dict[int, set[str]] = defaultdict(set)
    for (i, _), rule in succession(counts).items():
        found[i].add(rule)
    return found


def _replaces(new: Statement, old: Statement, *, stated: bool) -> str | None:
    """The rule by which the count `new` replaced the count `old`, None where it did not."""
    if new.amount is None or old.amount is None or new.number == old.number or new.hypothetical or old.hypothetical:
        return None
    if new.unit != old.unit or new.amount.bound is Bound.VAGUE or new.amount.bound in UPPER:
        return None
    if new.day and old.day and new.day < old.day:
        return None
    grows, cumulative = new.number > old.number, new.measure in rules()["time"]["cumulative"]
    later = bool(new.day and old.day and new.day > old.day)
    if new.origin == old.origin:
        return _same_line(new, old, grows=grows, cumulative=cumulative, later=later, stated=stated)
    if later:
        return "supersedes.later_count" if grows and cumulative and not far_apart(new.amount, old.amount) else None
    firm = old.amount.bound in POINTS and new.amount.bound in POINTS
    return "supersedes.moving" if grows and firm and moving(new) and moving(old) else None


def moving(s: Statement) -> bool:
    """Whether a count is of people or vehicles on the way, which grows through a day."""
    return s.measure in rules()["plausible"]["moving"] or (s.measure == "vehicles" and s.claim.stage in ("left", "arrived"))


def _same_line(new: Statement, old: Statement, *, grows: bool, cumulative: bool, later: bool, stated: bool) -> str | None:
    if not grows and new.amount and new.amount.bound in LOWER:
        return None  # a lower bound below an earlier count is no smaller count
    if stated and (grows or later):
        return "supersedes.stated"
    if later:
        return "supersedes.same_line" if grows else "supersedes.falls"
    vague = old.amount is not None and old.amount.bound is Bound.VAGUE
    inferred = cumulative and grows and not vague and new.claim.document != old.claim.document
    return "supersedes.inferred" if inferred else None


def _repeats(counts: Sequence[Statement], found: Order) -> dict[tuple[int, int], str]:
    """A figure that was replaced, or a smaller one, is no fresh count where somebody prints it again beside the new one."""
    largest: dict[int, float] = {}
    for (i, j), rule in found.items():
        if rule != "supersedes.falls" and counts[j].measure in rules()["time"]["cumulative"]:
            largest[j] = max(largest.get(j, counts[i].number), counts[i].number)
    made: dict[tuple[int, int], str] = {}
    for j, limit in sorted(largest.items()):
        new = counts[j]
        for k, s in enumerate(counts):
            fresh = s.hypothetical or s.unit != new.unit or (s.day and new.day and s.day > new.day)
            known = (k, j) in found or (j, k) in found or s.origin == new.origin
            if s.number <= limit and not fresh and not known:
                made[k, j] = "supersedes.repeated"
    return made


INFERRED = frozenset({"supersedes.inferred", "supersedes.moving"})
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
        bound = old.amount.bound if old.amount else None
        if self.after[i] & self.before[j] or (rule == "supersedes.repeated" and bound in (Bound.VAGUE, *LOWER)):
            return False
        if not new.attributed and (old.attributed or bound is Bound.VAGUE or rule == "supersedes.later_count"):
            return False
        numbers = self.days[old.day]
        above = bisect_right(numbers, old.number)
        return not (above < len(numbers) and numbers[above] < new.number)
