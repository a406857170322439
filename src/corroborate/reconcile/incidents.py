"""Which event a claim tells of; the rules in words: docs/incidents.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corroborate.model import Bond, Claim, Document, Incident, Join, Ruling, Sketch, Tie, Weighed, fingerprint
from corroborate.reconcile.fits import NONE, Fit, fit
from corroborate.reconcile.groups import groups, pairs, unsure
from corroborate.reconcile.likeness import VETO
from corroborate.reconcile.nesting import nested, nested_by_hand
from corroborate.reconcile.scenes import Scene, key, limits, scenes
from corroborate.reconcile.scenes import cumulative as cumulative
from corroborate.reconcile.sketches import usual_period
from corroborate.reconcile.titles import described as described
from corroborate.reconcile.titles import title, usual_place

BY_HAND = Weighed("by hand", -VETO)
"""The reason of what a person put together."""


@dataclass
class Event:
    """Scenes that tell of one event, why they stand together, which others it may be, and what a person decided of it."""

    scenes: list[Scene]
    joins: list[Join] = field(default_factory=list)
    possible: list[Join] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a story's reports before their claims are looked at: sketches, pairs with other stories' reports, and what people
    decided: of events (`hands`, `nests`), of origins and questions (`bonds`), of findings (`rulings`)."""

    sketches: tuple[Sketch, ...] = ()
    near: tuple[Join, ...] = ()
    hands: tuple[Tie, ...] = ()
    nests: tuple[Tie, ...] = ()
    bonds: tuple[Bond, ...] = ()
    rulings: tuple[Ruling, ...] = ()


def incidents(documents: Sequence[Document], claims: Sequence[Claim], known: Known | None = None) -> tuple[list[Incident], dict[str, str]]:
    """Group claims into incidents; returns them and the incident id of every claim."""
    known = known or Known()
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    found = pairs(known.sketches)
    told = groups((s.document for s in known.sketches), found, _documents(known.hands, claims))
    events = _grouped([s for d in documents for s in scenes(d, by_document[d.id])], told, known.hands)
    made, incident_of = _named(events)
    made = _with_silent(made, told, incident_of, claims)
    made = _unsure(made, [*unsure(told, found), *known.near])
    made = nested(_decided(made, known.hands, incident_of), {c.id: c for c in claims})
    return nested_by_hand(made, known.nests, incident_of), incident_of


def _documents(hands: Iterable[Tie], claims: Iterable[Claim]) -> list[Tie]:
    """Decisions as decisions on reports: those of the claims that they name."""
    report = {c.id: c.document for c in claims if not c.background}
    return [Tie(report.get(t.a, t.a), report.get(t.b, t.b), t.together, t.why) for t in hands]


# ---------------------------------------------------------------- scenes of one event


def _grouped(found: Sequence[Scene], told: Mapping[str, str], hands: Sequence[Tie]) -> list[Event]:
    """Put scenes of one event together, largest main ones first; a scene joins the event that most reasons speak for."""
    events: list[Event] = []
    order = {"main": 0, "other": 1, "cumulative": 2}
    for scene in sorted(found, key=lambda s: (order[s.kind], -len(s.claims), s.claims[0].sentence.text, s.document)):
        scored = [(_fit(scene, event.scenes, told, hands), -k) for k, event in enumerate(events)]
        (score, reasons, other), k = max(scored, default=(NONE, 0), key=lambda s: (s[0][0], s[1]))
        if score >= limits()["join"] and other:
            events[-k].scenes.append(scene)
            events[-k].joins += _join(scene, other, score, reasons, True)
        else:
            events.append(Event([scene], possible=_join(scene, other, score, reasons, False) if score >= limits()["possible"] else []))
    return events


def _join(scene: Scene, other: Scene | None, score: float, reasons: tuple[Weighed, ...], same: bool) -> list[Join]:
    """The pair of reports by which a scene joined; none where both scenes are of one report."""
    if other is None or other.document == scene.document:
        return []
    a, b = sorted((scene.document, other.document))
    return [Join(a, b, round(score, 2), reasons, same)]


