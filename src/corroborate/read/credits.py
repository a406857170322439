"""Wire credits: which agency's text a report says that it is. A picture credit is none, and a credit is no speaker."""

from __future__ import annotations

import regex

from corroborate.model import Document, Source, SourceKind, Span
from corroborate.read.found import Sentence, SentenceKind
from corroborate.read.vocabulary import vocabulary

HEAD = 700
"""Characters at the head of a report in which a wire signs."""


def wire_credit(document: Document, cut: list[Sentence]) -> Source | None:
    """The wire that the head (or a closing "Reporting by") of the report credits with its text."""
    names = sorted(vocabulary("roles")["media"]["wires"], key=lambda n: (-len(n), n))
    union = "|".join(regex.escape(n) for n in names)
    body = next((s.start for s in cut if s.kind is SentenceKind.BODY), 0)
    first = cut[0].text if cut else ""
    title = regex.escape(first) if len(first) > 20 else r"\b\B"
    day = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    credit = regex.compile(
        rf"{title}\s+(?P<e>{union})\s|\p{{Lu}}{{3,}}[^()\n.]{{0,40}}\((?P<g>{union})\)|\((?P<a>{union})\)\s*[-–—:]"
        rf"|(?:^|[\n|.]\s*)(?P<b>{union})\s*(?:[-–—|:\n]|\d{{1,2}}\s|{day})"
        rf"|\b[Bb][Yy]:?\s+(?:[\w.' ]{{3,40}},?\s+)?(?:[Tt]he\s+)?(?P<c>{union})\b"
        rf"|(?:Source|SOURCE):?\s+(?P<d>{union})\b|(?P<f>{union})\s+{day}\s+\d"
    )
    for match in credit.finditer(document.text[: body + HEAD]):
        before = document.text[max(0, match.start() - 60) : match.start()]
        if regex.search(r"(?i)photo|image|picture|video|getty|caption", before):
            continue
        group = next(k for k in "abcdefg" if match.group(k))
        name = match.group(group)
        if _own(document, name):
            return None
        return Source(name, SourceKind.MEDIA, Span.of(document.id, document.text, *match.span(group)))
    signed = regex.search(rf"[.\s/–—-](?:\()?(?P<w>{union})\)?[\s.]*$", document.text, pos=max(0, len(document.text) - 60))
    if (
        signed
        and not _own(document, signed.group("w"))
        and not regex.search(r"(?i)\b(?:to|told|by|photo)\W*$", document.text[: signed.start()])
    ):
        return Source(signed.group("w"), SourceKind.MEDIA, Span.of(document.id, document.text, *signed.span("w")))
    return None


def _own(document: Document, name: str) -> bool:
    return name.lower() in (document.publisher or "").lower()
