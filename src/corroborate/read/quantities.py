"""Every quantity of a text: its amount with the bound, its unit or what it counts, and whether it says a rise or a fall.

Where `counts` looks for what an event did to whom, this reads any number that measures or counts something: money, percentages, measures,
ages, parts of a whole, and amounts of whatever noun follows. Dates, clock times, scores, names and telephone numbers are none.
"""

from __future__ import annotations

from dataclasses import replace

from corroborate.model import Amount, Bound
from corroborate.read.amounts import Stated, hedge, hedge_behind, stated
from corroborate.read.countednouns import counted_at, noun_at, small_words
from corroborate.read.notcounts import not_counts
from corroborate.read.numbers import scale_of
from corroborate.read.quantity import Placed, Quantity
from corroborate.read.shares import part_at
from corroborate.read.tokens import Token
from corroborate.read.trends import joined, suspended, trends
from corroborate.read.unitwords import currency, is_plural, low_at, measure_at, pieces, rated, words

AGE = "year of age"
LETTER_SCALES = {"m": 1e6, "M": 1e6, "mil": 1e6, "mln": 1e6, "B": 1e9, "b": 1e9, "bil": 1e9, "bln": 1e9, "T": 1e12, "t": 1e12}
"""Letters behind a number that multiply it: after a sign of money any of them, without one only a capital M on the number."""
LONGEST_SHORT_NAME = 3
FAR = 3
"""How many times an amount may be one before it for both to be the ends of a range after a word of change."""

MILLION = 1_000_000
"""From here on pounds are money."""



def quantities(text: str) -> list[Quantity]:
    """Find the quantities of a text, in their order."""
    tape, signs = pieces(text)
    barred = not_counts(text) if any(t.number for t in tape) else []
    found: list[Placed] = []
    at = 0
    while at < len(tape):
        one = part_at(tape, at) or _number(text, tape, signs, at, barred)
        if one is None:
            at += 1
            continue
        at = max(one.last, at + 1)
        if one.quantity.amount.stated:
            found.append(one)
    return [f.quantity for f in trends(tape, joined(tape, suspended(tape, found)))]


def _number(text: str, tape: list[Token], signs: dict[int, Token], at: int, barred: list[tuple[int, int, str]]) -> Placed | None:
    """The quantity of the amount that starts at token `at`; one without numbers for what is none, so that its words are passed over."""
    said = stated(tape, at)
    if said is None or said.form not in ("number", "vague"):
        return None
    said = _signed(tape, _no_range(tape, signs, said))
    sign = signs.get(tape[said.core].start)
    unit, last, measured, amount = _unit(tape, said, sign)
    start = min(tape[said.first].start, sign.start if sign else tape[said.first].start)
    inside = [(text[a:b], kind) for a, b, kind in barred if a < tape[said.last - 1].end and tape[said.core].start < b]
    kinds = {_kind(words, kind) for words, kind in inside if _bars(words, kind)}
    if "age" in kinds and (unit is None or not measured):
        unit, measured, last = AGE, True, said.last
    rough = amount.bound is Bound.RANGE and (hedge(tape, said.first) or (None,))[0] is Bound.ABOUT
    one = Placed(said.first, said.core, last, Quantity(start, tape[last - 1].end, amount, unit, rough=rough), measured)
    if (kinds - {"age"} and not (measured and kinds <= {"name", "bare year"})) or _no_quantity(tape, said, unit, measured):
        return replace(one, quantity=replace(one.quantity, amount=Amount(None, None, None, Bound.EXACT)))
    return one


def _bars(words: str, kind: str) -> bool:
    """Whether a stretch that counts nothing of an event is no quantity either: money, parts and "7.36" are."""
    if kind == "clock time":
        return ":" in words or any(c.isalpha() for c in words)
    return kind not in ("money", "ratio")


def _kind(words: str, kind: str) -> str:
    """The kind of a stretch; years and "1/2" are dates only where no unit follows."""
    short = (len(words) == 4 and words.isdecimal()) or (len(words) <= 5 and "/" in words)
    return "bare year" if kind == "date" and short else kind


def _no_range(tape: list[Token], signs: dict[int, Token], said: Stated) -> Stated:
    """Only the first of two amounts of a change: "rose by 43 to 419" is no range."""
    if said.amount.bound is not Bound.RANGE or not any(t.low == "to" for t in tape[said.core : said.last]):
        return said
    before = [t.low for t in tape[max(0, said.first - 4) : said.first]]
    if {"from", "between", "of"} & set(before[-2:]) or not set(before) & (words("up") | words("down")):
        return said
    joint = next(k for k in range(said.core, said.last) if tape[k].low == "to")
    if tape[joint + 1].start not in signs and (said.amount.high or 0) < FAR * (said.amount.low or 0):
        return said
    return stated(tape[:joint], said.first) or said


