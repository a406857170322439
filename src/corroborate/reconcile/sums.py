"""Parts and totals: asserted by words of the text, or by an exact sum in one passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from corroborate.model import Bound, Claim, Document, Relation, RelationType, Span
from corroborate.reconcile.intervals import number
from corroborate.reconcile.rules import find, rules

STOP = re.compile(r"[.!?][\"”’)]*\s+[A-Z“\"]|\n\s*\n|;")
"""The end of a sentence or of a clause that a list cannot cross."""

SOME = re.compile(r"\b(?:most|some|many|all|none|few|several|part) of (?:them|whom|which)\b", re.IGNORECASE)
"""A share that is not counted: no cue for the next amount."""

CASUALTIES = {"people_killed", "people_injured", "people_killed_or_injured"}


def sums(documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Relation]:
    """Part-of-sum relations, and sums that only look like one; one for each two questions of a report."""
    texts = {d.id: d.text for d in documents}
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.value and c.amount and c.id in question_of and c.polarity == "+" and c.measure not in rules()["sums"]["scalars"]:
            by_document[c.document].append(c)
    found: list[Relation] = []
    for document in sorted(by_document):
        passage = _Passage(texts.get(document, ""), by_document[document], question_of)
        found += passage.relations()
    return found


def related(part: Claim, total: Claim) -> bool:
    """Whether one may be counted inside the other: one family of measure, stage and event."""
    pair = {part.measure, total.measure}
    family = len(pair) == 1 or (pair <= CASUALTIES and total.measure == "people_killed_or_injured")
    return family and part.background == total.background and part.stage == total.stage and part.standard == total.standard


def _at(claim: Claim) -> Span:
    return claim.value or claim.sentence


def _size(claim: Claim) -> float:
    return number(claim.amount) if claim.amount else 0.0


class _Passage:
    """The amounts of one report in the order in which they are printed."""

    def __init__(self, text: str, held: Sequence[Claim], question_of: Mapping[str, str]) -> None:
        self.text, self.question_of, self.rules = text, question_of, rules()["sums"]
        self.held = sorted(held, key=lambda c: (_at(c).start, c.id))
        self.taken: dict[str, set[str]] = {}

    def relations(self) -> list[Relation]:
        """All sums of the report: what the words assert first, then what adds up."""
        found: dict[tuple[str, str], Relation] = {}
        told = [*self._listed(), *self._pointed(), *self._severe(), *self._alone()]
        for part, total, _, _ in told:
            self.taken.setdefault(part.id, set()).add(self.question_of[total.id])
        for part, total, rule, why in [*told, *self._added()]:
            key = (self.question_of[part.id], self.question_of[total.id])
            found.setdefault(key, Relation(part.id, total.id, RelationType.PART_OF_SUM, why, f"sums.{rule}"))
        return [r for k, r in found.items() if (k[1], k[0]) not in found]

    def _fits(self, part: Claim, total: Claim) -> bool:
        apart = self.question_of[part.id] != self.question_of[total.id]
        return apart and related(part, total) and _size(part) < _size(total)

    def _between(self, a: Claim, b: Claim) -> str | None:
        """The words between two amounts, None where a sentence ends there or they lie too far apart."""
        words = self.text[_at(a).end : _at(b).start]
        return None if len(words) > self.rules["reach"] or STOP.search(words) else words

    def _listed(self) -> list[tuple[Claim, Claim, str, str]]:
        """ "18 people, including five children and two women"; "four were among the six"; "three more, bringing the toll to 18"."""
        made = []
        for i, first in enumerate(self.held):
            for second in self.held[i + 1 :]:
                words = self._between(first, second)
                if words is None:
                    break
                rule = self._link(first, second, words)
                if rule == "including":
                    made.append((second, first, rule, f"The sentence counts “{_at(second).text}” among “{_at(first).text}”."))
                elif rule:
                    made.append((first, second, rule, f"The sentence counts “{_at(first).text}” into “{_at(second).text}”."))
        return made

    def _link(self, first: Claim, second: Claim, words: str) -> str | None:
        if self._fits(second, first):
            cue = find(self.rules["including"], SOME.sub(lambda m: "#" * len(m[0]), words))
            inner = [c for c in self.held if cue and _at(first).end <= _at(c).start < _at(first).end + cue.start() and c is not first]
            return "including" if cue and not inner and not find(self.rules["ends"], words[cue.end() :]) else None
        if self._fits(first, second):
            tail = re.sub(r"\b(?:the|a|an|at least|more than)\s*$", "", words.rstrip(), flags=re.IGNORECASE).rstrip()
            if any(re.search(rf"(?<!\w){re.escape(w)}$", tail, re.IGNORECASE) for w in self.rules["among"]):
                return "among"
            return "bringing" if find(self.rules["bringing"], words) and re.search(r"(?:to|of)\s*$", words) else None
        return None

    def _pointed(self) -> list[tuple[Claim, Claim, str, str]]:
        """ "20,000 of them", "those killed included six women": the total stands before, in this sentence or the one before."""
        made = []
        for i, part in enumerate(self.held):
            limit = _at(self.held[i + 1]).start if i + 1 < len(self.held) else len(self.text)
            back = find(self.rules["back"], self.text[_at(part).end : min(_at(part).end + 40, limit)])
            start = _at(part).start if back and back.start() < 20 else self._fronted(part)
            total = self._last_before(part, start) if start is not None else None
            if total:
                made.append((part, total, "pointed", f"The text counts “{_at(part).text}” among “{_at(total).text}”, named just before."))
        return made

    def _fronted(self, part: Claim) -> int | None:
        """Where "those killed included" begins, if the amount stands in the list that follows it."""
        from_ = max(0, _at(part).start - 100)
        cue = find(self.rules["front"], self.text[from_ : _at(part).start])
        return from_ + cue.start() if cue and not STOP.search(self.text[from_ + cue.end() : _at(part).start]) else None

    def _last_before(self, part: Claim, start: int) -> Claim | None:
        near = [t for t in self.held if 0 <= start - _at(t).end <= self.rules["reach"] and self._fits(part, t)]
        return near[-1] if near else None

    def _alone(self) -> list[tuple[Claim, Claim, str, str]]:
        """ "In Lower Tamsin alone three died": a place is picked out of the whole, which the report counts somewhere."""
        made = []
        for part in self.held:
            clause = self.text[max(part.sentence.start, _at(part).start - 60) : min(part.sentence.end, _at(part).end + 60)]
            if not find(self.rules["alone"], clause):
                continue
            wholes = [t for t in self.held if self._fits(part, t) and t.sentence != part.sentence]
            if wholes:
                total = min(wholes, key=lambda t: (abs(_at(t).start - _at(part).start), t.id))
                made.append(
                    (part, total, "alone", f"“{_at(part).text}” is the count of one place alone, “{_at(total).text}” of the whole.")
                )
        return made

    def _severe(self) -> list[tuple[Claim, Claim, str, str]]:
        """The seriously injured are some of the injured, where the report counts both near each other."""
        made = []
        for part in (c for c in self.held if c.measure == "people_injured"):
            clause = self.text[_at(part).start : _at(part).end + 30] + " " + (part.population or "")
            near = [t for t in self.held if abs(_at(t).start - _at(part).start) <= self.rules["reach"]]
            totals = [t for t in near if t.measure == part.measure and self._fits(part, t)]
            if find(self.rules["severe"], STOP.split(clause)[0]) and totals:
                total = min(totals, key=lambda t: (not t.chain, abs(_at(t).start - _at(part).start), t.id))
                if not find(self.rules["severe"], self.text[_at(total).start : _at(total).end + 40]):
                    made.append((part, total, "severe", f"“{_at(part).text}” are a group picked out of the “{_at(total).text}” injured."))
        return made

    def _added(self) -> list[tuple[Claim, Claim, str, str]]:
        """Parts counted next to each other, or joined by "and", that add up exactly to a total of the same family."""
        made = []
        for total in sorted(self.held, key=lambda t: (t.headline, not t.chain, _at(t).start)):
            parts = self._parts(total)
            equation = " + ".join(_at(p).text for p in parts) + f" = {_at(total).text}"
            made += [(p, total, "exact", f"Counted next to each other, the parts add up: {equation}.") for p in parts]
        return made

    def _parts(self, total: Claim) -> Sequence[Claim]:
        if total.amount is None or _size(total) < self.rules["from"] or total.amount.bound is Bound.VAGUE:
            return ()
        usable = [c for c in self._exact if self._fits(c, total)]
        usable = [c for c in usable if self.taken.get(c.id, {self.question_of[total.id]}) <= {self.question_of[total.id]}]
        usable = [c for c in usable if c.as_of == total.as_of or c.sentence == total.sentence]
        for a, b in pairwise(usable):
            if _at(b).start - _at(a).end <= self.rules["joined"] and _size(a) + _size(b) == _size(total) and self._distinct((a, b)):
                return (a, b)
        near = [c for c in usable if abs(_at(c).start - _at(total).start) <= self.rules["near"]]
        for size in range(2, self.rules["most_parts"] + 1):
            for k in range(len(near) - size + 1):
                run = near[k : k + size]
                close = _at(run[-1]).start - _at(run[0]).end <= self.rules["run"] * (size - 1)
                if close and sum(map(_size, run)) == _size(total) and self._distinct(run):
                    return run
        return ()

    @cached_property
    def _exact(self) -> list[Claim]:
        """The counts that can be parts of an exact sum: exact themselves, and on top of no other."""
        exact = [c for c in self.held if c.amount and c.amount.bound is Bound.EXACT and _size(c) > 0]
        return [c for c in exact if not find(self.rules["more"], self.text[_at(c).start : _at(c).end + 10])]

    def _distinct(self, parts: Sequence[Claim]) -> bool:
        return len({self.question_of[c.id] for c in parts}) == len(parts)
