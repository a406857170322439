"""The words that say what an amount counts, and whether a verb acts on the amount before it or the amount after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from corroborate.read.kinds import kind_of
from corroborate.read.tokens import Token, tokens
from corroborate.vocabulary import vocabulary

NOT_MEASURES = ("nouns", "endings", "singulars", "magnitude", "nothing", "goals", "kin", "flight", "diseases", "later")


@dataclass(frozen=True, slots=True)
class Trigger:
    """One entry of the measures' vocabulary found at a token: `role` is object, subject, phrase, state, noun, kind, of or toll.

    `form` is base, s, ing, past or participle for verbs; `last` the index after its words.
    """

    measure: str
    role: str
    form: str
    first: int
    last: int


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of small words of the grammar vocabulary."""
    return frozenset(cast(list[str], vocabulary("grammar")["words"][name]))


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], str, str, str]]]:
    """First word -> (words, measure, role, form), longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str, str, str]]] = {}
    for measure, table in vocabulary("measures").items():
        if measure in NOT_MEASURES:
            continue
        for role in ("object", "subject", "phrase", "state", "noun", "kind", "of", "toll"):
            for entry in cast(dict[str, Any], table).get(role, []):
                for words, form in _forms(entry, role):
                    index.setdefault(words[0], []).append((words, measure, role, form))
    return {first: sorted(rows, key=lambda r: -len(r[0])) for first, rows in index.items()}


def _forms(entry: str, role: str) -> list[tuple[tuple[str, ...], str]]:
    if role not in ("object", "subject"):
        return [(tuple(t.low for t in tokens(entry)), role)]
    verb, _, tail = entry.partition(" + ")
    forms = verb.split()
    forms += [forms[3]] if len(forms) == 4 else []
    named = zip(forms, ("base", "s", "ing", "past", "participle"), strict=False)
    return [((form, *tail.split()), name) for form, name in named if form != "_"]


def triggers_at(tape: list[Token], at: int, roles: tuple[str, ...]) -> list[Trigger]:
    """The triggers of the given roles that start at token `at`, longest first."""
    found: list[Trigger] = []
    if not 0 <= at < len(tape):
        return found
    for words, measure, role, form in _index().get(tape[at].low, []):
        if role in roles and all(at + k < len(tape) and tape[at + k].low == w for k, w in enumerate(words)):
            found.append(Trigger(measure, role, form, at, at + len(words)))
    return found


def triggers_before(tape: list[Token], at: int, roles: tuple[str, ...]) -> list[Trigger]:
    """The triggers of the given roles whose last word is token `at - 1`."""
    found = []
    for first in range(max(0, at - 5), at):
        found += [t for t in triggers_at(tape, first, roles) if t.last == at]
    return sorted(found, key=lambda t: t.first)


def participle_before_noun(tape: list[Token], at: int) -> bool:
    """Whether token `at` may stand inside a noun phrase: no verb of the vocabulary, or one used as an adjective ("two wounded men")."""
    verbs = triggers_at(tape, at, ("object", "subject", "state"))
    if not verbs:
        return True
    following = tape[at + 1].low if at + 1 < len(tape) else ""
    adjectival = any(t.role == "state" or t.form == "participle" for t in verbs)
    return adjectival and kind_of(following) in ("people", "attackers", "vehicles", "buildings", "other", "things")
