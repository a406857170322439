"""Which values replaced which, which cannot both be right, and which lie too far off, inside one question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from corroborate.model import Bound, Relation, RelationType
from corroborate.reconcile.intervals import Fit, compare, far_apart
from corroborate.reconcile.rules import rules
from corroborate.reconcile.statements import Statement, spoken
from corroborate.reconcile.succession import Order, Shown, explained, succession


def value_relations(said: Sequence[Statement]) -> list[Relation]:
    """Superseding, conflicts and outliers among the statements of one question, one relation for each pair of origins."""
    counts = [s for s in said if s.amount and not s.denied]
    order = succession(counts)
    shown = Shown(counts, order)
    found: dict[tuple[object, ...], Relation] = {}
    for (i, j), rule in order.items():
        if shown.holds(i, j):
            a, b = counts[j], counts[i]
            found[RelationType.SUPERSEDES, a.key, b.key] = Relation(
                a.claim.id, b.claim.id, RelationType.SUPERSEDES, explained(rule, b, a), rule
            )
    for a, b, kind, rule, why in _clashes(counts, order):
        found.setdefault((kind, *sorted((a.key, b.key))), Relation(a.claim.id, b.claim.id, kind, why, rule))
    return list(found.values())


Clash = tuple[Statement, Statement, RelationType, str, str]


def _clashes(counts: Sequence[Statement], order: Order) -> list[Clash]:
    """Pairs that cannot both be right: one for each two sources; an outlet's own voice only where it adds a pair of values."""
    found: list[Clash] = []
    for i, j in combinations(range(len(counts)), 2):
        if counts[i].origin != counts[j].origin and (i, j) not in order and (j, i) not in order:
            clash = _clash(counts[i], counts[j])
            if clash:
                found.append((counts[j], counts[i], *clash))
    made: dict[tuple[object, ...], Clash] = {}
    for a, b, kind, rule, why in sorted(found, key=lambda c: _distance(c[1], c[0])):
        pair = (a.origin, b.origin) if a.attributed and b.attributed else (a.number, b.number)
        made.setdefault((kind, *sorted(map(str, pair))), (a, b, kind, rule, why))
    return list(made.values())


def _distance(a: Statement, b: Statement) -> tuple[object, ...]:
    """How far two statements stand apart: in one report and with a source named on both sides comes first."""
    together = bool({c.document for c in a.claims} & {c.document for c in b.claims})
    return (not together, 2 - a.attributed - b.attributed, a.day != b.day, a.claim.id, b.claim.id)


def _clash(a: Statement, b: Statement) -> tuple[RelationType, str, str] | None:
    """Whether two statements of two origins cannot both be right, or lie so far apart that one is set apart."""
    if a.amount is None or b.amount is None or a.hypothetical or b.hypothetical or a.unit != b.unit:
        return None
    cumulative = a.measure in rules()["time"]["cumulative"]
    first, last = (a, b) if (a.day or b.day) and a.day and b.day and a.day <= b.day else (b, a)
    apart = bool(a.day and b.day and a.day != b.day)
    if apart and (not cumulative or last.number > first.number):
        return None  # time explains it
    fit = compare(a.amount, b.amount)
    if fit is Fit.CONFLICT:
        why = f"{spoken(a)} and {spoken(b)} answer one question and cannot both be right; time does not explain it."
        return RelationType.CONFLICTS, f"values.{fit}", why
    if Bound.VAGUE not in (a.amount.bound, b.amount.bound) and far_apart(a.amount, b.amount):
        return RelationType.OUTLIER, "values.outlier", f"{spoken(a)} and {spoken(b)} lie so far apart that the larger is set apart."
    return None
