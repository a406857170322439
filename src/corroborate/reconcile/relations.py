"""How claims bear on each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.model import Claim, Document, Origin, Relation, RelationType
from corroborate.reconcile.denials import denials, stray_denials
from corroborate.reconcile.mutations import circular, corrections, mutations, role_drift
from corroborate.reconcile.plausibility import implausible, rejected_sums
from corroborate.reconcile.propositions import proposition_relations
from corroborate.reconcile.scope import scope_differences
from corroborate.reconcile.statements import statements
from corroborate.reconcile.sums import sums
from corroborate.reconcile.values import value_relations


def relations(
    documents: Sequence[Document], claims: Sequence[Claim], question_of: Mapping[str, str], sources: Sequence[Origin]
) -> list[Relation]:
    """Relate claims: conflicts, supersedes, sums, scope differences, denials, mutations; one representative pair a pair of origins."""
    answers = statements(documents, claims, question_of, sources)
    found: list[Relation] = []
    for said in answers.values():
        found += [*value_relations(said), *proposition_relations(said), *denials(said)]
    found += stray_denials(answers, [r for r in found if r.type is RelationType.DENIES])
    summed = _once(sums(documents, claims, question_of), question_of, sources)
    found += [*corrections(found, claims), *summed, *scope_differences(claims, question_of, summed)]
    found += [*mutations(claims, question_of, sources), *circular(sources), *role_drift(claims)]
    return found + implausible(documents, claims) + rejected_sums(claims, question_of)


def _once(found: Sequence[Relation], question_of: Mapping[str, str], sources: Sequence[Origin]) -> list[Relation]:
    """One relation of a type for each pair of (origin, question)."""
    origin = {c: o.id for o in sources for c in o.claims}
    kept: dict[tuple[object, ...], Relation] = {}
    for r in found:
        kept.setdefault((r.type, origin.get(r.a), question_of.get(r.a), origin.get(r.b), question_of.get(r.b)), r)
    return list(kept.values())
