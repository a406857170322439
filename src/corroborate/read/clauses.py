"""Which words of a sentence decide what an amount counts: its own phrase, a verb before or after it, or the amount it is joined to.

Every way of deciding has a cost; the cheapest wins. The costs only order the ways: a word inside the amount's own phrase beats a
verb that acts on it, which beats a verb further off, which beats what is taken over from the amount before.
"""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model import Amount
from corroborate.read.amounts import Stated
from corroborate.read.kinds import kind_of
from corroborate.read.nouns import Phrase
from corroborate.read.tokens import Token
from corroborate.read.triggers import Trigger, triggers_at, triggers_before, words_of
from corroborate.vocabulary import vocabulary

INSIDE, ACTED_ON, BESIDE, TOLL, BY_KIND = 0.0, 0.2, 0.3, 0.6, 1.6
PURPOSE = 0.5  # "worked to free two miners trapped": what is meant to happen gives way to what is so
ATTRIBUTE = 0.4  # "executed 23 captured soldiers": what is done to them counts, else what they are called
PARTITIVE = 0.5  # "three of the wounded later died": what is said of them counts, else what they are
THERE = 1.4  # being somewhere is what is told of people only if nothing happened to them
STEP, FARTHEST = 0.06, 1.5
AHEAD = 26
"""Tokens after an amount in which its verb is looked for."""

HARM = {"people_killed", "people_injured"}

VERBS = ("object", "subject", "phrase", "state")


@dataclass(frozen=True, slots=True)
class Reason:
    """One way to decide: the measure, what it costs, and the trigger."""

    cost: float
    measure: str
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class Item:
    """An amount of a sentence with its noun phrase; `behind` is the amount, and the token after its words, by a hedge after the noun."""

    stated: Stated
    phrase: Phrase
    behind: tuple[Amount, int] | None = None


