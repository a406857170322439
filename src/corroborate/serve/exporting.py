"""What leaves from a page: the format and the profile, what that profile withholds, and the file, sent piece by piece."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from corroborate.errors import AccessError
from corroborate.model import Role
from corroborate.report.exports import EXPORTS, export_named
from corroborate.report.profiles import Profile
from corroborate.serve.guard import Refused
from corroborate.serve.pages import case, desks, page, person
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
PIECE = 1 << 16
AT_ONCE, PATIENCE = BoundedSemaphore(2), 30
"""So many exports and previews are made at one time, each holds the whole case; seconds that the next one waits."""


@router.get("/export")
@needs(Role.READER)
def choosing(request: Request, profile: str = "", format: str = "dossier") -> HTMLResponse:
    """Choose what leaves, and see what a profile withholds before anything does."""
    open_to = {name: p for name, p in case(request).profiles.items() if _may(request, p)}
    if not profile:
        return page(request, "export.html", formats=EXPORTS, profiles=open_to, profile="public", format=format, preview=None)
    chosen, wanted = _let_out(request, profile), export_named(format)
    with making():
        preview = case(request).preview(chosen.name)
    return page(
        request, "export.html", formats=EXPORTS, profiles=open_to, profile=chosen.name, format=format, wanted=wanted, preview=preview
    )  # fmt: skip


@router.get("/export/file")
@needs(Role.READER)
def file(request: Request, profile: str = "public", format: str = "dossier") -> Response:
    """The case as a file."""
    return send(request, format, profile)


def send(request: Request, format_: str, profile: str) -> Response:
    """A case as a file under a profile, for whoever may take it; a browser keeps it and runs nothing of it."""
    chosen, export = _let_out(request, profile), export_named(format_)
    folder = tempfile.TemporaryDirectory(prefix="corroborate-")
    path = Path(folder.name) / f"{format_}{export.suffix}"
    try:
        if not desks(request).settle(PATIENCE):  # a file shows what was decided before it was asked for
            hint = "Try again in half a minute"
            raise AccessError("what was decided last is not in the findings yet", hint=hint, wait=PATIENCE)
        with making():
            case(request).export(format_, path, chosen.name)
        out = path.open("rb")
    except BaseException:
        folder.cleanup()
        raise
    with suppress(PermissionError):  # where an open file can be unlinked, nothing is left behind whatever happens
        path.unlink()
    headers = {
        "content-disposition": f'attachment; filename="{format_}-{chosen.name}{export.suffix}"',
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return StreamingResponse(_pieces(out, folder), media_type=export.media_type, headers=headers)


@contextmanager
def making() -> Iterator[None]:
    """Wait for a place among those that hold the whole case; AccessError where none is free in time."""
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise AccessError("others are making exports just now", hint="Try again in half a minute", wait=PATIENCE)
    try:
        yield
    finally:
        AT_ONCE.release()


def _pieces(out: BinaryIO, folder: tempfile.TemporaryDirectory[str]) -> Iterator[bytes]:
    try:
        while piece := out.read(PIECE):
            yield piece
    finally:
        out.close()
        folder.cleanup()


def _may(request: Request, profile: Profile) -> bool:
    return profile.for_readers or person(request).may(Role.ANALYST)


def _let_out(request: Request, name: str) -> Profile:
    """The profile, if the person may export under it."""
    profile = case(request).profile(name)
    if not _may(request, profile):
        raise Refused(f"the profile {profile.name} is for those who decide on the case", hint="Choose one that is made for passing on")
    return profile
