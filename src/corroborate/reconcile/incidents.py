"""Which event a claim tells of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corroborate.model import Claim, Document, Incident, Period, Place, fingerprint
from corroborate.reconcile.words import vocabulary, words

JOIN = 2.0
"""Reasons that two scenes must add up to, to be one event."""
SLACK = 2
"""Days that two reports' dates of one event may lie apart: time zones, nights, "on Tuesday" read a day off."""
FRESH = 45
"""Days after an event in which reports without a printed date may still be about it."""


@dataclass
class Scene:
    """Claims of one document that share place and time: its own event, or one that it looks back on."""

    document: str
    main: bool
    claims: list[Claim]
    when: Period | None = None
    places: Counter[str] = field(default_factory=Counter)
    words: frozenset[str] = frozenset()

    @property
    def place(self) -> Place | None:
        """The place that most claims name."""
        found = [c.place for c in self.claims if c.place]
        most = Counter(p.name for p in found)
        return min(found, key=lambda p: (p.kind == "country", -most[p.name], p.name), default=None)


def incidents(documents: Sequence[Document], claims: Sequence[Claim]) -> tuple[list[Incident], dict[str, str]]:
    """Group claims into incidents; returns them and the incident id of every claim."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    scenes = [s for d in documents for s in _scenes(d, by_document[d.id])]
    groups = _grouped(scenes)
    made: list[Incident] = []
    incident_of: dict[str, str] = {}
    for held, reasons in groups:
        incident = _incident(held, reasons)
        made.append(incident)
        incident_of.update({c: incident.id for c in incident.claims})
    return sorted(made, key=lambda i: (-len(i.claims), i.id)), incident_of


# ---------------------------------------------------------------- scenes of one document


def _scenes(document: Document, claims: Sequence[Claim]) -> list[Scene]:
    own = [c for c in claims if not c.background]
    main_when = _usual_period(own)
    parts: dict[tuple[bool, str, Period | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        elsewhen = claim.when is not None and main_when is not None and not claim.when.touches(main_when, SLACK)
        if not claim.background and not elsewhen:
            parts[True, "", None].append(claim)
        else:
            parts[False, _key(claim.place), claim.when].append(claim)
    return [_scene(document, main, held) for (main, _, _), held in parts.items()]


def _scene(document: Document, main: bool, held: list[Claim]) -> Scene:
    places = Counter(_key(c.place) for c in held if c.place)
    said = frozenset(w for c in held for w in words(c.sentence.text) if len(w) > 3)
    return Scene(document.id, main, held, _usual_period(held), places, said)


def _usual_period(claims: Iterable[Claim]) -> Period | None:
    """The time that most claims give, the shortest of several."""
    found = Counter((c.when.start, c.when.end) for c in claims if c.when)
    if not found:
        return None
    start, end = min(found, key=lambda p: (-found[p], p[1] - p[0], p))
    return Period(start, end)


def _key(place: Place | None) -> str:
    return (place.id or " ".join(words(place.name))) if place else ""


# ---------------------------------------------------------------- scenes of one event


def _grouped(scenes: Sequence[Scene]) -> list[tuple[list[Scene], list[str]]]:
    """Put scenes of one event together, main ones first; a scene joins the group that most reasons speak for."""
    groups: list[tuple[list[Scene], list[str]]] = []
    for scene in sorted(scenes, key=lambda s: (not s.main, s.when is None, -len(s.claims), s.document, s.claims[0].id)):
        scored = [(score, k, why) for k, (held, _) in enumerate(groups) if (score := _fit(scene, held)) for why in [score[1]] if score[0] >= JOIN]
        if scored:
            (_, why), k, _ = max(scored, key=lambda s: (s[0][0], -s[1]))
            groups[k][0].append(scene)
            groups[k][1].append(why)
        else:
            groups.append(([scene], []))
    return groups


def _fit(scene: Scene, held: Sequence[Scene]) -> tuple[float, str]:
    """How well a scene fits an event: the best of its scenes, unless one of them forbids it."""
    pairs = [_likeness(scene, other) for other in held]
    if any(p is None for p in pairs):
        return 0.0, ""
    return max((p for p in pairs if p), key=lambda p: p[0])


def _likeness(a: Scene, b: Scene) -> tuple[float, str] | None:
    """Reasons that two scenes are one event, added up; None where place or time forbid it."""
    if a.when and b.when and not a.when.touches(b.when, SLACK):
        return None
    reasons = []
    if a.main and b.main:
        reasons.append((1.0, "both reports are about it"))
    if a.when and b.when:
        reasons.append((1.0, "the dates agree"))
    shared_places = set(a.places) & set(b.places)
    if shared_places:
        reasons.append((1.5, "the place agrees"))
    told = vocabulary("populations")["general"]
    shared = (a.words & b.words) - set(told)
    likeness = len(shared) / max(1, min(len(a.words), len(b.words)))
    if likeness > 0.2:
        reasons.append((5 * likeness, "they share words"))
    said = {(c.measure, c.amount.point) for c in a.claims if c.amount and (c.amount.point or 0) > 2}
    if said & {(c.measure, c.amount.point) for c in b.claims if c.amount}:
        reasons.append((1.0, "they give the same number"))
    if a.main != b.main and not (a.when and b.when and shared_places):
        reasons.append((-2.0, "one looks back on it"))
    return sum(r for r, _ in reasons), ", ".join(w for r, w in reasons if r > 0)


def described(claims: Sequence[Claim], incident_of: Mapping[str, str]) -> dict[str, str]:
    """A few printed words for each incident: its commonest place and time."""
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        held[incident_of.get(claim.id, "")].append(claim)
    return {incident: _title(members) for incident, members in held.items()}


def _title(members: Sequence[Claim]) -> str:
    places = Counter(c.place.name for c in members if c.place)
    days = Counter(c.when.start.isoformat() for c in members if c.when)
    parts = [min(found, key=lambda p: (-found[p], p)) for found in (places, days) if found]
    return ", ".join(parts) or "event not placed"


def _incident(held: Sequence[Scene], reasons: Sequence[str]) -> Incident:
    claims = sorted((c for s in held for c in s.claims), key=lambda c: (c.document, c.sentence.start, c.id))
    place = min((s.place for s in held if s.place), key=lambda p: p.name, default=None)
    whens = Counter((s.when.start, s.when.end) for s in held if s.when)
    when = Period(*min(whens, key=lambda w: (-whens[w], w))) if whens else None
    anchor = min(fingerprint(c.sentence.text, c.measure) for c in claims)
    return Incident(
        id="i" + fingerprint(place.name if place else "", when.start if when else "", anchor),
        title=_title(claims),
        documents=tuple(sorted({c.document for c in claims})),
        claims=tuple(c.id for c in claims),
        place=place,
        when=when,
        reasons=tuple(sorted(set(r for r in reasons if r))),
    )
