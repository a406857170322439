"""What a person decided; appended, never overwritten."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from corroborate.model.claim import Claim
from corroborate.model.finding import ByHand
from corroborate.model.identity import fingerprint


class Verdict(StrEnum):
    """What can be decided; what each needs: docs/decisions-log.md."""

    ACCEPT = "claim.accept"
    EDIT = "claim.edit"
    REJECT = "claim.reject"
    SPLIT = "claim.split"
    MERGE = "claim.merge"
    ADD = "claim.add"
    NOTE = "claim.note"
    ORIGIN_JOIN = "origin.join"
    ORIGIN_PART = "origin.part"
    ORIGIN_INDEPENDENT = "origin.independent"
    INCIDENT_MERGE = "incident.merge"
    INCIDENT_SPLIT = "incident.split"
    INCIDENT_NEST = "incident.nest"
    QUESTION_MOVE = "question.move"
    FINDING_SET = "finding.set"
    REPORT_WITHDRAW = "report.withdraw"
    UNDO = "undo"


class State(StrEnum):
    """How what people decided of a claim stands over the latest reading (docs/decisions-log.md)."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    ADDED = "added"
    SPLIT = "split"
    MERGED = "merged"
    DISAGREES = "disagrees"  # in force, but the machine now reads something else
    REOPENED = "reopened"  # not in force: text and reading changed, or people differ
    ORPHAN = "orphan"  # what it was decided of is gone
    AWAITING_SECOND = "awaiting_second"  # not in force until a second person has decided


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of an installation's log; `number` counts from 1 inside `log`, `previous` is the hash of the entry before it.

    `subject` is the id of a claim, or what else docs/decisions-log.md says of the verdict; `seen` is what the reviewer saw (measure,
    value, unit, population, speaker chain, question) as one fingerprint. `note` and `matter` (what was decided and what was seen, as
    canonical JSON) are kept apart, so that they can be forgotten and the chain still checks; their SHA-256 are `note_hash` and
    `matter_hash` ("" for an entry without matter, as before there was any). `hash` covers every other field.
    """

    log: str
    number: int
    previous: str
    who: str
    when: datetime
    subject: str
    verdict: str
    seen: str
    note_hash: str
    hash: str = ""
    note: str | None = None
    matter_hash: str = ""
    matter: str | None = None

    @classmethod
    def after(
        cls, last: Decision | None, log: str, who: str, when: datetime, subject: str, verdict: str, note: str, seen: str,
        matter: str | None = None,
    ) -> Decision:  # fmt: skip
        """Make the entry that follows `last` (None for the first one of a log)."""
        number, previous = (last.number + 1, last.hash) if last else (1, "")
        matter_hash = "" if matter is None else _sha256(matter)
        made = cls(
            log, number, previous, who, when, subject, verdict, seen, _sha256(note), note=note, matter_hash=matter_hash, matter=matter
        )
        return replace(made, hash=made.sealed())

    @property
    def name(self) -> str:
        """What an undo, a list and an address call it: log and number."""
        return f"{self.log}:{self.number}"

    def sealed(self) -> str:
        """The hash that this entry's fields should have."""
        parts = (self.log, self.number, self.previous, self.who, self.when.isoformat(), self.subject, self.verdict, self.seen)
        matter = (self.matter_hash,) if self.matter_hash else ()  # entries of before had none, and their hashes must stay true
        return fingerprint(*parts, self.note_hash, *matter, length=64)

    @staticmethod
    def holds_text(text: str, hash_: str) -> bool:
        """Whether a note or matter is the one that a hash was taken of."""
        return _sha256(text) == hash_

    @property
    def holds(self) -> bool:
        """Whether hash, note and matter are as they were written; what was forgotten is not asked for."""
        noted = self.note is None or _sha256(self.note) == self.note_hash
        told = self.matter is None or _sha256(self.matter) == self.matter_hash
        return noted and told and self.hash == self.sealed()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions of one or several logs by time, log and number: the order in which they are replayed."""
    return sorted(decisions, key=lambda d: (d.when, d.log, d.number))


def not_undone(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that nobody has undone, in order, without the undoings themselves; an undo can be undone as well.

    An undoing names what it takes back, so it holds whatever the clocks of two machines said."""
    ordered = in_order(decisions)
    by: dict[str, list[Decision]] = {}
    for d in ordered:
        if d.verdict == Verdict.UNDO:
            by.setdefault(d.subject, []).append(d)
    held: dict[str, bool] = {}
    for d in ordered:
        _stands(d.name, by, held)
    return [d for d in ordered if d.verdict != Verdict.UNDO and held[d.name]]


def _stands(name: str, undone_by: Mapping[str, Sequence[Decision]], held: dict[str, bool]) -> None:
    """Work out whether an entry stands, after the undoings of it: with a stack, for a chain of them may be long."""
    waiting = [name]
    while waiting:
        at = waiting[-1]
        first = at not in held
        held.setdefault(at, True)  # what a forged log has undo itself ends here
        open_ = [u.name for u in undone_by.get(at, ()) if u.name not in held] if first else []
        if open_:
            waiting += open_
        else:
            held[at] = not any(held[u.name] for u in undone_by.get(at, ()))
            waiting.pop()


@dataclass(frozen=True, slots=True)
class Standing:
    """How one claim stands: `claim` is in force (None: rejected, split, merged away or gone), `machine` is the latest reading of it.

    `seen` is what a page hands back with a decision, so that nobody decides on what they did not see. `moved` says that the text
    changed and the claim was found again in it. A decision that the asking person may not see yet is neither in `decisions` nor in
    `claim` and `state`.
    """

    id: str
    claim: Claim | None
    machine: Claim | None
    state: State
    decisions: tuple[Decision, ...]
    seen: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What the replay of decisions came to for one claim of a document: the claim in force (None for none) and the last decision."""

    id: str
    document: str
    state: State
    claim: Claim | None
    decision: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as a list shows it: the claim that it is about by its present id ("" for none), the report's name, how it stands.

    `state` is that of the claim, or `in_force`, `replaced` (by a later one), `undone`, `noted` (nothing follows from it)."""

    decision: Decision
    state: str
    claim: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Bond:
    """What a person judged of two claims: one origin (`origin.join`), two (`origin.part`), two that know independently
    (`origin.independent`), or one question (`question.move`; `b` "" for a question of its own); `why` is the reason in a sentence."""

    verdict: Verdict
    a: str
    b: str
    why: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person set on the finding that answers with these claims; `machine` is the answer that stood there then (status, best)."""

    claims: tuple[str, ...]
    by: ByHand
    machine: tuple[str, float | None]


@dataclass(frozen=True, slots=True)
class Tie:
    """What a person decided of two events: one (`together`) or two, by a claim or document of each, and why in a sentence."""

    a: str
    b: str
    together: bool
    why: str
