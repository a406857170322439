"""Key statements without an amount."""

from __future__ import annotations

from corroborate.model import Document
from corroborate.read.found import Proposition, Sentence


def propose(document: Document, cut: list[Sentence]) -> list[Proposition]:
    """Find the key statements: responsibility, cause, weapon, facilities hit, agreements, denials, needs and access."""
    return []
