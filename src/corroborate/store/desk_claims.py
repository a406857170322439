"""Pages of the table of claims, and the queue of those that wait for a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from corroborate.model import Claim, ClaimFilter, ClaimOrder, ClaimRow, Happening, Page, Place
from corroborate.store.asking import Plan, Way, among, like, plan, total
from corroborate.store.codec import loads
from corroborate.store.projections import shared_below

_ROW = (
    "SELECT l.state, l.question, l.origin, l.incident, l.sentence, l.restricted, l.day, l.happening, d.id, d.name, d.publisher, "
    "d.published, (SELECT f.id FROM finding f WHERE f.question = l.question LIMIT 1), COALESCE(r.data, c.data) FROM line l "
    "JOIN document d ON d.id = l.report LEFT JOIN claim c ON c.id = l.claim LEFT JOIN reviewed r ON r.claim = l.claim WHERE l.n = ?"
)
_FINE = ("site", "unknown")
"""Kinds of place that are too fine to be told of a restricted report."""


def page(db: sqlite3.Connection, where: ClaimFilter, number: int, size: int) -> Page[ClaimRow]:
    """A page of claims."""
    ways = _ways(db, where)
    made = plan(db, "line", ways, _along(where))
    start = (number - 1) * size
    query = f"SELECT n FROM {made.source} WHERE {made.where} ORDER BY {_order(where)} LIMIT ? OFFSET ?"  # noqa: S608 - parts are ours
    found = [n for (n,) in db.execute(query, (*made.values, size + 1, start))]
    held, exact = _total(db, where, ways, made, start + len(found) if found else 0)
    more = number + 1 if len(found) > size else None
    return Page(tuple(rows(db, found[:size])), held, more, number, size, exact)


def following(db: sqlite3.Connection, where: ClaimFilter, after: str) -> ClaimRow | None:
    """The claim that follows one in the order of the filter; the first where the case does not hold that one (any more)."""
    ways = _ways(db, where)
    for place_in, rank, n in db.execute("SELECT place_in, rank, n FROM line WHERE claim = ?", (after,)):
        ways.append(_beyond(where, place_in, rank, n))
    made = plan(db, "line", ways, _along(where))
    query = f"SELECT n FROM {made.source} WHERE {made.where} ORDER BY {_order(where)} LIMIT 1"  # noqa: S608 - parts are ours
    return next(iter(rows(db, [n for (n,) in db.execute(query, made.values)])), None)


def one(db: sqlite3.Connection, id_: str) -> ClaimRow | None:
    """One claim."""
    return next(iter(rows(db, [n for (n,) in db.execute("SELECT n FROM line WHERE claim = ?", (id_,))])), None)


def listed(db: sqlite3.Connection, way: Way, order: str, number: int, size: int, held: int) -> Page[ClaimRow]:
    """A page of the claims that one filter leaves, `held` in all."""
    query = f"SELECT n FROM line {way.by} WHERE {way.condition} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 - parts are ours
    found = [n for (n,) in db.execute(query, (*way.values, size + 1, (number - 1) * size))]
    return Page(tuple(rows(db, found[:size])), held, number + 1 if len(found) > size else None, number, size)


def rows(db: sqlite3.Connection, numbers: Sequence[int]) -> list[ClaimRow]:
    """Claims by their numbers."""
    return [_row(held) for n in numbers for held in db.execute(_ROW, (n,))]


def _row(held: tuple[object, ...]) -> ClaimRow:
    state, question, origin, incident, sentence, restricted, day, happening, report, name, publisher, published, finding, data = held
    c = loads(Claim, str(data))
    return ClaimRow(
        id=c.id, report=str(report), name=str(name), publisher=str(publisher) if publisher else None,
        published=date.fromisoformat(str(published)) if published else None, measure=c.measure, amount=c.amount, unit=c.unit,
        population=c.population, place=_place(c, bool(restricted)), speaker=c.speaker.name if c.speaker else "", commitment=c.commitment,
        polarity=c.polarity, question=str(question), finding=str(finding or ""), origin=str(origin), incident=str(incident),
        state=str(state), sentence=str(sentence), restricted=bool(restricted), about=c.about or c.facility or "",
        kind=Happening(str(happening)) if happening else None, day=date.fromisoformat(str(day)) if day else None,
    )  # fmt: skip


def _place(c: Claim, restricted: bool) -> str | None:
    shown: Place | None = None if restricted and c.place and c.place.kind in _FINE else c.place
    return c.facility or (shown.name if shown else None)


def _by_question(f: ClaimFilter) -> bool:
    return f.order is ClaimOrder.QUESTION


def _along(f: ClaimFilter) -> str:
    return "INDEXED BY line_rank" if _by_question(f) else "NOT INDEXED"


def _order(f: ClaimFilter) -> str:
    """Numbers follow the order of reading; inside one report claims stand as in its text."""
    if _by_question(f):
        return "rank, n"
    return "place_in, n" if f.report else "n"


def _beyond(f: ClaimFilter, place_in: int, rank: int, n: int) -> Way:
    if _by_question(f):
        return Way("rank >= ? AND (rank > ? OR n > ?)", (rank, rank, n), "INDEXED BY line_rank", ordered=True)
    if f.report:
        return Way("(place_in > ? OR (place_in = ? AND n > ?))", (place_in, place_in, n))
    return Way("n > ?", (n,), "NOT INDEXED", ordered=True)


def _ways(db: sqlite3.Connection, f: ClaimFilter) -> list[Way]:
    rank = "_rank" if _by_question(f) else ""
    made = []
    for column, values in (("state", f.states), ("measure", f.measures)):
        if values:
            condition, filled = among(column, values)
            made.append(Way(condition, filled, f"INDEXED BY line_{column}{rank}", len(values) == 1 and not f.report))
    for column, value in (("origin", f.origin), ("incident", f.incident)):
        if value:
            made.append(Way(f"{column} = ?", (value,), f"INDEXED BY line_{column}{rank}", not f.report))
    if f.question:
        made.append(Way("question = ?", (f.question,), "INDEXED BY line_question", not f.report))
    if f.report:
        made.append(Way("report = ?", (f.report,), "INDEXED BY line_report", size=0))  # one report's claims are few
    if f.shared:
        made.append(Way("rank < ?", (shared_below(),), "INDEXED BY line_rank", _by_question(f)))
    if f.speaker.strip():
        made.append(_spoken(db, f.speaker, rank))
    return made


def _spoken(db: sqlite3.Connection, words: str, rank: str) -> Way:
    """The claims of the speakers whose names hold the words: names are fewer than claims, and how many claims each has is kept."""
    named = like("value", words)
    query = f"SELECT value, n FROM tally WHERE name = 'speaker' AND value != '' AND {named.condition}"  # noqa: S608 - parts are ours
    found = db.execute(query, named.values).fetchall()
    condition, filled = among("speaker", [name for name, _ in found])
    return Way(condition, filled, f"INDEXED BY line_speaker{rank}", len(found) == 1, sum(n for _, n in found))


def _total(db: sqlite3.Connection, f: ClaimFilter, ways: Sequence[Way], made: Plan, seen: int) -> tuple[int, bool]:
    """How many there are; of the whole table, or of some states, or of some speakers, it is kept."""
    if not ways or (len(ways) == 1 and f.states):
        wanted = set(f.states)
        return sum(n for state, n in db.execute("SELECT value, n FROM tally WHERE name = 'state'") if not wanted or state in wanted), True
    if len(ways) == 1 and ways[0].size:
        return ways[0].size, True
    return total(db, made, seen)
