"""What published counting rules make of one question, ready to print under it."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model import Counted
from corroborate.report.lookup import Lookup
from corroborate.report.wording import number

NO_NUMBER = "–"
ASIDE = "counting.aside"
"""The reason that tells what no rule uses: the finding itself has told it."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One finding by one rule, ready to print under its question."""

    title: str
    rule: str
    low: str
    best: str
    high: str
    provisional: bool
    why: str

    @property
    def numbered(self) -> bool:
        """Whether the rule gives a number."""
        return {self.low, self.best, self.high} != {NO_NUMBER}


def beside(question: str, lookup: Lookup) -> tuple[Beside, ...]:
    """What the counting rules make of one question, in the order of the rules."""
    titles = {s.name: s.title for s in lookup.case.standards}
    return tuple(_beside(c, titles.get(c.rule, c.rule)) for c in lookup.counts.get(question, ()))


def _beside(c: Counted, title: str) -> Beside:
    low, best, high = (number(v) or NO_NUMBER for v in (c.low, c.best, c.high))
    why = " ".join(r.text for r in c.reasons if r.rule != ASIDE)
    return Beside(title, c.rule, low, best, high, c.provisional, why)
