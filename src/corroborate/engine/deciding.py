"""One decision, from what a person said to the log: checked against what stands, appended, replayed, all in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from corroborate.engine import placing
from corroborate.engine.gazetting import placed
from corroborate.errors import StaleError, UsageError
from corroborate.model import Claim, Decision, Document, Standing, State, Verdict, fingerprint
from corroborate.read.sealed import sealed
from corroborate.review.anchors import anchor
from corroborate.review.edits import edited
from corroborate.review.fields import seen
from corroborate.review.matters import Matter, part
from corroborate.review.replay import CLAIM_VERDICTS, Report
from corroborate.review.settling import visible
from corroborate.review.verdicts import checked
from corroborate.store import Store

SECOND_READER = "second_reader"
"""The name of the case's setting: "true" where two people must come to the same."""


def second_reader(store: Store) -> bool:
    """Whether the case asks for two people on every claim."""
    return store.kept(SECOND_READER) == "true"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said: the verdict, of what, with what change, why, and what stood on the page (`seen`)."""

    verdict: Verdict
    subject: str
    who: str
    note: str
    change: Mapping[str, Any]
    seen: str | None


def said(verdict: str, subject: str, who: str, note: str, change: Mapping[str, Any] | None, seen_: str | None) -> Said:
    """What a person said, checked as far as it can be without the case."""
    try:
        kind = Verdict(verdict)
    except ValueError:
        raise UsageError("there is no such verdict", str(verdict), f"There are {', '.join(Verdict)}") from None
    if not who.strip():
        raise UsageError("nobody is named for this decision", "who", "Say who decides")
    return Said(kind, subject, who.strip(), note.strip(), checked(kind, change), seen_)


class Desk:
    """One report on the desk: its text, what the machine read, and what was decided; read inside the transaction that writes."""

    def __init__(self, store: Store, document: str) -> None:
        self.store = store
        self.document, self.claims = store.reviews.reading(document)
        self._again()

    def _again(self) -> None:
        decisions = self.store.log.on_documents(self.store.reviews.lineage(self.document.id))
        self.decisions = decisions
        self.report = Report(self.document.id, self.document.text, self.claims, decisions, second_reader(self.store))

    def standing(self, claim: str, who: str | None = None) -> Standing:
        """How a claim stands for a person; UsageError where the case holds no such claim."""
        now = self.report.place[claim].id if claim in self.report.place else claim
        row, machine = self.report.rows.get(now), self.report.machine.get(now)
        if row is None and machine is None:
            raise UsageError("there is no such claim", claim, "It may have gone with another text of its report")
        entries = self.report.of(now)
        shown = visible(entries, who, self.report.second_reader)
        base = self.report.place.get(now, machine)
        token = fingerprint(seen(base) if base else "", *(e.decision.name for e in shown))
        on = tuple(d for d in self.decisions if self._names(d, now))
        if len(shown) < len(entries):
            on = tuple(d for d in on if d.who == who)
            return Standing(now, machine or base, machine, State.AWAITING_SECOND, on, token)
        if row is None:
            return Standing(now, machine, machine, State.UNREVIEWED, on, token)
        return Standing(now, row.claim, machine, row.state, on, token, row.moved)

    def _names(self, decision: Decision, claim: str) -> bool:
        subjects = {s for s, _ in self.store.log.names(decision)}
        return claim in subjects or any(i in subjects for i, c in self.report.place.items() if c.id == claim)

    def save(self) -> bool:
        """Replay the decisions once more and store what they come to; returns whether other claims count now."""
        self._again()
        rows, whole = self.report.replayed().rows, {}
        if self.document.restricted:
            whole = {r.id: r.claim for r in rows if r.claim}
            rows = tuple(replace(r, claim=sealed(r.claim) if r.claim else None) for r in rows)
        return self.store.reviews.save(self.document.id, rows, self.report.replayed().found, whole)


def desk(store: Store, claim: str) -> Desk:
    """The report of a claim; UsageError where the case holds no such claim."""
    document = store.reviews.holder(claim)
    if document is None:
        raise UsageError("there is no such claim", claim, "See: corroborate show ID --case CASE")
    return Desk(store, document)


def decide(store: Store, log: str, given: Said, now: datetime) -> Decision:
    """Append one decision and have what it touches worked out anew; StaleError where something else stands than the person saw."""
    with store.together():
        other = _OTHERS.get(given.verdict)
        if other:
            return other(store, log, given, now)
        held = desk(store, given.subject)
        standing = held.standing(given.subject, given.who)
        if given.seen is not None and given.seen != standing.seen:
            raise _stale(held.standing(given.subject), given)
        subject, matter = _claim_matter(held, standing, given)
        made = _append(store, log, given, subject, now, matter, held.document)
        held.save()
        return made


def _stale(standing: Standing, given: Said) -> StaleError:
    """The error that says who decided what since."""
    last = next((d for d in reversed(standing.decisions) if d.who != given.who), None) or next(iter(standing.decisions[::-1]), None)
    told = f"{last.who} decided {last.verdict} on {last.when:%Y-%m-%d %H:%M}" if last else "the report was read anew"
    return StaleError(f"something else stands than what you saw: {told}", given.subject, "Look at it again, then decide")


def _claim_matter(held: Desk, standing: Standing, given: Said) -> tuple[str, Matter]:
    """The subject and the matter of a decision on a claim."""
    base = standing.machine if given.change.get("machine") else standing.claim or standing.machine
    if base is None:
        raise UsageError("this claim is gone from its report", given.subject, "Undo what was decided of it, or add it anew")
    entries = visible(held.report.of(standing.id), given.who, held.report.second_reader)
    return standing.id, Matter(
        change=given.change,
        anchors=(anchor(_anchored(held, standing, base), held.document.text),),
        seen={standing.id: seen(held.report.place.get(standing.id) or standing.machine or base)},
        parts=_parts(held.document, base, given),
        after=tuple(e.decision.name for e in entries),
        salt=secrets.token_hex(8),
    )


def _anchored(held: Desk, standing: Standing, base: Claim) -> Claim:
    """The claim as it is found again: where the machine reads it, else where a person put it."""
    return held.report.place.get(standing.id) or standing.machine or base


def _parts(document: Document, base: Claim, given: Said) -> tuple[dict[str, Any], ...]:
    """What the decision comes to."""
    if given.verdict is Verdict.ACCEPT:
        return (part(base),)
    if given.verdict is Verdict.EDIT:
        made = edited(base, placed(given.change, base), document.text)
        return (part(made, bool(given.change.keys() & {"value_span", "sentence_span"})),)
    return ()


def _append(
    store: Store, log: str, given: Said, subject: str, now: datetime, matter: Matter | None, document: Document | None,
    on: Sequence[tuple[str, str]] = (), seen_: str | None = None,
) -> Decision:  # fmt: skip
    """Append a decision after the last one of this installation's log; what is of a restricted report is kept apart."""
    shown = seen_ if seen_ is not None else (matter.seen.get(subject, "") if matter else "")
    last = store.log.last(log)
    when = max(now, last.when) if last else now  # a clock that was set back must not turn the order round
    text = matter.text() if matter else None
    made = Decision.after(last, log, given.who, when, subject, str(given.verdict), given.note, shown, text)
    names = [(a.claim, a.document) for a in matter.anchors] if matter else []
    store.log.append(made, [*names, *on], bool(document and document.restricted))
    return made


