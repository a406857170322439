"""Wire credits: which agency's text a report says that it is. A picture credit is none, and a credit is no speaker."""

from __future__ import annotations

from functools import cache

import regex

from corroborate.model import Document, Source, SourceKind, Span
from corroborate.read.found import Sentence, SentenceKind
from corroborate.vocabulary import vocabulary

HEAD = 700
"""Characters at the head of a report in which a wire signs."""


_DATELINE = regex.compile(
    r"(?:^|\n)\s*\p{Lu}{2}[\p{Lu}.'’ -]{1,30}(?:,\s[^\n()]{2,30})?\s\((?P<wire>\p{Lu}[\p{L}\p{N}.&'’ -]{1,30})\)\s*[-–—]"
)
"""The head of a wire report: place in capitals, day, the agency in brackets and a dash; the brackets may name an agency nobody listed."""


def wire_credit(document: Document, cut: list[Sentence]) -> Source | None:
    """The wire that the head of the report, a line behind its repeated title, or its last word credits with its text."""
    body = next((s.start for s in cut if s.kind is SentenceKind.BODY), 0)
    head, signed, after = _patterns()
    found = [*_behind_title(document.text, cut, after), *head.finditer(document.text[: body + HEAD])]
    found += [m for m in _DATELINE.finditer(document.text[: body + HEAD]) if not m.group("wire").isdigit()]
    for match in found:
        before = document.text[max(0, match.start() - 60) : match.start()]
        if regex.search(r"(?i)photo|image|picture|video|getty|caption", before):
            continue
        return _source(document, match)
    last = signed.search(document.text, max(0, len(document.text) - 60))
    if last and not regex.search(r"(?i)\b(?:to|told|by|photo)\W*$", document.text[max(0, last.start() - 20) : last.start()]):
        return _source(document, last)
    return None


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    names = sorted(vocabulary("roles")["media"]["wires"], key=lambda n: (-len(n), n))
    union = "(?P<wire>" + "|".join(regex.escape(n) for n in names) + ")"
    day = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    head = regex.compile(
        rf"\p{{Lu}}{{3,}}[^()\n.]{{0,40}}\({union}\)|\({union}\)\s*[-–—:]|(?:^|[\n|.]\s*){union}\s*(?:[-–—|:\n]|\d{{1,2}}\s|{day})"
        rf"|\b[Bb][Yy]:?\s+(?:[\w.' ]{{3,40}},?\s+)?(?:[Tt]he\s+)?{union}\b|(?:Source|SOURCE):?\s+{union}\b|{union}\s+{day}\s+\d"
    )
    signed = regex.compile(rf"[.\s/–—-](?:\()?{union}\)?[\s.]*$")
    return head, signed, regex.compile(rf"\s+{union}\s")


def _behind_title(text: str, cut: list[Sentence], after: regex.Pattern[str]) -> list[regex.Match[str]]:
    title = cut[0].text if cut else ""
    at = text.find(title, cut[0].end) if len(title) > 20 else -1
    match = after.match(text, at + len(title)) if at >= 0 else None
    return [match] if match else []


def _source(document: Document, match: regex.Match[str]) -> Source | None:
    name = match.group("wire")
    return None if _own(document, name) else Source(name, SourceKind.MEDIA, Span.of(document.id, document.text, *match.span("wire")))


def _own(document: Document, name: str) -> bool:
    """Whether the name is the outlet itself, in any writing: "PORT-FM" and portfm.example are one."""
    ours, theirs = ("".join(c for c in n.lower() if c.isalnum()) for n in (document.publisher or "", name))
    return bool(ours) and (theirs in ours or ours in theirs)
