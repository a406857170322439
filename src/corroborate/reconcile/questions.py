"""Which claims may be compared: one question is one thing counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.model import Claim, Document, Question


def questions(
    documents: Sequence[Document], claims: Sequence[Claim], incident_of: Mapping[str, str]
) -> tuple[list[Question], dict[str, str]]:
    """Place every claim in a question; returns the questions and the question id of every claim."""
    return [], {}
