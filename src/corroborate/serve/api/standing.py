"""How claims stand, as a program is told: of a restricted report without any of its words."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from fastapi import Request

from corroborate.model import Claim, Decision, Standing
from corroborate.serve.api import answers
from corroborate.serve.pages import case, person


def standing(request: Request, claim: str) -> answers.Standing:
    """How a claim stands for who asks; UsageError where the case holds no such claim."""
    held = case(request).standing(claim, person(request).name)
    restricted = any(c.restricted for c in (held.claim, held.machine) if c)
    return answers.Standing.model_validate(_plain(held, restricted))


def _plain(held: Standing, restricted: bool) -> dict[str, Any]:
    return {
        "id": held.id, "state": held.state, "seen": held.seen, "moved": held.moved, "counts": _reading(held.claim),
        "machine": _reading(held.machine), "decisions": [decided(d, restricted) for d in held.decisions],
    }  # fmt: skip


def _reading(claim: Claim | None) -> Claim | None:
    if claim is None or not claim.restricted:
        return claim
    return replace(claim, population=None, about=None, place=None, facility=None, when=None, chain=())


def decided(d: Decision, restricted: bool = False) -> dict[str, Any]:
    """An entry of the log as an answer has it."""
    change = None if restricted or d.matter is None else json.loads(d.matter).get("change", {})
    return {**asdict(d), "name": d.name, "change": change, "note": None if restricted else d.note}
