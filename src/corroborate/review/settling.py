"""Which of several people's decisions on one claim stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.model import Decision, State, Verdict
from corroborate.review.fields import canonical
from corroborate.review.matters import Matter

_DONE = {
    Verdict.ACCEPT: State.ACCEPTED, Verdict.EDIT: State.EDITED, Verdict.REJECT: State.REJECTED, Verdict.SPLIT: State.SPLIT,
    Verdict.MERGE: State.MERGED, Verdict.ADD: State.ADDED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision on a claim with its matter."""

    decision: Decision
    matter: Matter

    @property
    def outcome(self) -> str:
        """What it came to, in one spelling: an edit to what the machine read is the same as its acceptance."""
        gone = self.decision.verdict if not self.matter.parts else ""
        return canonical([gone, [p["fields"] for p in self.matter.parts], [a.claim for a in self.matter.anchors][1:]])

    @property
    def state(self) -> State:
        """The state that it gives a claim where it is in force."""
        return _DONE[Verdict(self.decision.verdict)]


@dataclass(frozen=True, slots=True)
class Settled:
    """The decision in force (None: none is), the last one of all, and why none is in force."""

    entry: Entry | None
    last: Entry
    why: State | None = None


def settled(entries: Sequence[Entry], second_reader: bool) -> Settled:
    """What stands of the decisions on one claim, in order and not undone; at least one.

    Where nobody is asked for a second reading, the last one holds over all that it knew of; two that knew nothing of each other and
    come to different things are a conflict. With a second reader two people must come to the same, each without the other's verdict.
    """
    return _by_two(entries) if second_reader else _by_one(entries)


def _by_one(entries: Sequence[Entry]) -> Settled:
    known = {name for e in entries for name in e.matter.after}
    heads = [e for e in entries if e.decision.name not in known] or list(entries[-1:])
    if len({e.outcome for e in heads}) > 1:
        return Settled(None, entries[-1], State.REOPENED)
    return Settled(heads[-1], entries[-1])


def _by_two(entries: Sequence[Entry]) -> Settled:
    mine = {e.decision.who: e for e in entries}
    held = sorted(mine.values(), key=lambda e: entries.index(e))
    if len(held) < 2:
        return Settled(None, entries[-1], State.AWAITING_SECOND)
    outcomes = [e.outcome for e in held]
    agreed = [e for e in held if outcomes.count(e.outcome) > 1]
    if agreed:
        return Settled(agreed[-1], entries[-1])
    if len(held) > 2 and {e.decision.name for e in held[:-1]} <= set(held[-1].matter.after):
        return Settled(held[-1], entries[-1])  # who saw both verdicts decides between them
    return Settled(None, entries[-1], State.REOPENED)


def visible(entries: Sequence[Entry], who: str | None, second_reader: bool) -> list[Entry]:
    """The entries that a person may see before deciding: with a second reader none of the first one's, until both have decided."""
    people = {e.decision.who for e in entries}
    if not second_reader or len(people) > 1 or who in people:
        return list(entries)
    return []
