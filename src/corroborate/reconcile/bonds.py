"""What people judged of origins, questions and findings: it goes before every rule, and every effect is a reason (docs/origins.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corroborate.model import Bond, Claim, Edge, Finding, Reason, Ruling, Strength, Verdict
from corroborate.reconcile.cells import Cell

Pair = frozenset[str]
_ORDER = {Strength.CERTAIN: 0, Strength.PROBABLE: 1, Strength.POSSIBLE: 2}


def joined(bonds: Iterable[Bond], claims: Sequence[Claim]) -> list[Edge]:
    """The edges of claims that a person put to one origin."""
    known = {c.id for c in claims}
    pairs = [(*sorted((b.a, b.b)), b.why) for b in bonds if b.verdict is Verdict.ORIGIN_JOIN and {b.a, b.b} <= known]
    return [Edge(a, b, Strength.CERTAIN, "by-hand", f"{why[:1].upper()}{why[1:]}") for a, b, why in pairs]


def parted(edges: Sequence[Edge], bonds: Iterable[Bond]) -> list[Edge]:
    """The edges without those by which two claims that a person parted would come together, over however many others.

    The sure edges are kept before the doubtful ones, those of other claims before those of the parted one: it is this one that goes.
    Two that know independently of each other are only kept from coming together by doubtful edges."""
    pairs = [b for b in bonds if b.verdict in (Verdict.ORIGIN_PART, Verdict.ORIGIN_INDEPENDENT)]
    if not pairs:
        return list(edges)
    leaving = {b.a for b in pairs if b.verdict is Verdict.ORIGIN_PART}
    sets = _Kept(pairs)

    def order(e: Edge) -> tuple[object, ...]:
        return e.rule != "by-hand", _ORDER[e.strength], bool({e.a, e.b} & leaving), e.a, e.b, e.rule, e.why

    kept = {e for e in sorted(edges, key=order) if sets.add(e)}
    return [e for e in edges if e in kept]


class _Kept:
    """Claims put together edge by edge, never two that must stay apart."""

    def __init__(self, pairs: Sequence[Bond]) -> None:
        self._above: dict[str, str] = {}
        self._parted = [(b.a, b.b) for b in pairs if b.verdict is Verdict.ORIGIN_PART]
        self._doubted = [(b.a, b.b) for b in pairs if b.verdict is Verdict.ORIGIN_INDEPENDENT]

    def _root(self, claim: str) -> str:
        while (above := self._above.get(claim, claim)) != claim:
            self._above[claim] = self._above.get(above, above)
            claim = above
        return claim

    def add(self, edge: Edge) -> bool:
        """Put the claims of an edge together if nothing stands against it; returns whether they may be."""
        a, b = self._root(edge.a), self._root(edge.b)
        if a == b:
            return True
        against = [*self._parted, *(self._doubted if edge.strength is Strength.POSSIBLE else [])]
        if any({self._root(x), self._root(y)} == {a, b} for x, y in against):
            return False
        self._above[max(a, b)] = min(a, b)
        return True


def apart(bonds: Iterable[Bond]) -> frozenset[Pair]:
    """The pairs of claims that a person judged to be of two voices."""
    return frozenset(frozenset((b.a, b.b)) for b in bonds if b.verdict in (Verdict.ORIGIN_PART, Verdict.ORIGIN_INDEPENDENT))


def moved(cell_of: Mapping[str, Cell], claims: Sequence[Claim], bonds: Iterable[Bond]) -> dict[str, Cell]:
    """The cell of every claim, those that a person moved in the question that they were moved to; a number answers no statement."""
    made, counts = dict(cell_of), {c.id: c.amount is not None for c in claims}
    for bond in bonds:
        if bond.verdict is not Verdict.QUESTION_MOVE or bond.a not in made:
            continue
        if not bond.b:
            made[bond.a] = made[bond.a]._replace(number=f"set apart by hand, {bond.a[-4:]}")
        elif bond.b in made and counts[bond.a] == counts[bond.b]:
            made[bond.a] = made[bond.b]
    return made


def judgements(claims: Sequence[str], bonds: Iterable[Bond]) -> list[Reason]:
    """The reasons of a finding that a person's judgement gave it, each once with the claims that it is about."""
    mine = set(claims)
    held: dict[tuple[bool, str], set[str]] = {}
    for b in bonds:
        move = b.verdict is Verdict.QUESTION_MOVE
        if b.a in mine and (move or b.b in mine):
            held.setdefault((move, b.why), set()).update({b.a, b.b} & mine)
    return [_judged(move, why, tuple(sorted(held[move, why]))) for move, why in held]


def _judged(move: bool, why: str, claims: tuple[str, ...]) -> Reason:
    text = f"{why[:1].upper()}{why[1:]}{'' if why.endswith(('.', '!', '?')) else '.'}"
    return Reason("question.by_hand", text, claims) if move else Reason("origins.by_hand", text, claims)


def ruled(found: Sequence[Finding], rulings: Sequence[Ruling]) -> list[Finding]:
    """The findings with what people set beside them: each on the finding that holds most of the claims of the one that they saw."""
    made = {f.id: f for f in found}
    of = {c: f.id for f in found for c in f.claims}
    for ruling in rulings:
        held = [of[c] for c in ruling.claims if c in of]
        if held:
            best = min(set(held), key=lambda i: (-held.count(i), i))
            made[best] = _set(made[best], ruling)
    return [_told(made[f.id]) for f in found]


def _set(f: Finding, ruling: Ruling) -> Finding:
    changed = (str(f.status), f.best) != ruling.machine
    earlier = tuple(h for h in f.by_hand if h.who != ruling.by.who)
    return replace(f, by_hand=(*earlier, replace(ruling.by, disagrees=changed)))


def _told(f: Finding) -> Finding:
    reasons = []
    for h in f.by_hand:
        parts = [str(h.status).replace("_", " ") if h.status else "", f"best {h.best:g}" if h.best is not None else ""]
        what = ", ".join(p for p in parts if p)
        since = " The machine's answer has changed since." if h.disagrees else ""
        note = f": {h.note}" if h.note else ""
        text = f"Set by hand by {h.who} on {h.when:%Y-%m-%d}, beside the machine's answer: {what}{note}".rstrip(".")
        reasons.append(Reason("finding.by_hand", f"{text}.{since}", f.claims))
    return replace(f, reasons=before_last(f.reasons, reasons)) if reasons else f


def before_last(reasons: Sequence[Reason], more: Sequence[Reason]) -> tuple[Reason, ...]:
    """Reasons with some more before the last one, which names the rung."""
    return (*reasons[:-1], *more, *reasons[-1:])
