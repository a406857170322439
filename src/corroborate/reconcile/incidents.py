"""Which event a claim tells of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corroborate.model import Claim, Document, Incident, Period, Place, fingerprint
from corroborate.reconcile.kinds import kinds
from corroborate.reconcile.places import apart
from corroborate.reconcile.words import words

CUMULATIVE = "cumulative"
"""Flag of a claim that counts over a whole war or year, not over one event."""
JOIN = 2.0
"""Reasons that two scenes must add up to, to be one event."""
SLACK = 2
"""Days that two reports' dates of one event may lie apart: time zones, nights, "on Tuesday" read a day off."""
FAR = 10
"""Days between two reports' events from which on the date speaks strongly against one event."""
TELLING = 3.0
"""From this number on, equal counts speak for one event."""
OTHER_KIND = -2.0
"""What two kinds of event, a flood and a shooting, weigh against one event."""
ALIKE = 1.5
"""Ratio within which a count over a long time and the event's own are taken for one."""
WEEK = 5
"""Days from which on a period is too wide to say much."""
LONG = 60
"""Days from which on a period is no event's own time."""


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


def incidents(documents: Sequence[Document], claims: Sequence[Claim]) -> tuple[list[Incident], dict[str, str]]:
    """Group claims into incidents; returns them and the incident id of every claim."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    scenes = [s for d in documents for s in _scenes(by_document[d.id], frozenset(words(d.text)), _published(d))]
    made: list[Incident] = []
    incident_of: dict[str, str] = {}
    taken: set[str] = set()
    for held, reasons in sorted(_grouped(scenes), key=lambda g: (-sum(len(s.claims) for s in g[0]), _anchor(g[0]))):
        incident = _incident(held, reasons, taken)
        taken.add(incident.id)
        made.append(incident)
        incident_of.update(dict.fromkeys(incident.claims, incident.id))
    return sorted(made, key=lambda i: (-len(i.claims), i.id)), incident_of


# ---------------------------------------------------------------- scenes of one document


def _published(document: Document) -> Period | None:
    return Period(document.published, document.published) if document.published else None


def _scenes(claims: Sequence[Claim], text: frozenset[str], published: Period | None) -> list[Scene]:
    """Part the claims of one document: what it is about, what it looks back on, by place and time, and what it counts over years."""
    main = [c for c in claims if not c.background]
    when, places = _usual_period(main), frozenset(_key(c.place) for c in main if c.place)
    said = {(c.measure, v) for c in main if (v := _number(c)) is not None}
    parts: dict[tuple[str, str, Period | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        if cumulative(claim):
            parts["cumulative", "", None].append(claim)
        elif _own(claim, when, places, said):
            parts["main", "", None].append(claim)
        else:
            parts["other", _key(claim.place), claim.when].append(claim)
    return [_scene(kind, held, text, published) for (kind, _, _), held in parts.items()]


def cumulative(claim: Claim) -> bool:
    """Whether a claim counts over a whole war or year."""
    return CUMULATIVE in claim.flags or (claim.when is not None and (claim.when.end - claim.when.start).days > LONG)


def _own(claim: Claim, when: Period | None, places: frozenset[str], said: set[tuple[str, float]]) -> bool:
    """Whether a claim is about its document's own event: by its reader, or because day and place, or the number, are the event's."""
    apart = claim.when is not None and when is not None and not claim.when.touches(when, SLACK)
    if not claim.background:
        return not apart or (claim.amount is not None and _told(claim, said))
    return not apart and ((_key(claim.place) in places and claim.when is not None) or _told(claim, said))


def _told(claim: Claim, said: set[tuple[str, float]]) -> bool:
    value = _number(claim)
    return value is not None and value >= TELLING and (claim.measure, value) in said


def _scene(kind: str, held: list[Claim], text: frozenset[str], published: Period | None) -> Scene:
    named = Counter(c.place for c in held if c.place and c.place.kind != "country")
    usual = min(named, key=lambda p: (-named[p], p.name), default=None)
    city = usual if usual and usual.kind == "city" and usual.id else None
    return Scene(
        held[0].document, kind, held, _usual_period(held),
        frozenset(_key(c.place) for c in held if c.place and c.place.kind != "country"),
        frozenset(w for c in held for w in words(c.sentence.text) if len(w) > 3),
        frozenset((c.measure, v) for c in held if (v := _number(c)) is not None and v >= TELLING),
        city, text, published, frozenset().union(*(kinds(c.sentence.text) for c in held)),
    )  # fmt: skip


def _number(claim: Claim) -> float | None:
    return claim.amount.point if claim.amount else None


def _usual_period(claims: Iterable[Claim]) -> Period | None:
    """The time that most claims give, the shortest of several."""
    found = Counter((c.when.start, c.when.end) for c in claims if c.when)
    if not found:
        return None
    return Period(*min(found, key=lambda p: (-found[p], p[1] - p[0], p)))


def _key(place: Place | None) -> str:
    return (place.id or " ".join(words(place.name))) if place else ""


# ---------------------------------------------------------------- scenes of one event


def _grouped(scenes: Sequence[Scene]) -> list[tuple[list[Scene], list[str]]]:
    """Put scenes of one event together, largest main ones first; a scene joins the event that most reasons speak for."""
    groups: list[tuple[list[Scene], list[str]]] = []
    order = {"main": 0, "other": 1, "cumulative": 2}
    for scene in sorted(scenes, key=lambda s: (order[s.kind], -len(s.claims), s.claims[0].sentence.text, s.document)):
        scored = [(*_fit(scene, held), -k) for k, (held, _) in enumerate(groups)]
        best = max(scored, default=(0.0, "", 0), key=lambda s: (s[0], s[2]))
        if best[0] >= JOIN:
            groups[-best[2]][0].append(scene)
            groups[-best[2]][1].append(best[1])
        else:
            groups.append(([scene], []))
    return groups


def _fit(scene: Scene, held: Sequence[Scene]) -> tuple[float, str]:
    """How well a scene fits an event: the best of its scenes, less where the event is of another kind."""
    told = frozenset().union(*(other.kinds for other in held))
    against = OTHER_KIND if scene.kinds and told and not scene.kinds & told else 0.0
    weight, why = max((_likeness(scene, other) for other in held), key=lambda p: p[0])
    return weight + against, why


def _likeness(a: Scene, b: Scene) -> tuple[float, str]:
    """Reasons that two scenes are one event, added up; far below zero where place or time forbid it."""
    if {a.kind, b.kind} == {"cumulative", "main"} and a.places & b.places and _close(a.numbers, b.numbers):
        return JOIN, "the count over a long time is of this place, and as large"
    if "cumulative" in (a.kind, b.kind):
        both = a.kind == b.kind and (a.document == b.document or not (a.when and b.when) or a.when.touches(b.when))
        return (JOIN, "both count over a long time") if both else (-9.0, "")
    own = a.kind == b.kind == "main"
    reasons = [(1.0, "both reports are about it")] if own else []
    reasons += _time(a, b, own) + _place(a, b)
    shared = len(a.words & b.words) / max(8, min(len(a.words), len(b.words)))
    if shared > 0.15:
        reasons.append((min(2.0, 4 * shared), "they share words"))
    if agreed := len(a.numbers & b.numbers):
        reasons.append((min(2.0, agreed), "they give the same numbers"))
    if not own:
        reasons.append((-0.5, ""))
    return sum(r for r, _ in reasons), ", ".join(w for r, w in reasons if r > 0)


def _close(some: frozenset[tuple[str, float]], others: frozenset[tuple[str, float]]) -> bool:
    """Whether two scenes count one measure nearly alike: what a siege or an outbreak has cost since it began is its own toll."""
    return any(m == n and max(v, w) <= ALIKE * min(v, w) for m, v in some for n, w in others)


def _time(a: Scene, b: Scene, own: bool) -> list[tuple[float, str]]:
    if not (a.when and b.when):
        x, y = a.when or a.published, b.when or b.published
        if not (own and x and y):
            return []
        return [(-3.0, "")] if not x.touches(y, FAR) else [(0.5, "they were published together")] if x.touches(y, SLACK) else []
    if a.when.touches(b.when, SLACK if own else SLACK - 1):
        longest = max((p.end - p.start).days for p in (a.when, b.when))
        return [(1.0 if longest < WEEK else 0.3, "the dates agree")]
    if not own:
        return [(-9.0, "")]
    return [(-1.0, "")] if a.when.touches(b.when, FAR) else [(-3.0, "")]


def _place(a: Scene, b: Scene) -> list[tuple[float, str]]:
    if a.places & b.places:
        return [(1.5, "the place agrees")]
    if a.city and b.city and a.kind != b.kind and apart(a.city, b.city):
        return [(-9.0, "")]
    if a.city and b.city and not (frozenset(words(a.city.name)) <= b.text or frozenset(words(b.city.name)) <= a.text):
        return [(-3.0, "")]
    return []


# ---------------------------------------------------------------- what users see


def described(claims: Sequence[Claim], incident_of: Mapping[str, str]) -> dict[str, str]:
    """A few printed words for each incident: its commonest place and time."""
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        held[incident_of.get(claim.id, "")].append(claim)
    return {incident: _title(members) for incident, members in held.items()}


def _title(members: Sequence[Claim]) -> str:
    places = Counter(c.place.name for c in members if c.place)
    days = Counter(_day(c.when) for c in members if c.when)
    parts = [min(found, key=lambda p: (-found[p], p)) for found in (places, days) if found]
    return ", ".join(parts) or "event not placed"


def _day(when: Period) -> str:
    """A day, or only the year where the period is as long."""
    return (
        when.start.isoformat()
        if (when.end - when.start).days < LONG
        else f"since {when.start.year}"
        if (when.end.year > when.start.year)
        else str(when.start.year)
    )


def _anchor(held: Sequence[Scene]) -> str:
    """A name for scenes that does not depend on their order."""
    return min(fingerprint(c.sentence.text, c.measure, c.sentence.start) for s in held for c in s.claims)


def _incident(held: Sequence[Scene], reasons: Sequence[str], taken: set[str]) -> Incident:
    """An incident with an id from its place and day, so that a further report keeps it; from its words where these are taken."""
    claims = sorted((c for s in held for c in s.claims), key=lambda c: (c.document, c.sentence.start, c.id))
    named = Counter(_key(c.place) for c in claims if c.place)
    place = min((c.place for c in claims if c.place), key=lambda p: (-named[_key(p)], p.name), default=None)
    when = _usual_period(c for s in held if s.when for c in s.claims)
    name = "i" + fingerprint(_key(place), when.start if when else "")
    return Incident(
        id=name if (place or when) and name not in taken else "i" + fingerprint(_anchor(held)),
        title=_title(claims),
        documents=tuple(sorted({c.document for c in claims})),
        claims=tuple(c.id for c in claims),
        place=place,
        when=when,
        reasons=tuple(sorted({r for r in reasons if r})),
    )
