"""Reports: the list, one, its text, the bytes it came in."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse, Response

from corroborate.model import Document, ReportFilter, ReportRow
from corroborate.serve.api import answers, parts
from corroborate.serve.api.asking import READS, Missing, Pages, desk, listed
from corroborate.serve.guard import Refused
from corroborate.serve.pages import case

router = APIRouter(prefix="/api/v1/reports", tags=["reports"], dependencies=READS)
Words = Annotated[str, Query(max_length=200)]
SANDBOX = {"content-security-policy": "default-src 'none'; sandbox", "x-content-type-options": "nosniff"}


@router.get("")
def reports(
    request: Request,
    paged: Pages,
    words: Annotated[str, Query(max_length=200, description="Words of the name, title or publisher.")] = "",
    incident: Words = "",
    language: Words = "",
    publisher: Words = "",
    problems: Annotated[bool, Query(description="Only those that something could not be read in.")] = False,
) -> parts.Listed[answers.Report]:
    """The reports in order of name."""
    where = ReportFilter(incident=incident, words=words, language=language, problems=problems, publisher=publisher)
    return listed(desk(request).reports(where, paged.number, paged.size), answers.Report)


def _row(request: Request, id_: str) -> ReportRow:
    row = desk(request).report(id_)
    if row is None:
        raise Missing("report", id_)
    return row


def _open(request: Request, id_: str) -> ReportRow:
    row = _row(request, id_)
    if row.restricted:
        raise Refused("the words of a restricted report are not given out", hint="A keeper of sources opens it in the workbench")
    return row


def _document(request: Request, row: ReportRow) -> Document:
    """A report with its text; between the row and this a newer version may have come in."""
    for d in desk(request).excerpt(reports=[row.id], texts=[row.id]).documents:
        if d.id == row.id:
            return d
    raise Missing("report", row.id)


@router.get("/{id}")
def report(request: Request, id: str) -> answers.ReportWhole:
    """One report by its id or its file name, and where it comes from."""
    row = _row(request, id)
    d = _document(request, row)
    more = {"sha256": d.sha256, "media_type": d.media_type, "url": d.url, "tool": d.tool, "pseudonym": d.tip.pseudonym if d.tip else None}
    return answers.ReportWhole.model_validate({**answers.Report.model_validate(row).model_dump(), **more})


@router.get("/{id}/text", response_class=PlainTextResponse)
def text(request: Request, id: str) -> PlainTextResponse:
    """The text that every offset points into, exactly as it was read."""
    row = _open(request, id)
    return PlainTextResponse(_document(request, row).text.encode("utf-8", "replace"), headers=SANDBOX)


@router.get("/{id}/original", response_class=Response, responses={200: {"content": {"application/octet-stream": {}}}})
def original(request: Request, id: str) -> Response:
    """The bytes that the report came in, as a file to keep; a browser is told to run nothing of them."""
    row = _open(request, id)
    name = quote(row.name.rsplit("/", 1)[-1][:150] or "report", safe="")
    headers = {**SANDBOX, "content-disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(case(request).original(row.id), media_type="application/octet-stream", headers=headers)
