"""What a person decided; appended, never overwritten."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from corroborate.model.identity import fingerprint


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of an installation's log; `number` counts from 1 inside `log`, `previous` is the hash of the entry before it.

    `subject` is the id of a claim, origin, incident or finding; `seen` is what the reviewer saw (measure, value, unit,
    population, speaker chain, question) as one fingerprint. `note_hash` is the SHA-256 of the note, which is kept apart, so that
    a note can be forgotten and the chain still checks. `hash` covers every other field.
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

    @classmethod
    def after(cls, last: Decision | None, log: str, who: str, when: datetime, subject: str, verdict: str, note: str, seen: str) -> Decision:
        """Make the entry that follows `last` (None for the first one of a log)."""
        number, previous = (last.number + 1, last.hash) if last else (1, "")
        note_hash = hashlib.sha256(note.encode()).hexdigest()
        made = cls(log, number, previous, who, when, subject, verdict, seen, note_hash, note=note)
        return replace(made, hash=made.sealed())

    def sealed(self) -> str:
        """The hash that this entry's fields should have."""
        when = self.when.isoformat()
        return fingerprint(
            self.log, self.number, self.previous, self.who, when, self.subject, self.verdict, self.seen, self.note_hash, length=64
        )

    @property
    def holds(self) -> bool:
        """Whether hash and note are as they were written."""
        noted = self.note is None or hashlib.sha256(self.note.encode()).hexdigest() == self.note_hash
        return noted and self.hash == self.sealed()


@dataclass(frozen=True, slots=True)
class Tie:
    """What a person decided of two events: one (`together`) or two, by a claim or document of each, and why in a sentence."""

    a: str
    b: str
    together: bool
    why: str
