"""Words of a sentence as names are made of them, the lists of data/places.toml, and what the gazetteer knows under a printed name."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import regex

from corroborate.read.found import Sentence
from corroborate.read.gazetteer import Known, fold, gazetteer
from corroborate.vocabulary import vocabulary

_WORD = r"(?:U\.S\.A?|U\.K\.|St\.|Mt\.|Ft\.)|[\p{L}\d][\p{L}\p{M}\d]*(?:['’`ʼ-][\p{L}\p{M}\d]+)*"
_PARTY = regex.compile(r"(?:R|D|I|DFL)(?=-\p{Lu})")
"""The party before the home of a member of Congress: `R-Tessaly`."""
_ARTICLE = regex.compile(r"(?:al|el|ad|ar|as|ash|at|an|az|ez|es|et)[-’'\s]", regex.IGNORECASE)


class Token(NamedTuple):  # a tuple: it is made for every word of every report
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


@cache
def kinds() -> frozenset[str]:
    """Words for kinds of places: settlements, quarters, divisions."""
    return listed("settlements") | listed("quarters") | listed("divisions")


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


@cache
def _token() -> regex.Pattern[str]:
    """A word; the abbreviation of a division keeps its points where it stands after a comma, a bracket or a party's letter."""
    printed = (a for a in vocabulary("places")["abbreviations"] if a[0].isupper() and not a.startswith("U"))
    divisions = "|".join(regex.escape(a).replace(r"\ ", r"\s") for a in sorted(printed, key=lambda a: (-len(a), a)))
    return regex.compile(rf"(?<=[,(]\s?|\b[RDI]-)(?:{divisions})(?![\p{{L}}\d])|{_PARTY.pattern}|{_WORD}")


@lru_cache(maxsize=5_000)
def _parts(word: str) -> tuple[str, ...]:
    """A word with a hyphen as the names that it joins (`Aldo-based`, `Aldo-Tessaly`); itself alone where it is one name."""
    first, _, rest = word.partition("-")
    peoples = vocabulary("places")["adjectives"]
    if not rest or not first[0].isupper() or known(word):
        return (word,)
    if rest in listed("joined_words"):
        return (first, rest) if known(first) and first.lower() not in peoples else (word,)
    names = word.split("-")
    places = [
        n
        for n in names
        if len(n) > 1 and n[0].isupper() and n.lower() not in listed("given_names") and (n.lower() in peoples or _weighty(n))
    ]
    return tuple(names) if len(places) == len(names) and not all(n.lower() in peoples for n in names) else (word,)


def _weighty(name: str) -> bool:
    return any(k.kind != "city" or k.population > 5_000 for k in known(name)[:1])


def tokens(sentence: Sentence) -> list[Token]:
    """The words of a sentence with their offsets in the document."""
    made = []
    word_at = _token()
    for m in word_at.finditer(sentence.text):
        word = m.group()
        if "-" in word and len(parts := _parts(word)) > 1:
            start = sentence.start + m.start()
            for part in parts:
                made.append(Token.of(start, start + len(part), part, False))
                start += len(part) + 1
            continue
        possessive = word[-2:] in ("'s", "’s")
        after = word_at.match(sentence.text, m.end() + 1) if possessive else None
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
