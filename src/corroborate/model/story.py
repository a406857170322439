"""What claims go back to and what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
class Sketch:
    """What is kept of a report to tell whether another one is of the same event (docs/incidents.md); a function of the report alone.

    `day` is the publication's, `when` and `city` the event's, `places` the ids of all places named, `terms` the words that tell most
    of the report with their shares, `names` persons who do not speak, `numbers` measure and value of its own event's counts.
    """

    document: str
    day: date | None = None
    when: Period | None = None
    city: Place | None = None
    places: tuple[str, ...] = ()
    terms: tuple[tuple[str, float], ...] = ()
    names: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    numbers: tuple[tuple[str, float], ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """One reason for (above zero) or against (below zero) two reports being of one event, by its name in data/incidents.toml."""

    reason: str
    weight: float


@dataclass(frozen=True, slots=True)
class Join:
    """Two reports held against each other: the reasons and their sum. `a` and `b` are ids of documents, `a` the smaller one.

    `same`: the reasons suffice for one event; else the text does not tell.
    """

    a: str
    b: str
    score: float
    reasons: tuple[Weighed, ...]
    same: bool = True


@dataclass(frozen=True, slots=True)
class Incident:
    """One event that reports tell of; `within` names the incident that it nests in. The reasons say why its documents stand together.

    `joins` hold each further document by the pair that speaks most for it; `possible` are pairs of one of its documents and one of another
    incident of which the text does not tell whether they are one event; `by_hand` are the reasons of merges and splits that made it so.
    """

    id: str
    title: str
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    place: Place | None = None
    when: Period | None = None
    within: str | None = None
    reasons: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()
    possible: tuple[Join, ...] = ()
    by_hand: tuple[str, ...] = ()
