"""PDF: the text of its pages, read by a process of its own that is stopped when it takes too long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from corroborate.errors import IntakeError
from corroborate.ingest.limits import Limits
from corroborate.ingest.lineation import paragraphs, without_furniture
from corroborate.ingest.material import Extracted, Facts, Received, problem
from corroborate.model import Problem

WORKER = Path(__file__).with_name("pdf_worker.py")
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
    """The worker's answer; IntakeError if it finds nothing to read, fails, or takes longer than the limit."""
    spec = find_spec("pypdfium2")
    where = str(Path(spec.origin).parent.parent) if spec and spec.origin else ""
    # -I: neither the working directory nor the environment may lend the worker a module; a folder of reports is not trusted.
    command = [sys.executable, "-I", str(WORKER), where, str(limits.pages)]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0) if os.name == "nt" else 0
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.seconds, check=False, creationflags=flags)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise IntakeError(f"took longer than {limits.seconds:g} seconds", name, "Save its text and give that") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = {"error": "damaged"}
    if (error := answer.get("error")) is not None:
        raise IntakeError(HINTS.get(error, HINTS["damaged"])[0], name, HINTS.get(error, HINTS["damaged"])[1])
    return dict(answer)


def title(words: object) -> str | None:
    """The title in a PDF's properties, unless it is only the name of the file that it was made from."""
    line = " ".join(str(words or "").split())
    made = line.lower().startswith("microsoft ") or line.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".txt", ".rtf", ".odt"))
    return None if made or line.lower() in ("", "untitled", "(anonymous)", "none", "unspecified") else line[:500]
