"""What people decided of a report's claims, replayed over its present text and reading (the table of docs/decisions-log.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corroborate.model import Claim, Decision, Reviewed, Span, State, Verdict, fingerprint, not_undone
from corroborate.review.anchors import Anchor, found, region, text_hash
from corroborate.review.fields import seen
from corroborate.review.matters import Part, made_of, matter_of
from corroborate.review.settling import Entry, settled

VERSION = "replay-1"
"""Changes with the rules of the replay: what another version came to is worked out anew."""
CLAIM_VERDICTS = (Verdict.ACCEPT, Verdict.EDIT, Verdict.REJECT, Verdict.SPLIT, Verdict.MERGE, Verdict.ADD)
"""Verdicts that say what a claim is; the others bear on origins, questions, incidents and findings, or say something of a claim."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the replay over one report came to: how its claims stand, and where the claims that decisions name are now."""

    rows: tuple[Reviewed, ...]
    found: Mapping[str, str]


def made_id(decision: str, k: int = 0) -> str:
    """The id of the claim that a person added, or of the k-th part of a split."""
    return "c" + fingerprint(decision, k)


def makes(decision: Decision) -> tuple[str, ...]:
    """The ids of the claims that a decision makes: the one that it adds, the parts of a split."""
    matter = matter_of(decision)
    if matter is None or decision.verdict not in (Verdict.ADD, Verdict.SPLIT):
        return ()
    return tuple(made_id(decision.name, k) for k in range(len(matter.parts)))


