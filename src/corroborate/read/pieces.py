"""A text cut into the pieces that the encoder reads, with what its uncased vocabulary loses: capitals, quotation, line starts."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import numpy as np
import regex
from numpy.typing import NDArray

_WORD = regex.compile(r"[\p{Han}]|[^\s\p{P}\p{S}\p{Han}\p{Cc}\p{Cf}\ufffd]+|[\p{P}$+<=>^`|~]|\p{S}")
UNKNOWN, LONGEST_WORD = "[UNK]", 100
WINDOW = 254  # pieces a window, without the two marks at its ends
OPENS, CLOSES, EITHER = "“«„", "”»", '"'
FORMS = 6
SHAPES = FORMS * 4  # form of the word x inside a quotation x first of its line

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """`ids` and `shapes` of each piece; of each word its `first` piece, its half-open offsets and the number of its line."""

    ids: Numbers
    first: Numbers
    word_starts: Numbers
    word_ends: Numbers
    shapes: Numbers
    lines: Numbers


@cache
def _numbers() -> dict[str, int]:
    """The vocabulary that the encoder was trained with: piece -> number."""
    listed = (resources.files("corroborate") / "data" / "encoder" / "vocabulary.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(listed.split("\n"))}


@lru_cache(maxsize=50_000)
def word_pieces(word: str) -> tuple[int, ...]:
    """The numbers of a word's pieces: from its start, the longest piece of the vocabulary each time (WordPiece, Wu et al. 2016)."""
    numbers = _numbers()
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    if not bare or len(bare) > LONGEST_WORD:
        return (numbers[UNKNOWN],)
    found: list[int] = []
    at = 0
    while at < len(bare):
        mark = "##" if at else ""
        end = next((k for k in range(len(bare), at, -1) if mark + bare[at:k] in numbers), None)
        if end is None:
            return (numbers[UNKNOWN],)
        found.append(numbers[mark + bare[at:end]])
        at = end
    return tuple(found)


def pieces(text: str) -> Pieces:
    """Cut a text into words and pieces; every offset is into `text`."""
    spans = np.array([at.span() for at in _WORD.finditer(text)], np.int64).reshape(-1, 2)
    cut = [word_pieces(text[a:b]) for a, b in spans.tolist()]
    sizes = np.array([len(c) for c in cut], np.int64)
    shapes, lines = _shapes(text, spans[:, 0], spans[:, 1])
    ids = np.array([number for c in cut for number in c], np.int64)
    return Pieces(ids, np.cumsum(sizes) - sizes, spans[:, 0], spans[:, 1], np.repeat(shapes, sizes), lines)


def _shapes(text: str, starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """A number for the form, quotation and place of each word, and its line; a quotation ends with its line at the latest."""
    shapes, lines = np.zeros(len(starts), np.int64), np.zeros(len(starts), np.int64)
    quoted, line, before = False, 0, 0
    for k, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        opens = k == 0 or "\n" in text[before:start]
        if opens and k:
            line, quoted = line + 1, False
        word = text[start:end]
        if word in OPENS:
            quoted = True
        elif word in CLOSES or (word == EITHER and quoted):
            quoted = False
        elif word == EITHER:
            quoted = True
        shapes[k] = _form(word) * 4 + quoted * 2 + opens
        lines[k] = line
        before = end
    return shapes, lines


def _form(word: str) -> int:
    """0 lower case, 1 capital, 2 capitals, 3 mixed, 4 with digits, 5 no letters."""
    if word.islower():
        return 4 if any(c.isdigit() for c in word) else 0
    if word.isdigit() or any(c.isdigit() for c in word):
        return 4
    if not word[:1].isalpha():
        return 5
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[:1].isupper() and word[1:].islower() else 3


def windows(count: int, longest: int, shared: int) -> list[tuple[int, int]]:
    """Half-open ranges of pieces that cover `count` pieces: few enough, all of one length, two of them sharing `shared` pieces or more."""
    if count <= longest:
        return [(0, count)] if count else []
    number = -(-(count - shared) // (longest - shared))
    size = -(-(count + shared * (number - 1)) // number)
    return [(start, start + size) for start in (k * (count - size) // (number - 1) for k in range(number))]
