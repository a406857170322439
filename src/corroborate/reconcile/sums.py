"""Parts and totals: asserted by words of the text, or by an exact sum in one passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from corroborate.model import Bound, Claim, Relation, RelationType
from corroborate.reconcile.intervals import LOWER, compare, number
from corroborate.reconcile.rules import find, rules

OF_THE = re.compile(r"\s*(?:\w+\s+){0,3}?(?:of|out of)\s+(?:the|those|its|their|these|all)?\s*(?:\w+\s+){0,2}$", re.IGNORECASE)
"""What stands between a part and its total in "two of the twelve"."""


def sums(claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Relation]:
    """Part-of-sum relations, and sums that only look like one."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.value and c.amount and c.id in question_of and c.polarity == "+":
            by_document[c.document].append(c)
    found: list[Relation] = []
    for held in by_document.values():
        held.sort(key=lambda c: (c.value.start if c.value else 0, c.id))
        found += _worded(held, question_of)
        found += _added(held, question_of)
    return found


def related(part: Claim, total: Claim) -> bool:
    """Whether one may be counted inside the other: one family of measure, unit and event."""
    families = {part.measure, total.measure}
    same = len(families) == 1 or families <= {"people_killed", "people_injured", "people_killed_or_injured"} and total.measure == "people_killed_or_injured"
    return same and part.background == total.background and (part.stage or "") == (total.stage or "")


def _worded(held: list[Claim], question_of: Mapping[str, str]) -> list[Relation]:
    """Totals and parts in one sentence with "including", "among them", or "two of the twelve" between."""
    found = []
    for total, part in ((t, p) for t in held for p in held if t is not p and t.evidence[0] == p.evidence[0]):
        if question_of[part.id] == question_of[total.id] or not related(part, total) or not _smaller(part, total):
            continue
        rule = _link(part, total)
        if rule:
            found.append(Relation(part.id, total.id, RelationType.PART_OF_SUM, _why(part, total, rule), f"sums.{rule}"))
    return found


def _smaller(part: Claim, total: Claim) -> bool:
    return bool(part.amount and total.amount) and number(part.amount) < number(total.amount)  # type: ignore[arg-type]


def _link(part: Claim, total: Claim) -> str | None:
    """The rule by which the sentence itself makes `part` a part of `total`."""
    p, t, sentence = part.value, total.value, part.sentence
    if p is None or t is None:
        return None
    if t.end <= p.start:
        between = sentence.text[t.end - sentence.start : p.start - sentence.start]
        return "including" if find(rules()["sums"]["including"], between) else None
    between = sentence.text[p.end - sentence.start : t.start - sentence.start]
    return "of_the" if OF_THE.fullmatch(between) else None


def _why(part: Claim, total: Claim, rule: str) -> str:
    p, t = (c.value.text if c.value else "" for c in (part, total))
    return f"The sentence counts “{p}” among “{t}”." if rule == "including" else f"The sentence says that “{p}” are of “{t}”."


def _added(held: list[Claim], question_of: Mapping[str, str]) -> list[Relation]:
    """Neighbouring parts of different groups that add up exactly to a total of the same family."""
    found: list[Relation] = []
    for total in held:
        parts = _best(_candidates(total, held, question_of), total)
        kind = RelationType.PART_OF_SUM
        for part in parts:
            equation = " + ".join(p.value.text for p in parts if p.value) + f" = {total.value.text if total.value else ''}"
            found.append(Relation(part.id, total.id, kind, f"Counted next to each other, the parts add up: {equation}.", "sums.exact"))
    return found


def _candidates(total: Claim, held: Iterable[Claim], question_of: Mapping[str, str]) -> list[Claim]:
    r = rules()["sums"]
    if total.amount is None or number(total.amount) < r["from"] or total.amount.bound is Bound.VAGUE:
        return []
    found: dict[str, Claim] = {}
    for c in held:
        near = abs((c.value.start if c.value else 0) - (total.value.start if total.value else 0)) <= r["near"]
        if near and c.amount and c.amount.bound is Bound.EXACT and related(c, total) and _smaller(c, total):
            if question_of[c.id] != question_of[total.id] and number(c.amount) > 0:
                best = found.get(question_of[c.id])
                if best is None or _gap(c, total) < _gap(best, total):
                    found[question_of[c.id]] = c
    return [found[q] for q in sorted(found)]


def _gap(a: Claim, b: Claim) -> int:
    return abs((a.value.start if a.value else 0) - (b.value.start if b.value else 0))


def _best(candidates: list[Claim], total: Claim) -> list[Claim]:
    """The fewest, nearest parts that add up to the total exactly."""
    goal = number(total.amount) if total.amount else 0.0
    for size in range(2, min(len(candidates), rules()["sums"]["most_parts"]) + 1):
        hits = [p for p in combinations(candidates, size) if sum(number(c.amount) for c in p if c.amount) == goal]
        if hits:
            return list(min(hits, key=lambda p: (sum(_gap(c, total) for c in p), [c.id for c in p])))
    return []


__all__ = ["LOWER", "compare", "related", "sums"]
