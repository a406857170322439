"""What of a restricted report's claims may be seen without opening it: value, measure, time, and the source's pseudonym."""

from __future__ import annotations

from dataclasses import replace

from corroborate.model import Claim, Document, Source, SourceKind, Span


def sourced(document: Document, claim: Claim) -> Claim:
    """Put the pseudonym of a tip's source before whoever the tip itself names."""
    if document.tip is None:
        return claim
    source = Source(document.tip.pseudonym, SourceKind.PSEUDONYM, basis=document.tip.basis)
    return replace(claim, chain=(source, *claim.chain))


def sealed(claim: Claim) -> Claim:
    """Leave out every word of a restricted claim's report; offsets stay, so that `show` can open the sentence."""
    if not claim.restricted:
        return claim
    return replace(
        claim,
        evidence=tuple(_blank(e) for e in claim.evidence),
        value=_blank(claim.value) if claim.value else None,
        population=None,
        about=None,
        place=claim.place if claim.place and claim.place.id else None,
        facility=None,
        when=replace(claim.when, words="") if claim.when else None,
        chain=claim.chain[:1],
        flags=(),
    )


def _blank(span: Span) -> Span:
    return Span(span.document, span.start, span.end, "")
