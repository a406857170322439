"""Reports handed over in the page: files, a pasted text, a saved page, a tip; and how far the reading of them is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import yaml
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from corroborate.engine.desk import Desk
from corroborate.errors import IntakeError, UsageError
from corroborate.ingest import Facts, Received
from corroborate.ingest.listings import when
from corroborate.ingest.tips import BASES, read_tip
from corroborate.model import Role
from corroborate.report.wording import counted
from corroborate.serve.guard import LONGEST_FIELD
from corroborate.serve.jobs import Jobs
from corroborate.serve.pages import case, jobs, page, partial, person
from corroborate.serve.parcels import Parcel
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
MOST_FILES = 1_000
LISTED = 10
"""Reports of one job that the page names."""
FIELDS = ("publisher", "published", "title", "url", "text", "page", "what", "when", "basis", "source")


class Unfit(UsageError):
    """A field of a form that cannot be used; `where` is its name."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a form held, by field; lines end as they were typed, not as a browser sends them."""

    held: Mapping[str, str]

    @classmethod
    def of(cls, data: FormData) -> Form:
        """The words of a form's fields, without its files."""
        return cls({k: str(data.get(k) or "").replace("\r\n", "\n") for k in FIELDS if not isinstance(data.get(k), UploadFile)})

    def __getitem__(self, name: str) -> str:
        return self.held.get(name, "")

    @property
    def facts(self) -> Facts:
        """What was typed of a report, as a listing would say it; Unfit where the day cannot be read."""
        try:
            day, moment = when(self["published"])
        except ValueError as error:
            raise Unfit(f"the day {error}", "published", "Write it as YYYY-MM-DD") from None
        publisher, title, url = (self[name].strip() or None for name in ("publisher", "title", "url"))
        return Facts(publisher, day, moment, title, url)


Filled = Callable[[Parcel, Form, FormData], str]
"""Puts what a form holds into a parcel and says in a few words what that is; Unfit where it cannot be used."""


@router.get("/intake")
@needs(Role.READER)
def intake(request: Request) -> Response:
    """The forms by which reports come in, and what became of those that did."""
    return _page(request)


@router.get("/intake/jobs")
@needs(Role.READER)
def running(request: Request) -> Response:
    """How far the reading is; asked again and again by open pages."""
    return partial(request, "intake_jobs.html", jobs=jobs(request).all(), listed=LISTED)


@router.post("/intake/files")
@needs(Role.ANALYST)
async def files(request: Request) -> Response:
    """Take in files as they are."""
    return await _taken(request, "files", _files)


@router.post("/intake/text")
@needs(Role.ANALYST)
async def text(request: Request) -> Response:
    """Take in a pasted text."""
    return await _taken(request, "text", _text)


@router.post("/intake/page")
@needs(Role.ANALYST)
async def saved(request: Request) -> Response:
    """Take in the source of a saved page."""
    return await _taken(request, "page", _saved)


@router.post("/intake/tip")
@needs(Role.ANALYST)
async def tip(request: Request) -> Response:
    """Take in a tip; its words go into the case and nowhere else."""
    return await _taken(request, "tip", _tip)


@router.post("/intake/read")
@needs(Role.ANALYST)
async def read(request: Request) -> Response:
    """Have read what is stored and was not read, or was read by another version of the reader."""
    again = bool((await request.form()).get("again"))
    await run_in_threadpool(jobs(request).read, person(request).name, again)
    return RedirectResponse("/intake#jobs", 303)


@router.post("/intake/jobs/{id}/resume")
@needs(Role.ANALYST)
def resume(request: Request, id: str) -> Response:
    """Go on with what was interrupted."""
    jobs(request).resume(id)
    return RedirectResponse("/intake#jobs", 303)


@router.post("/intake/jobs/{id}/discard")
@needs(Role.ANALYST)
def discard(request: Request, id: str) -> Response:
    """Let go of what was interrupted; what is stored stays."""
    jobs(request).discard(id)
    return RedirectResponse("/intake#jobs", 303)


async def _taken(request: Request, name: str, fill: Filled) -> Response:
    async with request.form(max_files=MOST_FILES, max_part_size=LONGEST_FIELD) as data:
        return await run_in_threadpool(_sent, request, name, fill, data)


def _sent(request: Request, name: str, fill: Filled, data: FormData) -> Response:
    """Send what a form holds; a field that cannot be used is named in the page, with everything that was typed still there."""
    held, form = jobs(request), Form.of(data)
    parcel = held.parcel(person(request).name)
    try:
        parcel.what = fill(parcel, form, data)
        held.send(parcel)
    except Unfit as error:
        parcel.remove()
        return _page(request, 422, form.held, name, error)
    except BaseException:
        parcel.remove()
        raise
    return RedirectResponse("/intake#jobs", 303)


def _page(request: Request, code: int = 200, held: Mapping[str, str] | None = None, name: str = "", error: Unfit | None = None) -> Response:
    queue: Jobs = jobs(request)
    known = queue.all()
    runs = any(j.runs for j in known)
    waiting = 0 if runs else Desk(case(request)).overview().unread
    return page(
        request, "intake.html", code, jobs=known, listed=LISTED, held=held or {}, form=name, error=error, bases=BASES, waiting=waiting,
        outdated=0 if runs else case(request).outdated,
        most=queue.settings.limits.file_bytes, most_files=MOST_FILES,
    )  # fmt: skip


def _files(parcel: Parcel, form: Form, data: FormData) -> str:
    given = [f for f in data.getlist("files") if isinstance(f, UploadFile) and f.filename]
    if not given:
        raise Unfit("no file was chosen", "files", "Choose one or more files, or drop them here")
    facts = form.facts
    for one in given:
        parcel.copy(one.filename or "", one.file, facts)
    return counted(len(given), "file")


def _text(parcel: Parcel, form: Form, data: FormData) -> str:
    parcel.put(_named("pasted text", "txt"), _words(parcel, form, "text"), form.facts)
    return "a pasted text"


def _saved(parcel: Parcel, form: Form, data: FormData) -> str:
    parcel.put(_named("pasted page", "html"), _words(parcel, form, "page"), form.facts)
    return "a pasted page"


def _words(parcel: Parcel, form: Form, name: str) -> bytes:
    words = form[name]
    if not any(c.isalnum() for c in words):
        raise Unfit("there is no text", name, "Paste the words of the report")
    if len(words) > parcel.limits.text_characters and name == "text":
        raise Unfit(f"the text has more than {parcel.limits.text_characters:,} characters", name, "Split it")
    return words.encode("utf-8", "replace")


def _tip(parcel: Parcel, form: Form, data: FormData) -> str:
    told = {"kind": "tip", "what": form["what"], "when": form["when"].strip(), "basis": form["basis"], "source": form["source"].strip()}
    for name, hint in (("what", "Write what was said"), ("when", "Give the day"), ("source", "Give a pseudonym, never a name")):
        if not told[name].strip():
            raise Unfit("this is needed", name, hint)
    written = yaml.safe_dump(told, allow_unicode=True, sort_keys=False).encode("utf-8", "replace")
    received = Received("tip.yaml", written, charset="utf-8")
    try:
        list(read_tip(received, parcel.limits))
    except IntakeError as error:
        field = next((f for f in ("source", "basis", "when") if f"'{f}'" in error.what), "what")
        raise Unfit(error.what, field, error.hint) from None
    parcel.put("tip.yaml", written)
    return "a tip"


def _named(what: str, suffix: str) -> str:
    return f"{what} {datetime.now(UTC):%Y-%m-%d %H.%M.%S}.{suffix}"
