"""Everything a case holds at one moment, as reports and exports take it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corroborate.model.claim import Claim
from corroborate.model.document import Document, Problem
from corroborate.model.finding import Finding, Relation
from corroborate.model.mention import Mention
from corroborate.model.standard import Counted, Gap, Grade, Standard
from corroborate.model.story import Incident, Origin, Question


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document says: the claims, what was noticed on the way, and what could not be told."""

    document: str
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What the claims of one story come to; `question_of` and `origin_of` place every claim."""

    questions: tuple[Question, ...]
    origins: tuple[Origin, ...]
    incidents: tuple[Incident, ...]
    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]
    question_of: Mapping[str, str] = field(default_factory=dict)
    origin_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A whole case: documents in order of name, and everything that was read in and concluded from them.

    `counts`, `grades` and `gaps` are what the published standards and the case itself make of the findings; `standards` are the
    rules and tables that were used.
    """

    name: str
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    reconciliation: Reconciliation
    problems: tuple[Problem, ...]
    versions: Mapping[str, str]
    counts: tuple[Counted, ...] = ()
    grades: tuple[Grade, ...] = ()
    gaps: tuple[Gap, ...] = ()
    standards: tuple[Standard, ...] = ()
