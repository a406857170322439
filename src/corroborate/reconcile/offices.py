"""Bodies told by their kind: "the police", "Varenne police", their chief and their spokesman are one body on one matter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corroborate.model import Source, SourceKind
from corroborate.reconcile.names import content, core, own, peoples
from corroborate.reconcile.words import words
from corroborate.vocabulary import vocabulary

BEFORE = 40
"""Characters before a name in which a title stands."""
_AFTER = re.compile(r",\s+(?:a|an|the|its|their)?\s*([^,.;:()“”\"]{3,70})")
_CUT = re.compile(r"[.,;:()“”\"]|\band\b|\bsaid\b|\btold\b")
_JOINT = re.compile(r"\band\b|\bor\b|,")


@dataclass(frozen=True, slots=True)
class Office:
    """What a source speaks for: kinds of body, the place or owner in its name, its country, the person's own name.

    `voices_it` says that the person is its spokesperson, who says nothing of his own.
    """

    kinds: frozenset[str] = frozenset()
    whose: frozenset[str] = frozenset()
    country: frozenset[str] = frozenset()
    person: frozenset[str] = frozenset()
    voices_it: bool = False


@lru_cache(maxsize=16384)
def _kinds(printed: str) -> frozenset[str]:
    told = set(words(printed))
    listed = vocabulary("populations")["branches"]
    return frozenset(kind for kind, named in listed.items() if told & set(named))


def office(source: Source, role: str | None, texts: Iterable[str]) -> Office:
    """What a source speaks for, by its name, its role, or the title that a text prints beside it; empty for joint sources."""
    name = source.name
    if _JOINT.search(name.split(",")[0]) or set(words(name)) & set(vocabulary("populations")["offices"]["union"]):
        return Office()
    if source.kind is not SourceKind.PERSON:
        return Office(_kinds(name), core(name) - _titles(name), peoples(name))
    title, person = _split(name)
    title = title or role or _printed(person, texts)
    voices_it = bool(set(words(title)) & set(vocabulary("populations")["names"]["mouths"]))
    return Office(_kinds(title), core(title) - _titles(title), peoples(title), own(person), voices_it)


def _titles(printed: str) -> frozenset[str]:
    """The words of a name that only say what kind of body it is."""
    listed = vocabulary("populations")["branches"]
    return frozenset(w for named in listed.values() for w in named) & frozenset(words(printed))


def _split(name: str) -> tuple[str, str]:
    """The title before a person's name, empty if none, and the name: "Varenne police chief Dana Orr"."""
    parts = name.split()
    last = max((k for k, w in enumerate(parts) if _kinds(w) or set(words(w)) & _heading()), default=-1)
    return " ".join(parts[: last + 1]), " ".join(parts[last + 1 :]) or name


def _speaking() -> frozenset[str]:
    return frozenset(vocabulary("populations")["names"]["spokes"])


def _printed(person: str, texts: Iterable[str]) -> str:
    """The title that a text prints right before or after a person's name."""
    for text in texts:
        for at in re.finditer(re.escape(person), text):
            before = _CUT.split(text[max(0, at.start() - BEFORE) : at.start()])[-1]
            after = _AFTER.match(text, at.end())
            if _kinds(before) and set(words(before)[-1:]) & _heading():
                return before
            if after and _kinds(after.group(1)) and set(words(after.group(1))) & _heading() and not _CUT.search(after.group(1)):
                return after.group(1)
    return ""


def _heading() -> frozenset[str]:
    """The words for those who head a body or speak for it."""
    return _speaking() | frozenset(vocabulary("populations")["names"]["heading"])


def one_body(a: Office, b: Office) -> bool:
    """Whether two sources speak for one body: of one kind, not of two places, and not two holders of an office that one person holds."""
    kinds = a.kinds & b.kinds
    if not kinds or not (a.whose <= b.whose or b.whose <= a.whose):
        return False
    if a.country and b.country and not a.country & b.country:
        return False
    alone = frozenset(vocabulary("populations")["names"]["single_kinds"])
    return not (kinds <= alone and a.person and b.person and not a.person & b.person)


def same_desk(a: Office, b: Office) -> bool:
    """Whether neither source is a person who may speak for himself: bodies, spokespeople, and the one person who is the office."""
    alone = a.kinds & b.kinds & frozenset(vocabulary("populations")["names"]["single_kinds"])
    return bool(alone) or all(o.voices_it or not o.person for o in (a, b))


def same_authority(a: str, b: str) -> bool:
    """Whether both names are only words for those in charge: "officials", "the authorities"."""
    listed = frozenset(vocabulary("populations")["names"]["authorities"])
    x, y = content(a), content(b)
    return bool(x & listed) and bool(y & listed) and not core(a) and not core(b)
