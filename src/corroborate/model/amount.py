"""Numbers as reports print them: with a bound."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """What the words round an amount promise (the closed list of the record format)."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Amount:
    """A stated amount: `point`, `low` and `high` are None where the words leave them open."""

    point: float | None
    low: float | None
    high: float | None
    bound: Bound

    @classmethod
    def make(cls, bound: Bound, value: float, upper: float | None = None) -> Amount:
        """Build the amount that `bound` and its number (for a range: both ends) stand for."""
        match bound:
            case Bound.EXACT:
                return cls(value, value, value, bound)
            case Bound.ABOUT:
                return cls(value, None, None, bound)
            case Bound.AT_LEAST | Bound.MORE_THAN:
                return cls(value, value, None, bound)
            case Bound.AT_MOST | Bound.LESS_THAN:
                return cls(value, None, value, bound)
            case Bound.RANGE:
                if upper is None or upper < value:
                    raise ValueError(f"a range needs an upper end above {value}, not {upper}")
                return cls(None, value, upper, bound)
            case Bound.VAGUE:
                return cls(None, value, None, bound)

    @property
    def stated(self) -> tuple[float, ...]:
        """The numbers that the words themselves say, smallest first."""
        return tuple(sorted({v for v in (self.point, self.low, self.high) if v is not None}))
