"""Reports: their list, and one of them with everything that was understood of it marked in its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from corroborate.engine.desk import Desk
from corroborate.model import Case, Claim, ClaimFilter, ClaimRow, Document, Mention, MentionKind, ReportFilter, ReportRow, Role
from corroborate.model.desk import LARGEST
from corroborate.read.sentences import sentences
from corroborate.report.answers import denies
from corroborate.report.wording import called, measure, valued
from corroborate.serve import asked
from corroborate.serve.opening import open_sealed
from corroborate.serve.pages import case, page
from corroborate.serve.passages import Laid, bounds, lay_out, part_of
from corroborate.serve.roles import needs

router = APIRouter(include_in_schema=False)
MOST_CLAIMS = 2_000
"""Claims of one report that its page lists."""
SANDBOX = "default-src 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class Listed:
    """Which reports the list shows, as its address says it."""

    words: str = ""
    publisher: str = ""
    day: date | None = None
    language: str = ""
    incident: str = ""
    problems: bool = False
    restricted: bool = False
    copies: bool = False
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Listed:
        """Read it from an address; what cannot be used is passed over."""
        words, publisher, language, incident = (asked.words(query, name) for name in ("words", "publisher", "language", "incident"))
        problems, restricted, copies = (asked.ticked(query, name) for name in ("problems", "restricted", "copies"))
        return cls(words, publisher, asked.day(query, "day"), language, incident, problems, restricted, copies, asked.number(query))

    @property
    def where(self) -> ReportFilter:
        """The same as the desk takes it."""
        return ReportFilter(
            incident=self.incident, words=self.words, language=self.language, problems=self.problems, published=self.day,
            publisher=self.publisher, restricted=True if self.restricted else None, copies=True if self.copies else None,
        )  # fmt: skip

    def address(self, **other: object) -> str:
        """The address of the list, `other` in place of what is here."""
        return asked.address("/reports", {name: getattr(self, name) for name in self.__slots__}, **other)

    @property
    def narrowed(self) -> bool:
        """Whether anything leaves reports out."""
        return self.where != ReportFilter()


@dataclass(frozen=True, slots=True)
class Told:
    """One claim beside the text: its number in the report, what it says, who says it, its row, and the part that its sentence is in."""

    number: int
    claim: Claim
    says: str
    who: str
    state: str
    finding: str
    part: int


@router.get("/reports")
@needs(Role.READER)
def listing(request: Request) -> HTMLResponse:
    """The list of reports."""
    listed, desk = Listed.of(request.query_params), Desk(case(request))
    found = desk.reports(listed.where, listed.page)
    return page(request, "reports.html", listed=listed, found=found, languages=sorted(desk.overview().languages))


@router.get("/reports/{id}")
@needs(Role.READER)
def report(request: Request, id: str) -> Response:
    """One report, one part of its text at a time."""
    desk = Desk(case(request))
    row = desk.report(id)
    if row is None:
        return _older(request, id)
    if row.id != id:
        return RedirectResponse(f"/reports/{row.id}", 307)
    held = desk.excerpt(reports=(row.id,), texts=() if row.restricted else (row.id,))
    document = next(d for d in held.documents if d.id == row.id)
    if row.restricted:
        return page(request, "report_sealed.html", document=document, rows=_rows(desk, row.id), **_around(request, held, row))
    claims = [c for c in held.claims if c.document == row.id and not c.restricted]
    return _shown(request, document, claims, _rows(desk, row.id), _unread(held, row.id), **_around(request, held, row))


@router.post("/reports/{id}/open")
@needs(Role.KEEPER_OF_SOURCES)
def opened(request: Request, id: str) -> Response:
    """The words of a restricted report, to a keeper of sources, in answer to a press of a button and never to an address."""
    desk = Desk(case(request))
    row = desk.report(id)
    if row is None or not row.restricted:
        return RedirectResponse(f"/reports/{quote(id, safe='')}", 303)
    text, claims = open_sealed(request, row.id)
    held = desk.excerpt(reports=(row.id,))
    document = next(d for d in held.documents if d.id == row.id)
    return _shown(request, document, claims, _rows(desk, row.id), (), text=text, **_around(request, held, row))


@router.get("/reports/{id}/original")
@needs(Role.READER)
def original(request: Request, id: str) -> Response:
    """The bytes that a report came in, as a file to keep: no browser runs anything of them."""
    found = [v for v in case(request).versions(id) if v.id == id]
    if not found or found[0].restricted:
        what = "the bytes of a restricted report are not given out" if found else "there is no such report"
        return page(request, "error.html", 403 if found else 404, what=what, hint="Go back to the list of reports")
    name = quote(found[0].name.rsplit("/", 1)[-1][:150] or "report", safe="")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}", "content-security-policy": SANDBOX}
    return Response(case(request).original(id), media_type="application/octet-stream", headers=headers)


def _older(request: Request, id_: str) -> Response:
    """An earlier version of a report, whose claims count no more."""
    versions = case(request).versions(id_)
    document = next((v for v in versions if v.id == id_), None)
    if document is None:
        return page(request, "error.html", 404, what="there is no such report", hint="Look for it in the list of reports")
    return _shown(request, document, (), {}, (), versions=versions, twins=[], row=None, problems=())


def _shown(
    request: Request, document: Document, claims: Sequence[Claim], rows: Mapping[str, ClaimRow], unread: Sequence[Mention], **around: object
) -> Response:
    text = str(around.pop("text", document.text))
    asked_for = next((c for c in claims if c.id == request.query_params.get("claim")), None)
    at = asked_for.sentence.start if asked_for else asked.number(request.query_params, "at") if "at" in request.query_params else None
    number = asked.number(request.query_params, "part") if at is None else part_of(text, at)
    choosing = asked.ticked(request.query_params, "add") and not document.restricted and around["row"] is not None
    laid = lay_out(text, claims, unread, number, (document.title or "",), _sentences(text, number) if choosing else ())
    told = _told(text, claims, rows)
    return page(
        request, "report.html", document=document, laid=laid, told=told, here_told=[t for t in told if t.part == laid.number],
        by_claim={t.claim.id: t for t in told}, unread=_placed(text, unread, laid), choosing=choosing, **around,
    )  # fmt: skip


def _rows(desk: Desk, report: str) -> dict[str, ClaimRow]:
    """The rows of a report's claims, which know how far their review is."""
    found: dict[str, ClaimRow] = {}
    number: int | None = 1
    while number is not None and len(found) < MOST_CLAIMS:
        held = desk.claims(ClaimFilter(report=report), number, LARGEST)
        found.update((r.id, r) for r in held.items)
        number = held.next
    return found


