"""Where and when: places, facilities, dates, and what is background."""

from __future__ import annotations

from corroborate.model import Document
from corroborate.read.found import Noticed, Scene, Sentence


class Scenes:
    """The places and times of one document."""

    def __init__(self, document: Document, cut: list[Sentence]) -> None:
        self.noticed = Noticed()

    def at(self, start: int, end: int) -> Scene:
        """Where and when the words at `[start, end)` take place."""
        return Scene()
