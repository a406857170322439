"""The parts of a report that are not its story: headlines, bylines, captions, promotion; patterns in data/boilerplate.toml."""

from __future__ import annotations

from collections import Counter
from functools import cache

import regex

from corroborate.read.found import SentenceKind
from corroborate.read.literals import Guarded
from corroborate.vocabulary import vocabulary

LONGEST_HEADLINE = 35
"""Words; a longer first line without a final stop is a paragraph of a stripped text."""
LONGEST_CROSSHEAD = 12
LEAST_PARAGRAPH = 15
"""Words that a paragraph under a crosshead has at least, so that items of a list are not taken for crossheads."""
HEADLINE_LINES = 3
LONGEST_ENDING = 100
LEAST_CAPTION = 8
LEAST_REPEAT = 60
"""Characters of a line that, repeated in a report, is furniture."""
LONGEST_CREDIT = 8
CAPTION_SENTENCES = 2
_NAMES = "jan(?:uary|.)?|feb(?:ruary|.)?|mar(?:ch|.)?|apr(?:il|.)?|may|june?|july?|aug(?:ust|.)?|sept?(?:ember|.)?|oct(?:ober|.)?"
_MONTH = rf"(?:{_NAMES}|nov(?:ember|.)?|dec(?:ember|.)?)".replace("|.)", r"|\.)")
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DIGITS = r"\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}[-./]\d{2}[-./]\d{2}"
_DATE = rf"(?:{_DAY}[ -]{_MONTH},?[ -]?\d{{4}}|{_MONTH} ?{_DAY},? ?\d{{4}}|{_DIGITS})"
_FINAL_DATE = regex.compile(rf"{_DATE}\.?$", regex.IGNORECASE)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,? )"
_WORD = regex.compile(r"\w+(?:[-’'.]\w+)*")
_FINAL_STOP = regex.compile(r"[.!?…][\"'”’»)\]]*$")
_GOES_ON = tuple(",;")
_BULLET = regex.compile(r"^[*•·▪◦‣●–—-]\s")


@cache
def _agency() -> str:
    return "|".join(regex.escape(name) for name in sorted(vocabulary("boilerplate")["agencies"]["names"], key=lambda n: (-len(n), n)))


@cache
def _pattern(kind: str, place: str) -> Guarded:
    """One expression for what stands at a place (starts, whole, ends, any) of a sentence of a kind."""
    joined = "|".join(vocabulary("boilerplate")[kind].get(place, ["(?!)"]))
    for key, value in (("{agency}", _agency()), ("{date}", _DATE), ("{month}", _MONTH)):
        joined = joined.replace(key, value)
    # None of the ends begins inside a word written small: said once before all of them, this saves trying each at every letter
    lead, stop = (r"(?-i:(?<!\p{Ll}(?=\p{Ll})))" if place == "ends" else ""), ("" if place in ("starts", "any") else "$")
    return Guarded(rf"{lead}(?:{joined}){stop}", regex.IGNORECASE | regex.DOTALL)


def _is(kind: SentenceKind, text: str, size: int) -> bool:
    table = vocabulary("boilerplate")[kind.value]
    if "any" in table and _pattern(kind.value, "any").search(text):
        return True
    limit = table["words"]
    if limit and size > limit:
        return False
    if _pattern(kind.value, "starts").compiled.match(text) or _pattern(kind.value, "ends").search(text, max(0, len(text) - LONGEST_ENDING)):
        return True
    return _pattern(kind.value, "whole").compiled.match(text) is not None


@cache
def _shows() -> regex.Pattern[str]:
    verbs = "|".join(vocabulary("boilerplate")["caption"]["shows"])
    subject = r"^(?!\W*(?:he|she|it|they|we|i)\b)(?:[^\s,.]+,? ){1,9}?"
    return regex.compile(rf"{subject}(?:{verbs})\b.*\b(?:on|in|at|after|near|outside|during)\b", regex.IGNORECASE)


@cache
def _stamp() -> regex.Pattern[str]:
    """What sites print before the story on the same line: agency, date and time of day, counters."""
    signed = rf"(?:(?:{_agency()}) )?"
    label = r"(?:(?:updated|published|last updated(?: at)?|date of publication|posted|last modified)[: ]+)?"
    hour = r"(?:[ ,]*(?:at )?\d{2}:?\d{2}(?: (?:UTC|GMT)(?:[+-]\d+)?)?)?(?: regional)?"
    counters = r"(?:print tweet views \d+|get short url(?: \d+)*)"
    date = rf"{signed}{label}{_WEEKDAY}?{_DATE}{hour}"
    signature = rf"(?:{_agency()}) (?={counters}|(?-i:[\p{{Lu}}\d]))|updated (?=(?-i:\p{{Lu}}))"
    return regex.compile(rf"(?:{date}|{signature}|{counters})[ ,.:|-]*", regex.IGNORECASE)


