"""Which format bytes are in, by content first and by name second, and which reader takes it."""

from __future__ import annotations

import zlib
from pathlib import PurePosixPath

from corroborate.errors import IntakeError
from corroborate.ingest import archives, crawls, feeds, lines, mail, office, pdf, plain, sniffing, telegram, tips, web
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Reader, Received

FORMATS: dict[str, Reader] = {
    "text/plain": plain.read_text,
    "text/html": web.read_html,
    "application/pdf": pdf.read_pdf,
    office.DOCX: office.read_docx,
    "message/rfc822": mail.read_mail,
    "application/x-ndjson": lines.read_lines,
    "application/feed+xml": feeds.read_feed,
    telegram.EXPORT: telegram.read_export,
    "application/warc": crawls.read_warc,
    "application/wacz": crawls.read_wacz,
    "application/zip": archives.read_zip,
    "application/gzip": archives.read_gzip,
    tips.TIP: tips.read_tip,
}
"""Media type -> reader: the extension point for formats. Add a reader here and its signature to `sniffing`."""


def reader(received: Received, limits: Limits) -> Reader:
    """The reader for received bytes; IntakeError for what is empty, no report, or in no format that is read."""
    media_type = told(received, limits)
    if media_type not in FORMATS:
        raise IntakeError(f"{media_type} is not read", received.name, "Save the report as text, PDF or HTML")
    return FORMATS[media_type]


def told(received: Received, limits: Limits) -> str:
    """The media type of received bytes."""
    head = received.head(sniffing.HEAD)
    suffix = PurePosixPath(received.name).suffix.lower()
    if not head:
        raise IntakeError("is empty", received.name, "Fetch the report again")
    if (kind := sniffing.unreadable(head)) is not None:
        raise IntakeError(f"is not a report: {kind}", received.name, "Save what it says as text, PDF or HTML")
    if head.startswith(b"\x1f\x8b"):
        return "application/warc" if unzipped(head).startswith(b"WARC/") else "application/gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return archives.kind(received)
    return sniffing.by_signature(head) or sniffing.by_text(head, suffix, received.media_type)


def unzipped(head: bytes) -> bytes:
    """What the beginning of a gzip stream unpacks to, at most 64 bytes."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""


def shown(received: Received) -> str:
    """The name to show for received bytes: a tip's file name may hold free text, and is not shown."""
    suffix = PurePosixPath(received.name).suffix.lower()
    try:
        return tips.name_of(received) if sniffing.is_tip(received.head(sniffing.HEAD), suffix) else received.name
    except OSError:
        return received.name
