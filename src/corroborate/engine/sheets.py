"""One report with what was decided of it, as it is needed for a decision: read inside the transaction that writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corroborate.errors import UsageError
from corroborate.model import Claim, Decision, Standing, State, Verdict, fingerprint
from corroborate.read.sealed import sealed
from corroborate.review.fields import seen
from corroborate.review.replay import Report
from corroborate.review.settling import Entry, visible
from corroborate.store import Store

SECOND_READER = "second_reader"
"""The name of the case's setting: "true" where two people must come to the same."""


def second_reader(store: Store) -> bool:
    """Whether the case asks for two people on every claim."""
    return store.kept(SECOND_READER) == "true"


class Sheet:
    """One report: its text, what the machine read, what was decided, and how its claims stand."""

    def __init__(self, store: Store, document: str) -> None:
        self.store = store
        self.document, self.claims = store.reviews.reading(document)
        self.versions = store.reviews.lineage(document)
        self._read()

    def _read(self) -> None:
        self.decisions = self.store.log.on_documents(self.versions)
        two = second_reader(self.store)
        self.report = Report(self.document.id, self.document.text, self.claims, self.decisions, two, self.versions)

    def now(self, claim: str) -> str:
        """The present id of a claim by any id that it had; UsageError where it is gone or never was."""
        found = self.report.place.get(claim) or self.report.machine.get(claim)
        if found is None:
            raise UsageError("there is no such claim in this report now", claim, "It may have gone with another text or reading")
        return found.id

    def base(self, claim: str) -> Claim:
        """A claim before what was decided of it: as the machine reads it, or as it was added, by its present id."""
        return self.report.machine.get(claim) or next(c for c in self.report.place.values() if c.id == claim)

    def entries(self, claim: str, who: str | None) -> list[Entry]:
        """The decisions on a claim that a person may see."""
        return visible(self.report.of(claim), who, self.report.second_reader)

    def standing(self, claim: str, who: str | None = None) -> Standing:
        """How a claim stands for a person; UsageError where the report holds no such claim."""
        row = self.report.rows.get(claim)
        if row and row.state is State.ORPHAN:
            return Standing(claim, None, None, row.state, self._on(claim), fingerprint("", row.decision))
        now = self.now(claim)
        row, machine, shown = self.report.rows.get(now), self.report.machine.get(now), self.entries(now, who)
        token = fingerprint(seen(self.base(now)), *(e.decision.name for e in shown))
        if len(shown) < len(self.report.of(now)):
            mine = tuple(d for d in self._on(now) if d.who == who)
            return Standing(now, self.base(now), machine, State.AWAITING_SECOND, mine, token)
        if row is None:
            return Standing(now, machine, machine, State.UNREVIEWED, self._on(now), token)
        return Standing(now, row.claim, machine, row.state, self._on(now), token, row.moved)

    def _on(self, claim: str) -> tuple[Decision, ...]:
        """The decisions that name a claim, with what undid them."""
        found = {d.name for d in self.decisions if any(self.report.means(a, claim) for a in self.report.anchors(d))}
        for d in self.decisions:
            if d.verdict == Verdict.UNDO and d.subject in found:
                found.add(d.name)
        return tuple(d for d in self.decisions if d.name in found)

    def save(self) -> bool:
        """Replay the decisions and store what they come to; returns whether other claims count now."""
        self._read()
        made = self.report.replayed()
        rows, whole = made.rows, {}
        if self.document.restricted:
            whole = {r.id: r.claim for r in rows if r.claim}
            rows = tuple(replace(r, claim=sealed(r.claim) if r.claim else None) for r in rows)
        return self.store.reviews.save(self.document.id, rows, made.found, whole)


def sheet(store: Store, claim: str) -> Sheet:
    """The report of a claim; UsageError where the case holds no such claim."""
    document = store.reviews.holder(claim)
    if document is None:
        raise UsageError("there is no such claim", claim, "See: corroborate show ID --case CASE")
    return Sheet(store, document)


def shut(standing: Standing) -> Standing:
    """How a claim of a restricted report stands, without any of its words."""
    decisions = tuple(replace(d, note=None, matter=None) for d in standing.decisions)
    claim, machine = (sealed(c) if c else None for c in (standing.claim, standing.machine))
    return replace(standing, claim=claim, machine=machine, decisions=decisions)


def sheets(store: Store, documents: Sequence[str]) -> list[Sheet]:
    """The reports of some documents as they are now; those that the case no longer holds are left out."""
    now = {store.reviews.current(d) for d in documents}
    return [Sheet(store, d) for d in sorted(d for d in now if d)]
