"""Amounts as reports print them, by a closed grammar: hedge, increment, number or vague word, and what follows.

The floors of vague words and the bounds of hedges are data (numbers.toml, hedges.toml); the numbers that a bound stands for are
`Amount.make`'s, so that what is parsed and what the record prints cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from corroborate.model import Amount, Bound
from corroborate.read.kinds import kind_of
from corroborate.read.numbers import exact, in_words, value_of
from corroborate.read.tokens import Token, tokens
from corroborate.vocabulary import vocabulary

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]
"""First token -> phrases with what they stand for."""

ONE_UNIT = (
    (("half", "a"), 0.5), (("half",), 0.5), (("a", "half", "a"), 0.5), (("a", "half"), 0.5), (("a",), 1.0), (("an",), 1.0),
)  # fmt: skip
"""Articles that stand for a number before a unit."""


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount in a tape of tokens: `first` to `last` (exclusive) are its tokens, `core` the first token of the number itself.

    `form` is number, vague, nobody, pair; `further` says that it comes on top of others ("a further 20", "dozens more").
    """

    first: int
    last: int
    core: int
    amount: Amount
    form: str = "number"
    further: bool = False


def parse(words: str) -> Amount | None:
    """Read words that are an amount from their first word to their last; None if they are not."""
    tape = tokens(words)
    found = stated(tape, 0)
    return found.amount if found and found.last == len(tape) else None


def render(amount: Amount, spelled: bool = False) -> str:
    """Print an amount as a report would: in digits, or `spelled` in words where it is a whole number."""
    if amount.bound is Bound.VAGUE:
        return _vague_word(cast(float, amount.low))
    if amount.bound is Bound.RANGE:
        low, high = _number(cast(float, amount.low), spelled), _number(cast(float, amount.high), spelled)
        return f"{low} to {high}" if spelled else f"between {low} and {high}"  # "between one hundred and five ..." could be 105
    hedges = {"about": "about ", "at_least": "at least ", "more_than": "more than ", "at_most": "up to ", "less_than": "fewer than "}
    return hedges.get(str(amount.bound), "") + _number(cast(float, amount.point), spelled)


def stated(tape: list[Token], at: int) -> Stated | None:
    """The amount that starts at token `at`, the longest reading of it; None if none starts there."""
    if at >= len(tape) or not (tape[at].number or tape[at].low in _starters()):
        return None
    return _range(tape, at) or _hedged(tape, at) or _together(tape, at) or _nobody(tape, at)


def amounts(tape: list[Token]) -> list[Stated]:
    """All amounts of a sentence, left to right, none overlapping another."""
    found, at = [], 0
    while at < len(tape):
        one = stated(tape, at)
        if one:
            found.append(one)
        at = one.last if one else at + 1
    return found


def hedge_behind(tape: list[Token], found: Stated, at: int) -> tuple[Amount, int] | None:
    """The amount by a hedge at token `at`, after the noun ("20 civilians at least", "20 cm or less"), and the index after it."""
    if found.amount.bound is not Bound.EXACT or found.form != "number" or at == found.last or at - found.last > 3:
        return None
    after = _longest(tape, at, _phrases("hedges", "after"))
    if after is None or after[1] - at < 2 or exact(tape, after[1]) or _longest(tape, after[1], _phrases("numbers", "vague")):
        return None
    return Amount.make(Bound(after[0]), cast(float, found.amount.point)), after[1]


@cache
def _starters() -> frozenset[str]:
    """Every word that an amount can begin with."""
    tables = (("hedges", "before"), ("numbers", "increments"), ("numbers", "vague"), ("numbers", "together"), ("numbers", "nobody"))
    first = {word for table in tables for word in _phrases(*table)}
    return frozenset({*first, *vocabulary("numbers")["cardinals"], "between", "a", "an", "half", "quarter", "three"})


