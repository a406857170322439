"""Reports of one story told apart by event: groups that speak most for each other on the whole, not by one strong tie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from corroborate.model import Join, Sketch, Tie
from corroborate.reconcile.likeness import VETO, held, placing

NEVER = -1e6
"""The weight of two reports that a person has told apart."""


def pairs(sketches: Sequence[Sketch]) -> list[Join]:
    """Every two reports of a story that share enough to be looked at."""
    return [pair for a, b in combinations(sorted(sketches, key=lambda s: s.document), 2) if (pair := held(a, b))]


def groups(documents: Iterable[str], found: Iterable[Join], hands: Iterable[Tie] = ()) -> dict[str, str]:
    """Put reports together while two groups' pairs weigh `together` or more on average; returns for each the smallest id of its group.

    The two groups that weigh most come together first, of several the smallest ids: the order of the reports changes nothing. What a
    person tied is together from the start, what a person parted never comes together.
    """
    limits = placing()
    members = {d: [d] for d in sorted(documents)}
    weight: dict[str, dict[str, float]] = defaultdict(dict)
    for pair in found:
        gain = max(min(pair.score, limits["most"]), limits["least"]) - limits["missing"]
        weight[pair.a][pair.b] = weight[pair.b][pair.a] = gain
    _by_hand(hands, members, weight)
    while best := _best(members, weight, limits["missing"], limits["together"]):
        _merge(*best, members, weight)
    return {d: first for first, together in members.items() for d in together}


def _by_hand(hands: Iterable[Tie], members: dict[str, list[str]], weight: dict[str, dict[str, float]]) -> None:
    known = [t for t in hands if t.a in members and t.b in members and t.a != t.b]
    for tie in known:
        if not tie.together:
            weight[tie.a][tie.b] = weight[tie.b][tie.a] = NEVER
    for tie in known:
        a, b = sorted(next(first for first, held_ in members.items() if d in held_) for d in (tie.a, tie.b))
        if tie.together and a != b:
            _merge(a, b, members, weight)


def _best(members: dict[str, list[str]], weight: dict[str, dict[str, float]], missing: float, join: float) -> tuple[str, str] | None:
    """The two groups whose pairs weigh most on average; None if that is less than `join`."""
    found = (
        (-(gain / (len(members[a]) * len(members[b])) + missing), a, b)
        for a, others in weight.items()
        for b, gain in others.items()
        if a < b
    )
    score, a, b = min(found, default=(0.0, "", ""))
    return (a, b) if a and -score >= join - 1e-9 else None


def _merge(a: str, b: str, members: dict[str, list[str]], weight: dict[str, dict[str, float]]) -> None:
    """Put group b to group a."""
    members[a] += members.pop(b)
    for other, gain in weight.pop(b, {}).items():
        del weight[other][b]
        if other != a:
            weight[a][other] = weight[other][a] = weight[a].get(other, 0.0) + gain


def unsure(told: dict[str, str], found: Iterable[Join]) -> list[Join]:
    """The strongest pair of every two groups that the text neither joins nor tells apart."""
    best: dict[tuple[str, str], Join] = {}
    vetoed = set()
    for pair in sorted(found, key=lambda p: (-p.score, p.a, p.b)):
        groups_ = (min(told[pair.a], told[pair.b]), max(told[pair.a], told[pair.b]))
        if any(w.weight == VETO for w in pair.reasons):
            vetoed.add(groups_)
        elif groups_[0] != groups_[1] and pair.score >= placing()["possible"]:
            best.setdefault(groups_, pair)
    return [pair for groups_, pair in sorted(best.items()) if groups_ not in vetoed]
