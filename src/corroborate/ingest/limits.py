"""How much one input may cost; what is larger becomes a Problem, and the run goes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of intake: bytes, characters, seconds, counts; the defaults suit an old laptop and a night's reports.

    `file_bytes` bounds one report, `text_characters` its text. `archive_bytes` bounds what one input (a zip, WARC, JSONL) may
    unpack to, `items` how many reports it may hold, `depth` how deep archives nest, `ratio` how far one member may expand.
    `seconds` is the time that a killable reader gets for one file (PDF, large HTML); `markup_bytes` bounds HTML and feeds.
    """

    file_bytes: int = 50_000_000
    text_characters: int = 2_000_000
    markup_bytes: int = 10_000_000
    tip_bytes: int = 100_000
    archive_bytes: int = 2_000_000_000
    items: int = 100_000
    depth: int = 3
    ratio: int = 200
    seconds: float = 30.0
    pages: int = 2_000
