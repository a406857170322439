"""Invented stories as whole cases, for the tests of what published standards make of them."""

from __future__ import annotations

from telling import Telling

from corroborate.model import Case, Incident, Question, Reconciliation


def told(t: Telling, populations: dict[str, str] | None = None) -> Case:
    """A story as a concluded case of one incident; `populations` says whom a question counts."""
    measure = {t.question_of[c.id]: c.measure for c in t.claims}
    who = populations or {}
    asked = tuple(Question(q, m, None, who.get(q), "Port Aldo", "i1") for q, m in sorted(measure.items()))
    incident = Incident("i1", "Port Aldo", tuple(sorted(t.texts)), tuple(c.id for c in t.claims))
    found = tuple(t.findings().values())
    outcome = Reconciliation(
        asked, tuple(t.sources), (incident,), tuple(t.relations()), found, dict(t.question_of), dict(t.origin_of)
    )  # fmt: skip
    return Case("case", tuple(t.documents), tuple(t.claims), (), outcome, (), {"read": "r", "reconcile": "c"})
