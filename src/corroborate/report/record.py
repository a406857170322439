"""The record: one JSON shape that every other format renders."""

from __future__ import annotations

from typing import Any

from corroborate.model import Case, Claim, Finding, Source, Span

WITHHELD = "[withheld: restricted source]"


def record(case: Case, profile: str = "internal") -> dict[str, Any]:
    """Write a case as the case record (the format of the scored cases); tips show value, measure and pseudonym only."""
    names = {d.id: d.name for d in case.documents}
    outcome = case.reconciliation
    return {
        "case": case.name,
        "reports": [
            {
                "file": d.name,
                "publisher": d.publisher,
                "published": d.published.isoformat() if d.published else None,
                "sha256": d.sha256,
                "text": WITHHELD if d.restricted else d.text,
            }
            for d in case.documents
        ],
        "questions": [
            {
                "id": q.id, "measure": q.measure, "unit": q.unit, "population": q.population, "place": q.place,
                "event": q.event, "period": q.period, "stage": q.stage, "standard": q.standard,
            }
            for q in outcome.questions
        ],
        "origins": [{"id": o.id, "who": o.who, "how": o.how} for o in outcome.origins],
        "claims": [_claim(c, names, outcome.question_of.get(c.id), outcome.origin_of.get(c.id)) for c in case.claims],
        "relations": [{"a": r.a, "b": r.b, "type": str(r.type), "why": r.why} for r in outcome.relations],
        "findings": [_finding(f) for f in outcome.findings],
    }  # fmt: skip


def _span(span: Span, withheld: bool) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": WITHHELD if withheld else span.text}


def _source(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    span = {"start": source.span.start, "end": source.span.end, "text": source.span.text} if source.span else None
    return {"name": source.name, "span": span}


def _claim(claim: Claim, names: dict[str, str], question: str | None, origin: str | None) -> dict[str, Any]:
    value = None
    if claim.value and claim.amount:
        a = claim.amount
        value = {**_span(claim.value, claim.restricted), "point": a.point, "low": a.low, "high": a.high, "bound": str(a.bound)}
    return {
        "id": claim.id,
        "report": names[claim.document],
        "evidence": [_span(e, claim.restricted) for e in claim.evidence],
        "measure": claim.measure,
        "value": value,
        "unit": claim.unit,
        "population": claim.population,
        "place": claim.facility or (claim.place.name if claim.place else None),
        "as_of": claim.as_of.isoformat() if claim.as_of else None,
        "speaker": _source(claim.speaker),
        "via": [s.name for s in claim.via],
        "commitment": str(claim.commitment),
        "polarity": claim.polarity,
        "question": question,
        "origin": origin,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    o = finding.origins
    return {
        "question": finding.question,
        "low": finding.low,
        "best": finding.best,
        "high": finding.high,
        "origins": {"min": o.min, "probable": o.probable, "max": o.max},
        "status": str(finding.status),
        "why": finding.why,
    }
