"""Reports of every format, made of words, for the tests of intake; and the intake itself in one call."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from corroborate.ingest import Limits, gather
from corroborate.model import Document, Original, Problem

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)
SAID = (
    "At least 16 people were killed when shells hit the Tessaly Bridge on Tuesday night, Mayor Oda Renn said.",
    "“We have counted 16 bodies,” she told reporters in Port Aldo, and added that the search was going on for others.",
    "The ministry in Varenne put the number of injured at 40. Residents said that more than 300 people were still waiting on the bank.",
)


def originals(*paths: Path, limits: Limits | None = None) -> tuple[list[Original], list[Problem]]:
    """What an intake gives: documents with their bytes, and problems."""
    found = list(gather(paths, limits or Limits(), NOW))
    return [i for i in found if isinstance(i, Original)], [i for i in found if isinstance(i, Problem)]


def take(*paths: Path, limits: Limits | None = None) -> tuple[list[Document], list[Problem]]:
    """What an intake gives: documents without their bytes, and problems."""
    found, problems = originals(*paths, limits=limits)
    return [o.document for o in found], problems


def put(path: Path, data: bytes | str) -> Path:
    """A file with these bytes; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def page(body: str = "", head: str = "") -> str:
    """A saved news page with navigation, boxes, and the report among them."""
    body = body or "".join(f"<p>{s}</p>" for s in SAID)
    return (
        f"<!DOCTYPE html><html><head><title>Bridge hit | Tessaly Post</title>{head}</head><body><nav><a href='/'>Home</a><a href='/w'>World"
        f"</a></nav><article><h1>Bridge hit, mayor says</h1>{body}</article><aside><h3>Read more</h3><ul><li><a href='/a'>Old bridge</a>"
        "</li></ul></aside><footer>Copyright 2031 Tessaly Post</footer></body></html>"
    )


def pdf(*pages: str, title: str | None = None, password: str | None = None) -> bytes:
    """A PDF with one wrapped text a page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, encrypt=StandardEncryption(password, ownerPassword="owner") if password else None)
    if title:
        canvas.setTitle(title)
    for number, text in enumerate(pages, start=1):
        canvas.drawString(60, 810, "Tessaly Relief Bulletin")
        height = 770
        for paragraph in text.split("\n"):
            for line in simpleSplit(paragraph, "Helvetica", 12, 420):
                canvas.drawString(60, height, line)
                height -= 16
            height -= 8
        canvas.drawString(290, 30, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def word(*paragraphs: str, title: str = "") -> bytes:
    """A Word document with a table after its paragraphs."""
    import docx

    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Injured", "40"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook(*rows: tuple[object, ...]) -> bytes:
    """A workbook with these rows on its first sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(members: Mapping[str, bytes | str]) -> bytes:
    """A zip with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def warc(*records: tuple[str, str, bytes], compressed: bool = True, status: str = "200 OK") -> bytes:
    """A WARC with a response for each (address, content type, payload)."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("made.warc.gz", {"software": "test"}))
    for address, kind, payload in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(payload), http_headers=headers))
    return stream.getvalue()


def feed(*entries: str, atom: bool = False) -> str:
    """An RSS (or Atom) file around these entries."""
    if atom:
        return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Aldo Wire</title>{"".join(entries)}</feed>'
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Aldo Wire</title>{"".join(entries)}</channel></rss>'


def telegram(*messages: dict[str, object], kind: str = "public_channel") -> str:
    """A channel's export with these messages."""
    numbered = [{"id": i, "type": "message", "date": "2031-05-03T21:00:00", **m} for i, m in enumerate(messages, start=1)]
    return json.dumps({"name": "Bridge Watch", "type": kind, "id": 7, "messages": numbered}, ensure_ascii=False)


def mail(text: str | None = None, html: str | None = None, attached: Mapping[str, bytes] | None = None) -> bytes:
    """A mail with these parts."""
    message = EmailMessage()
    message["From"], message["To"] = "Tessaly Relief <desk@relief.example>", "list@relief.example"
    message["Subject"], message["Date"] = "Update on the bridge", "Sat, 03 May 2031 21:40:00 +0200"
    message["Message-ID"] = "<1@relief.example>"
    if text is not None:
        message.set_content(text)
    if html is not None:
        (message.add_alternative if text is not None else message.set_content)(html, subtype="html")
    for name, data in (attached or {}).items():
        kind = "pdf" if name.endswith(".pdf") else "octet-stream"
        message.add_attachment(data, maintype="application", subtype=kind, filename=name)
    return message.as_bytes()
