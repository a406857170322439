"""Words of sentences and names, reduced so that printed variants meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """A lower-case word without possessive and regular plural: "Officers’" and "officer" meet."""
    word = re.sub(r"[’'].*", "", word.lower())
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """A text without accents, so that two spellings of a name meet."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)) if not text.isascii() else text


def words(text: str) -> list[str]:
    """The stems of a text, in order, without accents."""
    return [stem(w) for w in _WORD.findall(plain(text))]


def skeleton(word: str) -> str:
    """The consonants of a word, in which spellings of one foreign name meet: Joz and Jawz."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw]", "", word))


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The lower-case words of a text with their offsets, for comparing runs of copy."""
    return [(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]
