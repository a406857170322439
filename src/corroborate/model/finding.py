"""What may be said of a question, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RelationType(StrEnum):
    """How two claims bear on each other; those after MUTATES are this project's own and written with the prefix `ours:`."""

    CONFLICTS = "conflicts"
    SUPERSEDES = "supersedes"
    PART_OF_SUM = "part_of_sum"
    SCOPE_DIFFERS = "scope_differs"
    DENIES = "denies"
    CORRECTS = "corrects"
    MUTATES = "mutates"
    AGREES = "ours:agrees"
    COMPATIBLE = "ours:compatible"
    CIRCULAR = "ours:circular_confirmation"
    OUTLIER = "ours:outlier"
    IMPLAUSIBLE = "ours:implausible"
    ROLE_DRIFT = "ours:role_drift"
    SUM_REJECTED = "ours:sum_rejected"


class Status(StrEnum):
    """How firmly a question is answered; the first that applies, in this order."""

    UPDATED = "updated"
    CONTESTED = "contested"
    CONFLICT = "conflict"
    UNATTRIBUTED = "unattributed"
    CORROBORATED = "corroborated"
    REPEATED = "repeated"
    SINGLE_ORIGIN = "single_origin"


@dataclass(frozen=True, slots=True)
class Relation:
    """One claim's bearing on another, with the rule that fired; for `supersedes` a replaced b, for `part_of_sum` a is the part."""

    a: str
    b: str
    type: RelationType
    why: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many independent origins stand behind a finding: joined wherever possible, where likely, only where certain."""

    min: int
    probable: int
    max: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a derivation: the rule, a plain sentence, and the claims that it used."""

    rule: str
    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a person set beside the machine's answer, by the decision's name; None where the person set nothing.

    `disagrees`: the machine's answer is another one now than the one that the person saw."""

    decision: str
    who: str
    when: datetime
    status: Status | None = None
    best: float | None = None
    note: str = ""
    disagrees: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question; `best` is None where nothing decides, `high` where a bound or an uncounted group leaves it open.

    `rung` is the finer status of the method (corroborated_cross_side, one_side_unnamed, ...); `high_reported` is the largest
    number anybody said; `support` are the claims that the origins are counted over; `claims` all that answer the question;
    `by_hand` is what people set beside it, the last one last: the machine's answer is never written over.
    """

    id: str
    question: str
    low: float | None
    best: float | None
    high: float | None
    origins: OriginCount
    status: Status
    rung: str
    claims: tuple[str, ...]
    support: tuple[str, ...]
    reasons: tuple[Reason, ...]
    would_change: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    high_reported: float | None = None
    by_hand: tuple[ByHand, ...] = ()

    @property
    def why(self) -> str:
        """The reasons as one line."""
        return " ".join(reason.text for reason in self.reasons)
