"""Why a finding says what it says, in sentences that add up to its status, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.model import Claim, Document, OriginCount, Reason, Relation, RelationType, Status
from corroborate.reconcile.ranges import Range
from corroborate.reconcile.rules import find, rules
from corroborate.reconcile.statements import Statement, spoken
from corroborate.reconcile.statuses import sides


def ids(said: Sequence[Statement]) -> tuple[str, ...]:
    """The claims of statements, in order of id."""
    return tuple(sorted(c.id for s in said for c in s.claims))


def reasons(
    said: Sequence[Statement], r: Range, count: OriginCount, status: Status, rung: str, related: Sequence[Relation]
) -> list[Reason]:
    """The steps from the claims to the status: who speaks, what was left aside, how the value was chosen, which rung applies."""
    aside = {c for s in (*r.replaced, *r.apart) for c in ids((s,))}
    open_ = [x for x in related if not {x.a, x.b} & aside]
    made = [_counted(said, r, count), *_aside(r), *_opposed(open_), *_steps(related), *_value(r)]
    return [*made, Reason(f"status.{rung}", _status(status, rung, r, count), ids(r.support))]


def _counted(said: Sequence[Statement], r: Range, count: OriginCount) -> Reason:
    reports = _many(len({c.document for s in said for c in s.claims}), "report")
    who = sorted({s.claim.speaker.name for s in r.support if s.attributed and s.claim.speaker})
    names = f": {', '.join(who[:4])}{' and others' if len(who) > 4 else ''}" if who else ""
    spread = f" ({count.min} if every possible link is one, {count.max} if only certain ones are)" if count.min != count.max else ""
    return Reason("origins.counted", f"{reports}, {_many(count.probable, 'independent origin')}{spread}{names}.", ids(r.support))


def _many(n: int, noun: str) -> str:
    return f"{n or 'no'} {noun}{'' if n == 1 else 's'}"


def _aside(r: Range) -> list[Reason]:
    made = []
    if r.replaced:
        old = ", ".join(dict.fromkeys(spoken(s) for s in r.replaced))
        made.append(Reason("range.replaced", f"Replaced by later counts: {old}.", ids(r.replaced)))
    if r.apart:
        far = ", ".join(dict.fromkeys(spoken(s) for s in r.apart))
        made.append(Reason("range.apart", f"Set apart, too far from every other count to be one of them: {far}.", ids(r.apart)))
    if r.other:
        text = f"{_many(len(ids(r.other)), 'statement')} name something else and are not counted as support."
        made.append(Reason("support.other", text, ids(r.other)))
    return made


def _opposed(related: Sequence[Relation]) -> list[Reason]:
    kinds = (RelationType.DENIES, RelationType.CONFLICTS)
    return [Reason(r.rule, r.why, (r.a, r.b)) for r in related if r.type in kinds]


def _steps(related: Sequence[Relation]) -> list[Reason]:
    """The replacements that a reader should look at: a fall that nothing explains, and what only became known."""
    rules_ = ("supersedes.falls", "supersedes.became_known")
    return [Reason(r.rule, r.why, (r.a, r.b)) for r in related if r.rule in rules_]


def _value(r: Range) -> list[Reason]:
    if r.clashes and r.pick:
        a, b = r.clashes[0]
        text = f"{spoken(a)} and {spoken(b)} cannot both be right; the source that is named gives the value: {spoken(r.pick)}."
        return [Reason("range.outweighs", text, ids((a, b)))]
    if r.clashes:
        a, b = r.clashes[0]
        return [Reason("range.clash", f"{spoken(a)} and {spoken(b)} cannot both be right and nothing decides: no best value.", ids((a, b)))]
    if r.pick is None or (r.low is None and r.best is None and r.high is None):
        return []
    if r.best is None:
        return [Reason("range.no_best", f"{spoken(r.pick)} is not exact enough for a best value.", ids((r.pick,)))]
    made = [Reason("range.best", f"Best: {spoken(r.pick)}, the most exact latest count.", ids((r.pick,)))]
    if r.high is None:
        text = "The upper end is open: a count is only a lower bound, is hedged, or leaves a group out."
        made.append(Reason("range.open", text, ids((r.pick,))))
    return made


def _status(status: Status, rung: str, r: Range, count: OriginCount) -> str:
    match status:
        case Status.UPDATED:
            what = "count" if r.pick else "statement"
            return f"Updated: a later {what} replaced an earlier one."
        case Status.CONTESTED:
            return "Contested: a party denies it, or sides give accounts that cannot both be so."
        case Status.CONFLICT:
            return "Conflict: the answers cannot all be right, and time does not explain it."
        case Status.UNATTRIBUTED:
            return "Unattributed: no report names a source."
        case Status.CORROBORATED:
            known = sides(r.support)
            whose = f"sides: {', '.join(known)}" if len(known) > 1 else f"one side: {known[0]}" if known else "sides not known"
            named = ", nobody named" if rung == "one_side_unnamed" else ""
            return f"Corroborated: {count.probable} probably independent origins agree ({whose}{named})."
        case Status.REPEATED:
            return "Repeated: several reports, but all go back to one origin; repetition is not corroboration."
        case Status.SINGLE_ORIGIN:
            return "Single origin: one origin, in one report."


def would_change(status: Status, r: Range, flags: Sequence[str]) -> tuple[str, ...]:
    """What a reader would have to find for the finding to become another one."""
    more = {
        Status.UPDATED: "A still later count by the same line of authority, or a report that explains the step, would settle it.",
        Status.CONTESTED: "Evidence that neither side made, or the denying side's own account of the facts, would change it.",
        Status.CONFLICT: "A report that says what each figure counts and when, or a later count by one of the sources, would resolve it.",
        Status.UNATTRIBUTED: "One named source for this would make it a finding with an origin.",
        Status.CORROBORATED: "Proof that the origins go back to one would take it down; an origin of another side would make it firmer.",
        Status.REPEATED: "A second, independent origin for it would make it corroborated.",
        Status.SINGLE_ORIGIN: "A second, independent origin for it would make it corroborated.",
    }
    made = [more[status]]
    if "group_uncounted" in flags:
        made.append("A count of the group that is named and not counted would close the upper end.")
    if r.best is None and r.support and r.support[0].amount and status is not Status.CONFLICT:
        made.append("An exact count in place of the vague words would give a best value.")
    return tuple(made)


def flags(said: Sequence[Statement], r: Range, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """What a reader must know beside the number."""
    claims = [c for s in said for c in s.claims]
    told = {
        "caveat_undercount": any(s.amount for s in said) and any(caveat(c, documents) for s in r.support for c in s.claims),
        "group_uncounted": r.uncounted,
        "outlier_present": bool(r.apart),
        "scope_unresolved": not any(c.place or c.facility for c in claims),
        "verified_by_standard": any(c.standard for s in r.support for c in s.claims),
    }
    return tuple(name for name, holds in told.items() if holds)


def caveat(claim: Claim, documents: Mapping[str, Document]) -> bool:
    """Whether the sentence of a count, or what follows it at once, says that it is too small or not finished."""
    document = documents.get(claim.document)
    text = document.text[claim.sentence.start : claim.sentence.end + rules()["caveat"]["reach"]] if document else claim.sentence.text
    return bool(find(rules()["caveat"]["undercount"], text))
