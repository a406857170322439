"""What the engine asks of a store; every store passes the same tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from corroborate.model import (
    Case,
    Claim,
    Decision,
    Document,
    Finding,
    Join,
    Origin,
    Original,
    Problem,
    Reading,
    Reconciliation,
    Reviewed,
    Sketch,
    State,
)
from corroborate.store.tables import Tables, Told

T = TypeVar("T")
WHOLE = "whole"
"""The story of a case that is small enough to be one."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding reports came to: counts of documents new, already there, copies of another, and newer versions of one."""

    new: int = 0
    known: int = 0
    copies: int = 0
    revised: int = 0

    def plus(self, other: Added) -> Added:
        """Both together."""
        return Added(self.new + other.new, self.known + other.known, self.copies + other.copies, self.revised + other.revised)


@dataclass(frozen=True, slots=True)
class Read:
    """One document's reading as it is stored: `sealed` replaces the claims of a restricted one everywhere but in `show`."""

    reading: Reading
    sealed: tuple[Claim, ...]
    keys: frozenset[str]
    sketch: Sketch
    version: str


@dataclass(frozen=True, slots=True)
class Joined:
    """What came in from another case: reports, newer versions of reports, decisions and how many logs they are of; `kept` names the
    tables and settings that both cases have and that differ, of which this case keeps its own."""

    reports: int = 0
    revised: int = 0
    decisions: int = 0
    logs: int = 0
    kept: tuple[str, ...] = ()


class DecisionLog(Protocol):
    """The decisions of one case; notes and matters of restricted reports are given out only where `whole` asks for them."""

    def append(self, decision: Decision, on: Sequence[tuple[str, str]] = (), restricted: bool = False) -> None:
        """Append a decision with its note and matter, and the claims and reports (`on`) that it names; StoreError unless it follows the
        last one of its log. What is `restricted` is kept apart."""

    def last(self, log: str) -> Decision | None:
        """The last entry of a log."""

    def entry(self, name: str, whole: bool = False) -> Decision | None:
        """One decision by its name (log:number)."""

    def entries(self, verdicts: Iterable[str] = (), whole: bool = False) -> list[Decision]:
        """All decisions, or those of some verdicts, by time, log and number."""

    def on_documents(self, documents: Sequence[str]) -> list[Decision]:
        """The decisions that name a claim of these reports, or an undoing of one, whole and in order."""

    def buried(self) -> dict[tuple[str, str], str]:
        """The tombstones: by the name of a decision and "note" or "matter" the hash of what was forgotten."""

    def forget(self, decision: Decision, when: datetime, matter: bool = True) -> None:
        """Remove the note of a decision, and its matter unless `matter` is False; tombstones keep their hashes, so the chain holds."""

    def restricted(self, decision: Decision) -> bool:
        """Whether note or matter of a decision are kept apart, with the words of a restricted report."""

    def names(self, decision: Decision) -> list[tuple[str, str]]:
        """The claims and reports that a decision names."""


class ReviewedClaims(Protocol):
    """How the claims of one case stand after what people decided of them."""

    def waiting(self) -> list[str]:
        """The ids of the current documents over which decisions are to be replayed."""

    def again(self) -> None:
        """Have the decisions replayed over every report that there are any on."""

    def lineage(self, document: str) -> list[str]:
        """The ids of all versions of a report, the report itself among them."""

    def current(self, document: str) -> str | None:
        """The version of a report that counts now; None where the case holds no such report."""

    def restricted(self, documents: Sequence[str]) -> bool:
        """Whether one of these reports is restricted."""

    def holder(self, claim: str) -> str | None:
        """The current document of a claim by any id that it ever had; None where the case holds no such claim."""

    def reading(self, document: str) -> tuple[Document, list[Claim]]:
        """One document with its text and its claims as the machine read them, a restricted one's whole."""

    def found(self, claims: Sequence[str]) -> dict[str, str]:
        """The present ids of claims, by the ids that decisions knew them by; those that are gone are left out."""

    def rows(self, document: str) -> list[Reviewed]:
        """How the claims of a document stand that somebody decided of; a restricted one's without its words."""

    def of_state(self, state: State) -> list[Reviewed]:
        """The claims of one state of review, by report; a restricted one's without its words."""

    def row(self, claim: str) -> Reviewed | None:
        """How one claim stands that somebody decided of, without the words of a restricted report; None where nobody did."""

    def in_force(self, document: str) -> list[Claim]:
        """The claims of a document that count by what people decided, a restricted one's with their words."""

    def save(self, document: str, rows: Sequence[Reviewed], found: Mapping[str, str], whole: Mapping[str, Claim]) -> bool:
        """Store what the replay over a document came to; `whole` are the claims of a restricted one with their words.

        Returns whether other claims count now than before; if so the document's story is stale."""

    def stale(self, documents: Sequence[str]) -> None:
        """Have the stories of these documents reconciled anew, as they are."""


class WithdrawnReports(Protocol):
    """The reports of one case that a source can withdraw, and those that one has withdrawn."""

    def meant(self, what: str) -> list[Document]:
        """The reports that are called so (id, name or pseudonym of a tip), with all their versions and copies, and with their words."""

    def back(self) -> list[Document]:
        """Reports that the case holds although they were withdrawn."""

    def claims(self, documents: Sequence[Document]) -> int:
        """How many claims the reports make."""

    def written(self, documents: Sequence[Document]) -> list[Decision]:
        """The decisions that name a claim of the reports, or whose note or matter quotes them."""

    def remove(self, documents: Sequence[Document]) -> None:
        """Remove the reports and all that was read in or concluded from them; what else their stories came to is stale."""

    def scrub(self) -> None:
        """Write the file anew without what was removed; StoreError where other programs keep that from being done."""


