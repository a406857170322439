"""Who says so: each origin with the outlets that carry it, the ways it came, its changed copies and its possible doubles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corroborate.model import Claim, Edge, Origin, RelationType, Strength
from corroborate.report.lookup import Lookup
from corroborate.report.wording import called, wording


@dataclass(frozen=True, slots=True)
class Change:
    """What a copy changed (the number, who is counted, ...), and how in a sentence."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Path:
    """How an origin reached one outlet: the sources between (the deepest last), and the claims that came this way.

    `speaker` is empty where it is the origin's own name, `unnamed` says that the outlet names nobody here."""

    outlet: str
    report: str
    via: tuple[str, ...]
    speaker: str
    unnamed: bool
    claims: tuple[int, ...]
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Evidence that claims share an origin: how sure, why, by which rule; `other` is the anchor of another one, `origin` its id."""

    strength: str
    why: str
    rule: str
    claims: tuple[int, ...]
    other: str = ""
    who: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class VoiceOf:
    """One origin, ready to print."""

    anchor: str
    id: str
    who: str
    how: str
    attributed: bool
    reports: int
    claims: int
    paths: tuple[Path, ...]
    joins: tuple[Join, ...]
    maybe: tuple[Join, ...]


def voices(lookup: Lookup, among: Iterable[str] | None = None) -> list[VoiceOf]:
    """The origins, attributed ones and those in most reports first; anchors are numbered in this order.

    With `among` only what these claims go back to, each origin with those of them alone."""
    held = [_within(o, frozenset(among)) for o in lookup.origins.values()] if among is not None else list(lookup.origins.values())
    order = sorted((o for o in held if o.claims), key=lambda o: (not o.attributed, -lookup.reports(o.claims), -len(o.claims), o.who, o.id))
    anchors = {o.id: f"o-{n}" for n, o in enumerate(order, 1)}
    inside, across = _edges(lookup, anchors)
    return [
        VoiceOf(
            anchors[o.id], o.id, lookup.who(o), o.how, o.attributed, lookup.reports(o.claims), len(o.claims), tuple(_paths(o, lookup)),
            tuple(_few(inside[o.id])), tuple(_few(across[o.id])),
        )
        for o in order
    ]  # fmt: skip


def _within(origin: Origin, among: frozenset[str]) -> Origin:
    return replace(origin, claims=tuple(c for c in origin.claims if c in among))


def _edges(lookup: Lookup, anchors: dict[str, str]) -> tuple[dict[str, list[Join]], dict[str, list[Join]]]:
    """Edges that join an origin's own claims, and those that may join it to another, by origin."""
    inside: dict[str, list[Join]] = defaultdict(list)
    across: dict[str, list[Join]] = defaultdict(list)
    for e in lookup.edges():
        a, b = lookup.origin(e.a), lookup.origin(e.b)
        if a is None or b is None or a.id not in anchors or b.id not in anchors:
            continue
        sure, numbers = str(wording()["strengths"][str(e.strength)]), tuple(lookup.numbers((e.a, e.b)))
        if a.id == b.id:
            if e.strength is not Strength.POSSIBLE and not _plain(e, lookup):
                inside[a.id].append(Join(sure, e.why, e.rule, numbers))
            continue
        for here, there in ((a, b), (b, a)):
            across[here.id].append(Join(sure, e.why, e.rule, numbers, anchors[there.id], lookup.who(there), there.id))
    return inside, across


def _plain(edge: Edge, lookup: Lookup) -> bool:
    """Whether one report gives both claims to one name: nobody needs that explained."""
    a, b = lookup.claims[edge.a], lookup.claims[edge.b]
    return a.document == b.document and lookup.deepest(a) == lookup.deepest(b)


def _few(joins: list[Join], limit: int = 6) -> list[Join]:
    """Joins with the same reason put together, whichever of the two it names first, their claims united; at most `limit`."""
    held: dict[tuple[str, tuple[str, ...], str, str], Join] = {}
    for j in joins:
        key = (j.strength, tuple(sorted(j.why.casefold().rstrip(".").split())), j.rule, j.other)
        before = held.get(key)
        claims = tuple(sorted({*j.claims, *(before.claims if before else ())}))
        held[key] = Join(j.strength, before.why if before else j.why, j.rule, claims, j.other, j.who, j.origin)
    return sorted(held.values(), key=lambda j: (j.strength != "certainly", j.claims))[:limit]


def _paths(origin: Origin, lookup: Lookup) -> list[Path]:
    held: dict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for name in origin.claims:
        if name in lookup.claims:
            claim = lookup.claims[name]
            held[(claim.document, tuple(s.name for s in claim.chain))].append(claim)
    made = []
    for (document, chain), claims in held.items():
        d = lookup.documents[document]
        numbers = tuple(lookup.numbers(c.id for c in claims))
        names = tuple(called(name) for name in chain)
        speaker = "" if not names or names[-1] == called(origin.who) else names[-1]
        made.append(Path(d.outlet, d.name, names[:-1], speaker, not names, numbers, tuple(_changed(claims, lookup))))
    return sorted(made, key=lambda p: p.claims)


def _changed(claims: list[Claim], lookup: Lookup) -> list[Change]:
    """What a copy changed, in the words of the relation."""
    words = wording()["changes"]
    found = [r for c in claims for r in lookup.relations[c.id] if r.type is RelationType.MUTATES and r.a == c.id]
    return [Change(str(words.get(r.rule, r.rule)), r.why) for r in found]
