"""When and where claims tell of: days, places, and the claims of each."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date

from corroborate.model import ClaimRow, DayRow, Happening, Page, Place, PlaceRow
from corroborate.store import desk_claims
from corroborate.store.asking import Way, among
from corroborate.store.codec import loads

_PLACE = (
    "SELECT json_extract(COALESCE(r.data, c.data), '$.place') FROM line l LEFT JOIN claim c ON c.id = l.claim "
    "LEFT JOIN reviewed r ON r.claim = l.claim WHERE l.spot = ? AND l.spot != '' LIMIT 1"
)


def days(db: sqlite3.Connection, first: date | None, last: date | None, number: int, size: int) -> Page[DayRow]:
    """A page of the days that something is told of or published on, in order."""
    told: Counter[tuple[str, str]] = Counter()
    for value, n in db.execute("SELECT value, n FROM tally WHERE name = 'day'"):
        day, _, kind = value.partition(" ")
        told[day, Happening.COUNT if kind == Happening.COUNT else ""] += n
    query = "SELECT published, COUNT(*) FROM document INDEXED BY document_published WHERE current = 1 AND published > '' GROUP BY published"
    out: Counter[str] = Counter(dict(db.execute(query).fetchall()))
    low, high = (first.isoformat() if first else ""), (last.isoformat() if last else "9999-99-99")
    every = sorted(d for d in {day for day, _ in told} | set(out) if d and low <= d <= high)
    start = (number - 1) * size
    rows = tuple(DayRow(date.fromisoformat(d), told[d, ""], told[d, Happening.COUNT], out[d]) for d in every[start : start + size])
    return Page(rows, len(every), number + 1 if start + size < len(every) else None, number, size)


def on_day(db: sqlite3.Connection, day: date | None, number: int, size: int) -> Page[ClaimRow]:
    """A page of the claims of one day, or (None) of those that say no time."""
    value = day.isoformat() if day else ""
    kept = db.execute("SELECT COALESCE(SUM(n), 0) FROM tally WHERE name = 'day' AND value BETWEEN ? AND ?", (value + " ", value + " ~"))
    way = Way("day = ?", (value,), "INDEXED BY line_day")
    return desk_claims.listed(db, way, "happening, question, n", number, size, kept.fetchone()[0])


def places(db: sqlite3.Connection, size: int, seen: dict[str, Place]) -> Page[PlaceRow]:
    """The places that most claims name; `seen` remembers places from call to call: what a spot stands for does not change."""
    tally: Counter[str] = Counter()
    spot: dict[str, str] = {}
    for value, n in db.execute("SELECT value, n FROM tally WHERE name = 'spot' AND value != ''"):
        key = _key(value)
        tally[key] += n
        spot.setdefault(key, value)
    most = sorted(tally, key=lambda k: (-tally[k], k))[:size]
    seen |= {spot[k]: _place(db, spot[k]) for k in most if spot[k] not in seen}
    rows = tuple(PlaceRow(seen[spot[k]], tally[k]) for k in most)
    return Page(rows, len(tally), None, 1, size)


def at_place(db: sqlite3.Connection, key: str, number: int, size: int) -> Page[ClaimRow]:
    """A page of the claims that name a place, by question."""
    kind = key.partition(":")[0]
    query = "SELECT value, n FROM tally WHERE name = 'spot' AND (value = ? OR value BETWEEN ? AND ?)"
    found = [(v, n) for v, n in db.execute(query, (key, f"{kind}|", f"{kind}}}")) if key in (v, _key(v))]
    condition, values = among("spot", [v for v, _ in found])
    way = Way(f"{condition} AND spot != ''", values, "INDEXED BY line_spot")
    return desk_claims.listed(db, way, "question, n", number, size, sum(n for _, n in found))


def _key(spot: str) -> str:
    """The key of a place (`Place.key`) by how lines keep it: kind:id, or kind|name as printed where the gazetteer does not know it."""
    kind, name = spot.partition("|")[::2]
    return f"{kind}:{name.casefold()}" if name and ":" not in kind else spot


def _place(db: sqlite3.Connection, spot: str) -> Place:
    row = db.execute(_PLACE, (spot,)).fetchone()
    return loads(Place, row[0])
