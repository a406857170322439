"""PDF: the text of its pages, read by a process of its own that is stopped when it takes too long."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from corroborate.errors import IntakeError
from corroborate.ingest import isolation
from corroborate.ingest.limits import Limits
from corroborate.ingest.lineation import paragraphs, without_furniture
from corroborate.ingest.material import Extracted, Facts, Received, problem
from corroborate.model import Problem

HINTS = {
    "encrypted": ("is encrypted", "Open it with its password and print it to a new PDF"),
    "damaged": ("is a damaged PDF", "Fetch it again, or save its text"),
}
SCAN = "A scan: recognise its text (OCR) and give that"


def read_pdf(received: Received, limits: Limits) -> Iterator[Extracted | Problem]:
    """The text of a PDF, one paragraph a line, and its title; its own dates tell when the file was made, and are not taken."""
    data = received.read(limits.file_bytes)
    answer = ask(received.name, data, limits)
    pages = [page for page in answer.get("pages", []) if isinstance(page, str)]
    text = paragraphs(without_furniture(pages))
    if not text.strip():
        raise IntakeError("holds no text", received.name, SCAN)
    if (count := answer.get("count", 0)) > len(pages):
        yield problem(received.name, f"only the first {len(pages):,} of {count:,} pages are read", "Split it, or raise the limit")
    yield Extracted(text, "application/pdf", Facts(title=title(answer.get("title"))), tool=f"pypdfium2 {version('pypdfium2')}")


def ask(name: str, data: bytes, limits: Limits) -> dict[str, Any]:
    """The worker's answer; IntakeError if the file is encrypted or damaged, or takes too long."""
    answer = isolation.ask("pdf", name, data, limits) or {"error": "damaged"}
    if (error := answer.get("error")) is not None:
        raise IntakeError(HINTS[error][0], name, HINTS[error][1])
    return answer


def title(words: object) -> str | None:
    """The title in a PDF's properties, unless it is only the name of the file that it was made from."""
    line = " ".join(str(words or "").split())
    made = line.lower().startswith("microsoft ") or line.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".txt", ".rtf", ".odt"))
    return None if made or line.lower() in ("", "untitled", "(anonymous)", "none", "unspecified") else line[:500]
