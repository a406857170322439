"""What is kept of a report to tell whether another one is of the same event: days, places, names, the words that tell most of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log, sqrt

from corroborate.model import Claim, Document, Mention, MentionKind, Period, Place, Sketch
from corroborate.reconcile.kinds import kinds
from corroborate.reconcile.words import plain, stem, words
from corroborate.vocabulary import vocabulary

_NAME = re.compile(r"\b[A-Z][a-z’'-]+(?: [A-Z]\.)?(?: [A-Z][a-z’'-]+){1,2}\b")
_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old\b|\baged? (\d{1,2})\b|, (\d{1,2}),(?= )")
_PEOPLE = "people_"


def sketch(document: Document, claims: Sequence[Claim], mentions: Sequence[Mention] = ()) -> Sketch:
    """What is kept of one report; a function of the report alone."""
    limits = vocabulary("incidents")["sketch"]
    text = f"{document.title or ''}\n{document.text[: limits['lead']]}"
    told = f"{document.text[: limits['told']]}" + f"\n{document.title or ''}" * int(limits["title"])
    own = [c for c in claims if not c.background]
    placed = _place_words(mentions, claims)
    return Sketch(
        document=document.id,
        day=document.published,
        when=usual_period(own),
        city=_city(own),
        places=tuple(sorted(_places(mentions, claims))),
        terms=tuple(_terms(told, _date_words(), limits["terms"])),
        names=tuple(sorted(set(_names(text, placed, _speakers(claims))))),
        streets=tuple(sorted(set(_streets(text)))),
        ages=tuple(sorted({int(next(filter(None, m.groups()))) for m in _AGE.finditer(text)})),
        numbers=tuple(
            sorted({(c.measure, c.amount.point) for c in own if c.amount and c.amount.point is not None and c.measure.startswith(_PEOPLE)})
        ),
        kinds=tuple(sorted(frozenset().union(*(kinds(c.sentence.text) for c in own)))),
    )


def usual_period(claims: Iterable[Claim]) -> Period | None:
    """The time that most claims give, the shortest of several."""
    found = Counter((c.when.start, c.when.end) for c in claims if c.when)
    if not found:
        return None
    return Period(*min(found, key=lambda p: (-found[p], p[1] - p[0], p)))


def _places(mentions: Sequence[Mention], claims: Sequence[Claim]) -> set[str]:
    """The ids of all places named; of those that no gazetteer knows the consonants, in which spellings meet."""
    named = {m.value for m in mentions if m.kind is MentionKind.PLACE} | {c.place.id or c.place.name for c in claims if c.place}
    return {n if n.isdigit() or "." in n else skeleton(n) for n in named}


def skeleton(name: str) -> str:
    """The consonants of a name, in which spellings of one foreign name meet: Urum al-Joz, Urom al Joz."""
    return " ".join(re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw]", "", word)) for word in words(name))


def _city(claims: Sequence[Claim]) -> Place | None:
    named = Counter(c.place for c in claims if c.place and c.place.kind == "city" and c.place.id)
    return min(named, key=lambda p: (-named[p], p.name), default=None)


def _place_words(mentions: Sequence[Mention], claims: Sequence[Claim]) -> frozenset[str]:
    """The words of place names: they are weighed as places, not again as words."""
    named = [m.span.text for m in mentions if m.kind is MentionKind.PLACE] + [c.place.name for c in claims if c.place]
    return frozenset(w for name in named for w in words(name))


@cache
def _date_words() -> frozenset[str]:
    return frozenset(stem(w) for w in vocabulary("incidents")["names"]["dates"])


def _speakers(claims: Iterable[Claim]) -> frozenset[str]:
    """The words of those who speak: one officer may speak of many events."""
    return frozenset(w for c in claims for s in c.chain for w in words(s.name))


@cache
def weights() -> dict[str, float]:
    """The weight of every listed word."""
    table = vocabulary("incidents")["terms"]
    return {w: table[kind] for kind in ("everywhere", "often", "now_and_then", "seldom") for w in vocabulary("common")[kind].split()}


def _terms(text: str, left_out: frozenset[str], keep: int) -> Iterator[tuple[str, float]]:
    """The words that tell most of a text, each with its share of the whole; the squares of the shares add up to one."""
    table, rare, number = weights(), vocabulary("incidents")["terms"]["rare"], vocabulary("incidents")["terms"]["number"]
    told = Counter(w for w in words(text) if len(w) > 1 and w not in left_out)
    found = {w: (1 + log(n)) * table.get(w, number if w.isdigit() else rare) for w, n in told.items()}
    top = sorted(((w, x) for w, x in found.items() if x > 0), key=lambda p: (-p[1], p[0]))[:keep]
    length = sqrt(sum(x * x for _, x in top)) or 1.0
    yield from ((w, round(x / length, 4)) for w, x in top)


@cache
def _spots() -> frozenset[str]:
    return frozenset(stem(w) for part in ("spots", "dates") for w in vocabulary("incidents")["names"][part])


def _names(text: str, placed: frozenset[str], speaking: frozenset[str]) -> Iterator[str]:
    """Names of two words or three that are no place, no body and no speaker."""
    for found in _NAME.finditer(plain(text)):
        parts = words(found.group())
        while parts and (parts[0] in weights()):
            parts = parts[1:]
        if len(parts) > 1 and not any(p in weights() or p in _spots() or p in placed for p in parts) and not set(parts) <= speaking:
            yield " ".join(p for p in parts if len(p) > 1)


@cache
def _street() -> re.Pattern[str]:
    kinds_ = "|".join(vocabulary("incidents")["streets"]["words"])
    return re.compile(rf"\b((?:\d+(?:st|nd|rd|th)|[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)?) (?:{kinds_})\b")


def _streets(text: str) -> Iterator[str]:
    for found in _street().finditer(plain(text)):
        yield words(found.group(1))[-1]
