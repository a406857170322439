"""What a page asks of a case without loading the whole of it: rows, filters, pages, what a search found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from corroborate.model.amount import Amount
from corroborate.model.claim import Commitment, Happening, Period, Place
from corroborate.model.finding import OriginCount, Status
from corroborate.model.mention import Mention
from corroborate.model.standard import Gap, Grade
from corroborate.model.story import Join, Question

T = TypeVar("T")
SIZE, LARGEST = 50, 200
"""Rows of a page, and the most that may be asked for."""
COUNTED = 5_000
"""A filtered table is counted so far and no further: `Page.exact` says whether `total` is all."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a table: `total` rows in all (at least, where not `exact`), `next` the number of the next page, None after the last."""

    items: tuple[T, ...]
    total: int
    next: int | None = None
    number: int = 1
    size: int = SIZE
    exact: bool = True


# ---------------------------------------------------------------- findings


class FindingSort(StrEnum):
    """What a table of findings is put in order by."""

    REPORTS = "reports"
    ORIGINS = "origins"
    BEST = "best"
    WHEN = "when"
    STATUS = "status"
    ASKED = "asked"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings; what is empty does not narrow. `place` and `words` are words of a user's, `reports` the fewest that answer."""

    statuses: tuple[Status, ...] = ()
    measures: tuple[str, ...] = ()
    family: str = ""
    incident: str = ""
    place: str = ""
    words: str = ""
    reports: int = 0
    by_hand: bool | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as a table shows it; `asked` is the question in words, `reports` those that answer it (a copy is no other report).

    `said` is the answer in words ("16 to 22, which of them is not decided"; "denied of the clinic"), `about` what narrows the question.

    `incident` and `title` are of the event that most of its claims tell of, `when` the event's time; `hand_status` and `hand_best` are
    what a person set beside the machine's (`hand_best` is a number in words, "" where none was set).
    """

    id: str
    question: Question
    asked: str
    family: str
    status: Status
    rung: str
    low: float | None
    best: float | None
    high: float | None
    origins: OriginCount
    reports: int
    claims: int
    incident: str = ""
    title: str = ""
    when: Period | None = None
    hand_status: str = ""
    hand_best: str = ""
    flags: tuple[str, ...] = ()
    said: str = ""
    about: tuple[str, ...] = ()


# ---------------------------------------------------------------- claims


class ClaimOrder(StrEnum):
    """The order of claims: as they stand in the reports, or those of one question together."""

    REPORT = "report"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims; what is empty does not narrow. `report` is a document's id, `speaker` words of its name.

    `states` are states of review; `shared` leaves those whose finding several reports answer.
    """

    states: tuple[str, ...] = ()
    question: str = ""
    origin: str = ""
    incident: str = ""
    report: str = ""
    measures: tuple[str, ...] = ()
    speaker: str = ""
    shared: bool = False
    order: ClaimOrder = ClaimOrder.REPORT


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as a table shows it; of a restricted report without its words. `report` is the document's id, `name` its file.

    `speaker` is the deepest source, "" for the outlet's own voice; `finding` is "" where its question has none. `about` is what a
    statement without a number names, `kind` what it puts on a timeline and `day` where, both None where it says no time.
    """

    id: str
    report: str
    name: str
    publisher: str | None
    published: date | None
    measure: str
    amount: Amount | None
    unit: str | None
    population: str | None
    place: str | None
    speaker: str
    commitment: Commitment
    polarity: str
    question: str
    finding: str
    origin: str
    incident: str
    state: str
    sentence: str
    restricted: bool
    about: str = ""
    kind: Happening | None = None
    day: date | None = None


# ---------------------------------------------------------------- origins, days and places


@dataclass(frozen=True, slots=True)
class OriginFilter:
    """Which origins; `words` are words of who it is, `attributed` leaves sources (True) or outlets in their own voice (False)."""

    words: str = ""
    attributed: bool | None = None


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One origin as a table shows it: who, and in how many claims, reports and questions it stands."""

    id: str
    who: str
    attributed: bool
    claims: int
    reports: int
    questions: int


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the timeline: how many claims tell of an event of that day, hold a count as of it, and how many reports came out."""

    day: date
    events: int
    counts: int
    published: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place that claims name, and how many do."""

    place: Place
    claims: int


# ---------------------------------------------------------------- reports and incidents


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Which reports; `words` are words of the name, title or publisher, `incident` one that tells of it.

    `publisher` is its whole name. `restricted` and `copies` (of another report's bytes): only those, None does not narrow."""

    incident: str = ""
    words: str = ""
    language: str = ""
    problems: bool = False
    published: date | None = None
    publisher: str = ""
    restricted: bool | None = None
    copies: bool | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report as a table shows it; `copy_of` and `revises` are ids of documents, `incident` the one that most of its claims tell of."""

    id: str
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
    copy_of: str | None = None
    revises: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident as a table shows it: counts of its reports, claims and findings; `possible` are incidents that may be the same event,
    `reasons` why its reports stand together.
   """

    id: str
    title: str
    place: Place | None
    when: Period | None
    reports: int
    claims: int
    findings: int
    within: str | None = None
    nested: int = 0
    possible: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """Why an incident's reports stand together, so far as a page shows it: the first of its `joined` pairs, and what is made of it.

    `possible` are pairs with a report of another incident, each with the id of that report."""

    joined: int
    joins: tuple[Join, ...]
    possible: tuple[tuple[Join, str], ...]
    reasons: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()
    grades: tuple[Grade, ...] = ()


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was seen in one report and not understood: the words where they stand, with why as their value."""

    report: str
    name: str
    title: str | None
    words: tuple[Mention, ...]


# ---------------------------------------------------------------- search and overview


class HitKind(StrEnum):
    """What a search looks through."""

    REPORT = "report"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a snippet; `found` says that they were searched for."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: the id of a report or claim, the name of its report, and where the words stand."""

    kind: HitKind
    id: str
    report: str
    name: str
    title: str
    pieces: tuple[Piece, ...]
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """What a case holds, in numbers: `states` counts claims by state of review, `statuses` findings, `waiting` stories to be reconciled."""

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
    statuses: dict[Status, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    received: datetime | None = None
    versions: dict[str, str] = field(default_factory=dict)
