"""Findings counted by published rules, beside our own and never blended with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from corroborate.model import Case, Counted
from corroborate.report.answers import narrowed
from corroborate.report.lookup import Lookup
from corroborate.report.profiles import profile_named, redact
from corroborate.report.record import counted_data, standard_data
from corroborate.report.wording import ask, number, span


@dataclass(frozen=True, slots=True)
class Row:
    """One finding by one rule: cells for a table, data for a program."""

    cells: tuple[str, ...]
    data: dict[str, Any]


def rule_as_data(case: Case, name: str) -> dict[str, Any]:
    """The rule of that name with its version, source and limits."""
    return standard_data(next(s for s in case.standards if s.name == name))


def counted_rows(case: Case, counts: Iterable[Counted]) -> list[Row]:
    """Counts in the order of the findings, under the internal profile."""
    shown = redact(replace(case, counts=tuple(counts)), profile_named("internal"))
    x = Lookup(shown)
    by_question = {c.question: c for c in shown.counts}
    return [_row(by_question[f.question], x) for f in x.ordered(x.findings.values()) if f.question in by_question]


def _row(c: Counted, x: Lookup) -> Row:
    q, ours = x.questions[c.question], x.findings[c.question]
    what = " · ".join((ask(q), *narrowed(q, x.answers(q.id), x)))
    theirs = tuple(number(v) or "–" for v in (c.low, c.best, c.high))
    own = {"low": ours.low, "best": ours.best, "high": ours.high, "status": str(ours.status)}
    return Row((what, *span(ours), *theirs, c.why), {**counted_data(c), "ours": own})
