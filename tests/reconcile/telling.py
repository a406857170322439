"""Invented stories for the reconciler's tests: who says what in which report, with questions and origins already told apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from corroborate.model import (
    Amount,
    Bound,
    Claim,
    Commitment,
    Document,
    Edge,
    Finding,
    Origin,
    Question,
    Relation,
    Source,
    SourceKind,
    Span,
    Strength,
)
from corroborate.reconcile.findings import findings
from corroborate.reconcile.relations import relations


@dataclass
class Telling:
    """Reports of one story; every sentence is appended to its report, claims are found by the words of their values."""

    texts: dict[str, str] = field(default_factory=dict)
    published: dict[str, date] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    question_of: dict[str, str] = field(default_factory=dict)
    origin_of: dict[str, str] = field(default_factory=dict)

    def report(self, name: str, day: int = 1) -> str:
        """A new report of a day in March."""
        self.texts[name], self.published[name] = "", date(2031, 3, day)
        return name

    def sentence(self, report: str, text: str) -> tuple[int, int]:
        """Append a sentence to a report; returns where it stands."""
        start = len(self.texts[report]) + (1 if self.texts[report] else 0)
        self.texts[report] = f"{self.texts[report]} {text}".strip()
        return start, start + len(text)

    def say(
        self, report: str, text: str, *said: tuple[str, Amount | None], measure: str = "people_killed", speaker: str | None = None,
        question: str | tuple[str, ...] = "q1", origin: str | None = None, kind: SourceKind = SourceKind.BODY, **more: object,
    ) -> list[Claim]:  # fmt: skip
        """Say a sentence with the amounts in it, each (words, amount); one question for all, or one for each."""
        start, end = self.sentence(report, text)
        questions = [question] * max(len(said), 1) if isinstance(question, str) else question
        made = []
        for k, (words, amount) in enumerate(said or (("", None),)):
            at = start + text.index(words) if words else start
            claim = Claim(
                id=f"c{len(self.claims):03}", document=report, measure=measure,
                evidence=(Span(report, start, end, text),),
                value=Span(report, at, at + len(words), words) if amount else None, amount=amount,
                chain=(Source(speaker, kind),) if speaker else (),
            )  # fmt: skip
            claim = replace(claim, **more)  # type: ignore[arg-type]
            self.claims.append(claim)
            self.question_of[claim.id] = questions[k]
            self.origin_of[claim.id] = origin or speaker or f"voice of {report}"
            made.append(claim)
        return made

    @property
    def documents(self) -> list[Document]:
        """The reports."""
        return [
            Document(
                id=n, name=n, text=t, sha256="", media_type="text/plain", received=datetime(2031, 1, 1, tzinfo=UTC), tool="test",
                publisher=n, published=self.published[n],
            )
            for n, t in self.texts.items()
        ]  # fmt: skip

    @property
    def sources(self) -> list[Origin]:
        """The origins, attributed if one of their claims names a speaker."""
        held: dict[str, list[Claim]] = {}
        for c in self.claims:
            held.setdefault(self.origin_of[c.id], []).append(c)
        return [Origin(o, o, "", tuple(c.id for c in cs), any(c.chain for c in cs)) for o, cs in sorted(held.items())]

    @property
    def edges(self) -> list[Edge]:
        """All claims of one origin joined for certain."""
        return [Edge(a, b, Strength.CERTAIN, "test", "") for o in self.sources for a, b in zip(o.claims, o.claims[1:], strict=False)]

    def relations(self) -> list[Relation]:
        """The relations between the claims."""
        return relations(self.documents, self.claims, self.question_of, self.sources)

    def findings(self) -> dict[str, Finding]:
        """The finding of each question."""
        asked = [Question(q, "", None, None, None, None) for q in sorted(set(self.question_of.values()))]
        related = self.relations()
        made = findings(self.documents, self.claims, asked, self.question_of, self.sources, self.edges, related)
        return {f.question: f for f in made}


def exact(n: float) -> Amount:
    """n, as printed."""
    return Amount.make(Bound.EXACT, n)


def about(n: float) -> Amount:
    """About n."""
    return Amount.make(Bound.ABOUT, n)


def at_least(n: float) -> Amount:
    """At least n."""
    return Amount.make(Bound.AT_LEAST, n)


def vague(n: float) -> Amount:
    """A vague word with the floor n."""
    return Amount.make(Bound.VAGUE, n)


DENIED = Commitment.DENIED
