"""Words of a sentence as names are made of them, the lists of data/places.toml, and what the gazetteer knows under a printed name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from corroborate.read.found import Sentence
from corroborate.read.gazetteer import Known, fold, gazetteer
from corroborate.vocabulary import vocabulary

_TOKEN = regex.compile(r"(?:(?:U\.S\.A?|U\.K\.|St\.|Mt\.|Ft\.)|[\p{L}\d][\p{L}\p{M}\d]*(?:['’`ʼ-][\p{L}\p{M}\d]+)*)")
_ARTICLE = regex.compile(r"(?:al|el|ad|ar|as|ash|at|an|az|ez|es|et)[-’'\s]", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence: offsets into the document, and the word without a possessive ending."""

    start: int
    end: int
    word: str
    possessive: bool
    lower: str
    capital: bool
    """Whether the word is written as a name, an Arabic article before it allowed for."""

    @classmethod
    def of(cls, start: int, end: int, word: str, possessive: bool) -> Token:
        """A token of a word without its possessive ending."""
        bare = _ARTICLE.sub("", word, count=1) if "-" in word else word
        return cls(start, end, word, possessive, word.lower(), word[0].isupper() or bare[:1].isupper())


@cache
def listed(name: str) -> frozenset[str]:
    """A list of words of data/places.toml."""
    return frozenset(vocabulary("places")["words"][name])


@lru_cache(maxsize=20_000)
def known(name: str) -> tuple[Known, ...]:
    """What the gazetteer and the list of regions know under a printed name."""
    places = vocabulary("places")
    name = places["abbreviations"].get(name, name)
    found = gazetteer().named(name)
    if region := places["regions"].get(fold(name)):
        country, latitude, longitude = region
        found = (Known(name, "region", f"region.{fold(name)}", country, "", latitude, longitude, 3_000_000), *found)
    return found


def tokens(sentence: Sentence) -> list[Token]:
    """The words of a sentence with their offsets in the document."""
    made = []
    for m in _TOKEN.finditer(sentence.text):
        word = m.group()
        possessive = word[-2:] in ("'s", "’s")
        after = _TOKEN.match(sentence.text, m.end() + 1) if possessive else None
        possessive = possessive and not (after and gazetteer().named(f"{word} {after.group()}"))  # `Cox's Bazar`
        bare = word[:-2] if possessive else word
        if not possessive and len(word) > 4 and word[0].isupper() and word.endswith("s") and _lost_apostrophe(word):
            possessive, bare = True, word[:-1]
        made.append(Token.of(sentence.start + m.start(), sentence.start + m.end(), bare, possessive))
    return made


@lru_cache(maxsize=20_000)
def _lost_apostrophe(word: str) -> bool:
    """Whether a word is a country's name with an `s`: feeds lose apostrophes."""
    return any(k.kind == "country" for k in gazetteer().named(word[:-1])) and not gazetteer().named(word)
