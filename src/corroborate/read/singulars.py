"""People told of as victims without a number: "a policeman was killed", "killing a woman", "patients ... with gunshot wounds"."""

from __future__ import annotations

from functools import cache
from typing import cast

from corroborate.model import Amount, Bound
from corroborate.read.amounts import Stated
from corroborate.read.clauses import Clause, Item, Reason
from corroborate.read.nouns import Phrase
from corroborate.read.tokens import Token
from corroborate.read.triggers import triggers_at, words_of
from corroborate.vocabulary import vocabulary

LONGEST = 6
"""Tokens from the article to the noun ("a 70-year-old Varennese woman" is longer only by its age)."""
FAR = 8
"""Tokens before a person within which a relative clause that they stand in begins."""

_ARTICLES = {
    "a": "nouns", "an": "nouns", "another": "nouns", "the": "definite",
    "his": "relatives", "her": "relatives", "their": "relatives", "my": "relatives",
}  # fmt: skip
COUNTED = frozenset(
    [
        "people_killed", "people_injured", "people_killed_or_injured", "people_missing",
        "people_held", "people_freed", "people_rescued", "people_arrested",
    ]
)  # fmt: skip
"""What a single person is counted for; being somewhere or moving is told of people by the way."""


@cache
def _nouns(key: str) -> frozenset[str]:
    return frozenset(cast(list[str], vocabulary("measures")["singulars"][key]))


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(cast(list[str], vocabulary("victims")[name]["words"]))


def singulars(tape: list[Token], taken: set[int]) -> list[tuple[Stated, Phrase]]:
    """Every single person of a sentence with an article, outside the amounts (token indexes) already `taken`."""
    found = []
    for at, token in enumerate(tape):
        if token.low not in _ARTICLES or at in taken or _predicate(tape, at) or _beside(tape, at):
            continue
        head = _head(tape, at, _ARTICLES[token.low])
        if head is not None:
            kind = "attackers" if tape[head].low in vocabulary("measures")["nouns"]["attackers"] else "people"
            stated = Stated(at, head + 1, at, Amount.make(Bound.EXACT, 1), "singular")
            found.append((stated, Phrase(head + 1, head + 1, head, kind)))
    return found


def wounded_plurals(tape: list[Token]) -> list[tuple[Stated, Phrase]]:
    """A bare plural of people that begins a clause and is told of wounds ("patients ... had returned with gunshot wounds"): two or more.

    Only with the wounds named: of other bare plurals nothing is counted, for they say what kind of people, not how many.
    """
    wounds = next((k for k in range(len(tape)) if any(t.measure == "people_injured" for t in triggers_at(tape, k, ("phrase",)))
                   and tape[k].low == "with"), None)  # fmt: skip
    for at, token in enumerate(tape[: (wounds or 1) - 1]):
        opens = at == 0 or tape[at - 1].low in ("that", ".", ":", '"', "“")
        if opens and token.low in _nouns("plurals"):
            stated = Stated(at, at + 1, at, Amount.make(Bound.VAGUE, 2), "plural")
            return [(stated, Phrase(at + 1, at + 1, at, "people"))]
    return []


def _head(tape: list[Token], at: int, list_: str) -> int | None:
    """The person's noun, reached over modifiers only; ages ("70-year-old") are passed over."""
    end, k = at + LONGEST, at + 1
    while k < min(len(tape), end):
        low = tape[k].low
        if tape[k].number or low in ("-", "year", "month", "old"):
            if low == "old" and tape[k - 1].low in ("-", "year", "month") and _alone(tape, k + 1):
                return k  # "a 17-year-old was killed"
            k, end = k + 1, end + 1
            continue
        if not tape[k].word or low in words_of("stops"):
            return None
        if low in _nouns(list_) and not _goes_on(tape, k + 1, list_):
            return k
        k += 1
    return None


def _alone(tape: list[Token], at: int) -> bool:
    """Whether no noun follows an age, so that the age stands for the person."""
    return at >= len(tape) or not tape[at].word or tape[at].low in words_of("stops") or _told(tape, at)


def _told(tape: list[Token], at: int) -> bool:
    """Whether a verb of the vocabulary begins here."""
    return bool(triggers_at(tape, at, ("object", "subject", "phrase", "state")))


def _predicate(tape: list[Token], at: int) -> bool:
    """Whether the words before say what somebody is, not who ("was a teacher", "as a nurse")."""
    return at > 0 and tape[at - 1].low in ("is", "was", "as", "not", "be", "been", "being", "like", "became")


def _beside(tape: list[Token], at: int) -> bool:
    """Whether a relative is only named beside somebody ("shown with his wife", "a present for her son")."""
    return at > 0 and _ARTICLES[tape[at].low] == "relatives" and tape[at - 1].low in ("with", "for", "to", "from", "like", "about", "by")


def _goes_on(tape: list[Token], at: int, list_: str) -> bool:
    """Whether the noun only modifies another one ("a police officer", "a student nurse", "a soldier's home")."""
    if at >= len(tape):
        return False
    token = tape[at]
    if token.low in _nouns("nouns") or token.low in ("'", "-"):
        return True
    if token.low == "and" and list_ == "relatives":
        return not (at + 1 < len(tape) and tape[at + 1].low in _ARTICLES)  # "his wife and son": two, and the words do not say so
    verb = _told(tape, at) or token.low.endswith(("ed", "ing"))
    return token.word and not token.capital and token.low not in words_of("stops") | words_of("adverbs") and not verb


def meant(clause: Clause, reason: Reason) -> bool:
    """Whether what decides is only tried, possible or required ("tried to arrest her brother", "could be jailed")."""
    first = reason.trigger.first
    tried = clause.low(first - 1) == "to" and clause.low(first - 2) not in _list("achieved")
    return tried or bool({clause.low(k) for k in range(first - 2, first)} & _list("possible"))


def by_the_way(clause: Clause, item: Item, reason: Reason) -> bool:
    """Whether a person stands inside what is said of another who bears the verb ("a woman who was visiting her son was killed")."""
    at = item.stated.first
    if reason.trigger.first < item.phrase.last:
        return False
    if clause.low(at - 1) == "of" and clause.low(at - 2) in _nouns("relatives"):
        return True  # "the mother of a boy was killed"
    for k in range(at - 1, max(-1, at - FAR), -1):
        if clause.low(k) in ("who", "whom"):
            return k > 0 and clause.tape[k - 1].word
        if not clause.tape[k].word or clause.low(k) in words_of("speech") | _list("tells"):
            return False  # "a man who said that his wife was killed"
    return False
