"""What the interface answers with: the nouns of a case as JSON, field by field."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from corroborate.model import Commitment, HitKind, State, Status
from corroborate.serve.api.parts import (
    Amount,
    Answer,
    Counted,
    Edge,
    Fault,
    Gap,
    Grade,
    Join,
    OriginCount,
    Period,
    Piece,
    Place,
    Problem,
    Reason,
    Relation,
    Source,
    Words,
)  # fmt: skip
from corroborate.serve.jobs import JobState

Id = Annotated[str, Field(examples=["f3f1a2b4c5d6"])]


class Question(Answer):
    """One thing counted or asserted; two claims are comparable only inside one (docs/questions.md)."""

    id: Id
    measure: str
    unit: str | None
    population: str | None
    place: str | None
    event: str | None
    period: str | None
    stage: str | None
    standard: str | None


class Asked(Question):
    """A question in words, with the finding that answers it ("" for none)."""

    asked: str
    finding: str
    claims: int


class Finding(Answer):
    """What may be said of one question (docs/findings.md); null where nothing decides."""

    id: Id
    question: Question
    asked: str = Field(examples=["people killed at the harbour"])
    family: str
    status: Status
    rung: str
    low: float | None
    best: float | None
    high: float | None
    origins: OriginCount
    reports: int
    claims: int
    incident: str
    title: str
    when: Period | None
    hand_status: str = Field(description="What a person set beside the machine's; empty for nothing.")
    hand_best: str
    flags: list[str]


class FindingWhole(Finding):
    """A finding with its claims, reasons and what published rules make of it."""

    answers: list[str] = Field(description="Ids of all claims that answer the question.")
    support: list[str] = Field(description="Ids of the claims that its origins are counted over.")
    reasons: list[Reason]
    would_change: list[str]
    high_reported: float | None
    counts: list[Counted]


class Why(Answer):
    """How a finding came about: sentences for a person, steps for a program (docs/standards.md, "Why")."""

    finding: Id
    says: list[str]
    steps: list[dict[str, Any]]
    would_change: list[str]


class Claim(Answer):
    """One statement with its sentence; of a restricted report none of its words."""

    id: Id
    report: Id
    name: str = Field(description="The file name of the report.")
    publisher: str | None
    published: date | None
    measure: str
    amount: Amount | None
    unit: str | None
    population: str | None
    place: str | None
    speaker: str = Field(description="The deepest source; empty for the outlet's own voice.")
    commitment: Commitment
    polarity: str
    question: str
    finding: str
    origin: str
    incident: str
    state: str = Field(description="State of review (docs/decisions-log.md).", examples=["unreviewed"])
    sentence: str
    restricted: bool


class ClaimWhole(Claim):
    """A claim with everything that is known of it."""

    evidence: list[Words]
    value: Words | None
    about: str | None
    facility: str | None
    where: Place | None
    when: Period | None
    as_of: date | None
    chain: list[Source] = Field(description="From the source next to the outlet to the deepest one.")
    stage: str | None
    standard: str | None
    background: bool
    headline: bool
    flags: list[str]
    maker: str
    relations: list[Relation]
    standing: Standing


class Report(Answer):
    """One report."""

    id: Id
    name: str
    title: str | None
    publisher: str | None
    published: date | None
    received: datetime
    language: str
    claims: int
    incident: str
    incident_title: str
    problems: int
    restricted: bool
    read: bool
    copy_of: str | None
    revises: str | None


class ReportWhole(Report):
    """A report with where it comes from; its text and its bytes have addresses of their own."""

    sha256: str
    media_type: str
    url: str | None
    tool: str
    pseudonym: str | None = Field(description="Who a tip is from.")


class Incident(Answer):
    """One event that reports tell of."""

    id: Id
    title: str
    place: Place | None
    when: Period | None
    reports: int
    claims: int
    findings: int
    within: str | None
    nested: int
    possible: list[str] = Field(description="Incidents that may be the same event.")
    by_hand: list[str]


class IncidentWhole(Incident):
    """An incident with its reports, why they stand together, and how far its coverage reaches."""

    documents: list[str]
    told: list[str] = Field(description="Ids of its claims.")
    reasons: list[str]
    joins: list[Join]
    unsure: list[Join]
    nests: list[str]
    grades: list[Grade]
    gaps: list[Gap]


class Origin(Answer):
    """The claims that go back to one utterance: in how many claims, reports and questions it stands."""

    id: Id
    who: str
    attributed: bool = Field(description="False for an outlet's own voice, which does not count as a source that knows.")
    claims: int
    reports: int
    questions: int


class OriginWhole(Origin):
    """An origin with its claims and the evidence that joins them."""

    how: str
    told: list[str] = Field(description="Ids of its claims.")
    edges: list[Edge]


class Hit(Answer):
    """One thing found."""

    kind: HitKind
    id: str
    report: str
    name: str
    title: str
    measure: str
    pieces: list[Piece]


class Overview(Answer):
    """What the case holds, in numbers; `behind` while the findings do not show yet what was decided."""

    name: str
    version: str
    behind: bool
    trouble: str | None
    reports: int
    copies: int
    restricted: int
    unread: int
    claims: int
    origins: int
    incidents: int
    findings: int
    problems: int
    waiting: int
    statuses: dict[str, int]
    states: dict[str, int]
    languages: dict[str, int]
    received: datetime | None
    versions: dict[str, str]


class Decision(Answer):
    """One entry of the log; append-only, each with the hash of the one before it (docs/decisions-log.md)."""

    name: str = Field(description="What an undo calls it: log and number.", examples=["0a1b2c3d4e5f:7"])
    log: str
    number: int
    previous: str
    who: str
    when: datetime
    subject: str
    verdict: str
    change: dict[str, Any] | None = Field(description="What was said; null where it was forgotten or is of a restricted report.")
    seen: str
    note: str | None = Field(description="Null where it was forgotten or is of a restricted report.")
    note_hash: str
    matter_hash: str
    hash: str


class Reading(Answer):
    """What a claim says, in the fields that a person decides on; of a restricted report only measure and number."""

    measure: str
    amount: Amount | None
    unit: str | None
    population: str | None
    about: str | None
    place: Place | None
    facility: str | None
    when: Period | None
    as_of: date | None
    chain: list[Source]
    commitment: Commitment
    polarity: str
    stage: str | None
    standard: str | None
    background: bool


class Standing(Answer):
    """How one claim stands for who asks: what counts, what the machine reads, and what was decided."""

    id: Id
    state: State
    seen: str = Field(description="Give it back with a decision: 409 if something else stands by then.")
    moved: bool = Field(description="The report's text changed, and the claim was found again in it.")
    counts: Reading | None
    machine: Reading | None
    decisions: list[Decision]


class Stale(Fault):
    """Somebody decided in the meantime: nothing was done, and this is what stands."""

    stands: Standing | None


class Job(Answer):
    """What became of reports that were handed over; `done` of `total` (null while not known) in its state."""

    id: Id
    who: str
    what: str
    asked: datetime
    state: JobState
    done: int
    total: int | None
    new: int
    known: int = Field(description="Reports that the case held already.")
    copies: int
    found: int
    faults: int = Field(description="How many things could not be a report; the first of them stand in `problems`.")
    documents: list[str]
    problems: list[Problem]
    trouble: str
    lost: int
