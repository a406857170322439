"""Who speaks for whom: a person printed beside a body or an office."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corroborate.model import Source, SourceKind
from corroborate.reconcile.names import CAPITAL, clash, content, core, initials, listed, other_office, own
from corroborate.reconcile.words import words

BESIDE = 90
"""Characters on either side of a name in which its office and its body are printed."""
NEXT = 30
"""Characters on either side of a name in which a title stands."""
_STOP = re.compile(r"[.;!?]\s")
_OF = re.compile(r"\bof\b")
_ACRONYM = re.compile(r"\b[A-Z]{3,8}\b")
_BRACKET = re.compile(r"\s*\([^)]*\)")


def speaks_for(person: Source, body: str, texts: Iterable[str]) -> bool:
    """Whether a person is printed as the spokesperson, head or director of `body`: in its role, or beside its name in a text."""
    body = _BRACKET.sub("", body)
    offices, said = listed("spokes"), person.role or person.name
    if content(said) & offices and any(initials(body).endswith(a) for a in abbreviations(person)):
        return True
    if other_office(said, body):
        return False  # the ambulance service's spokesman does not speak for the mayor of its city
    if content(said) & offices and core(body) and core(body) <= content(said):
        return True
    last = (CAPITAL.findall(person.name) or [""])[-1]
    telling = core(body) | frozenset([w for w in words(body) if w in own(body)][:1])
    if person.kind is not SourceKind.PERSON or not last or not core(body) or telling & content(person.name):
        return False
    return any(offices & near and telling <= near for text in texts for near in map(_told, _beside(last, text)))


def abbreviations(person: Source) -> frozenset[str]:
    """The acronyms of bodies in somebody's role: "VRO" of "VRO chief"."""
    return frozenset(_ACRONYM.findall((person.role or "").replace(".", "")))


def titled_for(person: Source, body: str, texts: Iterable[str]) -> bool:
    """The same where the body's name could be a person's ("Aldo Water"): an office of it must be printed beside the person."""
    last = (CAPITAL.findall(person.name) or [""])[-1]
    near = [n for text in texts if last and body in text for n in _beside(last, text) if body in n]
    return bool(near) and any(_titled(body).search(n) for n in near)


@lru_cache(maxsize=4096)
def _titled(body: str) -> re.Pattern[str]:
    offices, name = "|".join(sorted(listed("spokes"))), re.escape(body)
    return re.compile(rf"\b(?:{offices}) (?:of|for|from|at|with) (?:the )?{name}\b|\b{name}(?:[’']s)? (?:{offices})\b")


def holds(person: Source, office: str, texts: Iterable[str]) -> bool:
    """Whether a person is printed as the holder of an office that another sentence names alone ("the Varenne governor")."""
    needed, where = content(office) & listed("roles"), own(office)
    last = (CAPITAL.findall(person.name) or [""])[-1]
    if not needed & listed("single") or person.kind is not SourceKind.PERSON or content(last) & content(office):
        return False
    if words(_OF.split(office)[0])[-1:] and words(_OF.split(office)[0])[-1] not in listed("roles"):
        return False  # "President Oda Renn" is no office alone
    role = content(person.role or "")
    if role & listed("past"):
        return False
    if needed <= role:
        return (where <= role or not own(person.role or "")) and not clash(office, f"{person.role} {person.name}")
    printed = [_told(near) for text in texts for near in _beside(last, text, NEXT)]
    return any(needed <= said for said in printed) and not any(said & listed("past") for said in printed)


def printed_beside(person: Source, texts: Iterable[str]) -> frozenset[str]:
    """The words that stand round a person's name in the texts."""
    last = (CAPITAL.findall(person.name) or [""])[-1]
    return frozenset(w for text in texts for near in _beside(last, text) for w in _told(near)) if last else frozenset()


def _told(near: str) -> frozenset[str]:
    """The words of running text, reduced like those of a name: a place in it ends no name."""
    return content(near, whole=True)


def _beside(last: str, text: str, reach: int = BESIDE) -> Iterable[str]:
    """The words of the same sentence round each mention of a name."""
    for at in re.finditer(rf"\b{re.escape(last)}\b", text):
        before = _STOP.split(text[max(0, at.start() - reach) : at.start()])[-1]
        yield before + " " + _STOP.split(text[at.end() : at.end() + reach])[0]


