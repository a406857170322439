"""Signs that two counts answer one question, or two: each a named number for every pair of a list of counts.

Names are the keys of `data/comparable.toml`, which weighs them, and say in words when a sign holds. A sign is 0 where it says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.model import Period, Place
from corroborate.reconcile.places import apart, holds
from corroborate.reconcile.populations import Population
from corroborate.reconcile.traits import Trait
from corroborate.reconcile.words import words

Pairs = NDArray[np.float64]
"""One number for every pair of counts: shape (n, n), symmetric."""
Sign = tuple[str, NDArray[Any]]
HARM = frozenset({"people_killed", "people_injured", "people_killed_or_injured", "people_missing"})
MEASURED = frozenset({"magnitude", "distance", "duration"})
"""Measures of one thing, which two voices of one report give differently only where they differ."""
ALIKE = 1.4
"""The largest ratio of two sizes that are nearly one."""
FAR = 99_999
"""Days between periods of which one is not known."""
_RATIOS = ((1.3, "near"), (2.0, "twice"), (4.0, "four times"))
_MARKS = ("further", "including", "part", "alone", "cared", "older", "background", "cumulative")
_PAST = ("background", "cumulative")


def signs(held: Sequence[Trait]) -> Iterator[tuple[str, Pairs]]:
    """All signs of counts of one measure, in a fixed order."""
    for part in (_measure, _people, _amounts, _sizes, _places, _times, _reports, _words, _marked):
        for name, pairs in part(held):
            yield name, np.asarray(pairs, dtype=np.float64)


# ---------------------------------------------------------------- pairs from single traits


def _codes(keys: Sequence[Hashable]) -> NDArray[np.intp]:
    """A number for each key, equal for equal keys."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(k, len(known)) for k in keys], dtype=np.intp)


def _same(keys: Sequence[Hashable]) -> NDArray[np.bool_]:
    codes = _codes(keys)
    return np.asarray(codes[:, None] == codes[None, :])


