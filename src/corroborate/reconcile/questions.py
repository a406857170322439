"""Which claims may be compared: one question is one thing counted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from corroborate.model import Bond, Claim, Document, Question, fingerprint
from corroborate.reconcile.accusations import subjects
from corroborate.reconcile.bonds import moved
from corroborate.reconcile.cells import Cell
from corroborate.reconcile.comparable import groups
from corroborate.reconcile.incidents import described
from corroborate.reconcile.populations import EVERYONE
from corroborate.reconcile.traits import Trait, clause, traits

_SMALL = re.compile(r"\b(?:of|in|on|at|to|from|with|for|by|that|which|who|were|was|are|is|had|have|has|be|been|or|as|into|near|after)\b")
CROWD = 20.0
"""From this number on, those held and those trapped in one number are taken for the same people."""


def questions(
    documents: Sequence[Document], claims: Sequence[Claim], incident_of: Mapping[str, str], bonds: Sequence[Bond] = ()
) -> tuple[list[Question], dict[str, str]]:
    """Place every claim in a question, one that a person moved where it was moved to; returns the questions and each claim's question."""
    twins, claims = _once(documents, claims)
    cell_of = _counted(traits(documents, claims, incident_of)) | subjects([c for c in claims if c.amount is None], incident_of)
    cell_of = moved(cell_of, claims, bonds)
    held: dict[Cell, list[Claim]] = defaultdict(list)
    for claim in claims:
        held[cell_of[claim.id]].append(claim)
    told = described(claims, incident_of)
    asked = {cell: _question(cell, members, told.get(cell.incident)) for cell, members in held.items()}
    placed = {c.id: asked[cell_of[c.id]].id for c in claims}
    return sorted(asked.values(), key=lambda q: (q.measure, q.event or "", q.id)), placed | {c: placed[t] for c, t in twins.items()}


def _once(documents: Sequence[Document], claims: Sequence[Claim]) -> tuple[dict[str, str], list[Claim]]:
    """Claims of reports that came twice, each with its twin, and all other claims: a report says nothing oftener for coming again."""
    first: dict[str, str] = {}
    for d in sorted(documents, key=lambda d: d.id):
        first.setdefault(d.text, d.id)
    again = {d.id: first[d.text] for d in documents if first[d.text] != d.id}
    known = {_place(c, c.document): c.id for c in claims if c.document not in again}
    twins = {c.id: known[p] for c in claims if c.document in again and (p := _place(c, again[c.document])) in known}
    return twins, [c for c in claims if c.id not in twins]


def _place(claim: Claim, document: str) -> tuple[object, ...]:
    return document, claim.sentence.start, claim.value.start if claim.value else -1, claim.measure, claim.about, claim.facility, claim.flags


# ---------------------------------------------------------------- counts


def _counted(held: Sequence[Trait]) -> dict[str, Cell]:
    """The cell of every count: the larger of two groups under one name keeps it, the other is told apart by its number."""
    by_measure: dict[str, list[Trait]] = defaultdict(list)
    for trait in sorted(held, key=_order):
        by_measure[trait.claim.measure].append(trait)
    cell_of: dict[str, Cell] = {}
    for members in by_measure.values():
        taken: set[Cell] = set()
        for group in sorted(groups(members), key=lambda g: (-len(g), _order(g[0]))):
            cell = _free(_cell(group), _usual(_printed(t) for t in group), taken)
            taken.add(cell)
            cell_of |= {t.claim.id: cell for t in group}
    return _inside(held, cell_of)


def _free(cell: Cell, number: str, taken: set[Cell]) -> Cell:
    """The cell if no larger group has it, else told apart by its number, and by its rank where two groups give one number."""
    if cell in taken:
        cell = cell._replace(number=number)
    ranked = (cell._replace(number=f"{number} #{k}") for k in range(2, len(taken) + 3))
    return cell if cell not in taken else next(c for c in ranked if c not in taken)


def _order(trait: Trait) -> tuple[object, ...]:
    """An order of claims that no renaming or reordering of reports changes."""
    c = trait.claim
    return trait.published is None, trait.published, c.sentence.start, c.value.start if c.value else 0, c.sentence.text, c.document


def _cell(group: Sequence[Trait]) -> Cell:
    """The name of a group: what most of its counts say."""
    first = group[0].claim
    who = _usual(t.who.key for t in group) or _usual(t.thing for t in group)
    return Cell(
        incident=_usual(t.incident for t in group),
        measure=first.measure,
        who=EVERYONE if first.measure == "attackers" else who or EVERYONE,
        stage=first.stage or "",
        standard=first.standard or "",
        part=_usual(t.blow for t in group),
    )


def _usual(keys: Iterable[str]) -> str:
    """The commonest of some texts, the first in the alphabet of several, empty if none is given."""
    counted = Counter(keys)
    return min(counted, key=lambda k: (-counted[k], k), default="")


def _printed(trait: Trait) -> str:
    return trait.claim.value.text.lower() if trait.claim.value else ""


def _inside(held: Sequence[Trait], cell_of: dict[str, Cell]) -> dict[str, Cell]:
    """Put those held in with those trapped where both are given one telling number: two words for people who cannot leave."""
    said: dict[Cell, set[float]] = defaultdict(set)
    for t in held:
        if t.claim.measure in ("people_held", "people_trapped") and t.number is not None and t.number >= CROWD:
            said[cell_of[t.claim.id]].add(t.number)
    trapped = [c for c in said if c.measure == "people_trapped"]
    same = {c: w for c in said if c.measure == "people_held" for w in sorted(trapped) if w.incident == c.incident and said[c] & said[w]}
    return {i: same.get(cell, cell) for i, cell in cell_of.items()}


# ---------------------------------------------------------------- what users see


def _question(cell: Cell, members: Sequence[Claim], event: str | None) -> Question:
    """A question in words, from the commonest printed forms of its claims; its id hashes the cell."""
    if members[0].amount is None:
        who = _commonest(c.about for c in members) or EVERYONE
    else:
        who = (_commonest(c.population or _noun(c) for c in members) or cell.who) if cell.who != EVERYONE else EVERYONE
    who += (f" ({cell.part})" if cell.part else "") + (f", counted as ({cell.number})" if cell.number else "")
    first = min(members, key=lambda c: (c.document, c.sentence.start, c.id))
    return Question(
        id="q" + fingerprint(*cell),
        measure=_commonest(c.measure for c in members) or cell.measure,
        unit=_commonest(c.unit for c in members),
        population=who,
        place=_commonest(c.facility or (c.place.name if c.place else None) for c in members),
        event=event,
        period=_commonest((c.when.words or c.when.start.isoformat()) if c.when else None for c in members),
        stage=first.stage,
        standard=first.standard,
    )


def _commonest(printed: Iterable[str | None]) -> str | None:
    counted = Counter(p for p in printed if p)
    return min(counted, key=lambda p: (-counted[p], p), default=None)


def _noun(claim: Claim) -> str:
    """What stands right after an amount, up to a small word: the things counted."""
    following = _SMALL.split(clause(claim).removeprefix(claim.value.text if claim.value else ""))[0].split()
    head = next((k for k, w in enumerate(following) if len(w) > 3 and w.endswith("s")), len(following))  # what follows a plural is a verb
    return " ".join(following[: head + 1])
