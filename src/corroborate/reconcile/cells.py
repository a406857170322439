"""What makes two claims comparable, as one value."""

from __future__ import annotations

from typing import NamedTuple


class Cell(NamedTuple):
    """What a claim counts or asserts; claims with equal cells answer one question.

    `who` is the population's class, for a proposition what it is about; `where` the place of another facility; `part` the one of several
    blows that is counted; `number` tells apart two groups of counts that all else names alike.
    """

    incident: str
    measure: str
    unit: str = ""
    who: str = ""
    where: str = ""
    stage: str = ""
    standard: str = ""
    part: str = ""
    number: str = ""
