"""Which values replaced which, which cannot both be right, and which lie too far off, inside one question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from corroborate.model import Amount, Bound, Relation, RelationType
from corroborate.reconcile.intervals import Fit, compare, far_apart
from corroborate.reconcile.statements import Statement, spoken, upper
from corroborate.reconcile.succession import Order, Shown, explained, one_line, succession


def value_relations(said: Sequence[Statement]) -> list[Relation]:
    """Superseding, conflicts and outliers among the statements of one question, one relation for each pair of origins."""
    counts = [s for s in said if s.amount and not s.denied]
    order = succession(counts)
    shown = Shown(counts, order)
    found: dict[tuple[object, ...], Relation] = {}
    for (i, j), rule in sorted(order.items(), key=lambda o: _step(counts[o[0][0]], counts[o[0][1]])):
        if shown.holds(i, j):
            a, b = counts[j], counts[i]
            made = Relation(a.claim.id, b.claim.id, RelationType.SUPERSEDES, explained(rule, b, a), rule)
            found.setdefault((RelationType.SUPERSEDES, a.key, b.key), made)
    for a, b, kind, rule, why in _clashes(counts, order):
        found.setdefault((kind, *sorted((a.key, b.key))), Relation(a.claim.id, b.claim.id, kind, why, rule))
    return list(found.values())


def _step(old: Statement, new: Statement) -> tuple[object, ...]:
    """Which replacement of one source to show: of a figure, with a source named on both sides, the latest, the nearest."""
    vague = old.amount is not None and old.amount.bound is Bound.VAGUE
    spoken_for = bool(old.claim.chain) + bool(new.claim.chain)
    return (vague, -spoken_for, -new.ordinal, -old.ordinal, -new.number, -old.number, new.claim.id, old.claim.id)


Pair = tuple[Statement, Statement, Fit | None]
"""The earlier statement, the later one, and how they fit; None where one is set apart as an outlier."""


def _clashes(counts: Sequence[Statement], order: Order) -> list[tuple[Statement, Statement, RelationType, str, str]]:
    """Pairs that cannot both be right: one for each two sources; an outlet's own voice only where it adds a pair of values."""
    best: dict[tuple[object, ...], tuple[tuple[object, ...], Pair]] = {}
    gone = {i for i, _ in order}
    known = [(i, s) for i, s in enumerate(counts) if not s.hypothetical]
    fit = _Fits()
    for (i, a), (j, b) in combinations(known, 2):
        if a.number == b.number or a.origin == b.origin or (i, j) in order or (j, i) in order or a.unit != b.unit:
            continue
        if a.ordinal != b.ordinal and _explained(a, b, i in gone or j in gone):
            continue
        how = Fit.CONFLICT if a.firm and b.firm else fit(a, b)
        if how is Fit.COMPATIBLE:
            continue
        sources = (a.origin, b.origin) if a.attributed and b.attributed else (str(a.number), str(b.number))
        key, rank = (how, min(sources), max(sources)), _distance(a, b)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, (a, b, None if how is Fit.SOFT_CONFLICT else how))
    return [_told(*pair) for _, pair in sorted(best.values(), key=lambda v: v[0])]


class _Fits:
    """How pairs of amounts fit, each pair of amounts worked out once: a thousand statements make half a million pairs."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, int], Fit] = {}
        self.index: dict[Amount | None, int] = {}
        self.of: dict[int, int] = {}

    def __call__(self, a: Statement, b: Statement) -> Fit:
        """CONFLICT where they cannot both be right, SOFT_CONFLICT where they lie so far apart that one is an outlier, else COMPATIBLE."""
        pair = (self._number(a), self._number(b))
        if pair not in self.known:
            self.known[pair] = _fit(a, b)
        return self.known[pair]

    def _number(self, s: Statement) -> int:
        if id(s) not in self.of:
            self.of[id(s)] = self.index.setdefault(s.amount, len(self.index))
        return self.of[id(s)]


def _fit(a: Statement, b: Statement) -> Fit:
    if a.amount is None or b.amount is None:
        return Fit.COMPATIBLE
    if compare(a.amount, b.amount) is Fit.CONFLICT:
        return Fit.CONFLICT
    vague = Bound.VAGUE in (a.amount.bound, b.amount.bound)
    return Fit.SOFT_CONFLICT if not vague and far_apart(a.amount, b.amount) else Fit.COMPATIBLE


def _explained(a: Statement, b: Statement, replaced: bool) -> bool:
    """Whether two days explain two values: a count that grows, a state that changes; not where two lines of authority both still stand."""
    if not (a.ordinal and b.ordinal):
        return False
    if replaced:
        return True  # the count that took its place stands against the other one
    first, last = (a, b) if a.ordinal <= b.ordinal else (b, a)
    if a.cumulative and last.number < first.number:
        return False
    if a.stock and not (a.attributed or b.attributed):
        return False
    return one_line(first, last) or not (a.cumulative or a.stock)


def _distance(a: Statement, b: Statement) -> tuple[object, ...]:
    """Which pair to show: in one report, with a source named on both sides, of one day."""
    together = not a.documents.isdisjoint(b.documents)
    spoken_for = bool(a.claim.chain) + bool(b.claim.chain)
    return (not together, -a.attributed - b.attributed, -spoken_for, a.ordinal != b.ordinal, a.claim.id, b.claim.id)


def _told(a: Statement, b: Statement, how: Fit | None) -> tuple[Statement, Statement, RelationType, str, str]:
    """The relation in words; b is the later statement."""
    both = upper(f"{spoken(a)} and {spoken(b)}")
    if how is None:
        return b, a, RelationType.OUTLIER, "values.outlier", f"{both} lie so far apart that the larger is set apart."
    days = "" if a.day != b.day else "; time does not explain it"
    return b, a, RelationType.CONFLICTS, f"values.{how}", f"{both} answer one question and cannot both be right{days}."
