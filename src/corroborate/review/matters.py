"""What a decision is about beyond its entry in the chain: what was changed, what was seen, what it came to, and where it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from corroborate.model import Claim, Decision, Span
from corroborate.review.anchors import Anchor, as_plain, from_plain
from corroborate.review.fields import applied, canonical, told

Part = Mapping[str, Any]
"""One claim that a decision came to: its `fields`, and the words that the person selected for it, if any."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What was decided: the `change` as given, the claims meant as anchors with what was `seen` of each, the `parts` that it came to
    (none: the claim goes), and the decisions on the same claims that the person knew of.

    The salt keeps a forgotten matter from being guessed by its hash.
    """

    change: Mapping[str, Any] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    after: tuple[str, ...] = ()
    salt: str = ""

    def text(self) -> str:
        """The matter as canonical JSON."""
        held = {
            "change": self.change, "anchors": [as_plain(a) for a in self.anchors], "seen": self.seen, "parts": list(self.parts),
            "after": list(self.after), "salt": self.salt,
        }  # fmt: skip
        return canonical({name: value for name, value in held.items() if value})


def matter_of(decision: Decision) -> Matter | None:
    """The matter of an entry; None for one of before there was any, and for one that was forgotten."""
    if decision.matter is None:
        return None
    held = json.loads(decision.matter)
    anchors = tuple(from_plain(a) for a in held.get("anchors", ()))
    parts, after = (tuple(held.get(name, ())) for name in ("parts", "after"))
    return Matter(held.get("change", {}), anchors, held.get("seen", {}), parts, after, held.get("salt", ""))


def part(claim: Claim, selected: bool = False) -> dict[str, Any]:
    """A claim as a decision came to it; where its words were selected by the person they are kept as well."""
    made: dict[str, Any] = {"fields": told(claim)}
    if selected:
        made["sentence"] = _plain(claim.sentence)
        made["value"] = _plain(claim.value) if claim.value else None
    return made


def made_of(base: Claim, given: Part, place: Mapping[str, Span | None]) -> Claim:
    """The claim that a part stands for, over the present reading; `place` are its selected words in the present text, if any."""
    claim = applied(base, given["fields"])
    if "sentence" in place and (sentence := place["sentence"]):
        evidence = (sentence, *(e for e in claim.evidence[1:] if e != sentence))
        claim = replace(claim, evidence=evidence, value=place.get("value"))
    return claim


def _plain(s: Span) -> list[Any]:
    return [s.start, s.end, s.text, s.before, s.after]
