"""Where things stand in the workbench: the one place that knows the addresses of pages about a thing."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode


def of_finding(id_: str) -> str:
    """The page of one finding; a question's id leads there too."""
    return f"/findings/{quote(id_)}"


def of_origin(id_: str) -> str:
    """The page of one origin."""
    return f"/origins/{quote(id_)}"


def of_incident(id_: str) -> str:
    """The page of one incident."""
    return f"/incidents/{quote(id_)}"


def of_report(id_: str) -> str:
    """The report reader."""
    return f"/reports/{quote(id_)}"


def of_claim(id_: str, report: str) -> str:
    """The sentence of a claim in its report; of a long one the part that holds it is shown."""
    return f"{of_report(report)}?claim={quote(id_)}#{quote(id_)}"


def of_place(key: str) -> str:
    """The claims that name one place, by its key."""
    return f"/map/{quote(key, safe='')}"


def of_review(id_: str) -> str:
    """Where one claim is decided on."""
    return f"/review/{quote(id_)}"


def with_query(path: str, values: Iterable[tuple[str, object]]) -> str:
    """An address with those values that are not empty."""
    held = [(name, str(value)) for name, value in values if value not in (None, "", 0, False)]
    return f"{path}?{urlencode(held)}" if held else path
