"""One decision, from what a person said to the log: checked against what stands, appended, replayed, all in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from corroborate.engine import judging, onclaims, placing
from corroborate.engine.sheets import SECOND_READER, Sheet, sheet, sheets
from corroborate.engine.withdrawing import Withdrawn, follow, removed
from corroborate.errors import StaleError, StoreError, UsageError
from corroborate.model import Decision, Finding, Standing, Verdict, not_undone
from corroborate.reconcile.hands import MERGE, SPLIT
from corroborate.review.chains import faults
from corroborate.review.matters import Matter
from corroborate.review.replay import CLAIM_VERDICTS, VERSION
from corroborate.review.verdicts import checked
from corroborate.store import Joined, Store, open_store

REPLAYED = "replayed"
"""The name under which the case keeps by which version its decisions were replayed."""


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
    if kind is Verdict.REPORT_WITHDRAW:
        raise UsageError("a report is not withdrawn by an entry of the log alone", str(verdict), "Use: corroborate withdraw CASE REPORT")
    if not who.strip():
        raise UsageError("nobody is named for this decision", "who", "Say who decides")
    return Said(kind, subject, who.strip(), note.strip(), checked(kind, change), seen_)


def decide(store: Store, log: str, given: Said, now: datetime) -> Decision:
    """Append one decision and have what it touches worked out anew; StaleError where something else stands than the person saw."""
    with store.together():
        return _WAYS.get(given.verdict, _on_claim)(store, log, given, now)


def _on_claim(store: Store, log: str, given: Said, now: datetime) -> Decision:
    """Append a decision on a claim, and replay the decisions over its report."""
    held = sheet(store, given.subject)
    standing = held.standing(given.subject, given.who)
    _look(standing, given)
    matter = onclaims.matter(held, standing, given.verdict, given.who, given.change)
    made = append(store, log, given, standing.id, now, matter, held.document.restricted)
    held.save()
    return made


def _look(standing: Standing, given: Said) -> None:
    """StaleError that says who decided what since, where something else stands than the person saw."""
    if given.seen is None or given.seen == standing.seen:
        return
    known = standing.decisions  # a second reader is not told here either what the first one came to
    last = next((d for d in reversed(known) if d.who != given.who), next(iter(known[::-1]), None))
    told = f"{last.who} decided {last.verdict} on {last.when:%Y-%m-%d %H:%M}" if last else "the report was read anew"
    raise StaleError(f"something else stands than what you saw: {told}", given.subject, "Look at it again, then decide")


def _add(store: Store, log: str, given: Said, now: datetime) -> Decision:
    """Append a claim that the machine missed."""
    document = store.reviews.current(given.subject)
    if document is None:
        raise UsageError("there is no such report", given.subject, "Give the id of a report of this case")
    held = Sheet(store, document)
    matter = onclaims.added(held, given.change, next_name(store, log))
    made = append(store, log, given, document, now, matter, held.document.restricted)
    held.save()
    return made


def _note(store: Store, log: str, given: Said, now: datetime) -> Decision:
    """Append a note on anything; one on a claim is kept where the claim's words are."""
    if not given.note:
        raise UsageError("a note needs words", "note", "Write them")
    if store.reviews.holder(given.subject) is not None:
        return _on_claim(store, log, given, now)
    report = given.subject if store.reviews.current(given.subject) else ""
    matter = Matter(salt=secrets.token_hex(8))
    return append(store, log, given, given.subject, now, matter, store.reviews.restricted([report]), [(given.subject, report)])


def next_name(store: Store, log: str) -> str:
    """The name that the next decision of a log will have."""
    last = store.log.last(log)
    return f"{log}:{last.number + 1 if last else 1}"


def append(
    store: Store, log: str, given: Said, subject: str, now: datetime, matter: Matter | None, restricted: bool,
    on: Sequence[tuple[str, str]] = (), seen_: str | None = None,
) -> Decision:  # fmt: skip
    """Append a decision after the last one of this installation's log; what is of a restricted report is kept apart."""
    shown = seen_ if seen_ is not None else (matter.seen.get(subject, "") if matter else "")
    last = store.log.last(log)
    when = max(now, last.when) if last else now  # a clock that was set back must not turn the order round
    text = matter.text() if matter else None
    made = Decision.after(last, log, given.who, when, subject, str(given.verdict), given.note, shown, text)
    names = [(a.claim, a.document) for a in matter.anchors] if matter else []
    store.log.append(made, [*names, *on], restricted)
    return made


