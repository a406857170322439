"""Why a finding says what it says, in sentences that add up to its status, and what a reader must know beside the number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from corroborate.model import Bound, Claim, Document, OriginCount, Reason, Relation, RelationType, Status
from corroborate.reconcile.intervals import LOWER
from corroborate.reconcile.ranges import Range
from corroborate.reconcile.rules import find, rules
from corroborate.reconcile.statements import Statement, figure, ids, listed, many, speakers, spoken, upper, value_words
from corroborate.reconcile.statuses import sides


def reasons(
    said: Sequence[Statement], r: Range, count: OriginCount, status: Status, rung: str, related: Sequence[Relation]
) -> list[Reason]:
    """The steps from the claims to the status: who speaks, what was left aside, how the value was chosen, which rung applies."""
    aside = set(ids((*r.replaced, *r.apart)))
    open_ = [x for x in related if not {x.a, x.b} & aside]
    made = [_counted(said, r, count), *_aside(r), *_opposed(open_), *_steps(related), *_value(r)]
    return [*made, Reason(f"status.{rung}", _status(status, rung, r, count), ids(r.support))]


# ---------------------------------------------------------------- who speaks


def _counted(said: Sequence[Statement], r: Range, count: OriginCount) -> Reason:
    """Reports and origins over one set of claims: those that the status is decided from."""
    reports, carried = _documents(said), _documents(r.support)
    some = many(reports, "report")
    if carried < reports:
        some += f"; {carried} of them {_plural(carried, 'gives', 'give')} this answer"
    if not count.probable:
        return Reason("origins.counted", f"{some}; no source is named.", ids(r.support))
    text = f"{some}, {many(count.probable, 'independent origin')}: {listed(speakers(r.support))}{_spread(r, count)}."
    return Reason("origins.counted", text, ids(r.support))


def _spread(r: Range, count: OriginCount) -> str:
    """Between how many and how many the origins may be, where that is not one number."""
    notes = []
    if len(speakers(r.support)) > count.probable and count.max > count.probable:
        notes.append("some of them may be one voice")
    if count.min < count.probable:
        notes.append(f"only {count.min} if every possible link holds")
    if count.max > count.probable:
        notes.append(f"{count.max} if no doubtful link holds")
    return f" ({'; '.join(notes)})" if notes else ""


def _documents(said: Iterable[Statement]) -> int:
    return len({c.document for s in said for c in s.claims})


def _plural(n: int, one: str, more: str) -> str:
    return one if n == 1 else more


# ---------------------------------------------------------------- what was left aside, what stands against it


def _aside(r: Range) -> list[Reason]:
    made = []
    if r.replaced:
        made.append(Reason("range.replaced", f"Replaced by later counts: {listed([spoken(s) for s in r.replaced])}.", ids(r.replaced)))
    if r.apart:
        text = f"Set apart, too far from every other count to be one of them: {listed([spoken(s) for s in r.apart])}."
        made.append(Reason("range.apart", text, ids(r.apart)))
    if r.loose:
        text = f"Does not speak against it, but is too vague or too far off to bear it out: {listed([spoken(s) for s in r.loose])}."
        made.append(Reason("support.loose", text, ids(r.loose)))
    if r.other:
        n = len(ids(r.other))
        text = f"{many(n, 'statement')} {_plural(n, 'names', 'name')} something else and {_plural(n, 'does', 'do')} not count as support."
        made.append(Reason("support.other", text, ids(r.other)))
    return made


def _opposed(related: Sequence[Relation]) -> list[Reason]:
    """What stands against each other: the first pair of each kind, and how many there are."""
    made: dict[str, list[Relation]] = {}
    for x in related:
        if x.type in (RelationType.DENIES, RelationType.CONFLICTS):
            made.setdefault(x.rule, []).append(x)
    found = []
    for rule, held in made.items():
        more = len(held) - 1
        tail = f" {more} more {_plural(more, 'pair stands', 'pairs stand')} against each other in the same way." if more else ""
        found.append(Reason(rule, held[0].why + tail, tuple(dict.fromkeys(c for x in held for c in (x.a, x.b)))))
    return found


def _steps(related: Sequence[Relation]) -> list[Reason]:
    """The replacements that a reader should look at: a fall that nothing explains, and what only became known."""
    rules_ = ("supersedes.falls", "supersedes.became_known")
    return [Reason(r.rule, r.why, (r.a, r.b)) for r in related if r.rule in rules_]


# ---------------------------------------------------------------- low, best, high


def _value(r: Range) -> list[Reason]:
    if r.clashes:
        a, b = r.clashes[0]
        if r.pick:
            text = f"A named source outweighs an outlet's own words, so the value is {spoken(r.pick)}; that they differ stays a conflict."
            return [Reason("range.outweighs", text, ids((a, b)))]
        to = "upwards" if r.high is None else f"to {figure(r.high)}"
        span = "" if r.low is None else f"; what is said runs from {figure(r.low)} {to}"
        text = f"Nothing decides between {spoken(a)} and {spoken(b)}: no best value{span}."
        return [Reason("range.clash", text, ids((a, b)))]
    if r.pick is None or (r.low is None and r.best is None and r.high is None):
        return []
    if r.best is None:
        return [Reason("range.no_best", f"{upper(spoken(r.pick))} is not exact enough for a best value.", ids((r.pick,)))]
    made = []
    if len({s.amount for s in (*r.support, *r.replaced, *r.loose)}) > 1:
        made.append(Reason("range.best", f"Best: {spoken(r.pick)}, the most exact latest count.", ids((r.pick,))))
    if r.high is None:
        made.append(Reason("range.open", _open(r, r.pick), ids((r.pick,))))
    return made


def _open(r: Range, pick: Statement) -> str:
    """Why the upper end is not known."""
    if r.uncounted:
        return "The upper end is open: a report names a group of people whom nobody counted."
    bound = pick.amount.bound if pick.amount else Bound.EXACT
    if bound in LOWER:
        return f"The upper end is open: {value_words(pick)} says how many there are at the least."
    if bound is Bound.ABOUT:
        return f"{upper(value_words(pick))} is a rounded figure: no claim says how far it may be off{'' if r.low is None else ' upwards'}."
    return "The upper end is open: another source gives no upper end."


# ---------------------------------------------------------------- the rung


def _status(status: Status, rung: str, r: Range, count: OriginCount) -> str:
    match status:
        case Status.UPDATED:
            return _updated(r)
        case Status.CONTESTED:
            return "Contested: a party denies it, or sides give accounts that cannot both be so."
        case Status.CONFLICT:
            return "Conflict: the answers cannot all be right, and time does not explain it."
        case Status.UNATTRIBUTED:
            return "Unattributed: no report names a source."
        case Status.CORROBORATED:
            known = sides(r.support)
            whose = f"sides: {', '.join(known)}" if len(known) > 1 else f"one side: {known[0]}" if known else "sides not known"
            unnamed = ", nobody named" if rung == "one_side_unnamed" else ""
            return f"Corroborated: {count.probable} probably independent origins agree ({whose}{unnamed})."
        case Status.REPEATED | Status.SINGLE_ORIGIN:
            return _uncorroborated(status, r, count)


def _updated(r: Range) -> str:
    if r.pick is None or not r.replaced:
        return "Updated: what was not so, or not known, was said later."
    steps = list(dict.fromkeys(figure(s.number) for s in (*r.replaced, r.pick)))
    return f"Updated: a later count replaced an earlier one{': ' + ', then '.join(steps) if len(steps) > 1 else ''}."


def _uncorroborated(status: Status, r: Range, count: OriginCount) -> str:
    """Why it is no more than repeated or of a single origin: one origin, or several that may be one voice, or that are not comparable."""
    names = speakers(r.support)
    what = "Repeated" if status is Status.REPEATED else "Single origin"
    if count.probable > 1:
        return f"{what}: {listed(names)} speak of the same kind of thing, which does not show that they mean the same one."
    if len(names) > 1:
        return f"{what}: nothing shows that {listed(names)} are different voices, so they count as one; repetition is not corroboration."
    if status is Status.REPEATED:
        return "Repeated: several reports, but one origin; repetition is not corroboration."
    return "Single origin: one origin, in one report."


# ---------------------------------------------------------------- what a reader must know


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
    r, document = rules()["caveat"], documents.get(claim.document)
    text = document.text[claim.sentence.start : claim.sentence.end + r["reach"]] if document else claim.sentence.text
    cues = r["undercount"] + (r["unfound"] if claim.measure in r["unfound_measures"] else [])
    return bool(find(cues, text))
