"""Which speakers belong to which party: a table that the user may replace (format: the head of `data/blocs.toml`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeVar

from corroborate.errors import CorroborateError
from corroborate.model import Source, Standard
from corroborate.reconcile.usertables import table

T = TypeVar("T")
UNKNOWN = "unknown"
HINT = "docs/standards.md shows the format; “corroborate blocs” prints a table to start from"
KEYS = {"name": str, "words": list, "with": str, "party": bool, "expected": bool}


@dataclass(frozen=True, slots=True)
class Bloc:
    """One row: a side, the words of a name or role that tell it, the side that it counts with, whether it is a party to the conflict.

    `expected` says that its silence is to be told even where nobody accuses it.
    """

    name: str
    words: tuple[str, ...]
    camp: str
    party: bool = False
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Blocs:
    """A whole table; the first row with a word that stands in the speaker's name or role gives the side."""

    rows: tuple[Bloc, ...]
    version: str
    sha256: str
    text: str

    @property
    def standard(self) -> Standard:
        """The table as a record names it."""
        says = "Which kinds of speakers stand on one side; it says nothing about who is to be believed."
        return Standard("blocs", self.version, self.sha256, "Table of sides", says)

    def side(self, text: str) -> str:
        """The side of a name and role; `unknown` where no row applies."""
        return next((row.name for row in self.rows if _pattern(row.words).search(text)), UNKNOWN)

    def camp(self, side: str) -> str:
        """The side that a side counts with when it is asked whether different sides say the same."""
        return next((row.camp for row in self.rows if row.name == side), side)

    def parties(self) -> frozenset[str]:
        """The sides whose accusations against each other make a matter contested."""
        return frozenset(row.name for row in self.rows if row.party)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(_printed(w) for w in sorted(words, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)


def _printed(word: str) -> str:
    """A word of the table as it may be printed: in any case, but an acronym only so, for the WHO is no resident who fled."""
    return f"(?-i:{re.escape(word)})" if word.isupper() else re.escape(word)


def parse(text: str, where: str) -> Blocs:
    """Read a table; CorroborateError names the file, the line and what is wrong with the row."""
    made = table(text, where, "the table of sides", "bloc", HINT)
    rows = tuple(map(_row, made.rows, made.places))
    _known(rows, made.places)
    return Blocs(rows, made.version, made.sha256, text)


def _row(row: Any, place: str) -> Bloc:
    if not isinstance(row, dict) or not row.get("name") or not row.get("words"):
        raise CorroborateError("a row of the table of sides needs a name and words", place, HINT)
    for key, value in row.items():
        kind = KEYS.get(key)
        if kind is None:
            raise CorroborateError(f"a row of the table of sides has no key {key!r}", place, f"Use {', '.join(KEYS)}")
        if not isinstance(value, kind):
            what = {str: "words in quotation marks", list: "a list of words", bool: "true or false"}[kind]
            raise CorroborateError(f"{key!r} must be {what}", place, HINT)
    words = [w for w in row["words"] if isinstance(w, str) and w.strip()]
    if len(words) < len(row["words"]):
        raise CorroborateError("every one of 'words' must be a word or phrase in quotation marks", place, HINT)
    if row["name"] == UNKNOWN:
        raise CorroborateError(f"{UNKNOWN!r} is what a speaker is whom no row covers, and cannot be a row", place, HINT)
    return Bloc(row["name"], tuple(words), str(row.get("with", row["name"])), row.get("party", False), row.get("expected", False))


def _known(rows: tuple[Bloc, ...], places: Sequence[str]) -> None:
    """Every name once, and every side that another counts with is a row."""
    seen: set[str] = set()
    names = {row.name for row in rows}
    for row, place in zip(rows, places, strict=True):
        if row.name in seen:
            raise CorroborateError(f"there are two rows {row.name!r}", place, "Put their words into one row")
        if row.camp not in names:
            raise CorroborateError(f"{row.name!r} counts with {row.camp!r}, which is no row", place, f"Rows: {', '.join(sorted(names))}")
        seen.add(row.name)


@cache
def shipped() -> Blocs:
    """The table of the package: kinds of speakers, no outlet, country or party."""
    return parse((files("corroborate") / "data" / "blocs.toml").read_text(encoding="utf-8"), "data/blocs.toml")


_active: ContextVar[Blocs | None] = ContextVar("blocs", default=None)


def active() -> Blocs:
    """The table in use."""
    return _active.get() or shipped()


@contextmanager
def using(blocs: Blocs) -> Iterator[None]:
    """Work by this table while the block runs."""
    token = _active.set(blocs)
    try:
        yield
    finally:
        _active.reset(token)


def by_table(work: Callable[[Source], T]) -> Callable[[Source], T]:
    """Remember what a function says of a source for each table: another table gives another answer."""

    @lru_cache(maxsize=16_384)
    def told(digest: str, source: Source) -> T:
        return work(source)

    def ask(source: Source) -> T:
        return told(active().sha256, source)

    ask.__doc__, ask.__name__ = work.__doc__, work.__name__
    return ask
