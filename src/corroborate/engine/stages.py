"""The product on one screen: what is done to reports, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from typing import Generic, TypeVar

from corroborate.engine.tables import SIDES
from corroborate.ingest import gather
from corroborate.model import Claim, Document, Original, Problem, Reading, Reconciliation, Sketch
from corroborate.read import Reader, read, read_version
from corroborate.read.sealed import sealed, sourced
from corroborate.reconcile import VERSION as RECONCILE_VERSION
from corroborate.reconcile import reconcile
from corroborate.reconcile.blocs import active
from corroborate.reconcile.sketches import sketch
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


Found = tuple[Reading, tuple[Claim, ...], frozenset[str], Sketch]
"""What reading a document gives: the reading, its claims as they may be seen, the keys and the sketch by which its story is found."""


def read_document(document: Document, reader: Reader) -> Found:
    """Read one document; returns all that is stored of it."""
    found = read(document, reader)
    claims = tuple(sourced(document, claim) for claim in found.claims)
    seen = tuple(sealed(claim) for claim in claims)
    drawn = sketch(document, found.claims, found.mentions)
    return Reading(found.document, claims, found.mentions, found.problems), seen, keys(drawn), drawn


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of one way to read, in their order."""

    ingest: Stage[Iterator[Original | Problem]]
    read: Stage[Found]
    reconcile: Stage[Reconciliation]

    def versions(self) -> dict[str, str]:
        """The version of every stage, as a record keeps them."""
        return {stage.name: stage.version for stage in (self.ingest, self.read, self.reconcile)}


def stages(reader: Reader) -> Stages:
    """The stages for a reader and the table of sides in use; what one reader has read another reads again."""
    return _stages(reader, active().sha256[:8])


@cache
def _stages(reader: Reader, sides: str) -> Stages:
    version = f"{read_version(reader)}.{vocabulary_version()}"
    return Stages(
        Stage("ingest", __version__, Scope.INPUT, "path", "Document", gather),
        Stage("read", version, Scope.DOCUMENT, "Document", "Claim", partial(read_document, reader=reader)),
        Stage("reconcile", f"{version}+{RECONCILE_VERSION}{SIDES}{sides}", Scope.STORY, "Claim", "Finding", reconcile),
    )
