"""Whether two printed names stand for one source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from corroborate.model import Source, SourceKind
from corroborate.reconcile.rules import nobody
from corroborate.reconcile.words import plain, stem, words
from corroborate.vocabulary import vocabulary

_NOT_IN_A_NAME = re.compile(r"[’']s?\b|(?<=\b[A-Z])\.")
_COUNTRY = re.compile(r"[a-z]{2}iso")
_ACRONYM = re.compile(r"\b[A-Z]{2,8}\b")
_WHERE = re.compile(r",? \b(?:in|at|near|from|who|which|inside|outside)\b.*$|(?<=\w{3}), .*$")
CAPITAL = re.compile(r"\b[A-Z][\w’'-]*")
"""A word printed with a capital."""


def without_place(name: str) -> str:
    """A name without where its bearer is: "a source" of "a source at Port Aldo hospital"."""
    return _WHERE.sub("", name)


@cache
def listed(name: str) -> frozenset[str]:
    """One word list of `[names]` in `data/populations.toml`."""
    return frozenset(vocabulary("populations")["names"][name])


@cache
def _aliases() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of every alias, country and people, longest first, and what each stands for (countries as their code and "iso")."""
    data = vocabulary("populations")
    meant = {other: name for name, others in (data["aliases"] | data["armed_groups"]).items() for other in others}
    for table in (data["countries"], vocabulary("places")["adjectives"]):
        meant |= {name: f"{code.lower()}iso" for name, code in table.items()}
    return re.compile("|".join(rf"\b{re.escape(a)}s?\b" for a in sorted(meant, key=lambda a: (-len(a), a)))), meant


@lru_cache(maxsize=16_384)
def content(name: str, whole: bool = False) -> frozenset[str]:
    """The words of a name that tell sources apart: lower case, singular, without articles and titles, aliases and peoples resolved.

    Where it is somebody ("a source at Port Aldo hospital") is left out, but not of `whole` running text.
    """
    pattern, meant = _aliases()
    kept = _NOT_IN_A_NAME.sub("", name if whole else without_place(name)).lower().replace("-", " ")
    found = words(pattern.sub(lambda m: meant.get(m.group()) or meant[m.group()[:-1]], plain(kept)))
    kept_words = frozenset(w for w in found if w not in listed("ignored"))
    if all(_COUNTRY.fullmatch(w) for w in kept_words):  # "the Syrian opposition" is no other word for its country
        kept_words |= frozenset(found) & listed("sides")
    return kept_words


def alias(name: str) -> str:
    """The group with several names that a name speaks of, by the name that its aliases stand for; empty if none."""
    found = content(name)
    return next((group for group in vocabulary("populations")["armed_groups"] if frozenset(words(group)) <= found), "")


@lru_cache(maxsize=16_384)
def own(name: str) -> frozenset[str]:
    """The words of a name that are neither roles nor peoples: of "Governor Oda Renn", oda and renn."""
    return frozenset(w for w in content(name) - listed("roles") if not _COUNTRY.fullmatch(w))


def core(name: str) -> frozenset[str]:
    """The own words of a name without those that many bodies share: of "Varenne Institute for Human Rights", varenne."""
    return own(name) - listed("bodies")


def generic(name: str) -> bool:
    """Whether a name is only the kind of a body: "a monitoring group", "the watchdog"."""
    return bool(content(name) & listed("kinds")) and not core(name) and not peoples(name)


def peoples(name: str) -> frozenset[str]:
    """The countries that a name speaks of, as their code and "iso"."""
    return content(name) - own(name) - listed("roles")


def initials(name: str) -> str:
    """The capitals that an acronym of this name would have."""
    return "".join(w[0] for w in CAPITAL.findall(name)).upper()


def acronyms(name: str) -> frozenset[str]:
    """The acronyms that stand in a name, and those that could stand for it: "VPD" for the Varenne police."""
    tails = vocabulary("populations")["names"]["acronyms"]
    made = {initials(name), *(f"{_before(kind, name)}{tail}" for tail, kind in tails.items() if kind in words(name))}
    return frozenset(a for a in (*_ACRONYM.findall(name.replace(".", "")), *made) if len(a) > 1)


def _before(kind: str, name: str) -> str:
    return initials(re.sub(rf"(?i)\b{kind}\b.*", "", name))


def _abbreviates(short: str, full: str) -> bool:
    """Whether `short` is an acronym of `full`, or one that `full` prints beside its name."""
    marks = _ACRONYM.findall(short.replace(".", ""))
    tails = vocabulary("populations")["names"]["acronyms"]
    for tail, kind in tails.items():  # "VPD" for "Varenne police"
        if (large := _before(kind, full)) and large + tail in marks and kind in words(full):
            return True
    return any(m == initials(full) or (len(m) > 2 and re.search(rf"\b{m}\b", full) is not None) for m in marks)


def clash(a: str, b: str) -> bool:
    """Whether two names speak of different countries."""
    x, y = peoples(a), peoples(b)
    return bool(x) and bool(y) and not x & y


@lru_cache(maxsize=16_384)
def unnamed(name: str) -> bool:
    """Whether a name is only a role that many people hold, wherever they are: "officials", "a doctor in Port Aldo"."""
    if " and " in name:
        return all(unnamed(part) for part in name.split(" and "))
    found = content(name)
    if found & listed("vague") and not found & listed("bodily") and not _titled(name):
        return not CAPITAL.search(name[1:]) or bool(found & listed("persons"))
    return False


def _titled(name: str) -> bool:
    """Whether a name of two large words and more ends on a kind of body: "Aldo Today activist group" is a body's name."""
    last = words(without_place(name))[-1:]
    own_words = own(name) - listed("bodies") - listed("vague")
    return bool(set(last) & listed("bodies")) and len(own_words & _printed_large(without_place(name))) > 1


