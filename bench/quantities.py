"""Score the quantities that the reader finds against NewsQuant (590 sentences of news, 904 quantities with unit and change).

    CORROBORATE_BENCH_DATA=DIR python bench/quantities.py [--half even|odd] [--show]

DIR holds NewsQuant.json. Three figures, each precision, recall and F1 over all sentences, as the publication of the set counts them:
a quantity is right in value where the number is the same (of a range or a change "from A to B", both numbers); in value and unit where
the normalised unit is the same too, in any case; in value and bound where the change is (`=` exact, `~` about, `>` `<` a bound, `up`,
`down`; where the reader has both a bound and a rise or fall, the bound is compared). Each quantity of the set is matched with at most one
of the reader's and the other way round; the publication lets one found number count for several equal ones: its way of counting is printed
behind (`as published`), to set beside its figures. What the reader names otherwise than the set is renamed by the tables below: vague words
are the powers of ten that they span ("thousands": 1,000 to 10,000), and vague words of no such span ("several", "a few"), which the set
leaves out, are left out. The set writes the signs of pound and yen as "PS" and "Y=": they are put back before reading.
The rules were made on the even sentences. Of the odd ones only the list of unit names and counts of errors by kind were looked at.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from corroborate.model import Bound
from corroborate.read.quantities import Quantity, quantities

SPANS = {
    24.0: (12.0, 120.0), 200.0: (100.0, 1e3), 2e3: (1e3, 1e4), 2e4: (1e4, 1e5), 2e5: (1e5, 1e6), 2e6: (1e6, 1e7), 2e7: (1e7, 1e8),
    2e8: (1e8, 1e9),
}  # fmt: skip
"""Floor of a vague word -> what the set writes for it."""

CHANGES = {
    Bound.EXACT: "=", Bound.RANGE: "=", Bound.VAGUE: "=", Bound.ABOUT: "~", Bound.AT_LEAST: ">", Bound.MORE_THAN: ">", Bound.AT_MOST: "<",
    Bound.LESS_THAN: "<",
}  # fmt: skip

UNITS = {"penny": "point", "part of": "% -"}
"""The reader's name of a unit -> the set's; "part of homes" is "% home"."""

LEMMAS = {
    "best": "good", "worst": "bad", "biggest": "big", "largest": "large", "latest": "late", "hottest": "hot", "smaller": "small",
    "larger": "large", "bigger": "big", "older": "old", "newer": "new", "better": "good", "and": "", "or": "",
}  # fmt: skip
"""Words inside a counted noun as the set writes them; other superlatives lose their ending."""

LONGEST_EST = 6
"""Letters up to which a word in -est is no superlative ("forest")."""
"""The reader's name of a unit -> the set's."""

BROKEN = ((re.compile(r"\bPS(?=\d)"), "£"), (re.compile(r"\bY=(?=\d)"), "¥"))


class Row(NamedTuple):
    """A quantity as it is compared."""

    value: tuple[float, ...]
    unit: str
    change: str


def gold(record: dict[str, str]) -> Row:
    """A quantity of the set: a range has a dash inside."""
    text = record["value"].replace(" ", "")
    parts = re.split(r"(?<=[\d.])-(?=\d)", text) if "E" not in text else [text]
    return Row(tuple(float(p) for p in parts), record["normalized_unit"].lower(), record["change"])


def ours(found: Quantity) -> Row | None:
    """A quantity of the reader in the set's terms; None for what the set leaves out."""
    amount = found.amount
    if amount.bound is Bound.VAGUE:
        span = SPANS.get(amount.low or 0)
        value: tuple[float, ...] | None = span
    elif found.came_from is not None:
        value = (found.came_from.stated[0], amount.stated[0])
    else:
        value = amount.stated
    unit = re.sub(r"^part of (?=.)", "% ", (found.unit or "-").lower())
    unit = " ".join(filter(None, map(lemma, UNITS.get(unit, unit).split())))
    bound = "~" if found.rough else CHANGES[amount.bound]
    return Row(value, unit, bound if bound != "=" else found.change or bound) if value else None


def lemma(word: str) -> str:
    """A word of a unit as the set writes it."""
    return LEMMAS.get(word, word[:-3] if word.endswith("est") and len(word) > LONGEST_EST else word)


def same(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two values are the same number, or the same two."""
    return len(one) == len(other) and all(math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-8) for a, b in zip(one, other, strict=True))


def matched(marked: list[Row], found: list[Row], also: Callable[[Row, Row], bool]) -> int:
    """How many quantities can be paired one to one."""
    left, hits = list(found), 0
    for row in marked:
        pair = next((f for f in left if same(row.value, f.value) and also(row, f)), None)
        if pair:
            left.remove(pair)
            hits += 1
    return hits


def published(marked: list[Row], found: list[Row]) -> tuple[int, int, int]:
    """Right in value, in value and unit, in value and bound, as the publication counts: only a right unit uses a quantity up."""
    left = sorted(found, key=lambda f: f.unit)
    hits = units = changes = 0
    for row in sorted(marked, key=lambda m: m.unit):
        for one in list(left):
            if not same(row.value, one.value):
                continue
            hits += 1
            changes += one.change == row.change
            if one.unit == row.unit:
                units += 1
                left.remove(one)
                break
    return min(hits, len(marked)), units, changes


def main() -> int:
    """Print one line for all sentences and one for each half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    records = json.loads((Path(os.environ["CORROBORATE_BENCH_DATA"]) / "NewsQuant.json").read_text(encoding="utf-8"))
    kinds: dict[str, Callable[[Row, Row], bool]] = {
        "value": lambda a, b: True, "value+unit": lambda a, b: a.unit == b.unit, "value+bound": lambda a, b: a.change == b.change,
    }  # fmt: skip
    began = time.perf_counter()
    rows: list[tuple[str, list[Row], list[Row]]] = []
    for record in records:
        text = record["text"]
        for pattern, sign in BROKEN:
            text = pattern.sub(sign, text)
        rows.append((text, [gold(q) for q in record["quantities"]], [r for q in quantities(text) if (r := ours(q))]))
    took = time.perf_counter() - began
    for half in (("even", "odd") if args.half is None else (args.half,)) + (("all",) if args.half is None else ()):
        part = rows if half == "all" else rows[half == "odd" :: 2]
        marked, found = sum(len(g) for _, g, _ in part), sum(len(f) for _, _, f in part)
        figures = []
        for kind, also in kinds.items():
            hits = sum(matched(g, f, also) for _, g, f in part)
            precision, recall = hits / (found or 1), hits / (marked or 1)
            figures.append(f"{kind} P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / ((precision + recall) or 1):.3f}")
        looser = [sum(n) for n in zip(*(published(g, f) for _, g, f in part), strict=True)]
        figures.append("as published " + " ".join(f"{2 * n / (found + marked):.3f}" for n in looser))
        print(f"{half}: {len(part)} sentences, {marked} quantities, {found} found; {'; '.join(figures)}; {took:.2f} s for all")
        for text, marks, got in part if args.show else []:
            if matched(marks, got, lambda a, b: a == b) != max(len(marks), len(got)):
                missed, extra = [m for m in marks if m not in got], [g for g in got if g not in marks]
                print(f"  {text}\n     missed {[tuple(m) for m in missed]}\n     extra  {[tuple(e) for e in extra]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
