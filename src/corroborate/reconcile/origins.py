"""Which claims go back to one utterance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.model import Claim, Document, Edge, Origin, OriginCount


def dependence(documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str]) -> list[Edge]:
    """Collect the evidence that pairs of claims share an origin."""
    return []


def origins(documents: Sequence[Document], claims: Sequence[Claim], edges: Sequence[Edge]) -> tuple[list[Origin], dict[str, str]]:
    """Join claims over certain and probable edges; returns the origins and the origin id of every claim."""
    return [], {}


def count(support: Sequence[str], sources: Sequence[Origin], edges: Sequence[Edge]) -> OriginCount:
    """Count the independent origins behind the claims `support`: joined on every edge, on certain and probable ones, on certain ones."""
    return OriginCount(0, 0, 0)
