"""What users see of an event: a few printed words, and the place and days that most of its claims give."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from corroborate.model import Claim, Period, Place
from corroborate.reconcile.scenes import key, limits


def described(claims: Sequence[Claim], incident_of: Mapping[str, str]) -> dict[str, str]:
    """A few printed words for each incident: its commonest place and time."""
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        held[incident_of.get(claim.id, "")].append(claim)
    return {incident: title(members) for incident, members in held.items()}


def title(members: Sequence[Claim]) -> str:
    """The commonest place and day of an event's claims, as printed."""
    places = Counter(c.place.name for c in members if c.place)
    days = Counter(_day(c.when) for c in members if c.when)
    parts = [min(found, key=lambda p: (-found[p], p)) for found in (places, days) if found]
    return ", ".join(parts) or "event not placed"


def usual_place(claims: Sequence[Claim]) -> Place | None:
    """The place that most claims give, as first in the alphabet printed."""
    named = Counter(key(c.place) for c in claims if c.place)
    return min((c.place for c in claims if c.place), key=lambda p: (-named[key(p)], p.name), default=None)


def _day(when: Period) -> str:
    """A day, or only the year where the period is as long."""
    if (when.end - when.start).days < limits()["lasting"]:
        return when.start.isoformat()
    return f"since {when.start.year}" if when.end.year > when.start.year else str(when.start.year)
