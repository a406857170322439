"""Names of bodies, people and counties round a place's name: what makes it a part of something else; how: docs/places.md."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from corroborate.read.namewords import Token, listed

_SMALL = ("of", "and", "for", "the", "&")
_PARTIES = ("R", "D", "I", "DFL")
_PAPERS = frozenset(
    ("times", "post", "news", "herald", "tribune", "journal", "gazette", "chronicle", "daily", "radio", "tv", "television", "club")
)


class Row(Protocol):
    """The words of a sentence and what stands between them."""

    words: list[Token]

    def gap(self, j: int) -> str:
        """What stands between a word and the one before it."""

    def joined(self, j: int) -> bool:
        """Whether a word stands right beside the one before it, as in one name."""


@cache
def _body_words() -> frozenset[str]:
    return (listed("bodies") | listed("offices") | listed("body_words")) - _PAPERS - {"river", "red", "human", "mayor", "president"}


def in_body(row: Row, i: int, j: int) -> bool:
    """Whether the words from `i` to before `j` are a part of a body's name, no paper's: `Aldo Superior Court`, `University of Aldo`."""
    words = row.words
    after = []
    k = j
    while k < len(words) and row.gap(k) in (" ", "\xa0") and (words[k].capital or words[k].lower in _SMALL) and k - j < 6:
        if words[k].capital:
            after.append(words[k].lower)
        if words[k].possessive:
            break
        k += 1
    if any(w in _PAPERS for w in after):
        return False
    if any(w in _body_words() for w in after) or (j < len(words) and words[j].lower in ("police", "government") and row.gap(j) == " "):
        return True
    left = i > 1 and words[i - 1].lower == "of" and words[i - 2].capital
    return left and words[i - 2].lower in _body_words() | {"mayor", "bank", "archbishop", "bishop"}


def is_home(row: Row, i: int, j: int) -> bool:
    """Whether the name tells where somebody is at home: `an Aldo man`, `Aldo residents`."""
    words = row.words
    if j >= len(words) or row.gap(j) != " " or words[j].capital or words[j].lower not in listed("belonging"):
        return False
    return i == 0 or words[i - 1].lower in listed("articles") or words[j].lower.endswith("s") or words[j].lower in ("area", "police")


def at_home(row: Row, i: int, people: frozenset[str]) -> bool:
    """Whether the name tells where somebody lives: `Given Surname of Aldo`, `Surname, 44, of Aldo`, `44, Aldo`, `Mill Street, Aldo`."""
    words = row.words
    if i < 1:
        return False
    if words[i - 1].lower == "of" and i > 1:
        return row.gap(i - 1).strip() == "," or (words[i - 2].lower in people and row.gap(i - 1) == " ")
    if row.gap(i).strip(" .") != ",":
        return False
    way = words[i - 1].lower in listed("ways") | {"st", "ave", "rd", "dr", "blvd"}
    return way or (words[i - 1].word.isdigit() and len(words[i - 1].word) == 2)


def of_party(row: Row, i: int) -> bool:
    """Whether a member's party stands before his home: `R-Aldo`."""
    return i > 0 and row.gap(i) == "-" and row.words[i - 1].word in _PARTIES


def of_counties(row: Row, j: int) -> bool:
    """Whether a list of names that goes on here ends in `counties`: `Aldo, Brask and Sund counties`."""
    words: Sequence[Token] = row.words
    for k in range(j, min(j + 14, len(words))):
        if words[k].lower in ("counties", "parishes"):
            return True
        if not (words[k].capital or words[k].lower == "and") or row.gap(k).strip() not in ("", ","):
            return False
    return False


def named_person(row: Row, i: int, j: int) -> bool:
    """Whether the words open somebody's name: a given name before a capitalised word, or after one."""
    words = row.words
    first = words[i].lower in listed("given_names")
    surname = j < len(words) and words[j].capital and row.gap(j) in (" ", ". ") and words[j].lower not in _body_words() | listed("beside")
    return first and j - i == 1 and surname
