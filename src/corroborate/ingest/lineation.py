"""Wrapped lines put back into paragraphs, one a line, so that sentences join; for PDF pages and mail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

WIDE = 140
"""Characters beyond which lines are taken for whole paragraphs already."""
SHORT = 0.72
"""A line shorter than this share of the usual width was not broken for lack of room."""
BULLET = re.compile(r"[•▪●–—*·-]\s|\(?\d{1,2}[.)]\s|>")
ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$")
FOLIO = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
HYPHENS = ("-", "\u00ad", "\x02", "\ufffe", "\u2010")
"""What a word may end in where a line breaks it; PDFium writes U+FFFE or U+0002 for a hyphen that it takes for one of these."""


def paragraphs(text: str) -> str:
    """The text with one paragraph a line; blank lines part paragraphs, and so does a short line that ends a sentence."""
    lines = [" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")]
    width = usual_width(lines)
    whole: list[str] = []
    current = last = ""
    for line in lines:
        if not line or (current and not continues(current, line, last, width)):
            whole.append(current)
            current = line
        else:
            current = joined(current, line, text)
        last = line
    whole.append(current)
    return "\n".join(p for p in whole if p)


def usual_width(lines: Sequence[str]) -> int:
    """The length that full lines have: the 80th percentile of the longer half."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def continues(current: str, line: str, last: str, width: int) -> bool:
    """Whether `line` goes on with the paragraph whose latest line is `last`."""
    if width > WIDE or BULLET.match(line):
        return False
    if last.endswith(HYPHENS) and line[:1].islower():
        return True
    if line[:1].islower():
        return True
    return len(last) >= SHORT * width and not (ENDED.search(last) and len(last) < 0.9 * width)


def joined(current: str, line: str, text: str) -> str:
    """Two lines as one; a word that the line break cut is made whole unless the text also writes it with a hyphen."""
    if not current:
        return line
    if not (current.endswith(HYPHENS) and line[:1].isalpha() and current[-2:-1].isalpha()):
        return f"{current} {line}"
    left, right = re.split(r"\s", current[:-1])[-1], re.split(r"\W", line, maxsplit=1)[0]
    if current.endswith("-") and (f"{left}-{right}" in text or not line[:1].islower()):
        return current + line
    return current[:-1] + line


def without_furniture(pages: Sequence[str]) -> str:
    """Pages as one text, without page numbers and without the lines that most pages begin or end with."""
    split = [[line for line in page.splitlines() if line.strip()] for page in pages]
    ends = [{*lines[:2], *lines[-2:]} for lines in split]
    most = len(split) / 2
    # Two pages may end in rows of one table that differ in their numbers: only on three is that a running head.
    often = {line for line, n in Counter(line for lines in ends for line in lines).items() if n >= 2 and n > most}
    often |= {line for line, n in Counter(key(line) for lines in ends for line in lines).items() if n >= 3 and n > most}
    return "\n".join(line for lines in split for line in inner(lines, often))


def inner(lines: list[str], often: set[str]) -> list[str]:
    """A page's lines without the furniture at its two ends: at most two lines each, taken off from the outside."""
    for end in (0, -1):
        for _ in range(2):
            if lines and ({lines[end], key(lines[end])} & often or FOLIO.fullmatch(lines[end].strip())):
                lines = lines[1:] if end == 0 else lines[:-1]
    return lines


def key(line: str) -> str:
    """A line without its numbers: running heads differ in the page number only."""
    return re.sub(r"\d+", "#", " ".join(line.split()))