def _judge(store: Store, log: str, given: Said, now: datetime) -> Decision:
    """Append a judgement on the origins or the question of claims; their story is reconciled anew."""
    held = sheet(store, given.subject)
    standing = held.standing(given.subject, given.who)
    _look(standing, given)
    others = judging.others(store, given.verdict, standing.id, given.change)
    if given.verdict is Verdict.ORIGIN_INDEPENDENT:
        judging.distinct(store, standing.id, others)
    sheets_ = judging.together(store, [standing.id, *others], given.verdict)
    return _judged(store, log, given, standing.id, now, sheets_, judging.matter(sheets_, given.verdict, given.change))


def _set(store: Store, log: str, given: Said, now: datetime) -> Decision:
    """Append what a person sets beside a finding."""
    finding = store.concluded(Finding, given.subject)
    if finding is None:
        raise UsageError("there is no such finding", given.subject, "See: corroborate report --case CASE")
    sheets_, matter = judging.on_finding(store, finding, given.change)
    return _judged(store, log, given, finding.id, now, sheets_, matter)


def _judged(
    store: Store, log: str, given: Said, subject: str, now: datetime, held: Sequence[tuple[Sheet, str]], matter: Matter
) -> Decision:  # fmt: skip
    made = append(store, log, given, subject, now, matter, any(s.document.restricted for s, _ in held))
    for s in {s.document.id: s for s, _ in held}.values():
        s.save()
    store.reviews.stale([s.document.id for s, _ in held])
    return made


def _undo(store: Store, log: str, given: Said, now: datetime) -> Decision:
    """Take back a decision; its reports are replayed without it."""
    found = store.log.entry(given.subject)
    if found is None or _unseen(store, found, given.who):
        raise UsageError("there is no such decision", given.subject, "See: corroborate decisions CASE")
    if found.verdict == Verdict.REPORT_WITHDRAW:
        raise UsageError("what was withdrawn is gone and cannot be brought back", given.subject, "The log keeps its hash")
    # entries of before name no reports
    names = store.log.names(found) or sorted(store.holders(found.subject.split()).items())
    desks = sheets(store, [document for _, document in names])
    sealed = store.reviews.restricted([held.document.id for held in desks])
    made = append(store, log, given, found.name, now, None, sealed, [(found.name, ""), *names], found.seen)
    for held in desks:
        held.save()
    if found.verdict in (MERGE, SPLIT):
        store.renew([held.document.id for held in desks])
    elif found.verdict not in CLAIM_VERDICTS:
        store.reviews.stale([held.document.id for held in desks])
    return made


def _unseen(store: Store, found: Decision, who: str) -> bool:
    """Whether a decision is a first verdict that this person must not know of, nor take back, before deciding too."""
    if found.who == who or store.kept(SECOND_READER) != "true":
        return False
    return found.name not in {d.name for d in told_to(store, who)}


def _merge_incidents(store: Store, log: str, given: Said, now: datetime) -> Decision:
    a, b = placing.incident(store, given.subject), placing.incident(store, given.change["with"])
    return _on_incidents(store, log, given, now, *placing.merged(a, b))


def _split_incident(store: Store, log: str, given: Said, now: datetime) -> Decision:
    return _on_incidents(store, log, given, now, *placing.parted(placing.incident(store, given.subject), given.change["report"]))


def _nest(store: Store, log: str, given: Said, now: datetime) -> Decision:
    """Append which event is part of which."""
    outer = given.change.get("within")
    held = [placing.incident(store, i) for i in (given.subject, *([outer] if outer else []))]
    return _on_incidents(store, log, given, now, *placing.inside(*held))


def _on_incidents(
    store: Store, log: str, given: Said, now: datetime, subject: str, touched: Sequence[str], seen_: str
) -> Decision:  # fmt: skip
    """Append a merge, split or nesting; the stories of the reports that it touches are found anew."""
    on = sorted(store.holders(subject.split()).items())
    meant = [(Sheet(store, document), claim) for claim, document in on if claim != document]
    sealed = store.reviews.restricted([document for _, document in on])
    made = append(store, log, given, subject, now, judging.matter(meant, given.verdict, given.change), sealed, on, seen_)
    for s, _ in meant:
        s.save()
    store.renew(touched)
    return made


