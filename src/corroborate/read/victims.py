"""People told of as victims by name or in the plural without a number: "the murder of Oda Renn", "the priests were shot".

`counts` reads amounts; these are the others of whom the same words say the same things. A name is read as one person, a plural as several.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from corroborate.model import Amount, Bound
from corroborate.read.amounts import Stated, amounts
from corroborate.read.clauses import Clause, Item, Reason
from corroborate.read.kinds import kind_of
from corroborate.read.nouns import Phrase, phrase_after
from corroborate.read.tokens import Token, tokens
from corroborate.read.triggers import triggers_at, words_of
from corroborate.read.unitwords import is_plural
from corroborate.read.words import nouns
from corroborate.vocabulary import vocabulary

MEASURES = frozenset(
    ["people_killed", "people_injured", "people_killed_or_injured", "people_held", "people_freed", "people_rescued", "people_missing"]
)
"""What is told of a victim; being somewhere or moving is not."""

TARGETED = "targeted"
"""What is told of somebody who was attacked, no harm said; no measure of the record."""

DEAREST = 0.95
"""What a way to decide may cost (corroborate.read.clauses)."""

MEANT = frozenset(["to", "will", "would", "could", "may", "might", "should", "must", "can"])
"""Words before a verb by which it tells of what may be, not of what was."""

LONGEST_ROLE = 6
"""Tokens of a role before a name ("former attorney general Oda Renn")."""

PARTICLES = frozenset(["de", "la", "del", "los", "las", "y", "da", "dos", "van", "von", "der", "bin", "al", "el"])


@dataclass(frozen=True, slots=True)
class Victim:
    """A victim at `start` to `end` of a text: `name` is the name or the plural's words, `role` the words before a name; `loose` where
    the verb tells of places and things too ("hit", "struck")."""

    start: int
    end: int
    name: str
    role: str
    measure: str
    named: bool
    loose: bool = False


def victims(text: str, known: frozenset[str] = frozenset()) -> list[Victim]:
    """The named and unnumbered victims of a sentence; `known` are surnames that may stand alone (`surnames`)."""
    tape = tokens(text)
    fates = ("object", "subject", "phrase", "state", "of")
    if not any(t.low in _list("attacks") or triggers_at(tape, k, fates) for k, t in enumerate(tape)):
        return []
    counted = [Item(s, phrase_after(tape, s)) for s in amounts(tape)]
    taken = {k for i in counted for k in range(i.stated.first, i.phrase.last)}
    told = [*_people(tape, taken, known), *_plurals(tape, taken)]
    own = {item.stated.first: (item, first) for item, first in told}
    clause = Clause(tape, sorted([*counted, *(item for item, _ in told)], key=lambda i: i.stated.first))
    found: list[Victim] = []
    before: tuple[int, str] | None = None
    for at, (item, first) in sorted(own.items()):
        reason = _reason(clause, item)
        measure = (reason and reason.measure) or _possessed(tape, item) or _targeted(tape, item) or _joined(clause, item, before)
        if measure is None:
            continue
        before = (item.phrase.last, measure)
        words = text[tape[first].start : tape[item.stated.last - 1].end].removesuffix("'s").removesuffix("’s")
        role = text[tape[at].start : tape[first].start].strip()
        named, loose = item.stated.form == "named", reason is not None and takes(clause, reason) is not None
        found.append(Victim(tape[at].start, tape[item.stated.last - 1].end, words, role, measure, named, loose))
    return found


def surnames(text: str) -> frozenset[str]:
    """The last words of the full names that a report prints with a capital on each, and the last but one ("Galo Brun Arce")."""
    tape = tokens(text)
    found: set[str] = set()
    at = 0
    while at < len(tape):
        end = _run(tape, at)
        parts = [t.text for t in tape[at:end] if t.capital and not _role(t.low)]
        lows = {t.lower() for t in parts}
        if len(parts) > 1 and not lows & (nouns().bodies | nouns().media | nouns().never | _list("not_persons")):
            found |= set(parts[-2:] if len(parts) > 2 else parts[-1:])
        at = max(end, at + 1)
    return frozenset(found)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(vocabulary("victims")[name]["words"])


def _reason(clause: Clause, item: Item) -> Reason | None:
    """What the clause says of a victim: its cheapest reason, where that is a fate and no verb is negated."""
    reasons = [r for r in clause.reasons(item) if r.trigger.role != "kind" and _taken(clause, r)]
    if not reasons or reasons[0].cost > DEAREST or reasons[0].measure not in MEASURES:
        return None
    if unreal(clause, reasons[0]):
        return None
    cheapest = [r for r in reasons if r.cost == reasons[0].cost]
    return next((r for r in cheapest if r.measure == "people_killed"), reasons[0])


def unreal(clause: Clause, reason: Reason) -> bool:
    """Whether what decides is denied, or told of as meant, possible or narrowly missed ("to kill", "could've died", "almost killed")."""
    first = reason.trigger.first
    before = {clause.low(k).removesuffix("'ve") for k in range(first - 3, first)}
    return bool(before & (words_of("negations") | _list("missed"))) or clause.low(first - 1) in MEANT


def takes(clause: Clause, reason: Reason) -> list[str] | None:
    """What a verb that means its measure only with some objects may have for one; None for a verb that always means it."""
    found: list[str] | None = vocabulary("measures").get(reason.measure, {}).get("takes", {}).get(clause.low(reason.trigger.first))
    return found


def _taken(clause: Clause, reason: Reason) -> bool:
    """Whether a verb that means its measure only with some objects has people for its object here."""
    bound = takes(clause, reason)
    return bound is None or "people" in bound


def _possessed(tape: list[Token], item: Item) -> str | None:
    """"Galo Brun's murder", "the priests' death": a noun of a fate behind the owner."""
    apart = item.stated.last < len(tape) and tape[item.stated.last].low == "'"
    if not apart and not tape[item.stated.last - 1].low.endswith("'s"):
        return None
    for k in range(item.stated.last, min(len(tape), item.stated.last + 3)):
        found = [t.measure for t in triggers_at(tape, k, ("of",)) if t.measure in MEASURES]
        if found:
            return found[0]
    return None


def _targeted(tape: list[Token], item: Item) -> str | None:
    """"the attack on Galo Brun": a target of whom no harm is told."""
    at = item.stated.first - 1
    while at > 0 and tape[at].low in words_of("determiners"):
        at -= 1
    return TARGETED if at > 0 and tape[at].low in ("on", "against") and tape[at - 1].low in _list("attacks") else None


def _joined(clause: Clause, item: Item, before: tuple[int, str] | None) -> str | None:
    """What was said of the victim before, where only "and" or a comma stands between them."""
    if before is None or before[0] > item.stated.first:
        return None
    gap = [clause.low(k) for k in range(before[0], item.stated.first)]
    return before[1] if gap in (["and"], [","], [",", "and"], ["or"], ["and", "his"], ["and", "her"], ["and", "the"]) else None


def _people(tape: list[Token], taken: set[int], known: frozenset[str]) -> list[tuple[Item, int]]:
    """Names of persons with the role before them, each with the index where the name begins."""
    found = []
    at = 0
    while at < len(tape):
        end = _run(tape, at)
        if end <= at or at in taken:
            at += 1
            continue
        first = at
        while first < end - 1 and (_role(tape[first].low) or not tape[first].capital or tape[first].low in words_of("determiners")):
            first += 1
        name = " ".join(t.text for t in tape[first:end]).removesuffix("'s").removesuffix("’s")
        if _person(tape, first, end, name, known):
            begin = _role_before(tape, at)
            stated = Stated(begin, end, begin, Amount.make(Bound.EXACT, 1), "named")
            found.append((Item(stated, Phrase(end, end, end - 1, "people")), first))
        at = end
    return found


def _run(tape: list[Token], at: int) -> int:
    """The index after a run of capitalised words that begins at a token."""
    if not (tape[at].word and tape[at].capital) or tape[at].low in words_of("stops") | words_of("determiners"):
        return at
    end = at + 1
    while end < len(tape) and _goes_on(tape, end):
        end += 1
    return end


def _goes_on(tape: list[Token], at: int) -> bool:
    """Whether a run of capitalised words goes on: a capital, or a particle or the dot of an initial with a capital behind it."""
    if tape[at].word and tape[at].capital and tape[at].low not in words_of("stops"):
        return True
    between = tape[at].low in PARTICLES or (tape[at].low == "." and len(tape[at - 1].text) == 1)
    return between and at + 1 < len(tape) and tape[at + 1].capital


def _person(tape: list[Token], first: int, end: int, name: str, known: frozenset[str]) -> bool:
    """Whether a run of capitalised words may be a person's name."""
    lows = [t.low for t in tape[first:end]]
    classes = nouns()
    if any(low in classes.bodies | classes.media | classes.never | _list("not_persons") or kind_of(low) for low in lows):
        return False
    titled = first > 0 and _role(tape[first - 1].low)
    if len(lows) == 1 and (name.isupper() or not (titled or name in known)):
        return False  # a lone surname needs its title or the full name elsewhere
    return lows[-1] not in _calendar()


