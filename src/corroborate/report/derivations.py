"""How a finding came about, step by step, as data and in plain sentences: claims, question, origins, relations, support, range, status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corroborate.model import Claim, Edge, Finding, Reason, Relation, RelationType, Strength
from corroborate.report.answers import denies, narrowed
from corroborate.report.lookup import Lookup
from corroborate.report.wording import amount, ask, counted, number, span, status, wording

FEW = 6
"""Things that a step names before it says how many more there are."""
SUPPORT = ("range.replaced", "range.apart", "support.loose", "support.other")
OPPOSED = ("values.conflict", "denies.question", "denies.accused", "propositions.sides", "supersedes.falls", "supersedes.became_known")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its `name`, a heading, plain sentences, the ids of the rules that fired, the claims that it used, and its data."""

    name: str
    title: str
    sentences: tuple[str, ...]
    rules: tuple[str, ...]
    claims: tuple[str, ...]
    data: dict[str, Any]


def steps(f: Finding, x: Lookup) -> list[Step]:
    """The derivation of a finding, in order."""
    claims = [c for c in x.answers(f.question) if c.id in set(f.claims)] or x.answers(f.question)
    return [_said(claims, x), _asked(f, claims, x), _origins(f, claims, x), _bearing(claims, x), _support(f), _range(f), _status(f)]


def derivation(f: Finding, x: Lookup) -> dict[str, Any]:
    """The steps as plain data; each names its rules and the version that they are of."""
    versions = x.case.versions
    made = []
    for step in steps(f, x):
        stage = "read" if step.name == "claims" else "reconcile"
        by = {"rules": list(step.rules), "version": versions.get(stage)}
        made.append({"step": step.name, "says": list(step.sentences), **by, "claims": list(step.claims), **step.data})
    return {"finding": f.id, "question": f.question, "steps": made, "would_change": list(f.would_change), "flags": list(f.flags)}


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(c.id for c in claims)


def _and_more(words: list[str]) -> list[str]:
    """The first ones, and how many more there are."""
    return words if len(words) <= FEW + 1 else [*words[:FEW], f"And {len(words) - FEW} more."]


# ---------------------------------------------------------------- what is said, and what is asked


def _said(claims: list[Claim], x: Lookup) -> Step:
    """Every origin with its different answers, and where each stands; outlets that name nobody together."""
    held: dict[str, dict[str, list[str]]] = {}
    for c in claims:
        origin = x.origin(c.id)
        who = origin.who if origin and origin.attributed else ""
        held.setdefault(who, {}).setdefault(words_of(c), []).append(x.document(c).outlet)
    lines = [_voice(who, answers) for who, answers in sorted(held.items(), key=lambda pair: not pair[0])]
    reports = x.reports(_ids(claims))
    first = f"{counted(reports, 'report')} answer{'s' if reports == 1 else ''} this:"
    makers = tuple(sorted({c.maker for c in claims if c.maker}))
    return Step("claims", "What is said", (first, *_and_more(lines)), makers, _ids(claims), {})


def _voice(who: str, answers: dict[str, list[str]]) -> str:
    told = [f"{said} ({', '.join(dict.fromkeys(outlets))})" for said, outlets in answers.items()]
    more = f"; and {len(told) - FEW} more" if len(told) > FEW else ""
    return f"{who[:1].upper() + who[1:] or 'Naming no source'}: {', '.join(told[:FEW])}{more}."


def words_of(c: Claim) -> str:
    """The words of a claim's answer in quotation marks; ours where they are withheld, or where it gives none."""
    if c.amount:
        return f"“{c.value.text}”" if c.value and not c.restricted else amount(c.amount)
    named = c.about or c.facility
    return (f"“{named}”" if named and not c.restricted else "said, without naming it") + (" (denied)" if denies(c) else "")


def _asked(f: Finding, claims: list[Claim], x: Lookup) -> Step:
    q = x.questions[f.question]
    about = ", ".join(narrowed(q, claims, x))
    kept_out = _outside(claims, x)
    sentences = [f"Only answers to one question are compared: {ask(q)}{f' ({about})' if about else ''}."]
    sentences += [r.text for r in f.reasons if r.rule == "question.by_hand"]
    sentences += _and_more([f"Kept out: {r.why}" for r in kept_out])
    fields = ("measure", "unit", "population", "place", "event", "period", "stage", "standard")
    data = {"asked": {name: getattr(q, name) for name in fields}, "kept_out": [_relation(r) for r in kept_out]}
    return Step("question", "What is compared", tuple(sentences), _rules(kept_out), _ids(claims), data)


def _outside(claims: list[Claim], x: Lookup) -> list[Relation]:
    """Tempting pairs that must not be compared, each once."""
    found = {(r.a, r.b): r for c in claims for r in x.relations[c.id] if r.type is RelationType.SCOPE_DIFFERS}
    return [found[key] for key in sorted(found)]


def _relation(r: Relation) -> dict[str, Any]:
    return {"a": r.a, "b": r.b, "type": str(r.type), "rule": r.rule, "why": r.why}


def _rules(found: Iterable[Relation | Reason | Edge]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.rule for r in found if r.rule))


# ---------------------------------------------------------------- who stands behind it


