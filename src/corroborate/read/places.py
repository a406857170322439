"""Places that a document names, ranked by context and never by first match; how: docs/places.md."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corroborate.model import Place
from corroborate.read.found import Sentence, SentenceKind
from corroborate.read.gazetteer import Known, fold, gazetteer
from corroborate.read.namewords import Token, known, listed, tokens
from corroborate.read.toponyms import Heard, read_names
from corroborate.read.unlisted import told_names
from corroborate.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Named:
    """A place mention in `[start, end)`, with how it stands there.

    role: at (something happens there), goal (somebody has come there), toward (somebody goes there), whole (the country or
    division that a nearer place lies in), speaker (where a source stands), dateline (where the reporter stands),
    force (whose police acts), bare (no preposition).
    """

    start: int
    end: int
    place: Place
    role: str
    sentence: int

    @property
    def street(self) -> bool:
        """Whether the place is a street or square: a part of a town, never where a report as a whole plays."""
        return self.place.id is None and self.place.name.split()[-1].lower() in listed("ways")

    @property
    def grain(self) -> int:
        """How fine the place is: 3 a settlement or site, 2 a division, 1 a country."""
        wide = self.place.id is not None and self.place.id.startswith("region.") and self.place.kind == "unknown"
        return 1 if wide else {"country": 1, "admin1": 2, "admin2": 2}.get(self.place.kind, 3)


def find_places(text: str, cut: list[Sentence]) -> list[Named]:
    """Every place mention of the document, in order; subscription lines and read-more links are passed over."""
    cut = [s for s in cut if s.kind is not SentenceKind.PROMOTION]
    words = [tokens(s) for s in cut]
    rows = read_names(text, cut, words)
    told = told_names(rows)
    heard = [h for names in rows for h in names.heard(told)]
    context = _context(words, heard)
    named = [n for h in heard if (n := _decide(h, context))]
    return list(_unfold(_lying_in(_alike(named)), cut, words))


def _alike(found: list[Named]) -> list[Named]:
    """Read a name everywhere as the place that the clearest of its mentions means."""
    known_as = {fold(n.place.name): n.place for n in reversed(found) if n.place.id is not None and n.grain == 3}
    made = []
    for n in found:
        place = known_as.get(fold(n.place.name)) if n.place.id is None else None
        made.append(replace(n, place=replace(place, name=n.place.name)) if place else n)
    return made


def _lying_in(found: list[Named]) -> list[Named]:
    """Give a village that no gazetteer holds the division of the other places of its sentence, where they agree."""
    divisions: dict[int, set[tuple[str | None, str]]] = defaultdict(set)
    for n in found:
        if n.place.admin1 and n.role not in ("speaker", "dateline", "force"):
            divisions[n.sentence].add((n.place.country, n.place.admin1))
    made = []
    for n in found:
        beside = divisions[n.sentence]
        if n.place.id is None and n.place.admin1 is None and len(beside) == 1 and n.place.country in {c for c, _ in beside}:
            n = replace(n, place=replace(n.place, admin1=next(iter(beside))[1]))
        made.append(n)
    return made


@dataclass(frozen=True, slots=True)
class _Context:
    """What the whole document says for one place rather than another.

    `votes`: how strongly it speaks of each country; `divisions`: folded names that it calls a province or puts a place in;
    `lands`: first-order divisions that it names; `inside`: folded name -> what one mention says that the place lies in.
    """

    votes: dict[str, float]
    divisions: frozenset[str]
    lands: frozenset[tuple[str, str]]
    inside: dict[str, str]


def _context(words: list[list[Token]], heard: list[Heard]) -> _Context:
    inside: dict[str, str] = {}
    for h in heard:
        if h.inside:
            inside.setdefault(fold(h.name), h.inside)
    divisions = {fold(h.name) for h in heard if h.noun in listed("divisions")} | {fold(name) for name in inside.values()}
    tops = [h.candidates[0] for h in heard if h.candidates]
    tops += [k for name in inside.values() for k in known(name)[:1]]
    lands = frozenset((k.country, k.admin1) for k in tops if k.kind == "admin1")
    return _Context(_votes(words, heard), frozenset(divisions), lands, inside)


def _votes(words: list[list[Token]], heard: list[Heard]) -> dict[str, float]:
    """How strongly the document speaks of each country: by name, by its people's name, by cities that only it has."""
    adjectives = vocabulary("places")["adjectives"]
    votes: dict[str, float] = defaultdict(float)
    for adjective in (w.lower for row in words for w in row if w.capital and w.lower in adjectives):
        votes[adjectives[adjective]] += 1
    for h in heard:
        top = h.candidates[0] if h.candidates else None
        if top and (top.kind == "country" or _only(h.candidates)):
            votes[top.country] += 0.5 if h.role in ("dateline", "speaker", "force") else 2
        for container in known(h.inside)[:1] if h.inside else ():
            votes[container.country] += 1
    return votes


