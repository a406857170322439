"""What a reader noticed in a document, before anything is concluded from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corroborate.model.span import Span


class MentionKind(StrEnum):
    """What kind of words were noticed."""

    AMOUNT = "amount"
    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    PLACE = "place"
    DATE = "date"
    FACILITY = "facility"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of one kind with their cleaned value; `maker` is the stage and version that noticed them."""

    span: Span
    kind: MentionKind
    value: str
    maker: str
