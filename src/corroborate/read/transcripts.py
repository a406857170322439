"""Turns of a transcript: a name in capitals and a colon hand the floor over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import regex

from corroborate.vocabulary import vocabulary

_LABEL = regex.compile(
    r"(?:(?<=^|[\n.?!\"”)]\s?)|(?<=^))(?P<name>\p{Lu}[\p{Lu}.'’-]+(?:\s\p{Lu}[\p{Lu}.'’-]+){0,3})(?:,\s[^:\n]{2,40})?:\s", regex.MULTILINE
)
FEWEST = 4
"""Labels that make a text a transcript; fewer may be headings."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: its label `[start, end)`, the name as words, and where the next begins."""

    start: int
    end: int
    name: str
    until: int


def turns(text: str) -> list[Turn]:
    """The turns of a transcript, none where the text is no transcript: two names must come back."""
    no_names = set(vocabulary("roles")["never"]["labels"])
    found = [m for m in _LABEL.finditer(text) if not no_names & set(m.group("name").lower().split())]
    heard = Counter(m.group("name").split()[-1] for m in found)
    again = [n for n in heard.values() if n > 1]
    if len(found) < FEWEST or len(again) < 2 or sum(again) * 4 < 3 * len(found):
        return []
    full = {m.group("name").split()[-1]: m.group("name") for m in reversed(found) if " " in m.group("name")}
    ends = [m.start() for m in found[1:]] + [len(text)]
    return [
        Turn(m.start("name"), m.end(), _words(full.get(m.group("name"), m.group("name")), text), end)
        for m, end in zip(found, ends, strict=True)
    ]


def _words(label: str, text: str) -> str:
    """The name in ordinary letters, the full one where the text prints it."""
    plain = label.title()
    full = regex.search(rf"\b\p{{Lu}}[\p{{Ll}}-]+\s{regex.escape(plain)}\b", text) if " " not in plain else None
    return full.group() if full else plain
