"""How a table is asked for one page: by the filter that leaves fewest rows, or along the order wanted; counted only so far."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corroborate.model.desk import COUNTED

FEW = 2_000
"""Rows that are cheaper sorted than looked for along an order."""
WORD = re.compile(r"\w")
TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
TERMS, LONGEST = 16, 100
"""Terms of one search, and characters of one term; what goes beyond is passed over."""


@dataclass(frozen=True, slots=True)
class Way:
    """One filter: its condition and what fills it; `by` is how the table is opened to be led by it ("" where nothing leads).

    `ordered` says that its rows then come in the order wanted, `size` how many there are, where that is known."""

    condition: str
    values: tuple[object, ...] = ()
    by: str = ""
    ordered: bool = False
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The part of a query after SELECT: what FROM and WHERE hold and what fills it; `first` leads, None where the order does."""

    source: str
    where: str
    values: tuple[object, ...]
    first: Way | None


def plan(db: sqlite3.Connection, table: str, ways: Sequence[Way], along: str) -> Plan:
    """Decide by which index a table is read; `along` is how it is opened where the order leads."""
    first = _leading(db, table, ways)
    held = [first, *(w for w in ways if w is not first)] if first else list(ways)
    where = " AND ".join(w.condition for w in held) or "1"
    return Plan(f"{table} {first.by if first else along}", where, tuple(v for w in held for v in w.values), first)


def _leading(db: sqlite3.Connection, table: str, ways: Sequence[Way]) -> Way | None:
    """The filter that leaves fewest rows where these can be sorted, else one whose index has the order wanted, else none."""
    leading = [w for w in ways if w.by]
    if len(leading) == 1 and leading[0].ordered:
        return leading[0]
    sizes = [(_size(db, table, w), n) for n, w in enumerate(leading)]
    if sizes and min(sizes)[0] <= FEW:
        return leading[min(sizes)[1]]
    ordered = [s for s in sizes if leading[s[1]].ordered]
    return leading[min(ordered)[1]] if ordered else None


def _size(db: sqlite3.Connection, table: str, way: Way) -> int:
    if way.size is not None:
        return way.size
    query = f"SELECT COUNT(*) FROM (SELECT 1 FROM {table} {way.by} WHERE {way.condition} LIMIT {FEW + 1})"  # noqa: S608 - parts are ours
    return int(db.execute(query, way.values).fetchone()[0])


def total(db: sqlite3.Connection, made: Plan, seen: int) -> tuple[int, bool]:
    """How many rows a plan gives, `seen` at the least, and whether these are all: at most `COUNTED` candidates are looked at."""
    lead = made.first.condition if made.first else "1"
    looked = f"SELECT ({made.where}) AS fits FROM {made.source} WHERE {lead} LIMIT {COUNTED}"  # noqa: S608 - parts are ours
    values = (*made.values, *(made.first.values if made.first else ()))
    count, fitting = db.execute(f"SELECT COUNT(*), COALESCE(SUM(fits), 0) FROM ({looked})", values).fetchone()  # noqa: S608 - ours
    return max(int(fitting), seen), count < COUNTED


def among(column: str, values: Iterable[str]) -> tuple[str, tuple[object, ...]]:
    """A condition that a column holds one of some values, whatever their number, and what fills it."""
    held = list(values)
    if len(held) == 1:
        return f"{column} = ?", (held[0],)
    return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(held),)  # noqa: S608 - the name is ours


def like(column: str, words: str) -> Way:
    """A filter that a column holds every one of some words, small or capital."""
    every = [w for w in words.split() if w][:TERMS]
    each, values = [], []
    for word in every:
        # LIKE knows capitals of ASCII alone
        forms = (word,) if word.isascii() else tuple(dict.fromkeys((word, word.lower(), word.title(), word.upper())))
        each.append("(" + " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for _ in forms) + ")")
        values += [_inside(form) for form in forms]
    return Way(" AND ".join(each) or "1", tuple(values))


def _inside(word: str) -> str:
    return "%" + "".join("\\" + c if c in "%_\\" else c for c in word[:LONGEST]) + "%"


def terms(words: str, begins: bool = False) -> list[str]:
    """A user's words as terms of a full-text query, each quoted, so that none can be taken for its syntax.

    `word*` is a beginning; with `begins` every word is. Words in quotation marks stand together."""
    found = []
    for phrase, word in TERM.findall(words.replace("\x00", " ")):
        text = (phrase or word.rstrip("*"))[:LONGEST]
        if WORD.search(text):
            open_ = begins or (not phrase and word.endswith("*"))
            found.append(f'"{text}"' + ("*" if open_ else ""))
    return found[:TERMS]
