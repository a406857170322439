"""Full-text search over open reports and their claims; a user's words are never taken for syntax."""

from __future__ import annotations

import re
import sqlite3

from corroborate.model import Hit, HitKind, Page, Piece
from corroborate.model.desk import COUNTED
from corroborate.store.asking import terms

OPENED, CLOSED = "\ue000", "\ue001"
"""Characters of no meaning round the words found; a report that holds them itself can only have more of its words marked."""
CUT = re.compile(f"{OPENED}([^{OPENED}{CLOSED}]*){CLOSED}")
LONG = 200_000
"""Characters of a text beyond which only its beginning is looked through for a snippet: marking takes time with the whole length."""
WORDS = 24
_REPORTS = (
    "SELECT o.report, o.report, o.name, o.title, '', w.found FROM (SELECT rowid AS n, {found} AS found FROM report_words "
    "WHERE report_words MATCH :words AND rank MATCH 'bm25(4.0, 2.0, 2.0, 1.0)' ORDER BY rank LIMIT :most OFFSET :start) w "
    "JOIN open_report o ON o.n = w.n"
)
_CLAIMS = (
    "SELECT l.claim, l.report, d.name, '', l.measure, w.found FROM (SELECT rowid AS n, {found} AS found FROM claim_words "
    "WHERE claim_words MATCH :words AND rank MATCH 'bm25(1.0, 2.0, 2.0)' ORDER BY rank LIMIT :most OFFSET :start) w "
    "JOIN line l ON l.n = w.n JOIN document d ON d.id = l.report"
)


def page(db: sqlite3.Connection, words: str, kind: HitKind, number: int, size: int) -> Page[Hit]:
    """A page of what holds all of the words, best first."""
    query = " ".join(terms(words))
    if not query:
        return Page((), 0, None, number, size)
    table, asked = ("claim_words", _CLAIMS) if kind is HitKind.CLAIM else ("report_words", _REPORTS)
    start = (number - 1) * size
    given = {"words": query, "most": size + 1, "start": start, "opened": OPENED, "closed": CLOSED}
    found = db.execute(asked.format(found=_snippet(table)), given).fetchall()
    counted = f"SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT {COUNTED + 1})"  # noqa: S608 - one of two names
    (held,) = db.execute(counted, (query,)).fetchone()
    hits = tuple(Hit(kind, id_, report, name, title, _pieces(told), measure) for id_, report, name, title, measure, told in found[:size])
    more = number + 1 if len(found) > size else None
    return Page(hits, max(min(held, COUNTED), start + len(hits)), more, number, size, held <= COUNTED)


def _snippet(table: str) -> str:
    return f"snippet({table}, -1, :opened, :closed, '…', {WORDS})"


def _pieces(told: str) -> tuple[Piece, ...]:
    """A snippet cut where the words found begin and end; marks without their other half are left out."""
    made, at = [], 0
    for mark in CUT.finditer(told):
        made += [Piece(told[at : mark.start()]), Piece(mark[1], found=True)]
        at = mark.end()
    made.append(Piece(told[at:]))
    bare = ((p.text.replace(OPENED, "").replace(CLOSED, ""), p.found) for p in made)
    return tuple(Piece(text, found) for text, found in bare if text)