def same(text: str) -> str:
    """A line without case, white space and punctuation, to see that it repeats another."""
    return " ".join(_WORD.findall(text.casefold()))


def stamps(block: str, headline: str) -> list[int]:
    """Offsets in a block at which a repeated headline, a date stamp or an agency's name that stand before the story end."""
    cuts: list[int] = []
    at = 0
    while at < len(block):
        if headline and (end := _repeat(block, at, headline)):
            at, headline = end, ""
        elif (found := _stamp().match(block, at)) and (cuts or any(c.isdigit() for c in found.group())):
            at = found.end()
        else:
            break
        cuts.append(at)
    return [cut for cut in cuts if cut < len(block)]


def _repeat(block: str, at: int, headline: str) -> int | None:
    """Where the story goes on after its repeated headline, None where the headline is not repeated."""
    end = at + len(headline)
    if block[at:end].casefold() != headline.casefold() or block[end : end + 1].isalnum():
        return None
    story = block[end:].lstrip(" .:|-•")
    return None if story[:1].islower() or story[:1] in _GOES_ON else len(block) - len(story)


def kinds(pieces: list[tuple[str, int]]) -> list[SentenceKind]:
    """The kind of every sentence of a document; a piece is its text and the number of its paragraph."""
    first, heads = _headlines(pieces)
    sizes = Counter(paragraph for _, paragraph in pieces)
    words: Counter[int] = Counter()
    for text, paragraph in pieces:
        words[paragraph] += len(text.split())
    seen: set[str] = set()
    found: list[SentenceKind] = []
    for index, (text, paragraph) in enumerate(pieces):
        key = same(text)
        alone = sizes[paragraph] == 1
        kind = _furniture(text, alone and paragraph > 1)
        if index in heads or (key and key in first):
            kind = SentenceKind.HEADLINE
        elif kind is SentenceKind.BODY and alone and len(key) >= LEAST_REPEAT and key in seen:
            kind = SentenceKind.CAPTION
        elif kind is SentenceKind.BODY and alone and _crosshead(text) and words[paragraph + 1] >= LEAST_PARAGRAPH:
            kind = SentenceKind.HEADLINE
        if kind is SentenceKind.CAPTION and len(text.split()) <= LONGEST_CREDIT:
            _credit(found, pieces, paragraph)
        seen.add(key)
        found.append(kind)
    return found


def _credit(found: list[SentenceKind], pieces: list[tuple[str, int]], paragraph: int) -> None:
    """A credit that closes a short paragraph makes the whole of it a caption."""
    before = [i for i in range(max(0, len(found) - CAPTION_SENTENCES), len(found)) if pieces[i][1] == paragraph]
    if before and (before[0] == 0 or pieces[before[0] - 1][1] != paragraph):
        for i in before:
            found[i] = SentenceKind.CAPTION if found[i] is SentenceKind.BODY else found[i]


def _headlines(pieces: list[tuple[str, int]]) -> tuple[set[str], set[int]]:
    """The first lines without a final stop, as normalised texts and as indexes; a text of one line has none."""
    sizes = Counter(paragraph for _, paragraph in pieces)
    texts: set[str] = set()
    heads: set[int] = set()
    for index, (text, paragraph) in enumerate(pieces):
        if paragraph >= HEADLINE_LINES or len(sizes) < 2 or sizes[paragraph] > 2:
            break
        if paragraph and (_furniture(text, False) is not SentenceKind.BODY or _BULLET.match(text)):
            continue
        if len(text.split()) > LONGEST_HEADLINE or (paragraph and (_FINAL_STOP.search(text) or text.endswith((":", ",")))):
            break
        heads.add(index)
        texts.add(same(text))
        texts.add(same(regex.split(r" [|–—-] (?=[^|]*$)", text)[0]))
    return texts, heads


def _furniture(text: str, line: bool) -> SentenceKind:
    """Byline, caption, promotion, else body, by the words alone; `line` says that it stands alone on a line after the first two."""
    size = len(text.split())
    for kind in (SentenceKind.PROMOTION, SentenceKind.BYLINE, SentenceKind.CAPTION):
        if _is(kind, text, size):
            return kind
    shown = line and size >= LEAST_CAPTION and not _BULLET.match(text) and (not _FINAL_STOP.search(text) or _FINAL_DATE.search(text))
    return SentenceKind.CAPTION if shown and _shows().match(text) else SentenceKind.BODY


def _crosshead(text: str) -> bool:
    unended = not _FINAL_STOP.search(text) and not text.endswith((":", ",", ";"))
    return unended and len(text.split()) <= LONGEST_CROSSHEAD and not _BULLET.match(text) and text[:1].isalnum()
