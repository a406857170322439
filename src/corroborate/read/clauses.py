"""Which words of a sentence decide what an amount counts: its own phrase, a verb before or after it, or the amount it is joined to.

Every way of deciding has a cost; the cheapest wins. The costs only order the ways: a word inside the amount's own phrase beats a
verb that acts on it, which beats a verb further off, which beats what is taken over from the amount before.
"""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.read.amounts import Stated
from corroborate.read.kinds import kind_of
from corroborate.read.nouns import Phrase
from corroborate.read.tokens import Token
from corroborate.read.triggers import Trigger, triggers_at, triggers_before, words_of

INSIDE, ACTED_ON, BESIDE, TOLL, BY_KIND = 0.0, 0.2, 0.3, 0.6, 1.6
STEP, FARTHEST = 0.06, 1.5
AHEAD = 26
"""Tokens after an amount in which its verb is looked for."""

Verbs = ("object", "subject", "phrase", "state")


@dataclass(frozen=True, slots=True)
class Reason:
    """One way to decide: the measure, what it costs, and the trigger."""

    cost: float
    measure: str
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class Item:
    """An amount of a sentence with its noun phrase."""

    stated: Stated
    phrase: Phrase


class Clause:
    """A sentence's tokens with its amounts, and the search for what each of them counts."""

    def __init__(self, tape: list[Token], items: list[Item]) -> None:
        self.tape = tape
        self.items = items
        self._starts = {item.stated.first: k for k, item in enumerate(items)}

    def reasons(self, item: Item) -> list[Reason]:
        """All ways to decide what an amount counts by its own clause, cheapest first."""
        found = [*self._inside(item), *self._before(item), *self._after(item), *self._toll(item), *self._by_kind(item)]
        return sorted(found, key=lambda r: (r.cost, r.trigger.first))

    def low(self, at: int) -> str:
        """The lower-case token at an index, "" outside the sentence."""
        return self.tape[at].low if 0 <= at < len(self.tape) else ""

    def _inside(self, item: Item) -> list[Reason]:
        found = []
        for at in range(item.stated.last, item.phrase.last):
            for trigger in triggers_at(self.tape, at, ("noun", "object", "state")):
                fits = trigger.role != "object" or trigger.form == "participle"
                if fits and trigger.last <= item.phrase.last:
                    found.append(Reason(INSIDE, trigger.measure, trigger))
        return found

    def _by_kind(self, item: Item) -> list[Reason]:
        if item.phrase.head is None:
            return []
        return [Reason(BY_KIND, t.measure, t) for t in triggers_at(self.tape, item.phrase.head, ("kind",))]

    # -- before the amount: "killed 44", "the deaths of two", "carrying 12"

    def _before(self, item: Item) -> list[Reason]:
        at = item.stated.first
        while at > 0 and (self.low(at - 1) in words_of("determiners") or self.low(at - 1) in ("total", "also", "and", ":", '"', "“")):
            if self.low(at - 1) == "and" and not self._verb_ends(at - 1):
                break
            at -= 1
        if self.low(at - 1) == "of" and self.low(at - 2) == "total":
            at -= 3
        if self.low(at - 1) in ("of", "to", "among"):
            return [Reason(ACTED_ON, t.measure, t) for t in triggers_before(self.tape, at - 1, ("of",))]
        verbs = [t for t in triggers_before(self.tape, at, ("object", "phrase")) if t.role == "phrase" or self.active(t)]
        return [Reason(ACTED_ON, t.measure, t) for t in verbs]

    def _verb_ends(self, at: int) -> bool:
        return any(self.active(t) for t in triggers_before(self.tape, at, ("object",)))

    def active(self, trigger: Trigger) -> bool:
        """Whether a verb acts on what follows it ("the blast killed 44") and was not done to what stands before it."""
        if trigger.form in ("base", "s", "ing"):
            return True
        at = trigger.first - 1
        while self.low(at) in words_of("adverbs"):
            at -= 1
        if self.low(at) in words_of("perfect"):
            return True
        if self.low(at) in words_of("auxiliaries") and self.low(at) not in ("said", "left"):
            return False
        following = self._item_at(trigger.last)
        if following is None:
            return self._starts_phrase(trigger.last)
        return not (self._people_end(at + 1) and self._decided_beside(following))

    def _item_at(self, at: int) -> Item | None:
        while self.low(at) in words_of("determiners") or self.low(at) in ("and",):
            at += 1
        k = self._starts.get(at)
        return self.items[k] if k is not None else None

    def _starts_phrase(self, at: int) -> bool:
        token = self.low(at)
        return token in words_of("determiners") or (bool(kind_of(token)) and token not in ("people's",))

    def _people_end(self, at: int) -> bool:
        """Whether an amount (of people, or bare) ends right before token `at`."""
        return any(i.phrase.last == at and i.phrase.kind in ("people", "unknown", "") for i in self.items)

    def _decided_beside(self, item: Item) -> bool:
        """Whether an amount has a word of its own right after its phrase ("30 others injured")."""
        at = item.phrase.last
        while self.low(at) in words_of("auxiliaries") or self.low(at) in words_of("adverbs"):
            at += 1
        return at < len(self.tape) and bool(triggers_at(self.tape, at, Verbs)) or bool(self._inside(item))

    # -- after the amount: "44 were killed", "20,000 have fled", "44 dead"

    def _after(self, item: Item) -> list[Reason]:
        at, cost, helped = item.phrase.last, BESIDE, False
        end = min(len(self.tape), at + AHEAD)
        while at < end and cost < FARTHEST:
            here = self._verb_at(at, item, helped, at == item.phrase.last)
            if here is not None:
                return [Reason(cost, t.measure, t) for t in here]
            step = self._skip(at)
            if step is None:
                return []
            helped = helped or self.low(at) in words_of("auxiliaries") or self.low(at) in words_of("perfect")
            cost += STEP * (step[0] - at) * step[1]
            at = step[0]
        return []

    def _verb_at(self, at: int, item: Item, helped: bool, beside: bool) -> list[Trigger] | None:
        """The triggers at a token that the amount can be the subject of; [] where a verb of another subject begins; None to go on."""
        found = triggers_at(self.tape, at, Verbs)
        if not found:
            return None
        fitting = [t for t in found if self._fits(t, helped, beside)]
        if fitting:
            longest = max(t.last for t in fitting)
            return [t for t in fitting if t.last == longest]
        return [] if any(t.role == "object" and self.active(t) for t in found) else None

    def _fits(self, trigger: Trigger, helped: bool, beside: bool) -> bool:
        if trigger.role == "phrase":
            return True
        if trigger.role == "state":
            return helped or beside
        if trigger.role == "subject":
            return trigger.form != "ing" or helped or beside
        return trigger.form == "participle" and not self.active(trigger)

    def _skip(self, at: int) -> tuple[int, float] | None:
        """The token to go on from and what a token passed costs; None where the clause ends."""
        low = self.low(at)
        if low in words_of("breaks") or low in words_of("speech") or low in (".", ";", ":", "?", "!", "|"):
            return None
        k = self._starts.get(at)
        if k is not None:
            item = self.items[k]
            joined = self.low(at - 1) in ("and", "or", ",", "including", "of", "in", "on", "aged", "with", "among") or at - 1 < 0
            return (max(item.phrase.last, item.stated.last), 1.0) if joined else None
        if low in words_of("auxiliaries") or low in words_of("adverbs") or low in words_of("perfect") or low in words_of("relatives"):
            return at + 1, 0.3
        if low == "and" and at + 1 not in self._starts and any(self._active_now(t) for t in triggers_at(self.tape, at + 1, ("object",))):
            return None
        return at + 1, 1.0

    def _active_now(self, trigger: Trigger) -> bool:
        return trigger.form in ("base", "s", "ing") or self.active(trigger)

    # -- "the death toll rose to 48"

    def _toll(self, item: Item) -> list[Reason]:
        if item.phrase.kind not in ("people", "unknown", "", "attackers"):
            return []
        ready = self.low(item.stated.first - 1) in ("to", "at", "of", "as", "was", "is", "stands", ":", "hit", "hits", "reached", "reaches", "by", "now", "past", "tops", "topped", "put", "passed", "exceeded", "passes", "from", "reaching", "stood", "nears", "near", "surpassed", "from")
        hedged = item.stated.core > item.stated.first
        if not ready and not hedged:
            return []
        for at in range(item.stated.first - 1, max(-1, item.stated.first - 24), -1):
            if self.low(at) in (".", ";", "|"):
                return []
            found = triggers_at(self.tape, at, ("toll",))
            if found:
                return [Reason(TOLL + 0.01 * (item.stated.first - at), t.measure, t) for t in found[:1]]
        return []
