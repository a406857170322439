"""Reports put to their stories as they come, and what people decided of stories and incidents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from corroborate.errors import UsageError
from corroborate.model import Decision, Incident, Join, Reconciliation, Tie, Weighed, fingerprint
from corroborate.reconcile.hands import MERGE, SPLIT, UNDO, name, standing, ties
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
    found = ties(store.decisions())
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


def decide(store: Store, who: str, when: datetime, subject: str, verdict: str, note: str, seen: str, touched: Sequence[str]) -> Decision:
    """Append one decision to this installation's log and have the stories of the reports that it touches reconciled anew."""
    log = next((d.log for d in store.decisions()), fingerprint(store.name, when.isoformat()))
    last = max((d for d in store.decisions() if d.log == log), key=lambda d: d.number, default=None)
    made = Decision.after(last, log, who, when, subject, verdict, note, seen)
    store.decide(made, note)
    store.renew(touched)
    return made


def merged(outcome: Reconciliation, first: str, second: str) -> tuple[str, tuple[str, ...], str]:
    """The subject of a merge of two incidents, the reports that it touches, and what was seen."""
    a, b = _incident(outcome, first), _incident(outcome, second)
    if a.id == b.id:
        raise UsageError("these are one incident already", first)
    return f"{_anchor(a)} {_anchor(b)}", (*a.documents, *b.documents), _seen(a, b)


def parted(outcome: Reconciliation, incident: str, document: str) -> tuple[str, tuple[str, ...], str]:
    """The subject of a split that takes a report out of an incident, the reports that it touches, and what was seen."""
    held = _incident(outcome, incident)
    others = [d for d in held.documents if d != document]
    if document not in held.documents or not others:
        raise UsageError("this incident does not hold that report beside others", incident, "See: corroborate incidents list --case CASE")
    return " ".join([document, *others]), held.documents, _seen(held)


def undone(decisions: Sequence[Decision], wanted: str) -> Decision:
    """The decision that an undo takes back; UsageError where none of that name stands."""
    found = next((d for d in standing(decisions) if name(d) == wanted), None)
    if found is None:
        raise UsageError("no such merge or split stands", wanted, "See: corroborate incidents list --case CASE")
    return found


def _incident(outcome: Reconciliation, id_: str) -> Incident:
    found = next((i for i in outcome.incidents if i.id == id_), None)
    if found is None:
        raise UsageError("there is no such incident", id_, "See: corroborate incidents list --case CASE")
    return found


def _anchor(incident: Incident) -> str:
    """What stays of an incident over re-runs: its first claim, else its first report."""
    return (*incident.claims, *incident.documents)[0]


def _seen(*held: Incident) -> str:
    return fingerprint(*(part for i in held for part in (i.title, *i.documents)))


__all__ = ["MERGE", "SPLIT", "UNDO", "decide", "decided", "known", "merged", "name", "parted", "place_all", "standing", "undone"]
