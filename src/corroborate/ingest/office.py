"""DOCX reports and XLSX listings: both are zips of XML, checked before a library opens them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from importlib.metadata import version

from corroborate.errors import IntakeError
from corroborate.ingest import isolation
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Extracted, Facts, Received
from corroborate.model import Problem

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PARTS = 5_000
APART = 5_000_000
"""Bytes of XML above which a document is read in a process of its own."""
DAMAGED = "Open it in an office program and save it again"


def guard(name: str, data: bytes, limits: Limits) -> int:
    """Refuse what no office program writes: a document type in the XML (entities), encryption, or parts that expand without end.

    Returns the bytes of XML that there are to parse.
    """
    xml = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > PARTS:
                raise IntakeError("has too many parts", name, DAMAGED)
            left = min(limits.file_bytes * 2, max(5_000_000, len(data) * limits.ratio))
            for info in archive.infolist():
                with archive.open(info) as stream:
                    part = stream.read(left + 1)
                left -= len(part)
                xml += len(part) if info.filename.endswith((".xml", ".rels")) else 0
                if left < 0:
                    raise IntakeError("unpacks to more than the limits allow", name, "Check where it came from")
                # An entity needs a document type; UTF-16 parts carry zeros between the letters.
                if info.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in part.replace(b"\0", b""):
                    raise IntakeError("its XML declares a document type, which no office program writes", name, "Check where it came from")
            return xml
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise IntakeError("is damaged or encrypted", name, DAMAGED) from None


def read_docx(received: Received, limits: Limits) -> Iterator[Extracted | Problem]:
    """The paragraphs and tables of a Word document, in order, one a line; title from its properties. Its date is no publication date."""
    size = guard(received.name, received.read(limits.file_bytes), limits)
    yield from here(received, limits) if size < APART else isolation.apart("docx", received, limits)


def here(received: Received, limits: Limits) -> Iterator[Extracted]:
    """The same in this process, however large; what the worker calls."""
    data = received.read(limits.file_bytes)
    guard(received.name, data, limits)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError):
        raise IntakeError("is a damaged Word document", received.name, DAMAGED) from None
    text = "\n".join(line for line in blocks(document) if line)
    title = (document.core_properties.title or "").strip() or None
    yield Extracted(text, DOCX, Facts(title=title), tool=f"python-docx {version('python-docx')}")


def blocks(document: object) -> Iterator[str]:
    """The text of each paragraph and each row of a table, in the document's order."""
    from docx.table import Table

    for block in document.iter_inner_content():  # type: ignore[attr-defined]  # a python-docx Document, whose package is loaded late
        if isinstance(block, Table):
            for row in block.rows:
                cells = [" ".join(cell.text.split()) for cell in row.cells]
                # A merged cell comes once for each column that it spans.
                yield " | ".join(c for i, c in enumerate(cells) if c and (i == 0 or c != cells[i - 1]))
        else:
            yield block.text.strip()


def sheet(name: str, data: bytes, limits: Limits) -> Iterator[tuple[int, list[object]]]:
    """The rows of a workbook's first sheet, numbered; formulas give the value that was saved with them."""
    guard(name, data, limits)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        cells = book.worksheets[0].iter_rows(values_only=True, max_row=limits.items)
        for number, row in enumerate(cells, start=1):
            yield number, list(row)
    except (KeyError, IndexError, ValueError, TypeError, zipfile.BadZipFile):
        raise IntakeError("is a damaged workbook", name, DAMAGED) from None


