"""Words of a sentence with their offsets, and the classes of words by which sources are recognised."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import regex

from corroborate.vocabulary import vocabulary

_TOKEN = regex.compile(
    r"(?:\p{Lu}\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Gov|Sen|Rep|Rev|Prof|Brig|Adm|St|Det|Insp|Supt|Ofc|Cmdr|Pvt|Msgr|Const|Atty|Hon)\.(?=\s)"
    r"|\p{L}[\p{L}\p{M}\p{N}]*(?:(?:[-'’&](?=[\p{L}\p{N}])|\.(?=\p{Ll}))[\p{L}\p{M}\p{N}]+)*(?:(?<=s)['’](?=\s\p{L}))?"
    r"|\p{N}[\p{N}.,]*(?<=\p{N})(?:-\p{L}+)*|\S"
)
_ARTICLE = regex.compile(r"(?:al|el|ul|as|an|ar|ad|az|at|ash|d|l)[-'’]\p{Lu}")
DETERMINERS = frozenset(vocabulary("syntax")["determiners"])
INDEFINITE = frozenset(vocabulary("syntax")["indefinite"])
PRONOUNS = frozenset(vocabulary("syntax")["pronouns"])
_FUNCTION = frozenset(vocabulary("syntax")["function"])


class Word(NamedTuple):  # a tuple: it is made for every word of every report
    """One word or mark at `[start, end)` of the document's text; `low` is its lower-case form without a final dot."""

    start: int
    end: int
    text: str
    low: str


def words(text: str, start: int, end: int) -> list[Word]:
    """Cut `text[start:end)` into words and marks."""
    pieces = list(_TOKEN.finditer(text, start, end))
    letters = [m.group() for m in pieces if m.group().isalpha() and len(m.group()) > 1]
    shouting = sum(piece.isupper() for piece in letters) * 2 > len(letters)
    return [Word(m.start(), m.end(), m.group(), _low(m.group(), shouting)) for m in pieces]


def _low(word: str, shouting: bool) -> str:
    low = word.lower().replace("’", "'")
    if not shouting and len(word) > 1 and word.isupper() and (low in _FUNCTION or low in DETERMINERS):
        return word  # IS, WHO, IT: an acronym, not the small word that it looks like
    return low.rstrip(".") if len(low) > 1 else low


@dataclass(frozen=True, slots=True)
class Nouns:
    """The classes of roles.toml as sets of lower-case words."""

    titles: frozenset[str]
    officials: frozenset[str]
    insiders: frozenset[str]
    bodies: frozenset[str]
    media: frozenset[str]
    documents: frozenset[str]
    modifiers: frozenset[str]
    never: frozenset[str]
    outlets: frozenset[str]

    @property
    def sources(self) -> frozenset[str]:
        """Every noun that can head the name of a source."""
        return self.officials | self.insiders | self.bodies | self.media | self.documents


@cache
def nouns() -> Nouns:
    """The word classes, loaded once."""
    roles = vocabulary("roles")
    sets = {
        k: frozenset(roles[k]["words"]) for k in ("titles", "officials", "insiders", "bodies", "media", "documents", "modifiers", "never")
    }
    return Nouns(**sets, outlets=frozenset(n.lower() for n in [*roles["media"]["wires"], *roles["media"]["outlets"]]))


@cache
def source_nouns() -> frozenset[str]:
    """The union of the source nouns, loaded once: it is asked for every word."""
    return nouns().sources


def is_name(word: Word) -> bool:
    """Whether a word is capitalised and may belong to a name."""
    return (
        (word.text[:1].isupper() or _ARTICLE.match(word.text) is not None)
        and word.low not in _FUNCTION
        and word.low not in nouns().never
        and word.low not in DETERMINERS
        and (len(word.text) < 4 or word.low.partition("'")[0] not in PRONOUNS)
    )


def is_small(word: Word) -> bool:
    """Whether a word is written small and is no part of a name ("al-Dar" is)."""
    return word.text[:1].islower() and _ARTICLE.match(word.text) is None


def is_noun(word: Word) -> bool:
    """Whether a word is a noun for a source."""
    return _bare(word.low) in source_nouns()


def is_modifier(word: Word) -> bool:
    """Whether a lower-case word may stand before a source noun."""
    low = word.low
    listed = low in nouns().modifiers or low in nouns().titles
    return listed or ("-" in low and low[-1].isalpha() and len(low) > 2) or low.endswith(("'s", "s'"))


def is_plain(word: Word) -> bool:
    """Whether a word is an ordinary lower-case word, neither grammar nor mark nor number."""
    return (
        (word.text[:1].isalpha() or word.text[-1:].isalpha())
        and word.low not in _FUNCTION
        and word.low not in DETERMINERS
        and word.low not in PRONOUNS
    )


def _bare(low: str) -> str:
    return low[:-2] if low.endswith("'s") else low.rstrip("'")
