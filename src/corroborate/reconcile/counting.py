"""Ranges by published counting rules: the same statements as a finding's own, counted as others count them (docs/standards.md).

A rule never replaces our own low, best and high, and is never blended with them. Every number is one that a claim says, except
the floors that ACLED writes for words without a number; the reason then says that the number is the standard's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corroborate.model import Bound, Case, Counted, Finding, Reason
from corroborate.reconcile.intervals import LOWER, POINTS, UPPER
from corroborate.reconcile.populations import population
from corroborate.reconcile.rules import find
from corroborate.reconcile.standards import ATTACKS, COUNTING, Loaded, loaded, named
from corroborate.reconcile.statements import Statement, figure, ids, listed, many, spoken, statements, upper
from corroborate.reconcile.words import words

ASIDE = frozenset({"range.replaced", "range.apart"})
"""Reasons of a finding whose claims no counting rule uses."""


@dataclass(slots=True)
class Tally:
    """What a rule makes of one finding, filled in step by step."""

    low: float | None = None
    best: float | None = None
    high: float | None = None
    used: list[Statement] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    provisional: bool = False

    def say(self, step: str, text: str, used: Iterable[Statement] = ()) -> None:
        """Add a reason with the claims that it rests on."""
        self.reasons.append(Reason(step, upper(text), ids(used)))


@dataclass(frozen=True, slots=True)
class Told:
    """The statements of one question that may count, what was left aside, and what counts fighters in the same incident."""

    said: Sequence[Statement]
    aside: Sequence[Statement]
    fighters: Sequence[Statement]
    rule: Loaded


def counted(case: Case, only: Sequence[str] = COUNTING) -> tuple[Counted, ...]:
    """Count every finding by each of the rules `only` that covers its measure; UsageError for a name that is no rule."""
    chosen = [named(name) for name in only]
    r = case.reconciliation
    answers = statements(case.documents, case.claims, r.question_of, r.origins)
    measure = {q.id: q.measure for q in r.questions}
    fighters = _fighters(case, answers)
    near: dict[str, list[Statement]] = {}
    for s in (s for held in fighters.values() for s in held):
        for document in s.documents:
            near.setdefault(document, []).append(s)
    violent = attacked(case)
    struck = {x.standard.name: attacked(case, x.data["munitions"]) for x in chosen if "munitions" in x.data}
    made = []
    for f in r.findings:
        said = [s for s in answers.get(f.question, ()) if s.amount]
        fits = [x for x in chosen if x.covers(measure.get(f.question, "")) and _in_scope(f.question, x, violent, struck)]
        made += [_counted(f, said, near, rule) for rule in fits if said]
    return tuple(made)


def _in_scope(question: str, rule: Loaded, violent: frozenset[str], struck: Mapping[str, frozenset[str]]) -> bool:
    """Whether a standard on armed violence, or on military strikes, is about the incident of a question at all."""
    return question in struck.get(rule.standard.name, violent) if rule.data["violence"] else True


def attacked(case: Case, munitions: Sequence[str] = ()) -> frozenset[str]:
    """The questions about incidents of which a report says that somebody attacked, with one of these weapons if there are any."""
    r = case.reconciliation
    attacks = [c for c in case.claims if c.measure in ATTACKS and (c.measure != "attacks" or c.unit == "attacks")]
    told = {c.id for c in attacks if not munitions or find(munitions, c.sentence.text)}
    violent = {c for i in r.incidents if told & set(i.claims) for c in i.claims}
    return frozenset(q for c, q in r.question_of.items() if c in violent)


def _counted(f: Finding, said: Sequence[Statement], fighters: Mapping[str, list[Statement]], rule: Loaded) -> Counted:
    tally = Tally()
    told = _told(f, said, fighters, rule)
    if told.aside:
        tally.say("counting.aside", f"left aside, replaced or too far off: {listed([spoken(s) for s in told.aside])}.", told.aside)
    if told.said:
        RULES[rule.standard.name](told, tally)
    else:
        tally.say("counting.none", _none(said, rule))
    return Counted(
        f.id, f.question, rule.standard.name, tally.low, tally.best, tally.high, ids(tally.used), tuple(tally.reasons), tally.provisional
    )


def _none(said: Sequence[Statement], rule: Loaded) -> str:
    """Why a rule has nothing to count."""
    if not rule.data["unattributed"] and not any(s.attributed for s in said):
        return "no number: no report names a source, and this rule asks for one."
    return "no number: nothing is left that this rule would use, such as words without a number."


def _told(f: Finding, said: Sequence[Statement], fighters: Mapping[str, list[Statement]], rule: Loaded) -> Told:
    """What may count: nobody's denial and nobody's guess, not what was replaced or set apart; unnamed voices where the rule takes them."""
    left = {c for reason in f.reasons if reason.rule in ASIDE for c in reason.claims}
    open_ = [s for s in said if not s.denied and not s.hypothetical]
    fit = [s for s in open_ if s.attributed or rule.data["unattributed"]]
    aside = [s for s in fit if left & {c.id for c in s.claims}]
    kept = [s for s in fit if s not in aside]
    if not kept:  # what replaced them is nobody's that this rule would take
        kept, aside = aside, []
    numbered = [s for s in kept if s.amount and (s.amount.bound is not Bound.VAGUE or "floors" in rule.data)]
    mine = {s.question for s in said}
    beside = {id(s): s for o in said for d in o.documents for s in fighters.get(d, ()) if s.question not in mine and s.measure == o.measure}
    return Told(numbered, aside, list(beside.values()), rule)


def _fighters(case: Case, answers: Mapping[str, Sequence[Statement]]) -> dict[str, list[Statement]]:
    """Statements that count fighters, by question."""
    classes = set(loaded()["airwars:min-max"].data["combatants"])
    fighting = {q.id for q in case.reconciliation.questions if population(q.population).classes & classes}
    return {q: [s for s in held if s.amount and not s.denied] for q, held in answers.items() if q in fighting}


def _numbers(s: Statement) -> tuple[float, ...]:
    """The numbers that a statement says; none for words without one."""
    return s.amount.stated if s.amount and s.amount.bound is not Bound.VAGUE else ()


def _ends(told: Told, tally: Tally, kind: str) -> None:
    """The lowest and the highest number that is said, and who says them."""
    pairs = [(v, s) for s in told.said for v in _numbers(s)]
    least, most = min(v for v, _ in pairs), max(v for v, _ in pairs)
    tally.low, tally.high = least, most
    tally.used = [s for _, s in pairs]
    if least == most:
        tally.say("counting.ends", f"all {kind} counts say {_bounded(least, told.said)}.", tally.used)
        return
    low, high = ([s for v, s in pairs if v == end] for end in (least, most))
    tally.say("counting.low", f"the lowest {kind} count is {_bounded(least, low)}: {listed([spoken(s) for s in low])}.", low)
    tally.say("counting.high", f"the highest is {_bounded(most, high)}: {listed([spoken(s) for s in high])}.", high)


def _bounded(value: float, said: Sequence[Statement]) -> str:
    """A number in words, with "or more" or "or fewer" where everybody who gives it gives a bound only: the standard's column has none."""
    bounds = {s.amount.bound for s in said if s.amount}
    edge = " or more" if bounds and bounds <= set(LOWER) else " or fewer" if bounds and bounds <= set(UPPER) else ""
    return figure(value) + edge


