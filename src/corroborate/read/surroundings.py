"""What a whole report says for one place rather than another: countries, divisions, and what lies near what; how: docs/places.md."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import floor, log, pow

from corroborate.read.gazetteer import Known, fold, lies_in
from corroborate.read.namewords import Token, known, listed
from corroborate.read.toponyms import Heard
from corroborate.vocabulary import vocabulary

ASIDE = ("dateline", "speaker", "force", "body")
"""Roles of places where nothing of the report happens."""
MOST = 24
"""Places of one name that are weighed, the largest ones."""
PASSES = 2
EXPONENT, ALONE = 0.5, 0.1
"""How much the people of a place count before its neighbours are heard, and what it is worth without any."""
SELF = 0.6
"""How much less a name's word for a country counts where that name is in question."""
UNSAID = 1.0
"""What a report may say of countries without naming them: few words for one prove little."""
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the report says.

    `votes`: how strongly it speaks of each country, `own`: what one name adds to that; `divisions`: folded names that it calls a
    province or puts a place in; `lands`: first-order divisions that it names; `inside`: folded name -> what one mention says that
    the place lies in; `near`: what other names say for a place by lying near it; `told`: folded names that it surely uses as places'.
    """

    votes: dict[str, float]
    own: dict[str, dict[str, float]]
    divisions: frozenset[str]
    lands: frozenset[tuple[str, str]]
    inside: dict[str, str]
    near: Neighbours
    told: frozenset[str]

    def share(self, country: str, name: str = "") -> float:
        """How much of what the report says of countries is about one; what a name says for itself counts less."""
        own = self.own.get(name, {})
        said = self.votes.get(country, 0.0) - SELF * own.get(country, 0.0)
        return said / (sum(self.votes.values()) - SELF * sum(own.values()) + UNSAID)


def surroundings(words: list[list[Token]], heard: list[Heard]) -> Surroundings:
    """What a report says, read off all its names."""
    inside: dict[str, str] = {}
    for h in heard:
        if h.inside:
            inside.setdefault(fold(h.name), h.inside)
    divisions = {fold(h.name) for h in heard if h.noun in listed("divisions")} | {fold(name) for name in inside.values()}
    tops = [h.candidates[0] for h in heard if h.candidates and not h.doubt]
    tops += [k for name in inside.values() for k in known(name)[:1]]
    lands = frozenset((k.country, k.admin1) for k in tops if k.kind == "admin1")
    told = frozenset(fold(h.name) for h in heard if not h.doubt and h.evidence in ("strong", "inside", "kind", "dateline", "weak", "home"))
    votes, own = _votes(words, heard)
    near = Neighbours(_weighed(heard, inside, votes, told))
    for country, weight in near.sure():
        votes[country] += weight
    return Surroundings(votes, own, frozenset(divisions), lands, inside, near, told)


def _votes(words: list[list[Token]], heard: list[Heard]) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """How strongly the document speaks of each country: by name, by its people's name, by cities that only it has, by its words."""
    adjectives, spoken = vocabulary("places")["adjectives"], _country_words()
    votes: dict[str, float] = defaultdict(float)
    told = Counter((adjectives[w.lower], w.lower, 1.0) for row in words for w in row if w.capital and w.lower in adjectives)
    for h in heard:
        top = h.candidates[0] if h.candidates and not h.doubt else None
        if top and (top.kind == "country" or only(h.candidates)):
            told[top.country, fold(h.name), 0.5 if h.role in ASIDE else 2.0] += 1
        for container in known(h.inside)[:1] if h.inside else ():
            told[container.country, fold(h.inside), 1.0] += 1
    own: dict[str, dict[str, float]] = defaultdict(dict)
    for (country, name, weight), times in told.items():
        said = weight * (1 + log(times))  # a name that is said over and over says little more
        votes[country] += said
        own[name][country] = own[name].get(country, 0.0) + said
    for word in {w.lower for row in words for w in row} & spoken.keys():
        votes[spoken[word]] += 0.4
    return votes, own


@cache
def _country_words() -> dict[str, str]:
    return {word: country for country, words in vocabulary("places")["country_words"].items() for word in words}


def only(candidates: tuple[Known, ...]) -> bool:
    """Whether the first of the places of a name is a city so large that the others need not be thought of."""
    top = candidates[0]
    return top.population >= 200_000 and all(k.population * 8 < top.population or k.country == top.country for k in candidates[1:])


