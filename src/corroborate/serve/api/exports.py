"""The case written out under a redaction profile, as the command line writes it."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from corroborate.model import Role
from corroborate.report.profiles import profile_named
from corroborate.report.tables import write_csv, write_xlsx
from corroborate.serve.api.asking import may
from corroborate.serve.pages import case

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
router = APIRouter(prefix="/api/v1/exports", tags=["exports"], dependencies=[Depends(may(Role.READER))])
Profile = Annotated[str, Query(max_length=60, description="How much it shows (docs/dossier.md).", examples=["public"])]


def _file(data: bytes | str, kind: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"', "content-security-policy": "default-src 'none'; sandbox"}
    return Response(data, media_type=kind, headers=headers)


def _kind(media_type: str) -> dict[int | str, dict[str, object]]:
    return {200: {"description": "The file.", "content": {media_type: {}}}}


@router.get("/record", response_class=Response, responses=_kind("application/json"))
def record(request: Request, profile: Profile = "public") -> Response:
    """The whole case as a record (docs/record.md)."""
    return _file(json.dumps(case(request).record(profile), ensure_ascii=False), "application/json", "record.json")


@router.get("/dossier", response_class=Response, responses=_kind("text/html; charset=utf-8"))
def dossier(request: Request, profile: Profile = "public") -> Response:
    """The whole case as one HTML file that needs nothing else (docs/dossier.md)."""
    return _file(case(request).dossier(profile), "text/html; charset=utf-8", "dossier.html")


@router.get("/csv", response_class=Response, responses=_kind("application/zip"))
def csv(request: Request, profile: Profile = "public") -> Response:
    """Findings, claims, reports and the rest as CSV tables in one zip, formulas disarmed (docs/tables.md)."""
    profile_named(profile)
    made = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in write_csv(case(request).whole, Path(folder), profile):
            packed.write(path, path.name)
    return _file(made.getvalue(), "application/zip", "tables.zip")


@router.get("/xlsx", response_class=Response, responses=_kind(SHEET))
def xlsx(request: Request, profile: Profile = "public") -> Response:
    """The same tables as one workbook without macros or links (docs/tables.md)."""
    with tempfile.TemporaryDirectory() as folder:
        return _file(write_xlsx(case(request).whole, Path(folder) / "tables.xlsx", profile).read_bytes(), SHEET, "tables.xlsx")