def _calendar() -> frozenset[str]:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return frozenset([*days, *vocabulary("notcounts")["months"]["words"]])


def _role(low: str) -> bool:
    classes = nouns()
    return low in classes.titles | classes.officials | classes.insiders or kind_of(low) == "people" or low.endswith(("ian", "ean", "ese"))


def _role_before(tape: list[Token], at: int) -> int:
    """Where the words of a role right before a name begin: over plain words, as far as the last word is a role."""
    if at == 0 or not (tape[at - 1].word and (_role(tape[at - 1].low) or tape[at - 1].low in words_of("determiners"))):
        return at
    k = at
    while k > 0 and at - k < LONGEST_ROLE and tape[k - 1].word and tape[k - 1].low not in words_of("stops"):
        if triggers_at(tape, k - 1, ("object", "subject", "phrase", "state", "of")):
            break
        k -= 1
    return k


def _plurals(tape: list[Token], taken: set[int]) -> list[tuple[Item, int]]:
    """Plurals of people without a number, with the words before them."""
    found = []
    for at, token in enumerate(tape):
        if at in taken or kind_of(token.low) != "people" or not is_plural(token.low) or token.low in ("others", "people"):
            continue
        if at + 1 < len(tape) and (kind_of(tape[at + 1].low) == "people" or tape[at + 1].low in ("'", "-")):
            continue
        begin = at
        while begin > 0 and at - begin < LONGEST_ROLE and begin - 1 not in taken and tape[begin - 1].word:
            if tape[begin - 1].low in words_of("stops") or triggers_at(tape, begin - 1, ("object", "subject", "phrase", "of")):
                break
            begin -= 1
        if token.low in _list("anybody") and all(t.low in words_of("determiners") for t in tape[begin:at]):
            continue
        stated = Stated(begin, at + 1, begin, Amount.make(Bound.VAGUE, 2), "several")
        found.append((Item(stated, Phrase(at + 1, at + 1, at, "people")), begin))
    return found
