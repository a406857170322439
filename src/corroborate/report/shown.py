"""Any report, claim, origin, question, incident or finding opened with its evidence and its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from corroborate.errors import UsageError
from corroborate.model import Case, Claim, Document, Finding, Incident, Origin, Question
from corroborate.report.answers import denies, narrowed
from corroborate.report.beside import NO_NUMBER, Beside, beside
from corroborate.report.lookup import Lookup
from corroborate.report.profiles import profile_named, redact
from corroborate.report.record import record
from corroborate.report.visible import visible
from corroborate.report.wording import (
    ask,
    carried,
    counted,
    day,
    days,
    measure,
    origins,
    readable,
    relation,
    span,
    status_line,
    valued,
    wording,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing opened: what it is, lines for a person, data for a program."""

    kind: str
    lines: tuple[str, ...]
    data: dict[str, Any]


def show(case: Case, id_: str, *, reveal: bool = False) -> Shown:
    """Open what `id_` names (a report by id or file name); UsageError if nothing does.

    Only with `reveal` are the words of a restricted report shown.
    """
    lookup = Lookup(case if reveal else redact(case, profile_named("internal")))
    named = {d.name: d for d in lookup.case.documents}
    findings = {f.id: f for f in lookup.case.reconciliation.findings}
    openers: list[tuple[str, dict[str, Any], Callable[[Any, Lookup], list[str]]]] = [
        ("claim", lookup.claims, _claim),
        ("finding", findings, _finding),
        ("question", lookup.questions, _question),
        ("origin", lookup.origins, _origin),
        ("incident", lookup.incidents, _incident),
        ("report", {**lookup.documents, **named}, _report),
    ]
    for kind, held, lines in openers:
        if id_ in held:
            subject = held[id_]
            return Shown(kind, tuple(visible(line) for line in lines(subject, lookup)), _data(kind, subject, lookup, case, reveal))
    hint = "Ids stand in the dossier, the record and the tables; a report also goes by its file"
    raise UsageError("nothing in this case has that id", id_, hint)


def _data(kind: str, subject: Any, lookup: Lookup, case: Case, reveal: bool) -> dict[str, Any]:
    """The part of the record that tells of the subject; with `reveal`, what it withholds is put back."""
    whole = record(case)
    match kind:
        case "claim":
            entry = next(c for c in whole["claims"] if c["id"] == subject.id)
            if reveal and subject.restricted:
                entry = {**entry, "evidence": [{"start": e.start, "end": e.end, "text": e.text} for e in subject.evidence]}
                entry["chain"] = [{"name": s.name, "kind": str(s.kind)} for s in subject.chain]
            return {**entry, "relations": [r for r in whole["relations"] if subject.id in (r["a"], r["b"])]}
        case "report":
            entry = next(r for r in whole["reports"] if r["file"] == subject.name)
            text = {"text": subject.text} if reveal else {}
            return {**entry, **text, "id": subject.id, "claims": [c.id for c in lookup.made_by(subject.id)]}
        case "finding" | "question":
            question = subject.question if kind == "finding" else subject.id
            parts = {part: [e for e in whole[part] if e["question"] == question] for part in ("findings", "derivations")}
            asked = next(q for q in whole["questions"] if q["id"] == question)
            counts = [c for c in whole["counts"] if c["question"] == question]
            return {"question": asked, **{k.removesuffix("s"): v[0] if v else None for k, v in parts.items()}, "counts": counts}
        case "incident":
            told = {"grades": [g for g in whole["grades"] if g["subject"] == subject.id]}
            told["gaps"] = [g for g in whole["gaps"] if g["incident"] == subject.id]
            return {**next(e for e in whole["incidents"] if e["id"] == subject.id), **told}
        case _:
            return dict(next(e for e in whole["origins"] if e["id"] == subject.id))


def _claim(c: Claim, x: Lookup) -> list[str]:
    d, origin, question = x.document(c), x.origin(c.id), x.question(c.id)
    where = ", ".join(part for part in (c.facility, c.place.name if c.place else None, days(c.when)) if part)
    lines = [
        f"claim {c.id} (number {x.number[c.id]} in the dossier)",
        f"  says      {_says(c)}",
        f"  of whom   {c.population}" if c.population else "",
        f"  where     {where}" if where else "",
        f"  as of     {day(c.as_of)}" if c.as_of else "",
        f"  who says  {' -> '.join(x.said_by(c))} ({wording()['commitments'][str(c.commitment)]})",
        f"  report    {d.name}" + (f", published {day(d.published)}" if d.published else ""),
        f"  origin    {origin.id}: {origin.who}" if origin else "",
        f"  question  {question.id}: {ask(question)}" if question else "",
        f"  sentence  “{c.sentence.text}”",
        *(f"  evidence  “{e.text}”" for e in c.evidence[1:]),
    ]
    return [line for line in lines if line] + _relations([c], x)


