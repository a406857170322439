"""A case opened for reading: everything by id, claims numbered as the dossier prints them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

from corroborate.model import Case, Claim, Counted, Document, Edge, Finding, Grade, Incident, Origin, Question, Relation, Strength
from corroborate.report.wording import called, measure, wording


class Lookup:
    """Ids resolved once; lists come in the order of documents and of the text, the claims `first` before all others."""

    def __init__(self, case: Case, first: Collection[str] = ()) -> None:
        r = case.reconciliation
        self.case = case
        self.documents = {d.id: d for d in case.documents}
        order = {d.id: n for n, d in enumerate(case.documents)}
        claims = sorted(case.claims, key=lambda c: (c.id not in first, order.get(c.document, len(order)), _start(c), c.id))
        self.claims = {c.id: c for c in claims}
        self.number = {c.id: n for n, c in enumerate(claims, 1)}
        self.questions = {q.id: q for q in r.questions}
        self.origins = {o.id: o for o in r.origins}
        self.incidents = {i.id: i for i in r.incidents}
        self.findings = {f.question: f for f in r.findings}
        self.relations: dict[str, list[Relation]] = defaultdict(list)
        for relation in r.relations:
            for end in dict.fromkeys((relation.a, relation.b)):
                self.relations[end].append(relation)
        self._of_question: dict[str, list[Claim]] = defaultdict(list)
        self._of_document: dict[str, list[Claim]] = defaultdict(list)
        self._incident = {c: i for i in r.incidents for c in i.claims}
        for c in claims:
            self._of_document[c.document].append(c)
            if c.id in r.question_of:
                self._of_question[r.question_of[c.id]].append(c)

    def document(self, claim: Claim) -> Document:
        """The report that makes a claim."""
        return self.documents[claim.document]

    def made_by(self, document: str) -> list[Claim]:
        """The claims of one report."""
        return self._of_document.get(document, [])

    def answers(self, question: str) -> list[Claim]:
        """The claims that answer a question."""
        return self._of_question.get(question, [])

    def question(self, claim: str) -> Question | None:
        """The question that a claim answers."""
        return self.questions.get(self.case.reconciliation.question_of.get(claim, ""))

    def origin(self, claim: str) -> Origin | None:
        """The origin that a claim goes back to."""
        return self.origins.get(self.case.reconciliation.origin_of.get(claim, ""))

    def incident(self, question: str) -> Incident | None:
        """The incident that most of a question's claims tell of."""
        told = Counter(self._incident[c.id].id for c in self.answers(question) if c.id in self._incident)
        return self.incidents[max(told, key=lambda i: (told[i], i))] if told else None

    def reports(self, claims: Iterable[str]) -> int:
        """In how many reports the claims stand; a second copy of the same bytes is the same report."""
        held = {self.claims[c].document for c in claims if c in self.claims}
        return len({self.documents[d].copy_of or d for d in held})

    def numbers(self, claims: Iterable[str]) -> list[int]:
        """The printed numbers of claims, smallest first."""
        return sorted(self.number[c] for c in claims if c in self.number)

    def said_by(self, claim: Claim) -> list[str]:
        """The chain in words from the outlet to the deepest source."""
        return [self.document(claim).outlet, *(called(s.name) for s in claim.chain)]

    def deepest(self, claim: Claim) -> str:
        """Who says it, in words."""
        return called(claim.speaker.name) if claim.speaker else f"{self.document(claim).outlet} (own voice)"

    def who(self, origin: Origin) -> str:
        """Who an origin is, for a reader: an outlet's own voice goes by the outlet.

        Sources of one name are told apart by who carries them: "officials (in the Harbour Post)"."""
        if not origin.attributed:
            return origin.who.removeprefix("unattributed ")
        name = called(origin.who)
        if self._names[name] < 2:
            return name
        outlets = dict.fromkeys(self.document(self.claims[c]).outlet for c in origin.claims if c in self.claims)
        return f"{name} (in {', '.join(outlets)})" if outlets else name

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(called(o.who) for o in self.origins.values() if o.attributed)

    @cached_property
    def _edges_of(self) -> dict[str, list[Edge]]:
        held: dict[str, list[Edge]] = defaultdict(list)
        for e in self.edges():
            held[e.a].append(e)
        return held

    def edges_among(self, claims: Iterable[str]) -> list[Edge]:
        """The edges that join two of these claims."""
        mine = set(claims)
        return sorted((e for c in mine for e in self._edges_of.get(c, ()) if e.b in mine), key=lambda e: (e.a, e.b, e.rule))

    @cached_property
    def counts(self) -> dict[str, list[Counted]]:
        """What published rules make of each question, in the order of the rules."""
        held: dict[str, list[Counted]] = defaultdict(list)
        for c in self.case.counts:
            held[c.question].append(c)
        return held

    @cached_property
    def grades(self) -> dict[str, list[Grade]]:
        """The grades of each incident and each claim."""
        held: dict[str, list[Grade]] = defaultdict(list)
        for g in self.case.grades:
            held[g.subject].append(g)
        return held

    def edges(self, strength: Strength | None = None) -> list[Edge]:
        """The evidence that claims share an origin, each edge once; a claim that was just taken out has none left."""
        every = (e for o in self.case.reconciliation.origins for e in o.edges)
        found = {(e.a, e.b, e.rule): e for e in every if e.a in self.claims and e.b in self.claims}
        return [e for key, e in sorted(found.items()) if strength in (None, e.strength)]

    def ordered(self, findings: Iterable[Finding]) -> list[Finding]:
        """Findings as they are printed: by family of measures, then those that most reports answer first."""
        families = list(wording()["families"])

        def key(f: Finding) -> tuple[int, int, str]:
            q = self.questions[f.question]
            return families.index(measure(q.measure)["family"]), -self.reports(f.claims), f.question

        return sorted((f for f in findings if f.question in self.questions), key=key)


def _start(claim: Claim) -> int:
    """Where a claim stands in its report: its value, else its sentence."""
    return (claim.value or claim.sentence).start
