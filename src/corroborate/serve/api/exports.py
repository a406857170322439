"""The case written out under a redaction profile, as the command line writes it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from corroborate.model import Role
from corroborate.report.exports import EXPORTS
from corroborate.serve.api.asking import may
from corroborate.serve.exporting import send

router = APIRouter(prefix="/api/v1/exports", tags=["exports"], dependencies=[Depends(may(Role.READER))])
Profile = Annotated[str, Query(max_length=60, description="How much it shows (docs/profiles.md).", examples=["public"])]


def _kind(format_: str) -> dict[int | str, dict[str, object]]:
    return {200: {"description": "The file.", "content": {EXPORTS[format_].media_type: {}}}}


@router.get("/record", response_class=Response, responses=_kind("record"))
def record(request: Request, profile: Profile = "public") -> Response:
    """The whole case as a record (docs/record.md)."""
    return send(request, "record", profile)


@router.get("/dossier", response_class=Response, responses=_kind("dossier"))
def dossier(request: Request, profile: Profile = "public") -> Response:
    """The whole case as one HTML file that needs nothing else (docs/dossier.md)."""
    return send(request, "dossier", profile)


@router.get("/csv", response_class=Response, responses=_kind("csv"))
def csv(request: Request, profile: Profile = "public") -> Response:
    """Findings, claims, reports and the rest as CSV tables in one zip, formulas disarmed (docs/tables.md)."""
    return send(request, "csv", profile)


@router.get("/xlsx", response_class=Response, responses=_kind("xlsx"))
def xlsx(request: Request, profile: Profile = "public") -> Response:
    """The same tables as one workbook without macros or links (docs/tables.md)."""
    return send(request, "xlsx", profile)
