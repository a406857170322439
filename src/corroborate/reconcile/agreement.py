"""Which statements of a question say the same: a corroboration needs two origins for one thing, not for one kind of thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from corroborate.model import Bound
from corroborate.reconcile.facilities import facility
from corroborate.reconcile.intervals import Fit, compare
from corroborate.reconcile.kinds import means
from corroborate.reconcile.rules import find, rules
from corroborate.reconcile.statements import Statement

_WORD = re.compile(r"[^\W\d_]{3,}")
_FIGURE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d{1,3}(?:,?\d{3})*\b")
STEM = 5
"""Letters of a word that count: attacked, attacker and attacks are one."""


@lru_cache(maxsize=16_384)
def content(text: str) -> frozenset[str]:
    """The words of a text that carry content, cut to their first letters, without those of `rules.toml`, `[same].empty`."""
    empty = set(rules()["same"]["empty"])
    return frozenset(w[:STEM] for w in _WORD.findall(text.lower().replace("’s", "").replace("'s", "")) if w not in empty)


def subject(s: Statement) -> frozenset[str]:
    """What a proposition names, by its words; a claim of responsibility names who makes it."""
    named = [c.about for c in s.claims if c.about]
    if not named and s.measure == "responsibility_claimed":
        named = [c.speaker.name for c in s.claims if c.speaker]
    return content(" ".join(named))


def same_proposition(a: Statement, b: Statement) -> bool:
    """Whether two statements of one measure, inside one question, say the same.

    They name the same; or one names nothing, and its sentence holds the other's name; or their sentences share enough words
    of content (`rules.toml`, `[same]`). Not where the one names what the other excludes, or tells of another means of attack.
    """
    if a.denied != b.denied or a.measure != b.measure or unlike(a, b) or not _one_means(a, b):
        return False
    x, y = subject(a), subject(b)
    u, v = (content(_text(s)) for s in (a, b))
    accused = a.measure == "responsibility_attributed"
    if x & y:  # one party does many things, and a town has many hospitals
        return not (accused or _two_purposes(a, b)) or _one_deed(a, b, (u & v) - x - y)
    named, told = (x, v) if x else (y, u)
    if not (x and y) and named and len(named & told) > len(named) / 2:
        return True
    needed = rules()["same"]["apart" if (x and y) or accused else "words"]
    return len(u & v) >= needed and not (accused and _figures_apart(a, b))


def _two_purposes(a: Statement, b: Statement) -> bool:
    """Whether two statements on places name different purposes, or only one of them does: a hospital, the maternity hospital."""
    if not a.measure.startswith("facility_"):
        return False
    x, y = (frozenset().union(*(facility(c.about or "").purposes for c in s.claims)) for s in (a, b))
    return x != y


def _text(s: Statement) -> str:
    return " ".join(c.sentence.text for c in s.claims)


def _one_means(a: Statement, b: Statement) -> bool:
    """Whether the sentences do not name different means of attack: gas and gunfire are two deeds, whoever is accused of them."""
    x, y = means(_text(a)), means(_text(b))
    return not (x and y) or bool(x & y)


def _one_deed(a: Statement, b: Statement, shared: frozenset[str]) -> bool:
    """Whether two statements of one party or kind of place share words enough, and their largest figures, if any, are not far apart."""
    return not _figures_apart(a, b) and len(shared) >= rules()["same"]["deed"]


def _figures_apart(a: Statement, b: Statement) -> bool:
    x, y = (max(_largest(c.sentence.text) for c in s.claims) for s in (a, b))
    return bool(x and y) and max(x, y) > rules()["outlier"]["ratio"] * min(x, y)


@lru_cache(maxsize=16_384)
def _largest(text: str) -> int:
    """The largest number that a text prints in digits, years left out; 0 for none."""
    return max((int(n.replace(",", "")) for n in _FIGURE.findall(text)), default=0)


def unlike(a: Statement, b: Statement) -> bool:
    """Whether two statements name things that exclude each other: a car bomb, a truck bomb (`rules.toml`, `[same.unlike]`)."""
    if a.measure != b.measure or a.measure not in rules()["same"]["unlike"]:
        return False
    x, y = (frozenset().union(*(_rows(a.measure, c.about or c.sentence.text) for c in s.claims)) for s in (a, b))
    return bool(x and y) and not x & y


@lru_cache(maxsize=16_384)
def _rows(measure: str, text: str) -> frozenset[int]:
    """The rows of things that exclude each other of which a text names one."""
    return frozenset(k for k, row in enumerate(rules()["same"]["unlike"][measure]) if find(row, text))


def weight(group: Iterable[Statement]) -> tuple[int, int, int, str]:
    """How much speaks for a group: attributed origins, reports, statements."""
    group = list(group)
    origins = {s.origin for s in group if s.attributed}
    return (len(origins), len({c.document for s in group for c in s.claims}), len(group), min(c.id for s in group for c in s.claims))


def agreed(said: Sequence[Statement]) -> list[Statement]:
    """The statements that say the same as one of them: round the one that most speaks for. No chains: each says what that one says."""
    rounds = [[s for s in said if s is pivot or same_proposition(s, pivot)] for pivot in said]
    return max(rounds, key=weight, default=[])


def bears_out(s: Statement, pick: Statement) -> bool:
    """Whether a count speaks for another: of one unit, agreeing, or a bound that is met and not far off."""
    if s.amount is None or pick.amount is None or s.unit != pick.unit:
        return False
    fit = compare(s.amount, pick.amount)
    near = s.number * rules()["same"]["bound"] >= pick.number and pick.number * rules()["same"]["bound"] >= s.number
    kinds = [a.bound is Bound.VAGUE for a in (s.amount, pick.amount)]
    if any(kinds):
        return all(kinds)  # "dozens" bears out "scores", but no figure
    return fit is Fit.AGREE or (fit in (Fit.COMPATIBLE, Fit.SOFT_CONFLICT) and near)
