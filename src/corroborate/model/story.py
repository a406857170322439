"""What claims go back to and what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corroborate.model.claim import Period, Place


class Strength(StrEnum):
    """How sure it is that two claims go back to one utterance."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing counted or asserted; two claims are comparable only inside one."""

    id: str
    measure: str
    unit: str | None
    population: str | None
    place: str | None
    event: str | None
    period: str | None = None
    stage: str | None = None
    standard: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """Evidence that two claims share an origin: its strength, the rule that fired, and why in a sentence."""

    a: str
    b: str
    strength: Strength
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The claims that go back to one utterance; `attributed` is False for an outlet's own voice."""

    id: str
    who: str
    how: str
    claims: tuple[str, ...]
    attributed: bool = True
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """One event that reports tell of; `within` names the incident that it nests in. The reasons say why its documents stand together."""

    id: str
    title: str
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    place: Place | None = None
    when: Period | None = None
    within: str | None = None
    reasons: tuple[str, ...] = ()
