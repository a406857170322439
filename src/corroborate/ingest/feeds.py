"""An RSS or Atom file: one report an entry; nothing is fetched."""

from __future__ import annotations

import calendar
import contextlib
import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Any

from corroborate.errors import IntakeError
from corroborate.ingest import dates, isolation
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Extracted, Facts, Received, problem
from corroborate.model import Problem, fingerprint

FEED = "application/feed+xml"
APART = 300_000
"""Bytes above which a feed is read in a process of its own: a hostile one can take minutes."""
BLOCK = re.compile(r"<(?:/?(?:p|div|li|ul|ol|h[1-6]|tr|table|blockquote)|br\s*/?)\b[^<>]{0,500}>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{0,2000}>")


def read_feed(received: Received, limits: Limits) -> Iterator[Extracted | Problem]:
    """The entries of a feed that hold text, named after their id or address, so that the next version's entries keep their names."""
    small = len(received.read(limits.markup_bytes)) < APART
    yield from here(received, limits) if small else isolation.apart("feed", received, limits)


def here(received: Received, limits: Limits) -> Iterator[Extracted | Problem]:
    """The same in this process, however large; what the worker calls."""
    data = received.read(limits.markup_bytes)
    # Only a document type can declare entities, and no feed needs one: without it none can refer outside or expand.
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise IntakeError("its XML declares entities, which no feed needs", received.name, "Check where it came from")
    import feedparser  # type: ignore[import-untyped]

    # A stream, not the bytes: given bytes, the library would also try them as a file's name.
    found = feedparser.parse(io.BytesIO(data), response_headers=declared(received))
    if not found.entries:
        raise IntakeError("is a feed without entries, or damaged", received.name, "Fetch it again")
    if found.bozo and not isinstance(found.bozo_exception, feedparser.CharacterEncodingOverride):
        yield problem(received.name, "the feed is not well formed; what could be read of it is", "Compare it with its page")
    # Plain dicts: the library's own answer to "published" with what is only "updated".
    for number, entry in enumerate(map(dict, found.entries[: limits.items]), start=1):
        name = f"{received.name}#{mark(entry, number)}"
        text = words(entry)
        if text:
            yield Extracted(text, FEED, facts(entry, found.feed), name, kept(entry), f"feedparser {version('feedparser')}")
        else:
            yield problem(name, "the entry holds no text", "Save the page that it points to")


def declared(received: Received) -> dict[str, str]:
    """The transport's word on the charset, in the form that the library takes it."""
    return {"content-type": f"application/xml; charset={received.charset}"} if received.charset else {}


def mark(entry: Mapping[str, Any], number: int) -> str:
    """Eight digits that stand for an entry's id or address; its place in the feed where it has neither."""
    identity = entry.get("id") or entry.get("link")
    return fingerprint(identity, length=8) if identity else str(number)


def words(entry: Mapping[str, Any]) -> str:
    """The fullest text of an entry: its content, else its summary, without mark-up, one paragraph a line."""
    pieces = [c.get("value", "") for c in entry.get("content", [])] + [entry.get("summary", "")]
    return max((plain(piece) for piece in pieces if isinstance(piece, str)), key=len, default="")


def plain(markup: str) -> str:
    """The words of a piece of HTML, one block a line."""
    text = html.unescape(TAG.sub("", BLOCK.sub("\n", markup)))
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)


def facts(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Facts:
    """An entry's title, address, time (feeds state it with a zone) and outlet; an aggregator's entry names its own outlet."""
    source = entry.get("source") if isinstance(entry.get("source"), Mapping) else {}
    publisher = line((source or {}).get("title")) or line(feed.get("title"))
    day, moment = when(entry)
    return Facts(publisher, day, moment, line(entry.get("title")), line(entry.get("link")))


def when(entry: Mapping[str, Any]) -> tuple[date | None, datetime | None]:
    """When an entry was published, in the zone that it prints; in UTC where only the library can read it."""
    for printed in (entry.get("published"), entry.get("updated")):
        if isinstance(printed, str):
            with contextlib.suppress(ValueError):
                return dates.published(printed)
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        moment = None
    return (moment.date(), moment) if moment else (None, None)


def line(value: Any) -> str | None:
    """Words on one line, without mark-up; None for none."""
    return " ".join(plain(value).split()) or None if isinstance(value, str) else None


def kept(entry: Mapping[str, Any]) -> bytes:
    """The bytes kept of an entry: its fields as JSON, because a feed's file is not one report's."""
    fields = {key: entry.get(key) for key in ("id", "link", "title", "published", "updated", "summary", "content")}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
