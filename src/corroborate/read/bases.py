"""How a source knows, and marks that an analyst should see beside a statement."""

from __future__ import annotations

from functools import cache

import regex

from corroborate.model import Commitment, Source, SourceKind
from corroborate.read.literals import Guarded
from corroborate.vocabulary import vocabulary


@cache
def _any(section: str, key: str) -> Guarded:
    entries = sorted(vocabulary("cues")[section][key], key=lambda w: (-len(w), w))
    return Guarded(r"(?<![\p{L}])(?:" + "|".join(regex.escape(w) for w in entries) + r")(?![\p{L}])")


def basis(sentence: str, cue: str) -> str | None:
    """How the source knows, where the sentence says so: witnessed, told or official record."""
    if cue in ("saw", "witnessed", "counted") or _any("basis", "witnessed").search(sentence):
        return "witnessed"
    if _any("basis", "told").search(sentence):
        return "told"
    return "official record" if _any("basis", "record").search(sentence) else None


def marks(sentence: str, commitment: Commitment, source: Source) -> tuple[str, ...]:
    """`attests` where one source vouches for another's statement, `insider_inferred` where an official speaks as one who is inside."""
    found = []
    if commitment is Commitment.CONFIRMED and _any("attests", "objects").search(sentence):
        found.append("attests")
    if source.kind in (SourceKind.PERSON, SourceKind.OFFICIALS) and _elsewhere(source) and _inside(sentence):
        found.append("insider_inferred")
    return tuple(found)


def _elsewhere(source: Source) -> bool:
    """Whether the role places the speaker in an office, not where the words put him."""
    role = set(regex.findall(r"\p{L}+", (source.role or source.name).lower()))
    return bool(role & set(vocabulary("cues")["insider"]["offices"]))


def _inside(sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in _first_person())


@cache
def _first_person() -> tuple[regex.Pattern[str], ...]:
    words = vocabulary("cues")["insider"]
    states, places = ("|".join(regex.escape(w) for w in words[key]) for key in ("states", "places"))
    return (
        regex.compile(rf"\bour\s+(?:\p{{L}}+\s+)?(?:{places})\b", regex.IGNORECASE),
        regex.compile(rf"\b(?:we|I)(?:'|’|\s)[^.!?]{{0,30}}?\b(?:{states})\b[^.!?]{{0,30}}\b(?:{places})\b", regex.IGNORECASE),
        regex.compile(
            r"\b(?:we|I)\s(?:can't|can’t|cant|cannot|can not|couldn't|couldn’t|could not)\s(?:get|go|come|leave|run)\b", regex.IGNORECASE
        ),
    )
