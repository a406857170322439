"""Counts that are only a part of a whole, or of something far larger, by what their sentences and their reports say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from corroborate.model import Bound, Claim
from corroborate.reconcile.intervals import LOWER
from corroborate.vocabulary import vocabulary

SMALLER = 3.0
"""A count this many times smaller than its own report's count of the same is a part of it, not a rival."""
BEYOND = 5.0
"""A count this many times larger than any that links up with what reports mostly say is of something larger: a war, a country."""
GROWN = 20.0
"""The same for a count of a later day: a toll may grow that much."""
_ONE_OF = re.compile(r"one of\b", re.IGNORECASE)
_OF_THEM = re.compile(r"(?:\s\w+)?\sof\s(?:the|those|these|them|its|his|her|their|our|whom)\b", re.IGNORECASE)


def number(claim: Claim) -> float | None:
    """The number that a claim states, None for vague words and open ends without one."""
    return None if claim.amount is None or claim.amount.bound is Bound.VAGUE else claim.amount.point


def older(claim: Claim) -> bool:
    """Whether the sentence says that its count is an older one, or one that has changed."""
    return bool(set(re.findall(r"[a-z]+", claim.sentence.text.lower())) & set(vocabulary("populations")["earlier"]))


# ---------------------------------------------------------------- parts of a whole


def parts(members: Sequence[Claim], others: Sequence[Claim]) -> dict[str, str]:
    """Labels of the claims of one cell that do not count its whole; `others` are counts of the same thing of other people."""
    told = _reports(members)
    usual = min((v for v in told if v > 1), key=lambda v: (-len(told[v]), v), default=None)
    found = _too_large(members, usual) if usual else {}
    found |= _beside_a_whole([c for c in members if c.id not in found], told)
    found |= _in_own_report([c for c in members if c.id not in found], told, usual, others)
    return found | (_too_small([c for c in members if c.id not in found], usual) if usual else {})


def shares(members: Sequence[Claim]) -> dict[str, str]:
    """The same for counts that may be small and still rivals ("one gunman", "three gunmen"): only what the words make a part."""
    told = _reports(members)
    found = {c.id: f"{c.document}/1" for c in members if number(c) == 1 and max(told, default=1) > 1 and _one_of(c)}
    return found | _beside_a_whole([c for c in members if c.id not in found], told)


def _beside_a_whole(members: Sequence[Claim], told: Mapping[float, set[str]]) -> dict[str, str]:
    """Labels of counts "of the dead", and of the smaller of two exact counts that one voice gives at once of the same day."""
    most = max(told, default=0.0)
    found = {c.id: f"{v:g}" for c in members if (v := number(c)) and v < most and _of_them(c)}
    voices: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in members:
        if claim.amount and claim.amount.bound is Bound.EXACT and not older(claim) and claim.id not in found:
            headline = claim.sentence.start if claim.headline else -1  # a headline may be older than its report, but not than itself
            voices[claim.document, claim.speaker.name if claim.speaker else "", claim.as_of, headline].append(claim)
    for held in voices.values():
        values = {v for c in held if (v := number(c)) is not None}
        whole = max(values, default=0.0)
        if any(len(told[v]) > len(told[whole]) for v in values):
            continue
        found |= {c.id: f"{v:g}" for c in held if (v := number(c)) is not None and v < whole}
    return found


def _of_them(claim: Claim) -> bool:
    """Whether the words after the number make it one of a larger count: "five of the dead"."""
    at = claim.value.end - claim.sentence.start if claim.value else 0
    return claim.value is not None and _OF_THEM.match(claim.sentence.text, at) is not None


def _in_own_report(
    members: Sequence[Claim], told: Mapping[float, set[str]], usual: float | None, others: Sequence[Claim]
) -> dict[str, str]:
    """Labels of exact counts far below what their own report says, and of "others" that a whole leaves after a part."""
    own: dict[str, list[float]] = defaultdict(list)
    for claim in members:
        if (value := number(claim)) is not None:
            own[claim.document].append(value)
    beside = _by_report(others)
    found: dict[str, str] = {}
    for claim in members:
        value = number(claim)
        if value is None or value == usual or claim.amount is None or older(claim):
            continue
        if value == 1 and usual and usual > 1 and _one_of(claim):
            found[claim.id] = f"{claim.document}/1"
            continue
        whole = max(own[claim.document])
        small = (value * SMALLER <= whole or (value == 1 and whole > 1)) and len(told[value]) <= len(told[whole])
        if claim.amount.bound is Bound.EXACT and (small or _remainder(claim, value, own[claim.document], beside[claim.document])):
            found[claim.id] = f"{value:g}"
    return found


def _too_large(members: Sequence[Claim], usual: float) -> dict[str, str]:
    """Labels of counts far above all that link up with the usual one, step by step."""
    linked = _linked({v for c in members if (v := number(c)) is not None}, usual)
    top = max(linked)
    floors = all(c.amount and c.amount.bound in LOWER for c in members if number(c) in linked)
    last = max((c.as_of for c in members if c.as_of and number(c) in (usual, top)), default=None)
    found = {}
    for claim in members:
        value = number(claim)
        floor = value if value is not None else (claim.amount.low if claim.amount else None)
        later = claim.as_of is not None and last is not None and claim.as_of > last
        if floors and not claim.background:
            continue  # "more than 2,300" does not rule out 20,000: an outlier of this count
        if floor and floor > top * (GROWN if later else BEYOND):
            found[claim.id] = "beyond"
    return found


def _too_small(members: Sequence[Claim], usual: float) -> dict[str, str]:
    """Labels of counts far below all that link up with the usual one: of a part, or of another event; not of an earlier day's count."""
    values = {v for c in members if (v := number(c)) is not None}
    linked = _linked(values, usual)
    first = min((c.as_of for c in members if c.as_of and number(c) in linked), default=None)
    return {
        c.id: f"{value:g}"
        for c in members
        if (value := number(c)) is not None and value < min(linked) and not older(c)
        and not (c.as_of is not None and first is not None and c.as_of < first)
    }  # fmt: skip


def _linked(values: set[float], usual: float) -> set[float]:
    """The values that lie within SMALLER times of each other, from the usual one up and down."""
    linked = [usual]
    for value in sorted(v for v in values if v > usual):
        if value <= linked[-1] * SMALLER:
            linked.append(value)
    linked = linked[::-1]
    for value in sorted((v for v in values if 0 < v < usual), reverse=True):
        if value * SMALLER >= linked[-1]:
            linked.append(value)
    return set(linked)


def _one_of(claim: Claim) -> bool:
    """Whether the words are "one of" some group."""
    at = claim.value.start - claim.sentence.start if claim.value else 0
    return _ONE_OF.match(claim.sentence.text, at) is not None


def _remainder(claim: Claim, value: float, own: Sequence[float], beside: set[float]) -> bool:
    """Whether a count of "others" is what a whole leaves after a part that the same report gives."""
    if "other" not in f"{claim.population} {claim.value.text if claim.value else ''}".lower():
        return False
    return any(whole - value in beside for whole in own)


def _by_report(claims: Sequence[Claim]) -> dict[str, set[float]]:
    """The numbers that each document gives."""
    said: dict[str, set[float]] = defaultdict(set)
    for claim in claims:
        if (value := number(claim)) is not None:
            said[claim.document].add(value)
    return said


def _reports(members: Sequence[Claim]) -> dict[float, set[str]]:
    """The documents that give each number."""
    reports: dict[float, set[str]] = defaultdict(set)
    for claim in members:
        if (value := number(claim)) is not None:
            reports[value].add(claim.document)
    return reports
