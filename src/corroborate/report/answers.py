"""Findings as they are printed: the question in words, the numbers, how firm, why, and what would change it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corroborate.model import Claim, Commitment, Finding, Incident, Question, Reason, Relation, RelationType
from corroborate.report.beside import NO_NUMBER, Beside, beside
from corroborate.report.figures import Figure, ends, figure
from corroborate.report.ladder import Ladder, ladder
from corroborate.report.lookup import Lookup
from corroborate.report.wording import (
    MEASURED,
    ask,
    carried,
    day,
    days,
    measure,
    number,
    origins,
    qualifiers,
    readable,
    relation,
    status_line,
    wording,
)
from corroborate.vocabulary import vocabulary

ALIKE, ALL = 4, 12
"""Relations of one kind, and of all kinds, that an answer prints; the table of relations holds every one."""
AGAINST = (RelationType.CONFLICTS, RelationType.DENIES)
"""Relations between claims that exclude each other."""


@dataclass(frozen=True, slots=True)
class Step:
    """One reason with the printed numbers of its claims."""

    text: str
    rule: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bearing:
    """One relation in words: claim number, verb, claim number, why; `against` says that the two exclude each other,
    `told` that a reason of the finding says so already."""

    a: int
    verb: str
    b: int
    why: str
    against: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Graded:
    """One grade of a published standard, ready to print."""

    standard: str
    word: str
    code: str
    reasons: tuple[Step, ...]
    would_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One finding, ready to print; `low`, `best` and `high` are words ("open", "not decided", "-"), `detailed` that it has a section.

    `counts` are the same claims by published rules; `same` says that all of these give our own number.
    """

    anchor: str
    id: str
    ask: str
    qualifiers: tuple[str, ...]
    family: str
    numeric: bool
    low: str
    best: str
    high: str
    stated: str
    undecided: bool
    report_count: int
    reports: str
    origins: str
    status: str
    status_line: str
    plain: str
    reasons: tuple[Step, ...]
    would_change: tuple[str, ...]
    flags: tuple[str, ...]
    claims: tuple[int, ...]
    bearings: tuple[Bearing, ...]
    ladder: Ladder | None
    detailed: bool
    measure: str
    unit: str
    stage: str
    question: str
    counts: tuple[Beside, ...]
    same: bool

    @property
    def figure(self) -> Figure:
        """The answer in words."""
        if self.numeric:
            return figure(self.low, self.best, self.high, len(self.claims))
        head, joint, beside = self.stated.partition("; ")
        return Figure(head, joint + beside)

    @property
    def untold(self) -> list[Bearing]:
        """The relations that no reason tells already."""
        return [b for b in self.bearings if not b.told]

    @property
    def shown(self) -> list[Bearing]:
        """Those of `untold` that are printed: some of each kind, so that none crowds out the others."""
        alike: dict[str, list[Bearing]] = defaultdict(list)
        for b in self.untold:
            alike[b.verb].append(b)
        return [b for b in self.untold if b in alike[b.verb][:ALIKE]][:ALL]


@dataclass(frozen=True, slots=True)
class Group:
    """The answers about one incident, those with more behind them apart from what was stated once."""

    title: str
    where: str
    reasons: tuple[str, ...]
    grades: tuple[Graded, ...]
    main: tuple[Answer, ...]
    once: tuple[Answer, ...]


def groups(lookup: Lookup) -> list[Group]:
    """All findings by incident, the incident with most reports first; anchors are numbered in this order."""
    held: dict[str, list[Finding]] = defaultdict(list)
    for finding in lookup.findings.values():
        if finding.question in lookup.questions:
            incident = lookup.incident(finding.question)
            held[incident.id if incident else ""].append(finding)
    order = sorted(held, key=lambda i: (not i, -_weight(lookup, i), i))
    made, n = [], 0
    for name in order:
        answers = []
        for finding in lookup.ordered(held[name]):
            n += 1
            answers.append(answer(finding, lookup, n))
        made.append(_group(lookup.incidents.get(name), answers, _grades(name, lookup), alone=len(order) == 1))
    return made


def _weight(lookup: Lookup, incident: str) -> int:
    return lookup.reports(lookup.incidents[incident].claims) if incident in lookup.incidents else 0


def _grades(incident: str, lookup: Lookup) -> tuple[Graded, ...]:
    """What published standards call an incident."""
    titles = {s.name: s.title for s in lookup.case.standards}
    return tuple(
        Graded(titles.get(g.standard, g.standard), g.word, g.code, _steps(g.reasons, lookup), g.would_change)
        for g in lookup.grades.get(incident, ())
    )


