"""Amounts and what they count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corroborate.model import Document
from corroborate.read.amounts import Stated, amounts, hedge_behind
from corroborate.read.clauses import Clause, Item, Reason
from corroborate.read.encoder import Signs
from corroborate.read.found import Count, Sentence, SentenceKind
from corroborate.read.goals import reached
from corroborate.read.joined import taken_over
from corroborate.read.measured import diseased, is_magnitude, measured, nothing_of
from corroborate.read.notcounts import not_counts
from corroborate.read.nouns import phrase_after, population
from corroborate.read.people import agreed, at_law, compared, escaped, fate, flight, member, no_subject, of_a_family, one_of, sheltered
from corroborate.read.singly import apart_from_kin, singly
from corroborate.read.singulars import COUNTED, by_the_way, meant, singulars, wounded_plurals
from corroborate.read.tokens import Token, tokens
from corroborate.read.triggers import triggers_at, words_of
from corroborate.read.weighed import Weighed
from corroborate.vocabulary import vocabulary

SILENT = (SentenceKind.BYLINE, SentenceKind.PROMOTION)
BUILDINGS = ("buildings_destroyed", "buildings_damaged")
UNDECIDED = "a number, and nothing in its clause says what it counts"
Unread = tuple[int, int, str]


def count(document: Document, cut: list[Sentence], signs: Signs | None = None) -> tuple[list[Count], tuple[Unread, ...]]:
    """Find every amount that counts something of the event, and the numbers that were seen and not understood (start, end, why).

    With the encoder's `signs` what the rules say of an amount is weighed against them, and what only the encoder sees is added.
    """
    found: list[Count] = []
    unread: list[Unread] = []
    before: Count | None = None
    weighed = Weighed(signs, document.text) if signs else None
    for sentence in cut:
        if sentence.kind in SILENT:
            continue
        if sentence.endless:
            unread.append((sentence.start, sentence.end, "no sentence, but one run of words or numbers: too long to tell what counts what"))
            continue
        idle = weighed is not None and weighed.idle(sentence)
        counts, undecided = ([], []) if idle else _counts(sentence, before)
        if weighed:
            counts, undecided = weighed.decide(sentence, counts, undecided)
        found += counts
        unread += [(c.start, c.end, UNDECIDED) for c in undecided if "number" in c.flags]
        before = next((c for c in reversed(counts) if c.measure.startswith("people_")), before if _near(before, sentence) else None)
    found = apart_from_kin(document.text, agreed(document.text, found))
    return [*found, *singly(cut, found)], tuple(unread)


def _near(before: Count | None, sentence: Sentence) -> bool:
    return before is not None and sentence.index - before.sentence <= 1


@dataclass(frozen=True, slots=True)
class Decided:
    """What an amount counts, and how that was told."""

    measure: str
    reason: Reason | None = None
    flags: tuple[str, ...] = ()


def _counts(sentence: Sentence, before: Count | None) -> tuple[list[Count], list[Count]]:
    """The counts of a sentence, and its amounts of which the rules do not say what they count."""
    tape = tokens(sentence.text)
    stated = amounts(tape)
    barred = not_counts(sentence.text) if stated else []
    seen = [s for s in stated if not _barred(tape, s, barred) and not _both_and(tape, s)]
    items = [Item(s, phrase_after(tape, s)) for s in seen]
    items = [replace(i, behind=hedge_behind(tape, i.stated, i.phrase.last)) for i in items]
    taken = {k for i in items for k in range(i.stated.first, i.phrase.last)}
    items = [replace(i, phrase=replace(i.phrase, kind=_like_before(items, k, tape))) for k, i in enumerate(items)]
    told = [*singulars(tape, taken), *([] if items else wounded_plurals(tape))]
    items = sorted([*items, *(Item(*one) for one in told)], key=lambda i: i.stated.first)
    clause = Clause(tape, items)
    made: list[Count] = []
    undecided: list[Count] = []
    decided: list[Decided | None] = []
    for k, item in enumerate(items):
        choice = _decide(clause, k, decided, before)
        decided.append(choice)
        if choice:
            # "verified 11 deaths and 34 injuries": both are
            joined = made[-1].standard if made and clause.low(item.stated.first - 1) == "and" else None
            made.append(_made(sentence, clause, item, choice, _further(item, choice.measure, made), joined))
        if item.stated.form == "nobody" and not _no_zero(clause, item):
            also = [m for m in nothing_of(clause, item) if choice is None or m != choice.measure]
            made += [_made(sentence, clause, item, Decided(m), False) for m in also]
            decided[-1] = decided[-1] or (Decided(also[0]) if also else None)
            choice = decided[-1]
        if choice:
            continue
        number = tape[item.stated.core].number and item.phrase.kind in ("", "unknown", "people")
        undecided.append(_made(sentence, clause, item, Decided("", None, ("number",) if number else ()), False))
    return made, undecided


def _both_and(tape: list[Token], stated: Stated) -> bool:
    """Whether "both" joins two things ("both civilians and insurgents") or repeats two that were counted ("the pilots, both men")."""
    if tape[stated.core].low != "both":
        return False
    joins = any(t.low == "and" for t in tape[stated.last : stated.last + 5])
    joins = joins or (stated.last < len(tape) and tape[stated.last].low in words_of("prepositions") - {"of"})
    return joins or (stated.first > 0 and tape[stated.first - 1].low == ",")


def _like_before(items: list[Item], k: int, tape: list[Token]) -> str:
    """What is counted: "1,200 others" and "a further 2,000" are of the kind of the amount before them, where that is no people."""
    item, kind = items[k], items[k].phrase.kind
    other = item.phrase.head is not None and tape[item.phrase.head].low in ("others", "other")
    alike = other or (kind == "" and (item.stated.further or _buildings_say(tape, item)))
    if k and alike and items[k - 1].phrase.kind in ("vehicles", "buildings", "attacks"):
        return items[k - 1].phrase.kind
    return kind


def _buildings_say(tape: list[Token], item: Item) -> bool:
    """Whether what is said of a bare number is said of buildings ("640 houses were destroyed and 2,300 damaged")."""
    after = triggers_at(tape, item.stated.last, ("state",))
    return item.stated.first > 0 and tape[item.stated.first - 1].low in ("and", ",") and any(t.measure in BUILDINGS for t in after)


def _barred(tape: list[Token], stated: Stated, barred: list[tuple[int, int, str]]) -> bool:
    start, end = tape[stated.core].start, tape[stated.last - 1].end
    return any(a < end and start < b for a, b, _ in barred)


def _decide(clause: Clause, k: int, decided: list[Decided | None], before: Count | None) -> Decided | None:
    item = clause.items[k]
    if item.stated.form == "plural":
        return Decided("people_injured", None, ("bare_plural",))
    if diseased(clause, item):
        return Decided("people_affected")
    if item.phrase.kind in ("distance", "duration", "other"):
        measure = measured(clause, item)
        return Decided(measure) if measure else None
    if is_magnitude(clause, item):
        return Decided("magnitude")
    if (item.stated.amount.point or 0) % 1:
        return None  # people, vehicles and attacks come whole
    if item.phrase.kind == "attacks":
        return Decided("attacks") if item.stated.form != "nobody" else None
    if of_a_family(clause, item) or compared(clause, item) or one_of(clause, item):
        return None
    reasons = [r for r in clause.reasons(item) if _suits(r.measure, item) and _takes(clause, item, r)]
    reasons = [r for r in reasons if not no_subject(clause, item, r)]
    reasons = sorted([*reasons, *reached(clause, item)], key=lambda r: (r.cost, r.trigger.first))
    if _part_only(clause, item):
        reasons = [r for r in reasons if r.trigger.first < item.phrase.last and r.trigger.role != "kind"]
    elif _whole(clause, item):
        reasons = [r for r in reasons if r.trigger.first < item.phrase.last or r.measure == "people_present"]
    if _no_zero(clause, item):
        return None
    if item.stated.form == "nobody":
        reasons = [r for r in reasons if _counts_nobody(clause, item, r)]
    if item.stated.form == "singular":
        return _one_person(clause, k, decided, reasons)
    if reasons and member(clause, item, reasons[0]):
        return None
    over = taken_over(clause, k, [d.measure if d else None for d in decided], before.measure if before else None)
    if reasons and (over is None or reasons[0].cost < over.cost):
        measure, trigger = _shared(reasons), reasons[0].trigger
        measure = escaped(clause, item, fate(clause, k, measure, trigger), trigger)
        measure = sheltered(clause, flight(clause, item, measure, trigger), trigger)
        measure = at_law(clause, item, measure)
        return Decided(measure, reasons[0])
    if over:
        return Decided(over.measure, None, over.flags)
    if item.phrase.kind == "things":
        return Decided("amount_other") if item.stated.form in ("number", "vague") else None
    if item.phrase.kind in ("attackers", "vehicles"):
        return Decided(item.phrase.kind) if item.stated.form != "nobody" else None
    return _partitive(clause, k) or _untold(clause, item)


def _partitive(clause: Clause, k: int) -> Decided | None:
    """"4 of the 9 victims": the part is counted as the whole is."""
    item = clause.items[k]
    after = k + 1 < len(clause.items) and clause.low(item.stated.last) == "of" and clause.items[k + 1].stated.first - item.stated.last <= 2
    if not after:
        return None
    reasons = [r for r in clause.reasons(clause.items[k + 1]) if _suits(r.measure, clause.items[k + 1])]
    return Decided(_shared(reasons), reasons[0], ("including",)) if reasons else None


def _untold(clause: Clause, item: Item) -> Decided | None:
    """People of whom the clause only says that they were there; a lone "one" and "no" count nobody by themselves."""
    if item.phrase.kind == "" and _labelled(clause, item):
        return Decided("people_present", None, ("measure_inferred",))
    if item.phrase.kind != "people" or item.stated.form in ("nobody", "pair", "singular") or item.stated.amount.point == 1:
        return None
    if clause.low(item.stated.first - 1) == "to" and clause.low(item.stated.first - 2) == "home":
        camp = any(t.low in ("camp", "camps") for t in clause.tape)
        return Decided("people_present", None, ("measure_inferred",)) if camp else None  # "a town home to 900 people"
    if clause.low(item.stated.first - 1) == "of" and {clause.low(item.stated.first - k) for k in (2, 3)} & words_of("places"):
        return None  # "a town of 900 people"
    before = {clause.low(item.stated.first - k) for k in (1, 2, 3)}
    there = "there" in before or clause.low(item.stated.first - 1) == "with" or _next_word(clause, item.phrase.last) in words_of("wherever")
    if there:
        return Decided("people_present", None, ("measure_inferred",))
    head = clause.low(item.phrase.head) if item.phrase.head is not None else ""
    owned = clause.low(item.stated.first - 1) in words_of("possessives") or head in ("inhabitants", "residents", "citizens")
    return None if owned or item.stated.form == "vague" else Decided("amount_other", None, ("measure_inferred",))


def _labelled(clause: Clause, item: Item) -> bool:
    """"Governor: sixty in the cellar": a number after a label, of whom only the place is told."""
    short = len(clause.tape) - item.stated.last <= 6 and clause.low(item.stated.first - 1) == ":"
    return short and clause.low(item.stated.last) in words_of("wherever") and clause.low(item.stated.last + 1) in words_of("determiners")


def _next_word(clause: Clause, at: int) -> str:
    while clause.low(at) in words_of("auxiliaries") or clause.low(at) in words_of("adverbs"):
        at += 1
    return clause.low(at)


def _part_only(clause: Clause, item: Item) -> bool:
    """Whether what is said holds for a part of the amount only ("half of the 300 patients were moved")."""
    at = item.stated.first - 1
    at -= clause.low(at) in words_of("determiners")
    return clause.low(at) == "of" and clause.low(at - 1) in words_of("fractions")


def _whole(clause: Clause, item: Item) -> bool:
    """Whether a sentence opens on a whole of which it goes on to count parts ("Of the 44 passengers, 20 were killed")."""
    at = item.stated.first - 1
    at -= clause.low(at) in words_of("determiners")
    opens = clause.low(at) == "of" and clause.low(at - 1) in ("", ",", ".", '"', "“")
    return opens and clause.low(item.phrase.last) in (",", "aboard", "on")


def _one_person(clause: Clause, k: int, decided: list[Decided | None], reasons: list[Reason]) -> Decided | None:
    """A single person is counted only where the clause says plainly what happened to them, or joins them to others counted."""
    item = clause.items[k]
    article = clause.low(item.stated.first)
    if k and clause.low(item.stated.first - 1) == "," and clause.items[k - 1].phrase.last == item.stated.first - 1:
        return None  # in apposition: "one of the wounded, a girl of seven"
    definite = article not in ("a", "an", "another")
    reasons = [r for r in reasons if not (meant(clause, r) or by_the_way(clause, item, r))]
    if reasons and reasons[0].cost <= (0.6 if definite else 0.9) and reasons[0].measure in COUNTED:
        measure = fate(clause, k, _shared(reasons), reasons[0].trigger)
        return Decided(measure, reasons[0]) if article != "the" or reasons[0].measure == "people_killed" else None
    over = taken_over(clause, k, [d.measure if d else None for d in decided], None)
    return Decided(over.measure, None, over.flags) if over and not definite and over.measure in COUNTED else None


def _no_zero(clause: Clause, item: Item) -> bool:
    """Whether "no", "none" and "a handful of" count nobody here ("no longer", "none of the injuries", "a handful of blood")."""
    after = clause.low(item.stated.last)
    if clause.low(item.stated.last - 2) == "handful":
        return item.phrase.kind in ("", "unknown")
    if item.stated.form != "nobody":
        return False
    of_wounds = after == "of" and bool({clause.low(item.stated.last + k) for k in (1, 2)} & {"injuries", "wounds"})
    return after in words_of("not_zero") or of_wounds


def _counts_nobody(clause: Clause, item: Item, reason: Reason) -> bool:
    """"no" counts only people, or a noun that is a count ("no deaths"); "no one" and "none" only what is said of them."""
    if clause.low(item.stated.first) == "no" and clause.low(item.stated.first + 1) != "one":
        return (item.phrase.kind == "people" and reason.cost < 1.2) or reason.cost == 0
    return reason.cost < 1


def _shared(reasons: list[Reason]) -> str:
    """The measure of the best reasons; killed together with injured at one place is both."""
    best = {r.measure for r in reasons if r.cost == reasons[0].cost}
    return "people_killed_or_injured" if {"people_killed", "people_injured"} <= best and len(best) == 2 else reasons[0].measure


def _suits(measure: str, item: Item) -> bool:
    """Whether a measure may count the kind of thing that the amount's noun names."""
    on = vocabulary("measures").get(measure, {}).get("on", "people")
    kind = item.phrase.kind
    if measure == "attackers":
        return kind in ("people", "attackers")
    if measure == "people_in_need" and kind == "buildings":
        return True  # "20,000 homes were left without power"
    return on == kind or (on == "people" and kind in ("people", "attackers", "unknown", "")) or (on == "buildings" and kind == "buildings")


