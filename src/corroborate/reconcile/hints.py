"""Signs that two origins may be one: they join only the cautious count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.model import Claim, Document, Edge


def hints(documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str], edges: Sequence[Edge]) -> list[Edge]:
    """Edges of strength possible: equal unattributed figures, exact sums, a speaker who cites another, equal round figures."""
    return []
