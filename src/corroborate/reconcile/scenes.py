"""Claims of one report told apart by event: its own, what it looks back on by place and time, and what it counts over years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from corroborate.model import Claim, Document, Period, Place
from corroborate.reconcile.kinds import kinds
from corroborate.reconcile.nesting import grain
from corroborate.reconcile.sketches import usual_period
from corroborate.reconcile.words import words
from corroborate.vocabulary import vocabulary

CUMULATIVE = "cumulative"
"""Flag of a claim that counts over a whole war or year, not over one event."""


@dataclass
class Scene:
    """Claims of one document about one event: its own, one that it looks back on, or a cumulative count."""

    document: str
    kind: str
    claims: list[Claim]
    when: Period | None = None
    places: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    numbers: frozenset[tuple[str, float]] = field(default_factory=frozenset)
    city: Place | None = None
    text: frozenset[str] = frozenset()
    published: Period | None = None
    kinds: frozenset[str] = frozenset()
    grain: int = 0
    facilities: frozenset[str] = frozenset()


@cache
def limits() -> dict[str, Any]:
    """The thresholds and weights of scenes in data/incidents.toml."""
    table: dict[str, Any] = vocabulary("incidents")["scenes"]
    return table


def scenes(document: Document, claims: Sequence[Claim]) -> list[Scene]:
    """The scenes of one document; a function of the document alone."""
    text, published = frozenset(words(document.text)), Period(document.published, document.published) if document.published else None
    return _scenes(claims, text, published)


def _scenes(claims: Sequence[Claim], text: frozenset[str], published: Period | None) -> list[Scene]:
    """Part the claims of one document: what it is about, what it looks back on, by place and time, and what it counts over years."""
    main = [c for c in claims if not c.background]
    when, places = usual_period(main), frozenset(key(c.place) for c in main if c.place)
    said = {(c.measure, v) for c in main if (v := _number(c)) is not None}
    parts: dict[tuple[str, str, Period | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        if cumulative(claim):
            parts["cumulative", "", None].append(claim)
        elif _own(claim, when, places, said):
            parts["main", "", None].append(claim)
        else:
            parts["other", key(claim.place), claim.when].append(claim)
    return [_scene(kind, held, text, published) for (kind, _, _), held in parts.items()]


def cumulative(claim: Claim) -> bool:
    """Whether a claim counts over a whole war or year."""
    return CUMULATIVE in claim.flags or (claim.when is not None and (claim.when.end - claim.when.start).days > limits()["lasting"])


def _own(claim: Claim, when: Period | None, places: frozenset[str], said: set[tuple[str, float]]) -> bool:
    """Whether a claim is about its document's own event: by its reader, or because day and place, or the number, are the event's."""
    apart = claim.when is not None and when is not None and not claim.when.touches(when, int(limits()["slack"]))
    if not claim.background:
        return not apart or (claim.amount is not None and _told(claim, said))
    return not apart and ((key(claim.place) in places and claim.when is not None) or _told(claim, said))


def _told(claim: Claim, said: set[tuple[str, float]]) -> bool:
    value = _number(claim)
    return value is not None and value >= limits()["telling"] and (claim.measure, value) in said


def _scene(kind: str, held: list[Claim], text: frozenset[str], published: Period | None) -> Scene:
    named = Counter(c.place for c in held if c.place and c.place.kind != "country")
    usual = min(named, key=lambda p: (-named[p], p.name), default=None)
    city = usual if usual and usual.kind == "city" and usual.id else None
    return Scene(
        held[0].document, kind, held, usual_period(held),
        frozenset(key(c.place) for c in held if c.place and c.place.kind != "country"),
        frozenset(w for c in held for w in words(c.sentence.text) if len(w) > 3),
        frozenset((c.measure, v) for c in held if (v := _number(c)) is not None and v >= limits()["telling"]),
        city, text, published, frozenset().union(*(kinds(c.sentence.text) for c in held)),
        grain([c.sentence.text for c in held]), frozenset(c.facility for c in held if c.facility),
    )  # fmt: skip


def _number(claim: Claim) -> float | None:
    return claim.amount.point if claim.amount else None


def key(place: Place | None) -> str:
    """A place's id, or the stems of its name where no gazetteer knows it; empty for none."""
    return (place.id or " ".join(words(place.name))) if place else ""
