"""The one way to the words of a restricted report."""

from __future__ import annotations

from fastapi import Request

from corroborate.model import Claim
from corroborate.serve.pages import case


def open_sealed(request: Request, report: str) -> tuple[str, tuple[Claim, ...]]:
    """The text and the claims of a restricted report; its route is for a keeper of sources alone."""
    return case(request).opened(report)
