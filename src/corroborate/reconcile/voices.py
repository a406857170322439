"""Voices: what one source says on one matter, and which two of them can be one source at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corroborate.model import Bound, Claim, Source, SourceKind
from corroborate.reconcile.names import acronyms, bare, content, core, generic, listed, private
from corroborate.reconcile.populations import population
from corroborate.reconcile.posts import abbreviations, printed_beside
from corroborate.reconcile.spellings import spelling

CROWD = 24
"""Voices that share a word or a figure; from there on each is held against the clearest few only, so that cost stays linear."""
CLEAREST = 4
"""How many these are."""


@dataclass(frozen=True)
class Voice:
    """A source under one name on one matter, with all that it says."""

    source: Source
    claims: list[Claim]

    @property
    def role(self) -> str | None:
        """The first role that a report prints for it."""
        return next((c.speaker.role for c in self.claims if c.speaker and c.speaker.role), None)

    @cached_property
    def figures(self) -> dict[tuple[str, float, str], list[Claim]]:
        """Its exact and bounded counts by what they count, the number, and who is counted."""
        held: dict[tuple[str, float, str], list[Claim]] = defaultdict(list)
        for c in self.claims:
            if c.amount and c.amount.bound is not Bound.VAGUE and c.amount.stated:
                held[c.measure, c.amount.stated[0], population(c.population).key].append(c)
        return dict(held)

    @cached_property
    def documents(self) -> frozenset[str]:
        """The documents that quote it."""
        return frozenset(c.document for c in self.claims)


def hidden(voice: Voice) -> bool:
    """Whether a voice has no name by which it could be known in another report."""
    return private(voice.source) or generic(voice.source.name) or bare(voice.source.name)


def meetings(voices: Sequence[Voice], text: Mapping[str, str]) -> list[tuple[Voice, Voice]]:
    """The pairs of voices that can be one source: of one report, with a word, an acronym, a spelling or a figure in common."""
    told = frozenset(w for v in voices for w in core(v.source.name) | (content(v.source.name) & listed("single")))
    held: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for k, voice in enumerate(voices):
        for key in sorted(set(_keys(voice, told, text)), key=str):
            held[key].append(k)
    pairs = {pair for found in held.values() for pair in _paired(found, voices)}
    return [(voices[x], voices[y]) for x, y in sorted(pairs)]


def _keys(voice: Voice, told: frozenset[str], text: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    name = voice.source.name
    yield from (("report", d) for d in voice.documents)
    yield from (("word", w) for w in content(name))
    yield from (("acronym", a) for a in acronyms(name))
    yield from (("figure", *figure) for figure in voice.figures)
    if content(name) & listed("authorities") and not core(name):
        yield ("authorities",)
    if voice.source.kind is SourceKind.PERSON:
        yield ("spelled", spelling(name))
        yield from (("acronym", a) for a in abbreviations(voice.source))
        role = content(voice.role or "")
        yield from (("word", w) for w in told & (role | printed_beside(voice.source, [text[d] for d in sorted(voice.documents)])))


def _paired(found: Sequence[int], voices: Sequence[Voice]) -> Iterator[tuple[int, int]]:
    """All pairs of a few; of a crowd, everybody with the clearest: named before unnamed, those who say much first."""
    ordered = sorted(found, key=lambda k: (hidden(voices[k]), -len(voices[k].claims), voices[k].source.name, k))
    for at, x in enumerate(ordered if len(ordered) <= CROWD else ordered[:CLEAREST]):
        yield from ((min(x, y), max(x, y)) for y in ordered[at + 1 :])
