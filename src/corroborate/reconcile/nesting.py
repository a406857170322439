"""Events inside events: the shooting in the seizure, the seizure in the siege."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corroborate.model import Claim, Incident, Tie
from corroborate.reconcile.places import holds
from corroborate.reconcile.rules import find
from corroborate.vocabulary import vocabulary


def nested(made: Sequence[Incident], claims: Mapping[str, Claim]) -> list[Incident]:
    """Name for every incident the narrowest one that it happened in: of a kind that lasts longer, in the same place and time."""
    ranks = {i.id: grain([claims[c].sentence.text for c in i.claims if c in claims]) for i in made}
    return [replace(i, within=_around(i, made, ranks)) for i in made]


def grain(told: Sequence[str]) -> int:
    """How much an event that these sentences tell of can hold: the rank of its kind in `[nesting]` of the data file, 0 for nothing."""
    kinds = list(vocabulary("incidents")["nesting"].values())
    share = vocabulary("incidents")["nest_share"]
    return next(
        (len(kinds) - k for k, words in enumerate(kinds) if told and sum(bool(find(words, t)) for t in told) >= share * len(told)), 0
    )


def nested_by_hand(made: Sequence[Incident], nests: Sequence[Tie], incident_of: Mapping[str, str]) -> list[Incident]:
    """The incidents with what people decided of which is part of which; one that would come to lie in itself stays where it was."""
    held = {i.id: i for i in made}
    of = {d: i.id for i in reversed(made) for d in i.documents} | dict(incident_of)
    for tie in nests:
        inner, outer = held.get(of.get(tie.a, "")), held.get(of.get(tie.b, ""))
        if inner and (outer or not tie.b) and not (outer and inner.id in _chain(outer, held)):
            within = outer.id if outer else None
            held[inner.id] = replace(inner, within=within, by_hand=tuple(sorted({*inner.by_hand, tie.why})))
    return [held[i.id] for i in made]


def _chain(incident: Incident, held: Mapping[str, Incident]) -> set[str]:
    """An incident and those that it lies in."""
    found: set[str] = set()
    at: Incident | None = incident
    while at and at.id not in found:
        found.add(at.id)
        at = held.get(at.within or "")
    return found


def _around(inner: Incident, made: Sequence[Incident], ranks: Mapping[str, int]) -> str | None:
    """The narrowest incident round another one; None where no text and no date puts it into one."""
    held = [o for o in made if ranks[o.id] > ranks[inner.id] and _covers(o, inner)]
    return min(held, key=lambda o: (ranks[o.id], len(o.claims), o.id)).id if held else None


def _covers(outer: Incident, inner: Incident) -> bool:
    """Whether place and days of one incident may lie in those of another; not where either gives none, for nothing is guessed."""
    if not (outer.place and inner.place and outer.when and inner.when):
        return False
    return holds(outer.place, inner.place) and outer.when.start <= inner.when.start and inner.when.end <= outer.when.end
