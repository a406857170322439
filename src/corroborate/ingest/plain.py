"""Plain text: the bytes decoded, with nothing normalised."""

from __future__ import annotations

from collections.abc import Iterator

from corroborate.errors import IntakeError
from corroborate.ingest.encodings import decode
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Extracted, Received

CONTROLS = frozenset(chr(c) for c in range(32)) - set("\t\n\r\f\v\0\x1a\x1b")
GARBLED = 0.02
"""Share of control characters and zeros above which bytes are no text."""


def read_text(received: Received, limits: Limits) -> Iterator[Extracted]:
    """A text file as it is: a byte order mark and CRs count; IntakeError for bytes that are no text."""
    text, _ = decode(received.read(limits.file_bytes), received.charset)
    if garbled(text):
        raise IntakeError("is not text", received.name, "Save the report as text, PDF or HTML")
    yield Extracted(text, "text/plain")


def garbled(text: str) -> bool:
    """Whether so much of the beginning is control characters that it cannot be writing."""
    head = text[:20_000]
    odd = sum(head.count(c) for c in CONTROLS) + head.count("\0")
    return odd > max(4, GARBLED * len(head))
