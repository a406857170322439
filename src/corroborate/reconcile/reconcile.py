"""The claims of one story brought together: incidents, questions, origins, relations, findings, in this order."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.model import Claim, Document, Reconciliation
from corroborate.reconcile.bonds import ruled
from corroborate.reconcile.findings import findings
from corroborate.reconcile.incidents import Known, incidents
from corroborate.reconcile.origins import dependence, origins
from corroborate.reconcile.questions import questions
from corroborate.reconcile.relations import relations

VERSION = "rules-2"


def reconcile(documents: Sequence[Document], claims: Sequence[Claim], known: Known | None = None) -> Reconciliation:
    """Bring the claims of one story together; the result does not depend on the order of documents or claims.

    `known` says what the reports were held to be before, and what a person decided; None for a case that is one story."""
    documents = sorted(documents, key=lambda d: d.name)
    claims = sorted(claims, key=lambda c: (c.document, c.sentence.start, c.id))
    known = known or Known()
    events, incident_of = incidents(documents, claims, known)
    asked, question_of = questions(documents, claims, incident_of, known.bonds)
    edges = dependence(documents, claims, question_of, incident_of, known.bonds)
    sources, origin_of = origins(documents, claims, edges)
    related = relations(documents, claims, question_of, sources)
    found = findings(documents, claims, asked, question_of, sources, edges, related, known.bonds)
    found = ruled(found, known.rulings)
    return Reconciliation(tuple(asked), tuple(sources), tuple(events), tuple(related), tuple(found), question_of, origin_of)