def _only(candidates: tuple[Known, ...]) -> bool:
    """Whether the first of the places of a name is a city so large that the others need not be thought of."""
    top = candidates[0]
    return top.population >= 200_000 and all(k.population * 8 < top.population or k.country == top.country for k in candidates[1:])


def _decide(h: Heard, context: _Context) -> Named | None:
    """Which of the places of that name is meant; None where nothing speaks for it."""
    best = _best(h, context)
    if best is None and h.candidates and not h.told and not (h.evidence == "kind" and len(h.name) > 3):
        return None
    if best is None:
        return _outside(h, context.votes)
    return _as_named(h, best)


def _as_named(h: Heard, k: Known) -> Named:
    kind = ("admin1" if k.country else "unknown") if k.kind == "region" else k.kind
    place = Place(h.name, kind, k.id, k.country or None, k.admin1 or None, k.latitude, k.longitude)
    return Named(h.start, h.end, place, h.role, h.sentence)


def _best(h: Heard, context: _Context) -> Known | None:
    votes, total = context.votes, sum(context.votes.values()) or 1
    inside = h.inside or context.inside.get(fold(h.name), "")
    containers = known(inside) if inside else ()
    named_so = fold(h.name) in context.divisions and h.noun not in listed("settlements")
    division = 5.0 if h.noun in listed("divisions") else 3.0 if named_so else 0.0
    seats = {(k.country, k.admin1) for k in h.candidates if k.kind == "city"}
    capitals = {k.country for k in h.candidates if k.kind == "city" and k.population >= 100_000}

    def score(k: Known) -> float:
        points = 0.7 * math.log10(k.population + 10) + 6 * votes.get(k.country, 0) / total
        points += 0.7 * (fold(k.name) == fold(h.name)) + 2 * (k.kind == "city" and (k.country, k.admin1) in context.lands)
        points += 6 * any(_lies_in(k, c) for c in containers)
        named_for = (
            -1.0 if (k.country, k.admin1) in seats or k.country in capitals else 1.5
        )  # `Donetsk` alone is the city, `Ontario` the division
        points += {"country": 2.0, "region": 1.0, "admin1": division or named_for}.get(k.kind, 0.0)
        return points - 4 * (k.kind == "city" and h.noun in listed("divisions"))

    ranked = sorted(h.candidates, key=lambda k: (-score(k), k.id))
    if not ranked:
        return None
    top = ranked[0]
    fits = votes.get(top.country, 0) > 0 or any(_lies_in(top, c) for c in containers)
    own_name = fold(top.name) == fold(h.name)
    if h.evidence == "none" and top.kind == "city" and not (own_name and (fits or top.population >= 300_000)) and top.population < 500_000:
        return None
    floor = {"strong": 30_000, "kind": 15_000, "weak": 100_000, "dateline": 50_000}.get(h.evidence, 300_000)
    return top if fits or top.kind in ("country", "region") or top.population >= floor else None


def _lies_in(k: Known, container: Known) -> bool:
    if container.kind == "country":
        return k.country == container.country
    return container.kind == "admin1" and k.country == container.country and k.admin1 == container.admin1 and k.kind == "city"


def _outside(h: Heard, votes: dict[str, float]) -> Named | None:
    """A place that the gazetteer lacks: found by its consonants in the countries of the report, else kept as printed."""
    containers = [c for c in known(h.inside) if h.inside and c.kind in ("country", "admin1")]
    country = containers[0].country if containers else max(votes, key=lambda c: votes[c], default=None)
    admin1 = next((c.admin1 for c in containers if c.kind == "admin1"), None)
    if country and h.noun not in listed("quarters"):
        near = [k for k in gazetteer().sounding(h.name, country) if admin1 in (None, k.admin1)]
        if len(near) == 1 or (near and near[0].population >= 5 * near[1].population + 1):
            k = near[0]
            return _as_named(h, k)
    kind = "admin1" if h.noun in listed("divisions") else "site" if h.noun in listed("quarters") | listed("ways") else "unknown"
    return Named(h.start, h.end, Place(h.name, kind, None, country, admin1), h.role, h.sentence)


def _unfold(found: list[Named], cut: list[Sentence], words: list[list[Token]]) -> Iterator[Named]:
    """Add later mentions of places that only once stood with the words that told them; keep the order of the text."""
    told = {fold(n.place.name): n.place for n in found if n.place.id is None and n.grain == 3}
    taken = {at for n in found for at in range(n.start, n.end)}
    more = []
    for sentence, row in zip(cut, words, strict=True):
        for i, token in enumerate(row):
            place = told.get(fold(token.word)) if token.capital and token.start not in taken else None
            alone = not (i and row[i - 1].capital and token.start - row[i - 1].end == 1)
            if place and (alone or row[i - 1].lower in listed("beside")):
                role = "at" if i and row[i - 1].lower in listed("locative") else "bare"
                more.append(Named(token.start, token.end, replace(place, name=token.word), role, sentence.index))
    yield from sorted([*found, *more], key=lambda n: n.start)