def _signed(tape: list[Token], said: Stated) -> Stated:
    """Put a minus before the number into it: "-5", "minus 5", "minus-5"."""
    at = said.core - 1
    dash = at >= 0 and tape[at].low in ("-", "–", "−")
    glued = dash and tape[at].end == tape[said.core].start
    word = at - (dash and glued)
    if word >= 0 and tape[word].low == "minus":
        at = word
    elif not (glued and (at == 0 or tape[at - 1].end < tape[at].start) and tape[said.core].number):
        return said
    if said.amount.point is None:
        return said
    told = next(((at - k, h[0]) for k in (3, 2, 1) if at >= k and (h := hedge(tape, at - k)) and h[1] == at), None)
    first, bound = told or (min(at, said.first), said.amount.bound)
    return replace(said, first=first, amount=Amount.make(bound, -said.amount.point))


def _unit(tape: list[Token], said: Stated, sign: Token | None) -> tuple[str | None, int, bool, Amount]:
    """The unit, the index after it, whether it is one of the vocabulary, and the amount (a letter on the number may multiply it)."""
    at, amount = said.last, said.amount
    scale, over = _scale(tape, at, bool(sign))
    if over > at and amount.point is not None:
        amount, at = Amount.make(amount.bound, amount.point * scale), over
    if sign:
        at += at < len(tape) and tape[at].text in ("US", "U.S.", "USD", "CAD")
        name, at = rated(tape, currency(sign), at)
        return name, at, True, amount
    of = at + (said.form == "vague" and at < len(tape) and tape[at].low == "of")
    unit = measure_at(tape, of)
    if unit is None and of + 1 < len(tape) and (tape[of].low in words("before_units") or tape[of].low.endswith("ing")):
        unit = measure_at(tape, of + 1)
    if unit and unit[0] == "pound-mass" and (amount.stated[-1:] or (0,))[0] >= MILLION:
        unit = ("pound sterling", unit[1])
    if unit:
        after = hedge_behind(tape, replace(said, amount=amount, last=at), unit[1])
        return (unit[0], after[1], True, after[0]) if after else (unit[0], unit[1], True, amount)
    noun = noun_at(tape, of, amount)
    return (*rated(tape, *noun), False, amount) if noun else (None, at, False, amount)


def _scale(tape: list[Token], at: int, money: bool) -> tuple[float, int]:
    """What a letter or a hyphen and a word behind a number multiply it by ("$5m", "4M", "2.5-billion"), and the index after it."""
    word = tape[at].text if at < len(tape) else ""
    if word in LETTER_SCALES and (money or (word == "M" and tape[at].start == tape[at - 1].end)):
        return LETTER_SCALES[word], at + 1
    if word == "m" and tape[at].start == tape[at - 1].end and at + 1 < len(tape) and counted_at(tape, at + 1):
        return LETTER_SCALES[word], at + 1  # "5m euros", "2m people"; "a 100m sprint" are metres
    if word in ("×", "x", "*") and low_at(tape, at + 1) == "10":  # "3×10^8"
        k = at + 2 + (low_at(tape, at + 2) == "^")
        minus = low_at(tape, k) in ("-", "−", "–", "⁻")
        if k + minus < len(tape) and tape[k + minus].text.isdigit() and k > at + 2 - (not minus):
            return 10.0 ** (int(tape[k + minus].text) * (-1 if minus else 1)), k + minus + 1
    if word == "-" and at + 1 < len(tape) and (factor := scale_of(tape[at + 1].low)):
        return factor, at + 2
    return 1, at


def _no_quantity(tape: list[Token], said: Stated, unit: str | None, measured: bool) -> bool:
    """Whether a number is part of a name ("Galaxy 20", "Row 21", "TA-25"), a score ("2-2") or a pronoun ("that one")."""
    before = tape[said.core - 1] if said.core else None
    if said.amount.point == 1 and not tape[said.core].number:
        return unit is None and not measured
    if before is None or measured:
        return False
    digits = tape[said.core].number and "," not in tape[said.core].text
    if digits and said.last == said.core + 1 and said.amount.bound is Bound.EXACT and _names(tape, said.last, unit):
        return True
    if said.first < said.core:
        return before.low == "-" and said.first > 0 and tape[said.first - 1].text.isupper() and tape[said.first - 1].word  # "COVID -19"
    if unit is None and before.low in ("top", "bottom", "last", "big", "final"):
        return True
    if before.low in ("-", "–") and before.end == tape[said.core].start and said.core > 1:
        return tape[said.core - 2].end == before.start
    after = tape[said.last] if said.last < len(tape) else None
    if unit is None and after and after.low in ("-", "–") and said.last + 1 < len(tape) and tape[said.last + 1].number:
        return True
    plain = tape[said.core].number and tape[said.core].text.isdigit()
    named = before.word and before.capital and said.core > 1 and before.low not in small_words()
    return plain and (named or before.low in words("names") or before.text in ("&", "#"))


def _names(tape: list[Token], at: int, unit: str | None) -> bool:
    """Whether a number opens a name: what follows is capitalised and no plural ("16 Harbour Road")."""
    if unit is None or at >= len(tape) or not tape[at].capital or tape[at].text in LETTER_SCALES:
        return False
    if tape[at].text.isupper() and len(tape[at].text) > LONGEST_SHORT_NAME:
        return False  # all in capitals: a headline
    words = unit.split()
    end = at + len(words)
    return not is_plural(tape[min(end, len(tape)) - 1].low)


