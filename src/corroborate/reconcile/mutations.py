"""Copies that changed something on the way: a hedge, a number, who is counted, how firmly it is said, who the speaker is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from corroborate.model import Claim, Commitment, Origin, Relation, RelationType, Source
from corroborate.reconcile.agreement import content
from corroborate.reconcile.intervals import number
from corroborate.reconcile.rules import find, rules


def mutations(claims: Sequence[Claim], question_of: Mapping[str, str], sources: Sequence[Origin]) -> list[Relation]:
    """One relation for each kind of change inside one origin's answers to one question; `a` is the copy, `b` the fuller wording."""
    held: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    origin = {c: o.id for o in sources for c in o.claims}
    for c in claims:
        if c.id in origin and c.id in question_of:
            held[origin[c.id], question_of[c.id]].append(c)
    found: dict[tuple[object, ...], Relation] = {}
    for key, members in sorted(held.items()):
        for x, y in combinations(_wordings(members), 2):
            change = _change(y, x)
            if change:
                found.setdefault((key, change[0]), Relation(y.id, x.id, RelationType.MUTATES, change[1], f"mutates.{change[0]}"))
    return _with_copies(list(found.values()), claims, sources)


def _with_copies(found: list[Relation], claims: Sequence[Claim], sources: Sequence[Origin]) -> list[Relation]:
    """The changes found, and those that stand at one place of a copied sentence, whatever questions they answer."""
    day = {c.id: c.as_of for c in claims}
    known = {frozenset((r.a, r.b)) for r in found}
    edges = sorted({(e.a, e.b, e.why) for o in sources for e in o.edges if e.rule == "copied-change"})
    new = [(b, a, why) for a, b, why in edges if day.get(a) == day.get(b) and frozenset((a, b)) not in known]
    return found + [Relation(b, a, RelationType.MUTATES, why, "mutates.copy") for b, a, why in new]


def _wordings(members: Sequence[Claim]) -> list[Claim]:
    """One claim for each wording, the fullest first: a thousand equal copies are one wording."""
    kept: dict[tuple[object, ...], Claim] = {}
    for c in sorted(members, key=_fullness):
        kept.setdefault((c.amount, c.population, c.commitment, c.polarity, c.sentence.text if c.amount else ""), c)
    return list(kept.values())


def _fullness(c: Claim) -> tuple[object, ...]:
    """The wording that others are held against comes first: with its speaker, in the body, hedged, long."""
    exact = c.amount is not None and str(c.amount.bound) == "exact"
    return (c.headline, not c.chain, exact, c.commitment is Commitment.ASSERTED, -len(c.sentence.text), c.id)


def _change(copy: Claim, full: Claim) -> tuple[str, str] | None:
    """What a copy changed against the fuller wording, as a short name and a sentence."""
    if copy.amount and full.amount:
        if number(copy.amount) == number(full.amount) and copy.amount.bound != full.amount.bound:
            return "hedge", f"“{_text(full)}” becomes “{_text(copy)}”: the bound changed on the way."
        alike = number(copy.amount) == number(full.amount) and copy.population and full.population
        if alike and copy.population and not content(copy.population) & content(full.population or ""):
            return "class", f"The same number counts “{full.population}” in one wording and “{copy.population}” in another."
        if number(copy.amount) != number(full.amount) and copied(copy, full):
            return "value", f"Nearly the same sentence gives “{_text(full)}” in one report and “{_text(copy)}” in another."
        return None
    weaker = full.commitment in (Commitment.CLAIMED, Commitment.HYPOTHETICAL)
    if weaker and copy.commitment in (Commitment.ASSERTED, Commitment.CONFIRMED) and copy.polarity == full.polarity:
        return "strength", "What the source only claimed is put as a fact."
    return None


def copied(a: Claim, b: Claim) -> bool:
    """Whether two sentences of different reports share most of their words."""
    r = rules()["copies"]
    u, v = content(a.sentence.text), content(b.sentence.text)
    return a.document != b.document and len(u & v) >= r["words"] and len(u & v) >= r["overlap"] * min(len(u), len(v))


def _text(c: Claim) -> str:
    return c.value.text if c.value else c.measure


def role_drift(claims: Sequence[Claim]) -> list[Relation]:
    """One person under two ranks: "deputy mayor" in one place, "mayor" in another."""
    held: dict[str, list[tuple[Claim, Source]]] = defaultdict(list)
    for c in claims:
        for s in c.chain:
            if s.named and s.role:
                held[s.name].append((c, s))
    found = []
    for name, uses in sorted(held.items()):
        first = min(uses, key=lambda u: u[0].id)
        other = next((u for u in sorted(uses, key=lambda u: u[0].id) if _rank(u[1]) != _rank(first[1])), None)
        if other:
            why = f"{name} is “{first[1].role}” in one place and “{other[1].role}” in another."
            found.append(Relation(other[0].id, first[0].id, RelationType.ROLE_DRIFT, why, "role_drift.rank"))
    return found


def _rank(source: Source) -> str | None:
    cue = find(rules()["copies"]["ranks"], source.role or "")
    return cue[0].lower() if cue else None


def corrections(related: Sequence[Relation], claims: Sequence[Claim]) -> list[Relation]:
    """Replacements that the newer sentence itself calls a correction."""
    by_id = {c.id: c for c in claims}
    cues = rules()["copies"]["corrections"]
    return [
        Relation(r.a, r.b, RelationType.CORRECTS, f"The report calls it a correction. {r.why}", "corrects.stated")
        for r in related
        if r.type is RelationType.SUPERSEDES and find(cues, by_id[r.a].sentence.text)
    ]


def circular(sources: Sequence[Origin]) -> list[Relation]:
    """Speakers who confirm by citing each other: a confirmation that adds no witness."""
    edges = sorted({(e.a, e.b, e.why) for o in sources for e in o.edges if e.rule == "circular"})
    return [Relation(a, b, RelationType.CIRCULAR, why, "circular.cites") for a, b, why in edges]
