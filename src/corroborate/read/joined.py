"""What an amount takes over from the one before it: "killed two men and a boy", "44 dead, including 12 children", "seven of them"."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.read.clauses import Clause, Item
from corroborate.read.kinds import kind_of
from corroborate.read.triggers import words_of
from corroborate.vocabulary import vocabulary

INCLUDED, OF_THEM, COORDINATE, SAID_OF, OTHERS = 0.35, 0.5, 0.7, 0.8, 0.9
"""Costs on the scale of corroborate.read.clauses."""

PART = ("including",)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The measure of another amount, what taking it over costs, and whether this amount is a part of that one."""

    cost: float
    measure: str
    flags: tuple[str, ...] = ()


def taken_over(clause: Clause, k: int, measures: list[str | None], before: str | None) -> TakenOver | None:
    """What amount `k` takes over from the measures of those before it in the sentence, or from the sentence `before`."""
    item = clause.items[k]
    if item.phrase.kind not in ("people", "unknown", "", "attackers") or item.stated.form == "nobody":
        return None
    somebody = [j for j in range(k) if (measures[j] or "").startswith("people_") and clause.items[j].stated.form != "nobody"]
    previous = somebody[-1] if somebody else None
    inside = _inside(clause, k, previous, str(measures[previous])) if previous is not None else None
    return inside or (_across(clause, item, before) if before else None)


def _inside(clause: Clause, k: int, previous: int, measure: str) -> TakenOver | None:
    item = clause.items[k]
    gap = [t.low for t in clause.tape[clause.items[previous].phrase.last : item.stated.first]]
    after = clause.low(item.stated.last)
    if _of_them(clause, item):
        fatal = clause.low(item.stated.last + 2) == "fatally"
        return TakenOver(OF_THEM, "people_killed" if fatal else measure, PART)
    if set(gap[-3:]) & {"including", "includes", "included", "among", "whom", "which"}:
        return TakenOver(INCLUDED, measure, PART)
    if _coordinate(gap) and all(i.stated.form == "singular" for i in clause.items[previous + 1 : k]):
        return TakenOver(COORDINATE, measure)
    if item.phrase.kind == "" and (after in words_of("gravely") or _are_people(clause, item)):
        return TakenOver(SAID_OF, measure, PART)
    if item.phrase.kind == "" and item.stated.further and "and" in gap:
        return TakenOver(SAID_OF, measure)
    if item.phrase.kind == "" and _said_alike(clause, item, gap):
        return TakenOver(SAID_OF, measure)
    others = item.phrase.head is not None and clause.low(item.phrase.head) in ("others", "other")
    return TakenOver(OTHERS, measure) if others else None


def _said_alike(clause: Clause, item: Item, gap: list[str]) -> bool:
    """"1,800 are in two schools and 700 in the hall, 2,500 in all": a bare number of whom only the place is told, or a sum."""
    after, joint = clause.low(item.stated.last), gap[-1:] in (["and"], [","])
    summed = (after, clause.low(item.stated.last + 1)) in (("in", "all"), ("in", "total"), ("all", "told")) or after == "altogether"
    return summed or (joint and item.stated.form != "nobody" and after in words_of("coincident") and not words_of("breaks") & set(gap))


def _across(clause: Clause, item: Item, measure: str) -> TakenOver | None:
    """The sentence before counts the whole: "They included three nurses", "Five of them were women", "later raised to 90"."""
    if _of_them(clause, item) or clause.low(item.stated.first - 1) in ("included", "include", "includes"):
        return TakenOver(SAID_OF, measure, PART)
    return TakenOver(SAID_OF, measure) if _updated(clause, item) or _line_of_list(clause, item) else None


def _are_people(clause: Clause, item: Item) -> bool:
    """"five were women": a bare number of whom it is said who they are."""
    at = item.stated.last
    return clause.low(at) in ("were", "are", "was") and any(kind_of(clause.low(at + k)) == "people" for k in (1, 2))


def _updated(clause: Clause, item: Item) -> bool:
    """"This was later raised to 90": a bare number after a word of change."""
    if item.phrase.kind not in ("", "people") or clause.low(item.stated.first - 1) not in ("to", "at"):
        return False
    around = {t.low for t in clause.tape[max(0, item.stated.first - 6) : item.stated.first]}
    return bool(around & set(vocabulary("hedges")["changes"]["words"]))


def _line_of_list(clause: Clause, item: Item) -> bool:
    """"Varenne - approximately 28,500" below a sentence that counts: names, a mark, and nothing but the number."""
    before = clause.tape[: item.stated.first]
    named = len(before) >= 2 and before[-1].low in ("-", "–", "—", ":") and any(t.capital for t in before)
    alone = item.stated.last >= len(clause.tape) - 1
    return named and alone and item.phrase.kind == "" and all(t.capital or not t.word for t in before) and not any(t.number for t in before)


def _of_them(clause: Clause, item: Item) -> bool:
    after = [t.low for t in clause.tape[item.stated.last : item.stated.last + 3]]
    return after[:2] in (["of", "them"], ["of", "whom"]) or after in (["of", "the", "dead"], ["of", "the", "victims"])


def _coordinate(gap: list[str]) -> bool:
    """Whether only a joint, and at most a short phrase of place, stands between two amounts."""
    between = list(gap)
    if "and" in between and between[-1] in words_of("possessives"):
        between.pop()  # "a mother and her two children"
    while between and between[-1] in words_of("and"):
        between.pop()
    if len(between) == len(gap) and gap:
        return False
    ends = words_of("auxiliaries") | words_of("breaks") | words_of("speech")
    return len(between) <= 9 and not ends & set(between)