_WAYS = {
    Verdict.ADD: _add,
    Verdict.NOTE: _note,
    Verdict.UNDO: _undo,
    Verdict.INCIDENT_MERGE: _merge_incidents,
    Verdict.INCIDENT_SPLIT: _split_incident,
    Verdict.INCIDENT_NEST: _nest,
    Verdict.FINDING_SET: _set,
    **dict.fromkeys(judging.BONDS, _judge),
}
"""Decisions on something else than what one claim is."""


def forget(store: Store, name: str, now: datetime, matter: bool) -> None:
    """Remove what a person wrote with a decision; its reports are replayed without it."""
    found = store.log.entry(name)
    if found is None:
        raise UsageError("there is no such decision", name, "See: corroborate decisions CASE")
    with store.together():
        store.log.forget(found, now, matter)
        documents = [document for _, document in store.log.names(found)] or list(store.holders(found.subject.split()).values())
        for held in sheets(store, documents):
            held.save()
            store.reviews.stale([held.document.id])
    store.clean()


def join(store: Store, path: Path) -> Joined:
    """Take in what another case file holds; StoreError, and nothing taken in, where its logs are not whole or went on apart."""
    other = open_store(path, create=False)
    try:
        wrong = faults(other.log.entries(whole=True), other.log.buried())
        if wrong:
            raise StoreError(f"its log is not whole: {wrong[0].document}: {wrong[0].message}", str(path), f"See: corroborate verify {path}")
        with store.together():
            joined = store.join(other)
            gone = follow(store)
        store.withdrawals.scrub() if gone else store.clean()
        return joined
    finally:
        other.close()


def withdraw(store: Store, log: str, what: str, who: str, why: str, now: datetime) -> Withdrawn:
    """Remove everything of the reports that are called so, and put on record that, by whom, why, and the hashes of what it was.

    UsageError where the case holds none, or nobody or no reason is named. The stories that they were in are to be reconciled anew."""
    if not who.strip() or not why.strip():
        raise UsageError("a withdrawal needs somebody who answers for it, and a reason", "who, why", "Give both")
    with store.together():
        documents = store.withdrawals.meant(what)
        if not documents:
            raise UsageError("there is no report of that id, name or pseudonym", what, "See: corroborate report, or the page Reports")
        told, entries = removed(store, documents), []
        for d in documents:
            given = Said(Verdict.REPORT_WITHDRAW, d.id, who.strip(), why.strip(), {}, None)
            entries.append(append(store, log, given, d.id, now, None, False, (), d.sha256).name)
    store.withdrawals.scrub()
    return replace(told, entries=tuple(entries))


def ask_for_second_reader(store: Store, wanted: bool) -> None:
    """Keep whether every claim needs two people; what was decided before is replayed by that rule."""
    with store.together():
        store.keep(SECOND_READER, "true" if wanted else "false")
        store.reviews.again()


def replay_all(store: Store) -> int:
    """Replay the decisions over every report that is new, changed or newly read, or over all of them by another version of the rules;
    returns how many there were."""
    if store.kept(REPLAYED) != VERSION:
        store.reviews.again()
        store.keep(REPLAYED, VERSION)
    waiting = store.reviews.waiting()
    for document in waiting:
        with store.together():
            Sheet(store, document).save()
    return len(waiting)


def told_to(store: Store, who: str) -> list[Decision]:
    """The log as a person may see it: where two are asked for, without what another one decided of a claim that waits for them."""
    entries = store.log.entries()
    if store.kept(SECOND_READER) != "true":
        return entries
    people: dict[str, set[str]] = {}
    standing = [d for d in not_undone(entries) if d.verdict in CLAIM_VERDICTS]
    for d in standing:
        people.setdefault(d.subject, set()).add(d.who)
    hidden = {d.name for d in standing if len(people[d.subject]) == 1 and who not in people[d.subject]}
    return [d for d in entries if d.name not in hidden]
