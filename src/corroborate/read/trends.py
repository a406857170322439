"""What stands between quantities: ranges and changes of two ends, units shared, and what says a rise or a fall."""

from __future__ import annotations

from dataclasses import replace

from corroborate.model import Amount, Bound
from corroborate.read.quantity import Placed, Quantity
from corroborate.read.tokens import Token
from corroborate.read.triggers import words_of
from corroborate.read.unitwords import words

REACH = 6
"""Tokens between the two ends of a change from one amount to another."""


def suspended(tape: list[Token], found: list[Placed]) -> list[Placed]:
    """Give the unit to the first of "four-, five- and six-cylinder"."""
    for k in range(len(found) - 2, -1, -1):
        one, after = found[k], found[k + 1]
        hung = one.quantity.unit is None and one.last + 1 < len(tape) and tape[one.last].low == "-" and one.last + 1 < after.first
        if hung and tape[one.last + 1].low in (",", "and", "or", "to") and after.first - one.last <= 3:
            found[k] = replace(one, measured=after.measured, quantity=replace(one.quantity, unit=after.quantity.unit))
    return found


def joined(tape: list[Token], found: list[Placed]) -> list[Placed]:
    """Ranges and changes whose two ends have a unit each: "1 per cent to 1.5 per cent", "from 208 pounds to 193"."""
    made: list[Placed] = []
    for one in found:
        before = made[-1] if made else None
        if before and (both := _ends(tape, before, one)):
            made[-1] = both
        else:
            made.append(one)
    return made


def _ends(tape: list[Token], left: Placed, right: Placed) -> Placed | None:
    """Two quantities as the ends of one, or None."""
    low, high = left.quantity, right.quantity
    if low.amount.point is None or high.amount.point is None or low.came_from or not _alike(left, right):
        return None
    opened = tape[left.first - 1].low if left.first else ""
    between = [t.low for t in tape[left.last : right.first]]
    unit = max((low.unit, high.unit), key=lambda u: len(u or ""))
    rough = low.amount.bound is Bound.ABOUT
    whole = Quantity(low.start, high.end, high.amount, unit, rough=rough)
    rises = low.amount.point < high.amount.point
    changing = opened not in ("of", "at") and any(t.low in words("up") | words("down") for t in tape[max(0, left.first - 4) : left.first])
    same = high.unit is not None and left.measured and high.unit == low.unit
    if between == ["to"] and opened != "from" and not changing and not rises and same:
        return replace(left, last=right.last, quantity=replace(whole, came_from=low.amount))
    spans = between in (["-"], ["–"], ["or"]) or (between == ["to"] and not changing) or (between == ["and"] and opened == "between")
    if rises and spans:
        amount = Amount.make(Bound.RANGE, low.amount.point, high.amount.point)
    elif opened == "from" and between[-1:] == ["to"] and len(between) <= REACH and not {",", ";", "by"} & set(between):
        return replace(left, last=right.last, quantity=replace(whole, came_from=low.amount))
    else:
        return None
    return replace(left, last=right.last, quantity=replace(whole, amount=amount))


def _alike(left: Placed, right: Placed) -> bool:
    """Whether two quantities may be of one unit: the same, or one has none or less of it."""
    one, other = left.quantity.unit, right.quantity.unit
    if one is None or other is None or one == other or not right.measured:
        return True
    return one.startswith(other + " per") or other.startswith(one + " per")


def trends(tape: list[Token], found: list[Placed]) -> list[Placed]:
    """Say what went up or down, and give an amount in brackets the bound of the one that it repeats in another unit."""
    made: list[Placed] = []
    trend = ""
    for one in found:
        before = made[-1] if made else None
        if before and before.quantity.unit is None and one.quantity.unit and _of_it(tape, before.last, one.first):
            made[-1] = replace(before, measured=one.measured, quantity=replace(before.quantity, unit=one.quantity.unit))
        change = _trend(tape, one, trend) if one.measured or one.quantity.unit is None else ""
        if change and one.quantity.unit is None and before and before.quantity.change:
            one = replace(one, measured=True, quantity=replace(one.quantity, unit=before.quantity.unit))
        trend = change or trend
        if before and before.measured and one.measured and one.first == before.last + 1 and tape[before.last].low in ("(", "/"):
            one, change = _restated(before.quantity, one), before.quantity.change
        made.append(replace(one, quantity=replace(one.quantity, change=change)))
    return made


def _restated(before: Quantity, one: Placed) -> Placed:
    """An amount in brackets has the bound of the one that it repeats in another unit."""
    bound = before.amount.bound
    if one.quantity.amount.bound is not Bound.EXACT or bound in (Bound.RANGE, Bound.VAGUE):
        return one
    return replace(one, quantity=replace(one.quantity, amount=Amount.make(bound, one.quantity.amount.stated[0])))


def _of_it(tape: list[Token], at: int, end: int) -> bool:
    """Whether an amount is part of the next one ("280 million of the 1.5 billion shekels")."""
    between = [t.low for t in tape[at:end]]
    return between in (["of"], ["out", "of"]) or (len(between) == 2 and between[0] == "of" and between[1] in words_of("determiners"))


def _trend(tape: list[Token], one: Placed, last: str) -> str:
    """The word of a rise or a fall right before a quantity, small words between left out; "by" alone repeats the last."""
    at = one.first - 1
    by = False
    for k in range(at, max(-1, at - 5), -1):
        low = tape[k].low
        if low == "by":
            by = True
            last = next((c for t in reversed(tape[max(0, k - 3) : k]) for c in ("up", "down") if t.low in words(c)), last)
        if low in ("up", "down") and k and tape[k - 1].low in words("particles"):
            return ""
        if low == "up" and k + 1 < len(tape) and tape[k + 1].low == "to":
            continue
        for change in ("up", "down"):
            if low in words(change):
                return change
        if low not in words("between"):
            break
    return last if by else ""
