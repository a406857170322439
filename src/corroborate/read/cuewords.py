"""Words round a cue, and the attribution as printed that every part of the reading of cues hands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from corroborate.model import Commitment
from corroborate.read.sources import Phrase
from corroborate.vocabulary import vocabulary

BE = frozenset(vocabulary("syntax")["be"])
AUX = frozenset(vocabulary("syntax")["aux"])
MODAL = frozenset(vocabulary("syntax")["modal"])
TIMES = frozenset(vocabulary("syntax")["times"])
BREAKS = frozenset(vocabulary("syntax")["breaks"])
OPENERS = frozenset(vocabulary("syntax")["openers"])
ISSUED = frozenset(vocabulary("syntax")["issued"])
DEEDS = frozenset(vocabulary("syntax")["deeds"])
EYES = frozenset(vocabulary("syntax")["eyes"])
NOUNLIKE = frozenset(vocabulary("syntax")["nounlike"])
AFTER_NOUN = frozenset(vocabulary("syntax")["after_noun"])
RELATIVES = frozenset(vocabulary("syntax")["relatives"])
PREPOSITIONS = frozenset(vocabulary("syntax")["prepositions"])
ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their", "my", "our"})
EYES_SEE = frozenset({"saw", "witnessed", "counted"})
PHRASE_HEADS = frozenset({"according", "as", "attributed", "on"})
QUOTES = frozenset('"“”«»')


@dataclass(slots=True)
class Cue:
    """One attribution as printed: the cue's offsets, its source as a phrase or a pronoun, whom it told or cites, and what it covers."""

    start: int
    end: int
    word: str
    commitment: Commitment
    form: str
    source: Phrase | None
    pronoun: str | None = None
    source_start: int = 0
    source_end: int = 0
    audience: Phrase | None = None
    deeper: Phrase | None = None
    beside: Phrase | None = None  # "Chief A and Mayor B said": the other one
    medium: str | None = None
    contents: list[tuple[int, int]] = field(default_factory=list)
    nested: bool = False
    closing: bool = False
    pointing: bool = False  # "That is according to X": it covers the sentence before


@cache
def speech_verbs() -> dict[str, tuple[Commitment, bool]]:
    """Speech verbs with the commitment that they carry and whether they take any subject (`strong`)."""
    table: dict[str, tuple[Commitment, bool]] = {}
    for name, group in vocabulary("cues")["verbs"].items():
        for word in group["weak"]:
            table[word] = (Commitment(name), False)
        for word in group["strong"]:
            table[word] = (Commitment(name), True)
    return table


@cache
def cue_words(section: str, key: str) -> frozenset[str]:
    """One list of cues.toml as a set, loaded once."""
    return frozenset(vocabulary("cues")[section][key])


@cache
def carrying() -> dict[str, Commitment]:
    """Participles that go on for a subject already named, with the commitment that they carry."""
    return {word: Commitment(name) for name, words in vocabulary("cues")["participles"].items() for word in words}


@cache
def cue_triggers() -> frozenset[str]:
    """Every word that can be or begin a cue: it is asked for each word of a report."""
    lists = (cue_words("toll", "verbs"), cue_words("relay", "verbs"), cue_words("relay", "participles"), EYES_SEE, PHRASE_HEADS)
    return frozenset(speech_verbs()).union(*lists)


@cache
def stirring() -> frozenset[str]:
    """Every word at which an attribution may be found; at all others there is nothing to look for."""
    return cue_triggers() | carrying().keys()
