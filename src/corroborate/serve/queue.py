"""The queue of claims and one claim as the review pages show them: everything that these pages ask of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from corroborate.engine.cases import OpenCase
from corroborate.engine.desk import Desk
from corroborate.model import Claim, ClaimFilter, ClaimOrder, ClaimRow, Decision, Document, FindingRow, Page, Standing, State, Verdict
from corroborate.report.lookup import Lookup
from corroborate.report.wording import amount, ask, counted, measure, number, origins, qualifiers, status, valued
from corroborate.serve.excerpts import Excerpt, excerpt
from corroborate.serve.fields import fields, shown, written

TODO = (State.UNREVIEWED, State.REOPENED, State.AWAITING_SECOND)
"""The states that wait for a decision; one that a person has made the first decision on waits for another person."""
ROWS = 25
"""Claims on a page of the list."""
SKIPPED = 500
"""Claims that wait for somebody else, passed over before the queue is taken to be done."""
ALL = "all"


BESIDE = 12
"""Neighbouring claims in view."""
SAYS = (Verdict.ACCEPT, Verdict.EDIT, Verdict.REJECT, Verdict.SPLIT, Verdict.MERGE, Verdict.ADD)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which claims, as the address says it; what is empty does not narrow. `state` is "" for those to do, "all", or one state."""

    state: str = ""
    measure: str = ""
    incident: str = ""
    question: str = ""
    report: str = ""
    speaker: str = ""
    order: str = str(ClaimOrder.QUESTION)
    page: int = 1

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Narrowed:
        """Read it from an address; what cannot be used is passed over."""
        held = {name: query.get(name, "").strip()[:200] for name in ("measure", "incident", "question", "report", "speaker")}
        state = query.get("state", "")
        order = query.get("order", "")
        page = query.get("page", "")
        return cls(
            **held,
            state=state if state == ALL or state in set(State) else "",
            order=order if order in set(ClaimOrder) else str(ClaimOrder.QUESTION),
            page=int(page) if page.isdecimal() and 0 < int(page) < 1_000_000 else 1,
        )

    def query(self, **other: object) -> str:
        """The same as the end of an address, "" or beginning with "?"; `other` takes the place of what is here."""
        held = {n: str({**self._told(), **other}.get(n, "")) for n in (*self._told(), *other)}
        standard = {"order": str(ClaimOrder.QUESTION), "page": "1"}
        made = urlencode({name: value for name, value in held.items() if value and standard.get(name) != value})
        return f"?{made}" if made else ""

    def address(self, claim: str, **other: object) -> str:
        """The address of one claim among these."""
        return f"/review/{claim}{self.query(page=1, **other)}"

    def _told(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def where(self) -> ClaimFilter:
        """The claims that are to be decided, as the desk takes it."""
        states = TODO if not self.state else () if self.state == ALL else (self.state,)
        return replace(self.everything, states=tuple(str(s) for s in states))

    @property
    def everything(self) -> ClaimFilter:
        """The same claims whatever was decided of them."""
        return ClaimFilter(
            question=self.question, incident=self.incident, report=self.report, speaker=self.speaker,
            measures=(self.measure,) if self.measure else (), order=ClaimOrder(self.order),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the claims asked for wait for nobody any more."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a claim: what is in force, and what the machine read where that is something else (None: the same)."""

    label: str
    value: str
    machine: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """One claim with everything that the page shows of it; `claim` is the one in force, else the machine's."""

    standing: Standing
    claim: Claim
    document: Document
    title: str
    said: tuple[str, ...]
    excerpt: Excerpt
    lines: tuple[Line, ...]
    question: str
    origin: str
    questions: tuple[tuple[str, str], ...]
    neighbours: tuple[ClaimRow, ...]
    answers: int
    finding: FindingRow | None
    others: tuple[Claim, ...]
    part: Lookup

    @property
    def sealed(self) -> bool:
        """Whether its words may not be shown here."""
        return self.claim.restricted


class Queue:
    """The claims of one case as one person reviews them."""

    def __init__(self, case: OpenCase, who: str) -> None:
        self.case, self.who = case, who
        self.desk = Desk(case)

    def rows(self, narrowed: Narrowed) -> Page[ClaimRow]:
        """A page of the claims asked for."""
        return self.desk.claims(narrowed.where, narrowed.page, ROWS)

    def progress(self, narrowed: Narrowed) -> Progress:
        """How far the review of the claims asked for has come."""
        total = self.desk.claims(narrowed.everything, size=1).total
        todo = self.desk.claims(replace(narrowed, state="").where, size=1).total
        return Progress(total - todo, total)

    def next(self, narrowed: Narrowed, after: str = "") -> str:
        """The id of the claim that follows, from the first one again after the last; "" where none is left but `after` itself."""
        at, turned = after, not after
        for _ in range(SKIPPED):
            found = self.desk.next_claim(narrowed.where, at)
            if found is None and not turned:
                at, turned = "", True
            elif found is None or found.id == after:
                return ""
            elif found.state == State.AWAITING_SECOND and not narrowed.state and self._mine(found.id):
                at = found.id
            else:
                return found.id
        return ""

    def _mine(self, claim: str) -> bool:
        """Whether this person has decided on a claim that waits for a second reader."""
        return any(d.who == self.who and d.verdict in SAYS for d in self.standing(claim).decisions)

    def standing(self, claim: str) -> Standing:
        """How a claim stands for this person; UsageError if there is none of that id."""
        return self.case.standing(claim, who=self.who)

    def decision(self, name: str) -> Decision | None:
        """The decision of that name (log:number), None where there is none."""
        return next((d for d in self.case.decisions if d.name == name), None)

    def called(self, claim: str) -> str:
        """What a claim says in a line, its id where it cannot be told."""
        standing = self.standing(claim)
        held = standing.claim or standing.machine
        return title(held) if held and not held.restricted else f"claim {claim}"

    def opened(self, claim: str) -> Opened | None:
        """One claim opened; None where nothing but what was decided is left of it."""
        standing = self.standing(claim)
        claim, held = standing.id, standing.claim or standing.machine  # by the id that it has now, whichever it is asked for by
        if held is None:
            return None
        part = self.desk.excerpt(claims=[claim], reports=[] if standing.claim else [held.document], texts=[held.document])
        x = Lookup(part)
        document = x.documents[held.document]
        held = x.claims.get(claim) or (replace_words(held) if document.restricted else held)
        question = part.reconciliation.question_of.get(claim, "")
        same = tuple(x.made_by(document.id))
        beside: Page[ClaimRow] = Page((), 0)
        if question:
            beside = self.desk.claims(ClaimFilter(question=question), size=BESIDE + 1)
        return Opened(
            standing, held, document, title(held), tuple(x.said_by(held)) if held.id in x.claims else (document.outlet,),
            excerpt(document.text, held, same), lines(held, standing.machine if not document.restricted else None), question,
            part.reconciliation.origin_of.get(claim, ""), _questions(x, held, question),
            tuple(r for r in beside.items if r.id != claim)[:BESIDE], beside.total,
            self.desk.finding(question) if question else None, tuple(c for c in same if c.id != claim), x,
        )  # fmt: skip


def _questions(x: Lookup, claim: Claim, own: str) -> tuple[tuple[str, str], ...]:
    """The other questions in view that a claim of this measure might answer: a claim that answers each, and the question in words."""
    titles = {i: one.title for i, one in x.incidents.items()}
    held = [(x.answers(q.id), q) for q in x.questions.values() if q.measure == claim.measure and q.id != own]
    return tuple((claims[0].id, " · ".join([ask(q), *qualifiers(q, titles)])) for claims, q in held if claims)


def replace_words(claim: Claim) -> Claim:
    """A claim of a sealed report with nothing of its words."""
    sealed = tuple(replace(e, text="", before="", after="") for e in claim.evidence)
    return replace(claim, evidence=sealed, value=None, population=None, facility=None, about=None, chain=(), restricted=True)


def title(claim: Claim) -> str:
    """What a claim says in a line: "people killed: at least 14"."""
    value = valued(claim) or claim.about or claim.facility or "said, without naming it"
    return _capital(f"{measure(claim.measure)['noun']}: {value}" + (" (denied)" if claim.polarity == "-" else ""))


def lines(claim: Claim, machine: Claim | None) -> tuple[Line, ...]:
    """The fields that are filled in, and what the machine read beside those that a person set otherwise."""
    mine, read = written(claim), written(machine) if machine else None
    made = []
    for field in fields():
        other = read[field.name] if read and read[field.name] != mine[field.name] else None
        told = field.name in HIDDEN or (field.name == "unit" and mine["unit"] in ("people", "person"))
        if (mine[field.name] or other) and not (told and other is None):
            made.append(Line(field.label, shown(field.name, mine[field.name]), None if other is None else shown(field.name, other)))
    return tuple(made)


HIDDEN = frozenset({"value", "bound", "upper", "measure", "speaker", "speaker_kind", "via", "commitment", "polarity"})
"""Fields that the heading and the line below it tell already."""


def says(row: ClaimRow) -> str:
    """What the claim of a row says, in a line."""
    value = amount(row.amount) if row.amount else ""
    return _capital(f"{measure(row.measure)['noun']}{': ' + value if value else ''}" + (" (denied)" if row.polarity == "-" else ""))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def answer(row: FindingRow) -> str:
    """What a finding says now, in a line: "14 to 22, best 19; corroborated; 2 origins, 4 reports"."""
    low, high = number(row.low), number(row.high)
    span = low if low == high else f"{low or '?'} to {high or 'open'}" if low or high else ""
    best = f"best {number(row.best)}" if row.best is not None else "best not decided" if span else ""
    value = ", ".join(part for part in (span, best) if part) if low != high else number(row.best) or low
    return "; ".join(part for part in (value, status(row.status), f"{origins(row.origins)}, {counted(row.reports, 'report')}") if part)
