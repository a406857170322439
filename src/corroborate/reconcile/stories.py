"""Where a report belongs: the keys by which reports that may be of its event are found, and which of those are."""

from __future__ import annotations

from collections.abc import Iterable

from corroborate.model import Join, Sketch, fingerprint
from corroborate.reconcile.likeness import held, placing
from corroborate.vocabulary import vocabulary


def keys(sketch: Sketch) -> frozenset[str]:
    """Keys of one report; only reports that share one are held against each other. A function of the report alone, so order is free.

    They are hashes, for they are made of words, a tip's too; the first letter says of what: name, town, word.
    """
    limit = vocabulary("incidents")["sketch"]["keys"]
    found = {f"word:{word}" for word, _ in sketch.terms[:limit]} | {f"name:{name}" for name in sketch.names[:limit]}
    if sketch.city:
        found.add(f"town:{sketch.city.id}")
    return frozenset(key[0] + fingerprint(key, length=16) for key in found)


def joins(sketch: Sketch, others: Iterable[Sketch]) -> tuple[Join, ...]:
    """The pairs of a report with others that are of one event, or possibly so: the strongest first."""
    pairs = (held(sketch, other) for other in others if other.document != sketch.document)
    kept = [pair for pair in pairs if pair and pair.score >= placing()["possible"]]
    return tuple(sorted(kept, key=lambda p: (-p.score, p.a, p.b)))


def near() -> tuple[int, dict[str, int]]:
    """How many reports one key brings up, of each side in time, and how many days off by the key's first letter."""
    limits = vocabulary("incidents")["sketch"]
    return int(limits["near"]), {kind[0]: int(days) for kind, days in limits["within"].items()}