@lru_cache(maxsize=32_768)
def same_name(a: str, b: str) -> bool:
    """Whether two names stand for one person or body: one's own words all stand in the other's, or one abbreviates the other."""
    if content(a) == content(b) and content(a):
        return True
    if clash(a, b) or unnamed(a) or unnamed(b):
        return False
    if _abbreviates(a, b) or _abbreviates(b, a):
        return True
    if other_office(a, b):
        return False
    short, full = sorted((a, b), key=lambda n: (len(core(n)), len(own(n)), n))
    if not core(short) or not core(short) <= core(full):
        return False
    whole = own(short) == core(short) or own(short) <= own(full)
    return core(short) == core(full) or (whole and bool(core(short) & _printed_large(short)))


@lru_cache(maxsize=32_768)
def other_office(a: str, b: str) -> bool:
    """Whether two names that share only a place are of two offices there: a mayor and a prosecutor, police and a newspaper."""
    x, y = _office(a), _office(b)
    if x and y:
        return not x & y or (x ^ y) == {"union"} or core(a) != core(b)
    if not (x or y):
        return False
    office, other = (a, b) if x else (b, a)
    if content(other) & listed("roles"):
        return False
    return bool(core(other) - core(office)) or bool((content(other) - content(office)) & listed("bodies"))


def _office(name: str) -> frozenset[str]:
    """The kinds of office that a name ends on after a place or country ("the Varenne police chief"); empty for names of people."""
    found = [w for w in words(without_place(name)) if w not in listed("ignored")]
    offices = vocabulary("populations")["offices"]
    last = listed("roles") | listed("bodies") | {w for listed in offices.values() for w in listed}
    if not found or found[-1] not in last or not core(name):
        return frozenset()
    kinds = content(name)
    return frozenset(kind for kind, listed in offices.items() if kinds & set(listed))


@lru_cache(maxsize=16_384)
def _printed_large(name: str) -> frozenset[str]:
    """The words of a name that are printed with a capital."""
    return frozenset(words(" ".join(CAPITAL.findall(plain(name)))))


@lru_cache(maxsize=32_768)
def same_role(a: str, b: str) -> bool:
    """Whether two names without telling words of their own ("the police", "state television") may be one body."""
    x, y = content(a), content(b)
    telling = (own(a) | own(b)) - listed("bodies")
    if not x or not y or telling or clash(a, b) or not (x <= y or y <= x):
        return False
    return all(_COUNTRY.fullmatch(w) is None for w in x & y) or bool(x & y & listed("roles")) or bool((x ^ y) & listed("statal"))


def same_state(a: str, b: str) -> bool:
    """Whether two names are media of one state, its television and its news agency: two houses, and may be one voice."""
    x, y = content(a), content(b)
    return all("state" in n and n & listed("statemedia") for n in (x, y)) and not clash(a, b)


def bare(name: str) -> bool:
    """Whether a name is one common word for a body, printed small: "the council"."""
    return len(content(name)) == 1 and content(name) <= listed("bodies") and not CAPITAL.search(name)


def private(source: Source) -> bool:
    """Whether the source is somebody unnamed, who can only be recognised inside one report."""
    if content(source.name) & listed("press") and core(source.name):
        return False  # the correspondent of a named outlet speaks for the outlet
    return source.kind is SourceKind.INSIDER or unnamed(source.name)


@lru_cache(maxsize=32_768)
def same_office(a: str, b: str) -> bool:
    """Whether two unnamed sources hold one office, wherever: "a medical source", "the medical source in Port Aldo"."""
    if (" and " in a or " and " in b) and content(a) != content(b):
        return False  # "the institute and activists" is no one activist's office
    x, y = content(a) & listed("roles"), content(b) & listed("roles")
    return bool(x) and bool(y) and (x <= y or y <= x) and not clash(a, b) and not set(words(a) + words(b)) & listed("further")


@lru_cache(maxsize=32_768)
def same_post(a: str, b: str) -> bool:
    """Whether two unnamed sources may stand in one place: one source and several are not the same, nor are two of two places.

    "Activists in Port Aldo" are only some of "activists"; "the source" may well be "a source at Port Aldo hospital".
    """
    x, y = (_WHERE.search(n) for n in (a, b))
    if _several(a) != _several(b):
        return False
    if x and y:
        return not _posts(x) or not _posts(y) or _posts(x) <= _posts(y) or _posts(y) <= _posts(x)
    return not (x or y) or not _several(a)


def _posts(where: re.Match[str]) -> frozenset[str]:
    return frozenset(words(" ".join(CAPITAL.findall(where.group())))) - listed("ignored")


def _several(name: str) -> bool:
    """Whether a name is in the plural: "activists", "sources in the area"."""
    found = re.findall(r"[^\W\d_]+", without_place(name).lower())
    return bool(found) and found[-1] != stem(found[-1])


def same_unnamed(a: str, b: str) -> bool:
    """Whether one unnamed source is told with no more than the other: "a medical source", "the medical source in Port Aldo"."""
    x, y = content(a), content(b)
    return x <= y or y <= x


@lru_cache(maxsize=32_768)
def same_among(a: str, b: str) -> bool:
    """Whether one name lists the other beside somebody else: "the Varenne Institute and medics"."""
    return any(
        " and " in joint and any(not unnamed(part) and same_name(part, single) for part in joint.split(" and "))
        for joint, single in ((a, b), (b, a))
        if content(joint) != content(single)
    )


def fullest(sources: Iterable[Source]) -> Source:
    """The source with the most telling name; by name where that decides nothing."""
    return min(sources, key=lambda s: (nobody(s), not s.named, -len(own(s.name)), -len(content(s.name)), s.name))
