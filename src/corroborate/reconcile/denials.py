"""Who denies what: a denial is tied to the claim that it is about, at one facility and in one incident, or to none."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.model import Relation, RelationType
from corroborate.reconcile.rules import rules
from corroborate.reconcile.statements import Statement
from corroborate.reconcile.values import words


def denials(said: Sequence[Statement]) -> list[Relation]:
    """Denials and counter-claims inside one question, one for each pair of origins."""
    found: dict[tuple[object, ...], Relation] = {}
    against = [s for s in said if is_denial(s)]
    for d in against:
        for s in said:
            if s.denied or s.hypothetical or s.origin == d.origin or not comparable(d, s):
                continue
            key = (d.key, s.key)
            found.setdefault(key, Relation(d.claim.id, s.claim.id, RelationType.DENIES, f"{words(d)} denies what {words(s)} says.", "denies.question"))
    return list(found.values())


def is_denial(s: Statement) -> bool:
    """Whether a statement says that something put forward by another is not so."""
    return s.denied and any(str(c.commitment) == "denied" for c in s.claims) or s.measure == "responsibility_denied"


def comparable(d: Statement, s: Statement) -> bool:
    """Whether a denial can be about a statement: not where both name a facility and the names differ, or one is background."""
    a, b = d.claim, s.claim
    if a.facility and b.facility and a.facility != b.facility:
        return False
    kinds = rules()["denial"]["about"].get(a.measure, [])
    return a.background == b.background and (a.measure == b.measure or b.measure in kinds or bool(b.amount))
