"""The noun that an amount counts, where it is no unit of the vocabulary."""

from __future__ import annotations

from functools import cache
from itertools import takewhile

from corroborate.model import Amount
from corroborate.read.numbers import exact
from corroborate.read.tokens import Token
from corroborate.read.triggers import words_of
from corroborate.read.unitwords import is_plural, low_at, singular, unit_at, words


def counted_at(tape: list[Token], at: int) -> bool:
    """Whether a unit or a plural noun stands at a token."""
    if tape[at].low in small_words() or tape[at].low in words("per") or not tape[at].word:
        return False
    following = at + 1 < len(tape) and tape[at + 1].word and is_plural(tape[at + 1].low)
    return is_plural(tape[at].low) or unit_at(tape, at) is not None or following


def noun_at(tape: list[Token], at: int, amount: Amount) -> tuple[str, int] | None:
    """The noun that is counted, in the singular with the words before it, and the index after it."""
    one, after = amount.point == 1, at
    if one and at + 2 < len(tape) and tape[at].low == "of" and tape[at + 1].low in words_of("determiners"):  # "one of the best rooms"
        at += 2 + (tape[at + 2].low in ("most", "few", "many"))
    said: list[str] = []
    at += low_at(tape, at) == "-" and tape[at].end == tape[min(at + 1, len(tape) - 1)].start  # "six-cylinder"
    k = at
    if low_at(tape, k) in ("more", "other", "most", "such") and k + 1 < len(tape):
        said += ["other"] if tape[k].low == "other" else []
        k += 1
    while k < len(tape) and k < at + 7 and (tape[k].word or tape[k].low == "-"):
        if said and tape[k].low in ("and", "or") and _more_of_it(tape, k + 1):
            said.append(tape[k].text)
            k += 1
            continue
        if tape[k].low in small_words() or exact(tape, k) or (tape[k].low == "-" and (k == at or tape[k].start > tape[k - 1].end)):
            break
        if one and said and at == after and tape[k].word and tape[k - 1].low != "-" and is_plural(tape[k].low):
            break  # "one company says"
        said.append(tape[k].text)
        k += 1
        if is_plural(tape[k - 1].low) and (k >= len(tape) or tape[k].low != "-"):
            break
    if not one and said and not is_plural(said[-1].lower()):
        said = list(takewhile(lambda w: not w.endswith(("ing", "ed")), said))
        k = min(k, at + len(said))
    while said and said[-1] == "-":
        said.pop()
    if not said:
        again = at > 2 and tape[at - 2].low == "or" and tape[at - 3].word and tape[at - 3].low not in small_words()
        return (singular(tape[at - 3].text), at) if again else None  # "another day or two"
    return " ".join([*said[:-1], singular(said[-1])]).replace(" - ", "-"), k


def _more_of_it(tape: list[Token], at: int) -> bool:
    """Whether "and" joins two words before one noun ("digital and printed copies")."""
    for k in range(at, min(at + 3, len(tape))):
        if not tape[k].word or tape[k].low in small_words() or tape[k].low in words_of("determiners"):
            return False
        if is_plural(tape[k].low):
            return True
    return False


@cache
def small_words() -> frozenset[str]:
    """Words that are no part of the noun that an amount counts."""
    small = ("stops", "prepositions", "adverbs", "speech", "perfect")
    return frozenset({"last", "next", "this", "per"}.union(*(words_of(name) for name in small)))
