"""Parts of a whole in words: "two-thirds of", "one in three", "half an hour", "1/16 of a pint"."""

from __future__ import annotations

from functools import cache
from typing import cast

from corroborate.model import Amount, Bound
from corroborate.read.amounts import hedge
from corroborate.read.countednouns import noun_at
from corroborate.read.numbers import exact
from corroborate.read.quantity import Placed, Quantity
from corroborate.read.tokens import Token, tokens
from corroborate.read.triggers import words_of
from corroborate.read.unitwords import low_at, measure_at, table, words
from corroborate.vocabulary import vocabulary

PART = "part of"
LARGEST_COUNT = 1000
"""Largest number of shares that a part of a whole is told in."""


@cache
def _parts() -> dict[str, list[tuple[tuple[str, ...], float]]]:
    made: dict[str, list[tuple[tuple[str, ...], float]]] = {}
    for phrase, value in table("parts").items():
        key = tuple(t.low for t in tokens(phrase))
        made.setdefault(key[0], []).append((key, float(value)))  # type: ignore[arg-type]  # a table of numbers
    return {first: sorted(rows, key=lambda r: -len(r[0])) for first, rows in made.items()}


def part_at(tape: list[Token], at: int) -> Placed | None:
    """A part of a whole with its hedge: "two-thirds of", "one in three", "3/4 of"; or of a unit: "half an hour", "1/16 of a pint"."""
    bound, core = hedge(tape, at) or (Bound.EXACT, at)
    found = _share(tape, core)
    if found is None:
        return None
    value, last = found
    over = last + (low_at(tape, last) == "of")
    over += low_at(tape, over) in ("a", "an", "-")
    over += over > last and low_at(tape, over) in words("before_units")
    unit = measure_at(tape, over) if over > last or tape[last - 1].low in ("a", "an") or tape[core].number else None
    name, last = unit or _whole(tape, last)
    return Placed(at, core, last, Quantity(tape[at].start, tape[last - 1].end, Amount.make(bound, value), name), True)


def _whole(tape: list[Token], at: int) -> tuple[str, int]:
    """What a part is a part of ("two-thirds of the homes": "part of home"), and the index after the part's words."""
    over = at + (low_at(tape, at) == "of")
    while low_at(tape, over) in words_of("determiners"):
        over += 1
    noun = noun_at(tape, over, Amount.make(Bound.VAGUE, 2)) if over < len(tape) else None
    return (f"{PART} {noun[0]}" if noun else PART), at


def _share(tape: list[Token], at: int) -> tuple[float, int] | None:
    """The value of words for a part of a whole that start at token `at`, and the index after them (before "of")."""
    for key, value in _parts().get(low_at(tape, at), []):
        if tuple(t.low for t in tape[at : at + len(key)]) == key:
            return value, at + len(key)
    shares = cast(dict[str, int], vocabulary("quantities")["shares"])
    counted = (1.0, at + 1) if low_at(tape, at) == "a" else exact(tape, at)
    if counted is None or counted[0] > LARGEST_COUNT or counted[0] % 1:
        return None
    over = counted[1] + (low_at(tape, counted[1]) == "-")
    if (of := shares.get(low_at(tape, over))) and (over > counted[1] or counted[0] > 1 or low_at(tape, over + 1) == "of"):
        return counted[0] / of, over + 1
    if low_at(tape, counted[1]) in ("/", "⁄") and tape[at].number and (whole := exact(tape, counted[1] + 1)) and whole[1] == counted[1] + 2:
        told = low_at(tape, whole[1]) == "of" or measure_at(tape, whole[1])
        return (counted[0] / whole[0], whole[1]) if told and counted[0] < whole[0] else None
    out = [t.low for t in tape[counted[1] : counted[1] + 2]]
    over = counted[1] + (2 if out == ["out", "of"] else 1 if out[:1] == ["in"] and counted[0] == 1 else 0)
    over += over > counted[1] and low_at(tape, over) == "every"
    whole = exact(tape, over) if over > counted[1] else None
    return (counted[0] / whole[0], whole[1]) if whole and counted[0] < whole[0] <= LARGEST_COUNT else None
