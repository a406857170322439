"""What readers take and make: bytes with a name go in, texts with facts (or further bytes) come out."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from corroborate.errors import IntakeError
from corroborate.ingest.limits import Limits
from corroborate.model import Problem, Tip

STAGE = "ingest"
"""The stage that this package's Problems name."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a report besides its text; `published_at` is set only where the time zone is stated."""

    publisher: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    title: str | None = None
    url: str | None = None

    def over(self, other: Facts) -> Facts:
        """These facts, with `other`'s where these say nothing; the hour of the same day is kept from either."""
        same_day = self.published is None or self.published == other.published
        return Facts(
            publisher=self.publisher or other.publisher,
            published=self.published or other.published,
            published_at=self.published_at or (other.published_at if same_day else None),
            title=self.title or other.title,
            url=self.url or other.url,
        )

    def shared(self) -> Facts:
        """What also holds for each report inside a file with these facts: publisher and time, not title and address."""
        return replace(self, title=None, url=None)

    def tidy(self) -> Facts:
        """The same facts with words that are printable, on one line, and not endless."""
        return replace(self, publisher=tidied(self.publisher), title=tidied(self.title), url=tidied(self.url))


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes under a name, in memory or still on disk, with what came along with them.

    `facts` are from outside the bytes (reports.csv, a WARC header) and win over what is inside. `charset` and `media_type`
    are what a transport declared. `depth` counts the archives around it.
    """

    name: str
    source: bytes | Path = field(repr=False)
    facts: Facts = Facts()
    charset: str | None = None
    media_type: str | None = None
    depth: int = 0

    def size(self) -> int:
        """The number of bytes."""
        return len(self.source) if isinstance(self.source, bytes) else self.source.stat().st_size

    def open(self) -> BinaryIO:
        """A seekable stream over the bytes."""
        return io.BytesIO(self.source) if isinstance(self.source, bytes) else self.source.open("rb")

    def head(self, size: int) -> bytes:
        """The first `size` bytes."""
        with self.open() as stream:
            return stream.read(size)

    def read(self, limit: int) -> bytes:
        """All bytes; IntakeError if there are more than `limit`."""
        if self.size() > limit:
            raise IntakeError(f"too large: {self.size():,} bytes, the limit is {limit:,}", self.name, "Split it, or raise the limit")
        if isinstance(self.source, bytes):
            return self.source
        return self.source.read_bytes()


Delivery = tuple[Received, ...]
"""Files that came in together, under names of their own wherever their bytes lie: read as those of one folder are."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one report and what its bytes say of it.

    `name` and `data` are set for one report out of many in a file (an entry of a feed, a line): its own name and bytes.
    `tool` names what extracted the text, empty where the text is the decoded bytes.
    """

    text: str = field(repr=False)
    media_type: str
    facts: Facts = Facts()
    name: str | None = None
    data: bytes | None = field(default=None, repr=False)
    tool: str = ""
    tip: Tip | None = None


Reader = Callable[[Received, Limits], Iterator[Extracted | Received | Problem]]
"""Reads one format: yields reports, further bytes to be read by their own format, and Problems; raises IntakeError."""


def problem(name: str, message: str, hint: str = "") -> Problem:
    """A Problem of this stage about the file, row or entry called `name`."""
    return Problem(label(name), STAGE, label(message), hint)


LONGEST = 1_000
"""Characters that a publisher, a title or an address may have."""


def label(words: str) -> str:
    """Words fit for a terminal and a table: no control characters, no half characters (names on disk can hold any bytes)."""
    return "".join(c if c.isprintable() else "?" for c in words.encode("utf-8", "backslashreplace").decode("utf-8"))


def tidied(words: str | None) -> str | None:
    """A fact's words on one line, fit to print, at most LONGEST characters; None for none."""
    return label(" ".join(words.split())[:LONGEST]) or None if words else None


def sound(text: str) -> str:
    """The text with half characters (from escapes in JSON) made whole or replaced; any other text is returned as it is."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