def _votes(said: Sequence[Statement]) -> dict[float, set[str]]:
    """For each number, the origins behind it: one vote an origin, its latest count; a bound votes only where nobody says more."""
    latest: dict[str, Statement] = {}
    firm = [s for s in said if s.amount and s.amount.bound in POINTS] or [s for s in said if s.amount and s.amount.point is not None]
    for s in firm:  # statements come in order of day
        latest[s.origin] = s
    found: dict[float, set[str]] = {}
    for origin, s in latest.items():
        found.setdefault(s.number, set()).add(origin)
    return found


def _best(told: Told, tally: Tally, undecided: str) -> None:
    """The number behind which more independent origins stand than behind any other; none where they stand even."""
    votes = _votes(told.said)
    ranked = Counter({v: len(o) for v, o in votes.items()}).most_common()
    if not ranked:
        tally.say("counting.no_best", "no best: nobody gives a single number.")
    elif len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        even = sorted(v for v, n in ranked if n == ranked[0][1])
        tally.say("counting.no_best", f"no best: {many(ranked[0][1], 'origin')} each for {listed([figure(v) for v in even])}; {undecided}")
    else:
        tally.best = ranked[0][0]
        behind = [s for s in told.said if s.number == tally.best and s.origin in votes[tally.best]]
        text = f"best is {_bounded(tally.best, behind)}: {many(ranked[0][1], 'origin')} behind it, no other number has as many."
        tally.say("counting.best", text, behind)


