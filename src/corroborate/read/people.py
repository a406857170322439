"""What the words round a group of people say of them: a family, a flight from a scene, victims whom the report counts elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import cast

from corroborate.read.clauses import Clause, Item, Reason
from corroborate.read.found import Count
from corroborate.read.triggers import Trigger, triggers_at, words_of
from corroborate.vocabulary import vocabulary

MANY = 100_000
"""From here on, people of whom only the flight is told have fled a war."""
NO_ATTACKERS = ("victims", "victim", "hostages", "hostage", "bystanders", "children", "passengers", "patients", "residents")
FATES = ("people_killed", "people_injured")


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(cast(list[str], vocabulary("measures")[table][key]))


def of_a_family(clause: Clause, item: Item) -> bool:
    """Whether the amount only says how large somebody's family is ("has three children", "a father of two"), or a population."""
    at = item.stated.first - 1
    if clause.low(at) == "of" and clause.low(at - 1) == "population":
        return True
    if clause.low(at) == "of" and clause.low(at - 1) in _words("kin", "parents") and item.phrase.kind in ("", "unknown", "people"):
        return clause.low(at - 1) != "one" or (item.phrase.kind == "people" and _kin(clause, item))
    if not _kin(clause, item):
        return False
    nearest = clause.low(at)
    if nearest == "and" and clause.low(at - 1) in ("wife", "husband", "partner"):
        return bool({clause.low(k) for k in range(at - 6, at)} & {"leaves", "leave", "behind", "survived", "has", "had"})
    owned = nearest in ("has", "have", "had", "having", "raising", "raised", "leaves", "behind")
    owned = owned or (nearest == "by" and clause.low(at - 1) == "survived")
    helped = clause.low(item.phrase.last) not in words_of("stops") - words_of("auxiliaries") and item.phrase.last < len(clause.tape)
    return owned and not (helped and clause.low(item.phrase.last).isalpha())


def _kin(clause: Clause, item: Item) -> bool:
    return item.phrase.head is not None and clause.low(item.phrase.head) in _words("kin", "nouns")


def compared(clause: Clause, item: Item) -> bool:
    """Whether the amount is only a difference ("one more than the authorities", "all but one of the 26")."""
    before, first = clause.low(item.stated.first - 1), clause.low(item.stated.first - 2)
    if (first, before) == ("all", "but") or (before == "for" and first in ("built", "designed", "meant", "room", "space", "beds", "seats")):
        return True  # "a camp built for 10,000 people"
    return clause.low(item.stated.last) in ("more", "fewer", "less") and clause.low(item.stated.last + 1) == "than"


def one_of(clause: Clause, item: Item) -> bool:
    """Whether "one of" only says who somebody is ("was one of the wounded"), or what a family they are."""
    if clause.low(item.stated.core) == "one" and clause.low(item.stated.first - 1) == "from":
        return True
    if clause.low(item.stated.core) != "one" or clause.low(item.stated.last) != "of":
        return False
    return clause.low(item.stated.first - 1) in ("is", "was", "be", "been", "being")


def member(clause: Clause, item: Item, reason: Reason) -> bool:
    """Whether "one of the dead" only picks out somebody who is counted with the others, of whom nothing else befell."""
    one = clause.low(item.stated.core) == "one" and clause.low(item.stated.last) == "of"
    return one and reason.trigger.first < item.phrase.last


def no_subject(clause: Clause, item: Item, reason: Reason) -> bool:
    """Whether what decides cannot be said of this amount: what nearly happened, a lone "one", victims as attackers, one who lived."""
    first = reason.trigger.first
    if first >= item.phrase.last and {clause.low(first - 1), clause.low(first - 2)} & {"almost", "nearly", "narrowly"}:
        return True
    head = clause.low(item.phrase.head) if item.phrase.head is not None else ""
    if reason.measure == "attackers" and head in NO_ATTACKERS:
        return True
    if item.phrase.kind == "" and item.stated.amount.point == 1 and not clause.tape[item.stated.core].number:
        return reason.measure == "people_present"
    if reason.measure == "people_affected" and reason.trigger.role == "toll":
        return not {t.low for t in clause.tape} & set(vocabulary("measures")["diseases"]["words"])
    if reason.cost == 0 and clause.low(first) in ("executions", "killings", "murders"):
        return clause.low(item.stated.first - 1) in ("committed", "commit", "out", "committing", "conducted", "perpetrated")
    if clause.low(first) == "release" and reason.trigger.role == "of":
        before = {clause.low(first - k) for k in range(1, 5)}
        return bool(before & {"demand", "demanded", "demands", "demanding", "seek", "seeking", "sought", "for", "negotiate"})
    survived = clause.low(reason.trigger.first) in ("survive", "survives", "surviving", "survived")
    return item.stated.form == "singular" and survived  # told of somebody by the way; a single survivor is "one" or "only"


