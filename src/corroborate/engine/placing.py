"""Reports put to their stories as they come, and what people decided of stories and incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corroborate.engine.judging import Judged
from corroborate.errors import UsageError
from corroborate.model import Claim, Incident, Join, Tie, Weighed, fingerprint
from corroborate.reconcile.hands import MERGE, NEST, SPLIT, UNDO, nests, ties
from corroborate.reconcile.incidents import BY_HAND, Known
from corroborate.reconcile.stories import joins, near
from corroborate.settings import Settings
from corroborate.store import WHOLE, Store


def place_all(store: Store, settings: Settings) -> int:
    """Hold every report that is not placed yet against those near it; returns how many. What one costs does not grow with the case."""
    waiting = store.unplaced(settings.whole_up_to)
    for start in range(0, len(waiting), settings.batch):
        store.link({d: joins(*store.near(d, *near())) for d in waiting[start : start + settings.batch]})
    return len(waiting)


def decided(store: Store) -> tuple[Tie, ...]:
    """What people decided of incidents and what still stands, with what is tied brought into one story."""
    entries = store.log.entries((MERGE, SPLIT, NEST, UNDO))
    found = tuple(_present(store, t) for t in ties(entries))
    inside = [_present(store, t) for t in nests(entries)]  # an event can be part of another only in one story with it
    holders = store.holders(sorted({i for t in (*found, *inside) for i in (t.a, t.b) if i}))
    held = [t for t in (*found, *inside) if t.together and t.a in holders and t.b in holders]
    pairs = {tuple(sorted((holders[t.a], holders[t.b]))) for t in held}
    store.tie([Join(a, b, BY_HAND.weight, (Weighed(BY_HAND.reason, BY_HAND.weight),)) for a, b in sorted(pairs) if a != b])
    return found


def _present(store: Store, tie: Tie) -> Tie:
    """A tie by what its claims and reports are called now: a report may have a newer version, where its claims have other ids."""
    a, b = (store.reviews.found([i]).get(i) or store.reviews.current(i) or i if i else "" for i in (tie.a, tie.b))
    return replace(tie, a=a, b=b)


def known(store: Store, story: str, members: Sequence[str], claims: Sequence[Claim], hands: Sequence[Tie], held: Judged) -> Known:
    """What a story's reports were held to be, and what people judged of their claims; a case that is one story is taken for gathered
    round one crisis, and only hands part it."""
    sketches, outside = ([], []) if story == WHOLE else store.ties(members)
    mine = held.of({c.id for c in claims})
    inside_ = tuple(_present(store, t) for t in mine.nests)
    return Known(tuple(sketches), tuple(outside), tuple(hands), inside_, mine.bonds, mine.rulings)


def merged(a: Incident, b: Incident) -> tuple[str, tuple[str, ...], str]:
    """The subject of a merge of two incidents, the reports that it touches, and what was seen."""
    if a.id == b.id:
        raise UsageError("these are one incident already", a.id)
    return f"{_anchor(a)} {_anchor(b)}", (*a.documents, *b.documents), _seen(a, b)


def parted(held: Incident, document: str) -> tuple[str, tuple[str, ...], str]:
    """The subject of a split that takes a report out of an incident, the reports that it touches, and what was seen."""
    others = [d for d in held.documents if d != document]
    if document not in held.documents or not others:
        raise UsageError("this incident does not hold that report beside others", held.id, "See: corroborate incidents list --case CASE")
    return " ".join([document, *others]), held.documents, _seen(held)


def inside(a: Incident, b: Incident | None = None) -> tuple[str, tuple[str, ...], str]:
    """The subject of a nesting of an incident in another, or in none, the reports that it touches, and what was seen."""
    if b is None:
        return _anchor(a), a.documents, _seen(a)
    if a.id == b.id:
        raise UsageError("an incident is no part of itself", a.id)
    return f"{_anchor(a)} {_anchor(b)}", (*a.documents, *b.documents), _seen(a, b)


def incident(store: Store, id_: str) -> Incident:
    """An incident of the case by its id; UsageError where there is none."""
    found = store.concluded(Incident, id_)
    if found is None:
        raise UsageError("there is no such incident", id_, "See: corroborate incidents list --case CASE")
    return found


def _anchor(incident: Incident) -> str:
    """What stays of an incident over re-runs: its first claim, else its first report."""
    return (*incident.claims, *incident.documents)[0]


def _seen(*held: Incident) -> str:
    return fingerprint(*(part for i in held for part in (i.title, *i.documents)))