@dataclass(frozen=True, slots=True)
class Weighed:
    """A name with its places and how likely each is by itself; `weight` is how sure it is that the name is a place's."""

    name: str
    places: tuple[Known, ...]
    prior: tuple[float, ...]
    weight: float


def _weighed(heard: list[Heard], inside: dict[str, str], votes: dict[str, float], told: frozenset[str]) -> Iterator[Weighed]:
    """Every name once."""
    total = sum(votes.values()) or 1
    seen: dict[str, Heard] = {}
    for h in heard:
        name = fold(h.name)
        if h.candidates and (name not in seen or (seen[name].doubt and not h.doubt)):
            seen[name] = h
    for name, h in seen.items():
        containers = known(inside[name]) if name in inside else ()
        placed = tuple(k for k in h.candidates if any(lies_in(k, c) for c in containers))
        places = (placed or h.candidates)[:MOST]
        raw = [_prior(k, name, votes.get(k.country, 0) / total) for k in places]
        whole = sum(raw)
        yield Weighed(name, places, tuple(r / whole for r in raw), 1.0 if not h.doubt else 0.6 if name in told else 0.2)


def _prior(k: Known, name: str, share: float) -> float:
    return pow(k.population + 300, EXPONENT) * (0.15 + share) * (1.0 if fold(k.name) == name else 0.3)


class Neighbours:
    """What the other names of a report say for a place: those that may lie in the same square of the map, or in the same division."""

    def __init__(self, names: Iterable[Weighed]) -> None:
        self._names = list(names)
        self._belief = {w.name: w.prior for w in self._names}
        self._round()
        for _ in range(PASSES - 1):
            self._belief = {w.name: self._again(w) for w in self._names}
            self._round()

    def _round(self) -> None:
        self._cells: dict[Cell, float] = defaultdict(float)
        self._lands: dict[tuple[str, str], float] = defaultdict(float)
        self._own: dict[str, tuple[dict[Cell, float], dict[tuple[str, str], float]]] = {}
        for w in self._names:
            cells: dict[Cell, float] = {}
            lands: dict[tuple[str, str], float] = {}
            for k, belief in zip(w.places, self._belief[w.name], strict=True):
                told = belief * w.weight
                if k.kind in ("country", "region") or told < 0.01:
                    continue
                lands[k.country, k.admin1] = lands.get((k.country, k.admin1), 0.0) + told
                if k.kind != "admin1":
                    y, x = floor(k.latitude), floor(k.longitude)
                    for cell in ((y + v, x + u) for v in (-1, 0, 1) for u in (-1, 0, 1)):
                        cells[cell] = max(cells.get(cell, 0.0), told)
            for cell, told in cells.items():
                self._cells[cell] += told
            for land, told in lands.items():
                self._lands[land] += told
            self._own[w.name] = (cells, lands)

    def _again(self, w: Weighed) -> tuple[float, ...]:
        """How likely each place of a name is, now that the others have spoken."""
        raw = [p * (ALONE + self.beside(w.name, k) + 0.5 * self.within(w.name, k)) for k, p in zip(w.places, w.prior, strict=True)]
        whole = sum(raw) or 1
        return tuple(r / whole for r in raw)

    def beside(self, name: str, k: Known) -> float:
        """How many other names lie near a place, each counted by how likely that is."""
        cell = floor(k.latitude), floor(k.longitude)
        own = self._own.get(name, ({}, {}))[0].get(cell, 0.0)
        return max(0.0, self._cells.get(cell, 0.0) - own)

    def within(self, name: str, k: Known) -> float:
        """How many other names lie in the division of a place, the division's own name among them."""
        land = k.country, k.admin1
        own = self._own.get(name, ({}, {}))[1].get(land, 0.0)
        return max(0.0, self._lands.get(land, 0.0) - own) if k.admin1 else 0.0

    def sure(self) -> Iterator[tuple[str, float]]:
        """Countries of names that can hardly lie elsewhere, with what each adds."""
        for w in self._names:
            countries: dict[str, float] = defaultdict(float)
            for k, belief in zip(w.places, self._belief[w.name], strict=True):
                countries[k.country] += belief
            country = max(countries, key=lambda c: countries[c])
            if country and countries[country] > 0.8:
                yield country, 0.5 * w.weight
