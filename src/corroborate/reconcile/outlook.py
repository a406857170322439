"""What would make a finding another one: the evidence that a reader of this finding should look for."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.model import OriginCount, Status
from corroborate.reconcile.ranges import Range
from corroborate.reconcile.statements import Statement, listed, speakers, spoken, upper, value_words, voice
from corroborate.reconcile.statuses import sides


def would_change(said: Sequence[Statement], status: Status, r: Range, count: OriginCount) -> tuple[str, ...]:
    """What a reader would have to find for the finding to become another one, in words of this finding."""
    made = [_to_another_status(said, status, r, count)]
    if r.uncounted:
        made.append("A count of the group that is named and not counted would close the upper end.")
    if r.best is None and r.pick and not r.clashes:
        made.append(f"An exact count in place of {value_words(r.pick)} would give a best value.")
    return tuple(made)


def _to_another_status(said: Sequence[Statement], status: Status, r: Range, count: OriginCount) -> str:
    names = speakers(r.support)
    match status:
        case Status.UPDATED:
            return _updated(r)
        case Status.CONTESTED:
            return _contested(said)
        case Status.CONFLICT:
            return _conflict(r)
        case Status.UNATTRIBUTED:
            what = value_words(r.pick) if r.pick else "it"
            return f"A report that says from whom {what} comes would make it a finding with an origin."
        case Status.CORROBORATED:
            fewer = f"Proof that {listed(names)} had it from one source would take it down"
            return fewer + ("." if len(sides(r.support)) > 1 else "; a source of another side that says the same would make it firmer.")
        case Status.REPEATED | Status.SINGLE_ORIGIN:
            return _second(names, r, count)


def _updated(r: Range) -> str:
    if r.pick is None or not r.replaced:
        return "A source that was there and says otherwise would make it contested."
    step = f"the step from {value_words(r.replaced[-1])} to {spoken(r.pick)}"
    return f"A still later count, or a report by which {step} counts something else, would change it."


def _contested(said: Sequence[Statement]) -> str:
    against = speakers([s for s in said if s.denied])
    parties = f"what {listed(against)} {'denies' if len(against) == 1 else 'deny'}" if against else "it"
    return f"Evidence on {parties} from somebody who belongs to no side would change it."


def _conflict(r: Range) -> str:
    if not r.clashes:
        return "A report from somebody who belongs to no side would resolve it."
    a, b = r.clashes[0]
    both = f"{spoken(a)} and {spoken(b)}"
    return f"A report that says whom {both} each count and on which day, or a new count by one of them, would resolve it."


def _second(names: Sequence[str], r: Range, count: OriginCount) -> str:
    if len(names) > 1 and count.probable < 2:
        return f"Proof that {listed(names)} know it each for themselves would make it corroborated."
    if count.probable > 1:
        return "A report that names the same thing as one of these would make it corroborated."
    first = names[0] if names else (voice(r.support[0]) if r.support else "this one")
    what = f"gives {value_words(r.pick)} too" if r.pick and value_words(r.pick) else "says so too"
    return upper(f"a second source that {what} and does not have it from {first} would make it corroborated.")