def _takes(clause: Clause, item: Item, reason: Reason) -> bool:
    """Whether a verb that means its measure only with some objects has one of them ("lost 20 men", "claimed 30 lives")."""
    takes = vocabulary("measures").get(reason.measure, {}).get("takes", {}).get(clause.low(reason.trigger.first))
    if takes is None or reason.trigger.role != "object":
        return True
    head = clause.low(item.phrase.head) if item.phrase.head is not None else ""
    named = item.phrase.head is not None and item.phrase.kind == "unknown" and clause.tape[item.phrase.head].capital
    people = item.phrase.kind in ("people", "attackers") or named
    return head in takes or ("people" in takes and people) or ("bare" in takes and item.phrase.kind == "")


def _made(sentence: Sentence, clause: Clause, item: Item, choice: Decided, further: bool, before: str | None = None) -> Count:
    tape, stated = clause.tape, item.stated
    amount, last = item.behind or (stated.amount, stated.last)
    start, end = sentence.start + tape[stated.first].start, sentence.start + tape[last - 1].end
    flags = {*choice.flags, *(("further",) if further else ()), *(("uncounted_group",) if _uncounted(sentence.text) else ())}
    return Count(
        sentence.index, start, end, amount, choice.measure, _unit(clause, choice.measure, item), population(tape, stated, item.phrase),
        stage=_stage(clause, item, choice), standard=_standard(clause, item) or before, polarity=_polarity(clause, choice),
        flags=tuple(sorted(flags)),
    )  # fmt: skip


