"""JSON Lines: one report a line; also a JSON file with one report or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from corroborate.errors import IntakeError
from corroborate.ingest import dates
from corroborate.ingest.encodings import decode
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Extracted, Facts, Received, problem
from corroborate.model import Problem

# Names in common use for the same thing, without case and signs, the most specific first.
TEXT = ("text", "body", "content", "fulltext", "article", "maintext", "articlebody", "message")
TITLE = ("title", "headline", "subject")
PUBLISHER = ("publisher", "outlet", "source", "sitename", "sourcename", "channel", "domain")
PUBLISHED = ("published", "publishedat", "publicationdate", "datepublished", "pubdate", "date", "createdat", "timestamp")
URL = ("url", "link", "canonicalurl", "uri", "permalink")
EPOCH = (100_000_000, 10_000_000_000)
"""Seconds since 1970 that a number may be, to be taken for a time."""
JSON_LINES = "application/x-ndjson"
HINT = "A line is one JSON object with at least 'text'; see docs/ingest.md"


def read_lines(received: Received, limits: Limits) -> Iterator[Extracted | Problem]:
    """The reports of a JSON Lines file, named after its line; of a JSON file, after their place in it."""
    if received.name.lower().endswith(".json"):
        yield from whole(received, limits)
        return
    with received.open() as stream:
        number = 0
        while line := stream.readline(limits.file_bytes + 1):
            number += 1
            if len(line) > limits.file_bytes:
                raise IntakeError(f"line {number} is longer than {limits.file_bytes:,} bytes", received.name, HINT)
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield from one(f"{received.name}#{number}", line.strip(b"\r\n"))
            if number > limits.items:
                raise IntakeError(f"has more than {limits.items:,} lines; the rest is not read", received.name, "Split it")


def whole(received: Received, limits: Limits) -> Iterator[Extracted | Problem]:
    """The report, or the reports, of one JSON value."""
    value = parsed(received.name, received.read(limits.file_bytes))
    if isinstance(value, Mapping):
        yield from report(received.name, value, None)
    elif isinstance(value, list):
        for number, entry in enumerate(value, start=1):
            data = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
            yield from one(f"{received.name}#{number}", data)
    else:
        raise IntakeError("is JSON, but holds no report", received.name, HINT)


def one(name: str, data: bytes) -> Iterator[Extracted | Problem]:
    """One line's report, or its Problem: a broken line does not stop the next."""
    try:
        value = parsed(name, data)
        if not isinstance(value, Mapping):
            raise IntakeError("is no JSON object", name, HINT)
        yield from report(name, value, data)
    except IntakeError as error:
        yield problem(name, error.what, error.hint)


def parsed(name: str, data: bytes) -> Any:
    """The JSON value; IntakeError if it is broken or nested without end."""
    try:
        return json.loads(decode(data)[0].lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise IntakeError("is no JSON that can be read", name, HINT) from None


def report(name: str, value: Mapping[str, Any], data: bytes | None) -> Iterator[Extracted | Problem]:
    """One object's report, and a Problem for a date that is left open; IntakeError without a text."""
    text = first(value, TEXT)
    if not text:
        raise IntakeError("holds no text", name, HINT)
    day, moment = None, None
    try:
        day, moment = dates.published(words) if (words := first(value, PUBLISHED)) else (None, None)
    except ValueError as error:
        yield problem(name, f"its date {error}; it is left open", "Write it as YYYY-MM-DD")
    facts = Facts(first(value, PUBLISHER), day, moment, first(value, TITLE), first(value, URL))
    yield Extracted(text, JSON_LINES, facts, name=name, data=data)


def folded_key(key: str) -> str:
    """A field's name without case and signs, so that `published_at`, `publishedAt` and `Published At` are one."""
    return "".join(c for c in key.lower() if c.isalnum())


def first(value: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of these fields that holds words; an object with a `name` ({"source": {"name": ...}}) counts by that."""
    folded = {folded_key(str(key)): entry for key, entry in value.items()}
    for name in names:
        entry = folded.get(name)
        entry = entry.get("name") if isinstance(entry, Mapping) else entry
        if isinstance(entry, int | float) and names is PUBLISHED and EPOCH[0] < entry < EPOCH[1]:
            entry = datetime.fromtimestamp(int(entry), UTC).isoformat()
        if isinstance(entry, str) and entry.strip():
            return entry if names is TEXT else " ".join(entry.split())
    return None
