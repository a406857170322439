"""A document's text cut into sentences that keep their offsets."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import regex

from corroborate.read.found import Sentence
from corroborate.read.layout import kinds, stamps
from corroborate.vocabulary import vocabulary

_BLOCK = regex.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_OUTSIDE = "\ufeff\u200b \t\r\n\v\f\x85\u2028\u2029\xa0\u2002\u2003\u2009\u202f\u3000"
_ONE_BREAK = regex.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_UNENDED = regex.compile(r"[^.!?:;…][\"'”’)\]]*$")
LEAST_WRAPPED = 40
"""Characters of a line after which a small letter on the next one goes on with the sentence."""
FULL = 0.75
"""Share of the longest line from which a line of a hard-wrapped text counts as full."""
_STOP = regex.compile(r"(?P<stop>[.!?…]+)(?P<close>[\"'”’»)\]]*)(?P<gap>\s*)(?=[\"'“‘«(\[]*(?P<next>[\p{L}\p{N}@#][\p{L}\p{N}'’-]*))")
_LAST_WORD = regex.compile(r"[\p{L}\p{N}]+(?:\.\p{L}+)*$")
_INITIALS = regex.compile(r"^(?:\p{Lu}|(?:\p{L}\.)+\p{L})$")
_BEFORE = regex.compile(r"(?<=\s)(?:Image (?:copyright|caption) |Media caption |Hide Caption |\d{1,2}/\d{1,2} [\p{Lu}\d])")
_AFTER = regex.compile(r"(?:pic\.twitter\.com\S+| - YouTube)\s+")
"""Furniture printed on the story's own line: a cut before, and a cut after it."""


@cache
def _stops(name: str) -> frozenset[str]:
    return frozenset(vocabulary("boilerplate")["stops"][name])


def sentences(text: str) -> list[Sentence]:
    """Cut a text at line breaks, sentence ends and site furniture; every sentence is a verbatim slice without outer white space."""
    headline = ""
    spans: list[tuple[int, int, int]] = []
    for paragraph, (first, last) in enumerate(_blocks(text)):
        words = text[first:last]
        headline = headline or (words.strip(_OUTSIDE).rstrip(".") if paragraph == 0 else "")
        cuts = _cuts(words, headline if paragraph else None)
        for start, end in zip([0, *cuts], cuts, strict=False):
            piece = words[start:end]
            left = len(piece) - len(piece.lstrip(_OUTSIDE))
            if piece.strip(_OUTSIDE):
                spans.append((first + start + left, first + start + len(piece.rstrip(_OUTSIDE)), paragraph))
    found = kinds([(text[start:end], paragraph) for start, end, paragraph in spans])
    return [Sentence(i, start, end, text[start:end], paragraph, found[i]) for i, (start, end, paragraph) in enumerate(spans)]


def _cuts(words: str, headline: str | None) -> list[int]:
    """Offsets at which a paragraph is cut; `headline` is None in the first one, which nothing stands before."""
    skip = len(words) - len(words.lstrip(_OUTSIDE))
    before = [] if headline is None else [skip + cut for cut in stamps(words[skip:], headline)]
    inside = [*(m.start() for m in _BEFORE.finditer(words)), *(m.end() for m in _AFTER.finditer(words))]
    return sorted({*before, *inside, *_ends(words), len(words)})


def _blocks(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs stand: lines, those of a hard-wrapped text (mail, PDF) joined again."""
    lines = [b.span() for b in _BLOCK.finditer(text) if b.group().strip(_OUTSIDE)]
    pairs = [(a, b) for a, b in pairwise(lines) if _ONE_BREAK.fullmatch(text, a[1], b[0])]
    flows = {a for a, b in pairs if a[1] - a[0] >= LEAST_WRAPPED and text[b[0]].islower() and _UNENDED.search(text, *a)}
    if len(flows) >= 2 and 3 * len(flows) >= len(pairs):
        width = max(end - start for start, end in lines)
        flows |= {a for a, _ in pairs if a[1] - a[0] >= FULL * width}
    joined: list[tuple[int, int]] = []
    goes_on = False
    for line in lines:
        joined[-1:] = [(joined[-1][0], line[1])] if goes_on else [*joined[-1:], line]
        goes_on = line in flows
    return joined


def _ends(words: str) -> list[int]:
    """Offsets at which a sentence of a block ends, white space after it included."""
    return [m.end() for m in _STOP.finditer(words) if _is_end(words, m)]


def _is_end(words: str, at: regex.Match[str]) -> bool:
    """Whether a stop ends its sentence, by the word before it, the closing quotes, the gap and the word after it."""
    after = at["next"]
    last = _LAST_WORD.search(words, max(0, at.start() - 24), at.start())
    before = last.group() if last else ""
    if not at["gap"]:
        return _glued(words, at, before, after)
    if after[0].islower():
        whole_word = before.islower() and len(before) > 3 and "." not in before and before not in _stops("may")
        return whole_word and at["stop"] == "." and not at["close"]
    if at["stop"] != "." or at["close"]:
        return True
    return not _abbreviates(before, after)


def _glued(words: str, at: regex.Match[str], before: str, after: str) -> bool:
    """A stop with no space after it ends a sentence between a small letter and a capitalised word, outside of addresses."""
    token = regex.search(r"\S*$", words[max(0, at.start() - 60) : at.start()])
    if not (after[0].isupper() and after[1:2].islower()) or (token and regex.search(r"www|://|@|/", token.group())):
        return False
    return len(before) > 2 and before[-1].islower() and before not in _stops("never")


def _abbreviates(before: str, after: str) -> bool:
    """Whether the full stop after `before` belongs to an abbreviation that goes on with `after`."""
    if before in _stops("never"):
        return True
    if before in _stops("numbered"):
        return after[0].isdigit()
    if before in _stops("clock"):
        return after in _stops("clock_next")
    if before in _stops("may") or (_INITIALS.match(before) and before != "I"):
        return after not in _stops("openers")
    return False
