"""How well a scene fits an event that other scenes tell of: reasons with their weights, that add up; `[scenes]` in data/incidents.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corroborate.model import Weighed
from corroborate.reconcile.facilities import told_apart
from corroborate.reconcile.likeness import VETO
from corroborate.reconcile.places import apart
from corroborate.reconcile.scenes import Scene, limits
from corroborate.reconcile.words import words

Fit = tuple[float, tuple[Weighed, ...], Scene | None]
"""The sum, the reasons, and the scene that speaks most for it."""
NONE: Fit = (VETO, (), None)


def fit(scene: Scene, held: Sequence[Scene], told: Mapping[str, str]) -> Fit:
    """How well a scene fits an event: the best of its scenes, less where the event is of another kind.

    `told` says which reports are of one event (groups.py); empty where that is not known, in a case that is one story.
    """
    if told and scene.kind == "main" and (own := [s for s in held if s.kind == "main"]):
        if same := [s for s in own if told.get(s.document) == told.get(scene.document)]:
            return _summed([_weighed("the reports are of one event")], same[0])
        return _summed([_weighed("the reports are of two events")], own[0])
    kinds = frozenset().union(*(other.kinds for other in held))
    against = [_weighed("another kind of event")] if scene.kinds and kinds and not scene.kinds & kinds else []
    found = [_summed([*likeness(scene, other), *against], other) for other in held]
    return max(found, key=lambda f: f[0], default=NONE)


def _summed(reasons: Sequence[Weighed], other: Scene) -> Fit:
    return sum(r.weight for r in reasons), tuple(reasons), other


def _weighed(reason: str, weight: float | None = None) -> Weighed:
    """A reason of the data file; its weight there unless another is given."""
    value = limits()["weights"][reason] if weight is None else weight
    return Weighed(reason, VETO if value == "veto" else float(value))


def likeness(a: Scene, b: Scene) -> list[Weighed]:
    """Reasons that two scenes are one event, or two."""
    if {a.kind, b.kind} == {"cumulative", "main"} and a.places & b.places and _close(a.numbers, b.numbers):
        return [_weighed("the count over a long time is of this place, and as large")]
    if "cumulative" in (a.kind, b.kind):
        both = a.kind == b.kind and (a.document == b.document or not (a.when and b.when) or a.when.touches(b.when))
        return [_weighed("both count over a long time" if both else "one counts over a long time")]
    own = a.kind == b.kind == "main"
    reasons = [_weighed("both reports are about it" if own else "one looks back on it")]
    if own and a.grain != b.grain and a.when and b.when and (a.when.start, a.when.end) != (b.when.start, b.when.end):
        reasons.append(_weighed("one may have happened in the other"))
    return reasons + [_weighed(name) for name in (*_time(a, b, own), *_place(a, b), *_facility(a, b))] + list(_words(a, b))


def _words(a: Scene, b: Scene) -> Iterator[Weighed]:
    shared = len(a.words & b.words) / max(8, min(len(a.words), len(b.words)))
    if shared > limits()["few_words"]:
        yield Weighed("they share words", round(min(limits()["most_words"], limits()["words"] * shared), 2))
    if agreed := len(a.numbers & b.numbers):
        yield Weighed("they give the same numbers", min(limits()["most_numbers"], float(agreed)))


def _close(some: frozenset[tuple[str, float]], others: frozenset[tuple[str, float]]) -> bool:
    """Whether two scenes count one measure nearly alike: what a siege or an outbreak has cost since it began is its own toll."""
    return any(m == n and max(v, w) <= limits()["alike"] * min(v, w) for m, v in some for n, w in others)


def _time(a: Scene, b: Scene, own: bool) -> Iterator[str]:
    slack, far = int(limits()["slack"]), int(limits()["far"])
    if not (a.when and b.when):
        x, y = a.when or a.published, b.when or b.published
        if own and x and y and not x.touches(y, far):
            yield "published long apart"
        elif own and x and y and x.touches(y, slack):
            yield "they were published together"
    elif a.when.touches(b.when, slack if own else slack - 1):
        longest = max((p.end - p.start).days for p in (a.when, b.when))
        if own and longest == 0 and a.when.start != b.when.start:
            yield "both give a day, and another one"
            return
        yield "the dates agree" if longest < limits()["wide"] else "the dates agree, one is wide"
    elif not own:
        yield "other days"
    else:
        yield "the dates lie apart" if a.when.touches(b.when, far) else "the dates lie far apart"


def _facility(a: Scene, b: Scene) -> Iterator[str]:
    """Two events at facilities that are surely not one; a report that names both tells nothing."""
    town = a.city.name if a.city else b.city.name if b.city else ""
    if a.facilities and b.facilities and all(told_apart(x, y, town) for x in a.facilities for y in b.facilities):
        yield "another facility"


def _place(a: Scene, b: Scene) -> Iterator[str]:
    if a.places & b.places:
        yield "the place agrees"
    elif a.city and b.city and a.kind != b.kind and apart(a.city, b.city):
        yield "another town"
    elif a.city and b.city and not (frozenset(words(a.city.name)) <= b.text or frozenset(words(b.city.name)) <= a.text):
        yield "other towns"
