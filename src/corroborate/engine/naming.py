"""Ids of what stories come to, made unique in a case: a story knows nothing of the others that may ask the same question."""

from __future__ import annotations

from dataclasses import replace

from corroborate.model import Reconciliation, fingerprint


def within(story: str, outcome: Reconciliation) -> Reconciliation:
    """Rename questions, origins, incidents and findings by their story; claims keep their ids."""

    def name(id_: str) -> str:
        return id_[:1] + fingerprint(story, id_)

    return replace(
        outcome,
        questions=tuple(replace(q, id=name(q.id)) for q in outcome.questions),
        origins=tuple(replace(o, id=name(o.id)) for o in outcome.origins),
        incidents=tuple(replace(i, id=name(i.id), within=name(i.within) if i.within else None) for i in outcome.incidents),
        findings=tuple(replace(f, id=name(f.id), question=name(f.question)) for f in outcome.findings),
        question_of={claim: name(question) for claim, question in outcome.question_of.items()},
        origin_of={claim: name(origin) for claim, origin in outcome.origin_of.items()},
    )
