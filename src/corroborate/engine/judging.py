"""What people judged of origins, questions, findings and incidents: said as decisions, and handed to the stories that they bear on."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corroborate.engine.sheets import Sheet, sheet
from corroborate.errors import UsageError
from corroborate.model import Bond, ByHand, Decision, Finding, Ruling, Status, Tie, Verdict, not_undone
from corroborate.reconcile.hands import nests
from corroborate.review.anchors import anchor
from corroborate.review.fields import seen
from corroborate.review.matters import Matter, matter_of
from corroborate.review.verdicts import wrong
from corroborate.store import Store

BONDS = (Verdict.ORIGIN_JOIN, Verdict.ORIGIN_PART, Verdict.ORIGIN_INDEPENDENT, Verdict.QUESTION_MOVE)
LISTED = {Verdict.ORIGIN_JOIN: "with", Verdict.ORIGIN_PART: "from", Verdict.ORIGIN_INDEPENDENT: "of"}
"""The field that names the other claims of a judgement on origins."""
SET = (*BONDS, Verdict.FINDING_SET, Verdict.INCIDENT_NEST)
MOST = 500
"""Claims of one origin or finding that a decision keeps hold of."""


# ---------------------------------------------------------------- said


def others(store: Store, verdict: Verdict, claim: str, change: Mapping[str, Any]) -> list[str]:
    """The other claims that a judgement is about; UsageError where it cannot be made of them."""
    if verdict is Verdict.QUESTION_MOVE:
        found = [change["with"]] if change.get("with") else []
    else:
        found = list(change.get(LISTED[verdict], ())) or _rest(store, claim)
    found = [c for c in dict.fromkeys(found) if c != claim]
    if not found and verdict is not Verdict.QUESTION_MOVE:
        raise wrong(LISTED[verdict], "another claim is needed")
    return found[:MOST]


def _rest(store: Store, claim: str) -> list[str]:
    """The other claims of a claim's origin."""
    origin = store.origin(claim)
    return [c for c in origin.claims if c != claim] if origin else []


def matter(sheets: Sequence[tuple[Sheet, str]], verdict: Verdict, change: Mapping[str, Any]) -> Matter:
    """The matter of a judgement on some claims, each in its report."""
    held = [(s, s.base(s.now(claim))) for s, claim in sheets]
    if verdict is Verdict.QUESTION_MOVE and len({c.amount is None for _, c in held}) > 1:
        raise wrong("with", "a number does not answer what a statement answers")
    anchors = tuple(anchor(c, s.document.text) for s, c in held)
    return Matter(change=change, anchors=anchors, seen={c.id: seen(c) for _, c in held}, salt=secrets.token_hex(8))


def together(store: Store, claims: Sequence[str], verdict: Verdict) -> list[tuple[Sheet, str]]:
    """The reports of some claims; UsageError where they belong to stories that nothing holds together."""
    opened: dict[str, Sheet] = {}
    made = []
    for claim in claims:
        document = store.reviews.holder(claim)
        if document is None:
            raise wrong(LISTED.get(verdict, "with"), f"there is no such claim: {claim}")
        opened.setdefault(document, Sheet(store, document))
        made.append((opened[document], claim))
    if len(store.stories_of(sorted(opened))) > 1:
        raise UsageError("these claims are of different events", claims[0], "Merge the incidents first, then reconcile")
    return made


def distinct(store: Store, claim: str, of: Iterable[str]) -> None:
    """UsageError where claims that are to know independently of each other go back to one origin."""
    mine = store.origin(claim)
    if mine and set(of) & set(mine.claims):
        raise wrong("of", "these go back to one origin; part them first")


def on_finding(store: Store, finding: Finding, change: Mapping[str, Any]) -> tuple[list[tuple[Sheet, str]], Matter]:
    """The claims and the matter of what a person sets beside a finding."""
    held = [(sheet(store, c), c) for c in finding.claims[:MOST]]
    machine = {"status": str(finding.status), "best": finding.best}
    made = matter(held, Verdict.FINDING_SET, {**change, "machine": machine})
    return held, made


