"""What can be set, in one frozen object that is read once, at the edge."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from corroborate.ingest import Limits
from corroborate.read import Reader


@dataclass(frozen=True, slots=True)
class Settings:
    """How a case is worked on: `limits` bound what is taken in; a case of at most `whole_up_to` reports is one story;
    `batch` reports are stored in one transaction; `reader` says whether an encoder, the whole or the fast one, reads with the rules;
    `blocs`, `letters` (docs/standards.md) and `profiles` (docs/profiles.md) are files of the user's, which the case keeps from then on;
    `home` is the folder that holds the name of this installation (docs/decisions-log.md);
    `rate` is how many requests a second one session of a team may make."""

    limits: Limits = field(default_factory=Limits)
    whole_up_to: int = 60
    batch: int = 50
    reader: Reader = Reader.ENCODER
    blocs: Path | None = None
    letters: Path | None = None
    profiles: Path | None = None
    home: Path | None = None
    rate: float = 30.0
