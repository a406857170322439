"""Whether two printed names stand for one source."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corroborate.model import Source
from corroborate.reconcile.words import vocabulary, words

_NOT_IN_A_NAME = re.compile(r"[’']s?\b|(?<=\b[A-Z])\.")
_ACRONYM = re.compile(r"\b[A-Z]{2,8}\b")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(vocabulary("populations")["names"][name])


@cache
def _aliases() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of every alias, longest first, and what each stands for."""
    meant = {alias: name for name, others in vocabulary("populations")["aliases"].items() for alias in others}
    return re.compile("|".join(rf"\b{a}\b" for a in sorted(meant, key=lambda a: (-len(a), a)))), meant


@lru_cache(maxsize=65536)
def content(name: str) -> frozenset[str]:
    """The words of a name that tell sources apart: lower case, singular, without articles and titles, aliases resolved."""
    pattern, meant = _aliases()
    plain = _NOT_IN_A_NAME.sub("", name).lower().replace("-", " ")
    found = words(pattern.sub(lambda m: meant[m.group()], plain))
    return frozenset(w for w in found if w not in _listed("ignored"))


@lru_cache(maxsize=65536)
def own(name: str) -> frozenset[str]:
    """The words of a name that are neither roles nor peoples: of "Governor Oda Renn", oda and renn."""
    return content(name) - _listed("roles") - _listed("peoples")


def initials(name: str) -> str:
    """The capitals that an acronym of this name would have."""
    return "".join(w[0] for w in re.findall(r"\b[A-Z][\w’'-]*", name)).upper()


def _abbreviates(short: str, full: str) -> bool:
    """Whether `short` is an acronym of `full`, or one that `full` prints beside its name."""
    marks = _ACRONYM.findall(short.replace(".", ""))
    return any(m == initials(full) or (len(m) > 2 and re.search(rf"\b{m}\b", full) is not None) for m in marks)


def _peoples_clash(a: frozenset[str], b: frozenset[str]) -> bool:
    x, y = a & _listed("peoples"), b & _listed("peoples")
    return bool(x) and bool(y) and not x & y


@lru_cache(maxsize=262144)
def same_name(a: str, b: str) -> bool:
    """Whether two names stand for one person or body: one's own words all stand in the other's, or one abbreviates the other."""
    x, y = content(a), content(b)
    if x and x == y:
        return True
    if _peoples_clash(x, y):
        return False
    if _abbreviates(a, b) or _abbreviates(b, a):
        return True
    shorter, longer = sorted((own(a), own(b)), key=len)
    return bool(shorter) and shorter <= longer


@lru_cache(maxsize=262144)
def same_role(a: str, b: str) -> bool:
    """Whether two names without own words ("the police", "state television") may be one body."""
    x, y = content(a), content(b)
    return bool(x) and bool(y) and not own(a) and not own(b) and (x <= y or y <= x) and not _peoples_clash(x, y)


@lru_cache(maxsize=65536)
def vague(name: str) -> bool:
    """Whether a name is a role that many people hold: "officials", "a local doctor"."""
    return not own(name) and bool(content(name) & _listed("vague")) and "state" not in content(name)


def speaks_for(role: str, body: str) -> bool:
    """Whether a printed role ("spokeswoman for the Varenne police") is that of a speaker of `body`."""
    return bool(content(role) & {"spokesperson"}) and bool(content(body)) and content(body) <= content(role)


def fullest(sources: list[Source]) -> Source:
    """The source with the most telling name; by name where that decides nothing."""
    return min(sources, key=lambda s: (not s.named, -len(own(s.name)), -len(content(s.name)), s.name))