@cache
def _phrases(file: str, table: str) -> Phrases:
    """A table of phrases by their first token, longest first; lists of words map to themselves."""
    rows = vocabulary(file)[table]
    pairs = {w: w for w in rows["words"]} if isinstance(rows.get("words"), list) else rows
    made: Phrases = {}
    for phrase, value in pairs.items():
        words = tuple(t.low for t in tokens(phrase))
        made.setdefault(words[0], []).append((words, str(value)))
    return {first: sorted(entries, key=lambda e: -len(e[0])) for first, entries in made.items()}


def _longest(tape: list[Token], at: int, table: Phrases) -> tuple[str, int] | None:
    """The value of the longest phrase of `table` that starts at `at`, and the index after it."""
    if at >= len(tape):
        return None
    for words, value in table.get(tape[at].low, ()):
        end = at + len(words)
        if end <= len(tape) and all(tape[at + k].low == w for k, w in enumerate(words)):
            return value, end
    return None


def hedge(tape: list[Token], at: int) -> tuple[Bound, int] | None:
    """The bound that a hedge at token `at` gives to the amount behind it, and the index after its words."""
    found = _longest(tape, at, _phrases("hedges", "before"))
    if found is None or (tape[at].low == "over" and at and tape[at - 1].low in vocabulary("hedges")["particles"]["words"]):
        return None
    inner = _longest(tape, found[1], _phrases("hedges", "before"))
    # "at least some 20", "up to about 50": the first says which way, the second only that the number is round
    return (Bound(found[0]), inner[1]) if inner and Bound(inner[0]) is Bound.ABOUT else (Bound(found[0]), found[1])


def _hedged(tape: list[Token], at: int) -> Stated | None:
    further, bound, core = False, Bound.EXACT, at
    for _ in range(3):
        if (told := hedge(tape, core)) and bound is Bound.EXACT:
            bound, core = told
        elif more := _longest(tape, core, _phrases("numbers", "increments")):
            further, core = True, more[1]
        else:
            break
    if bound is not Bound.EXACT and core == at + 1 and core < len(tape) and tape[core].low == "the":
        return None  # "learned more about the five": no hedge but a preposition
    if bound is not Bound.EXACT and core < len(tape) and tape[core].low in vocabulary("hedges")["filler"]["words"]:
        core += exact(tape, core) is None and exact(tape, core + 1) is not None
    return _vague(tape, at, core, further, bound) or _number_at(tape, at, core, further, bound) or _one_unit(tape, at, core, bound)


def _one_unit(tape: list[Token], at: int, core: int, bound: Bound) -> Stated | None:
    """"more than a mile", "half a kilometre": the article is the number."""
    for words, value in ONE_UNIT:
        end = core + len(words)
        if end < len(tape) and tuple(t.low for t in tape[core:end]) == words and kind_of(tape[end].low) == "distance":
            return Stated(at, end, core, Amount.make(bound, value)) if value != 1 or bound is not Bound.EXACT else None
    return None


def _vague(tape: list[Token], at: int, core: int, further: bool, bound: Bound) -> Stated | None:
    found = _longest(tape, core, _phrases("numbers", "vague"))
    if found is None:
        return None
    floor, last = float(found[0]), found[1]
    further, last = _afterwards(tape, last, further)
    first = at if bound is Bound.EXACT else core  # a vague word takes no hedge: "came under several attacks"
    return Stated(first, last, core, Amount.make(Bound.VAGUE, floor), "vague", further)


def _number_at(tape: list[Token], at: int, core: int, further: bool, bound: Bound) -> Stated | None:
    number = exact(tape, core)
    if number is None:
        return None
    value, last = number
    if last < len(tape) and bound is Bound.EXACT and (after := _longest(tape, last, _phrases("hedges", "after"))):
        bound, last = Bound(after[0]), after[1]
    further, last = _afterwards(tape, last, further)
    return Stated(at, last, core, Amount.make(bound, value), "number", further)


