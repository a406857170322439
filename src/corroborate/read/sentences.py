"""A document's text cut into sentences that keep their offsets."""

from __future__ import annotations

import regex

from corroborate.read.found import Sentence

_ABBREVIATIONS = (
    r"(?<!\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Maj|Brig|Adm|Gov|Sen|Rep|Rev|Prof|Hon|Pres|St|Jr|Sr|vs|No|Nos|Inc|Ltd|Co|Corp|approx|est"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|[A-Z])\.)"
)
_BREAK = regex.compile(
    rf"(?:(?<=[.!?…])|(?<=[.!?…][\"'”’»)\]])|(?<=[.!?…][\"'”’»)\]]{{2}})){_ABBREVIATIONS}\s+(?=[\"'“‘«(\[]*[\p{{Lu}}\p{{Lo}}\d])"
)


def sentences(text: str) -> list[Sentence]:
    """Cut a text at line breaks and sentence ends; every sentence is a verbatim slice without outer white space."""
    found: list[Sentence] = []
    for paragraph, block in enumerate(regex.finditer(r"[^\r\n]+", text)):
        start = block.start()
        for cut in [*(m.end() for m in _BREAK.finditer(block.group())), len(block.group())]:
            piece = text[start : block.start() + cut]
            left = len(piece) - len(piece.lstrip("\ufeff \t\xa0"))
            words = piece.strip("\ufeff \t\xa0")
            if words:
                found.append(Sentence(len(found), start + left, start + left + len(words), words, paragraph))
            start = block.start() + cut
    return found