def ucdp(told: Told, tally: Tally) -> None:
    """Lowest, most likely and highest reliable number of deaths (UCDP GED codebook: low, best, high)."""
    _ends(told, tally, "attributed")
    _best(told, tally, "UCDP's coders decide by how reliable each source is.")


def acled(told: Told, tally: Tally) -> None:
    """One number, the most conservative, with the standard's floors for words without a number (ACLED, how fatalities are coded)."""
    floors: dict[str, float] = told.rule.data["floors"]
    coded: list[tuple[float, str, Statement]] = []
    for s in told.said:
        word = _floor(s, floors)
        if word:
            coded.append((floors[word], word, s))
        coded += [(v, "", s) for v in _numbers(s)]
    if not coded:
        tally.say("counting.none", "No number: the words of these reports are none that ACLED gives a number for.", told.said)
        return
    value, word, _ = min(coded, key=lambda c: (c[0], bool(c[1])))
    tally.best, tally.used = value, [s for _, _, s in coded]
    who = [s for v, w, s in coded if (v, w) == (value, word)]
    if word:
        text = f"{figure(value)} is what ACLED writes for “{word}”; no report says that number: {listed([spoken(s) for s in who])}."
        tally.say("counting.floor", text, who)
    else:
        tally.say("counting.lowest", f"the most conservative count is {_bounded(value, who)}: {listed([spoken(s) for s in who])}.", who)


def _floor(s: Statement, floors: Mapping[str, float]) -> str:
    """The word of the standard's list that a vague amount is printed with; none for a tip, whose words are withheld."""
    if s.amount is None or s.amount.bound is not Bound.VAGUE:
        return ""
    printed = {w for c in s.claims if c.value and not c.restricted for w in words(c.value.text)}
    plain = {words(word)[0]: word for word in floors}
    alone = [plain[w] for w in plain if w in printed]
    return alone[0] if len(alone) == 1 else ""  # "tens of thousands", "several hundred" are other words than "hundreds"


def airwars(told: Told, tally: Tally) -> None:
    """Minimum and maximum of the civilians that reports allege; 0 at the least where as many are said to be fighters (Airwars)."""
    _ends(told, tally, "alleged")
    if not told.fighters or tally.low is None:
        return
    most = max(s.number for s in told.fighters)
    whom = listed([spoken(s) for s in told.fighters])
    if most >= tally.low:
        tally.low = 0
        text = f"the minimum is 0: as many are said to be fighters, so that nobody's civilian status is undisputed: {whom}."
        tally.say("counting.disputed", text, told.fighters)
    else:
        tally.say("counting.fighters", f"some are said to be fighters and are not subtracted: {whom}.", told.fighters)


def ibc(told: Told, tally: Tally) -> None:
    """Minimum and maximum deaths or injuries; provisional until two independent origins report them (Iraq Body Count, Methods)."""
    _ends(told, tally, "reported")
    behind = {s.origin for s in told.said if s.attributed}
    tally.provisional = len(behind) < told.rule.data["least"]
    if tally.provisional:
        text = f"provisional: {many(len(behind), 'named origin')}, and the rule asks for {told.rule.data['least']}."
        tally.say("counting.provisional", text, told.said)
    else:
        tally.say("counting.sources", f"{many(len(behind), 'independent origin')} report it.", told.said)


def per_origin(told: Told, tally: Tally) -> None:
    """One vote an origin: its latest count; best is what most origins say (ours)."""
    _ends(told, tally, "attributed")
    _best(told, tally, "a vote does not decide.")


RULES: Mapping[str, Callable[[Told, Tally], None]] = {
    "ucdp:low-best-high": ucdp,
    "acled:conservative": acled,
    "airwars:min-max": airwars,
    "ibc:min-max-two-source": ibc,
    "ours:per-origin": per_origin,
}
"""The executed rules by name: what a rule does with the statements that may count."""
