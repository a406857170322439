"""How many origins of a finding are sure to be different voices: the cautious count that a corroboration needs.

A false "corroborated" harms more than a false "single origin", so an origin counts as a second voice only if nothing
suggests that it is the first one again: an unnamed source of the same side, the same name in other words, "reports".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from corroborate.model import Source, SourceKind
from corroborate.reconcile.blocs import by_table
from corroborate.reconcile.rules import bloc, find, rules
from corroborate.reconcile.statements import Statement

_WORD = re.compile(r"[^\W\d_]+")


def witnesses(said: Sequence[Statement], apart: frozenset[frozenset[str]] = frozenset()) -> int:
    """The number of voices that can corroborate each other.

    None for measures of which two statements are hardly ever about one thing (`rules.toml`, `[witness].never`).
    """
    return 0 if said and said[0].measure in rules()["witness"]["never"] else voices(said, apart)


def voices(said: Sequence[Statement], apart: frozenset[frozenset[str]] = frozenset()) -> int:
    """The number of attributed origins that are sure to be different voices on one matter.

    A person's word that two claims (`apart`) are of two voices goes before what their words suggest."""
    judged = _judged(said, apart)
    # an equal figure is easily copied from an unnamed source of the same side; a description of what happened is not
    counted_alike = any(s.amount for s in said)
    figures = _figures(said)
    sources, through = _speakers(said), _through(said)
    quoted = {
        o: {p for p, t in sources.items() if p != o and all(any(same_name(v, t) for v in via) for via in through[o])} for o in sources
    }
    relays = _relays(said)
    sure = {o for pair in judged for o in pair}
    counted: list[str] = []
    for origin, source in sorted(sources.items(), key=lambda o: (o[0] in relays, bool(quoted[o[0]]), o[0] not in sure, _order(o[1]), o[0])):
        open_ = [o for o in counted if frozenset((origin, o)) not in judged]
        if not qualifies(source) or not quoted[origin].isdisjoint(open_) or (open_ and origin in relays):
            continue
        alike = [o for o in open_ if counted_alike and not _two_counts(figures[origin], figures[o])]
        if not any((may_be_one if o in alike else same_name)(source, sources[o]) for o in open_):
            counted.append(origin)
    return len(counted)


def _judged(said: Sequence[Statement], apart: frozenset[frozenset[str]]) -> set[frozenset[str]]:
    """The pairs of origins that a person told apart, by claims of theirs."""
    if not apart:
        return set()
    of = {c.id: s.origin for s in said for c in s.claims}
    return {frozenset(of[c] for c in pair) for pair in apart if pair <= of.keys()}


def _relays(said: Sequence[Statement]) -> set[str]:
    """The origins that say of themselves that they were told: passing on is no voice beside another."""
    bases: dict[str, set[str | None]] = {}
    for s in said:
        bases.setdefault(s.origin, set()).update(c.speaker.basis for c in s.claims if c.speaker)
    return {origin for origin, held in bases.items() if held == {"told"}}


def _figures(said: Sequence[Statement]) -> dict[str, dict[float, frozenset[str]]]:
    """For each origin, its figures and the reports that give each."""
    found: dict[str, dict[float, frozenset[str]]] = {}
    for s in said:
        held = found.setdefault(s.origin, {})
        held[s.number] = held.get(s.number, frozenset()) | s.documents
    return found


def _two_counts(a: Mapping[float, frozenset[str]], b: Mapping[float, frozenset[str]]) -> bool:
    """Whether two sources gave figures of their own: different ones, in different reports, so that none repeats the other's."""
    return a.keys().isdisjoint(b)


def _through(said: Sequence[Statement]) -> dict[str, list[tuple[Source, ...]]]:
    """For each origin, through whom each of its claims reached the outlet: who is only quoted by another is no voice beside it."""
    found: dict[str, list[tuple[Source, ...]]] = {}
    for s in said:
        found.setdefault(s.origin, []).extend(c.via for c in s.claims if c.speaker)
    return {o: vias or [()] for o, vias in found.items()}


def _speakers(said: Sequence[Statement]) -> dict[str, Source]:
    """The clearest speaker of each attributed origin."""
    found: dict[str, Source] = {}
    for s in said:
        for c in s.claims:
            if s.attributed and c.speaker and (s.origin not in found or _order(c.speaker) < _order(found[s.origin])):
                found[s.origin] = c.speaker
    for s in said:
        if s.attributed and s.origin not in found:
            found[s.origin] = Source(s.who, SourceKind.MEDIA)  # what an outlet's own people saw
    return found


def _order(source: Source) -> tuple[object, ...]:
    """Named sources first, long names before short ones, so that the doubtful are held against the sure."""
    return (described(source), not qualifies(source), -len(source.name), source.name)


@by_table
def qualifies(source: Source) -> bool:
    """Whether a source can be a voice of its own: not "media reports"."""
    said = [w.lower() for w in _WORD.findall(source.name)]
    words, hearsay = set(said), rules()["witness"]
    return bool(words) and not words <= set(hearsay["hearsay"]) and said[-1] not in hearsay["relays"]


@by_table
def described(source: Source) -> bool:
    """Whether the words describe a source and do not name it: "a monitoring group", "officials", "Police"."""
    last = (_WORD.findall(source.name) or [""])[-1]
    if source.kind is SourceKind.PSEUDONYM:
        return source.basis != "witnessed"  # who was there is a voice, whatever the name
    kinds = (SourceKind.OFFICIALS, SourceKind.INSIDER)
    return source.kind in kinds or last.islower() or (" " not in source.name and bloc(source) != "unknown")


def may_be_one(a: Source, b: Source) -> bool:
    """Whether nothing in the words rules out that two sources are one: one name, one house, or an unnamed source of the other's side."""
    if same_name(a, b):
        return True
    if house(a) and house(a) == house(b):
        return True
    x, y = institution(a), institution(b)
    if x and y and x != y:
        return False
    sides = [bloc(s) for s in (a, b) if described(s)]
    return any(side in ("unknown", bloc(a)) and side in ("unknown", bloc(b)) for side in sides)


@lru_cache(maxsize=16_384)
def house(source: Source) -> str:
    """The house of several bodies that share what they know (`rules.toml`, `[witness].houses`); empty where a name says none."""
    return next((name for name, words in rules()["witness"]["houses"].items() if find(words, source.name)), "")


@lru_cache(maxsize=16_384)
def institution(source: Source) -> str:
    """The kind of institution that a name says, in one word: police, hospital, fire service (`rules.toml`, `[witness].institutions`)."""
    held = rules()["witness"]["institutions"]
    return next((kind for kind, words in held.items() if find(words, source.name)), "")


def same_name(a: Source, b: Source) -> bool:
    """Whether two names share their own words: all of the shorter one's, or several."""
    if SourceKind.PSEUDONYM in (a.kind, b.kind):
        return a.name == b.name
    x, y = _own(a), _own(b)
    return bool(x and y and (x <= y or y <= x or len(x & y) >= rules()["witness"]["shared"]))


@lru_cache(maxsize=16_384)
def _own(source: Source) -> frozenset[str]:
    """The words of a name that are its own: capitalised, no general words of a side."""
    return frozenset(w.lower() for w in _WORD.findall(source.name) if w[0].isupper() and not find(rules()["witness"]["titles"], w))
