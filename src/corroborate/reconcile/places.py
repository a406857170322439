"""How places lie to each other: apart, or one in the other."""

from __future__ import annotations

import re
from math import asin, cos, radians, sin, sqrt

from corroborate.model import Claim, Place

NEAR = 30.0
"""Kilometres within which two towns may be one place told from two points."""
_ALONE = re.compile(r"\b(?:(?:In|At|On|Near) )?((?:[A-Z][\w’'-]+ ){1,4})(?:(?:province|state|district|region|city|county|island) )?alone\b")
COUNTY = 60.0
"""Kilometres from the middle of a county within which a town of its division may lie in it."""


def kilometres(a: Place, b: Place) -> float | None:
    """The distance of two places whose coordinates are known."""
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return None
    x, y, u, v = (radians(d or 0.0) for d in (a.latitude, a.longitude, b.latitude, b.longitude))
    return 12742 * asin(sqrt(sin((u - x) / 2) ** 2 + cos(x) * cos(u) * sin((v - y) / 2) ** 2))


def apart(a: Place, b: Place) -> bool:
    """Whether two towns are surely different ones."""
    distance = kilometres(a, b)
    return a.id is not None and b.id is not None and a.id != b.id and distance is not None and distance > NEAR


def holds(wide: Place, narrow: Place) -> bool:
    """Whether one place may lie in the other, or be it."""
    if wide.id == narrow.id and wide.name == narrow.name:
        return True
    if wide.kind == "country":
        return wide.country == narrow.country
    if wide.kind == "admin1":
        return wide.country == narrow.country and (wide.admin1 or wide.name) == narrow.admin1
    if wide.kind == "admin2":
        same = (wide.country, wide.admin1) == (narrow.country, narrow.admin1)
        return narrow.kind == "city" and same and (kilometres(wide, narrow) or 0) <= COUNTY
    return narrow.kind == "city" and wide.kind == "city" and not apart(wide, narrow)


def alone(claim: Claim) -> str:
    """The place of which a sentence counts only a part ("in Lower Aldo alone"), as printed; empty if none."""
    found = _ALONE.search(claim.sentence.text)
    return found.group(1).strip() if found else ""
