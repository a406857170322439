"""What the interface takes: checked field by field before anything is done."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from corroborate.model import Bound, Commitment, SourceKind, Status, Verdict

Named = Annotated[str, Field(max_length=300)]


class Body(BaseModel):
    """A field that is not known is refused, so that a slip of the pen changes nothing unseen."""

    model_config = ConfigDict(extra="forbid")


class Text(Body):
    """One report as text; what is said here of publisher, day, title and address wins over what the text says."""

    name: Annotated[str, Field(min_length=1, max_length=150, description="A file name; its ending tells the format.", examples=["1.txt"])]
    text: Annotated[str, Field(min_length=1, max_length=2_000_000)]
    publisher: Named | None = None
    published: date | None = None
    title: Named | None = None
    url: Annotated[str, Field(max_length=2_000)] | None = None


class Along(Body):
    """What comes along with files, and is true of all of them."""

    publisher: Named | None = None
    published: date | None = None


class Handed(Body):
    """Reports as texts."""

    reports: Annotated[list[Text], Field(min_length=1, max_length=1_000)]


# ---------------------------------------------------------------- decisions (docs/decisions-log.md)

Short = Annotated[str, Field(max_length=2_000)]
Id = Annotated[str, Field(min_length=1, max_length=200)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=50)]
Number = Annotated[float, Field(gt=-1e15, lt=1e15, allow_inf_nan=False)]


class Selected(Body):
    """Words of the report's text: half-open offsets in code points."""

    start: Annotated[int, Field(ge=0, lt=2**31)]
    end: Annotated[int, Field(gt=0, lt=2**31)]


class Spoken(Body):
    """A source."""

    name: Annotated[str, Field(min_length=1, max_length=2_000)]
    kind: SourceKind = SourceKind.BODY
    role: Short | None = None
    medium: Short | None = None
    basis: Short | None = None


class Located(Body):
    """A place, given whole; a name alone is looked up in the gazetteer."""

    name: Annotated[str, Field(min_length=1, max_length=2_000)]
    kind: Named | None = None
    id: Named | None = None
    country: Named | None = None
    admin1: Named | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None


class Days(Body):
    """A period, both days included."""

    start: date
    end: date | None = None
    words: Short | None = None


class Fields(Body):
    """Fields of a claim: those that are not named stay, null takes one away."""

    value: Number | None = None
    upper: Number | None = None
    bound: Bound | None = None
    unit: Short | None = None
    measure: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(:[a-z0-9_]+)?$", max_length=200)] | None = None
    population: Short | None = None
    about: Short | None = None
    place: Located | Short | None = None
    facility: Short | None = None
    as_of: date | None = None
    when: Days | date | None = None
    speaker: Spoken | Short | None = None
    via: Annotated[list[Spoken | Short], Field(max_length=50)] | None = None
    commitment: Commitment | None = None
    polarity: Literal["+", "-"] | None = None
    stage: Short | None = None
    standard: Short | None = None
    background: bool | None = None
    value_span: Selected | None = None
    sentence_span: Selected | None = None


class Accepting(Body):
    """`machine`: accept what the machine now reads, not what a person decided before."""

    machine: bool | None = None


class Rejecting(Body):
    """Why it does not count."""

    reason: Annotated[str, Field(min_length=1, max_length=2_000)]


class Splitting(Body):
    """Each part is a claim of its own."""

    parts: Annotated[list[Fields], Field(min_length=2, max_length=50)]


class Merging(Fields):
    """The others no longer count; they are claims of the same report."""

    with_: Ids = Field(alias="with")


class Adding(Fields):
    """A claim that the machine missed."""

    sentence_span: Selected
    measure: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(:[a-z0-9_]+)?$", max_length=200)]


class Moving(Body):
    """A claim of the question that it belongs to; without one, a question of its own."""

    with_: Id | None = Field(None, alias="with")


class Joining(Body):
    """Claims that go back to the same utterance."""

    with_: Ids = Field(alias="with")


class Parting(Body):
    """Claims that do not go back to the same utterance; without them, all others."""

    from_: Ids | None = Field(None, alias="from")


class Judging(Body):
    """Claims whose origin is independent of this one's, and who judged it."""

    of: Ids
    by: Short | None = None


class OneEvent(Body):
    """The incident that is the same event."""

    with_: Id = Field(alias="with")


class Leaving(Body):
    """The report that tells of another event."""

    report: Id


class Nesting(Body):
    """The incident that it is part of; without one, of none."""

    within: Id | None = None


class Setting(Body):
    """What stands beside the machine's answer: either or both."""

    status: Status | None = None
    best: Number | None = None


class Nothing(Body):
    """Nothing more is said."""


class Deciding(Body):
    """What every decision has: of what, why, and what stood there when it was made."""

    subject: Id
    note: Annotated[str, Field(max_length=10_000)] = ""
    seen: Annotated[str, Field(max_length=200, description="`seen` of the claim as shown; 409 if something else stands.")] | None = None


def _verdict(verdict: Verdict, change: type[Body], needed: bool) -> type[Deciding]:
    """The body of one verdict."""
    fields: dict[str, Any] = {
        "verdict": (Literal[verdict.value], ...),
        "change": (change, ...) if needed else (change | None, None),
    }
    name = verdict.value.title().replace(".", "")
    return create_model(name, __base__=Deciding, __doc__=f"docs/decisions-log.md, `{verdict}`.", **fields)


CHANGES: dict[Verdict, tuple[type[Body], bool]] = {
    Verdict.ACCEPT: (Accepting, False), Verdict.EDIT: (Fields, True), Verdict.REJECT: (Rejecting, True), Verdict.SPLIT: (Splitting, True),
    Verdict.MERGE: (Merging, True), Verdict.ADD: (Adding, True), Verdict.NOTE: (Nothing, False), Verdict.QUESTION_MOVE: (Moving, False),
    Verdict.ORIGIN_JOIN: (Joining, True), Verdict.ORIGIN_PART: (Parting, False), Verdict.ORIGIN_INDEPENDENT: (Judging, True),
    Verdict.INCIDENT_MERGE: (OneEvent, True), Verdict.INCIDENT_SPLIT: (Leaving, True), Verdict.INCIDENT_NEST: (Nesting, False),
    Verdict.FINDING_SET: (Setting, True), Verdict.UNDO: (Nothing, False),
}  # fmt: skip
"""What each verdict is given, and whether it must be."""
BODIES: dict[Verdict, type[Deciding]] = {verdict: _verdict(verdict, *given) for verdict, given in CHANGES.items()}
