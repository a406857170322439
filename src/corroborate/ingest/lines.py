"""JSON Lines: one report a line; also a JSON file with one report or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from corroborate.errors import IntakeError
from corroborate.ingest import dates
from corroborate.ingest.encodings import decode
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Extracted, Facts, Received, problem
from corroborate.model import Problem

# Names in common use for the same thing, the most specific first.
TEXT = ("text", "body", "content", "full_text", "fulltext", "article", "maintext", "articleBody", "message")
TITLE = ("title", "headline", "subject")
PUBLISHER = ("publisher", "outlet", "source", "sitename", "site_name", "source_name", "channel", "domain")
PUBLISHED = ("published", "published_at", "publication_date", "date_published", "datePublished", "pubDate", "date", "created_at",
             "timestamp")  # fmt: skip
URL = ("url", "link", "canonical_url", "uri", "permalink")
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
        yield report(received.name, value, None)
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
        yield report(name, value, data)
    except IntakeError as error:
        yield problem(name, error.what, error.hint)


def parsed(name: str, data: bytes) -> Any:
    """The JSON value; IntakeError if it is broken or nested without end."""
    try:
        return json.loads(decode(data)[0].lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise IntakeError("is no JSON that can be read", name, HINT) from None


def report(name: str, value: Mapping[str, Any], data: bytes | None) -> Extracted:
    """One object's report; IntakeError without a text."""
    text = first(value, TEXT)
    if not text:
        raise IntakeError("holds no text", name, HINT)
    return Extracted(text, JSON_LINES, facts(value), name=name, data=data)


def facts(value: Mapping[str, Any]) -> Facts:
    """What an object says of its report; an unreadable or ambiguous date is left open."""
    words = first(value, PUBLISHED)
    try:
        day, moment = dates.published(words) if words else (None, None)
    except ValueError:
        day, moment = None, None
    return Facts(first(value, PUBLISHER), day, moment, first(value, TITLE), first(value, URL))


def first(value: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of these fields that holds words; an object with a `name` ({"source": {"name": ...}}) counts by that."""
    folded = {str(key).lower(): entry for key, entry in value.items()}
    for name in names:
        entry = folded.get(name.lower())
        entry = entry.get("name") if isinstance(entry, Mapping) else entry
        if isinstance(entry, str) and entry.strip():
            return entry if names is TEXT else " ".join(entry.split())
    return None
