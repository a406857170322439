"""The findings as a table on the terminal; plain lines where the output is not a terminal."""

from __future__ import annotations

import sys
from typing import TextIO

from corroborate.model import Case
from corroborate.report.answers import Answer, groups
from corroborate.report.lookup import Lookup
from corroborate.report.profiles import profile_named, redact
from corroborate.report.visible import visible
from corroborate.report.wording import counted

SHORT = 110
"""Characters of the reasons that a table has room for."""
COLUMNS = ("question", "low", "best", "high", "rests on", "status", "why")


def rows(case: Case) -> list[tuple[str, tuple[str, ...]]]:
    """The findings as (incident, cells), in the order of the dossier and under its internal profile; nothing invisible in them."""
    told = groups(Lookup(redact(case, profile_named("internal"))))
    return [(visible(g.title), tuple(visible(cell) for cell in _cells(a))) for g in told for a in (*g.main, *g.once)]


def print_findings(case: Case, out: TextIO | None = None) -> None:
    """Print the findings: a table on a terminal, tab-separated lines elsewhere; a line says so if there are none."""
    out = out or sys.stdout
    found = rows(case)
    if not found:
        held = f"no findings: {counted(len(case.documents), 'report')}, {counted(len(case.claims), 'claim')}"
        print(held + (". Reports that are not read yet are read by: corroborate run" if case.documents else ""), file=out)
    elif out.isatty():
        _table(found, out)
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


def _table(found: list[tuple[str, tuple[str, ...]]], out: TextIO) -> None:
    """A table for each incident; markup in the words of reports is not obeyed."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=out, highlight=False)
    for title in dict.fromkeys(t for t, _ in found):
        table = Table(title=Text(title), title_justify="left", box=None, pad_edge=False, header_style="bold", row_styles=["", "dim"])
        for name in COLUMNS:
            narrow = name in ("low", "best", "high")
            table.add_column(name, justify="right" if narrow else "left", no_wrap=False, min_width=4 if narrow else 8)
        for _, cells in (row for row in found if row[0] == title):
            table.add_row(*(Text(cell) for cell in cells))
        console.print(table)
        console.print()
