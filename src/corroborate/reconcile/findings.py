"""What may be said of each question: low, best, high, origins, status and the reasons for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from corroborate.model import (
    Bond,
    Claim,
    Document,
    Edge,
    Finding,
    Origin,
    OriginCount,
    Question,
    Relation,
    RelationType,
    Status,
    fingerprint,
)  # fmt: skip
from corroborate.reconcile import origins as independence
from corroborate.reconcile import reasons as grounds
from corroborate.reconcile.agreement import agreed, bears_out, unlike
from corroborate.reconcile.bonds import apart, before_last, judgements
from corroborate.reconcile.outcomes import outcomes
from corroborate.reconcile.outlook import would_change
from corroborate.reconcile.ranges import Range, range_of
from corroborate.reconcile.statements import Statement, ids, statements
from corroborate.reconcile.statuses import Grounds, status_of
from corroborate.reconcile.witnesses import voices, witnesses


def findings(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    asked: Sequence[Question],
    question_of: Mapping[str, str],
    sources: Sequence[Origin],
    edges: Sequence[Edge],
    related: Sequence[Relation],
    bonds: Sequence[Bond] = (),
) -> list[Finding]:
    """Answer every question: its range, best value, origins and status, each with its reasons and what would change it."""
    answers = statements(documents, claims, question_of, sources)
    inside: dict[str, list[Relation]] = {}
    for r in related:
        if question_of.get(r.a) == question_of.get(r.b):
            inside.setdefault(question_of[r.a], []).append(r)
        elif r.rule == "denies.accused":  # the accused answers; other denials are printed beside, not counted
            inside.setdefault(question_of[r.b], []).append(r)
    known = {d.id: d for d in documents}
    desk = _Desk(known, sources, edges, bonds)
    made = [desk.finding(q, answers[q.id], inside.get(q.id, [])) for q in asked if q.id in answers]
    return outcomes(documents, claims, asked, made)


class _Desk:
    """What every finding of a story is worked out from."""

    def __init__(
        self, documents: Mapping[str, Document], sources: Sequence[Origin], edges: Sequence[Edge], bonds: Sequence[Bond]
    ) -> None:
        self.documents, self.sources, self.edges = documents, sources, edges
        self.bonds, self.apart = bonds, apart(bonds)

    def finding(self, q: Question, said: Sequence[Statement], related: Sequence[Relation]) -> Finding:
        """The finding of one question from its statements and the relations between them."""
        r = range_of(said) if any(s.amount for s in said) else _proposed(said)
        _narrow(r)
        _borrow(r)
        count = self._count(r.support)
        sure = witnesses(r.support, self.apart)
        status, rung = status_of(Grounds(said, r.support, related, bool(r.clashes), bool(r.replaced), count, sure))
        if status is Status.CONTESTED and any(x.type is RelationType.DENIES for x in related):
            r.low = r.best = None  # one side says that there is nothing to count
        flags = grounds.flags(said, r, self.documents)
        return Finding(
            id="f" + fingerprint(q.id), question=q.id, low=r.low, best=r.best, high=r.high, origins=count, status=status, rung=rung,
            claims=ids(said), support=ids(r.support),
            reasons=before_last(grounds.reasons(said, r, count, status, rung, related), judgements(ids(said), self.bonds)),
            would_change=would_change(said, status, r, count), flags=flags,
            high_reported=max((v for s in said if s.amount for v in s.amount.stated), default=None),
        )  # fmt: skip

    def _count(self, support: Sequence[Statement]) -> OriginCount:
        """The origins of the support: probable only as many as are sure to be different voices, so that number and status agree."""
        made = independence.count(ids(support), self.sources, self.edges)
        probable = min(made.probable, max(1, voices(support, self.apart))) if made.probable else 0
        return OriginCount(min(made.min, probable), probable, made.max)


def _proposed(said: Sequence[Statement]) -> Range:
    """A proposition is supported by the largest group of statements that say the same; what may be does not support what is."""
    plain = [s for s in said if not s.denied]
    held = [s for s in plain if not s.hypothetical] or plain or list(said)
    support = agreed(held)
    other = [s for s in held if s not in support]
    return Range(support=support, other=other, clashes=_exclusive(held))


def _exclusive(held: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Two sources that name what excludes each other, if there are such: nothing decides between them."""
    said = [s for s in held if s.attributed]
    return next(([(a, b)] for a, b in combinations(said, 2) if a.origin != b.origin and unlike(a, b)), [])


def _narrow(r: Range) -> None:
    """What only does not speak against the answer is no support of it: "dozens" bears out no 31. Rivals all stay, each for its own."""
    if r.pick and not r.clashes:
        pick = r.pick
        r.loose = [s for s in r.support if not bears_out(s, pick)]
        r.support = [s for s in r.support if bears_out(s, pick)]


def _borrow(r: Range) -> None:
    """An outlet's own figure above a named source's, older or vaguer, goes back to that source as far as anybody is named for it."""
    if r.pick and not r.clashes and not any(s.attributed for s in r.support):
        last = max((s for s in r.replaced if s.attributed), key=lambda s: (s.ordinal, s.number, s.claim.id), default=None)
        named = next((s for s in r.loose if s.attributed), last)
        r.support = [*r.support, *([named] if named else [])]
        r.loose = [s for s in r.loose if s is not named]