def _afterwards(tape: list[Token], last: int, further: bool) -> tuple[bool, int]:
    """"dozens more": the word belongs to the amount, unless a comparison follows ("20 more than")."""
    if last < len(tape) and tape[last].low == "more" and not (last + 1 < len(tape) and tape[last + 1].low == "than"):
        return True, last + 1
    return further, last


def _range(tape: list[Token], at: int) -> Stated | None:
    if at < len(tape) and tape[at].low == "between":
        joined = _two(tape, at + 1, ("and", "to", "-", "–"))
        return _ranged(tape, at, joined, at + 1) if joined else None
    told = hedge(tape, at)
    if told and told[0] in (Bound.MORE_THAN, Bound.AT_LEAST) and (bounded := _bounded(tape, at, told[1])):
        return bounded
    start = told[1] if told else at
    joined = _two(tape, start, tuple(vocabulary("hedges")["joiners"]["words"]))
    if joined is None or _changes(tape, at):
        return None
    return _ranged(tape, at, joined, start)


def _ranged(tape: list[Token], at: int, joined: tuple[float, float, int], core: int) -> Stated | None:
    low, high, last = joined
    return Stated(at, last, core, Amount.make(Bound.RANGE, low, high)) if low < high else None


def _two(tape: list[Token], at: int, joiners: tuple[str, ...]) -> tuple[float, float, int] | None:
    """Two numbers with a joiner between them; "5 to 10 million" scales both."""
    at += at < len(tape) and tape[at].low in ('"', "“")
    left = exact(tape, at)
    if left is None or left[1] >= len(tape) or tape[left[1]].low not in joiners:
        return None
    right = exact(tape, left[1] + 1)
    if right is None:
        return None
    low, high = left[0], right[0]
    if right[1] - left[1] == 3 and tape[left[1] - 1].number and tape[left[1] + 1].number:
        low *= high / value_of(tape[left[1] + 1])
    elif low * 100 < high and low * 1000 < high and low < 100 and high % 1000 == 0 and tape[left[1]].low in ("-", "–"):
        low *= 1000  # "5-6,000"
    return low, high, right[1]


def _bounded(tape: list[Token], at: int, start: int) -> Stated | None:
    """"more than 60 and up to 80", "at least 40, possibly as many as 60": a range in two hedges."""
    left = exact(tape, start)
    if left is None:
        return None
    joint = left[1]
    while joint < len(tape) and tape[joint].low in (",", "and", "or", "but", "possibly", "perhaps", "maybe"):
        joint += 1
    upper = hedge(tape, joint) if joint > left[1] else None
    if upper is None or upper[0] is not Bound.AT_MOST:
        return None
    right = exact(tape, upper[1])
    return _ranged(tape, at, (left[0], right[0], right[1]), start) if right else None


def _changes(tape: list[Token], at: int) -> bool:
    """Whether "from A to B" before `at` tells of a change ("rose from 52 to 57"): then both are amounts of their own."""
    before = [t.low for t in tape[max(0, at - 4) : at]]
    return "from" in before[-1:] and bool(set(before) & set(vocabulary("hedges")["changes"]["words"]))


def _together(tape: list[Token], at: int) -> Stated | None:
    found = _longest(tape, at, _phrases("numbers", "together"))
    if found is None or (found[1] < len(tape) and tape[found[1]].low == "-"):  # "a double-decker bus"
        return None
    return Stated(at, found[1], at, Amount.make(Bound.EXACT, float(found[0])), "pair")


def _nobody(tape: list[Token], at: int) -> Stated | None:
    found = _longest(tape, at, _phrases("numbers", "nobody"))
    return Stated(at, found[1], at, Amount.make(Bound.EXACT, 0), "nobody") if found else None


def _vague_word(floor: float) -> str:
    words = sorted((len(w), w) for w, value in vocabulary("numbers")["vague"].items() if value == floor)
    return str(words[0][1])


def _number(value: float, spelled: bool) -> str:
    if value != int(value):
        return str(value)
    return in_words(int(value)) if spelled else f"{int(value):,}"
