"""Statements without a number that replace or exclude each other, inside one question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from corroborate.model import Relation, RelationType
from corroborate.reconcile.agreement import subject
from corroborate.reconcile.rules import bloc, parties, rules
from corroborate.reconcile.statements import Statement, upper, voice


def proposition_relations(said: Sequence[Statement]) -> list[Relation]:
    """What became known later, and accusations of different parties by different sides."""
    plain = [s for s in said if s.amount is None]
    return [*_became_known(plain), *_sides(plain)]


def not_yet(s: Statement) -> bool:
    """Whether a statement says that something is not known or has not happened so far: a "not" that denies nobody's word."""
    settled = any(str(c.commitment) in ("denied", "hypothetical") for c in s.claims)
    return s.denied and not settled and s.measure in rules()["time"]["not_yet"]


def _became_known(said: Sequence[Statement]) -> list[Relation]:
    """ "No group has claimed it" is replaced by the first claim, "the cause is not known" by a cause given on a later day."""
    found = []
    earlier: dict[str, Statement] = {}
    for s in said:
        if not_yet(s):
            earlier[s.origin] = s
    for old in earlier.values():
        new = [s for s in said if not s.denied and s.measure == old.measure and _after(s, old)]
        if new:
            first = min(new, key=lambda s: (s.hypothetical, not s.attributed, s.claim.id))
            why = f"{upper(voice(old))} said that it was not so or not known yet; {voice(first)} said it later."
            found.append(Relation(first.claim.id, old.claim.id, RelationType.SUPERSEDES, why, "supersedes.became_known"))
    return found


def _after(new: Statement, old: Statement) -> bool:
    if new.day and old.day and new.day != old.day:
        return new.day > old.day
    if new.origin == old.origin:
        return False
    return old.measure == "responsibility_claimed" and new.attributed  # a claim can only come after there was none


def _sides(said: Sequence[Statement]) -> list[Relation]:
    """Two known sides that each name another party as responsible."""
    found = []
    accusing = [s for s in said if s.measure == "responsibility_attributed" and s.attributed and not s.denied and not s.hypothetical]
    for a, b in combinations(accusing, 2):
        sides = {bloc(a.claim.speaker), bloc(b.claim.speaker)} & parties()
        x, y = subject(a), subject(b)
        if a.origin != b.origin and len(sides) == 2 and x and y and not x & y:
            why = f"{upper(voice(a))} and {voice(b)} hold different parties responsible."
            found.append(Relation(a.claim.id, b.claim.id, RelationType.CONFLICTS, why, "propositions.sides"))
    return found
