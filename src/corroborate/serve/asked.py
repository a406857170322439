"""What an address asks for: words, days, numbers and ticks out of a query, none of which can break a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

LONGEST, LAST_PAGE = 1_000, 1_000_000


def words(query: Mapping[str, str], name: str, most: int = LONGEST) -> str:
    """A field's words without outer white space, cut where they are too many; "" where there are none."""
    return query.get(name, "").strip()[:most].strip()


def number(query: Mapping[str, str], name: str = "page") -> int:
    """A page's number, 1 where none can be read."""
    given = query.get(name, "")
    return min(max(int(given), 1), LAST_PAGE) if given.isascii() and given.isdecimal() and len(given) < 10 else 1


def day(query: Mapping[str, str], name: str) -> date | None:
    """A day as YYYY-MM-DD, None where none can be read."""
    try:
        return date.fromisoformat(query.get(name, "").strip())
    except ValueError:
        return None


def ticked(query: Mapping[str, str], name: str) -> bool:
    """Whether a box is ticked."""
    return query.get(name, "") not in ("", "0")


def address(path: str, held: Mapping[str, object], **other: object) -> str:
    """A path with what is held in its query, `other` in place of what is there; what is empty is left out."""
    told = {name: value for name, value in {**held, **other}.items() if value not in ("", None, False)}
    plain = {name: "1" if value is True else str(value) for name, value in told.items() if (name, value) != ("page", 1)}
    return f"{path}?{urlencode(plain)}" if plain else path