def _says(c: Claim) -> str:
    """What a claim says: "people killed: at least 16", "facility attacked: the school (denied)"."""
    value = valued(c) or c.about or c.facility or "said, without naming it"
    return f"{measure(c.measure)['noun']}: {value}" + (" (denied)" if denies(c) else "")


def _relations(claims: Iterable[Claim], x: Lookup) -> list[str]:
    found = dict.fromkeys(r for c in claims for r in x.relations[c.id])
    return [f"  {r.a} {relation(str(r.type))} {r.b}" + (f": {r.why}" if r.why else "") for r in found]


def _brief(claims: Iterable[Claim], x: Lookup) -> list[str]:
    """A line for each claim: id, what it says, who, and its sentence below."""
    lines = []
    for c in claims:
        lines += [f"  {c.id}  {_says(c)} · {' -> '.join(x.said_by(c))} · {x.document(c).name}", f"      “{c.sentence.text}”"]
    return lines


def _finding(f: Finding, x: Lookup) -> list[str]:
    q = x.questions[f.question]
    low, best, high = span(f)
    return [
        f"finding {f.id}: {ask(q)}",
        f"  about     {' · '.join(narrowed(q, x.answers(q.id), x))}",
        *([f"  answer    low {low}, best {best}, high {high}"] if any(c.amount for c in x.answers(q.id)) else []),
        f"  rests on  {carried(x.reports(f.support), x.reports(f.claims))}, {origins(f.origins)}",
        f"  status    {status_line(f)}: {wording()['statuses'][str(f.status)]['plain']}",
        *(f"  because   {r.text}" + (f" [{r.rule}]" if r.rule else "") for r in f.reasons),
        *(f"  would change  {change}" for change in f.would_change),
        *(f"  note      {wording()['flags'].get(flag, flag.replace('_', ' '))}" for flag in f.flags),
        *(f"  by rule   {b.title}: {_by_rule(b)}. {b.why}" for b in beside(q.id, x)),
        "claims:",
        *_brief(x.answers(q.id), x),
        *_relations(x.answers(q.id), x),
    ]


def _by_rule(b: Beside) -> str:
    """What a published rule makes of a finding: "low 16, high 22", "best 16, provisional", "no number"."""
    told = [f"{name} {value}" for name, value in (("low", b.low), ("best", b.best), ("high", b.high)) if value != NO_NUMBER]
    return ", ".join((told or ["no number"]) + (["provisional"] if b.provisional else []))


def _question(q: Question, x: Lookup) -> list[str]:
    finding = x.findings.get(q.id)
    told = _finding(finding, x) if finding else _brief(x.answers(q.id), x)
    return [f"question {q.id}: {ask(q)}", *told]


def _origin(o: Origin, x: Lookup) -> list[str]:
    voice = "" if o.attributed else " (an outlet's own voice: does not count as a source that knows)"
    return [
        f"origin {o.id}: {o.who}{voice}",
        f"  how       {o.how}",
        f"  carried   by {counted(x.reports(o.claims), 'report')}",
        *(f"  {wording()['strengths'][str(e.strength)]} joined  {e.a} and {e.b}: {e.why} [{e.rule}]" for e in o.edges),
        "claims:",
        *_brief((x.claims[c] for c in o.claims if c in x.claims), x),
    ]


def _incident(i: Incident, x: Lookup) -> list[str]:
    place = i.place.name if i.place else ""
    named = [x.documents[d].name for d in i.documents if d in x.documents]
    return [
        f"incident {i.id}: {readable(i.title)}",
        f"  where, when  {', '.join(part for part in (place, days(i.when)) if part) or 'not stated'}",
        *([f"  within    {i.within}"] if i.within else []),
        f"  reports   {', '.join(named)}",
        *(f"  because   {reason}" for reason in i.reasons),
        *(f"  grade     {g.code} ({g.word}): {g.why} What would change it: {' '.join(g.would_change)}" for g in x.grades.get(i.id, ())),
        *(f"  gap       {g.text}" for g in x.case.gaps if g.incident == i.id),
        "claims:",
        *_brief((x.claims[c] for c in i.claims if c in x.claims), x),
    ]


def _report(d: Document, x: Lookup) -> list[str]:
    return [
        f"report {d.id}: {d.name}",
        f"  publisher {d.publisher or 'not stated'}" + (f", published {day(d.published)}" if d.published else ""),
        *([f"  tip       from {d.tip.pseudonym}" + (f", {d.tip.basis}" if d.tip.basis else "")] if d.tip else []),
        f"  language  {d.language}",
        f"  received  {d.received.isoformat()} by {d.tool}",
        f"  sha256    {d.sha256}",
        "claims:",
        *_brief(x.made_by(d.id), x),
        "text:",
        d.text,
    ]
