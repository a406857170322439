"""How firmly a question is answered: the ladder, first match wins (record format, "Status"; method, section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.model import OriginCount, Relation, RelationType, Status
from corroborate.reconcile.rules import camp
from corroborate.reconcile.statements import Statement


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a status is decided from: the statements of a question, what supports its answer, and how these bear on each other.

    `voices` counts the origins that speak for the answer itself and are sure to be different ones.
    """

    said: Sequence[Statement]
    support: Sequence[Statement]
    related: Sequence[Relation]
    clashes: bool
    replaced: bool
    count: OriginCount
    voices: int


def status_of(g: Grounds) -> tuple[Status, str]:
    """The status of a question and its rung on the method's longer ladder."""
    attributed = any(s.attributed for s in g.said)
    known = any(r.rule == "supersedes.became_known" for r in g.related)
    if (g.replaced or known) and attributed and not g.clashes and not _contested(g):
        return Status.UPDATED, "updated"
    if _contested(g):
        return Status.CONTESTED, "contested"
    if g.clashes:
        return Status.CONFLICT, "conflict" if attributed else "unattributed_conflict"
    if not attributed or g.count.probable == 0:
        return Status.UNATTRIBUTED, "unattributed"
    if g.voices >= 2 and g.count.probable >= 2:
        return Status.CORROBORATED, corroborated_rung(g.support)
    if len({c.document for s in g.support for c in s.claims}) > 1:
        return Status.REPEATED, "single_origin_repeated"
    return Status.SINGLE_ORIGIN, "single_origin"


def _contested(g: Grounds) -> bool:
    return any(r.type is RelationType.DENIES or r.rule == "propositions.sides" for r in g.related)


def sides(support: Sequence[Statement]) -> list[str]:
    """The known sides that speak for a finding, in order of name."""
    return sorted({camp(s.claim.speaker) for s in support if s.attributed} - {"unknown"})


def corroborated_rung(support: Sequence[Statement]) -> str:
    """Whether two sides say so, one side with a named origin, or one side and nobody named."""
    if len(sides(support)) > 1:
        return "corroborated_cross_side"
    named = any(c.speaker and c.speaker.named for s in support if s.attributed for c in s.claims)
    return "corroborated_one_side" if named else "one_side_unnamed"