def _undo(store: Store, log: str, given: Said, now: datetime) -> Decision:
    """Take back a decision; its reports are replayed without it."""
    found = store.log.entry(given.subject)
    if found is None:
        raise UsageError("there is no such decision", given.subject, "See: corroborate decisions CASE")
    names = store.log.names(found) or sorted(store.holders(found.subject.split()).items())  # entries of before name no reports
    documents = sorted({d for n in names if (d := store.reviews.current(n[1]))})
    desks = [Desk(store, d) for d in documents]
    restricted = next((d.document for d in desks if d.document.restricted), None)
    made = _append(store, log, given, found.name, now, None, restricted, [(found.name, ""), *names], found.seen)
    for held in desks:
        held.save()
    if found.verdict not in CLAIM_VERDICTS:
        store.renew(documents)
    return made


def _merge_incidents(store: Store, log: str, given: Said, now: datetime) -> Decision:
    a, b = placing.incident(store, given.subject), placing.incident(store, given.change["with"])
    return _on_incidents(store, log, given, now, *placing.merged(a, b))


def _split_incident(store: Store, log: str, given: Said, now: datetime) -> Decision:
    return _on_incidents(store, log, given, now, *placing.parted(placing.incident(store, given.subject), given.change["report"]))


def _on_incidents(
    store: Store, log: str, given: Said, now: datetime, subject: str, touched: Sequence[str], seen_: str
) -> Decision:  # fmt: skip
    """Append a merge or split; the stories of the reports that it touches are found anew."""
    matter = Matter(change=given.change, salt=secrets.token_hex(8))
    made = _append(store, log, given, subject, now, matter, None, sorted(store.holders(subject.split()).items()), seen_)
    store.renew(touched)
    return made


_OTHERS = {Verdict.UNDO: _undo, Verdict.INCIDENT_MERGE: _merge_incidents, Verdict.INCIDENT_SPLIT: _split_incident}
"""Decisions on something else than what one claim is."""


def replay_all(store: Store) -> int:
    """Replay the decisions over every report that is new, changed or newly read; returns how many there were."""
    waiting = store.reviews.waiting()
    for document in waiting:
        with store.together():
            Desk(store, document).save()
    return len(waiting)

