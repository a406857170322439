"""What a statement without a number is about: who did it, with what, to which facility."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from corroborate.model import Claim
from corroborate.reconcile.cells import Cell
from corroborate.reconcile.names import alias, peoples
from corroborate.reconcile.words import words
from corroborate.vocabulary import vocabulary

RESPONSIBILITY = frozenset({"responsibility_claimed", "responsibility_attributed", "responsibility_denied"})


def subjects(claims: Sequence[Claim], incident_of: Mapping[str, str]) -> dict[str, Cell]:
    """The cell of every proposition: its kind, and whom or what it names; one that names nothing joins what is named most."""
    held: dict[Cell, list[Claim]] = defaultdict(list)
    for claim in claims:
        family = "responsibility" if claim.measure in RESPONSIBILITY else claim.measure
        held[Cell(incident_of.get(claim.id, ""), family)].append(claim)
    placed: dict[str, Cell] = {}
    usual_facility = _usual_facilities(claims, incident_of)
    for cell, members in held.items():
        about = {c.id: _about(c) for c in members}
        most = Counter(a for a in about.values() if a)
        usual = min(most, key=lambda a: (-most[a], a), default="")
        home = usual_facility.get(cell.incident, frozenset())
        for c in members:
            where = _other_facility(c, home) if cell.measure == "responsibility" else ""
            placed[c.id] = cell._replace(who=about[c.id] or usual, where=where)
    return placed


def _usual_facilities(claims: Sequence[Claim], incident_of: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The words of the facility that each incident is told of most."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        if claim.facility:
            told[incident_of.get(claim.id, "")][claim.facility] += 1
    return {i: frozenset(words(min(named, key=lambda f: (-named[f], f)))) for i, named in told.items()}


def _other_facility(claim: Claim, home: frozenset[str]) -> str:
    """The facility that a sentence names, where it is another than the event's: a denial of the one is no denial of the other."""
    named = frozenset(words(claim.facility or ""))
    own = bool(named) and named <= frozenset(words(claim.sentence.text))
    return " ".join(words(claim.facility or "")) if own and home and not named & home else ""


def _about(claim: Claim) -> str:
    if claim.measure in RESPONSIBILITY:
        accused = _party(claim.about or "")
        return accused if accused or claim.measure == "responsibility_attributed" or not claim.speaker else _party(claim.speaker.name)
    if claim.measure == "cause":
        return next((name for name, frames in vocabulary("populations")["causes"].items() if set(frames) & set(claim.flags)), "")
    found = words(claim.about or claim.facility or "")
    for name, listed in vocabulary("populations")["subjects"].get(claim.measure, {}).items():
        if set(found) & set(listed):
            return str(name)
    return found[-1] if found and claim.measure.startswith("facility") else ""


def _party(printed: str) -> str:
    """The first country, people or known group that the words name: of "Varennese warplanes", the country."""
    if group := alias(printed):
        return group
    countries = peoples(printed)
    first = [w for w in words(printed) if w in ("regime", "government")]
    return min(countries, default=first[0] if first else "")
