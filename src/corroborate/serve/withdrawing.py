"""The page for a source that withdraws: what would go, and the press that removes it for good."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from corroborate.engine.withdrawing import Withdrawn
from corroborate.errors import StoreError
from corroborate.model import Role
from corroborate.serve.pages import case, desks, page, person
from corroborate.serve.roles import needs
from corroborate.serve.vault import vault

router = APIRouter(include_in_schema=False)
NOTHING = Withdrawn((), 0, 0, ())


@router.get("/withdraw")
@needs(Role.KEEPER_OF_SOURCES)
def form(request: Request, what: str = "") -> HTMLResponse:
    """What a withdrawal would remove."""
    return _page(request, what[:200].strip())


@router.post("/withdraw")
@needs(Role.KEEPER_OF_SOURCES)
def withdraw(
    request: Request, what: Annotated[str, Form(max_length=200)] = "", why: Annotated[str, Form(max_length=1_000)] = "",
    sure: Annotated[str, Form(max_length=200)] = "",
) -> HTMLResponse:  # fmt: skip
    """Remove a report, or all that a source told and who it is; typed once more, because nothing brings it back."""
    would, sealed = _would(request, what), _sealed(request, what)
    if not why.strip() or sure.strip() != what or not (would.versions or sealed):
        told = "Say in a sentence why." if not why.strip() else "What you typed is not the same as what is to be withdrawn."
        return _page(request, what, told, 400)
    try:
        done = case(request).withdraw(what, person(request).name, why) if would.versions else NOTHING
        left = ""
    except StoreError as error:  # removed, but other programs keep the bytes: the page says what to do
        done, left = would, str(error)
    finally:
        if sealed:
            vault(request).sources().withdraw(what, person(request).name, why.strip())
        desks(request).touch()
    return page(request, "withdrawn.html", what=what, done=done, sealed=sealed, left=left)


def _page(request: Request, what: str, failed: str = "", code: int = 200) -> HTMLResponse:
    return page(
        request, "withdraw.html", code, what=what, would=_would(request, what), sealed=_sealed(request, what), failed=failed
    )  # fmt: skip


def _would(request: Request, what: str) -> Withdrawn:
    return case(request).withdrawable(what) if what else NOTHING


def _sealed(request: Request, what: str) -> bool:
    return vault(request).there and any(s.pseudonym == what for s in vault(request).sources().sealed())
