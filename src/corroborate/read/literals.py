"""Words without one of which an expression cannot match, found in the expression itself; looking for them is far cheaper than the match."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from re import _parser  # type: ignore[attr-defined]  # expressions are read as the standard library reads them
from typing import Any

import ahocorasick_rs
import regex

LEAST = 3
"""Letters of a word worth looking for."""
MOST = 200
"""Words of a set worth looking for."""

Set = frozenset[str]
_CLASS = re.compile(r"\\[pP]\{[^}]*\}")  # a class of letters that the standard library does not know
_NAME = re.compile(r"\(\?P<\w+>")


def required(pattern: str) -> tuple[Set, ...]:
    """Sets of words in small letters: whatever an expression matches holds at least one word of each set; () where none is known."""
    plain = _NAME.sub("(?:", _CLASS.sub(".", pattern))
    try:
        with warnings.catch_warnings(action="ignore"):
            found = list(_needs(_parser.parse(plain, re.IGNORECASE)))
    except (re.error, RecursionError, OverflowError):
        return ()
    return tuple(dict.fromkeys(s for s in found if _good(s)))


def _good(words: Set) -> bool:
    return 0 < len(words) <= MOST and min(map(len, words)) >= LEAST


def _needs(items: Iterable[tuple[Any, Any]]) -> Iterator[Set]:
    """The sets of a sequence: its runs of letters, and what its parts need."""
    run = ""
    for op, value in items:
        name = str(op)
        if name == "LITERAL":
            run += chr(value)
            continue
        if name == "AT":
            continue
        if run:
            yield frozenset({run.casefold()})
        run = ""
        yield from _part(name, value)
    if run:
        yield frozenset({run.casefold()})


def _part(name: str, value: Any) -> Iterator[Set]:
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        if value[0] > 0:
            yield from _needs(value[2])
    elif name == "SUBPATTERN":
        yield from _needs(value[3])
    elif name == "ATOMIC_GROUP":
        yield from _needs(value)
    elif name == "ASSERT":
        yield from _needs(value[1])
    elif name == "BRANCH":
        best = [max(filter(_good, _needs(branch)), key=_worth, default=None) for branch in value[1]]
        if all(best):
            yield frozenset().union(*(b for b in best if b))


def _worth(words: Set) -> tuple[int, int]:
    """How seldom a set may be met: the longer its shortest word, the fewer its words."""
    return min(map(len, words)), -len(words)


class Gate:
    """Expressions by number, each with the sets of words that it needs: which of them a text can match at all."""

    def __init__(self, needs: list[tuple[Set, ...]]) -> None:
        numbers = {words: number for number, words in enumerate(dict.fromkeys(s for sets in needs for s in sets))}
        met: dict[str, int] = {}  # of each word, a bit for each set that it is of
        for words, number in numbers.items():
            for word in words:
                met[word.casefold()] = met.get(word.casefold(), 0) | 1 << number
        self._met = list(met.values())
        self._words = ahocorasick_rs.AhoCorasick(list(met))
        self._needs = [sum(1 << numbers[s] for s in set(sets)) for sets in needs]

    def open(self, text: str) -> list[int]:
        """The numbers of the expressions all of whose sets have a word in a text."""
        seen = 0
        for word, _, _ in self._words.find_matches_as_indexes(text.casefold(), overlapping=True):
            seen |= self._met[word]
        return [k for k, needed in enumerate(self._needs) if seen & needed == needed]


class Guarded:
    """An expression that is only tried where a text holds the words that it needs."""

    def __init__(self, pattern: str, flags: int = regex.IGNORECASE) -> None:
        self.compiled = regex.compile(pattern, flags)
        needed = max(required(pattern), key=_worth, default=None)
        self._gate = ahocorasick_rs.AhoCorasick(sorted(needed)) if needed else None

    def possible(self, text: str) -> bool:
        """Whether a text holds one of the words that the expression needs."""
        return self._gate is None or bool(self._gate.find_matches_as_indexes(text.casefold()))

    def search(self, text: str, start: int = 0) -> regex.Match[str] | None:
        """The first place where the expression matches, from an offset on."""
        return self.compiled.search(text, start) if self.possible(text) else None

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """Every place where the expression matches."""
        return self.compiled.finditer(text) if self.possible(text) else iter(())
