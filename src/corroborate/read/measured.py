"""Amounts that measure the event itself (distances, spans of time, magnitudes) and lists of what did not happen."""

from __future__ import annotations

from corroborate.read.clauses import Clause, Item
from corroborate.read.triggers import words_of
from corroborate.vocabulary import vocabulary

LARGEST_MAGNITUDE = 10


def measured(clause: Clause, item: Item) -> str | None:
    """The measure of an amount with a unit: distance, duration where it is the event's, else None."""
    before, at = clause.low(item.stated.first - 1), item.phrase.last
    if item.phrase.kind == "distance":
        return None if before in ("(", "[", "/") else "distance"  # in brackets: the same length in another unit
    if item.phrase.unit == "speed":
        return None if before in ("(", "[", "/") else "amount_other"
    if item.phrase.kind != "duration":
        return None
    if {t.low for t in clause.tape[: item.stated.first]} & words_of("sessions"):
        return None
    timed = item.phrase.unit in ("seconds", "minutes", "hours") and clause.low(at) in ("later", "after", "apart", "before", "earlier")
    timed = timed or (item.phrase.unit in ("minutes", "hours") and (before == "for" or clause.low(at) == "long"))
    named = {clause.low(at), clause.low(at + 1)} & words_of("lasting")
    given = (clause.low(at), clause.low(at + 1)) in (("to", "leave"), ("to", "surrender"), ("to", "evacuate"), ("to", "comply"))
    if before == "for" and (clause.low(at) == "already" or clause.low(item.stated.first - 2) == "fire"):
        return "duration"  # "cars cannot drive for two days already", "under fire for two weeks"
    shut = before == "for" and clause.low(item.stated.first - 2) in ("lasted", "closed", "shut", "trapped")
    whole = {t.low for t in clause.tape[: item.stated.first]} & words_of("lasting")
    spent = item.phrase.unit in ("minutes", "hours") and before in ("lasted", "took", "after", "for") and whole
    if spent and not timed and clause.low(at) not in ("of",):
        return "duration"
    long_ago = {t.low for t in clause.tape[: item.stated.first]} & {"siege", "war", "conflict"}  # their lengths are background
    lasted = shut or (before in ("lasted", "lasting", "lasts") and not long_ago)
    return "duration" if timed or named or given or lasted else None


def diseased(clause: Clause, item: Item) -> bool:
    """"73 cases of cholera", "12 confirmed measles cases": people of whom a disease is told."""
    if item.phrase.head is None or clause.low(item.phrase.head) not in ("cases", "case"):
        return False
    around = {t.low for t in clause.tape[item.stated.last : item.phrase.last + 3]}
    return bool(around & set(vocabulary("measures")["diseases"]["words"]))


def is_magnitude(clause: Clause, item: Item) -> bool:
    """"magnitude 7.1", "a 7.1-magnitude quake", "7.1 on the Richter scale", "winds of 200 km/h"."""
    cues = vocabulary("measures")["magnitude"]
    before = [clause.low(item.stated.first - k) for k in (1, 2, 3)]
    after = [clause.low(item.stated.last + k) for k in range(4)]
    small = (item.stated.amount.point or item.stated.amount.low or LARGEST_MAGNITUDE) < LARGEST_MAGNITUDE
    if small and (set(before) & set(cues["named"]) or set(after[:2]) & set(cues["named"]) or {"scale", "richter"} & set(after)):
        return True
    whole = (item.stated.amount.point or item.stated.amount.low or 0) % 1 == 0
    told = item.phrase.kind == "" and any(t.low in ("magnitude", "richter") for t in clause.tape)
    if small and not whole and (told or set(after[:2]) & set(cues["shakes"])):
        return True
    return item.phrase.unit == "speed" and bool(set(before) & set(cues["blows"]) or set(after) & set(cues["blows"]))


def nothing_of(clause: Clause, item: Item) -> list[str]:
    """"no reports of damage, injuries or deaths": every measure of the list that "no" stands before."""
    found: list[str] = []
    if clause.low(item.stated.first) != "no" or clause.low(item.stated.first + 1) == "one":
        return found
    nothing = vocabulary("measures")["nothing"]
    for at in range(item.stated.last, min(len(clause.tape), item.stated.last + 10)):
        low = clause.low(at)
        if low in nothing["nouns"]:
            found += [m for m in [nothing["nouns"][low]] if m not in found]
        elif low not in nothing["between"]:
            break
    return found
