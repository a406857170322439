"""A case without any words of its reports: built anew out of codes, numbers and days, so that nothing is left in by oversight.

Ids are numbered too: the case's own are made of the reports' bytes, by which who has a report could tell that it is in the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from corroborate.model import (
    Case,
    Claim,
    Counted,
    Document,
    Finding,
    Grade,
    Incident,
    Origin,
    Period,
    Place,
    Question,
    Reason,
    Reconciliation,
    Relation,
    Source,
    SourceKind,
    Span,
)
from corroborate.report.profilefiles import Profile
from corroborate.report.wording import EVERYBODY, measure
from corroborate.vocabulary import vocabulary

NO_WORDS = "[withheld]"
SOME = "a group that is not named here"
KEPT = {"admin1": ("admin1", "country"), "country": ("country",)}


def kept_claims(case: Case, profile: Profile) -> list[Claim]:
    """The claims whose families of measures leave, in their order."""
    return [c for c in case.claims if not profile.families or measure(c.measure)["family"] in profile.families]


def closed(case: Case, profile: Profile) -> Case:
    """The case as it leaves under a profile that shows no words."""
    return _Closing(case, profile).case()


class _Closing:
    """One case under one such profile."""

    def __init__(self, case: Case, profile: Profile) -> None:
        r = case.reconciliation
        self.original, self.profile = case, profile
        self.claims = kept_claims(case, profile)
        self.claim_id = _numbered("c", (c.id for c in self.claims))
        asked = {r.question_of[c.id] for c in self.claims if c.id in r.question_of}
        self.question_id = _numbered("q", (q.id for q in r.questions if q.id in asked))
        self.finding_id = _numbered("f", (f.id for f in r.findings if f.question in asked))
        self.origin_id = _numbered("o", (o.id for o in r.origins if self._mine(o.claims)))
        self.incident_id = _numbered("i", (i.id for i in r.incidents if self._mine(i.claims)))
        self.document_id = _numbered("d", (d.id for d in case.documents))
        self.places = {p.name: p for c in case.claims for p in (c.place,) if p}

    def case(self) -> Case:
        """The case, built anew."""
        old, letters = self.original, self.profile.letters
        return Case(
            name="case",
            documents=tuple(self.document(d) for d in old.documents),
            claims=tuple(self.claim(c) for c in self.claims),
            mentions=(),
            reconciliation=self.reconciliation(old.reconciliation),
            problems=(),
            versions=old.versions,
            counts=tuple(self.counted(c) for c in old.counts if c.finding in self.finding_id and c.question in self.question_id),
            grades=tuple(self.grade(g) for g in old.grades if g.subject in self.incident_id),
            gaps=(),
            standards=tuple(s for s in old.standards if letters or s.name != "letters"),
        )

    def _mine(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The numbered ids of those claims that leave."""
        return tuple(self.claim_id[c] for c in claims if c in self.claim_id)

    def document(self, d: Document) -> Document:
        """A report by its number, and nothing else of it."""
        number, copied = self.document_id[d.id], self.document_id.get(d.copy_of or "")
        day = datetime(d.received.year, d.received.month, d.received.day, tzinfo=UTC)
        return Document(number, f"report {number[1:]}", NO_WORDS, "", "", day, d.tool, restricted=True, copy_of=copied)

    def claim(self, c: Claim) -> Claim:
        """A claim without its words: measure, number, day, and which origin it goes back to."""
        of = self.original.reconciliation.origin_of.get(c.id, "")
        who = f"origin {self.origin_id[of][1:]}" if of in self.origin_id else "a source"
        document = self.document_id[c.document]
        nowhere = Span(document, 0, 0, NO_WORDS)
        return Claim(
            id=self.claim_id[c.id], document=document, measure=c.measure, evidence=(nowhere,), value=nowhere if c.value else None,
            amount=c.amount, unit=c.unit, population=self.group(c.population), place=self.place(c.place),
            facility=self.facility(c.facility), when=_days(c.when), as_of=c.as_of, chain=(Source(who, SourceKind.PSEUDONYM),),
            commitment=c.commitment, polarity=c.polarity, stage=c.stage, standard=c.standard, background=c.background, restricted=True,
            maker=c.maker,
        )  # fmt: skip

    def group(self, population: str | None) -> str | None:
        """Whether everybody is counted, or some; never of whom: that is in the words of reports, and may be a name."""
        if population is None or population.casefold() in EVERYBODY:
            return population
        return SOME

    def place(self, place: Place | None) -> Place | None:
        """The place as finely as the profile tells it; None where that is not known."""
        if place is None or place.kind in KEPT[self.profile.places]:
            return replace(place, id=None, latitude=None, longitude=None) if place else None
        if self.profile.places == "admin1" and place.admin1:
            return Place(place.admin1, "admin1", country=place.country, admin1=place.admin1)
        return Place(place.country, "country", country=place.country) if place.country else None

    def facility(self, name: str | None) -> str | None:
        """What kind of facility it is, by the noun in its name; None where no noun tells."""
        if not name or self.profile.facilities != "kind":
            return None
        nouns: Mapping[str, str] = vocabulary("places")["facilities"]
        padded = f" {' '.join(name.casefold().split())} "
        return next((nouns[noun] for noun in sorted(nouns, key=len, reverse=True) if f" {noun} " in padded), None)

    def reconciliation(self, r: Reconciliation) -> Reconciliation:
        """What was concluded, in codes and numbers."""
        return Reconciliation(
            questions=tuple(self.question(q) for q in r.questions if q.id in self.question_id),
            origins=tuple(self.origin(o) for o in r.origins if o.id in self.origin_id),
            incidents=tuple(self.incident(i) for i in r.incidents if i.id in self.incident_id),
            relations=tuple(
                Relation(self.claim_id[x.a], self.claim_id[x.b], x.type, "", x.rule)
                for x in r.relations
                if x.a in self.claim_id and x.b in self.claim_id
            ),
            findings=tuple(self.finding(f) for f in r.findings if f.id in self.finding_id),
            question_of={self.claim_id[c]: self.question_id[q] for c, q in r.question_of.items() if c in self.claim_id},
            origin_of={self.claim_id[c]: self.origin_id[o] for c, o in r.origin_of.items() if c in self.claim_id and o in self.origin_id},
        )

    def question(self, q: Question) -> Question:
        """What is counted; a place only where it is told as coarsely as the profile asks."""
        place, facility = self.place(self.places.get(q.place or "")), self.facility(q.place)
        told = place.name if place else facility
        return Question(self.question_id[q.id], q.measure, q.unit, self.group(q.population), told, None, None, q.stage, q.standard)

    def origin(self, o: Origin) -> Origin:
        """An origin by its number."""
        number = self.origin_id[o.id]
        return Origin(number, f"origin {number[1:]}", "", self._mine(o.claims), o.attributed)

    def incident(self, i: Incident) -> Incident:
        """An event by its number, with its day and country."""
        number = self.incident_id[i.id]
        held = tuple(self.document_id[d] for d in i.documents if d in self.document_id)
        within = self.incident_id.get(i.within or "")
        return Incident(number, f"event {number[1:]}", held, self._mine(i.claims), self.place(i.place), _days(i.when), within)

    def finding(self, f: Finding) -> Finding:
        """The answer with its range, status and the rules that made it so."""
        return Finding(
            self.finding_id[f.id], self.question_id[f.question], f.low, f.best, f.high, f.origins, f.status, f.rung, self._mine(f.claims),
            self._mine(f.support), self.reasons(f.reasons), (), f.flags, f.high_reported,
        )  # fmt: skip

    def reasons(self, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
        """Which rules fired; their sentences quote."""
        return tuple(Reason(r.rule, f"By the rule {r.rule}.", self._mine(r.claims)) for r in reasons)

    def counted(self, c: Counted) -> Counted:
        """A count by a published rule."""
        finding, question = self.finding_id[c.finding], self.question_id[c.question]
        return Counted(finding, question, c.rule, c.low, c.best, c.high, self._mine(c.claims), self.reasons(c.reasons), c.provisional)

    def grade(self, g: Grade) -> Grade:
        """How certain an event is by a published standard."""
        return Grade(self.incident_id[g.subject], g.standard, g.code, g.word, self.reasons(g.reasons))


def _numbered(letter: str, ids: Iterable[str]) -> dict[str, str]:
    return {id_: f"{letter}{n}" for n, id_ in enumerate(ids, 1)}


def _days(period: Period | None) -> Period | None:
    return Period(period.start, period.end) if period else None
