"""What the interface takes: checked field by field before anything is done."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Named = Annotated[str, Field(max_length=300)]


class Body(BaseModel):
    """A field that is not known is refused, so that a slip of the pen changes nothing unseen."""

    model_config = ConfigDict(extra="forbid")


class Text(Body):
    """One report as text; what is said here of publisher, day, title and address wins over what the text says."""

    name: Annotated[str, Field(min_length=1, max_length=150, description="A file name; its ending tells the format.", examples=["1.txt"])]
    text: Annotated[str, Field(min_length=1, max_length=2_000_000)]
    publisher: Named | None = None
    published: date | None = None
    title: Named | None = None
    url: Annotated[str, Field(max_length=2_000)] | None = None


class Handed(Body):
    """Reports as texts."""

    reports: Annotated[list[Text], Field(min_length=1, max_length=1_000)]
