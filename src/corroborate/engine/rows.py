"""What a story came to as the rows of tables, in the words that pages show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corroborate.model import Case, Claim, Document, Finding, FindingRow, Incident, IncidentRow, Origin, OriginRow, Reconciliation
from corroborate.reconcile.appraisal import appraised
from corroborate.report.answers import figured, narrowed
from corroborate.report.lookup import Lookup
from corroborate.report.profiles import profile_named, redact
from corroborate.report.wording import ask, measure, number
from corroborate.store import Store, Told


def told(name: str, documents: Sequence[Document], claims: Sequence[Claim], outcome: Reconciliation) -> Told:
    """A story's findings, incidents and origins in words, and what published standards make of it; no words of a restricted report."""
    case = Case(name, tuple(sorted(documents, key=lambda d: (d.name, d.id))), tuple(claims), (), outcome, (), {})
    case = appraised(case)
    x = Lookup(redact(case, profile_named("internal")) if any(d.restricted for d in documents) else case)
    findings = tuple(finding_row(f, x) for f in x.case.reconciliation.findings if f.question in x.questions)
    tally = Counter(f.incident for f in findings)
    incidents = tuple(incident_row(i, tally[i.id]) for i in x.incidents.values())
    origins = tuple(origin_row(o, x) for o in x.origins.values())
    return Told(findings, incidents, origins, x.case.counts, x.case.grades, x.case.gaps)


def tell_all(store: Store) -> None:
    """Put into the tables what a case of before came to."""
    for story in store.tables.untold():
        part = store.case({}, [story])
        store.tables.tell(story, told(store.name, part.documents, part.claims, part.reconciliation))


def finding_row(f: Finding, x: Lookup) -> FindingRow:
    """One finding as a row; its question must be there."""
    q, incident = x.questions[f.question], x.incident(f.question)
    mine = f.claims or tuple(c.id for c in x.answers(f.question))
    status, best = hands(f)
    return FindingRow(
        id=f.id, question=q, asked=ask(q), family=measure(q.measure)["family"], status=f.status, rung=f.rung, low=f.low, best=f.best,
        high=f.high, origins=f.origins, reports=x.reports(mine), claims=len(mine), incident=incident.id if incident else "",
        title=incident.title if incident else "", when=incident.when if incident else None, flags=f.flags,
        said=str(figured(f, x)), about=tuple(narrowed(q, x.answers(q.id), x)), hand_status=status, hand_best=best,
    )  # fmt: skip


def hands(f: Finding) -> tuple[str, str]:
    """The status and the best value, as a number in words, that people set last; each "" where nobody did."""
    statuses = [str(h.status) for h in f.by_hand if h.status is not None]
    values = [number(h.best) for h in f.by_hand if h.best is not None]
    return statuses[-1] if statuses else "", values[-1] if values else ""


def origin_row(o: Origin, x: Lookup) -> OriginRow:
    """One origin as a row."""
    asked = {x.case.reconciliation.question_of[c] for c in o.claims if c in x.case.reconciliation.question_of}
    return OriginRow(o.id, x.who(o), o.attributed, len(o.claims), x.reports(o.claims), len(asked))


def incident_row(i: Incident, findings: int) -> IncidentRow:
    """One incident as a row; `possible` are reports of others that may tell of the same event."""
    own = set(i.documents)
    others = tuple(sorted({d for j in i.possible for d in (j.a, j.b)} - own))
    return IncidentRow(
        i.id, i.title, i.place, i.when, len(i.documents), len(i.claims), findings, i.within, possible=others, by_hand=i.by_hand,
        reasons=i.reasons,
    )  # fmt: skip
