"""The one way to the words of a restricted report."""

from __future__ import annotations

from fastapi import Request

from corroborate.engine.sources import REPORT
from corroborate.model import Claim
from corroborate.serve.pages import case, person
from corroborate.serve.vault import vault


def open_sealed(request: Request, report: str) -> tuple[str, tuple[Claim, ...]]:
    """The text and the claims of a restricted report; its route is for a keeper of sources alone.

    That it is opened, and by whom, is on the disk before this returns; where it cannot be put on record nothing is shown."""
    vault(request).sources().note(person(request).name, REPORT, report)
    return case(request).opened(report)
