"""Who speaks: edges between claims of one source on one matter, and between a report's own words and the source that it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from corroborate.model import Bound, Claim, Document, Edge, SourceKind, Strength
from corroborate.reconcile.names import content, fullest, own, same_name, same_role, speaks_for, vague


def star(claims: Sequence[Claim], strength: Strength, rule: str, why: str) -> list[Edge]:
    """Edges that join all of `claims` to the first of them."""
    return [Edge(claims[0].id, c.id, strength, rule, why) for c in claims[1:]] if claims else []


# ---------------------------------------------------------------- same speaker


def same_speaker(claims: Sequence[Claim], matter_of: Mapping[str, str]) -> list[Edge]:
    """Edges between attributed claims of one source on one matter, whoever it told."""
    voices: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.speaker:
            private = claim.document if _private(claim) else ""
            voices[matter_of.get(claim.id, ""), f"{private}\n{claim.speaker.name}"].append(claim)
    edges: list[Edge] = []
    by_matter: dict[str, list[list[Claim]]] = defaultdict(list)
    for (matter, _), held in sorted(voices.items()):
        name = held[0].speaker.name if held[0].speaker else ""
        edges += star(held, Strength.CERTAIN, "same-speaker", f"Both go back to {name}.")
        by_matter[matter].append(held)
    for groups in by_matter.values():
        edges += _renamed(groups)
    return edges


def _private(claim: Claim) -> bool:
    """Whether the source is an unnamed person, who can only be recognised inside one report."""
    speaker = claim.speaker
    return speaker is not None and (speaker.kind is SourceKind.INSIDER or vague(speaker.name))


def _renamed(groups: list[list[Claim]]) -> list[Edge]:
    """Edges between groups whose sources are one under two names; a short name that fits several full ones joins none surely."""
    edges = []
    names = [fullest([c.speaker for c in g if c.speaker]) for g in groups]
    for x, held in enumerate(groups):
        fits = [y for y in range(len(groups)) if y != x and same_name(names[x].name, names[y].name)]
        wider = [y for y in fits if own(names[x].name) < own(names[y].name)]
        unsure = any(not same_name(names[y].name, names[z].name) for y in wider for z in wider)
        for y in (y for y in fits if y > x or unsure):
            sure = Strength.POSSIBLE if unsure else Strength.CERTAIN if content(names[x].name) == content(names[y].name) else Strength.PROBABLE
            edges.append(_named_twice(held[0], groups[y][0], names[x].name, names[y].name, sure))
        for y in range(x + 1, len(groups)):
            if y in fits:
                continue
            if same_role(names[x].name, names[y].name):
                one = held[0].document == groups[y][0].document or not (_private(held[0]) or _private(groups[y][0]))
                edges.append(_named_twice(held[0], groups[y][0], names[x].name, names[y].name, Strength.PROBABLE if one else Strength.POSSIBLE))
            elif any(speaks_for(p.role or p.name, q.name) for p, q in ((names[x], names[y]), (names[y], names[x]))):
                edges.append(_named_twice(held[0], groups[y][0], names[x].name, names[y].name, Strength.PROBABLE, "spokesperson"))
    return edges


def _named_twice(a: Claim, b: Claim, x: str, y: str, strength: Strength, rule: str = "same-speaker") -> Edge:
    sure = {Strength.CERTAIN: "are", Strength.PROBABLE: "are probably", Strength.POSSIBLE: "may be"}[strength]
    what = "one source" if rule == "same-speaker" else "a body and its spokesperson"
    return Edge(a.id, b.id, strength, rule, f"{x} and {y} {sure} {what}.")


# ---------------------------------------------------------------- an outlet's own words


def equal_amounts(a: Claim, b: Claim) -> bool:
    """Whether two claims state one number, whatever the bound."""
    return a.amount is not None and b.amount is not None and bool(a.amount.stated) and a.amount.stated[0] == b.amount.stated[0]


def restated(claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """Edges from a report's unattributed words to the source that the same report names for the same statement."""
    told: dict[tuple[str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.speaker:
            told[claim.document, question_of.get(claim.id)].append(claim)
    edges = []
    for claim in (c for c in claims if not c.speaker):
        source = _source(claim, told[claim.document, question_of.get(claim.id)])
        if source and source.speaker:
            why = f"The report says the same without a source and gives it to {source.speaker.name} elsewhere."
            edges.append(Edge(source.id, claim.id, Strength.CERTAIN, "restated", why))
    return edges


def _source(claim: Claim, told: Sequence[Claim]) -> Claim | None:
    """The attributed claim that an unattributed one repeats: the same number; for headlines, what a sole source says."""
    same = [t for t in told if claim.amount is not None and equal_amounts(claim, t)]
    if same:
        return min(same, key=lambda t: (abs(t.sentence.start - claim.sentence.start), t.id))
    vague_count = claim.amount is not None and claim.amount.bound is Bound.VAGUE
    if told and claim.headline and (claim.amount is None or vague_count) and len({t.speaker.name for t in told if t.speaker}) == 1:
        return told[0]
    return None


def own_voices(
    documents: Sequence[Document], claims: Iterable[Claim], copied: Mapping[str, frozenset[str]]
) -> list[Edge]:
    """Edges that make one origin of what an outlet says itself; words copied with another report stand apart as shared copy."""
    outlet = {d.id: d.outlet for d in documents}
    voices: dict[tuple[str, frozenset[str]], list[Claim]] = defaultdict(list)
    for claim in claims:
        voices[outlet[claim.document], copied.get(claim.id, frozenset())].append(claim)
    edges = []
    for (name, _), held in sorted(voices.items(), key=lambda v: (v[0][0], sorted(v[0][1]))):
        edges += star(held, Strength.CERTAIN, "own-voice", f"Both are the own words of {name}.")
    return edges