def _steps(reasons: Iterable[Reason], lookup: Lookup) -> tuple[Step, ...]:
    return tuple(Step(r.text, r.rule, tuple(lookup.numbers(r.claims))) for r in reasons)


def _group(incident: Incident | None, answers: list[Answer], grades: tuple[Graded, ...], alone: bool) -> Group:
    main, once = tuple(a for a in answers if a.detailed), tuple(a for a in answers if not a.detailed)
    if incident is None:
        return Group("All reports" if alone else "Not tied to one incident", "", (), grades, main, once)
    title, when = readable(incident.title), days(incident.when)
    if incident.when and when != day(incident.when.start):
        title = title.removesuffix(f", {day(incident.when.start)}")  # the whole time stands beside it
    title = title[:1].upper() + title[1:]
    where = ", ".join(part for part in (incident.place.name if incident.place else "", when) if part and part not in title)
    reasons = dict.fromkeys(part for reason in incident.reasons for part in reason.split(", "))
    return Group(title, where, tuple(reasons), grades, main, once)


def answer(f: Finding, lookup: Lookup, n: int = 1) -> Answer:
    """One finding, ready to print; `n` numbers its anchor."""
    q = lookup.questions[f.question]
    claims = lookup.answers(f.question)
    numeric = _numeric(f, claims)
    mine = f.claims or tuple(c.id for c in claims)
    return Answer(
        anchor=f"q-{n}", id=f.id, ask=ask(q), qualifiers=tuple(narrowed(q, claims, lookup)), family=measure(q.measure)["family"],
        numeric=numeric, **dict(zip(("low", "best", "high"), ends(f, lookup), strict=True)), stated=stated(q, claims, lookup, f.support),
        undecided=numeric and f.best is None, report_count=lookup.reports(mine),
        reports=carried(lookup.reports(f.support), lookup.reports(mine)), origins=origins(f.origins),
        status=str(f.status), status_line=status_line(f), plain=wording()["statuses"][str(f.status)]["plain"],
        reasons=_steps(f.reasons, lookup),
        would_change=tuple(change if change.endswith((".", "!", "?")) else f"{change}." for change in f.would_change),
        flags=_flags(f, numeric), claims=tuple(lookup.numbers(mine)), bearings=tuple(_bearings(mine, f, lookup)), ladder=ladder(f, lookup),
        detailed=len(mine) > 1, measure=q.measure, unit=q.unit or "", stage=q.stage or "", question=q.id,
        counts=(others := beside(q.id, lookup)), same=_same(f, others),
    )  # fmt: skip


def figured(f: Finding, lookup: Lookup) -> Figure:
    """The answer of one finding in words, without all the rest."""
    claims = lookup.answers(f.question)
    if _numeric(f, claims):
        return figure(*ends(f, lookup), len(f.claims or claims))
    return Figure(stated(lookup.questions[f.question], claims, lookup, f.support))


def _numeric(f: Finding, claims: list[Claim]) -> bool:
    return any(c.amount for c in claims) or any(v is not None for v in (f.low, f.best, f.high))


def _same(f: Finding, others: tuple[Beside, ...]) -> bool:
    """Whether every rule gives our one number."""
    ours = number(f.best)
    told = {v for b in others for v in (b.low, b.best, b.high) if v != NO_NUMBER}
    return bool(ours) and f.low == f.best == f.high and told == {ours} and not any(b.provisional for b in others)


def narrowed(q: Question, claims: list[Claim], lookup: Lookup) -> list[str]:
    """What narrows a question down; the incident is left out, its answers stand under its title, and days are dates, not weekdays."""
    incident = lookup.incident(q.id)
    event = "" if q.event in (None, "", incident and incident.id, incident and incident.title) else readable(q.event or "")
    when = Counter(days(c.when) for c in claims if c.when)
    period = min(when, key=lambda w: (-when[w], w)) if when else q.period
    return qualifiers(replace(q, event=event, period=period)) + _as_printed(q, claims)


def _as_printed(q: Question, claims: list[Claim]) -> list[str]:
    """The printed words of a length or a time whose unit was not told apart: its number says nothing alone."""
    if q.measure not in MEASURED or q.unit not in (None, "", q.measure):
        return []
    words = dict.fromkeys(c.value.text for c in claims if c.value and not c.restricted and any(letter.isalpha() for letter in c.value.text))
    return [f"printed as “{'”, “'.join(list(words)[:3])}”"] if words else []


