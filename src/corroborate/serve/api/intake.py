"""Reports handed over by a program, and how far the reading of them is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, UploadFile

from corroborate.errors import UsageError
from corroborate.ingest import Facts
from corroborate.model import Role
from corroborate.serve.api import answers, bodies, parts
from corroborate.serve.api.asking import Missing, Pages, cut, listed, may
from corroborate.serve.guard import CSRF_FIELD, Refused
from corroborate.serve.jobs import Job
from corroborate.serve.pages import jobs, person
from corroborate.serve.parcels import Parcel

B = TypeVar("B", bound=BaseModel)
MOST_FILES = 1_000
router = APIRouter(prefix="/api/v1", tags=["intake"])
READER, ANALYST = [Depends(may(Role.READER))], [Depends(may(Role.ANALYST))]
FORM = {
    "type": "object",
    "required": ["files"],
    "properties": {
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1, "description": "Any that is read."},
        "publisher": {"type": "string", "maxLength": 300, "description": "Who published all of them, whatever they say themselves."},
        "published": {"type": "string", "format": "date", "description": "The day, whatever they say themselves."},
    },
}
TAKES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": FORM},
            "application/json": {"schema": bodies.Handed.model_json_schema(ref_template="#/components/schemas/{model}")},
        },
    }
}


@router.post("/reports", status_code=202, dependencies=ANALYST, openapi_extra=TAKES, tags=["reports"])
async def hand_over(request: Request) -> answers.Job:
    """Hand reports over, as files or as texts; they are read behind the pages, and the job that is answered says how far that is."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        async with request.form(max_files=MOST_FILES, max_fields=20) as form:
            return answers.Job.model_validate(await run_in_threadpool(_files, request, form))
    if kind != "application/json":
        raise UsageError("reports come as multipart/form-data or application/json", "content-type", "See /api/v1/docs")
    body = await request.body()
    handed = _checked(bodies.Handed, lambda model: model.model_validate_json(body))
    return answers.Job.model_validate(await run_in_threadpool(_texts, request, handed))


def _files(request: Request, form: FormData) -> Job:
    given = [f for f in form.getlist("files") if isinstance(f, UploadFile)]
    if not given:
        raise UsageError("no file was handed over", "files", "Give one or more files in the field `files`")
    fields = {name: value for name, value in form.multi_items() if name not in ("files", CSRF_FIELD)}
    told = _checked(bodies.Along, lambda model: model.model_validate(fields))
    facts = Facts(told.publisher, told.published)
    return _send(request, [(f.filename or "", f, facts) for f in given])


def _texts(request: Request, handed: bodies.Handed) -> Job:
    held = [(r.name, r.text.encode(), Facts(r.publisher, r.published, title=r.title, url=r.url)) for r in handed.reports]
    return _send(request, held)


def _send(request: Request, given: list[tuple[str, Any, Facts]]) -> Job:
    held = jobs(request)
    try:
        parcel: Parcel = held.parcel(person(request).name, f"{len(given)} by a program")
    except Refused as full:  # for a program: not a fault of the server, but too much of the asker
        raise Refused(full.what, 429, full.hint) from full
    try:
        for name, data, facts in given:
            if isinstance(data, bytes):
                parcel.put(name, data, facts)
            else:
                parcel.copy(name, data.file, facts)
        return held.send(parcel)
    except BaseException:
        parcel.remove()
        raise


def _checked(kind: type[B], check: Callable[[type[B]], B]) -> B:
    """A body that is not parsed by the framework, checked as it would have done."""
    try:
        return check(kind)
    except ValidationError as error:
        raise RequestValidationError([{**e, "loc": ("body", *e["loc"])} for e in error.errors(include_context=False)]) from error


@router.get("/jobs", dependencies=READER)
def all_jobs(request: Request, paged: Pages) -> parts.Listed[answers.Job]:
    """What was handed over since the server started, the latest first."""
    return listed(cut(jobs(request).all(), paged), answers.Job)


@router.get("/jobs/{id}", dependencies=READER)
def job(request: Request, id: str) -> answers.Job:
    """How far one job is; `done`, `failed` and `interrupted` are the ends of it."""
    found = jobs(request).job(id)
    if found is None:
        raise Missing("job", id)
    return answers.Job.model_validate(found)
