"""How claims bear on each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.model import Claim, Document, Origin, Relation


def relations(
    documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str], sources: Sequence[Origin]
) -> list[Relation]:
    """Relate claims: conflicts, supersedes, sums, scope differences, denials, mutations; one representative pair a pair of origins."""
    return []