def _told(text: str, claims: Sequence[Claim], rows: Mapping[str, ClaimRow]) -> list[Told]:
    """The claims in the order of the text."""
    starts = bounds(text)
    made = []
    for n, c in enumerate(sorted(claims, key=lambda c: ((c.value or c.sentence).start, c.id)), 1):
        row = rows.get(c.id)
        part = sum(s <= c.sentence.start for s in starts)
        who = called(c.speaker.name) if c.speaker else "the report itself"
        made.append(Told(n, c, _says(c), who, row.state if row else "", row.finding if row else "", part))
    return made


def _says(c: Claim) -> str:
    """What a claim says in a line."""
    value = valued(c) or c.about or c.facility or (c.place.name if c.place else "")
    words = ": ".join(part for part in (str(measure(c.measure)["noun"]), value) if part)
    return f"{words}{f' ({c.population})' if c.population else ''}{' – denied' if denies(c) else ''}"


def _sentences(text: str, number: int) -> list[tuple[int, int]]:
    """The sentences of one part, each of which can be chosen for a claim that was missed."""
    starts = [*bounds(text), len(text)]
    number = min(max(number, 1), len(starts) - 1)
    first = starts[number - 1]
    return [(first + s.start, first + s.end) for s in sentences(text[first : starts[number]])]


def _unread(held: Case, report: str) -> list[Mention]:
    """What was seen in a report and not understood."""
    return [m for m in held.mentions if m.kind is MentionKind.UNREAD and m.span.document == report]


def _placed(text: str, unread: Sequence[Mention], laid: Laid) -> list[tuple[Mention, int]]:
    """What was not understood, with the part that it stands in; those of the part that is shown first."""
    starts = bounds(text)
    found = [(m, sum(s <= m.span.start for s in starts)) for m in unread]
    return sorted(found, key=lambda f: (f[1] != laid.number, f[0].span.start))[:200]


def _around(request: Request, held: Case, row: ReportRow) -> dict[str, object]:
    """What stands round a text: its other versions, other reports of the same bytes, what went wrong."""
    opened = case(request)
    problems = tuple(p for p in held.problems if p.document == row.name)
    return {"row": row, "versions": opened.versions(row.id), "twins": opened.twins(row.id), "problems": problems}