def _one_or_both(held: Sequence[bool]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where one of two counts has a trait, and where both have it."""
    flags = np.array(held, dtype=bool)
    return flags[:, None] ^ flags[None, :], flags[:, None] & flags[None, :]


def _table(keys: Sequence[Hashable], judge: Callable[[int, int], Hashable]) -> tuple[list[Hashable], NDArray[np.intp]]:
    """What `judge` says of each two different keys, given the index of one count of each: the answers, and their number for every pair."""
    codes = _codes(keys)
    first = {int(c): k for k, c in reversed(list(enumerate(codes)))}
    answers: dict[Hashable, int] = {}
    small = np.zeros((len(first), len(first)), dtype=np.intp)
    for a, b in (*combinations(range(len(first)), 2), *((k, k) for k in range(len(first)))):
        small[a, b] = small[b, a] = answers.setdefault(judge(first[a], first[b]), len(answers))
    return list(answers), small[codes[:, None], codes[None, :]]


def _named(prefix: str, table: tuple[list[Hashable], NDArray[np.intp]]) -> Iterator[Sign]:
    for k, answer in enumerate(table[0]):
        if answer:
            yield f"{prefix}.{answer}", table[1] == k


# ---------------------------------------------------------------- the signs


def _measure(held: Sequence[Trait]) -> Iterator[Sign]:
    measure = held[0].claim.measure
    family = "harm" if measure in HARM else "people" if measure.startswith("people") else measure
    yield f"measure.{family}", np.ones((len(held), len(held)))


def _people(held: Sequence[Trait]) -> Iterator[Sign]:
    yield from _named("people", _table([t.who for t in held], lambda a, b: _who(held[a].who, held[b].who)))
    yield "people.other severity", ~_same([t.who.severity for t in held])


def _who(a: Population, b: Population) -> str:
    """How the names of two populations lie to each other."""
    if a == b:
        return "everyone" if a.everyone else "equal"
    if a.everyone or b.everyone:
        return "everyone and " + _narrow(b if a.everyone else a)
    if a.classes and b.classes and not a.classes & b.classes:
        return "other classes"
    if a.covers(b) or b.covers(a):
        return "one within the other"
    if a.classes & b.classes:
        return "a class in common"
    return "a word in common" if a.narrowed & b.narrowed else "other words"


def _narrow(who: Population) -> str:
    """How closely a population is named that is not everyone."""
    if who.civilian and not who.narrowed:
        return "civilians"
    if who.classes:
        return "outsiders" if who.loose else "a class"
    return "a severity" if who.severity and not who.narrowed else "words"


def _amounts(held: Sequence[Trait]) -> Iterator[Sign]:
    low, high = np.array([t.low for t in held]), np.array([t.high for t in held])
    most, value = np.array([t.most for t in held]), np.array([np.nan if t.number is None else t.number for t in held])
    _, exact = _one_or_both([t.exact for t in held])
    equal = value[:, None] == value[None, :]
    meets = np.maximum(low[:, None], low[None, :]) <= np.minimum(high[:, None], high[None, :])
    ratio = (np.maximum(most[:, None], most[None, :]) + 0.5) / (np.minimum(most[:, None], most[None, :]) + 0.5)
    kinds = [("equal, one", equal & (value == 1)), ("equal, few", equal & (value < 4) & (value != 1)), ("equal", equal & ~(value < 4))]
    kinds.append(("compatible", ~equal & meets))
    rest = ~equal & ~meets
    for most_of, name in _RATIOS:
        kinds.append((name, rest & (ratio < most_of)))
        rest &= ratio >= most_of
    for name, pairs in (*kinds, ("farther", rest)):
        yield f"amount.{name}", pairs & ~exact
        yield f"amount.{name}, both exact", pairs & exact
    day = np.array([np.nan if t.claim.as_of is None else float(t.claim.as_of.toordinal()) for t in held])
    later, larger = day[:, None] > day[None, :], most[:, None] > most[None, :]
    grown = ~equal & ~meets & ((later & larger) | (later & larger).T)
    _, whole = _one_or_both([t.share == 1 for t in held])
    yield "amount.later and larger", grown
    yield "amount.later and larger, both the largest", grown & whole
    yield "amount.one is single", _one_or_both([t.most == 1 for t in held])[0]
    far = np.minimum(np.log(ratio), 4.0)
    yield "amount.ratio", np.where(meets | grown, 0.0, far)
    yield "amount.ratio of growth", np.where(grown, far, 0.0)
    yield "amount.ratio of compatible ones", np.where(meets, far, 0.0)


def _sizes(held: Sequence[Trait]) -> Iterator[Sign]:
    """For what is no count of people: what is counted or measured, in which unit."""
    if held[0].claim.measure.startswith("people_") or held[0].claim.measure == "attackers":
        return
    size = np.array([t.size for t in held])
    ratio = np.maximum(size[:, None], size[None, :]) / np.minimum(size[:, None], size[None, :])
    yield "size.far", ratio > ALIKE
    yield "size.near", (ratio > 1) & (ratio <= ALIKE)
    yield "size.other thing", ~_same([t.thing for t in held])
    unit = [t.claim.unit for t in held]
    yield "size.other unit", ~_same(unit) & _one_or_both([u is not None for u in unit])[1]


def _places(held: Sequence[Trait]) -> Iterator[Sign]:
    answers, table = _table([t.claim.place for t in held], lambda a, b: _where(held[a].claim.place, held[b].claim.place))
    yield from _named("place", (answers, table))
    _, printed = _one_or_both([t.printed_there for t in held])
    for answer in ("apart", "perhaps another"):
        if answer in answers:
            yield f"place.{answer}, both printed", (table == answers.index(answer)) & printed
    facilities = [frozenset(words(t.claim.facility or "")) for t in held]
    yield from _named("facility", _table(facilities, lambda a, b: _facility(facilities[a], facilities[b])))


def _where(a: Place | None, b: Place | None) -> str:
    if a is None or b is None:
        return "not known"
    if a == b or (a.id and a.id == b.id):
        return "same"
    if holds(a, b) or holds(b, a):
        return "one within the other"
    return "apart" if apart(a, b) else "perhaps another"


def _facility(a: frozenset[str], b: frozenset[str]) -> str:
    return "" if not a or not b else "same" if a & b else "another"


def _times(held: Sequence[Trait]) -> Iterator[Sign]:
    when = [t.claim.when for t in held]
    yield from _named("event", _table(when, lambda a, b: _days(_gap(when[a], when[b]), (0, 1, 3, 10))))
    yield from _named("as of", _days_apart([t.claim.as_of for t in held], (0, 1, 3)))
    yield from _named("published", _days_apart([t.published for t in held], (7,)))


def _days_apart(days: Sequence[date | None], steps: Sequence[int]) -> tuple[list[Hashable], NDArray[np.intp]]:
    def judge(a: int, b: int) -> str:
        x, y = days[a], days[b]
        return "" if x is None or y is None else _days(abs((x - y).days), steps)

    return _table(days, judge)


def _gap(a: Period | None, b: Period | None) -> int:
    if a is None or b is None:
        return FAR
    return max(a.start.toordinal() - b.end.toordinal(), b.start.toordinal() - a.end.toordinal(), 0)


def _days(gap: int, steps: Sequence[int]) -> str:
    """A gap of days by its step: "within 3 days"."""
    if gap == FAR:
        return "not known"
    return next((f"within {s} days" for s in steps if gap <= s), "farther")


def _reports(held: Sequence[Trait]) -> Iterator[Sign]:
    same = _same([t.claim.document for t in held])
    sentence = same & _same([t.claim.sentence.start for t in held])
    speakers = [t.claim.speaker.name if t.claim.speaker else "" for t in held]
    speaker, elsewhere = _same(speakers), same & ~sentence
    headline, _ = _one_or_both([t.claim.headline for t in held])
    number = np.array([-1.0 if t.number is None else t.number for t in held])
    differ = _one_or_both([t.exact for t in held])[1] & (number[:, None] != number[None, :])
    older, replaced = np.array(["older" in t.marks for t in held]), np.array(["replaced" in t.marks for t in held])
    yield "report.same", same
    yield "report.same sentence", sentence
    yield "report.same voice", elsewhere & speaker
    yield "report.headline and body", elsewhere & headline
    yield "report.two exact numbers", elsewhere & differ
    yield "report.an earlier number", elsewhere & (replaced[:, None] ^ replaced[None, :])
    yield "report.two exact numbers at once", same & differ & ~older[:, None] & ~older[None, :]
    rivals = same & ~speaker & _one_or_both([bool(s) for s in speakers])[1]
    yield "report.two voices", rivals
    yield "report.two voices that measure", rivals & (held[0].claim.measure in MEASURED)
    yield "voice.same", speaker & ~same & _one_or_both([bool(s) for s in speakers])[1]
    one, both = _one_or_both([t.share == 1 for t in held])
    yield "largest.both", both
    yield "largest.one", one
    share = np.array([t.share for t in held])
    yield "largest.share", np.minimum(share[:, None], share[None, :])
    one, both = _one_or_both([t.reports > 1 for t in held])
    yield "number.several reports give both", both
    yield "number.several reports give one", one
    yield "event.same", _same([t.incident for t in held])


def _words(held: Sequence[Trait]) -> Iterator[Sign]:
    yield "words.sentence", _shared([t.sentence for t in held], 6)
    yield "words.clause", _shared([t.clause for t in held], 2)
    for name, sets in (("means", [t.means for t in held]), ("kind", [t.kinds for t in held])):
        _, both = _one_or_both([bool(s) for s in sets])
        yield f"{name}.another", both & (_shared(sets, 1) == 0)
    yield "blow.another", ~_same([t.blow for t in held])


def _shared(sets: Sequence[frozenset[str]], least: int) -> Pairs:
    """The share of the smaller of two sets, of at least `least` words, that the other has too."""
    column = {w: k for k, w in enumerate(sorted(frozenset().union(*sets)))}
    found = np.zeros((len(sets), max(1, len(column))))
    for row, held in zip(found, sets, strict=True):
        row[[column[w] for w in held]] = 1
    size = found.sum(axis=1)
    return np.asarray((found @ found.T) / np.maximum(least, np.minimum(size[:, None], size[None, :])))


def _marked(held: Sequence[Trait]) -> Iterator[Sign]:
    event = _same([t.incident for t in held])
    for mark in _MARKS:
        one, both = _one_or_both([mark in t.marks for t in held])
        if mark in _PAST:  # what a report looks back on may be the event that another is about
            yield f"{mark}.one, same event", one & event
        yield f"{mark}.one", one & ~event if mark in _PAST else one
        yield f"{mark}.both", both
    stage = [(t.claim.stage or "", t.claim.standard or "") for t in held]
    yield "stage.same", _same(stage) & _one_or_both([any(s) for s in stage])[1]
    yield "stage.another", ~_same(stage)  # a verified count is not an officials' total, cars that wait are not those that left
    one, both = _one_or_both([t.claim.headline for t in held])
    yield "headline.either", one | both
