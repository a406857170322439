"""Whether a log is whole: numbers, previous hashes, hashes, notes and matters, or the tombstones of what was forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from corroborate.model import Decision, Problem

STAGE = "log"
Buried = Mapping[tuple[str, str], str]
"""Tombstones: by the name of a decision and "note" or "matter" the hash of what was forgotten."""
_HINT = "This log was changed outside the program: go back to a copy of the case from before, and merge what came since into it"


def faults(decisions: Iterable[Decision], buried: Buried) -> list[Problem]:
    """What is wrong with the logs of a case, one Problem a fault; empty where every chain holds."""
    found: list[Problem] = []
    for _, held in groupby(sorted(decisions, key=lambda d: (d.log, d.number)), key=lambda d: d.log):
        previous, number = "", 0
        for d in held:
            found += [Problem(d.name, STAGE, told, _HINT) for told in _wrong(d, number + 1, previous, buried)]
            previous, number = d.hash, d.number
    return found


def _wrong(d: Decision, number: int, previous: str, buried: Buried) -> Iterator[str]:
    if d.number != number:
        yield f"entry {number} of this log is missing"
    elif d.previous != previous:
        yield "it does not follow the entry before it"
    if d.hash != d.sealed():
        yield "it is not as it was written: its hash is another one"
    for kind, text, hash_ in (("note", d.note, d.note_hash), ("matter", d.matter, d.matter_hash)):
        if not hash_:
            continue
        if text is not None and not d.holds_text(text, hash_):
            yield f"its {kind} is not as it was written"
        if text is None and buried.get((d.name, kind)) != hash_:
            yield f"its {kind} is gone without a tombstone"
