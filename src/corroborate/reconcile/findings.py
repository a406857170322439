"""What may be said of each question: low, best, high, origins, status and the reasons for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.model import Claim, Document, Edge, Finding, Origin, Question, Relation


def findings(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    asked: Sequence[Question],
    question_of: Mapping[str, str],
    sources: Sequence[Origin],
    edges: Sequence[Edge],
    related: Sequence[Relation],
) -> list[Finding]:
    """Answer every question: its range, best value, origins and status, each with its reasons and what would change it."""
    return []