def _further(item: Item, measure: str, made: list[Count]) -> bool:
    """Whether an amount comes on top of others of its measure: "dozens more wounded" after the dead only sets them apart."""
    return item.stated.further and (not made or made[-1].measure == measure)


def _uncounted(text: str) -> bool:
    """Whether a sentence says that there are others whom nobody counted."""
    low = text.lower()
    return any(phrase in low for phrase in vocabulary("hedges")["uncounted"]["phrases"])


def _stage(clause: Clause, item: Item, choice: Decided) -> str | None:
    """The stage of a movement that the clause names after the amount, else before it: left, waiting, arrived."""
    stages = vocabulary("measures").get(choice.measure, {}).get("stage", {})
    if not stages:
        return None
    after = clause.tape[item.phrase.last : item.phrase.last + 8]
    before = reversed(clause.tape[max(0, item.stated.first - 4) : item.stated.first])
    return next((stages[t.low] for t in (*after, *before) if t.low in stages), None)


def _standard(clause: Clause, item: Item) -> str | None:
    """"verified" where a body verified the count as such: "has verified 512 deaths", "12 confirmed deaths"."""
    at = item.stated.first - 1
    while clause.low(at) in words_of("determiners") or clause.low(at) in ("of", "deaths", "death", "killing"):
        at -= 1
    inside = {t.low for t in clause.tape[item.stated.last : item.phrase.last]}
    return "verified" if clause.low(at) in words_of("verified") or inside & words_of("verified") else None


def _polarity(clause: Clause, choice: Decided) -> str:
    """"-" where the verb that decides is negated ("did not kill 30 people")."""
    if choice.reason is None or choice.reason.trigger.role not in ("object", "subject", "phrase"):
        return "+"
    first = choice.reason.trigger.first
    return "-" if {clause.low(k) for k in range(first - 3, first)} & words_of("negations") else "+"


def _unit(clause: Clause, measure: str, item: Item) -> str | None:
    """The printed unit of a measurement, else what kind of thing is counted; for other amounts the noun itself."""
    if item.phrase.unit:
        return item.phrase.unit
    if measure == "people_in_need" and item.phrase.kind == "buildings" and item.phrase.head is not None:
        return clause.low(item.phrase.head)
    if measure.startswith("people_") or measure == "attackers" or item.phrase.kind == "people":
        return "people"
    if measure == "amount_other":
        return clause.low(item.phrase.head) if item.phrase.head is not None else None
    return {"buildings_destroyed": "buildings", "buildings_damaged": "buildings", "magnitude": None}.get(measure, measure)
