"""The product on one screen: what is done to reports, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from corroborate.model import Claim, Document, Reading, Reconciliation
from corroborate.read import VERSION as READ_VERSION
from corroborate.read import read
from corroborate.read.sealed import sealed, sourced
from corroborate.reconcile import VERSION as RECONCILE_VERSION
from corroborate.reconcile import reconcile
from corroborate.reconcile.stories import keys


class Scope(StrEnum):
    """What a stage needs to see at once."""

    DOCUMENT = "document"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: its version is part of the key by which finished work is skipped."""

    name: str
    version: str
    scope: Scope
    takes: str
    makes: str
    run: Callable[..., object]


def read_document(document: Document) -> tuple[Reading, tuple[Claim, ...], frozenset[str]]:
    """Read one document; returns the reading, its claims as they may be seen, and the keys of the stories it may belong to."""
    found = read(document)
    claims = tuple(sourced(document, claim) for claim in found.claims)
    seen = tuple(sealed(claim) for claim in claims)
    return Reading(found.document, claims, found.mentions, found.problems), seen, keys(document, list(seen))


def reconcile_story(documents: list[Document], claims: list[Claim]) -> Reconciliation:
    """Bring the claims of one story together."""
    return reconcile(documents, claims)


READ = Stage("read", READ_VERSION, Scope.DOCUMENT, "Document", "Claim", read_document)
RECONCILE = Stage("reconcile", f"{READ_VERSION}+{RECONCILE_VERSION}", Scope.STORY, "Claim", "Finding", reconcile_story)
STAGES = (READ, RECONCILE)


def versions() -> dict[str, str]:
    """The version of every stage, as a record keeps them."""
    return {stage.name: stage.version for stage in STAGES}
