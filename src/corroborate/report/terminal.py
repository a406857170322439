"""The findings on the terminal: a list for a person, tab-separated lines for a program."""

from __future__ import annotations

import sys
from typing import TextIO

from corroborate.model import Case
from corroborate.report.answers import Answer, groups
from corroborate.report.lookup import Lookup
from corroborate.report.profiles import profile_named, redact
from corroborate.report.visible import visible
from corroborate.report.wording import NOT_DECIDED, OPEN, counted

SHORT = 110
"""Characters of the reasons that a table has room for."""
COLUMNS = ("question", "low", "best", "high", "rests on", "status", "why")


def rows(case: Case) -> list[tuple[str, tuple[str, ...]]]:
    """The findings as (incident, cells), in the order of the dossier and under its internal profile; nothing invisible in them."""
    told = groups(Lookup(redact(case, profile_named("internal"))))
    return [(visible(g.title), tuple(visible(cell) for cell in _cells(a))) for g in told for a in (*g.main, *g.once)]


def print_findings(case: Case, out: TextIO | None = None) -> None:
    """Print the findings: a list on a terminal, tab-separated lines elsewhere; a line says so if there are none."""
    out = out or sys.stdout
    found = rows(case)
    if not found:
        held = f"no findings: {counted(len(case.documents), 'report')}, {counted(len(case.claims), 'claim')}"
        print(held + (". Reports that are not read yet are read by: corroborate run" if case.documents else ""), file=out)
    elif out.isatty():
        _listed(case, out)
    else:
        print("\t".join(COLUMNS), file=out)
        for _, cells in found:
            print("\t".join(" ".join(cell.split()) for cell in cells), file=out)


def _cells(a: Answer) -> tuple[str, ...]:
    question = " · ".join((a.ask, *a.qualifiers))
    numbers = (a.low, a.best, a.high) if a.numeric else ("", a.stated, "")
    return (question, *numbers, f"{a.reports}, {a.origins}", a.status_line, _short(" ".join(r.text for r in a.reasons) or a.plain))


def _short(words: str) -> str:
    """The reasons cut at a word."""
    if len(words) <= SHORT:
        return words
    return words[:SHORT].rpartition(" ")[0].rstrip(",;:") + " …"


def in_words(a: Answer) -> str:
    """The answer as a person would say it: "22", "about 300", "14, from 10 to 16", "4 to 9, not decided", "said of the school"."""
    if not a.numeric:
        return a.stated
    if a.undecided:
        bounds = {a.low, a.high} - {"–", OPEN}
        span_ = f"{a.low} to {a.high}, " if len(bounds) == 2 else f"{a.low} or more, " if a.low in bounds else ""
        return span_.removesuffix(", ") if len(bounds) == 2 and len(a.claims) == 1 else f"{span_}{NOT_DECIDED}"
    if a.high == OPEN:
        return f"{a.best}, upper end open" if a.low in ("–", a.best) else f"{a.best}, from {a.low} on, upper end open"
    if a.low == a.best == a.high or a.low == a.high:
        return a.best
    if a.low == "–" and a.best == a.high:
        return a.best if a.best.startswith("less than") else f"at most {a.best}"
    return f"{a.best}, up to {a.high}" if a.low == "–" else f"{a.best}, from {a.low} to {a.high}"


def _listed(case: Case, out: TextIO) -> None:
    """For a person: each incident with what more than one statement answers first, then what was stated once, a line or two each.

    Narrow terminals wrap it without cutting anything; markup in the words of reports is not obeyed."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=out, highlight=False)
    told = groups(Lookup(redact(case, profile_named("internal"))))
    for group in told:
        console.print(Text(visible(group.title), style="bold underline"))
        for grade in group.grades:
            console.print(Padding(Text(f"{grade.standard}: {grade.word}", style="dim"), (0, 0, 0, 2)))
        for answer in (*group.main, *group.once):
            head = Text(visible(answer.ask) + ": ")
            head.append(visible(in_words(answer)), style="bold")
            console.print(Padding(head, (0, 0, 0, 2)))
            behind = f"{answer.status_line} · {answer.reports}, {answer.origins} · {', '.join((*answer.qualifiers, answer.id))}"
            console.print(Padding(Text(visible(behind), style="dim"), (0, 0, 0, 6)))
        console.print()
    if told:
        hint = "Why: corroborate why ID --case CASE; from which sentences: corroborate show ID --case CASE (ID: the end of a line)"
        console.print(Text(hint, style="dim"))
