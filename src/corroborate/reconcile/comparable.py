"""Which counts may be compared: reasons for and against, each with its weight, that add up (after Fellegi and Sunter 1969).

The weights are data (`data/comparable.toml`), fitted on labelled cases by `training/comparable.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from corroborate.reconcile.linkage import linked
from corroborate.reconcile.signs import Pairs, signs
from corroborate.reconcile.traits import Trait
from corroborate.vocabulary import vocabulary

NEVER = -60.0
"""The likeness of two counts of which a sign says that they are never compared."""
MOST = 1_500
"""Counts of one measure in one story that are compared each with each; where there are more, they are taken in turn."""
SHOWN = 12
"""Members by which a group is compared with those of another turn."""


@cache
def weights() -> dict[str, float]:
    """The weight of each sign, by its name: fitted on cases, or fixed by the method where cases are too few to tell."""
    fitted = {f"{part}.{name}": float(w) for part, held in vocabulary("comparable")["weights"].items() for name, w in held.items()}
    return fitted | {name: float(w) for name, w in vocabulary("comparable")["fixed"].items()}


def likeness(held: Sequence[Trait]) -> Pairs:
    """How strongly the signs say that two counts of one measure answer one question, for every pair; above zero they rather do."""
    known, total = weights(), np.full((len(held), len(held)), float(vocabulary("comparable")["start"]))
    barred = np.zeros_like(total, dtype=bool)
    for name, pairs in signs(held):
        total += known.get(name, 0.0) * pairs
        if name in vocabulary("comparable")["never"]:
            barred |= pairs > 0
    clip = float(vocabulary("comparable")["most"])
    total = np.where(barred, NEVER, np.clip(total, -clip, clip))
    return np.round(total, 6)  # so that machines which add in another order group alike


def groups(held: Sequence[Trait]) -> list[list[Trait]]:
    """Counts of one measure put together where one may be compared with the other; in the order of their first members."""
    least = float(vocabulary("comparable")["least"])
    found = [g for start in range(0, len(held), MOST) for g in _grouped([[t] for t in held[start : start + MOST]], least)]
    return _grouped(found, least) if len(held) > MOST else found


def _grouped(found: Sequence[list[Trait]], least: float) -> list[list[Trait]]:
    """Join groups by the mean likeness of (at most SHOWN of) their members."""
    shown = [g[:: max(1, len(g) // SHOWN)][:SHOWN] for g in found]
    members = [t for g in shown for t in g]
    starts = np.cumsum([0, *(len(g) for g in shown)])[:-1]
    pairs = likeness(members)
    sizes = np.array([len(g) for g in shown], dtype=np.float64)
    if len(members) > len(found):
        pairs = np.add.reduceat(np.add.reduceat(pairs, starts, axis=0), starts, axis=1) / (sizes[:, None] * sizes[None, :])
    made: dict[int, list[Trait]] = {}
    for group, root in zip(found, linked(pairs, least), strict=True):
        made.setdefault(int(root), []).extend(group)
    return list(made.values())


def reasons(a: Trait, b: Trait) -> list[tuple[str, float]]:
    """Why two counts are compared or not: each sign that says something, with what it adds, the strongest first."""
    known = weights()
    said: Iterable[tuple[str, float]] = ((name, known.get(name, 0.0) * float(pairs[0, 1])) for name, pairs in signs([a, b]))
    return sorted(((name, round(w, 2)) for name, w in said if abs(w) >= 0.005), key=lambda r: (-abs(r[1]), r[0]))