def _origins(f: Finding, claims: list[Claim], x: Lookup) -> Step:
    mine = set(_ids(claims))
    found = {o.id: o for c in claims if (o := x.origin(c.id))}
    edges = x.edges_among(mine)
    sentences = [_count(f, x)]
    judged = [r for r in f.reasons if r.rule == "origins.by_hand"]
    sentences += [r.text for r in judged]
    sentences += _and_more(_joined(edges, x))
    data = {
        "count": {"min": f.origins.min, "probable": f.origins.probable, "max": f.origins.max},
        "origins": [
            {"id": o.id, "who": o.who, "attributed": o.attributed, "claims": [c for c in o.claims if c in mine]} for o in found.values()
        ],
        "edges": [{"a": e.a, "b": e.b, "strength": str(e.strength), "rule": e.rule, "why": e.why} for e in edges],
    }
    return Step("origins", "Who stands behind it", tuple(sentences), _rules([*judged, *edges]), f.support, data)


def _count(f: Finding, x: Lookup) -> str:
    o = f.origins
    who = list(dict.fromkeys(n.who for c in f.support if (n := x.origin(c)) and n.attributed))
    if not o.probable:
        return "No report says from whom it has the answer."
    span_ = "" if o.min == o.max else f" (at the least {o.min}, at the most {o.max})"
    behind = f"{counted(o.probable, 'independent origin')}{span_} behind {counted(x.reports(f.support), 'report')}"
    named = f"{', '.join(who[:FEW])}{f' and {len(who) - FEW} more' if len(who) > FEW else ''}"
    return f"{behind}: {named.removesuffix('.')}."


def _joined(edges: list[Edge], x: Lookup) -> list[str]:
    """Why reports share an origin, each reason once; what one report says twice needs no explanation."""
    order = {Strength.CERTAIN: 0, Strength.PROBABLE: 1, Strength.POSSIBLE: 2}
    held: dict[tuple[int, str], set[str]] = {}
    for e in edges:
        if x.claims[e.a].document != x.claims[e.b].document:
            outlets = {x.document(x.claims[c]).outlet for c in (e.a, e.b)}
            held.setdefault((order[e.strength], e.why), set()).update(outlets)
    return [_joins(strength, why, sorted(outlets)) for (strength, why), outlets in sorted(held.items())]


def _joins(strength: int, why: str, outlets: list[str]) -> str:
    who = " and ".join([", ".join(outlets[:-1]), outlets[-1]]) if len(outlets) > 1 else f"Two reports of {outlets[0]}"
    sure = ("certainly go back to one origin", "probably go back to one origin", "may go back to one origin")[strength]
    return f"{who} {sure}. {why}"


# ---------------------------------------------------------------- how it is weighed


def _bearing(claims: list[Claim], x: Lookup) -> Step:
    """Relations among the claims of the question."""
    mine = set(_ids(claims))
    found = {(r.a, str(r.type), r.b): r for c in claims for r in x.relations[c.id] if r.type is not RelationType.SCOPE_DIFFERS}
    held = [found[key] for key in sorted(found)]
    sentences = _and_more(list(dict.fromkeys(r.why for r in held if r.why))) or ["None of them contradicts, replaces or changes another."]
    used = tuple(sorted({c for r in held for c in (r.a, r.b) if c in mine}))
    return Step(
        "relations", "How the answers bear on each other", tuple(sentences), _rules(held), used, {"relations": [_relation(r) for r in held]}
    )


def _support(f: Finding) -> Step:
    held = [r for r in f.reasons if r.rule in (*SUPPORT, "origins.counted")]
    left = [r.text for r in held if r.rule in SUPPORT]
    sentences = left or ["Every answer was used."]
    aside = {r.rule: list(r.claims) for r in held if r.rule in SUPPORT}
    return Step("support", "What carries the answer, what was left aside", tuple(sentences), _rules(held), f.support, {"aside": aside})


def _range(f: Finding) -> Step:
    numbers = {"low": f.low, "best": f.best, "high": f.high, "high_reported": f.high_reported}
    held = [r for r in f.reasons if r.rule.startswith("range.") and r.rule not in SUPPORT]
    sentences = [r.text for r in held]
    if f.low is None and f.best is None and f.high is None:
        sentences = sentences or ["The answer is no number."]
    else:
        low, best, high = span(f)
        sentences.append(f"So: low {low}, best {best}, high {high}.")
    top = max((v for v in (f.low, f.best, f.high) if v is not None), default=None)
    if f.high_reported is not None and top is not None and f.high_reported > top:
        sentences.append(f"The highest number that anybody said is {number(f.high_reported)}; it is not in the range.")
    claims = tuple(dict.fromkeys(c for r in held for c in r.claims))
    return Step("range", "How the number was chosen", tuple(sentences), _rules(held), claims, numbers)


def _status(f: Finding) -> Step:
    held = [r for r in f.reasons if r.rule.startswith("status.") or r.rule in OPPOSED]
    plain = f"{status(f.status)}. {wording()['statuses'][str(f.status)]['plain']}"
    sentences = [r.text for r in held if r.rule.startswith("status.")] or [plain]
    by_hand = [r for r in f.reasons if r.rule == "finding.by_hand"]
    sentences += [r.text for r in by_hand]
    held += by_hand
    data = {"status": str(f.status), "rung": f.rung, "reasons": [{"rule": r.rule, "text": r.text, "claims": list(r.claims)} for r in held]}
    return Step("status", "How firm it is", tuple(sentences), _rules(held), f.support, data)
