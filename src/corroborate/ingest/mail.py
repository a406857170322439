"""Mail (.eml) and saved pages as MIME (.mht): the text, the headers, and the reports attached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from corroborate.errors import IntakeError
from corroborate.ingest import dates, web
from corroborate.ingest.encodings import decode
from corroborate.ingest.limits import Limits
from corroborate.ingest.lineation import paragraphs
from corroborate.ingest.material import Extracted, Facts, Received, problem
from corroborate.model import Problem

MAIL = "message/rfc822"
PARTS = 2_000
PASSED_OVER = ("image/", "audio/", "video/", "font/", "text/css", "text/calendar", "text/x-vcard", "application/pgp-signature",
               "application/pkcs7-signature", "application/x-pkcs7-signature", "application/javascript", "text/javascript")  # fmt: skip
"""Beginnings of the media types of parts that hold no report and come with every other mail: logos, signatures, cards."""


def read_mail(received: Received, limits: Limits) -> Iterator[Extracted | Received | Problem]:
    """The mail's own text, if it has any, and each attachment that may be a report, to be read by its own format."""
    message = message_from_bytes(received.read(limits.file_bytes), policy=policy.default)
    parts = [p for _, p in zip(range(PARTS), leaves(message), strict=False)]
    address = header(message, "Snapshot-Content-Location")
    # An ordinary mail in HTML with its pictures is built the same way: only the browser's header or the name tells.
    if address or received.name.lower().endswith((".mht", ".mhtml")):
        yield saved_page(received, parts, address)
        return
    text = tool = ""
    try:
        text, tool = body(received.name, parts, limits)
    except IntakeError as error:
        yield problem(received.name, error.what, error.hint)
    if text.strip():
        yield Extracted(text, MAIL, facts(message), tool=tool)
    attached = list(attachments(parts, received))
    yield from attached
    if not text.strip() and not attached:
        raise IntakeError("the mail holds no text", received.name, "Open it yourself and save what it says as text")
    if len(parts) == PARTS:
        yield problem(received.name, f"only the first {PARTS} parts are read", "Save its attachments into a folder")


def leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold content, those of an attached mail left inside it."""
    if message.get_content_maintype() == "multipart":
        for part in message.iter_parts():
            yield from leaves(part)  # type: ignore[arg-type]  # the policy makes every part an EmailMessage
    else:
        yield message


def saved_page(received: Received, parts: list[EmailMessage], address: str | None) -> Received:
    """The page in a MIME file that a browser saved: its sender and its date are the browser's, so only the address is taken."""
    for part in parts:
        if part.get_content_type() == "text/html":
            facts = received.facts.over(Facts(url=address))
            charset, depth = part.get_content_charset(), received.depth + 1
            return replace(received, name=f"{received.name}/page.html", source=attached(part), facts=facts, charset=charset, depth=depth)
    raise IntakeError("the saved page holds no HTML", received.name, "Save the page again as HTML")


def body(name: str, parts: list[EmailMessage], limits: Limits) -> tuple[str, str]:
    """The first plain text that is no attachment, its lines joined; else the first HTML's main text, and the tool for that."""
    shown = [p for p in parts if p.get_content_disposition() != "attachment" and not p.get_filename()]
    for part in shown:
        if part.get_content_type() == "text/plain" and (text := content(part)).strip():
            return paragraphs(flowed(text) if part.get_param("format") == "flowed" else text), ""
    for part in shown:
        if part.get_content_type() == "text/html":
            inner = Received(name, content(part).encode("utf-8", "replace"), charset="utf-8")
            found = [item for item in web.read_html(inner, limits) if isinstance(item, Extracted)]
            return found[0].text, found[0].tool
    return "", ""


def content(part: EmailMessage) -> str:
    """A part's characters, by its declared charset and, where that fails, by the usual order of trust."""
    data = part.get_payload(decode=True)
    return decode(data if isinstance(data, bytes) else b"", part.get_content_charset(), part.get_content_type() == "text/html")[0]


def flowed(text: str) -> str:
    """Lines that end in a space joined with the next, as RFC 3676 asks."""
    return text.replace("\r\n", "\n").replace("-- \n", "--\n").replace(" \n", " ")


def facts(message: EmailMessage) -> Facts:
    """Subject, sender (the name shown, else the domain: an address is not repeated) and date."""
    name, address = parseaddr(header(message, "From") or "")
    day, moment = sent(header(message, "Date"))
    publisher = name.strip(" \"'") or address.rpartition("@")[2] or None
    return Facts(publisher, day, moment, header(message, "Subject"), None)


def header(message: EmailMessage, name: str) -> str | None:
    """A header's words on one line; None where it is missing or cannot be parsed."""
    try:
        return " ".join(str(message.get(name) or "").split()) or None
    except (ValueError, IndexError, AttributeError, TypeError):
        return None


def sent(words: str | None) -> tuple[date | None, datetime | None]:
    """When a mail was sent, with its zone where it states one."""
    try:
        return dates.published(words) if words else (None, None)
    except ValueError:
        return None, None


def attachments(parts: list[EmailMessage], received: Received) -> Iterator[Received]:
    """The attached files that may be reports, as bytes of their own inside the mail."""
    for number, part in enumerate(parts, start=1):
        kind, name = part.get_content_type(), part.get_filename()
        if not (name or part.get_content_disposition() == "attachment" or kind == MAIL) or kind.startswith(PASSED_OVER):
            continue
        if data := attached(part):
            label = (name or f"part{number}{'.eml' if kind == MAIL else ''}").replace("\\", "/").rsplit("/", 1)[-1]
            yield Received(f"{received.name}/{label}", data, charset=part.get_content_charset(), media_type=kind, depth=received.depth + 1)


def attached(part: EmailMessage) -> bytes:
    """An attachment's bytes; an attached mail is written out again."""
    if part.get_content_type() == MAIL:
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and inner else b""  # type: ignore[union-attr]  # its payload is a list of mails
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
