"""The record: one JSON shape that every other format renders (docs/record.md)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from corroborate.model import (
    ByHand,
    Case,
    Claim,
    Counted,
    Document,
    Finding,
    Grade,
    Incident,
    Join,
    Origin,
    Period,
    Place,
    Problem,
    Reason,
    Source,
    Span,
    Standard,
)
from corroborate.report.derivations import derivation
from corroborate.report.lookup import Lookup
from corroborate.report.profiles import Profile, profile_named, redact
from corroborate.report.sealing import WITHHELD

__all__ = ["WITHHELD", "record"]


def record(case: Case, profile: str | Profile = "internal") -> dict[str, Any]:
    """Write a case as the case record (the format of the scored cases); tips show value, measure and pseudonym only."""
    rules = profile_named(profile)
    case = redact(case, rules)
    names = {d.id: d.name for d in case.documents}
    outcome = case.reconciliation
    lookup = Lookup(case)
    return {
        "case": case.name,
        "profile": rules.name,
        "versions": dict(sorted(case.versions.items())),
        "reports": [_report(d, names) for d in case.documents],
        "questions": [
            {
                "id": q.id, "measure": q.measure, "unit": q.unit, "population": q.population, "place": q.place,
                "event": q.event, "period": q.period, "stage": q.stage, "standard": q.standard,
            }
            for q in outcome.questions
        ],
        "origins": [_origin(o) for o in outcome.origins],
        "incidents": [_incident(i, names) for i in outcome.incidents],
        "claims": [_claim(c, names, outcome.question_of.get(c.id), outcome.origin_of.get(c.id)) for c in case.claims],
        "relations": [{"a": r.a, "b": r.b, "type": str(r.type), "why": r.why, "rule": r.rule} for r in outcome.relations],
        "findings": [_finding(f) for f in outcome.findings],
        "derivations": [_derivation(f, lookup) for f in outcome.findings],
        "counts": [counted_data(c) for c in case.counts],
        "grades": [_grade(g) for g in case.grades],
        "gaps": [{"kind": g.kind, "text": g.text, "incident": g.incident, "claims": list(g.claims)} for g in case.gaps],
        "standards": [standard_data(s) for s in case.standards],
        "problems": [_problem(p) for p in case.problems],
    }  # fmt: skip


def _report(d: Document, names: dict[str, str]) -> dict[str, Any]:
    return {
        "file": d.name,
        "publisher": d.publisher,
        "published": _day(d.published),
        "sha256": d.sha256 or None,
        "text": d.text,
        "title": d.title,
        "url": d.url,
        "language": d.language,
        "media_type": d.media_type,
        "restricted": d.restricted,
        "copy_of": names.get(d.copy_of or ""),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _source(source: Source | None) -> dict[str, Any] | None:
    return {"name": source.name, "span": _span(source.span) if source.span else None} if source else None


def _link(source: Source) -> dict[str, Any]:
    """One link of a chain with everything known of it."""
    return {"name": source.name, "kind": str(source.kind), "role": source.role, "medium": source.medium, "basis": source.basis}


def _period(period: Period | None) -> dict[str, Any] | None:
    return {"start": period.start.isoformat(), "end": period.end.isoformat(), "words": period.words} if period else None


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "name": place.name, "kind": place.kind, "id": place.id, "country": place.country, "admin1": place.admin1,
        "latitude": place.latitude, "longitude": place.longitude,
    }  # fmt: skip


def _claim(claim: Claim, names: dict[str, str], question: str | None, origin: str | None) -> dict[str, Any]:
    value = None
    if claim.value and claim.amount:
        a = claim.amount
        value = {**_span(claim.value), "point": a.point, "low": a.low, "high": a.high, "bound": str(a.bound)}
    return {
        "id": claim.id,
        "report": names[claim.document],
        "evidence": [_span(e) for e in claim.evidence],
        "measure": claim.measure,
        "value": value,
        "unit": claim.unit,
        "population": claim.population,
        "place": claim.facility or (claim.place.name if claim.place else None),
        "as_of": _day(claim.as_of),
        "speaker": _source(claim.speaker),
        "via": [s.name for s in claim.via] or _wire(claim),
        "commitment": str(claim.commitment),
        "polarity": claim.polarity,
        "question": question,
        "origin": origin,
        "restricted": claim.restricted,
        "about": claim.about,
        "chain": [_link(s) for s in claim.chain],
        "where": _place(claim.place),
        "when": _period(claim.when),
        "stage": claim.stage,
        "standard": claim.standard,
        "background": claim.background,
        "headline": claim.headline,
        "flags": list(claim.flags),
        "maker": claim.maker,
    }


def _origin(origin: Origin) -> dict[str, Any]:
    edges = [{"a": e.a, "b": e.b, "strength": str(e.strength), "rule": e.rule, "why": e.why} for e in origin.edges]
    return {"id": origin.id, "who": origin.who, "how": origin.how, "attributed": origin.attributed, "edges": edges}


def _pair(join: Join, names: dict[str, str]) -> dict[str, Any]:
    """Two reports held against each other: the reasons add up to the score."""
    reasons = [{"reason": r.reason, "weight": r.weight} for r in join.reasons]
    return {"a": names.get(join.a, join.a), "b": names.get(join.b, join.b), "score": join.score, "reasons": reasons}


def _incident(incident: Incident, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": incident.id,
        "title": incident.title,
        "reports": [names[d] for d in incident.documents if d in names],
        "claims": list(incident.claims),
        "place": _place(incident.place),
        "when": _period(incident.when),
        "within": incident.within,
        "reasons": list(incident.reasons),
        "joins": [_pair(j, names) for j in incident.joins],
        "possible": [_pair(j, names) for j in incident.possible],
        "by_hand": list(incident.by_hand),
    }


def _wire(claim: Claim) -> list[str]:
    """The agency whose own voice it is, where the report is a wire's copy and names no source."""
    return [] if claim.chain else [flag.removeprefix("wire:") for flag in claim.flags if flag.startswith("wire:")]


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


