"""What a quantity is, and one with its place among the tokens of a text."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model import Amount


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity with its place in the text (`start` to `end`).

    `unit` is a unit's name or the noun counted, None for a bare number; `change` is "up", "down" or ""; `came_from` is the amount before a
    change that the text tells in full ("from 240 to 273"). `rough` says that a range is only about so ("about 14 to 18").
    """

    start: int
    end: int
    amount: Amount
    unit: str | None = None
    change: str = ""
    came_from: Amount | None = None
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A quantity on the tape: tokens `first` to `last`; `measured` whether its unit is one of the vocabulary."""

    first: int
    core: int
    last: int
    quantity: Quantity
    measured: bool
