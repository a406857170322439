"""What the parts of the reader hand to each other: offsets into `Document.text` everywhere, half-open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corroborate.model import Amount, Commitment, Mention, Period, Place, Source


class SentenceKind(StrEnum):
    """What part of a report a sentence belongs to."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"  # bylines, datelines standing alone, credits, copyright
    PROMOTION = "promotion"  # subscription lines, read-more links, share prompts


LONGEST_SENTENCE = 8_000
"""Characters of a sentence that is told apart: the work grows with the square of what it holds, and no prose has longer ones."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `index` counts in the document, `paragraph` counts blocks between line breaks."""

    index: int
    start: int
    end: int
    text: str
    paragraph: int
    kind: SentenceKind = SentenceKind.BODY

    @property
    def endless(self) -> bool:
        """Whether it is no sentence, but words or numbers that run on without one."""
        return self.end - self.start > LONGEST_SENTENCE


@dataclass(frozen=True, slots=True)
class Count:
    """An amount and what it counts, before anybody is named for it. `sentence` is a Sentence's index."""

    sentence: int
    start: int
    end: int
    amount: Amount
    measure: str
    unit: str | None = None
    population: str | None = None
    stage: str | None = None
    standard: str | None = None
    polarity: str = "+"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposition:
    """A key statement without an amount; `about` names the accused, the weapon, the facility, in printed words; `start`-`end`
    is the trigger (verb or noun) that carries it, by which its speaker and its scene are looked up."""

    sentence: int
    start: int
    end: int
    measure: str
    about: str | None = None
    polarity: str = "+"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says what stands at a position: the chain (next to the outlet first, deepest last) and the commitment."""

    chain: tuple[Source, ...] = ()
    commitment: Commitment = Commitment.ASSERTED
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when what stands at a position takes place; `background` if it is another event than the report's own."""

    place: Place | None = None
    facility: str | None = None
    when: Period | None = None
    as_of: date | None = None
    background: bool = False
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noticed:
    """Mentions to keep beside the claims, and positions (start, end, why) that were seen and not understood."""

    mentions: tuple[Mention, ...] = ()
    unread: tuple[tuple[int, int, str], ...] = ()
