"""Verbs that say what happened to people only together with a word behind them: "took nine people to hospital"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from corroborate.read.clauses import Clause, Item, Reason
from corroborate.read.kinds import kind_of
from corroborate.read.triggers import Trigger, triggers_at, words_of
from corroborate.vocabulary import vocabulary

GOAL, ELSEWHERE = 0.28, 1.5
"""Costs on the scale of corroborate.read.clauses; people taken elsewhere were moved if nothing else is told of them."""
FARTHEST = 14


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the vocabulary: verb form -> its name, for verbs done to the people and by them; word behind them -> measure."""

    name: str
    done_to: dict[str, str]
    done_by: dict[str, str]
    words: dict[str, str]


def reached(clause: Clause, item: Item) -> list[Reason]:
    """The ways to decide what an amount of people counts by where they were taken and what they suffered."""
    if item.phrase.kind not in ("people", "attackers", "unknown", "") or (item.phrase.kind == "unknown" and not _capital(clause, item)):
        return []
    return [reason for group in _groups() if (reason := _by_group(clause, item, group))]


@cache
def _groups() -> tuple[Group, ...]:
    rows = cast(dict[str, dict[str, object]], vocabulary("measures")["goals"])
    return tuple(
        Group(name, _forms(row.get("object", [])), _forms(row.get("subject", [])), cast(dict[str, str], row["words"]))
        for name, row in rows.items()
    )


def _forms(verbs: object) -> dict[str, str]:
    names = ("base", "s", "ing", "past", "participle")
    made: dict[str, str] = {}
    for verb in cast(list[str], verbs):
        forms = verb.split()
        for form, name in zip([*forms, *([forms[3]] if len(forms) == 4 else [])], names, strict=False):
            made[form] = name
    return made


def _capital(clause: Clause, item: Item) -> bool:
    return item.phrase.head is not None and clause.tape[item.phrase.head].capital


def _by_group(clause: Clause, item: Item, group: Group) -> Reason | None:
    at = _after_active(clause, item, group) or _after_passive(clause, item, group)
    if at is None:
        return None
    verb, start = at
    if group.name == "herded" and not _by_a_force(clause, verb):
        return None  # a fire drives people into the street, soldiers drive them into a building
    for k in range(start, min(len(clause.tape), start + FARTHEST)):
        low = clause.low(k)
        if low in words_of("breaks") or low in (".", ";", ":", "?", "!"):
            return None
        if low == "and" and (group.name == "hurt" or not _counted(clause, k)):  # "... and 100 others sustained injuries": they alone did
            return None
        if low == "," and any(i.stated.first == k + 1 for i in clause.items):
            return None
        if low == "into" and low not in group.words and clause.low(verb).startswith(("dr", "force", "herd", "march")):
            return None  # who is driven into a hospital is not taken there to be treated
        if low in group.words and not (low == "to" and _verb(clause, k)):
            cost = GOAL if low != "to" else ELSEWHERE
            return Reason(cost, group.words[low], Trigger(group.words[low], "phrase", "phrase", verb, verb + 1))
    return None


def _by_a_force(clause: Clause, verb: int) -> bool:
    """Whether an armed body does it, or a people named in the plural ("the Tessalians drove")."""
    doer = clause.tape[verb - 1] if verb > 0 else None
    armed = {t.low for t in clause.tape[:verb]} & set(vocabulary("measures")["flight"]["armed"])
    return bool(armed) or (doer is not None and doer.capital and doer.low.endswith("s"))


def _verb(clause: Clause, at: int) -> bool:
    """Whether "to" begins a purpose and no place ("took two men to fight"): a place has an article, a capital or is a building."""
    after = clause.tape[at + 1] if at + 1 < len(clause.tape) else None
    return after is None or not (after.capital or after.low in words_of("determiners") or kind_of(after.low) == "buildings")


def _helps(clause: Clause, at: int) -> bool:
    """Whether "has" only helps another verb ("has died from injuries")."""
    after = at + 1
    while clause.low(after) in words_of("adverbs"):
        after += 1
    verbs = [t for t in triggers_at(clause.tape, after, ("object", "subject")) if t.form in ("past", "participle")]
    return clause.low(after) in words_of("auxiliaries") or any(t.measure == "people_killed" for t in verbs)


def _counted(clause: Clause, at: int) -> bool:
    """Whether "and" joins a further amount ("103 passengers and 26 crew members to port")."""
    return any(i.stated.first in (at + 1, at + 2) for i in clause.items)


def _after_active(clause: Clause, item: Item, group: Group) -> tuple[int, int] | None:
    """The verb right before the amount, or before the amount that this one is joined to, and where to look on from."""
    at, first = item.stated.first - 1, item
    while clause.low(at) in words_of("determiners"):
        at -= 1
    if clause.low(at) == "and":
        joined = next((i for i in clause.items if i.phrase.last == at), None)
        if joined is not None:
            first, at = joined, joined.stated.first - 1
            while clause.low(at) in words_of("determiners"):
                at -= 1
    form = group.done_to.get(clause.low(at))
    passive = form == "participle" and clause.low(at - 1) in words_of("auxiliaries")
    return (at, max(item.phrase.last, first.phrase.last)) if form and not passive else None


def _after_passive(clause: Clause, item: Item, group: Group) -> tuple[int, int] | None:
    """The verb of which the amount is the subject ("nine people were taken", "six victims arrived")."""
    at, helped = item.phrase.last, False
    passed = words_of("auxiliaries") | words_of("perfect") | words_of("adverbs") | {"who"}
    while clause.low(at) in passed and at < item.phrase.last + 6:
        if group.name == "hurt" and clause.low(at) in group.done_by and not _helps(clause, at):
            return at, at + 1
        helped = helped or clause.low(at) in words_of("auxiliaries")
        at += 1
    low = clause.low(at)
    if group.done_to.get(low) in ("past", "participle") and helped:
        return at, at + 1
    return (at, at + 1) if low in group.done_by else None
