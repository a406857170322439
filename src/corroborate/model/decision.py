"""What a person decided; appended, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of an installation's log; `hash` covers every other field and `previous`, the hash of the entry before it.

    `subject` is the id of a claim, origin, incident or finding; `seen` is what the reviewer saw (measure, value, unit,
    population, speaker chain, question) as one fingerprint; `number` counts from 1 inside `log`.
    """

    log: str
    number: int
    previous: str
    hash: str
    who: str
    when: datetime
    subject: str
    verdict: str
    note: str
    seen: str
