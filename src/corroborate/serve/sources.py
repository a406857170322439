"""Sealed sources: what everybody sees of them, sealing one, and opening one for a keeper of sources."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from corroborate.engine.desk import Desk
from corroborate.engine.sources import SOURCE, bases, roles, told
from corroborate.errors import CorroborateError
from corroborate.model import Identity, Opening, ReportFilter, Role, SealedSource
from corroborate.model.desk import LARGEST
from corroborate.serve.guard import Refused, code_of
from corroborate.serve.pages import case, page, person
from corroborate.serve.roles import needs
from corroborate.serve.vault import vault

router = APIRouter(include_in_schema=False)
Short = Annotated[str, Form(max_length=200)]
Secret = Annotated[str, Form(max_length=2_000)]
Long = Annotated[str, Form(max_length=20_000)]
OPENINGS_SHOWN = 200
EMPTY = dict.fromkeys(("pseudonym", "role", "basis", "name", "contact", "notes"), "")


@router.get("/sources")
@needs(Role.READER)
def listing(request: Request) -> HTMLResponse:
    """The sealed sources by pseudonym; to a keeper of sources also who opened what."""
    held = vault(request).sources() if vault(request).there else None
    sealed = held.sealed() if held else []
    opened = _openings(request, held.openings()[:OPENINGS_SHOWN]) if held and person(request).may(Role.KEEPER_OF_SOURCES) else []
    tips = _tips(request)
    others = sorted(set(tips) - {s.pseudonym for s in sealed})
    gone = held.withdrawn() if held else []
    return page(request, "sources.html", sealed=sealed, told=told, tips=tips, others=others, opened=opened, gone=gone)


@router.get("/sources/new")
@needs(Role.ANALYST)
def form(request: Request, pseudonym: str = "") -> HTMLResponse:
    """The form by which a source is sealed."""
    return _form(request, {"pseudonym": pseudonym[:40]})


@router.post("/sources/new")
@needs(Role.ANALYST)
def seal(
    request: Request, pseudonym: Short = "", role: Short = "", basis: Short = "", name: Short = "", contact: Long = "", notes: Long = "",
    passphrase: Secret = "", again: Secret = "",
) -> Response:  # fmt: skip
    """Seal a source under a passphrase; what will not do is said beside what was typed, the passphrase excepted."""
    typed = {"pseudonym": pseudonym, "role": role, "basis": basis, "name": name, "contact": contact, "notes": notes}
    if passphrase != again:
        return _form(request, typed, "The two passphrases differ.")
    try:
        made = vault(request).sources().seal(pseudonym, role, basis, Identity(name, contact, notes), passphrase, person(request).name)
    except CorroborateError as error:
        return _form(request, typed, f"{error}.", code_of(error))
    return RedirectResponse(f"/sources/{made.pseudonym}", 303)


@router.get("/sources/{pseudonym}")
@needs(Role.READER)
def one(request: Request, pseudonym: str) -> HTMLResponse:
    """What everybody sees of one source, and for a keeper the ways to open it."""
    return _one(request, _held(request, pseudonym))


@router.post("/sources/{pseudonym}/open")
@needs(Role.KEEPER_OF_SOURCES)
def opened(request: Request, pseudonym: str, passphrase: Secret = "") -> HTMLResponse:
    """Who a source is, in answer to its passphrase; that it was opened is on record before it is shown."""
    source = _held(request, pseudonym)
    try:
        identity = vault(request).sources().open(pseudonym, passphrase, person(request).name)
    except CorroborateError as error:
        return _one(request, source, failed=f"{error}.", code=code_of(error))
    return _one(request, source, identity=identity)


@router.post("/sources/{pseudonym}/passphrase")
@needs(Role.KEEPER_OF_SOURCES)
def change(request: Request, pseudonym: str, passphrase: Secret = "", new: Secret = "", again: Secret = "") -> HTMLResponse:
    """Put another passphrase in place of the old one."""
    source = _held(request, pseudonym)
    if new != again:
        return _one(request, source, failed="The two new passphrases differ.", code=400)
    try:
        vault(request).sources().change(pseudonym, passphrase, new)
    except CorroborateError as error:
        return _one(request, source, failed=f"{error}.", code=code_of(error))
    return _one(request, source, done="The new passphrase opens this source from now on; the old one opens nothing any more.")


def _form(request: Request, typed: dict[str, str], failed: str = "", code: int = 400) -> HTMLResponse:
    return page(request, "source_new.html", code if failed else 200, typed={**EMPTY, **typed}, failed=failed, roles=roles(), bases=bases())


def _held(request: Request, pseudonym: str) -> SealedSource:
    sealed = vault(request).sources().sealed() if vault(request).there else []
    found = next((s for s in sealed if s.pseudonym == pseudonym), None)
    if found is None:
        raise Refused("there is no sealed source of that pseudonym", 404, "See the list of sealed sources")
    return found


def _one(
    request: Request, source: SealedSource, identity: Identity | None = None, failed: str = "", done: str = "", code: int = 200
) -> HTMLResponse:
    keeper = person(request).may(Role.KEEPER_OF_SOURCES)
    held = [o for o in vault(request).sources().openings() if (o.kind, o.subject) == (SOURCE, source.pseudonym)] if keeper else []
    values: dict[str, Any] = {"source": source, "identity": identity, "failed": failed, "done": done, "keeper": keeper, "opened": held}
    return page(request, "source.html", code, told=told, tips=_tips(request).get(source.pseudonym, []), **values)


def _tips(request: Request) -> dict[str, list[tuple[str, str]]]:
    """The tips of the case by pseudonym: id and name of each."""
    desk = Desk(case(request))
    rows = desk.reports(ReportFilter(restricted=True), 1, LARGEST).items
    documents = desk.excerpt(reports=[r.id for r in rows]).documents if rows else ()
    found: dict[str, list[tuple[str, str]]] = {}
    for d in documents:
        if d.tip:
            found.setdefault(d.tip.pseudonym, []).append((d.id, d.name))
    return found


def _openings(request: Request, opened: list[Opening]) -> list[tuple[Opening, str]]:
    """Openings with the name of the report that was opened, where the case still holds it."""
    names = {d: name for held in _tips(request).values() for d, name in held}
    return [(o, names.get(o.subject, o.subject)) for o in opened]
