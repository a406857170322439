"""The wordings that carry key statements, compiled from data/propositions.toml and data/needs.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from corroborate.read.literals import Gate, Guarded, required
from corroborate.vocabulary import vocabulary

_FILES = ("propositions", "needs")
_MARK = "ꙮ"
_PART = regex.compile(r"\(\?P<(\w+)>")
LONGEST_SUBJECT = 90
"""Characters before a trigger in which its subject is looked for."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to say one thing; `about` are fixed words, `parts` the named parts of the pattern."""

    name: str
    measure: str
    wording: str
    unless: str | None
    needs: tuple[str, ...]
    polarity: str
    positive: bool
    about: str | None
    subject: str
    within: int
    parts: frozenset[str]

    def search(self, words: str) -> regex.Match[str] | None:
        """The first place in a sentence where the frame fits."""
        at = compiled(self.wording).search(words)
        return None if at is None or (self.unless and compiled(self.unless).search(words)) else at

    def named(self, words: str, at: regex.Match[str]) -> tuple[int, int] | None:
        """Where the sentence names what the frame is about (the accused, the weapon, the facility), None where it does not."""
        if "about" in self.parts and at["about"]:
            return at.span("about")
        if self.subject:
            start = max(0, at.start() - LONGEST_SUBJECT)
            spans = [found.span() for found in _subject(self.subject).finditer(words, start, at.start())]
            return spans[-1] if spans else None
        return None


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, in the order of the files."""
    return tuple(_frame(row) for name in _FILES for row in vocabulary(name).get("frame", ()))


@cache
def _gate() -> Gate:
    """What each frame needs: one of its stems, and the words that its expression cannot do without."""
    return Gate([(*((frozenset(f.needs),) if f.needs else ()), *required(_fill(f.wording, _classes()))) for f in frames()])


def possible(words: str) -> list[Frame]:
    """The frames that a sentence may fit, in order: a search for words is much cheaper than one for a wording."""
    return [frames()[k] for k in _gate().open(f" {words} ")]


def _frame(row: dict[str, Any]) -> Frame:
    wording = row["pattern"] if "(?P<trigger>" in row["pattern"] else f"(?P<trigger>{row['pattern']})"
    needs = tuple(filter(None, row.get("needs", "").split("|")))
    return Frame(
        name=row["name"], measure=row["measure"], wording=wording, unless=row.get("unless"), needs=needs, polarity=row.get("polarity", ""),
        positive=row.get("positive", False), about=row.get("about"), subject=row.get("subject", ""), within=row.get("within", 0),
        parts=frozenset(_PART.findall(wording)),
    )  # fmt: skip


@cache
def _classes() -> dict[str, str]:
    """Each class with the classes above it filled in."""
    filled: dict[str, str] = {}
    for name in _FILES:
        for key, words in vocabulary(name).get("classes", {}).items():
            filled[key] = _fill(words, filled)
    return filled


def _fill(pattern: str, classes: dict[str, str]) -> str:
    for key, words in classes.items():
        pattern = pattern.replace(f"{{{key}}}", words)
    return pattern


@cache
def compiled(pattern: str) -> regex.Pattern[str]:
    """A pattern with its classes filled in, upper and lower case alike."""
    return regex.compile(_fill(pattern, _classes()), regex.IGNORECASE)


@cache
def _subject(kind: str) -> regex.Pattern[str]:
    return compiled(r"\b{actor}" if kind == "actor" else r"[^\s.;,:][^.;,:]{2,60}")


@cache
def _elsewhen() -> Guarded:
    return Guarded(compiled(vocabulary("propositions")["background"]["words"]).pattern)


def background(words: str, index: int) -> frozenset[str]:
    """The measures that a sentence, by its words and its place in the report, states of another time only."""
    table = vocabulary("propositions")["background"]
    return frozenset(table["measures"]) if index >= table["after"] and _elsewhen().search(words) else frozenset()


@cache
def _introductions() -> tuple[Guarded, ...]:
    return tuple(Guarded(_fill(row["pattern"], _classes())) for row in vocabulary("propositions")["group"])


def groups(text: str) -> regex.Pattern[str] | None:
    """The names that a report introduces as those of armed groups, as one expression; None if there are none."""
    names: set[str] = set()
    for pattern in _introductions():
        for at in pattern.finditer(text):
            for name in filter(None, at.groupdict().values()):
                names.update(_forms(name))
    kept = sorted((n for n in names if _is_name(n)), key=lambda n: (-len(n), n))
    return regex.compile(rf"(?<![\w-])(?:{'|'.join(map(regex.escape, kept))})(?![\w-])") if kept else None


def _forms(name: str) -> tuple[str, ...]:
    """A group's printed name without its article and its "members of", and the acronym that it ends with."""
    bare = compiled(r"^(?:(?:{troops}|members?|leaders?|men) of )?(?:the |an? )?").sub("", name.strip(" .,"))
    words = bare.split()
    acronym = words[-1:] if len(words) > 1 and words[-1].isupper() and words[-1].isalpha() else []
    whole = " ".join(words)
    return (whole, *acronym, *(f"{a}{whole[1:]}" for a in "Aa" if whole[:3].lower() in ("al-", "al ") and len(words) > 1))


def _is_name(name: str) -> bool:
    """Whether capitalised words are a group's own name, and not a nationality, a title or the first word of a sentence."""
    ordinary = compiled(
        r"(?:the |an? |{demonym} )*(?:{demonym}|{country}|{side}|{troops}|armed|an?|the|no|one|some|two|several|other|that|this|his|our)s?"
    )
    return len(name) > 1 and not ordinary.fullmatch(name)


def shadow(text: str, names: regex.Pattern[str] | None) -> str:
    """A sentence with every group's name replaced by marks of the same length, so that frames see an actor, and breaks by spaces."""
    flat = text.replace("\r", " ").replace("\n", " ")
    return names.sub(lambda at: _MARK * len(at.group()), flat) if names else flat


@cache
def _beside() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    """What stands before a facility's noun, after it, and the words before it that are no sentence opener."""
    before = compiled(r"(?:(?:{modifier}|{demonym}|(?-i:\p{Lu})[\p{L}.’'-]*) )+$")
    return before, compiled(r" of (?:the )?(?-i:\p{Lu})[\p{L}’'-]+| No\.? \d+"), compiled(r"(?:{modifier}|{demonym})\b")


def whole_name(text: str, span: tuple[int, int], least: int = 0) -> tuple[int, int]:
    """A facility's name with the kind and the proper name that stand round its noun, not before the offset `least`."""
    start, end = span
    before, after, kind = _beside()
    if left := before.search(text, least, start):
        opener = left.start() == 0 and not kind.match(text)
        start = min(start, text.index(" ") + 1 if opener else left.start())
    right = after.match(text, end)
    return start, right.end() if right else end
