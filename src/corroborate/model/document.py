"""A report as received, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Tip:
    """What a hotline tip says of its source: a pseudonym and how the source knows, never a name."""

    pseudonym: str
    basis: str | None = None
    reported: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report; immutable. A changed text or changed metadata is a new Document that `revises` the old one.

    `id` hashes the raw bytes, the name and the metadata; `name` is unique among the current documents of a case and is what
    a record calls `file`. `text` is what every span points into: the bytes decoded with nothing normalised, or, for formats
    with mark-up, the extracted text. `sha256` is of the raw bytes. `copy_of` names the first document with the same bytes.
    A `restricted` document (a tip) never shows its text outside `show`.
    """

    id: str
    name: str
    text: str
    sha256: str
    media_type: str
    received: datetime
    tool: str
    publisher: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    title: str | None = None
    url: str | None = None
    language: str = "und"
    restricted: bool = False
    tip: Tip | None = None
    copy_of: str | None = None
    revises: str | None = None

    @property
    def outlet(self) -> str:
        """Who speaks where the report names nobody: the publisher, else the file."""
        return self.publisher or self.name


@dataclass(frozen=True, slots=True)
class Original:
    """A document together with the raw bytes that it was read from."""

    document: Document
    data: bytes


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that could not be read or told; data, not an exception: the run goes on and the report shows it."""

    document: str
    stage: str
    message: str
    hint: str = ""
