"""What a statement without a number is about: who did it, with what, to which facility."""

from __future__ import annotations

from corroborate.model import Claim

RESPONSIBILITY = frozenset({"responsibility_claimed", "responsibility_attributed", "responsibility_denied"})


def subject(claim: Claim) -> tuple[str, str]:
    """The family of measures that share a question, and what tells its questions apart."""
    if claim.measure in RESPONSIBILITY:
        return "responsibility", ""
    return claim.measure, ""
