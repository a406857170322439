"""What may be said of each question: low, best, high, origins, status and the reasons for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.model import Claim, Document, Edge, Finding, Origin, OriginCount, Question, Reason, Relation, fingerprint
from corroborate.reconcile import origins as independence
from corroborate.reconcile.agreement import agreed
from corroborate.reconcile.ranges import Range, range_of
from corroborate.reconcile.statements import Statement, statements
from corroborate.reconcile.statuses import Grounds, status_of


def findings(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    asked: Sequence[Question],
    question_of: Mapping[str, str],
    sources: Sequence[Origin],
    edges: Sequence[Edge],
    related: Sequence[Relation],
) -> list[Finding]:
    """Answer every question: its range, best value, origins and status, each with its reasons and what would change it."""
    answers = statements(documents, claims, question_of, sources)
    inside: dict[str, list[Relation]] = {}
    for r in related:
        if question_of.get(r.a) == question_of.get(r.b):
            inside.setdefault(question_of[r.a], []).append(r)
    return [_finding(q, answers[q.id], inside.get(q.id, []), sources, edges) for q in asked if q.id in answers]


def _finding(q: Question, said: Sequence[Statement], related: Sequence[Relation], sources: Sequence[Origin], edges: Sequence[Edge]) -> Finding:
    counted = any(s.amount for s in said)
    r = range_of(said) if counted else Range(support=agreed(_positive(said)))
    support = tuple(sorted(c.id for s in r.support for c in s.claims))
    count = independence.count(support, sources, edges)
    status, rung = status_of(Grounds(said, r.support, related, bool(r.clashes), bool(r.replaced), count))
    return Finding(
        id="f" + fingerprint(q.id), question=q.id, low=r.low, best=r.best, high=r.high, origins=count, status=status, rung=rung,
        claims=tuple(sorted(c.id for s in said for c in s.claims)), support=support, reasons=tuple(_reasons(said, r, count)),
        high_reported=max((v for s in said if s.amount for v in s.amount.stated), default=None),
    )  # fmt: skip


def _positive(said: Sequence[Statement]) -> list[Statement]:
    plain = [s for s in said if not s.denied]
    return [s for s in plain if not s.hypothetical] or plain or list(said)


def _reasons(said: Sequence[Statement], r: Range, count: OriginCount) -> list[Reason]:
    reports = len({c.document for s in said for c in s.claims})
    return [Reason("origins.counted", f"{reports} report{'s' * (reports != 1)}, {count.probable} origin{'s' * (count.probable != 1)}.")]
