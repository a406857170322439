"""Where words stand: the only form of evidence."""

from __future__ import annotations

from dataclasses import dataclass

CONTEXT = 32
"""Characters kept on either side of a span, so that it can be found again in a changed text."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Verbatim words of one document: half-open offsets into `Document.text`, in code points, with a little context."""

    document: str
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""

    @classmethod
    def of(cls, document: str, text: str, start: int, end: int) -> Span:
        """Cut `[start, end)` out of a document's text; ValueError if the offsets leave it or hold nothing."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span {start}-{end} in a text of {len(text)} characters")
        return cls(document, start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])

    def holds(self, start: int, end: int) -> bool:
        """Whether the offsets `[start, end)` lie inside this span."""
        return self.start <= start and end <= self.end