class Clause:
    """A sentence's tokens with its amounts, and the search for what each of them counts."""

    def __init__(self, tape: list[Token], items: list[Item]) -> None:
        self.tape = tape
        self.items = items
        self._starts = {item.stated.first: k for k, item in enumerate(items) if item.stated.form != "singular"}

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
                    cost = PARTITIVE if self.low(item.stated.last) == "of" else ATTRIBUTE if trigger.role != "noun" else INSIDE
                    found.append(Reason(cost, trigger.measure, trigger))
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
        if self.low(at - 1) == "of" and (self.low(at - 2) == "total" or self.low(at - 2) in words_of("groups")):
            at -= 3 if self.low(at - 3) in words_of("determiners") else 2
        if self.low(at - 1) == "and" and self.low(at - 2) in words_of("reflexives"):
            at -= 2
        if self.low(at - 1) == "and":  # "wounding the driver and three passengers", "killed 300 sheep and 12 people"
            uncounted = (i for i in self.items if i.stated.form == "singular" or i.phrase.kind in ("things", "vehicles", "buildings"))
            at = next((i.stated.first for i in uncounted if i.phrase.last == at - 1), at)
        if self.low(at - 1) == "for":
            return [Reason(BESIDE, t.measure, t) for t in triggers_before(self.tape, at - 1, ("of",)) if t.measure == "people_in_need"]
        if self.low(at - 1) in ("of", "to", "among"):
            return [Reason(ACTED_ON, t.measure, t) for t in triggers_before(self.tape, at - 1, ("of",))]
        if self.low(at - 1) == "with" and self.low(at - 2) in ("along", "together"):  # "was killed along with two others"
            done = [t for t in triggers_before(self.tape, at - 2, ("object",)) if t.form == "participle" and not self.active(t)]
            return [Reason(BESIDE, t.measure, t) for t in done]
        verbs = [t for t in triggers_before(self.tape, at, ("object", "phrase")) if self._stands(t)]
        found = [Reason(PURPOSE if self.low(t.first - 1) == "to" else ACTED_ON, t.measure, t) for t in verbs]
        return found + self._joined_verbs(verbs) + self._listed(item)

    def _stands(self, trigger: Trigger) -> bool:
        """Whether a verb or phrase acts on what follows ("left a boy dead and injured three" is no "dead and injured")."""
        if trigger.role != "phrase":
            return self.active(trigger)
        return not {"and", "left"} & {t.low for t in self.tape[trigger.first : trigger.last]}

    def _joined_verbs(self, verbs: list[Trigger]) -> list[Reason]:
        """"killing and injuring dozens": the verb before the nearer one acts on them too."""
        first = min((t.first for t in verbs if t.measure in HARM), default=0)
        if self.low(first - 1) not in ("and", "or", "/"):
            return []
        return [Reason(ACTED_ON, t.measure, t) for t in triggers_before(self.tape, first - 1, ("object",)) if t.measure in HARM]

    def _listed(self, item: Item) -> list[Reason]:
        """"the dead included three nurses", "among the wounded were two boys", "the injured: four men"."""
        at = item.stated.first - 1
        if self.low(at) not in ("included", "include", "includes", "were", "was", "are", ":"):
            return []
        for k in range(at - 1, max(-1, at - 7), -1):
            found = [t for t in triggers_at(self.tape, k, ("state", "noun", "object")) if t.role != "object" or t.form == "participle"]
            found += [t for t in triggers_at(self.tape, k, ("kind",)) if t.measure == "people_killed_or_injured"]
            named = self.low(k - 1) in ("the", "those", "among", "")
            was = self.low(at) in ("were", "was", "are") and "among" not in (self.low(k - 1), self.low(k - 2))
            if found and named and not was:
                return [Reason(TOLL, t.measure, t) for t in found[:1]]
        return []

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
        if self.low(trigger.last) in words_of("reflexives"):
            return True
        if self.low(trigger.last) == "and":  # "a man shot and killed his brother"
            second = [t for t in triggers_at(self.tape, trigger.last + 1, ("object",)) if t.measure in HARM]
            return any(self.active(t) for t in second)
        following = self._item_at(trigger.last)
        if following is None:
            return self._starts_phrase(trigger.last)
        return not (self._people_end(at + 1) and self._decided_beside(following))

    def _item_at(self, at: int) -> Item | None:
        while at not in self._starts and (self.low(at) in words_of("determiners") or self.low(at) in ("and", '"', "“")):
            at += 1
        k = self._starts.get(at)
        return self.items[k] if k is not None else None

    def _starts_phrase(self, at: int) -> bool:
        if self.low(at) in words_of("determiners"):
            return kind_of(self.low(at + 1)) != "duration" and self.low(at + 1) not in words_of("times")
        return bool(kind_of(self.low(at)))

    def _people_end(self, at: int) -> bool:
        """Whether an amount (of people, or bare) ends right before token `at`."""
        return any(i.phrase.last == at and i.phrase.kind in ("people", "unknown", "") for i in self.items)

    def _decided_beside(self, item: Item) -> bool:
        """Whether an amount has a word of its own right after its phrase ("25 others injured")."""
        at = item.phrase.last
        while self.low(at) in words_of("auxiliaries") or self.low(at) in words_of("adverbs"):
            at += 1
        return (at < len(self.tape) and bool(triggers_at(self.tape, at, VERBS))) or bool(self._inside(item))

    # -- after the amount: "44 were killed", "20,000 have fled", "44 dead"

    def _after(self, item: Item) -> list[Reason]:
        at, cost, helped, beside, aside = item.phrase.last, BESIDE, False, True, False
        end = min(len(self.tape), at + AHEAD)
        there: list[Reason] = []
        while at < end and cost < FARTHEST:
            here = self._verb_at(at, item, helped, beside)
            aside = aside or (self.low(at) == "who" and at > item.phrase.last and "including" in (self.low(at - 2), self.low(at - 3)))
            if aside and self.low(at - 1) not in ("was", "were"):
                here = None  # "21 people including exiles who had taken shelter were killed"
            if here and all(t.measure == "people_present" for t in here) and there == []:
                there = there or [Reason(THERE + cost / 10, t.measure, t) for t in here]
            elif here is not None:
                if there and not {t.measure for t in here} & HARM:
                    return there
                return there if not here else [*(Reason(cost, m, here[0]) for m in self._both(here)), *there]
            step = self._skip(at)
            if step is None:
                return there
            beside = beside and (self.low(at) in words_of("and") or at in self._starts)
            helped = helped or self.low(at) in words_of("auxiliaries") or self.low(at) in words_of("perfect")
            cost += STEP * (step[0] - at) * step[1]
            at = step[0]
        return there

    def _both(self, here: list[Trigger]) -> list[str]:
        """The measures of a verb and of the one joined to it: "were killed or wounded" is both, unless that one counts others."""
        found = [t.measure for t in here]
        joint, after = self.low(here[0].last), here[0].last + 1
        if joint == "and" and found == ["people_killed_or_injured"]:  # "were shot and killed": the second verb says which
            which = [t for t in triggers_at(self.tape, after, ("object", "state")) if t.measure in HARM and t.last not in self._starts]
            return [t.measure for t in which[:1]] or found
        if joint == "and" and found[0] in ("people_held", "people_arrested", "people_trapped"):  # "rounded up and executed"
            which = [t for t in triggers_at(self.tape, after, ("object",)) if t.measure == "people_killed" and t.form == "participle"]
            return [t.measure for t in which[:1] if t.last not in self._starts] or found
        if joint in ("and", "or") and set(found) & HARM and after < len(self.tape):
            second = [t for t in triggers_at(self.tape, after, ("object", "state")) if t.measure in HARM]
            object_next = words_of("adverbs") | words_of("determiners")
            free = [t for t in second if t.last not in self._starts and self.low(t.last) not in object_next]
            found += [t.measure for t in free]
        return found

    def _verb_at(self, at: int, item: Item, helped: bool, beside: bool) -> list[Trigger] | None:
        """The triggers at a token that the amount can be the subject of; [] where a verb of another subject begins; None to go on."""
        if self.low(at) == "among":
            return self._among(at)
        found = triggers_at(self.tape, at, VERBS)
        if not found:
            return None
        fitting = [t for t in found if self._fits(t, helped, beside) and (helped or not self._of_another(t, item))]
        if fitting:
            longest = max(t.last for t in fitting)
            return [t for t in fitting if t.last == longest]
        return [] if any(t.role == "object" and self.active(t) for t in found) else None

    def _goes(self, at: int) -> bool:
        """Whether "left" is going away: no state or person left behind follows ("left 20 dead", "left homeless")."""
        if self.low(at - 1) == "leaving" and self.low(at) in ("a", "an", "work", "church", "school"):
            return False
        return at not in self._starts and not (at < len(self.tape) and triggers_at(self.tape, at, ("state", "object", "phrase")))

    def _among(self, at: int) -> list[Trigger] | None:
        """"were among the dead", "among those killed", "among the 84 people killed"."""
        for k in range(at + 1, min(len(self.tape), at + 7)):
            if self.low(k) in words_of("prepositions") or not (self.tape[k].word or self.tape[k].number or self.low(k) == "-"):
                return None
            found = triggers_at(self.tape, k, ("state", "noun", "kind", "object"))
            found = [t for t in found if t.role != "object" or t.form == "participle"]
            if found:
                return found[:1]
        return None

    def _fits(self, trigger: Trigger, helped: bool, beside: bool) -> bool:
        if trigger.role == "phrase":
            joins = "and" in {t.low for t in self.tape[trigger.first : trigger.last]} and trigger.last in self._starts
            return not joins and (helped or not self._object_follows(trigger))  # "left one dead and injured four others"
        if trigger.role == "state":
            return (helped or beside) and self.low(trigger.first - 1) not in words_of("determiners") | words_of("perfect")
        if trigger.role == "subject":
            if self.low(trigger.first) in ("left", "leaving", "leave", "leaves") and not self._goes(trigger.last):
                return False
            return trigger.form != "ing" or beside or self.low(trigger.first - 1) in words_of("auxiliaries")
        if not helped and trigger.form == "participle" and self._has_object(trigger):
            return False
        return trigger.form == "participle" and not self.active(trigger) and not self._modifies(trigger)

    def _of_another(self, trigger: Trigger, item: Item) -> bool:
        """Whether a bare participle belongs to the noun before it ("live in areas held by ...") or has a name for its object."""
        if trigger.role != "object":
            return False
        after = self.tape[trigger.last] if trigger.last < len(self.tape) else None
        if item.stated.form == "singular" and after is not None and after.capital and after.low not in words_of("stops"):
            return True  # "an officer fatally shot Oda Renn"
        before = self.tape[trigger.first - 1]
        return trigger.first - 1 >= item.phrase.last and kind_of(before.low) in ("other", "buildings", "vehicles") and not before.capital

    def _has_object(self, trigger: Trigger) -> bool:
        """Whether a verb that takes only some objects stands before a plain noun ("30,000 customers lost power")."""
        after = self.tape[trigger.last] if trigger.last < len(self.tape) else None
        bound = self.low(trigger.first) in vocabulary("measures").get(trigger.measure, {}).get("takes", {})
        return bound and after is not None and after.word and after.low not in words_of("stops") | words_of("adverbs") | words_of("times")

    def _modifies(self, trigger: Trigger) -> bool:
        """Whether a participle belongs to a thing named after it ("two besieged villages")."""
        things = ("buildings", "vehicles", "other")
        return self.low(trigger.last) not in words_of("stops") and any(kind_of(self.low(trigger.last + k)) in things for k in range(2))

    def _object_follows(self, trigger: Trigger) -> bool:
        """Whether a phrase that is a verb is done to what follows it ("fatally shot Oda Renn", "shot dead two men")."""
        if {"and", "or"} & {t.low for t in self.tape[trigger.first : trigger.last]}:
            return False
        verb = any(triggers_at(self.tape, k, ("object",)) for k in range(trigger.first, trigger.last))
        after = self.tape[trigger.last] if trigger.last < len(self.tape) else None
        return verb and after is not None and (after.capital or after.low in words_of("determiners") or trigger.last in self._starts)

    def _skip(self, at: int) -> tuple[int, float] | None:
        """The token to go on from and what a token passed costs; None where the clause ends."""
        low = self.low(at)
        if low == "as" and self.low(at + 1) == "having":  # "confirmed as having died"
            return at + 2, 0.3
        if low == "as" and self.low(at + 1) == "well" and self.low(at + 2) == "as":  # "three children as well as a nurse were killed"
            return at + 3, 0.3
        if low in words_of("speech") and self.low(at - 1) in ("is", "are", "was", "were", "been"):  # "are said to be held"
            return at + 1, 0.3
        if low in words_of("breaks") or low in words_of("speech") or low in (".", ";", ":", "?", "!", "|"):
            return None
        if low == "(":
            close = next((k for k in range(at + 1, min(len(self.tape), at + 12)) if self.low(k) == ")"), None)
            return (close + 1, 0.3 / (close + 1 - at)) if close else None
        if low == "," and (close := self._aside(at)):
            return close, 2 / (close - at)
        k = self._starts.get(at)
        if k is not None:
            if self.low(at - 1) == "with" and self.low(at - 2) == ",":
                return None  # "44 were killed, with dozens injured": another clause
            item = self.items[k]
            before = at - 1
            while self.low(before) in words_of("determiners"):
                before -= 1
            aside = self.low(item.stated.last) == "of" and self.low(item.stated.last + 1) in ("them", "whom")  # "two of them children"
            joined = before < 0 or aside or self.low(before) in words_of("passed_over")
            return (max(item.phrase.last, item.stated.last), 1.0) if joined else None
        if low in ("that", "which"):
            return at + 1, 8.0
        if low in words_of("auxiliaries") or low in words_of("adverbs") or low in words_of("perfect") or low in words_of("relatives"):
            return at + 1, 0.3
        if low == "and" and at + 1 not in self._starts and any(self._active_now(t) for t in triggers_at(self.tape, at + 1, ("object",))):
            return None
        return at + 1, 1.0

    def _aside(self, at: int) -> int | None:
        """Where an aside between commas ends ("One of the wounded, a girl of seven, died"); None if none begins at the comma."""
        if self.low(at + 1) not in words_of("asides"):
            return None
        close = next((k for k in range(at + 2, min(len(self.tape), at + 16)) if self.low(k) in (",", ";", ".")), None)
        return close if close is not None and self.low(close) == "," and close + 1 not in self._starts else None

    def _active_now(self, trigger: Trigger) -> bool:
        return trigger.form in ("base", "s", "ing") or self.active(trigger)

    # -- "the death toll rose to 48"

    def _toll(self, item: Item) -> list[Reason]:
        if item.phrase.kind not in ("people", "unknown", "", "attackers") or item.stated.form == "pair":
            return []
        ready = self.low(item.stated.first - 1) in words_of("toll_verbs")
        hedged = item.stated.core > item.stated.first
        if not ready and not hedged:
            return []
        for at in range(item.stated.first - 1, max(-1, item.stated.first - 40), -1):
            if self.low(at) in (".", ";", "|"):
                return []
            found = triggers_at(self.tape, at, ("toll",)) or self._number_of(at)
            if found:
                return [Reason(TOLL + 0.01 * (item.stated.first - at), t.measure, t) for t in found[:1]]
        return []

    def _number_of(self, at: int) -> list[Trigger]:
        """"the number of hostages", "the number of people missing": what is counted stands after "of"."""
        if self.low(at) != "number" or self.low(at + 1) != "of":
            return []
        for k in range(at + 2, at + 6):
            if kind_of(self.low(k + 1)) in ("things", "buildings", "vehicles", "other"):
                return []  # "the number of drowned cattle"
            found = triggers_at(self.tape, k, ("kind", "state", "noun", "object"))
            if found := [t for t in found if t.role != "object" or t.form == "participle"]:
                return found[:1]
        return []