class Store(Protocol):
    """One case. Every method is one transaction: it happens whole or not at all, also when the process is killed."""

    name: str
    path: Path | None

    @property
    def log(self) -> DecisionLog:
        """The decisions of the case."""

    @property
    def reviews(self) -> ReviewedClaims:
        """How its claims stand after them."""

    @property
    def withdrawals(self) -> WithdrawnReports:
        """What sources withdrew."""

    def together(self) -> AbstractContextManager[None]:
        """Make everything that is done inside one transaction: nobody else writes between what is read and what is written."""

    def add(self, originals: Sequence[Original], problems: Sequence[Problem], root: str = "") -> Added:
        """Store reports that are new, mark copies and newer versions, and replace the intake problems of the files named.

        `root` tells the folder they came from: a report of the same name from another folder is another report and gets a name
        of its own, not a newer version."""

    def unread(self, version: str) -> list[str]:
        """The ids of the current documents that no reading of this version exists for."""

    def never_read(self) -> list[str]:
        """The ids of the current documents that no reading of any version exists for."""

    def outdated(self, version: str) -> int:
        """How many current documents were read by other versions than this one."""

    def read_by(self) -> tuple[str, ...]:
        """The versions by which the current documents were read, each once."""

    def to_read(self, document: str) -> Document:
        """One document with its text, a restricted one's too."""

    def save_readings(self, readings: Sequence[Read]) -> None:
        """Store readings in place of older ones, and with them the keys by which stories are found."""

    def unplaced(self, whole_up_to: int) -> list[str]:
        """The ids of the read documents that are not held against the others yet; none while the case is small enough to be one story."""

    def near(self, document: str, most: int, within: Mapping[str, int]) -> tuple[Sketch, list[Sketch]]:
        """The sketch of a document, and those of documents that share a key with it, of each key the `most` nearest in time.

        `most` counts to either side; `within` says by the first letter of a key how many days off it reaches, else without end."""

    def link(self, found: Mapping[str, Sequence[Join]]) -> None:
        """Store what documents came to that were held against those near them."""

    def tie(self, found: Sequence[Join]) -> None:
        """Make the links by hand these and no others; the stories of what was linked or let go are stale."""

    def renew(self, documents: Sequence[str]) -> None:
        """Have the stories of these documents found and reconciled anew."""

    def ties(self, documents: Sequence[str]) -> tuple[list[Sketch], list[Join]]:
        """The sketches of a story's documents, and the pairs that one of them may make one event with a document of another story."""

    def holders(self, ids: Sequence[str]) -> dict[str, str]:
        """The document of every claim or document of these ids that the case holds now."""

    def stories(self, version: str, whole_up_to: int) -> list[tuple[str, tuple[str, ...]]]:
        """The stories whose conclusions are missing, stale or of another version: id and the ids of their documents.

        A case of at most `whole_up_to` current documents is one story; in a larger one, documents that links of one event
        lead to from each other are."""

    def story_input(self, documents: Sequence[str]) -> tuple[list[Document], list[Claim]]:
        """The documents and (sealed) claims in force that a story is reconciled from."""

    def conclude(
        self, story: str, documents: Sequence[str], version: str, outcome: Reconciliation, problem: Problem | None = None,
        told: Told | None = None,
    ) -> None:  # fmt: skip
        """Store what a story came to, and the Problem where it came to nothing; `told` is the same in the words that pages show.

        If its documents changed in the meantime it stays stale and is taken up again."""

    def concluded(self, kind: type[T], id_: str) -> T | None:
        """One question, origin, incident or finding by its id; None where there is none."""

    def origin(self, claim: str) -> Origin | None:
        """The origin that a claim goes back to, as it was last concluded."""

    def stories_of(self, documents: Sequence[str]) -> set[str]:
        """The stories that documents belong to; a document that has none yet counts for one that any other may join."""

    def concluded_by(self) -> tuple[str, ...]:
        """The versions by which the stories of the case were concluded, each once."""

    def keep(self, name: str, text: str) -> None:
        """Keep a file of the user's (the table of sides, the letters of sources) with the case, in place of an earlier one."""

    def kept(self, name: str) -> str | None:
        """The file of that name that the case keeps, None if there is none."""

    def case(self, versions: Mapping[str, str], stories: Sequence[str] | None = None) -> Case:
        """Everything the case holds, or what belongs to some stories; restricted texts are left out."""

    @property
    def tables(self) -> Tables:
        """The case as pages read it."""

    def revealed(self, document: str) -> tuple[str, tuple[Claim, ...]]:
        """The text and the claims of one restricted document, for `show` alone."""

    def original(self, document: str) -> bytes:
        """The bytes that a document came in."""

    def versions(self, document: str) -> list[Document]:
        """Every version of one report, newest first, with the texts of those that are not restricted; [] for an unknown id."""

    def twins(self, document: str) -> list[Document]:
        """The other current reports with the same bytes, by name, without their texts."""

    def report_name(self, document: str) -> str:
        """The name of a report, "" where there is none of this id."""

    def findings_by_hand(self) -> list[Finding]:
        """The findings that somebody set something beside."""

    def every(self) -> list[str]:
        """The ids of all reports, older versions too."""

    def damage(self) -> list[str]:
        """What the database itself finds wrong with its file."""

    def join(self, other: Store) -> Joined:
        """Take in what another case holds; StoreError, and nothing taken in, where a log of both went on apart in two copies."""

    def clean(self) -> None:
        """Leave nothing of what was removed in the write-ahead log."""

    def close(self) -> None:
        """Close the case."""
