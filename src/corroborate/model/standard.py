"""What published standards make of a case, beside our own findings and never blended with them."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model.finding import Reason


@dataclass(frozen=True, slots=True)
class Standard:
    """A rule or table as a versioned file: `name` is namespaced (`ucdp:low-best-high`), `sha256` is of the file's bytes.

    `says` is the rule in a sentence, `source` where it is published, `cannot` what this execution of it leaves to a person.
    """

    name: str
    version: str
    sha256: str
    title: str
    says: str = ""
    source: str = ""
    cannot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """One finding counted by a published rule; all three numbers None where the rule gives none, and the reasons say why.

    `provisional` is the standard's own word for a count that too few sources carry.
    """

    finding: str
    question: str
    rule: str
    low: float | None
    best: float | None
    high: float | None
    claims: tuple[str, ...]
    reasons: tuple[Reason, ...]
    provisional: bool = False

    @property
    def why(self) -> str:
        """The reasons as one line."""
        return " ".join(reason.text for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of a published standard for an incident or a claim; `code` is namespaced (`airwars:fair`), "" where none is given."""

    subject: str
    standard: str
    code: str
    word: str
    reasons: tuple[Reason, ...]
    would_change: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """The reasons as one line."""
        return " ".join(reason.text for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the reports do not say: its `kind`, a plain sentence, the incident that it is about and the claims that show it."""

    kind: str
    text: str
    incident: str | None = None
    claims: tuple[str, ...] = ()
