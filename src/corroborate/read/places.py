"""Places that a document names, ranked by context and never by first match; how: docs/places.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corroborate.model import Place
from corroborate.read.found import Sentence, SentenceKind
from corroborate.read.gazetteer import Known, fold, gazetteer
from corroborate.read.namewords import Token, known, listed, tokens
from corroborate.read.resolution import in_lists, meant
from corroborate.read.surroundings import ASIDE, surroundings
from corroborate.read.toponyms import Heard, read_names
from corroborate.read.unlisted import told_names


@dataclass(frozen=True, slots=True)
class Named:
    """A place mention in `[start, end)`, with how it stands there.

    role: at (something happens there), goal (somebody has come there), toward (somebody goes there), whole (the country or
    division that a nearer place lies in), speaker (where a source stands), dateline (where the reporter stands),
    force (whose police acts), body (in the name of a body), bare (no preposition).
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


GOVERNMENT = 300_000
"""People of a city whose bare name, where it is an ordinary word or somebody's name too, is that of who governs there."""


def find_places(text: str, cut: list[Sentence]) -> list[Named]:
    """Every place mention of the document, in order; subscription lines and read-more links are passed over."""
    cut = [s for s in cut if s.kind is not SentenceKind.PROMOTION]
    words = [tokens(s) for s in cut]
    rows = read_names(text, cut, words)
    told = told_names(rows)
    heard = [h for names in rows for h in names.heard(told)]
    context = surroundings(words, heard)
    decided = in_lists(text, ((h, meant(h, context)) for h in heard), context)
    named = [n for h, best in decided if (n := _decide(h, best, context.votes))]
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
        if n.place.admin1 and n.role not in ASIDE:
            divisions[n.sentence].add((n.place.country, n.place.admin1))
    made = []
    for n in found:
        beside = divisions[n.sentence]
        if n.place.id is None and n.place.admin1 is None and len(beside) == 1 and n.place.country in {c for c, _ in beside}:
            n = replace(n, place=replace(n.place, admin1=next(iter(beside))[1]))
        made.append(n)
    return made


def _decide(h: Heard, best: Known | None, votes: dict[str, float]) -> Named | None:
    """A mention with the place that is meant; None where nothing speaks for it."""
    if best is not None and h.doubt and h.evidence in ("none", "weak") and best.population >= GOVERNMENT:
        return replace(_as_named(h, best), role="speaker")  # `Washington` alone is who governs there
    if best is not None:
        return _as_named(h, best)
    kind = h.evidence == "kind" and len(h.name) > 3 and any(k.population >= 1_000 for k in h.candidates)
    if h.doubt or (h.candidates and not h.told and not kind):
        return None
    return _outside(h, votes)


def _as_named(h: Heard, k: Known) -> Named:
    kind = ("admin1" if k.country else "unknown") if k.kind == "region" else k.kind
    place = Place(h.name, kind, k.id, k.country or None, k.admin1 or None, k.latitude, k.longitude)
    return Named(h.start, h.end, place, h.role, h.sentence)


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
