"""What makes two claims comparable, as one value."""

from __future__ import annotations

from typing import NamedTuple


class Cell(NamedTuple):
    """What a claim counts or asserts; claims with equal cells answer one question.

    `who` is the population's class, for a proposition what it is about; `where` the place of a part of a wider event;
    `part` labels a count that is only a part of the
    cell's whole, or belongs to something far larger.
    """

    incident: str
    measure: str
    unit: str = ""
    who: str = ""
    where: str = ""
    stage: str = ""
    standard: str = ""
    part: str = ""
