"""Places that a person typed, looked up in the gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corroborate.model import Claim
from corroborate.read.gazetteer import Known, gazetteer


def placed(change: Mapping[str, Any], claim: Claim | None = None) -> dict[str, Any]:
    """The change with its place as the gazetteer knows it: of several of that name the one in the country of the place that the claim
    has, if that is a known one, else the largest; a name that it does not know stays a name."""
    place = change.get("place")
    if not place or set(place) != {"name"}:
        return dict(change)
    known = gazetteer().named(place["name"])
    country = claim.place.country if claim and claim.place and claim.place.id else None
    best = next((k for k in known if k.country == country), known[0] if known else None)
    return {**change, "place": _whole(place["name"], best) if best else place}


def _whole(name: str, k: Known) -> dict[str, Any]:
    made = {"name": name, "kind": k.kind, "id": k.id, "country": k.country, "admin1": k.admin1}
    return {n: v for n, v in made.items() if v} | {"latitude": k.latitude, "longitude": k.longitude}
