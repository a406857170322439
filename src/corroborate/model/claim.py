"""One statement by somebody, with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corroborate.model.amount import Amount
from corroborate.model.span import Span


class Commitment(StrEnum):
    """How far the deepest source stands behind the words (after FactBank, reduced to what readers agree on)."""

    ASSERTED = "asserted"
    CONFIRMED = "confirmed"
    CLAIMED = "claimed"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class SourceKind(StrEnum):
    """What kind of source a link of a chain is."""

    PERSON = "person"  # a named person
    BODY = "body"  # a named organisation, agency, group, government
    OFFICIALS = "officials"  # unnamed people of a named or unnamed authority
    INSIDER = "insider"  # an unnamed person who was there: a resident, a doctor, a witness
    MEDIA = "media"  # a wire, an outlet, "reports"
    PSEUDONYM = "pseudonym"  # the source of a tip


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a chain: the fullest name printed in the report, and where this sentence names or points to it."""

    name: str
    kind: SourceKind
    span: Span | None = None
    role: str | None = None
    medium: str | None = None
    basis: str | None = None

    @property
    def named(self) -> bool:
        """Whether the report names the source, rather than only its kind."""
        return self.kind in (SourceKind.PERSON, SourceKind.BODY, SourceKind.MEDIA)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start` to `end`, both included; equal for a single day. `words` are the printed form."""

    start: date
    end: date
    words: str = ""

    def touches(self, other: Period, slack: int = 0) -> bool:
        """Whether the two periods share a day, or lie at most `slack` days apart."""
        gap = max(self.start.toordinal() - other.end.toordinal(), other.start.toordinal() - self.end.toordinal())
        return gap <= slack


@dataclass(frozen=True, slots=True)
class Place:
    """A place as printed, with what the gazetteer knows: coordinates in degrees, ISO country, admin-1 name.

    `kind` is one of city, admin2, admin1, country, site, unknown; `id` is the gazetteer's, None where it does not know the name.
    """

    name: str
    kind: str = "unknown"
    id: str | None = None
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def key(self) -> str:
        """What tells it from other places: the gazetteer's id, else the name in small letters, with its kind."""
        return f"{self.kind}:{self.id or self.name.casefold()}"


class Happening(StrEnum):
    """What a claim puts on a timeline."""

    EVENT = "event"
    BACKGROUND = "background"  # of another event than the report's own
    COUNT = "count"  # a number, on the day that it holds for


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement: what is counted or asserted, of whom, where and when, and the chain of sources behind it.

    `chain` runs from the source next to the outlet to the deepest one; empty means the outlet's own voice.
    `value` is the span of the amount's words, None for a proposition. `about` is what a proposition names (the accused party,
    the weapon, the facility), in printed words. `when` is the time of the event, `as_of` the day that the statement holds for.
    `background` says that the sentence tells of another event than the report's own.
    """

    id: str
    document: str
    measure: str
    evidence: tuple[Span, ...]
    value: Span | None = None
    amount: Amount | None = None
    unit: str | None = None
    population: str | None = None
    about: str | None = None
    place: Place | None = None
    facility: str | None = None
    when: Period | None = None
    as_of: date | None = None
    chain: tuple[Source, ...] = ()
    commitment: Commitment = Commitment.ASSERTED
    polarity: str = "+"
    stage: str | None = None
    standard: str | None = None
    background: bool = False
    headline: bool = False
    restricted: bool = False
    flags: tuple[str, ...] = ()
    maker: str = ""

    @property
    def speaker(self) -> Source | None:
        """The deepest source that the report gives, None for the outlet's own voice."""
        return self.chain[-1] if self.chain else None

    @property
    def via(self) -> tuple[Source, ...]:
        """The sources between the speaker and the outlet, the one next to the outlet first."""
        return self.chain[:-1]

    @property
    def dated(self) -> tuple[Happening, date] | None:
        """Where a timeline puts it: a count on the day that it holds for, anything else where it happened; None where it says no time."""
        if self.amount and self.as_of and (self.when is None or self.as_of > self.when.end):
            return Happening.COUNT, self.as_of
        if self.when:
            return (Happening.BACKGROUND if self.background else Happening.EVENT), self.when.start
        return None

    @property
    def sentence(self) -> Span:
        """The sentence that states it."""
        return self.evidence[0]