def _fit(scene: Scene, held: Sequence[Scene], told: Mapping[str, str], hands: Sequence[Tie]) -> Fit:
    """How well a scene fits an event; a person's decision goes before all reasons."""
    decided: Fit | None = None
    for tie in hands:
        for mine, theirs in ((tie.a, tie.b), (tie.b, tie.a)):
            if _meant(scene, mine) and (others := [s for s in held if _meant(s, theirs)]):
                if not tie.together:
                    return NONE
                decided = (BY_HAND.weight, (BY_HAND,), others[0])
    return decided or fit(scene, held, told)


def _meant(scene: Scene, anchor: str) -> bool:
    """Whether a decision's claim or report is this scene's: a report means its own event."""
    return (scene.kind == "main" and scene.document == anchor) or any(c.id == anchor for c in scene.claims)


# ---------------------------------------------------------------- incidents


def _named(events: Sequence[Event]) -> tuple[list[Incident], dict[str, str]]:
    """The incidents of all events, the one with most claims named first, and the incident of every claim."""
    made: list[Incident] = []
    incident_of: dict[str, str] = {}
    for event in sorted(events, key=lambda e: (-sum(len(s.claims) for s in e.scenes), _anchor(e.scenes))):
        incident = _incident(event, {i.id for i in made})
        made.append(incident)
        incident_of.update(dict.fromkeys(incident.claims, incident.id))
    return sorted(made, key=lambda i: (-len(i.claims), i.id)), incident_of


def _anchor(held: Sequence[Scene]) -> str:
    """A name for scenes that does not depend on their order."""
    return min(fingerprint(c.sentence.text, c.measure, c.sentence.start) for s in held for c in s.claims)


def _incident(event: Event, taken: set[str]) -> Incident:
    """An incident with an id from its place and day, so that a further report keeps it; from its words where these are taken."""
    claims = sorted((c for s in event.scenes for c in s.claims), key=lambda c: (c.document, c.sentence.start, c.id))
    place, when = usual_place(claims), usual_period(c for s in event.scenes if s.when for c in s.claims)
    name = "i" + fingerprint(key(place), when.start if when else "")
    return Incident(
        id=name if (place or when) and name not in taken else "i" + fingerprint(_anchor(event.scenes)),
        title=title(claims),
        documents=tuple(sorted({c.document for c in claims})),
        claims=tuple(c.id for c in claims),
        place=place,
        when=when,
        reasons=tuple(sorted({", ".join(w.reason for w in j.reasons if w.weight > 0) for j in event.joins} - {""})),
        joins=tuple(sorted(set(event.joins), key=lambda j: (j.a, j.b, j.score))),
        possible=tuple(event.possible),
    )


def _with_silent(made: list[Incident], told: Mapping[str, str], incident_of: Mapping[str, str], claims: Sequence[Claim]) -> list[Incident]:
    """Give each report without a claim to the incident that the reports of its group are about."""
    speaking = {c.document: incident_of[c.id] for c in sorted(claims, key=lambda c: c.id) if not c.background}
    about = {group: speaking[d] for d, group in sorted(told.items(), reverse=True) if d in speaking}
    silent = {d: about[group] for d, group in told.items() if group in about and not any(c.document == d for c in claims)}
    more: dict[str, set[str]] = defaultdict(set)
    for document, incident in silent.items():
        more[incident].add(document)
    return [replace(i, documents=tuple(sorted({*i.documents, *more[i.id]}))) if more[i.id] else i for i in made]


def _unsure(made: list[Incident], found: Sequence[Join]) -> list[Incident]:
    """Say of every incident which pairs of its reports with others the text does not tell apart nor joins."""
    return [replace(i, possible=(*i.possible, *(p for p in found if (p.a in i.documents) != (p.b in i.documents)))) for i in made]


def _decided(made: list[Incident], hands: Sequence[Tie], incident_of: Mapping[str, str]) -> list[Incident]:
    """Say of every incident which decisions made it what it is."""

    def bears(i: Incident, anchor: str) -> bool:
        return anchor in i.documents or incident_of.get(anchor) == i.id

    told = {i.id: tuple(sorted({t.why for t in hands if bears(i, t.a) or bears(i, t.b)})) for i in made}
    return [replace(i, by_hand=told[i.id]) if told[i.id] else i for i in made]
