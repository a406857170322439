"""Web archives: the pages and PDFs of a WARC, or of the WARCs in a WACZ."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from email.message import Message
from typing import Any, BinaryIO

from corroborate.errors import IntakeError
from corroborate.ingest.archives import opened
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Extracted, Facts, Received, problem
from corroborate.model import Problem

READ = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
DAMAGED = "Fetch the archive again; what stands before the damage is read"


def read_warc(received: Received, limits: Limits) -> Iterator[Extracted | Received | Problem]:
    """The pages, texts and PDFs that a WARC's responses hold, named after the record's number, each read by its own format."""
    with received.open() as stream:
        yield from records(received, received.name, stream, limits, None)


def read_wacz(received: Received, limits: Limits) -> Iterator[Extracted | Received | Problem]:
    """The pages that a WACZ lists, out of its WARCs; everything that may be a report where it lists none."""
    with received.open() as stream, opened(received.name, stream) as archive:
        pages = listed(archive, limits)
        for member in sorted(n for n in archive.namelist() if n.startswith("archive/") and n.endswith((".warc", ".warc.gz"))):
            name = f"{received.name}/{member.removeprefix('archive/')}"
            try:
                with archive.open(member) as warc:
                    yield from records(received, name, warc, limits, pages)  # type: ignore[arg-type]  # a member of a zip is read like a file
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
                yield problem(name, "is damaged or encrypted", DAMAGED)


def listed(archive: zipfile.ZipFile, limits: Limits) -> set[str] | None:
    """The addresses of a WACZ's pages; None where it lists none."""
    found: set[str] = set()
    for member in sorted(n for n in archive.namelist() if n.startswith("pages/") and n.endswith(".jsonl")):
        with archive.open(member) as stream:
            for line in stream.read(limits.file_bytes).splitlines():
                try:
                    entry = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if isinstance(entry, dict) and isinstance(entry.get("url"), str):
                    found.add(entry["url"])
    return found or None


def records(received: Received, name: str, stream: BinaryIO, limits: Limits, pages: set[str] | None) -> Iterator[Received | Problem]:
    """The payloads of a WARC's successful responses; a Problem where the archive breaks off."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    number = size = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream, check_digests=False), start=1):
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            media_type, charset = content_type(record)
            if media_type not in READ or (pages is not None and address not in pages):
                continue
            data = record.content_stream().read(limits.file_bytes + 1)
            if len(data) <= limits.file_bytes and getattr(record.raw_stream, "limit", 0) > 0:
                raise EOFError
            size += len(data)
            if size > limits.archive_bytes or number > limits.items:
                raise IntakeError("holds more than the limits allow; the rest is not read", name, "Split it")
            if len(data) > limits.file_bytes:
                yield problem(f"{name}#{number}", f"too large: the limit is {limits.file_bytes:,} bytes", "Save the page by itself")
            elif data:
                yield Received(f"{name}#{number}", data, Facts(url=address or None), charset, media_type, received.depth + 1)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, UnicodeError, OverflowError):
        yield problem(name, f"is damaged at record {number}", DAMAGED)


def content_type(record: Any) -> tuple[str, str | None]:
    """The media type and charset that a record's HTTP headers state; "" for what is no successful response."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return "", None
    parsed = Message()
    parsed["Content-Type"] = headers.get_header("Content-Type") or ""
    return parsed.get_content_type() if headers.get_header("Content-Type") else "", parsed.get_content_charset()
