"""Whether a case is what it was: every chain of decisions, every piece of evidence, every original."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from corroborate.engine.local import Progress, silent
from corroborate.model import Claim, Problem, Span
from corroborate.review.chains import faults
from corroborate.store import Store

DAMAGED = "Take a copy of the case from before, or make it anew from the reports: corroborate run PATH --case NEW"
READ_ANEW = "Have it read anew by another reader (corroborate read --reader) and back, or go back to a copy from before"


def verify(store: Store, progress: Progress = silent) -> list[Problem]:
    """Everything that is not as it was written, one Problem a fault; empty for a sound case. Nothing is changed."""
    found = [Problem(store.name, "file", f"the file is damaged: {told}", DAMAGED) for told in store.damage()]
    if found:
        return found
    found += faults(store.log.entries(whole=True), store.log.buried())
    every = store.every()
    for done, document in enumerate(every, 1):
        found += _report(store, document)
        progress("verify", done, len(every))
    return found


def _report(store: Store, id_: str) -> Iterator[Problem]:
    """What is wrong with one report: its bytes, its words in the claims that were read, its words in what people decided."""
    document, claims = store.reviews.reading(id_)
    if hashlib.sha256(store.original(id_)).hexdigest() != document.sha256:
        yield Problem(document.name, "original", "the bytes as received are not those that its hash was taken of", DAMAGED)
    held = [*claims, *store.reviews.in_force(id_)]
    for claim, span in sorted(_apart(held, document.text), key=lambda pair: (pair[0].id, pair[1].start)):
        told = f"the evidence of claim {claim.id} does not stand in the report at {span.start}-{span.end}"
        yield Problem(document.name, "evidence", told, READ_ANEW)


def _apart(claims: Iterable[Claim], text: str) -> set[tuple[Claim, Span]]:
    """The spans whose words do not stand in the text where they say."""
    spans = ((c, s) for c in claims for s in (*c.evidence, *([c.value] if c.value else []), *(x.span for x in c.chain if x.span)))
    return {(c, s) for c, s in spans if text[s.start : s.end] != s.text}
