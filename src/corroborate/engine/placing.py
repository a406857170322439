"""Reports put to their stories as they come, and what people decided of stories and incidents."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.errors import UsageError
from corroborate.model import Incident, Join, Tie, Weighed, fingerprint
from corroborate.reconcile.hands import MERGE, SPLIT, UNDO, ties
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
    found = ties(store.log.entries((MERGE, SPLIT, UNDO)))
    holders = store.holders(sorted({i for t in found for i in (t.a, t.b)}))
    pairs = {tuple(sorted((holders[t.a], holders[t.b]))) for t in found if t.together and t.a in holders and t.b in holders}
    store.tie([Join(a, b, BY_HAND.weight, (Weighed(BY_HAND.reason, BY_HAND.weight),)) for a, b in sorted(pairs) if a != b])
    return found


def known(store: Store, story: str, members: Sequence[str], hands: Sequence[Tie]) -> Known:
    """What a story's reports were held to be; a case that is one story is taken for gathered round one crisis, and only hands part it."""
    if story == WHOLE:
        return Known(hands=tuple(hands))
    sketches, outside = store.ties(members)
    return Known(tuple(sketches), tuple(outside), tuple(hands))


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

