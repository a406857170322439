"""A concluded case with what published standards make of it: counts by rule, grades, gaps, and the files that were used."""

from __future__ import annotations

from dataclasses import replace

from corroborate.model import Case, Standard
from corroborate.reconcile.admiralty import ADMIRALTY, Letters, rated
from corroborate.reconcile.blocs import active
from corroborate.reconcile.counting import counted
from corroborate.reconcile.coverage import gaps
from corroborate.reconcile.grades import graded
from corroborate.reconcile.standards import loaded


def appraised(case: Case, letters: Letters | None = None) -> Case:
    """The case with counts, grades and gaps; findings, origins and relations stay as they are."""
    return replace(
        case,
        counts=counted(case),
        grades=(*graded(case), *rated(case, letters)),
        gaps=gaps(case),
        standards=standards(letters),
    )


def standards(letters: Letters | None = None) -> tuple[Standard, ...]:
    """The rules and tables in use, by name."""
    used = [one.standard for name, one in loaded().items() if letters or name != ADMIRALTY]
    tables = [active().standard, *([letters.standard] if letters else [])]
    return tuple(sorted((*used, *tables), key=lambda s: s.name))
