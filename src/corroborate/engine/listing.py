"""What was decided, as a list: each decision with how it stands now."""

from __future__ import annotations

from collections.abc import Iterable

from corroborate.engine.judging import SET
from corroborate.model import Decided, Decision, State, Verdict, not_undone
from corroborate.reconcile.hands import MERGE, SPLIT
from corroborate.review.replay import CLAIM_VERDICTS
from corroborate.store import Store

IN_FORCE, UNDONE, REPLACED, NOTED = "in_force", "undone", "replaced", "noted"
"""How a decision stands that is in none of the states of a claim."""


def listed(store: Store, decisions: Iterable[Decision]) -> list[Decided]:
    """Decisions with the report and the claim that each is about, by their present names, and how each stands."""
    entries = list(decisions)
    live = {d.name for d in not_undone(store.log.entries())}
    rulings = {h.decision: h.disagrees for f in store.findings_by_hand() for h in f.by_hand}
    return [_decided(store, d, live, rulings) for d in entries]


def _decided(store: Store, d: Decision, live: set[str], rulings: dict[str, bool]) -> Decided:
    claims = [subject for subject, document in store.log.names(d) if document and subject != document]
    main = d.subject if d.subject in claims else (claims[0] if claims else "")
    document = store.reviews.holder(main) if main else store.reviews.current(d.subject)
    name = store.report_name(document) if document else ""
    now = store.reviews.found([main]).get(main, main) if main else ""
    return Decided(d, _state(store, d, live, rulings, now, claims), now, name)


def _state(store: Store, d: Decision, live: set[str], rulings: dict[str, bool], claim: str, claims: list[str]) -> str:
    if d.verdict == Verdict.UNDO:
        return NOTED
    if d.name not in live:
        return UNDONE
    if d.verdict == Verdict.NOTE:
        return NOTED
    if d.verdict in CLAIM_VERDICTS:
        return _of_claim(store, d, claim)
    if d.verdict == Verdict.FINDING_SET:
        return IN_FORCE if d.name in rulings and not rulings[d.name] else str(State.DISAGREES if d.name in rulings else State.ORPHAN)
    if d.verdict in (*SET, MERGE, SPLIT) and claims and not store.reviews.found(claims):
        return str(State.ORPHAN)
    return IN_FORCE


def _of_claim(store: Store, d: Decision, claim: str) -> str:
    """The state of its claim where it is the decision that made it so, or one of those that are at odds."""
    row = store.reviews.row(claim)
    if row is None:
        return REPLACED
    if row.decision == d.name or row.state in (State.REOPENED, State.AWAITING_SECOND):
        return str(row.state)
    return REPLACED

