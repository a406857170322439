"""Who denies what: a denial is tied to the claim that it is about, at one facility and in one incident, or to none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from corroborate.model import Commitment, Relation, RelationType
from corroborate.reconcile.agreement import content
from corroborate.reconcile.rules import rules
from corroborate.reconcile.statements import Statement, upper, voice


def denials(said: Sequence[Statement]) -> list[Relation]:
    """Denials and counter-claims inside one question: each is tied to the nearest claim of another origin that it can be about."""
    found: dict[tuple[object, ...], Relation] = {}
    for d in (s for s in said if is_denial(s)):
        about = [s for s in said if not s.denied and not s.hypothetical and s.origin != d.origin and _one_facility(d, s)]
        if about:
            s = min(about, key=lambda s: _distance(d, s))
            found.setdefault((d.key, s.key), Relation(d.claim.id, s.claim.id, RelationType.DENIES, _told(d, s), "denies.question"))
    return list(found.values())


def _told(d: Statement, s: Statement) -> str:
    return f"{upper(voice(d))} denied what {voice(s)} said."


def _distance(d: Statement, s: Statement) -> tuple[object, ...]:
    """In one report and with a source named first, then the nearest in the text."""
    pairs = [abs(a.sentence.start - b.sentence.start) for a in d.claims for b in s.claims if a.document == b.document]
    return (not pairs, not s.attributed, min(pairs, default=0), s.claim.id)


def is_denial(s: Statement) -> bool:
    """Whether a statement says that something put forward by another is not so."""
    return (s.denied and any(c.commitment is Commitment.DENIED for c in s.claims)) or s.measure == "responsibility_denied"


def comparable(d: Statement, s: Statement) -> bool:
    """Whether a denial can be about a statement: not where both name a facility and the names differ, or one is background."""
    a, b = d.claim, s.claim
    kinds = rules()["denial"]["about"].get(a.measure, [])
    told = a.measure == b.measure or b.measure in kinds or bool(b.amount)
    return told and a.background == b.background and _one_facility(d, s)


def _one_facility(d: Statement, s: Statement) -> bool:
    """Whether the two do not name two facilities. Inside one question no more is asked: the question says that they are of one event."""
    a, b = d.claim.facility, s.claim.facility
    return not (a and b) or a == b


def stray_denials(answers: Mapping[str, Sequence[Statement]], tied: Sequence[Relation]) -> list[Relation]:
    """Denials that nothing in their own question answers to: tied to what their report says just before, if the words meet."""
    done = {r.a for r in tied}
    beside: dict[str, list[Statement]] = defaultdict(list)
    for said in answers.values():
        for s in said:
            for document in sorted({c.document for c in s.claims}):
                beside[document].append(s)
    found = []
    for d in (s for said in answers.values() for s in said if is_denial(s) and s.claim.id not in done):
        near = [(s, rule) for s in beside[d.claim.document] if s.question != d.question and (rule := _answers_to(d, s))]
        if near:
            s, rule = min(near, key=lambda n: (n[1] != "denies.accused", _distance(d, n[0])))
            found.append(Relation(d.claim.id, s.claim.id, RelationType.DENIES, _told(d, s), rule))
    return found


def _answers_to(d: Statement, s: Statement) -> str | None:
    """Whether a denial is about a statement of another question: the accused speaks, or the sentences share their words."""
    r = rules()["denial"]
    pairs = [abs(a.sentence.start - b.sentence.start) for a in d.claims for b in s.claims if a.document == b.document]
    if s.amount and d.measure != "other_denial":
        return None  # nobody denies a number by denying the deed
    if s.denied or s.hypothetical or s.origin == d.origin or min(pairs, default=r["reach"] + 1) > r["reach"] or not comparable(d, s):
        return None
    accused = content(" ".join(c.about or "" for c in s.claims))
    if d.claim.speaker and accused & content(d.claim.speaker.name):
        return "denies.accused"
    shared = content(d.claim.sentence.text) & content(s.claim.sentence.text)
    return "denies.near" if len(shared) >= r["words"] else None
