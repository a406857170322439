"""What a person confirms or changes of a claim, as plain values; everything else (words, offsets, flags) stays the reading's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from corroborate.model import Amount, Bound, Claim, Commitment, Period, Place, Source, SourceKind, fingerprint

Fields = Mapping[str, Any]
"""The fields of one claim as JSON can hold them."""

PLAIN = ("measure", "unit", "population", "about", "facility", "polarity", "stage", "standard", "background")
"""Fields whose value stands as it is."""


def told(claim: Claim) -> dict[str, Any]:
    """The fields of a claim, as a decision keeps them."""
    made: dict[str, Any] = {name: getattr(claim, name) for name in PLAIN}
    made["amount"] = _amount(claim.amount)
    made["place"] = _held(claim.place, ("name", "kind", "id", "country", "admin1", "latitude", "longitude"))
    made["when"] = [claim.when.start.isoformat(), claim.when.end.isoformat(), claim.when.words] if claim.when else None
    made["as_of"] = claim.as_of.isoformat() if claim.as_of else None
    made["chain"] = [_held(s, ("name", "kind", "role", "medium", "basis")) for s in claim.chain]
    made["commitment"] = str(claim.commitment)
    return made


def _amount(amount: Amount | None) -> list[Any] | None:
    return [amount.point, amount.low, amount.high, str(amount.bound)] if amount else None


def _held(value: object, names: Sequence[str]) -> dict[str, Any] | None:
    """The named attributes that are set; an enum as its word."""
    if value is None:
        return None
    found = {name: getattr(value, name) for name in names}
    return {name: str(v) if isinstance(v, SourceKind) else v for name, v in found.items() if v is not None}


def applied(claim: Claim, fields: Fields) -> Claim:
    """The claim with these fields in place of its own; sources that the reading names as well keep where it found them."""
    when, as_of, amount, place = fields["when"], fields["as_of"], fields["amount"], fields["place"]
    return replace(
        claim,
        **{name: fields[name] for name in PLAIN},
        amount=Amount(amount[0], amount[1], amount[2], Bound(amount[3])) if amount else None,
        place=Place(**place) if place else None,
        when=Period(date.fromisoformat(when[0]), date.fromisoformat(when[1]), when[2]) if when else None,
        as_of=date.fromisoformat(as_of) if as_of else None,
        chain=tuple(_source(s, claim.chain) for s in fields["chain"]),
        commitment=Commitment(fields["commitment"]),
    )


def _source(given: Mapping[str, Any], held: Sequence[Source]) -> Source:
    made = Source(**{**given, "kind": SourceKind(given["kind"])})
    return next((s for s in held if replace(s, span=None) == made), made)


def canonical(value: object) -> str:
    """JSON with one spelling for one value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seen(claim: Claim) -> str:
    """The fingerprint X of what a reviewer saw of a claim; its question is measured by the claim's own part in it, for which incident
    it is put to may change with every further report. Printed words of a time and where sources stand are left out."""
    fields = told(claim)
    fields["when"] = fields["when"][:2] if fields["when"] else None
    fields["chain"] = [[s["name"], s["kind"]] for s in fields["chain"]]
    fields["place"] = (fields["place"] or {}).get("id") or (fields["place"] or {}).get("name")
    return fingerprint(canonical(fields))
