"""Quotations: where double quote marks open and close, over sentences and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

import regex

_LINE = regex.compile(r"[^\r\n]+")
_MARK = regex.compile(r"[\"“”«»„]|''|``")
_SINGLE = regex.compile(r"(?<=^|[\s(—–-])['‘](?=\p{L})|(?<=[,.?!…])['’](?=\s|$)")
"""Single marks where they can only open or close a quotation; those inside words, and round a few words, are left alone."""
LONGEST = 1500


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words with their marks; `continues` says that the quotation before was left open and goes on here."""

    start: int
    end: int
    closed: bool
    continues: bool = False


def quotes(text: str) -> list[Quote]:
    """Find the quotations; one that is not closed ends with its paragraph and may be continued by the next."""
    if not any(mark in text for mark in '"“”«»„') and len(_SINGLE.findall(text)) > 3:
        return _single(text)
    made: list[Quote] = []
    for line in _LINE.finditer(text):
        opened: int | None = None
        last = line.start()
        for mark in _MARK.finditer(text, line.start(), line.end()):
            last = mark.end()
            if opened is None:
                if _opens(text, mark.start(), mark.end(), line.start()):
                    opened = mark.start()
            elif _closes(text, mark.start(), mark.end(), line.end()) or mark.group() in "”»" or _low(text, opened, mark.group()):
                made.append(_made(opened, mark.end(), True, made, text))
                opened = None
            elif mark.group() in "“«„":
                opened = mark.start()  # the quotation before was never closed: it is not known how far it went
        if opened is not None and line.end() - opened <= LONGEST and last <= line.end():
            made.append(_made(opened, line.end(), False, made, text))
    return made


def _single(text: str) -> list[Quote]:
    """Quotations of a report that knows only single marks: each from a mark that opens to one that closes in the same paragraph."""
    made: list[Quote] = []
    for line in _LINE.finditer(text):
        opened: int | None = None
        for mark in _SINGLE.finditer(text, line.start(), line.end()):
            closing = mark.start() > line.start() and text[mark.start() - 1] in ",.?!…"
            if closing and opened is not None:
                made.append(_made(opened, mark.end(), True, made, text))
                opened = None
            elif not closing:
                opened = mark.start()  # the one before stood round a few words, or was never closed
    return made


def _made(start: int, end: int, closed: bool, before: list[Quote], text: str) -> Quote:
    earlier = before[-1] if before else None
    goes_on = earlier is not None and not earlier.closed and not text[earlier.end : start].strip()
    return Quote(start, end, closed, goes_on)


def _low(text: str, opened: int, mark: str) -> bool:
    """Whether a quotation that began with a low mark ends here: „so“ in Eastern and Central Europe."""
    return text[opened] == "„" and mark == "“"


def _opens(text: str, start: int, end: int, line: int) -> bool:
    if text[start:end] in "“«„":
        return True
    if text[start:end] in "”»":
        return False
    return (start == line or not text[start - 1].isalnum()) and end < len(text) and not text[end].isspace()


def _closes(text: str, start: int, end: int, line: int) -> bool:
    if text[start:end] in "“«„":
        return False
    return end >= line or not text[end].isalnum()