# ---------------------------------------------------------------- handed to the stories


@dataclass(frozen=True, slots=True)
class Judged:
    """What people judged and what still stands, by the present ids of claims."""

    bonds: tuple[Bond, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    nests: tuple[Tie, ...] = ()

    def of(self, claims: set[str]) -> Judged:
        """What bears on the claims of one story."""
        bonds = tuple(b for b in self.bonds if b.a in claims and (b.b in claims or not b.b))
        return replace(self, bonds=bonds, rulings=tuple(r for r in self.rulings if claims & set(r.claims)))


def judged(store: Store) -> Judged:
    """What people judged of origins, questions, findings and nested events, from the whole log."""
    entries = store.log.entries((*SET, Verdict.UNDO), whole=True)
    live = [d for d in not_undone(entries) if d.verdict in SET]
    if not live:
        return Judged()
    shown = {d.name: d for d in store.log.entries(SET)}  # without what was said of restricted reports
    matters = [m for d in live if (m := matter_of(d))]
    now = store.reviews.found(sorted({a.claim for m in matters for a in m.anchors}))
    told = [replace(d, note=shown[d.name].note) for d in live]
    open_ = {name for name, d in shown.items() if d.matter is not None}
    return Judged(_bonds(told, now, open_), tuple(r for d in told if (r := _ruling(d, now))), nests(told))


def _bonds(decisions: Sequence[Decision], now: Mapping[str, str], open_: set[str]) -> tuple[Bond, ...]:
    """The bonds of the decisions in order; of a join and a part of one pair the later one holds. Only of those that are `open_`
    the words are given."""
    found: dict[tuple[object, ...], Bond] = {}
    for d in decisions:
        held = matter_of(d)
        if d.verdict not in BONDS or held is None or held.anchors[0].claim not in now:
            continue
        a, others_ = now[held.anchors[0].claim], [now[x.claim] for x in held.anchors[1:] if x.claim in now]
        aside = d.verdict == Verdict.QUESTION_MOVE
        for b in others_ or ([""] if aside and len(held.anchors) == 1 else []):
            key = (a,) if aside else (frozenset((a, b)), d.verdict == Verdict.ORIGIN_INDEPENDENT)
            found.pop(key, None)
            if a != b:
                found[key] = Bond(Verdict(d.verdict), a, b, _why(d, held.change, d.name in open_))
    return tuple(found.values())


_SAID = {
    Verdict.ORIGIN_JOIN: "put to one origin by", Verdict.ORIGIN_PART: "parted as two origins by",
    Verdict.ORIGIN_INDEPENDENT: "judged independent by", Verdict.QUESTION_MOVE: "moved to this question by",
}  # fmt: skip


def _why(d: Decision, change: Mapping[str, Any], open_: bool) -> str:
    verb = _SAID[Verdict(d.verdict)]
    if d.verdict == Verdict.QUESTION_MOVE and not change.get("with"):
        verb = "set apart as a question of its own by"
    by, said = (change.get("by"), d.note or change.get("reason") or "no reason given") if open_ else ("", d.note)
    return f"{verb} {by or d.who} on {d.when:%Y-%m-%d}: {said or 'the reason is not shown'}"


def _ruling(d: Decision, now: Mapping[str, str]) -> Ruling | None:
    held = matter_of(d)
    if d.verdict != Verdict.FINDING_SET or held is None:
        return None
    status, best, machine = held.change.get("status"), held.change.get("best"), held.change["machine"]
    by = ByHand(d.name, d.who, d.when, Status(status) if status else None, best, d.note or "")
    return Ruling(tuple(now[a.claim] for a in held.anchors if a.claim in now), by, (machine["status"], machine["best"]))

