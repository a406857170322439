"""The columns of a claim that queries ask for; the same for the machine's claims and for people's."""

from __future__ import annotations

from corroborate.model import Claim


def columns(claim: Claim) -> tuple[object, ...]:
    """Measure, point, low, high, bound, unit, population, place, as_of, speaker, commitment and polarity."""
    a = claim.amount
    place = claim.facility or (claim.place.name if claim.place else None)
    return (
        claim.measure, a.point if a else None, a.low if a else None, a.high if a else None, str(a.bound) if a else None,
        claim.unit, claim.population, place, claim.as_of.isoformat() if claim.as_of else None,
        claim.speaker.name if claim.speaker else None, str(claim.commitment), claim.polarity,
    )  # fmt: skip
