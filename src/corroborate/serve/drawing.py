"""The style sheet of drawings, the dossier's own: one place says how a mark looks."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter
from fastapi.responses import Response

from corroborate.model import Role
from corroborate.serve import words  # noqa: F401 - what templates say and where they lead
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)


@router.get("/static/drawing.css")
@needs(Role.READER)
def style() -> Response:
    """How drawings look."""
    return Response((files("corroborate.report") / "templates" / "drawing.css").read_text(encoding="utf-8"), media_type="text/css")
