"""What stands right after an amount: its noun phrase, what kind of thing that is, and who is counted as printed."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.read.amounts import Stated
from corroborate.read.kinds import kind_of, unit_of
from corroborate.read.tokens import Token
from corroborate.read.triggers import participle_before_noun, triggers_at, words_of

LONGEST = 7
"""Words between an amount and its head noun that are still read as one phrase."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The noun phrase of an amount: tokens `first` to `last` (exclusive) after it; `head` is the noun's token, None if there is none.

    `kind` is people, attackers, vehicles, buildings, attacks, distance, duration, other, unknown, or "" without a noun.
    """

    first: int
    last: int
    head: int | None
    kind: str
    unit: str | None = None


def phrase_after(tape: list[Token], stated: Stated) -> Phrase:
    """The noun phrase that `stated` counts."""
    at = stated.last
    if _low(tape, at) == "-" and kind_of(_low(tape, at + 1)):  # "a two-day freeze", "12-hour"
        at += 1
        if kind_of(_low(tape, at)) in ("duration", "distance"):  # "a five-minute car ride" is no car
            return Phrase(stated.last, at + 1, at, kind_of(_low(tape, at)), unit_of(_low(tape, at)))
    if _low(tape, at) == "of":
        at += 1
        while _low(tape, at) in words_of("determiners"):
            at += 1
        if _low(tape, at) in words_of("fates") and not kind_of(_low(tape, at + 1)):  # "five of the dead", "hundreds of dead and injured"
            at += 2 if _low(tape, at + 1) in ("and", "or") and _low(tape, at + 2) in words_of("fates") else 0
            return Phrase(stated.last, at + 1, at, "people")
    if _low(tape, at) in ("more", "additional") or (_low(tape, at) in ("the",) and stated.form == "pair"):
        at += 1
    if _low(tape, at) in ('"', "“", "‘"):
        at += 1
    return _walk(tape, stated.last, at)


def _walk(tape: list[Token], first: int, at: int) -> Phrase:
    head = None
    end = at
    while end < len(tape) and end < at + LONGEST and _inside(tape, end):
        kind = kind_of(tape[end].low)
        if tape[end].low in ("square", "cubic", "sq") or (end == at and unit_of(tape[end].low) == "tonnes"):  # "a 100 gigaton bomb"
            return Phrase(first, end + 1, end, "other")
        if kind:
            head = end
            if _low(tape, end + 1) == "-" and end + 2 < len(tape):  # "two student-led marches"
                end += 2
                continue
            if _counting_noun(tape, end + 1):
                head, end = end + 1, end + 2  # "512 civilian deaths"
                return Phrase(first, end, head, "people")
            if tape[end].low in words_of("modifiers") and _plural(tape, end + 1):
                return Phrase(first, end + 2, end + 1, "unknown")  # "multiple police departments" (of no kind that is known)
            if not kind_of(_low(tape, end + 1)) or _low(tape, end + 1) in ("other", "others") or _closed(tape, end):
                end += 1
                break
        end += 1
    if head is None:
        last = _unknown_end(tape, at, end)
        plural = last > at and tape[last - 1].low.endswith(("s", "body", "life")) and tape[last - 1].word
        return Phrase(first, last if last > at else first, last - 1 if plural else None, "unknown" if plural else "")
    kind = kind_of(tape[head].low)
    if kind == "distance" and (_low(tape, head + 1) == "/" or _low(tape, head + 2) == "hour"):  # "90 km/h", "40 miles an hour"
        return Phrase(first, min(head + 3, len(tape)), head, "other", "speed")
    return Phrase(first, head + 1, head, kind, unit_of(tape[head].low))


def _plural(tape: list[Token], at: int) -> bool:
    """Whether a token is a plain plural noun of no known kind and no verb."""
    low = _low(tape, at)
    if not low.isalpha() or len(low) < 4 or not low.endswith("s") or low.endswith("ss") or kind_of(low) or tape[at].capital:
        return False
    small = words_of("stops") | words_of("adverbs") | words_of("speech")
    return low not in small and not triggers_at(tape, at, ("object", "subject", "phrase", "state"))


def _counting_noun(tape: list[Token], at: int) -> bool:
    """Whether a token is a noun that is a count itself ("deaths") and can be no verb or state of the people before it."""
    return at < len(tape) and bool(triggers_at(tape, at, ("noun",))) and not triggers_at(tape, at, ("state", "object", "subject"))


def _unknown_end(tape: list[Token], at: int, end: int) -> int:
    """Where a phrase without a known noun ends: at its first plural or noun that is a count itself, else where the stop word is."""
    for k in range(at, end):
        if triggers_at(tape, k, ("noun", "kind")) and not triggers_at(tape, k + 1, ("noun", "kind")):
            return k + 1
    return end


def _closed(tape: list[Token], at: int) -> bool:
    """Whether a known noun ends its phrase although another known noun follows ("20 people police said")."""
    return tape[at].low in ("people", "others", "civilians", "children", "women", "men") and _low(tape, at + 1) not in ("dead",)


def _inside(tape: list[Token], at: int) -> bool:
    """Whether a token can stand inside a noun phrase, before or at its head."""
    token = tape[at]
    if token.low in ("-", "'", "’", "'s") or (token.low == "and" and _joins(tape, at)):
        return True
    if not token.word or token.low in words_of("stops"):
        return False
    if any(t.last - t.first > 1 for t in triggers_at(tape, at, ("phrase",))):
        return False  # "thousands tortured to death"
    return bool(kind_of(token.low)) or participle_before_noun(tape, at)


def _joins(tape: list[Token], at: int) -> bool:
    """"Varennese and Maresian air raids": "and" between two capitalised modifiers."""
    return at > 0 and at + 1 < len(tape) and tape[at - 1].capital and tape[at + 1].capital and not kind_of(tape[at - 1].low)


def _low(tape: list[Token], at: int) -> str:
    return tape[at].low if 0 <= at < len(tape) else ""


def population(tape: list[Token], stated: Stated, phrase: Phrase) -> str | None:
    """Who is counted, as printed after the amount: "civilians", "women and children"; None for plain people or no noun."""
    if phrase.head is None or phrase.kind not in ("people", "attackers", "unknown"):
        return None
    if stated.form == "plural":
        return tape[phrase.head].text
    if stated.form == "singular":
        return tape[phrase.head].text if stated.last - stated.first <= 2 else _text(tape, stated.first + 1, phrase.head + 1)
    first, last = stated.last, phrase.head + 1
    if (home := _nearby(tape, last)) is not None:
        return _text(tape, first, home)
    aside = words_of("determiners") | words_of("verified") | {"of", "more", "additional"}
    while first < last and _low(tape, first) in aside:
        first += 1
    while last > first and (triggers_at(tape, last - 1, ("noun", "state")) or _low(tape, last - 1) in words_of("anyone")):
        last -= 1
    if first == last:
        return None
    if _low(tape, last) == "and" and kind_of(_low(tape, last + 1)) == "people" and last + 1 < len(tape) and not tape[last + 1].number:
        last += 2
    return _text(tape, first, last)


def _nearby(tape: list[Token], at: int) -> int | None:
    """The end of "from neighbouring houses" after a noun of people: it says who is counted; None if it is not there."""
    if _low(tape, at) != "from" or _low(tape, at + 1) not in words_of("nearby") or at + 2 >= len(tape) or tape[at + 2].capital:
        return None
    return at + 3


def _text(tape: list[Token], first: int, last: int) -> str:
    """The printed words of tokens `first` to `last`, with spaces where they stand apart."""
    words = "".join((" " if k > first and tape[k].start > tape[k - 1].end else "") + tape[k].text for k in range(first, last))
    return " ".join(words.split())
