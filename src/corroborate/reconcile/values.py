"""Which value replaced which, and which cannot both be right, inside one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from corroborate.model import Bound, Relation, RelationType
from corroborate.reconcile.intervals import LOWER, UPPER, Fit, compare, far_apart
from corroborate.reconcile.rules import rules
from corroborate.reconcile.statements import Statement, spoken


def value_relations(said: Sequence[Statement]) -> list[Relation]:
    """Superseding, conflicts and outliers among the statements of one question, one relation for each pair of origins."""
    counts = [s for s in said if s.amount and not s.denied]
    order = superseding(counts)
    found: dict[tuple[object, ...], Relation] = {}
    for (i, j), (rule, why) in order.items():
        if shown(i, j, counts, order):
            a, b = counts[j], counts[i]
            found[RelationType.SUPERSEDES, a.key, b.key] = Relation(a.claim.id, b.claim.id, RelationType.SUPERSEDES, why, rule)
    over = closure(set(order))
    for a, b, kind, rule, why in _clashes(counts, over):
        found.setdefault((kind, *sorted((a.key, b.key))), Relation(a.claim.id, b.claim.id, kind, why, rule))
    return list(found.values())


def _clashes(counts: Sequence[Statement], over: set[tuple[int, int]]) -> list[tuple[Statement, Statement, RelationType, str, str]]:
    """Pairs that cannot both be right: one for each two sources; an outlet's own voice only where it adds a pair of values."""
    pairs = [(i, j) for i, j in combinations(range(len(counts)), 2) if counts[i].origin != counts[j].origin and not {(i, j), (j, i)} & over]
    made: dict[tuple[object, ...], tuple[Statement, Statement, RelationType, str, str]] = {}
    for i, j in sorted(pairs, key=lambda p: _distance(counts[p[0]], counts[p[1]])):
        relation = _clash(counts[i], counts[j])
        if relation:
            both = counts[i].attributed and counts[j].attributed
            pair = (counts[i].origin, counts[j].origin) if both else (counts[i].number, counts[j].number)
            made.setdefault((relation[0], *sorted(map(str, pair))), (counts[j], counts[i], *relation))
    return list(made.values())


def _distance(a: Statement, b: Statement) -> tuple[object, ...]:
    """How far two statements stand apart: in one report and with a source named on both sides comes first."""
    together = bool({c.document for c in a.claims} & {c.document for c in b.claims})
    return (not together, 2 - a.attributed - b.attributed, a.day != b.day, a.claim.id, b.claim.id)


def superseding(counts: Sequence[Statement]) -> dict[tuple[int, int], tuple[str, str]]:
    """Which statement (first index) was replaced by which (second), with rule and reason; neither where both orders are claimed."""
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for i, old in enumerate(counts):
        for j, new in enumerate(counts):
            reason = _replaces(new, old) if i != j else None
            if reason:
                found[i, j] = reason
    found = {p: r for p, r in found.items() if (p[1], p[0]) not in found}
    return found | _repeats(counts, found)


def _repeats(counts: Sequence[Statement], found: Mapping[tuple[int, int], tuple[str, str]]) -> dict[tuple[int, int], tuple[str, str]]:
    """A figure that was replaced, or a smaller one, is no fresh count where somebody prints it again beside the new one."""
    made: dict[tuple[int, int], tuple[str, str]] = {}
    for (i, j), (rule, _) in found.items():
        old, new = counts[i], counts[j]
        if new.measure not in rules()["time"]["cumulative"] or rule == "supersedes.falls":
            continue
        for k, s in enumerate(counts):
            fresh = s.hypothetical or s.unit != new.unit or (s.day and new.day and s.day > new.day)
            stale = s.number <= old.number and not fresh
            if k not in (i, j) and stale and (k, j) not in found and (j, k) not in found and s.origin != new.origin:
                why = f"{spoken(s)} repeats a count that {spoken(new)} had replaced."
                made[k, j] = ("supersedes.repeated", why)
    return made


def shown(i: int, j: int, counts: Sequence[Statement], order: Mapping[tuple[int, int], tuple[str, str]]) -> bool:
    """Whether a superseding pair is worth a line: the nearest replacement, of the highest count that its day knew."""
    old, new = counts[i], counts[j]
    if old.origin == new.origin:
        return True
    if any((i, k) in order and (k, j) in order for k in range(len(counts))):
        return False
    bound = old.amount.bound if old.amount else None
    if not new.attributed and (old.attributed or bound is Bound.VAGUE or order[i, j][0] == "supersedes.later_count"):
        return False
    if order[i, j][0] == "supersedes.repeated" and bound in (Bound.VAGUE, *LOWER):
        return False
    return not any(s.day == old.day and old.number < s.number < new.number and not s.hypothetical for s in counts)


def closure(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The pairs together with all that follow from them by going on: a before b, b before c, so a before c."""
    while True:
        more = {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs
        if not more:
            return pairs
        pairs = pairs | more


def same_line(a: Statement, b: Statement) -> bool:
    """Whether two counts come from one line of authority: one origin, or two speakers of one named side's authorities."""
    return a.origin == b.origin


def _replaces(new: Statement, old: Statement) -> tuple[str, str] | None:
    """Why the count `new` replaced the count `old`, None where it did not."""
    if new.amount is None or old.amount is None or new.amount == old.amount or new.hypothetical or old.hypothetical or new.unit != old.unit:
        return None
    if new.amount.bound is Bound.VAGUE or new.amount.bound in UPPER or new.number == old.number:
        return None
    grows = new.number > old.number
    cumulative = new.measure in rules()["time"]["cumulative"]
    later = bool(new.day and old.day and new.day > old.day)
    sooner = bool(new.day and old.day and new.day < old.day)
    stated = (old.says("earlier") != new.says("earlier") and old.says("earlier")) or (new.says("later") and not old.says("later"))
    if sooner:
        return None
    if same_line(new, old):
        return _same_line(new, old, grows=grows, cumulative=cumulative, later=later, stated=bool(stated))
    if later and grows and cumulative and not far_apart(new.amount, old.amount):
        why = f"The count grew from {spoken(old)} to {spoken(new)} on a later day; that it is one growing count is inferred."
        return "supersedes.later_count", why
    return None


def _same_line(new: Statement, old: Statement, *, grows: bool, cumulative: bool, later: bool, stated: bool) -> tuple[str, str] | None:
    if not grows and new.amount and new.amount.bound in LOWER:
        return None  # a lower bound below an earlier count is no smaller count
    if stated and (grows or later):
        return "supersedes.stated", f"By the report, {spoken(old)} was the earlier count of the same source, {spoken(new)} the newer one."
    if later and grows:
        return "supersedes.same_line", f"The same source gave {spoken(old)} first and {spoken(new)} on a later day."
    if later:
        return (
            "supersedes.falls",
            f"The same source's later count, {spoken(new)}, is below its earlier {spoken(old)}; nothing explains the fall.",
        )
    vague = old.amount is not None and old.amount.bound is Bound.VAGUE
    if cumulative and grows and not vague and new.claim.document != old.claim.document:
        why = f"The same source gave {spoken(old)} and {spoken(new)} on one day; that the higher came later is inferred."
        return "supersedes.inferred", why
    return None


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
    if far_apart(a.amount, b.amount):
        return RelationType.OUTLIER, "values.outlier", f"{spoken(a)} and {spoken(b)} lie so far apart that the larger is set apart."
    return None
