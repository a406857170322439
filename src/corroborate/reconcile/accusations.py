"""What a statement without a number is about: who did it, with what, to which facility."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.model import Claim
from corroborate.reconcile.cells import Cell

RESPONSIBILITY = frozenset({"responsibility_claimed", "responsibility_attributed", "responsibility_denied"})


def subjects(claims: Sequence[Claim], incident_of: Mapping[str, str]) -> dict[str, Cell]:
    """The cell of every proposition: one for each matter that its kind of statement leaves open about an incident."""
    return {c.id: _cell(c, incident_of.get(c.id, "")) for c in claims}


def _cell(claim: Claim, incident: str) -> Cell:
    family = "responsibility" if claim.measure in RESPONSIBILITY else claim.measure
    return Cell(incident, family)
