"""Who says what: sources, cues and contents, and the chain of who told whom."""

from __future__ import annotations

from corroborate.model import Document
from corroborate.read.found import Noticed, Sentence, Voice


class Voices:
    """The attributions of one document."""

    def __init__(self, document: Document, cut: list[Sentence]) -> None:
        self.noticed = Noticed()

    def at(self, start: int, end: int) -> Voice:
        """Who says the words at `[start, end)`; the empty chain is the outlet's own voice."""
        return Voice()
