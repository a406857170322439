"""What the answers of the interface are made of: amounts, places, words, reasons, and the frame of a list or a fault."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from corroborate.model import Bound, SourceKind, Strength

T = TypeVar("T")


class Answer(BaseModel):
    """Made from the model's own objects."""

    model_config = ConfigDict(from_attributes=True)


class Fault(Answer):
    """Why something was not done: one sentence, the field or thing that it is about, and the next step."""

    error: str = Field(examples=["there is no such claim"])
    where: str = Field("", examples=["c000000000000"])
    hint: str = Field("", examples=["Ids of claims stand in /api/v1/claims"])


class Listed(Answer, Generic[T]):
    """One page of a list."""

    items: list[T]
    total: int = Field(description="How many there are on all pages; where `exact` is false, at least so many.")
    exact: bool = True
    next: str | None = Field(None, description="Give this as `cursor`, with the same filters, for the next page; null after the last.")


class Amount(Answer):
    """A number as stated: what its words leave open is null."""

    point: float | None
    low: float | None
    high: float | None
    bound: Bound


class Period(Answer):
    """Days, both included, and the printed words."""

    start: date
    end: date
    words: str


class Place(Answer):
    """A place as printed, with what the gazetteer knows; coordinates in degrees."""

    name: str
    kind: str
    id: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None


class Words(Answer):
    """Verbatim words and where they stand in the report's text: half-open, in code points."""

    start: int
    end: int
    text: str


class Source(Answer):
    """One link of a chain of sources."""

    name: str
    kind: SourceKind
    role: str | None
    medium: str | None
    basis: str | None


class OriginCount(Answer):
    """How many independent origins stand behind it: at the least, probably, at the most."""

    min: int
    probable: int
    max: int


class Reason(Answer):
    """One step of a derivation: the rule, a sentence, and the claims used."""

    rule: str
    text: str
    claims: list[str]


class Counted(Answer):
    """A finding by a published counting rule (docs/standards.md)."""

    rule: str
    low: float | None
    best: float | None
    high: float | None
    provisional: bool
    claims: list[str]
    reasons: list[Reason]


class Relation(Answer):
    """One claim's bearing on another (docs/findings.md)."""

    a: str
    b: str
    type: str
    why: str
    rule: str


class Weighed(Answer):
    """One reason for or against two reports being of one event."""

    reason: str
    weight: float


class Join(Answer):
    """Two reports held against each other."""

    a: str
    b: str
    score: float
    reasons: list[Weighed]


class Grade(Answer):
    """A grade of a published standard."""

    standard: str
    code: str
    word: str
    why: str
    would_change: list[str]


class Gap(Answer):
    """Something that the reports do not say."""

    kind: str
    text: str
    incident: str | None
    claims: list[str]


class Edge(Answer):
    """Evidence that two claims share an origin."""

    a: str
    b: str
    strength: Strength
    rule: str
    why: str


class Piece(Answer):
    """Words of a snippet; `found` marks those that were searched for."""

    text: str
    found: bool


class Problem(Answer):
    """Something that could not be taken in, read or told, with the next step."""

    document: str
    stage: str
    message: str
    hint: str
