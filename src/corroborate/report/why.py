"""`why`: the derivation of one finding as a few plain sentences."""

from __future__ import annotations

from corroborate.errors import UsageError
from corroborate.model import Case, Finding
from corroborate.report.answers import narrowed, stated
from corroborate.report.derivations import derivation, steps
from corroborate.report.lookup import Lookup
from corroborate.report.profiles import profile_named, redact
from corroborate.report.shown import Shown
from corroborate.report.visible import visible
from corroborate.report.wording import ask, origins, span, status_line, wording


def why(case: Case, id_: str) -> Shown:
    """How the finding (or the finding of the question) `id_` came about; UsageError if the case holds none. A tip's words stay withheld."""
    x = Lookup(redact(case, profile_named("internal")))
    found = next((f for f in x.findings.values() if id_ in (f.id, f.question)), None)
    if found is None:
        hint = "Ids of findings stand at the end of a line of “corroborate report”, in the record and in the tables"
        raise UsageError("this case holds no finding with that id", id_, hint)
    return derived(found, x)


def derived(found: Finding, x: Lookup) -> Shown:
    """The same out of a case that is redacted already, such as the part of one that a desk gives."""
    return Shown("finding", tuple(visible(line) for line in _lines(found, x)), derivation(found, x))


def _lines(f: Finding, x: Lookup) -> list[str]:
    q = x.questions[f.question]
    about = " · ".join(narrowed(q, x.answers(q.id), x))
    firm = status_line(f)
    lines = [f"{ask(q)}?" + (f" ({about})" if about else "")]
    lines += [f"Answer: {_answer(f, x)}. {firm[:1].upper()}{firm[1:]}; {origins(f.origins)}.", ""]
    told = [step for step in steps(f, x) if step.name != "range" or f.high_reported is not None]
    for n, step in enumerate(told, 1):
        lines += [f"{n}. {step.title}", *(f"   {sentence}" for sentence in step.sentences)]
    lines += ["", "What would change it", *(f"   {change}" for change in f.would_change or ("Nothing that these rules know of.",))]
    notes = [wording()["flags"].get(flag, flag.replace("_", " ")) for flag in f.flags]
    return lines + [f"   Note: {note}." for note in notes]


def _answer(f: Finding, x: Lookup) -> str:
    claims = x.answers(f.question)
    if not any(c.amount for c in claims):
        return stated(x.questions[f.question], claims, x, f.support)
    low, best, high = span(f)
    return f"best {best}, low {low}, high {high}"