class Report:
    """One report with what was decided of its claims."""

    def __init__(
        self, document: str, text: str, claims: Sequence[Claim], decisions: Iterable[Decision], second_reader: bool = False,
        versions: Iterable[str] = (),
    ) -> None:  # fmt: skip
        self.document, self.text, self.second_reader = document, text, second_reader
        self.versions = {document, *versions}
        self.machine = {c.id: c for c in claims}
        decisions = list(decisions)
        self.live = not_undone(decisions)
        self._hash = text_hash(text)
        self.entries = [Entry(d, m) for d in self.live if d.verdict in CLAIM_VERDICTS and (m := matter_of(d))]
        self._anchors = {a.claim: a for d in self.live for a in self.anchors(d)}
        self._made = {i for d in decisions for i in makes(d)}  # those of undone ones too: they are no claims that a reader could find
        self.place = found([a for i, a in sorted(self._anchors.items()) if i not in self._made], text, claims)
        self.rows: dict[str, Reviewed] = {}
        self._stand()

    def replayed(self) -> Replayed:
        """How every claim stands that somebody decided of."""
        return Replayed(tuple(self.rows[i] for i in sorted(self.rows)), {i: c.id for i, c in sorted(self.place.items())})

    def of(self, claim: str) -> list[Entry]:
        """The decisions on a claim, by the id that it has now."""
        return [e for e in self.entries if any(self._now(a.claim) == claim for a in e.matter.anchors)]

    def anchors(self, decision: Decision) -> list[Anchor]:
        """The claims of this report, in any of its versions, that a decision means."""
        matter = matter_of(decision)
        return [a for a in matter.anchors if a.document in self.versions] if matter else []

    def means(self, a: Anchor, claim: str) -> bool:
        """Whether an anchor means the claim of this id, present or past."""
        return claim in (a.claim, self._now(a.claim))

    def _now(self, claim: str) -> str | None:
        """The present id of a claim that a decision names; None where it is gone."""
        return self.place[claim].id if claim in self.place else None

    # ------------------------------------------------------------------ one after the other
    def _stand(self) -> None:
        """Work out every claim; the parts of a split stand only where the split does, so they come after it."""
        for entry in self.entries:
            if entry.decision.verdict == Verdict.ADD:
                self._add(entry)
        done: set[str] = set()
        while ready := sorted({n for i in self._named() if (n := self._now(i)) and n not in done}):
            for claim in ready:
                self._settle(claim, self.of(claim))
            done.update(ready)
        for entry in self.entries:
            for lost in (a.claim for a in entry.matter.anchors[:1] if a.claim not in self.place):
                self._row(lost, State.ORPHAN, None, entry, False)

    def _named(self) -> list[str]:
        return [a.claim for e in self.entries for a in e.matter.anchors]

    def _add(self, entry: Entry) -> None:
        """Put a claim that a person added where its sentence stands now; where the machine has come to read it as well, they are one."""
        a = entry.matter.anchors[0]
        sentence = self._there(a.sentence, a.text)
        if sentence is None:
            return
        given = entry.matter.parts[0]
        value = self._there(a.value, a.text) if a.value else None
        made = made_of(_empty(a.claim, self.document, sentence, value, given), given, {})
        taken = {c.id for c in self.place.values()}
        twin = next((c for i, c in sorted(self.machine.items()) if i not in taken and one(made, c)), None)
        self.place[a.claim] = twin or made

    def _settle(self, claim: str, entries: list[Entry]) -> None:
        base = next(c for c in self.place.values() if c.id == claim)
        stands = settled(entries, self.second_reader)
        if stands.entry is None:
            self._row(claim, stands.why or State.REOPENED, self._unsettled(base, entries), stands.last, self._moved(stands.last, claim))
            return
        entry = stands.entry
        text_same, seen_same = self._same(entry)
        if not text_same and not seen_same:
            self._row(claim, State.REOPENED, self._unsettled(base, entries), entry, True)
            return
        state = entry.state if seen_same else State.DISAGREES
        self._row(claim, state, self._decided(entry, base), entry, not text_same)
        if entry.decision.verdict == Verdict.SPLIT:
            self._split(entry, base, not text_same)

    def _row(self, claim: str, state: State, now: Claim | None, entry: Entry, moved: bool) -> None:
        self.rows[claim] = Reviewed(claim, self.document, state, now, entry.decision.name, moved)

    def _unsettled(self, base: Claim, entries: Sequence[Entry]) -> Claim | None:
        """What counts where no decision is in force: the machine's reading; of an added claim nothing, unless its addition is settled."""
        alone = all(e.decision.verdict == Verdict.ADD for e in entries) or self.second_reader
        return None if alone and base.id not in self.machine else base

    def _same(self, entry: Entry) -> tuple[bool, bool]:
        """Whether the text, and whether what was seen of all the claims decided of, are as they were."""
        held = [(a, self.place[a.claim]) for a in entry.matter.anchors if a.claim in self.place]
        return all(a.text == self._hash for a, _ in held), all(entry.matter.seen.get(a.claim) == seen(c) for a, c in held)

    def _moved(self, entry: Entry, claim: str) -> bool:
        return any(a.text != self._hash for a in entry.matter.anchors if self._now(a.claim) == claim)

    def _decided(self, entry: Entry, base: Claim) -> Claim | None:
        """The claim as the decision has it; None for one rejected, split, or merged into another."""
        first = self._now(entry.matter.anchors[0].claim)
        if not entry.matter.parts or entry.decision.verdict == Verdict.SPLIT or first != base.id:
            return None
        given = entry.matter.parts[0]
        return made_of(base, given, self._words(given, entry.matter.anchors[0].text))

    def _split(self, entry: Entry, base: Claim, moved: bool) -> None:
        for k, given in enumerate(entry.matter.parts):
            id_ = made_id(entry.decision.name, k)
            made = made_of(replace(base, id=id_), given, self._words(given, entry.matter.anchors[0].text))
            self.place[id_] = made
            self._row(id_, State.SPLIT, made, entry, moved)

    # ------------------------------------------------------------------ words
    def _words(self, given: Part, text: str) -> dict[str, Span | None]:
        """Where the words that a person selected stand now."""
        return {name: self._there(_span(self.document, given[name]), text) for name in ("sentence", "value") if name in given}

    def _there(self, span: Span | None, text: str) -> Span | None:
        """Words of an earlier text in the present one; None where there is nothing like them."""
        if span is None:
            return None
        place = (span.start, span.end) if text == self._hash else region(span, self.text)
        return Span.of(self.document, self.text, *place) if place else None


def _span(document: str, held: Sequence[Any] | None) -> Span | None:
    return Span(document, *held) if held else None


def _empty(id_: str, document: str, sentence: Span, value: Span | None, given: Part) -> Claim:
    """An added claim before its fields are filled in."""
    return Claim(id_, document, given["fields"]["measure"], (sentence,), value, restricted=bool(given.get("restricted")), maker="person")


def one(added: Claim, read: Claim) -> bool:
    """Whether the machine has come to read what a person added: the same thing of the same words."""
    a, b = (added.value or added.sentence), (read.value or read.sentence)
    return added.measure == read.measure and (added.value is None) == (read.value is None) and a.start < b.end and b.start < a.end
