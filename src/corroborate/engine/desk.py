"""What pages read of a case: tables, search, and the part of a case that bears on something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from corroborate.engine.cases import OpenCase
from corroborate.engine.rows import UNREVIEWED, claim_row, finding_row, incident_row, origin_row, report_row, told_in
from corroborate.model import (
    Case,
    Claim,
    ClaimFilter,
    ClaimOrder,
    ClaimRow,
    DayRow,
    FindingFilter,
    FindingRow,
    FindingSort,
    Happening,
    Hit,
    HitKind,
    IncidentRow,
    OriginFilter,
    OriginRow,
    Overview,
    Page,
    Piece,
    Place,
    PlaceRow,
    ReportFilter,
    ReportRow,
)
from corroborate.model.desk import LARGEST, SIZE
from corroborate.report.lookup import Lookup
from corroborate.report.profiles import profile_named, redact

T = TypeVar("T")


class Desk:
    """One open case as pages read it; every call sees the case at one moment."""

    def __init__(self, case: OpenCase) -> None:
        self._case = case

    def overview(self) -> Overview:
        """What the case holds, in numbers."""
        x, r = self._lookup(), self._case.whole.reconciliation
        documents = list(x.documents.values())
        return Overview(
            reports=len(documents), copies=sum(d.copy_of is not None for d in documents), restricted=sum(d.restricted for d in documents),
            unread=0, claims=len(x.claims), origins=sum(o.attributed for o in r.origins), incidents=len(r.incidents),
            findings=len(r.findings), problems=len(self._case.whole.problems), waiting=0,
            statuses=dict(Counter(f.status for f in r.findings)),
            states={UNREVIEWED: len(x.claims)}, languages=dict(Counter(d.language for d in documents)),
            received=max((d.received for d in documents), default=None), versions=dict(self._case.whole.versions),
        )  # fmt: skip

    def findings(
        self,
        where: FindingFilter | None = None,
        sort: FindingSort = FindingSort.REPORTS,
        descending: bool = True,
        page: int = 1,
        size: int = SIZE,
    ) -> Page[FindingRow]:
        """A page of the table of findings."""
        x, f = self._lookup(), where or FindingFilter()
        rows = [finding_row(one, x) for one in x.findings.values() if one.question in x.questions]
        held = [r for r in rows if _finding_fits(r, f)]
        key: dict[FindingSort, Callable[[FindingRow], object]] = {
            FindingSort.REPORTS: lambda r: r.reports,
            FindingSort.ORIGINS: lambda r: r.origins.probable,
            FindingSort.BEST: lambda r: r.best if r.best is not None else -1.0,
            FindingSort.WHEN: lambda r: r.when.start if r.when else date.min,
            FindingSort.STATUS: lambda r: str(r.status),
            FindingSort.ASKED: lambda r: r.asked.casefold(),
            FindingSort.PLACE: lambda r: (r.question.place or "").casefold(),
        }
        held.sort(key=lambda r: r.id)
        return _page(sorted(held, key=key[sort], reverse=descending), page, size)  # type: ignore[arg-type]

    def finding(self, id_: str) -> FindingRow | None:
        """The row of one finding, by its own id or that of its question; None if there is none."""
        x = self._lookup()
        found = next((f for f in x.findings.values() if id_ in (f.id, f.question)), None)
        return finding_row(found, x) if found else None

    def claims(self, where: ClaimFilter | None = None, page: int = 1, size: int = SIZE) -> Page[ClaimRow]:
        """A page of the table of claims."""
        return _page(self._claims(where or ClaimFilter()), page, size)

    def next_claim(self, where: ClaimFilter | None = None, after: str = "") -> ClaimRow | None:
        """The claim that follows `after` (an id; "" for the first) among those of the filter; None after the last."""
        everything = [r.id for r in self._claims(replace(where or ClaimFilter(), states=()))]
        held = {r.id: r for r in self._claims(where or ClaimFilter())}
        start = everything.index(after) + 1 if after in everything else 0
        return next((held[i] for i in everything[start:] if i in held), None)

    def claim(self, id_: str) -> ClaimRow | None:
        """The row of one claim; None if there is none."""
        return next((r for r in self._claims(ClaimFilter()) if r.id == id_), None)

    def reports(self, where: ReportFilter | None = None, page: int = 1, size: int = SIZE) -> Page[ReportRow]:
        """A page of the table of reports, in order of name."""
        f = where or ReportFilter()
        return _page([r for r in self._reports() if _report_fits(r, f, self._lookup())], page, size)

    def report(self, id_: str) -> ReportRow | None:
        """The row of one report, by its id or its name; None if there is none."""
        return next((r for r in self._reports() if id_ in (r.id, r.name)), None)

    def latest(self, most: int) -> tuple[ReportRow, ...]:
        """The reports that came in last, the last one first."""
        return tuple(sorted(self._reports(), key=lambda r: (r.received, r.name), reverse=True)[:most])

    def incidents(self, page: int = 1, size: int = SIZE, words: str = "") -> Page[IncidentRow]:
        """A page of the table of incidents, those of most reports first."""
        held = [r for r in self._incidents() if _has(words, r.title, r.place.name if r.place else "")]
        return _page(sorted(held, key=lambda r: (-r.reports, r.id)), page, size)

    def incident(self, id_: str) -> IncidentRow | None:
        """The row of one incident; None if there is none."""
        return next((r for r in self._incidents() if r.id == id_), None)

    def nested(self, id_: str) -> tuple[IncidentRow, ...]:
        """The incidents that nest in one."""
        return tuple(r for r in self._incidents() if r.within == id_)

    def origins(self, where: OriginFilter | None = None, page: int = 1, size: int = SIZE) -> Page[OriginRow]:
        """A page of the table of origins: sources before outlets in their own voice, those in most reports first."""
        f, x = where or OriginFilter(), self._lookup()
        held = [origin_row(o, x) for o in x.origins.values() if f.attributed in (None, o.attributed)]
        held = [r for r in held if _has(f.words, r.who)]
        return _page(sorted(held, key=lambda r: (not r.attributed, -r.reports, -r.claims, r.who, r.id)), page, size)

    def origin(self, id_: str) -> OriginRow | None:
        """The row of one origin; None if there is none."""
        x = self._lookup()
        return origin_row(x.origins[id_], x) if id_ in x.origins else None

    def days(self, first: date | None = None, last: date | None = None, page: int = 1, size: int = SIZE) -> Page[DayRow]:
        """A page of the days from `first` to `last` that something is told of or published on, in order."""
        x = self._lookup()
        placed = Counter(c.dated for c in x.claims.values() if c.dated)
        out = Counter(d.published for d in x.documents.values() if d.published)
        held = sorted({d for _, d in placed} | set(out))
        rows = [
            DayRow(d, placed[Happening.EVENT, d] + placed[Happening.BACKGROUND, d], placed[Happening.COUNT, d], out[d])
            for d in held
            if (first is None or d >= first) and (last is None or d <= last)
        ]
        return _page(rows, page, size)

    def on_day(self, day: date | None, page: int = 1, size: int = SIZE) -> Page[ClaimRow]:
        """A page of the claims that a timeline puts on a day, by question, then kind; None: of those that say no time."""
        held = [r for r in self._claims(ClaimFilter()) if r.day == day]
        return _page(sorted(held, key=lambda r: (str(r.kind), r.question)), page, size)

    def places(self, size: int = LARGEST) -> Page[PlaceRow]:
        """The places that most claims name."""
        held: dict[str, Place] = {}
        tally: Counter[str] = Counter()
        for place in (c.place for c in self._lookup().claims.values() if c.place):
            tally[held.setdefault(place.key, place).key] += 1
        return _page([PlaceRow(held[k], tally[k]) for k in sorted(tally, key=lambda k: (-tally[k], k))], 1, size)

    def at_place(self, key: str, page: int = 1, size: int = SIZE) -> Page[ClaimRow]:
        """A page of the claims that name a place, by question."""
        x, told = self._lookup(), told_in(self._lookup())
        held = [claim_row(c, x, told.get(c.id, "")) for c in x.claims.values() if c.place and c.place.key == key]
        return _page(sorted(held, key=lambda r: r.question), page, size)

    def search(self, words: str, kind: HitKind = HitKind.CLAIM, page: int = 1, size: int = SIZE) -> Page[Hit]:
        """Reports or claims that hold all of the words, best first; words in quotation marks stand together, `word*` is a beginning."""
        x = self._lookup()
        wanted = words.replace('"', " ").replace("*", " ").casefold().split()
        found: list[Hit] = []
        if kind is HitKind.CLAIM and wanted:
            for c in x.claims.values():
                if not c.restricted and all(w in c.sentence.text.casefold() for w in wanted):
                    found.append(Hit(kind, c.id, c.document, x.document(c).name, "", _pieces(c.sentence.text, wanted[0]), c.measure))
        elif wanted:
            for d in x.documents.values():
                if not d.restricted and all(w in d.text.casefold() for w in wanted):
                    found.append(Hit(kind, d.id, d.id, d.name, d.title or "", _pieces(d.text[:200], wanted[0])))
        return _page(found, page, size)

    def excerpt(
        self,
        *,
        findings: Sequence[str] = (),
        questions: Sequence[str] = (),
        claims: Sequence[str] = (),
        reports: Sequence[str] = (),
        incidents: Sequence[str] = (),
        origins: Sequence[str] = (),
        texts: Sequence[str] = (),
    ) -> Case:
        """The part of the case that bears on these, redacted as the profile `internal` is; only reports of `texts` come with their text.

        With a finding or question come its claims, what these bear on, their origins, reports and incidents; with a report or claim
        also the findings that it answers. Ids that the case does not hold are passed over."""
        case = redact(self._case.whole, profile_named("internal"))
        r = case.reconciliation
        asked = {*questions, *(f.question for f in r.findings if f.id in set(findings))}
        told = {c for i in r.incidents if i.id in set(incidents) for c in i.claims}
        told |= {c for o in r.origins if o.id in set(origins) for c in o.claims}
        core = {c.id for c in case.claims if c.id in claims or c.document in reports or c.id in told}
        asked |= {r.question_of[c] for c in core if c in r.question_of}
        core |= {c for c, q in r.question_of.items() if q in asked}
        relations = tuple(x for x in r.relations if x.a in core or x.b in core)
        core |= {c for x in relations for c in (x.a, x.b)}
        kept = tuple(c for c in case.claims if c.id in core)
        return _cut(case, kept, {*reports, *(c.document for c in kept)}, frozenset(texts), frozenset(incidents))

    # ------------------------------------------------------------------ the slow way, to be replaced table by table
    def _lookup(self) -> Lookup:
        return Lookup(redact(self._case.whole, profile_named("internal")))

    def _claims(self, f: ClaimFilter) -> list[ClaimRow]:
        x = self._lookup()
        told = told_in(x)
        shared = {q for q, one in x.findings.items() if x.reports(one.claims) > 1}
        rows = [claim_row(c, x, told.get(c.id, "")) for c in x.claims.values()]
        held = [r for r in rows if _claim_fits(r, f, shared)]
        return sorted(held, key=lambda r: r.question) if f.order is ClaimOrder.QUESTION else held

    def _reports(self) -> list[ReportRow]:
        x, told = self._lookup(), told_in(self._lookup())
        problems = Counter(p.document for p in self._case.whole.problems)
        return [report_row(d, x, told, problems[d.name]) for d in x.documents.values()]

    def _incidents(self) -> list[IncidentRow]:
        x = self._lookup()
        held = list(x.incidents.values())
        findings = Counter(i.id for q in x.findings if (i := x.incident(q)))
        nested = Counter(i.within for i in held if i.within)
        of = {d: i.id for i in held for d in i.documents}
        return [incident_row(i, x, findings[i.id], nested[i.id], of) for i in held]


def _page(rows: Sequence[T], number: int, size: int) -> Page[T]:
    start = (number - 1) * size
    more = number + 1 if start + size < len(rows) else None
    return Page(tuple(rows[start : start + size]), len(rows), more, number, size)


def _has(words: str, *texts: str | None) -> bool:
    held = " ".join(t for t in texts if t).casefold()
    return all(w in held for w in words.casefold().split())


def _finding_fits(r: FindingRow, f: FindingFilter) -> bool:
    q = r.question
    return (
        (not f.statuses or r.status in f.statuses)
        and (not f.measures or q.measure in f.measures)
        and f.family in ("", r.family)
        and f.incident in ("", r.incident)
        and r.reports >= f.reports
        and (f.by_hand is None or f.by_hand == bool(r.hand_status or r.hand_best))
        and _has(f.place, q.place)
        and _has(f.words, r.asked, q.population, q.place, r.title)
    )


def _claim_fits(r: ClaimRow, f: ClaimFilter, shared: set[str]) -> bool:
    return (
        (not f.states or r.state in f.states)
        and f.question in ("", r.question)
        and f.origin in ("", r.origin)
        and f.incident in ("", r.incident)
        and f.report in ("", r.report)
        and (not f.measures or r.measure in f.measures)
        and (not f.shared or r.question in shared)
        and _has(f.speaker, r.speaker)
    )


def _report_fits(r: ReportRow, f: ReportFilter, x: Lookup) -> bool:
    told = f.incident and x.incidents.get(f.incident)
    return (
        (not f.incident or bool(told and r.id in told.documents))
        and f.language in ("", r.language)
        and (not f.problems or r.problems > 0)
        and f.published in (None, r.published)
        and f.publisher in ("", r.publisher)
        and f.restricted in (None, r.restricted)
        and f.copies in (None, r.copy_of is not None)
        and _has(f.words, r.name, r.title, r.publisher)
    )


def _pieces(text: str, word: str) -> tuple[Piece, ...]:
    at = text.casefold().find(word)
    if at < 0:
        return (Piece(text),)
    parts = (Piece(text[:at]), Piece(text[at : at + len(word)], True), Piece(text[at + len(word) :]))
    return tuple(p for p in parts if p.text)


def _cut(case: Case, claims: tuple[Claim, ...], documents: set[str], texts: frozenset[str], incidents: frozenset[str]) -> Case:
    """The case with these claims and documents and what was concluded from them."""
    r, ids = case.reconciliation, {c.id for c in claims}
    asked = {q for c, q in r.question_of.items() if c in ids}

    def held(several: Iterable[str]) -> tuple[str, ...]:
        return tuple(c for c in several if c in ids)

    events = tuple(i for i in r.incidents if i.id in incidents or held(i.claims))
    outcome = replace(
        r,
        questions=tuple(q for q in r.questions if q.id in asked),
        origins=tuple(o for o in r.origins if held(o.claims)),
        incidents=tuple(replace(i, claims=held(i.claims)) for i in events),
        relations=tuple(x for x in r.relations if x.a in ids and x.b in ids),
        findings=tuple(f for f in r.findings if f.question in asked and set(f.claims) <= ids),
        question_of={c: q for c, q in r.question_of.items() if c in ids},
        origin_of={c: o for c, o in r.origin_of.items() if c in ids},
    )
    kept = tuple(replace(d, text=d.text if d.id in texts else "") for d in case.documents if d.id in documents)
    names = {d.name for d in kept}
    return replace(
        case,
        documents=kept,
        claims=claims,
        mentions=tuple(m for m in case.mentions if m.span.document in texts),
        reconciliation=outcome,
        problems=tuple(p for p in case.problems if p.document in names),
        counts=tuple(c for c in case.counts if c.question in asked),
        grades=tuple(g for g in case.grades if g.subject in ids or g.subject in incidents),
        gaps=tuple(g for g in case.gaps if g.incident in incidents),
    )
