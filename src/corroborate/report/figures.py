"""The answer of a finding as a few words: the figure itself, and what has to be said with it."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model import Bound, Finding
from corroborate.report.lookup import Lookup
from corroborate.report.wording import NOT_DECIDED, OPEN, span

NONE = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """An answer in words: `head` is what stands out ("16 to 22"), `tail` what follows it (", which of them is not decided")."""

    head: str
    tail: str = ""

    def __str__(self) -> str:
        return self.head + self.tail


def ends(f: Finding, lookup: Lookup) -> tuple[str, str, str]:
    """Low, best and high in words; a best value that nobody gives more firmly than "about" or "less than" is printed with it."""
    low, best, high = span(f)
    giving = [a.bound for c in f.support if c in lookup.claims and (a := lookup.claims[c].amount) and a.point == f.best]
    if f.best is None or not giving:
        return low, best, high
    if set(giving) == {Bound.LESS_THAN} and best == high:
        return low, f"less than {best}", f"less than {high}"
    firm = {Bound.EXACT, Bound.AT_LEAST, Bound.MORE_THAN} & set(giving)
    hedged = Bound.ABOUT in giving and not firm and not best.startswith("about")
    return low, f"about {best}" if hedged else best, high


def figure(low: str, best: str, high: str, claims: int) -> Figure:
    """The three numbers as one answer; `claims` is how many answer, for one alone leaves nothing to decide between."""
    if best == NOT_DECIDED:
        return _open_figure(low, high, claims)
    if (low == best == high) or high == NONE:
        return Figure(best)
    if high == OPEN:
        return Figure(best, ", upper end open" if low in (NONE, best) else f", from {low} on, upper end open")
    if low == NONE and best == high:
        return Figure(best if best.startswith("less than") else f"at most {best}")
    return Figure(best, f", up to {high}" if low == NONE else f", from {low} to {high}")


def _open_figure(low: str, high: str, claims: int) -> Figure:
    """An answer that nothing decides."""
    if high == OPEN:
        return Figure("no number", " is settled") if low == NONE else Figure(f"{low} or more", ", nothing more exact is said")
    if low == high:
        return Figure(low, ", which another answer excludes; not decided")
    return Figure(f"{low} to {high}", "" if claims == 1 else ", which of them is not decided")
