"""Merges and splits of incidents by hand: which decisions of the log still stand, and what each ties or parts."""

from __future__ import annotations

from collections.abc import Iterable

from corroborate.model import Decision, Tie, Verdict, not_undone

MERGE, SPLIT, NEST, UNDO = Verdict.INCIDENT_MERGE, Verdict.INCIDENT_SPLIT, Verdict.INCIDENT_NEST, Verdict.UNDO
"""Verdicts. Subject of a merge: a claim or document of each incident; of a split: the report that leaves, then the reports it leaves;
of a nesting: a claim or report of the event and of the one that it is part of;
an undo's: the decision that no longer stands."""


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions on incidents that nobody has undone, by time; an undo can be undone as well."""
    return [d for d in not_undone(decisions) if d.verdict in (MERGE, SPLIT)]


def nests(decisions: Iterable[Decision]) -> tuple[Tie, ...]:
    """What people decided of which event is part of which (`b` "": of none), by time; a later one of the same event holds."""
    found: dict[str, Tie] = {}
    for d in not_undone(decisions):
        if d.verdict == NEST:
            a, b = [*d.subject.split(), ""][:2]
            found.pop(a, None)
            verb = "put inside another event" if b else "put inside no other event"
            found[a] = Tie(a, b, True, f"{verb} by {d.who} on {d.when:%Y-%m-%d}: {d.note or 'the reason was removed'}")
    return tuple(found.values())


def ties(decisions: Iterable[Decision]) -> tuple[Tie, ...]:
    """What the standing decisions tie and part; of two on one pair the later one holds. The same log gives the same ties."""
    found: dict[frozenset[str], Tie] = {}
    for decision in standing(decisions):
        first, *others = decision.subject.split()
        verb = "merged" if decision.verdict == MERGE else "split"
        why = f"{verb} by {decision.who} on {decision.when:%Y-%m-%d}: {decision.note or 'the reason was removed'}"
        for other in others:
            pair = frozenset((first, other))
            found.pop(pair, None)
            found[pair] = Tie(first, other, decision.verdict == MERGE, why)
    return tuple(found.values())
