"""What a decision says, in words: the claim that it was of, what was changed, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corroborate.model import Claim, Decision, Verdict
from corroborate.report.wording import measure
from corroborate.review.anchors import Anchor
from corroborate.review.fields import applied
from corroborate.review.matters import matter_of
from corroborate.serve.deciding import DONE, reasons
from corroborate.serve.fields import fields, shown
from corroborate.serve.queue import title

LONGEST = 160
"""Characters of one changed field that a list shows."""


@dataclass(frozen=True, slots=True)
class Told:
    """One decision for a list: `of` is what it was decided of, `change` what was changed, `sentence` the words that it stood on.

    `claim` is the id of the claim that it bears on, "" for one on something else; `lifted` says that it was taken back since."""

    name: str
    who: str
    when: str
    verdict: str
    done: str
    subject: str
    claim: str
    of: str
    change: str
    note: str
    sentence: str
    lifted: bool


def told(decision: Decision, lifted: bool = False) -> Told:
    """A decision in words; one whose matter is sealed or forgotten tells only what stands in the chain."""
    matter = matter_of(decision)
    anchor = matter.anchors[0] if matter and matter.anchors else None
    claim = decided(decision)
    change = in_words(matter.change) if matter else ""
    return Told(
        decision.name, decision.who, decision.when.strftime("%Y-%m-%d %H:%M"), str(decision.verdict),
        DONE.get(decision.verdict, str(decision.verdict)), decision.subject, anchor.claim if anchor else "",
        title(claim) if claim else _of(anchor) if anchor else "", change, decision.note or "",
        anchor.sentence.text if anchor else "", lifted,
    )  # fmt: skip


def _of(anchor: Anchor) -> str:
    """A claim by what it counts and the words of its number, where the decision left nothing of it."""
    words = anchor.value.text if anchor.value else ""
    noun = measure(anchor.measure)["noun"] if anchor.measure else "claim"
    return f"{noun[:1].upper()}{noun[1:]}{': ' + words if words else ''}"


def decided(decision: Decision) -> Claim | None:
    """The claim as a decision has it, on the words that it was made on; None where it came to none, or its matter is not to be had."""
    matter = matter_of(decision)
    if matter is None or not matter.anchors or not matter.parts:
        return None
    a = matter.anchors[0]
    return applied(Claim(a.claim, a.document, a.measure or "unknown", (a.sentence,), a.value), matter.parts[0]["fields"])


def in_words(change: Mapping[str, Any]) -> str:
    """A change in a line: "value 16, who is counted patients"."""
    labels = {f.name: f.label.lower() for f in fields()}
    said = {r.code: r.words for r in reasons()}
    made = []
    for name, value in sorted(change.items(), key=lambda c: list(labels).index(c[0]) if c[0] in labels else -1):
        if name.endswith("_span") or name == "parts":
            continue
        words = said.get(value, value) if name == "reason" and isinstance(value, str) else _word(name, value)
        made.append(f"{labels.get(name, name.replace('_', ' '))}: {words}"[:LONGEST])
    return "; ".join(made)


def _word(name: str, value: Any) -> str:
    match value:
        case None | "" | []:
            return "none"
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:,.10g}"
        case {"name": str(words)}:
            return words
        case [str(first), *_] if name == "when":
            return first
        case list():
            return ", ".join(_word(name, v) for v in value)
        case str():
            return shown(name, value)
    return str(value)


CLAIMS = frozenset({Verdict.ACCEPT, Verdict.EDIT, Verdict.REJECT, Verdict.SPLIT, Verdict.MERGE, Verdict.ADD})
