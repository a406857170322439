"""What the words round a group of people say of them: a family, a flight from a scene, victims whom the report counts elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import cast

from corroborate.read.clauses import Clause, Item
from corroborate.read.found import Count
from corroborate.read.triggers import Trigger, words_of
from corroborate.read.vocabulary import vocabulary

FATES = ("people_killed", "people_injured")


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(cast(list[str], vocabulary("measures")[table][key]))


def of_a_family(clause: Clause, item: Item) -> bool:
    """Whether the amount only says how large somebody's family is ("has three children", "a father of two")."""
    at = item.stated.first - 1
    if clause.low(at) == "of" and clause.low(at - 1) in _words("kin", "parents") and item.phrase.kind in ("", "unknown", "people"):
        return clause.low(at - 1) != "one" or (item.phrase.kind == "people" and _kin(clause, item))
    if not _kin(clause, item):
        return False
    nearest = clause.low(at)
    if nearest == "and" and clause.low(at - 1) in ("wife", "husband", "partner"):
        return bool({clause.low(k) for k in range(at - 6, at)} & {"leaves", "leave", "behind", "survived", "has", "had"})
    owned = nearest in ("has", "have", "had", "having", "raising", "raised", "leaves", "behind") or (nearest == "by" and clause.low(at - 1) == "survived")
    helped = clause.low(item.phrase.last) not in words_of("stops") - words_of("auxiliaries") and item.phrase.last < len(clause.tape)
    return owned and not (helped and clause.low(item.phrase.last).isalpha())


def _kin(clause: Clause, item: Item) -> bool:
    return item.phrase.head is not None and clause.low(item.phrase.head) in _words("kin", "nouns")


def flight(clause: Clause, measure: str, trigger: Trigger) -> str:
    """"Thousands fled their villages" are displaced; thousands who "fled the scene" only left it."""
    if measure != "people_displaced" or clause.low(trigger.first) not in _words("flight", "verbs"):
        return measure
    words = {t.low for t in clause.tape[trigger.last :]}
    told = {t.low for t in clause.tape}
    home = words & _words("flight", "homes")
    return "people_evacuated" if not home and (words or told) & _words("flight", "scenes") else measure


def agreed(text: str, counts: list[Count]) -> list[Count]:
    """Counts of victims, and of people shot, as killed or as injured where the report counts the same number so and not the other way."""
    told: dict[float, Counter[str]] = {}
    for c in counts:
        if c.measure in FATES and c.amount.point is not None and c.amount.point > 1:
            told.setdefault(c.amount.point, Counter())[c.measure] += 1
    return [_agreeing(c, told) for c in counts]


def _agreeing(c: Count, told: dict[float, Counter[str]]) -> Count:
    fates = told.get(c.amount.point or 0, Counter()) if c.measure == "people_killed_or_injured" else Counter()
    return replace(c, measure=next(iter(fates)), flags=tuple(sorted({*c.flags, "measure_inferred"}))) if len(fates) == 1 else c