def _derivation(finding: Finding, lookup: Lookup) -> dict[str, Any]:
    """How a finding came about, step by step."""
    return {
        "finding": finding.id,
        "question": finding.question,
        "rung": finding.rung,
        "claims": list(finding.claims),
        "support": list(finding.support),
        "reasons": _reasons(finding.reasons),
        "would_change": list(finding.would_change),
        **({"by_hand": [_by_hand(h) for h in finding.by_hand]} if finding.by_hand else {}),
        "flags": list(finding.flags),
        "high_reported": finding.high_reported,
        "steps": derivation(finding, lookup)["steps"] if finding.question in lookup.questions else [],
    }


def _by_hand(h: ByHand) -> dict[str, Any]:
    """What a person set beside the machine's answer."""
    return {
        "decision": h.decision, "who": h.who, "when": h.when.isoformat(), "status": str(h.status) if h.status else None, "best": h.best,
        "note": h.note, "disagrees": h.disagrees,
    }  # fmt: skip


def _reasons(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    return [{"rule": r.rule, "text": r.text, "claims": list(r.claims)} for r in reasons]


def counted_data(c: Counted) -> dict[str, Any]:
    """One finding by a published counting rule."""
    return {
        "finding": c.finding, "question": c.question, "rule": c.rule, "low": c.low, "best": c.best, "high": c.high,
        "provisional": c.provisional, "claims": list(c.claims), "reasons": _reasons(c.reasons),
    }  # fmt: skip


def _grade(g: Grade) -> dict[str, Any]:
    """One grade of a published standard."""
    return {
        "subject": g.subject, "standard": g.standard, "grade": g.code, "word": g.word, "reasons": _reasons(g.reasons),
        "would_change": list(g.would_change),
    }  # fmt: skip


def standard_data(s: Standard) -> dict[str, Any]:
    """A rule or table with its version and the hash of its file."""
    return {
        "name": s.name, "version": s.version, "sha256": s.sha256, "title": s.title, "says": s.says, "source": s.source,
        "cannot": list(s.cannot),
    }  # fmt: skip


def _problem(problem: Problem) -> dict[str, Any]:
    return {"document": problem.document, "stage": problem.stage, "message": problem.message, "hint": problem.hint}
