"""The product on one screen: what is done to reports, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from corroborate.ingest import gather
from corroborate.model import Claim, Document, Reading
from corroborate.read import VERSION as READ_VERSION
from corroborate.read import read
from corroborate.read.sealed import sealed, sourced
from corroborate.reconcile import VERSION as RECONCILE_VERSION
from corroborate.reconcile import reconcile
from corroborate.reconcile.stories import keys
from corroborate.version import __version__
from corroborate.vocabulary import vocabulary_version

R = TypeVar("R")


class Scope(StrEnum):
    """What a stage needs to see at once."""

    INPUT = "input"
    DOCUMENT = "document"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Stage(Generic[R]):
    """One step: its version is part of the key by which finished work is skipped."""

    name: str
    version: str
    scope: Scope
    takes: str
    makes: str
    run: Callable[..., R]


def read_document(document: Document) -> tuple[Reading, tuple[Claim, ...], frozenset[str]]:
    """Read one document; returns the reading, its claims as they may be seen, and the keys of the stories it may belong to."""
    found = read(document)
    claims = tuple(sourced(document, claim) for claim in found.claims)
    seen = tuple(sealed(claim) for claim in claims)
    return Reading(found.document, claims, found.mentions, found.problems), seen, keys(document, list(seen))


_WORDS = vocabulary_version()
INGEST = Stage("ingest", __version__, Scope.INPUT, "path", "Document", gather)
READ = Stage("read", f"{READ_VERSION}.{_WORDS}", Scope.DOCUMENT, "Document", "Claim", read_document)
RECONCILE = Stage("reconcile", f"{READ.version}+{RECONCILE_VERSION}", Scope.STORY, "Claim", "Finding", reconcile)
STAGES = (INGEST, READ, RECONCILE)


def versions() -> dict[str, str]:
    """The version of every stage, as a record keeps them."""
    return {stage.name: stage.version for stage in STAGES}
