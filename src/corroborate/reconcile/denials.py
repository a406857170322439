"""Who denies what: a denial is tied to the claim that it is about, at one facility and in one incident, or to none."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.model import Commitment, Relation, RelationType
from corroborate.reconcile.rules import rules
from corroborate.reconcile.statements import Statement, spoken


def denials(said: Sequence[Statement]) -> list[Relation]:
    """Denials and counter-claims inside one question: each is tied to the nearest claim of another origin that it can be about."""
    found: dict[tuple[object, ...], Relation] = {}
    for d in (s for s in said if is_denial(s)):
        about = [s for s in said if not s.denied and not s.hypothetical and s.origin != d.origin and comparable(d, s)]
        if about:
            s = min(about, key=lambda s: _distance(d, s))
            why = f"{spoken(d)} denies what {spoken(s)} says."
            found.setdefault((d.key, s.key), Relation(d.claim.id, s.claim.id, RelationType.DENIES, why, "denies.question"))
    return list(found.values())


def _distance(d: Statement, s: Statement) -> tuple[object, ...]:
    """In one report and with a source named first, then the nearest in the text."""
    pairs = [abs(a.sentence.start - b.sentence.start) for a in d.claims for b in s.claims if a.document == b.document]
    return (not pairs, not s.attributed, min(pairs, default=0), s.claim.id)


def is_denial(s: Statement) -> bool:
    """Whether a statement says that something put forward by another is not so."""
    return (s.denied and any(c.commitment is Commitment.DENIED for c in s.claims)) or s.measure == "responsibility_denied"


def comparable(d: Statement, s: Statement) -> bool:
    """Whether a denial can be about a statement: not where both name a facility and the names differ, or one is background."""
    a, b = d.claim, s.claim
    if a.facility and b.facility and a.facility != b.facility:
        return False
    kinds = rules()["denial"]["about"].get(a.measure, [])
    return a.background == b.background and (a.measure == b.measure or b.measure in kinds or bool(b.amount))
