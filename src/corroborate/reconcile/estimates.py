"""Why no missing number is estimated: the conditions under which multiple systems estimation must not be made (method, 2(f)).

They are written here and not in a file: no setting makes an estimate. The method asks for three or more lists of persons, drawn
apart, whose overlaps are known, of a population that does not move (Manrique-Vallier, Price and Gohdes 2012); where no identifying
assumption can be defended, no estimate should be made (Aleshin-Guendel, Sadinle and Wakefield 2021).
"""

from __future__ import annotations

from collections.abc import Callable

from corroborate.model import Case, Reason, Strength
from corroborate.reconcile.statements import many

LISTS = 3
"""Lists of persons that the method needs at the least."""
MOVING = frozenset({"people_evacuated", "people_arrived", "people_displaced"})


def not_estimated(case: Case) -> tuple[Reason, ...]:
    """The reasons for which nothing is estimated here: those that hold for any set of reports, and those that hold for these."""
    return tuple(reason for check in CHECKS if (reason := check(case)))


def _totals(case: Case) -> Reason:
    counts = tuple(c.id for c in case.claims if c.amount and c.measure.startswith("people_"))
    text = f"The reports give totals ({many(len(counts), 'count')} of people), not lists of persons that could be matched name by name."
    return Reason("estimate.totals", text, counts)


def _lists(case: Case) -> Reason:
    return Reason("estimate.lists", f"No list of persons is there; at the least {LISTS} are needed.")


def _copied(case: Case) -> Reason | None:
    """Sources that draw on each other are no separate lists."""
    document = {c.id: c.document for c in case.claims}
    edges = {(e.a, e.b, e.rule): e for o in case.reconciliation.origins for e in o.edges}
    across = [e for e in edges.values() if document.get(e.a) != document.get(e.b)]
    if not across:
        return None
    possible = sum(e.strength is Strength.POSSIBLE for e in across)
    text = (
        f"Reports draw on each other: {many(len(across), 'link')} between reports, {possible} of them only possible. "
        "Lists that share their entries by copying say nothing about whom they all miss."
    )
    return Reason("estimate.copied", text, tuple(sorted({c for e in across for c in (e.a, e.b)})))


def _overlaps(case: Case) -> Reason:
    text = "How many persons two sources both count is not known: reports that agree on a number need not mean the same persons."
    return Reason("estimate.overlaps", text)


def _identity(case: Case) -> Reason:
    n = len(case.reconciliation.incidents)
    return Reason("estimate.identity", f"What can be told apart here are incidents ({n}), not persons.")


def _moving(case: Case) -> Reason | None:
    """A population that people leave or enter is not closed."""
    claims = tuple(c.id for c in case.claims if c.measure in MOVING)
    if not claims:
        return None
    tell = "tells" if len(claims) == 1 else "tell"
    text = f"The population moves: {many(len(claims), 'claim')} {tell} of people who left, arrived or were displaced."
    return Reason("estimate.moving", text, claims)


CHECKS: tuple[Callable[[Case], Reason | None], ...] = (_totals, _lists, _copied, _overlaps, _identity, _moving)
