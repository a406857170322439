"""Findings, claims, reports and incidents as the rows of tables, out of a case or a part of it that holds them whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from corroborate.model import Claim, ClaimRow, Document, Finding, FindingRow, Incident, IncidentRow, Origin, OriginRow, ReportRow
from corroborate.report.answers import figured, narrowed
from corroborate.report.lookup import Lookup
from corroborate.report.wording import ask, measure

UNREVIEWED = "unreviewed"


def finding_row(f: Finding, x: Lookup) -> FindingRow:
    """One finding as a row; its question must be there."""
    q, incident = x.questions[f.question], x.incident(f.question)
    mine = f.claims or tuple(c.id for c in x.answers(f.question))
    return FindingRow(
        id=f.id, question=q, asked=ask(q), family=measure(q.measure)["family"], status=f.status, rung=f.rung, low=f.low, best=f.best,
        high=f.high, origins=f.origins, reports=x.reports(mine), claims=len(mine), incident=incident.id if incident else "",
        title=incident.title if incident else "", when=incident.when if incident else None, flags=f.flags,
        said=str(figured(f, x)), about=tuple(narrowed(q, x.answers(q.id), x)),
    )  # fmt: skip


def claim_row(c: Claim, x: Lookup, incident: str, state: str = UNREVIEWED) -> ClaimRow:
    """One claim as a row."""
    d, r = x.document(c), x.case.reconciliation
    question = r.question_of.get(c.id, "")
    finding = x.findings.get(question)
    return ClaimRow(
        id=c.id, report=d.id, name=d.name, publisher=d.publisher, published=d.published, measure=c.measure, amount=c.amount, unit=c.unit,
        population=c.population, place=c.facility or (c.place.name if c.place else None), speaker=c.speaker.name if c.speaker else "",
        commitment=c.commitment, polarity=c.polarity, question=question, finding=finding.id if finding else "",
        origin=r.origin_of.get(c.id, ""), incident=incident, state=state, sentence=c.sentence.text, restricted=c.restricted,
        about=c.about or c.facility or "", kind=c.dated[0] if c.dated else None, day=c.dated[1] if c.dated else None,
    )  # fmt: skip


def origin_row(o: Origin, x: Lookup) -> OriginRow:
    """One origin as a row."""
    asked = {x.case.reconciliation.question_of[c] for c in o.claims if c in x.case.reconciliation.question_of}
    return OriginRow(o.id, x.who(o), o.attributed, len(o.claims), x.reports(o.claims), len(asked))


def told_in(x: Lookup) -> dict[str, str]:
    """The incident of every claim that tells of one."""
    return {c: i.id for i in x.case.reconciliation.incidents for c in i.claims}


def report_row(d: Document, x: Lookup, told: Mapping[str, str], problems: int) -> ReportRow:
    """One report as a row; `told` gives the incident of every claim."""
    claims = x.made_by(d.id)
    tally = Counter(told[c.id] for c in claims if c.id in told)
    most = max(tally, key=lambda i: (tally[i], i)) if tally else ""
    return ReportRow(
        id=d.id, name=d.name, title=None if d.restricted else d.title, publisher=d.publisher, published=d.published, received=d.received,
        language=d.language, claims=len(claims), incident=most, incident_title=x.incidents[most].title if most else "", problems=problems,
        restricted=d.restricted, read=True, copy_of=d.copy_of, revises=d.revises,
    )  # fmt: skip


def incident_row(i: Incident, x: Lookup, findings: int, nested: int, of: Mapping[str, str]) -> IncidentRow:
    """One incident as a row; `of` gives the incident that a document belongs to."""
    own = set(i.documents)
    others = {of[d] for j in i.possible for d in (j.a, j.b) if d not in own and d in of}
    possible = tuple(sorted(others - {i.id}))
    return IncidentRow(i.id, i.title, i.place, i.when, len(i.documents), len(i.claims), findings, i.within, nested, possible, i.by_hand)
