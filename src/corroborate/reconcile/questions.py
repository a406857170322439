"""Which claims may be compared: one question is one thing counted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corroborate.model import Bound, Claim, Document, Question, fingerprint
from corroborate.reconcile.accusations import subject
from corroborate.reconcile.populations import EVERYONE, Population, population
from corroborate.reconcile.words import vocabulary, words

HARM = frozenset({"people_killed", "people_injured", "people_killed_or_injured", "people_missing"})
NAMED_PART = 3.0
"""A count this many times smaller than its own report's count of the same is a part of it, not a rival."""
BEYOND = 20.0
"""A count this many times larger than what other reports say is of something larger: a war, a country."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """What a claim counts; claims with equal cells answer one question."""

    incident: str
    measure: str
    unit: str = ""
    who: str = EVERYONE
    where: str = ""
    stage: str = ""
    standard: str = ""
    part: str = ""


@dataclass
class _Counted:
    """The claims of one cell and who is counted in it."""

    who: Population
    claims: list[Claim] = field(default_factory=list)


def questions(
    documents: Sequence[Document], claims: Sequence[Claim], incident_of: Mapping[str, str]
) -> tuple[list[Question], dict[str, str]]:
    """Place every claim in a question; returns the questions and the question id of every claim."""
    counts = [c for c in claims if c.amount is not None]
    cell_of = _counted(counts, incident_of)
    cell_of.update({c.id: _asserted(c, incident_of.get(c.id, "")) for c in claims if c.amount is None})
    held: dict[Cell, list[Claim]] = defaultdict(list)
    for claim in claims:
        held[cell_of[claim.id]].append(claim)
    asked = {cell: _question(cell, members) for cell, members in held.items()}
    return sorted(asked.values(), key=lambda q: (q.measure, q.event or "", q.id)), {c.id: asked[cell_of[c.id]].id for c in claims}


# ---------------------------------------------------------------- counts


def _counted(claims: Sequence[Claim], incident_of: Mapping[str, str]) -> dict[str, Cell]:
    """Cells of counts: by what is printed, then named otherwise, then parts set apart."""
    cell_of = {c.id: _cell(c, incident_of.get(c.id, "")) for c in claims}
    for old, new in _renamed(claims, cell_of).items():
        for claim in claims:
            if cell_of[claim.id] == old:
                cell_of[claim.id] = new
    return _apart(claims, cell_of)


def _cell(claim: Claim, incident: str) -> Cell:
    who = population(claim.population)
    part = "more" if claim.measure == "people_killed" and _adds(claim) else ""
    return Cell(incident, claim.measure, _unit(claim), who.key, "", claim.stage or "", claim.standard or "", part)


def _unit(claim: Claim) -> str:
    """The unit where a measure is counted in several: kilometres and miles meet, shots and strikes do not."""
    if claim.measure in ("amount_other", "vehicles"):
        return " ".join(sorted(words(claim.unit or "")))
    return ""


def _adds(claim: Claim) -> bool:
    printed = set(re.findall(r"[a-z]+", claim.value.text.lower())) if claim.value else set()
    return bool(printed & set(vocabulary("populations")["increment"]))


def _renamed(claims: Sequence[Claim], cell_of: Mapping[str, Cell]) -> dict[Cell, Cell]:
    """Cells that count the same people under another name: civilians for everyone, "officers" for "city officers"."""
    groups: dict[Cell, _Counted] = {}
    for claim in claims:
        groups.setdefault(cell_of[claim.id], _Counted(population(claim.population))).claims.append(claim)
    new: dict[Cell, Cell] = {}
    for cell, group in sorted(groups.items(), key=lambda g: (len(g[1].who.classes) + len(g[1].who.narrowed), g[0])):
        for wider, base in sorted(groups.items(), key=lambda g: (-len(g[1].claims), g[0])):
            if wider == cell or replace(wider, who="") != replace(cell, who="") or wider in new or not base.who.covers(group.who):
                continue
            if _same_people(base, group):
                new[cell] = wider
                break
    return new


def _same_people(base: _Counted, group: _Counted) -> bool:
    """Whether two cells give the same usual number, and no sentence sets one beside the other as its part."""
    beside = {(c.document, c.sentence.start) for c in base.claims} & {(c.document, c.sentence.start) for c in group.claims}
    if beside:
        return False
    return bool(_usual(base.claims) & _usual(group.claims))


def _usual(claims: Sequence[Claim]) -> set[float]:
    """The number said most often, and the largest said by anyone; ones do not count, since any two victims are both one."""
    said = Counter(v for c in claims if c.amount for v in {c.amount.point} if v is not None and v > 1)
    most = max(said.values(), default=0)
    return {v for v, k in said.items() if k == most}


def _apart(claims: Sequence[Claim], cell_of: dict[str, Cell]) -> dict[str, Cell]:
    """Take out of the counts of everyone what can only be a part of them, or a far larger thing."""
    groups: dict[Cell, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[cell_of[claim.id]].append(claim)
    for cell, members in groups.items():
        if cell.measure not in HARM or cell.part:
            continue
        whole = _whole(members)
        for claim in members:
            if whole and (label := _part(claim, whole, members)):
                cell_of[claim.id] = replace(cell, part=label)
    return cell_of


def _whole(members: Sequence[Claim]) -> float | None:
    """The number that most reports give, the larger of two that are given equally often."""
    reports: dict[float, set[str]] = defaultdict(set)
    for claim in members:
        if (value := _value(claim)) is not None:
            reports[value].add(claim.document)
    return max(reports, key=lambda v: (len(reports[v]), v), default=None)


def _value(claim: Claim) -> float | None:
    return None if claim.amount is None or claim.amount.bound is Bound.VAGUE else claim.amount.point


def _part(claim: Claim, whole: float, members: Sequence[Claim]) -> str:
    """Why a claim does not count the whole, as a label; empty where it does."""
    value = _value(claim)
    if value is None:
        return ""
    elsewhere = {c.document for c in members if _value(c) == value}
    if value * NAMED_PART <= whole and len(elsewhere) == 1 and claim.amount and claim.amount.bound is Bound.EXACT:
        own = [v for c in members if c.document == claim.document and (v := _value(c)) is not None]
        if max(own) >= value * NAMED_PART:
            return f"{claim.document}/{value:g}"
    if value > whole * BEYOND and whole >= 1:
        return f"{value:g}"
    return ""


# ---------------------------------------------------------------- propositions


def _asserted(claim: Claim, incident: str) -> Cell:
    family, about = subject(claim)
    return Cell(incident, family, "", about, "", claim.stage or "", "", "")


# ---------------------------------------------------------------- what users see


def _question(cell: Cell, members: Sequence[Claim]) -> Question:
    """A question in words, from the commonest printed forms of its claims; its id hashes the cell and the claims' evidence."""
    measure = _commonest(c.measure for c in members) or cell.measure
    first = min(members, key=lambda c: (c.document, c.sentence.start, c.id))
    who = (_commonest(c.population for c in members) if cell.who != EVERYONE else "all") or cell.who
    if members[0].amount is None:
        who = _commonest(c.about for c in members) or "all"
    return Question(
        id="q" + fingerprint(cell.incident, cell.measure, cell.unit, cell.who, cell.where, cell.stage, cell.standard, cell.part),
        measure=measure,
        unit=_commonest(c.unit for c in members),
        population=who,
        place=_commonest(c.facility or (c.place.name if c.place else None) for c in members),
        event=cell.incident or None,
        period=_commonest(c.when.words or c.when.start.isoformat() if c.when else None for c in members),
        stage=first.stage,
        standard=first.standard,
    )


def _commonest(printed: object) -> str | None:
    counted = Counter(p for p in printed if p)  # type: ignore[attr-defined]
    return min(counted, key=lambda p: (-counted[p], p), default=None)