def _flags(f: Finding, numeric: bool) -> tuple[str, ...]:
    told = [flag for flag in f.flags if numeric or flag != "scope_unresolved"]
    words = [wording()["flags"].get(flag, flag.replace("_", " ")) for flag in told]
    top = max((v for v in (f.low, f.best, f.high) if v is not None), default=None)
    if f.high_reported is not None and (top is None or f.high_reported > top):
        words.append(f"the highest number that anybody said is {number(f.high_reported)}")
    return tuple(words)


def stated(q: Question, claims: list[Claim], lookup: Lookup, support: Iterable[str] = ()) -> str:
    """What claims without a number say, affirmed and denied apart: "said of the school; denied of the clinic", "the Front; denied".

    What is only said not to be known yet is told apart from a denial, and what names something else than the supporting claims from
    what these name: an answer stands beside the number of its own origins."""
    said: dict[str, list[str]] = {"yes": [], "no": [], "unknown": []}
    other: list[str] = []
    mine = frozenset(support)
    for c in claims:
        key = "unknown" if not_known(c) else "no" if denies(c) else "yes"
        aside = key == "yes" and mine and c.id not in mine
        (other if aside else said[key]).append(_named(q, c, lookup))
    how = wording()["answers"][measure(q.measure).get("answer", "named")]
    parts = []
    for key, words in said.items():
        if words:
            told = key + ("_of" if any(words) and key != "unknown" else "")
            parts.append(str(how[told]).format(", ".join(_each(words))))
    if more := _each(other, said["yes"]):
        parts.insert(1 if said["yes"] else 0, str(wording()["aside"]["other"]).format(", ".join(more)))
    return "; ".join(parts)


def unsaid(a: Answer) -> bool:
    """Whether an answer only says that something was said: no number, no name."""
    return not a.numeric and unsaid_words(a.stated)


def unsaid_words(said: str) -> bool:
    """Whether the words of an answer name nothing."""
    return said.partition("; ")[0] in {str(wording()["answers"][name]["yes"]) for name in ("named", "accused")}


def not_known(claim: Claim) -> bool:
    """Whether a claim says that something is not known yet, which denies nothing: "nobody has claimed it", "the cause is not known"."""
    return claim.polarity == "-" and claim.commitment is not Commitment.DENIED and claim.measure in vocabulary("rules")["time"]["not_yet"]


def _named(q: Question, c: Claim, lookup: Lookup) -> str:
    """What a claim names beside the question's own place; for a question that asks who says so, its speaker."""
    how = measure(q.measure).get("answer")
    if c.measure == q.measure and (how in ("speaker", "denier", "denying") or (how == "accused" and denies(c))):
        return lookup.deepest(c)
    words = c.about or c.facility or ""
    return "" if words.casefold() == (q.place or "").casefold() else words


def _each(words: list[str], told: Iterable[str] = ()) -> list[str]:
    """Different wordings once, ignoring case, an article, one or many ("the bridge", "Bridges"), and those told already; at most four."""
    found: dict[str, str] = {}
    for word in words:
        if word:
            found.setdefault(_plain(word), word)
    shown = [word for key, word in found.items() if key not in {_plain(w) for w in told}]
    return shown[:4] + ([f"and {len(shown) - 4} more"] if len(shown) > 4 else [])


def _plain(words: str) -> str:
    """A name without case, article and plural, by which two wordings are one."""
    bare = " ".join(words.casefold().split())
    return next((bare.removeprefix(article) for article in ("the ", "a ", "an ") if bare.startswith(article)), bare).removesuffix("s")


def denies(claim: Claim) -> bool:
    """Whether a claim says that something is not so."""
    return claim.polarity == "-" or claim.commitment is Commitment.DENIED


def _bearings(claims: tuple[str, ...], f: Finding, lookup: Lookup) -> list[Bearing]:
    """The relations of an answer's claims, each once: first what excludes each other, then in the order of the claims."""
    found: dict[tuple[str, str, str], Relation] = {}
    for claim in claims:
        for r in lookup.relations[claim]:
            if r.a in lookup.number and r.b in lookup.number:
                found[(r.a, str(r.type), r.b)] = r
    told = {r.text for r in f.reasons}
    made = [
        Bearing(lookup.number[r.a], relation(str(r.type)), lookup.number[r.b], r.why, r.type in AGAINST, r.why in told)
        for r in found.values()
    ]
    return sorted(made, key=lambda b: (not b.against, b.a, b.b, b.verb))