def fate(clause: Clause, k: int, measure: str, trigger: Trigger) -> str:
    """What became of people who were shot or stabbed, or taken to a hospital, where their clause goes on to say it ("was shot and was
    pronounced dead", "was taken to hospital, where he died")."""
    if measure == "people_injured" and _died_later(clause, k, trigger):
        return "people_killed"
    if measure != "people_killed_or_injured" or trigger.role != "object":
        return measure
    if clause.low(trigger.first - 1) == "fatally":
        return "people_killed"
    item, end = clause.items[k], clause.items[k + 1].stated.first if k + 1 < len(clause.items) else len(clause.tape)
    for at in range(max(trigger.last, item.phrase.last), end):
        gerund = clause.low(at + 1).endswith("ing")  # "shot while riding in a car has died": no other subject begins
        if (clause.low(at) in words_of("breaks") and not gerund) or clause.low(at) in (".", ";"):
            return measure
        told = triggers_at(clause.tape, at, ("object", "subject", "phrase", "state"))
        told = [t for t in told if t.measure in FATES and (t.form in ("past", "participle") or t.role in ("phrase", "state"))]
        if told:
            return told[0].measure
    return measure


def _died_later(clause: Clause, k: int, trigger: Trigger) -> bool:
    """Whether the clause goes on with a pronoun or without a subject of its own to tell that those injured died."""
    end = clause.items[k + 1].stated.first if k + 1 < len(clause.items) else len(clause.tape)
    for at in range(trigger.last, end):
        if clause.low(at) in (".", ";", ":"):
            return False
        if clause.low(at) not in _words("later", "joins"):
            continue
        first = at + 1 + (clause.low(at + 1) in _words("later", "subjects"))
        while clause.low(first) in words_of("adverbs") | words_of("auxiliaries") | words_of("perfect"):
            first += 1
        told = triggers_at(clause.tape, first, ("subject", "phrase"))
        if any(t.measure == "people_killed" and t.form in ("past", "participle", "phrase") for t in told):
            return True
    return False


def at_law(clause: Clause, item: Item, measure: str) -> str:
    """Those held on bail or charges, and suspects held, are arrested; suspects who fled are still attackers."""
    if item.phrase.kind == "attackers":
        return {"people_held": "people_arrested", "people_displaced": "attackers", "people_evacuated": "attackers"}.get(measure, measure)
    words = {t.low for t in clause.tape[item.stated.first :]}
    if measure == "people_arrested" and words & _words("flight", "hostages"):
        return "people_held"
    return "people_arrested" if measure == "people_held" and words & _words("flight", "law") else measure


def flight(clause: Clause, item: Item, measure: str, trigger: Trigger) -> str:
    """"Thousands fled their villages" are displaced; thousands who "fled the scene" only left it."""
    if measure != "people_displaced" or clause.low(trigger.first) not in _words("flight", "verbs"):
        return measure
    words = {t.low for t in clause.tape[trigger.last :]}
    told = {t.low for t in clause.tape}
    if clause.low(trigger.first) in ("have", "had") and not told & {"fled"}:
        return measure
    home = words & _words("flight", "homes")
    small = (item.stated.amount.point or item.stated.amount.low or 0) < MANY
    return "people_evacuated" if not home and (small or told & _words("flight", "scenes")) else measure


def escaped(clause: Clause, item: Item, measure: str, trigger: Trigger) -> str:
    """Hostages who escape are free; others who escape have left."""
    if measure != "people_evacuated" or not clause.low(trigger.first).startswith("escap") or item.phrase.head is None:
        return measure
    held = any(t.measure == "people_held" for t in triggers_at(clause.tape, item.phrase.head, ("kind",)))
    return "people_freed" if held else measure


def sheltered(clause: Clause, measure: str, trigger: Trigger) -> str:
    """People who stay in schools, halls and tents are displaced; those who stay in a hotel are there."""
    if measure != "people_present" or clause.low(trigger.first) not in ("staying", "housed", "living", "live", "sleeping"):
        return measure
    near = {t.low for t in clause.tape[trigger.last : trigger.last + 5]}
    return "people_displaced" if near & _words("flight", "shelters") else measure


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
