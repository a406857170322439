"""Telling formats apart by their first bytes."""

from __future__ import annotations

import re

from corroborate.errors import IntakeError
from corroborate.ingest.encodings import decode
from corroborate.ingest.telegram import EXPORT
from corroborate.ingest.tips import SUFFIXES, TIP

HEAD = 65_536
"""Bytes that are looked at."""

# What people drop into a folder beside the reports, by its first bytes.
UNREADABLE: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"BM", "an image"),
    (b"\x00\x00\x01\x00", "an image"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"fLaC", "a sound recording"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"-----BEGIN PGP", "an encrypted message"),
)
HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
SKIPPED = (("<!--", "-->"), ("<?", "?>"))
DOCTYPE = re.compile(r"<!DOCTYPE\s+(?!html\b)", re.IGNORECASE)
FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b")
XML = re.compile(r"\s*<(?:\?xml|svg|opml|urlset|kml)\b")
HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?.*(?:\n[ \t].*)*\n")
MAIL = re.compile(r"^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To|X-Mailer):", re.IGNORECASE | re.MULTILINE)
TELEGRAM = re.compile(r'"messages"\s*:\s*\[|"chats"\s*:\s*\{')
KIND = re.compile(r"^\ufeff?\s*[{,]?\s*[\"']?kind[\"']?\s*:\s*[\"']?tip\b", re.IGNORECASE | re.MULTILINE)
TEXT_SUFFIXES = {".txt", ".text", ".md", ".asc", ""}
TABLES = {".csv", ".tsv"}


def unreadable(head: bytes) -> str | None:
    """What kind of thing it is that holds no report's text; None if it may hold one."""
    for signature, kind in UNREADABLE:
        # Two letters could begin a text ("BM", "MZ"): then there are zeros in the header that follows.
        if head.startswith(signature) and (len(signature) > 3 or b"\0" in head[:64]):
            return kind
    if head[4:8] == b"ftyp":
        return "a video or an image"
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "an image", b"WAVE": "a sound recording", b"AVI ": "a video"}[head[8:12]]
    return None


def by_signature(head: bytes) -> str | None:
    """The media type that the first bytes prove."""
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    return "application/warc" if re.match(rb"WARC/\d", head) else None


def is_tip(head: bytes, suffix: str) -> bool:
    """Whether the bytes are, or are meant as, a hotline tip; in doubt they are, because a tip must not be shown."""
    return suffix in SUFFIXES or bool(KIND.search(decode(head)[0]))


def by_text(head: bytes, suffix: str, declared: str | None) -> str:
    """The media type of text bytes, by what they begin with, then by the name, then by what a transport declared."""
    text = decode(head, markup=True)[0].lstrip("\ufeff").replace("\r\n", "\n")
    if is_tip(head, suffix):
        return TIP
    if suffix in (".json", ".jsonl", ".ndjson"):
        return EXPORT if TELEGRAM.search(text) and suffix == ".json" else "application/x-ndjson"
    root = root_of(text)
    if FEED.match(root):
        return "application/feed+xml"
    if HTML.match(root) or suffix in (".html", ".htm", ".xhtml"):
        return "text/html"
    if suffix in (".eml", ".mht", ".mhtml") or is_mail(text):
        return "message/rfc822"
    return by_declaration(text, suffix, declared)


def root_of(text: str) -> str:
    """Mark-up from its first element on: declarations, instructions, comments and document types but HTML's left out.

    Steps, not one pattern: a pattern that skips any number of comments can take for ever on some files.
    """
    at = 0
    while True:
        while text[at : at + 1].isspace():
            at += 1
        end = next((end for begin, end in SKIPPED if text.startswith(begin, at)), None)
        if end is None and DOCTYPE.match(text, at):
            end = "]>" if "[" in text[at : at + 300] else ">"
        found = text.find(end, at) if end else -1
        if end is None or found < 0:
            return text[at:]
        at = found + len(end)


def is_mail(text: str) -> bool:
    """Whether a text begins with a block of mail headers that a mail program wrote."""
    if not HEADER.match(text):
        return False
    block = text.split("\n\n", 1)[0]
    return bool(MAIL.search(block)) and len(HEADER.findall(block + "\n")) >= 3


def by_declaration(text: str, suffix: str, declared: str | None) -> str:
    """The media type of text that nothing in it tells; IntakeError for tables and for XML that is no feed."""
    if suffix in TABLES:
        raise IntakeError("is a table, not a report", hint="A listing of reports is named reports.csv")
    if XML.match(text) and suffix not in TEXT_SUFFIXES:
        raise IntakeError("is XML, but neither a feed nor a page", hint="Save the report as text, PDF or HTML")
    if suffix in (".js", ".css", ".py", ".exe", ".dll", ".svg", ".xml"):
        raise IntakeError("is not a report: a program or a page's part", hint="Save the report as text, PDF or HTML")
    return "text/html" if declared in ("text/html", "application/xhtml+xml") else "text/plain"
