"""Amounts and what they count."""

from __future__ import annotations

from corroborate.model import Document
from corroborate.read.found import Count, Sentence


def count(document: Document, cut: list[Sentence]) -> tuple[list[Count], tuple[tuple[int, int, str], ...]]:
    """Find every amount that counts something of the event, and the numbers that were seen and not understood (start, end, why)."""
    return [], ()
