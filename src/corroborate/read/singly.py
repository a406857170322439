"""Victims told of one by one, by name or by a word that stands for one: "Oda Renn was found dead", "he died of his wounds".

They are counted, one each, only in a report that counts nobody else of their fate: elsewhere they are among those counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from corroborate.model import Amount, Bound
from corroborate.read.amounts import Stated, amounts
from corroborate.read.clauses import Clause, Item, Reason
from corroborate.read.found import Count, Sentence, SentenceKind
from corroborate.read.goals import reached
from corroborate.read.kinds import kind_of
from corroborate.read.nouns import Phrase, phrase_after
from corroborate.read.people import fate
from corroborate.read.tokens import Token, tokens
from corroborate.read.triggers import words_of
from corroborate.read.victims import surnames, takes, unreal, victims
from corroborate.vocabulary import vocabulary

FATES = ("people_killed", "people_injured")
PLAIN = 0.95
"""What a way to decide may cost (corroborate.read.clauses) for somebody who stands for a person already told of."""
TOLD_SINGLY = "told_singly"
"""The flag of a person who is counted because the report tells of them, not because it counts."""
READ = (SentenceKind.HEADLINE, SentenceKind.BODY)
Told = tuple[int, int, str, str | None]
"""Start and end in the sentence, the fate, and the name if there is one."""


def singly(cut: Sequence[Sentence], found: Sequence[Count]) -> list[Count]:
    """The victims told of one by one, of each fate that the report counts nobody for; each name once, else one nameless person."""
    counted = {c.measure for c in found if c.amount.point != 0}
    missing = [m for m in FATES if m not in counted]
    if not missing:
        return []
    known = surnames("\n".join(s.text for s in cut))
    told = [(s, t) for s in cut if s.kind in READ for t in _of(s.text, known)]
    made: list[Count] = []
    dead = {_key(t[3]) for _, t in told if t[3] and t[2] == "people_killed"}
    for measure in missing:
        of = [(s, t) for s, t in told if t[2] == measure and (measure == "people_killed" or _key(t[3]) not in dead)]
        made += _each(of, nameless=measure == "people_killed" or not (dead or "people_killed" in counted or made))
    return made


def apart_from_kin(text: str, found: Sequence[Count]) -> list[Count]:
    """The counts without somebody's relative who is told of alone ("her son was killed") where the report counts others of that fate."""
    kin = {c for c in found if c.amount.point == 1 and text[c.start : c.end].split(" ", 1)[0].lower() in _words("kin")}
    counted = {c.measure for c in found if c not in kin and c.amount.point != 0}
    beside = {(c.sentence, c.measure) for c in found if c not in kin}
    return [c for c in found if c not in kin or c.measure not in counted or (c.sentence, c.measure) in beside]


def _each(told: Iterable[tuple[Sentence, Told]], *, nameless: bool) -> list[Count]:
    """One count a name; where there is no name, the first person without one."""
    first: dict[str, Count] = {}
    for sentence, (start, end, measure, name) in told:
        made = Count(
            sentence.index, sentence.start + start, sentence.start + end, Amount.make(Bound.EXACT, 1), measure, "people", name,
            flags=(TOLD_SINGLY,),
        )  # fmt: skip
        first.setdefault(_key(name), made)
    named = [c for key, c in first.items() if key]
    return named or ([first[""]] if nameless and "" in first else [])


def _key(name: str | None) -> str:
    """A name by its last word: "Renn" is "Oda Renn" again."""
    return name.split()[-1].lower() if name else ""


def _of(text: str, known: frozenset[str]) -> list[Told]:
    """Who a sentence tells of: by name, else by a word that stands for one person."""
    sure = [v for v in victims(text, known) if v.named and v.measure in FATES and not v.loose and not _goes_on(text, v.end)]
    return [(text.index(v.name, v.start), v.end, v.measure, v.name) for v in sure] or _standing(text)


def _goes_on(text: str, end: int) -> bool:
    """Whether a verb of speech follows, so that the name is a speaker's, or a noun of people that the name only describes."""
    after = tokens(text[end : end + 20])[:1]
    return bool(after) and (after[0].low in words_of("speech") or kind_of(after[0].low) == "people")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(vocabulary("victims")[key]["words"])


def _standing(text: str) -> list[Told]:
    """Those for whom a pronoun, "the victim" or a person's noun with an article stands."""
    tape = tokens(text)
    counted = [Item(s, phrase_after(tape, s)) for s in amounts(tape)]
    items = sorted([*counted, *_persons(tape)], key=lambda i: i.stated.first)
    clause = Clause(tape, items)
    found: list[Told] = []
    for k, item in enumerate(items):
        if item.stated.form == "singular" and (measure := _fate(clause, k)):
            found.append((tape[item.stated.first].start, tape[item.stated.last - 1].end, measure, None))
    return found


def _persons(tape: list[Token]) -> list[Item]:
    found = []
    for at, token in enumerate(tape):
        last = at + 1 if token.low in _words("pronouns") else at + 2
        article = token.low in ("the", "a", "an") and at + 1 < len(tape) and tape[at + 1].low in _words("stand_ins")
        bare = at == 0 and token.capital and token.low in _words("stand_ins")
        owner = token.low == "her" and at + 1 < len(tape) and tape[at + 1].word and tape[at + 1].low not in words_of("stops")
        if (token.low in _words("pronouns") and not owner) or article or bare:
            last = at + 1 if bare else last
            stated = Stated(at, last, at, Amount.make(Bound.EXACT, 1), "singular")
            found.append(Item(stated, Phrase(last, last, last - 1, "people")))
    return found


def _fate(clause: Clause, k: int) -> str | None:
    """What the clause plainly says became of one person; None where it is denied, meant or only feared."""
    item = clause.items[k]
    reasons = sorted([*clause.reasons(item), *reached(clause, item)], key=lambda r: (r.cost, r.trigger.first))
    reasons = [r for r in reasons if r.trigger.role != "kind" and "people" in (takes(clause, r) or ["people"])]
    if not reasons or reasons[0].cost > PLAIN or unreal(clause, reasons[0]) or _of_another(clause, item, reasons[0]):
        return None
    measure = fate(clause, k, reasons[0].measure, reasons[0].trigger)
    return measure if measure in FATES else None


def _of_another(clause: Clause, item: Item, reason: Reason) -> bool:
    """Whether somebody or something else is named between a person and the verb ("she watched her friend die")."""
    between = {clause.low(at) for at in range(item.phrase.last, reason.trigger.first)}
    return bool(between & (words_of("determiners") | {"of"}))
