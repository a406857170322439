"""The part of a case that bears on something, by the ids of claims: never a walk through what a large story came to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from corroborate.model import (
    Case,
    Claim,
    Counted,
    Document,
    Edge,
    Finding,
    Gap,
    Grade,
    Incident,
    IncidentRow,
    Mention,
    Origin,
    Problem,
    Question,
    Reconciliation,
    Relation,
)  # fmt: skip
from corroborate.store.codec import loads
from corroborate.store.tables import Wanted

T = TypeVar("T")
Line = tuple[str, str, str, str]
"""Report, question, origin and incident of a claim."""


def excerpt(db: sqlite3.Connection, name: str, wanted: Wanted, versions: Mapping[str, str]) -> Case:
    """The part of the case that bears on what is wanted."""
    return _Excerpt(db, wanted).case(name, versions)


class _Excerpt:
    """One excerpt, made step by step: which claims, what they are, what was concluded from them."""

    def __init__(self, db: sqlite3.Connection, wanted: Wanted) -> None:
        self.db, self.wanted = db, wanted
        self.findings = self._concluded(Finding, wanted.findings)
        asked = dict.fromkeys((*wanted.questions, *(f.question for f in self.findings)))
        self.asked = tuple(asked)
        self.findings += [f for f in self._of_questions(wanted.questions) if f not in self.findings]
        self.incidents = {i.id: i for i in self._concluded(Incident, wanted.incidents)}
        self.origins = {o.id: o for o in self._concluded(Origin, wanted.origins)}
        core = self._core()
        self.relations = self._bearing(core)
        near = {c for r in self.relations for c in (r.a, r.b)} - set(core)
        self.lines = self._lines([*core, *sorted(near)[: wanted.most]])

    # ------------------------------------------------------------------ which claims
    def _core(self) -> list[str]:
        """The claims asked for: those that a finding rests on first, where there are more than are wanted."""
        held: dict[str, None] = dict.fromkeys(self.wanted.claims)
        for finding in self.findings:
            held.update(dict.fromkeys([*finding.support, *finding.claims][: self.wanted.most]))
        for column, ids in (("question", self.asked), ("report", self.wanted.reports)):
            for id_ in ids:
                query = f"SELECT claim FROM line WHERE {column} = ? ORDER BY n LIMIT ?"  # noqa: S608 - one of two names
                held.update(dict.fromkeys(c for (c,) in self.db.execute(query, (id_, self.wanted.most))))
        for claims in (*(i.claims for i in self.incidents.values()), *(o.claims for o in self.origins.values())):
            held.update(dict.fromkeys(claims[: self.wanted.most]))
        return list(held)

    def _bearing(self, claims: Sequence[str]) -> list[Relation]:
        """The relations that these claims take part in, each once, in their order."""
        found = self._each("SELECT n, data FROM bearing WHERE claim = ?", claims)
        unique = {data: n for n, data in sorted(found, reverse=True)}
        return [loads(Relation, data) for data, _ in sorted(unique.items(), key=lambda item: item[1])]

    def _lines(self, claims: Sequence[str]) -> dict[str, Line]:
        query = "SELECT claim, report, question, origin, incident FROM line WHERE claim = ?"
        return {claim: (report, q, o, i) for claim, report, q, o, i in self._each(query, claims)}

    # ------------------------------------------------------------------ what they are
    def case(self, name: str, versions: Mapping[str, str]) -> Case:
        """Everything about these claims."""
        claims = self._claims()
        self.lines = {c.id: self.lines[c.id] for c in claims}
        documents = self._documents()
        order = {d.id: n for n, d in enumerate(documents)}
        claims.sort(key=lambda c: (order[c.document], c.sentence.start, c.value.start if c.value else -1, c.id))
        return Case(
            name, tuple(documents), tuple(claims), tuple(self._mentions()), self._reconciliation(), tuple(self._problems(documents)),
            dict(versions), counts=tuple(self._appraised(Counted, "count", [f.question for f in self.findings])),
            grades=tuple(self._appraised(Grade, "grade", [*self.wanted.incidents, *self.lines])),
            gaps=tuple(self._appraised(Gap, "gap", self.wanted.incidents)),
        )  # fmt: skip

    def _claims(self) -> list[Claim]:
        """The claims in force; one that was rejected, or made into others, is here only if it is asked for, as the machine read it."""
        query = (
            "SELECT x.id, COALESCE(r.data, c.data), r.claim IS NULL OR r.data IS NOT NULL FROM (SELECT ? AS id) x "
            "LEFT JOIN claim c ON c.id = x.id LEFT JOIN reviewed r ON r.claim = x.id"
        )
        asked = set(self.wanted.claims)
        return [loads(Claim, data) for id_, data, holds in self._each(query, list(self.lines)) if data and (holds or id_ in asked)]

    def _documents(self) -> list[Document]:
        ids = dict.fromkeys((*self.wanted.reports, *self.wanted.texts, *(line[0] for line in self.lines.values())))
        found = [loads(Document, data) for (data,) in self._each("SELECT data FROM document WHERE id = ? AND current = 1", list(ids))]
        texts = {i: text for i, text in self._each("SELECT document, text FROM document_text WHERE document = ?", self.wanted.texts)}  # noqa: C416
        return sorted((replace(d, text=texts.get(d.id, "")) for d in found), key=lambda d: (d.name, d.id))

    def _mentions(self) -> list[Mention]:
        found = self._each("SELECT mentions FROM reading WHERE document = ?", self.wanted.texts)
        return [m for (data,) in found for m in loads(tuple[Mention, ...], data)]

    def _problems(self, documents: Sequence[Document]) -> list[Problem]:
        wanted = {*self.wanted.reports, *self.wanted.texts}
        query = "SELECT document, stage, message, hint FROM problem WHERE document = ? ORDER BY 2, 3"
        return [Problem(*row) for row in self._each(query, [d.name for d in documents if d.id in wanted])]

    # ------------------------------------------------------------------ what was concluded
    def _reconciliation(self) -> Reconciliation:
        ids = set(self.lines)
        asked = {c: line[1] for c, line in self.lines.items() if line[1]}
        return Reconciliation(
            questions=tuple(self._concluded(Question, sorted({*self.asked, *asked.values()}))),
            origins=tuple(self._origins()),
            incidents=tuple(self._incidents()),
            relations=tuple(r for r in self.relations if r.a in ids and r.b in ids),
            findings=tuple(self._trimmed(ids)),
            question_of=asked,
            origin_of={c: line[2] for c, line in self.lines.items() if line[2]},
        )

    def _trimmed(self, ids: set[str]) -> Iterable[Finding]:
        """The findings asked for; where there were more claims than are wanted, with those that are here."""
        for f in self.findings:
            yield replace(f, claims=tuple(c for c in f.claims if c in ids), support=tuple(c for c in f.support if c in ids))

    def _origins(self) -> list[Origin]:
        """Origins with their claims that are here and the edges that join two answers to one question; those asked for are whole."""
        claims = self._grouped(2)
        edges: dict[str, list[Edge]] = {}
        asked = sorted({line[1] for line in self.lines.values() if line[1]})
        for origin, data in self._each("SELECT origin, data FROM edge WHERE question = ? AND question != '' ORDER BY n", asked):
            edges.setdefault(origin, []).append(loads(Edge, data))
        bare = [loads(Origin, data) for (data,) in self._each("SELECT bare FROM origin WHERE id = ? LIMIT 1", sorted(claims))]
        made = [replace(o, claims=tuple(claims[o.id]), edges=self._held(edges.get(o.id, ()))) for o in bare]
        return [self.origins.get(o.id, o) for o in made] + [o for i, o in self.origins.items() if i not in claims]

    def _held(self, edges: Iterable[Edge]) -> tuple[Edge, ...]:
        return tuple(e for e in edges if e.a in self.lines and e.b in self.lines)

    def _incidents(self) -> list[Incident]:
        """Incidents with their claims and reports that are here; those asked for are whole."""
        claims, made = self._grouped(3), dict(self.incidents)
        for (data,) in self._each("SELECT data FROM incident WHERE id = ? LIMIT 1", sorted(set(claims) - set(made))):
            row = loads(IncidentRow, data)
            mine = tuple(claims[row.id])
            documents = tuple(dict.fromkeys(self.lines[c][0] for c in mine))
            made[row.id] = Incident(row.id, row.title, documents, mine, row.place, row.when, row.within, row.reasons, by_hand=row.by_hand)
        return [made[i] for i in sorted(made)]

    def _grouped(self, part: int) -> dict[str, list[str]]:
        held: dict[str, list[str]] = {}
        for claim, line in self.lines.items():
            if line[part]:
                held.setdefault(line[part], []).append(claim)
        return held

    # ------------------------------------------------------------------ rows by id
    def _each(self, query: str, ids: Iterable[str]) -> list[tuple[str, ...]]:
        return [row for id_ in ids for row in self.db.execute(query, (id_,))]

    def _concluded(self, kind: type[T], ids: Iterable[str]) -> list[T]:
        name = kind.__name__.lower()
        return [loads(kind, data) for (data,) in self._each(f"SELECT data FROM conclusion WHERE id = ? AND kind = '{name}' LIMIT 1", ids)]  # noqa: S608

    def _of_questions(self, questions: Iterable[str]) -> list[Finding]:
        return self._concluded(Finding, [i for (i,) in self._each("SELECT id FROM finding WHERE question = ?", questions)])

    def _appraised(self, kind: type[T], name: str, subjects: Iterable[str]) -> list[T]:
        query = f"SELECT data FROM appraisal WHERE kind = '{name}' AND subject = ? ORDER BY n"  # noqa: S608 - one of three names
        return [loads(kind, data) for (data,) in self._each(query, subjects)]
