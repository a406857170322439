"""Full-text search over open reports and their claims; a user's words are never taken for syntax, nor a report's for mark-up."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence

from corroborate.model import Hit, HitKind, Page, Piece
from corroborate.store.asking import terms

RANKED = 1_000
"""Matches that are put in order; of more than these the last ones taken in come first, since weighing a common word takes long."""
BEFORE, LONG = 80, 240
"""Characters of a snippet before the first word found, and in all."""
OPENED, CLOSED = "\ue000", "\ue001"
"""Characters of no meaning by which the index itself marks words; taken out of what it gives before it is handed on."""
_MARKED = re.compile(f"{OPENED}([^{OPENED}{CLOSED}]*){CLOSED}")
_RANKS = {"claim_words": "bm25(1.0, 2.0, 2.0)", "report_words": "bm25(4.0, 2.0, 2.0, 1.0)"}
"""What a word counts in each column: more in a title, in who speaks and in what is counted than in a running text."""
_BEST = "(SELECT rowid AS n FROM {table} WHERE {table} MATCH ? AND rank MATCH ? ORDER BY rank LIMIT ? OFFSET ?) w"
_LAST = "(SELECT rowid AS n FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ? OFFSET ?) w"
_CLAIM = (
    "SELECT w.n, l.claim, l.report, d.name, '', l.measure, l.sentence, l.told, l.hand FROM {best} CROSS JOIN line l ON l.n = w.n "
    "JOIN document d ON d.id = l.report"
)
_REPORT = (
    "SELECT w.n, o.report, o.report, o.name, o.title, '', t.text, o.title, o.publisher, o.name FROM {best} "
    "CROSS JOIN open_report o ON o.n = w.n JOIN document_text t ON t.document = o.report"
)


def page(db: sqlite3.Connection, words: str, kind: HitKind, number: int, size: int) -> Page[Hit]:
    """A page of what holds all of the words, best first; of more than `RANKED` the last ones first, and not `exact`."""
    wanted = terms(words)
    if not wanted:
        return Page((), 0, None, number, size)
    table, row = ("claim_words", _CLAIM) if kind is HitKind.CLAIM else ("report_words", _REPORT)
    query, start = " ".join(wanted), (number - 1) * size
    held = _held(db, table, query)
    chosen, order = (_BEST, (_RANKS[table],)) if held <= RANKED else (_LAST, ())
    found = db.execute(row.format(best=chosen.format(table=table)), (query, *order, size + 1, start)).fetchall() if held else []
    pattern = _pattern(wanted)
    hits = []
    for n, id_, report, name, title, measure, *texts in found[:size]:
        pieces = _snippet(texts, pattern) or _marked(db, table, query, n)
        hits.append(Hit(kind, id_, report, name, title, pieces, measure))
    total = held if held <= RANKED else max(RANKED, start + len(found))
    return Page(tuple(hits), total, number + 1 if len(found) > size else None, number, size, held <= RANKED)


def _held(db: sqlite3.Connection, table: str, query: str) -> int:
    """How many there are, counted no further than one beyond what is ranked."""
    counted = f"SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT {RANKED + 1})"  # noqa: S608 - one of two names
    return int(db.execute(counted, (query,)).fetchone()[0])


def _pattern(wanted: Sequence[str]) -> re.Pattern[str]:
    """The terms as they stand in a text: words whole, or begun, with anything that is no letter between those of a phrase."""
    found = []
    for term in wanted:
        begins = term.endswith("*")
        words = r"\W+".join(re.escape(w) for w in re.findall(r"\w+", term))
        found.append(words + (r"\w*" if begins else r"(?!\w)"))
    return re.compile(r"(?<!\w)(?:" + "|".join(found) + ")", re.IGNORECASE)


def _snippet(texts: Iterable[str], pattern: re.Pattern[str]) -> tuple[Piece, ...]:
    """What stands round the first word found, in the first of the texts that has one; empty where none has."""
    for text in texts:
        first = pattern.search(text)
        if first:
            start, end = _window(text, first.start())
            return _pieces(text[start:end], pattern, before=start > 0, after=end < len(text))
    return ()


def _window(text: str, at: int) -> tuple[int, int]:
    """Where a snippet begins and ends: at the edges of words where there are any near."""
    start = max(0, at - BEFORE)
    if start:
        gap = text.find(" ", start, at)
        start = gap + 1 if gap >= 0 else start
    end = min(len(text), start + LONG)
    gap = text.rfind(" ", at, end) if end < len(text) else -1
    return start, gap if gap > at else end


def _pieces(text: str, pattern: re.Pattern[str], before: bool, after: bool) -> tuple[Piece, ...]:
    made, at = [Piece("…")] if before else [], 0
    for mark in pattern.finditer(text):
        made += [Piece(text[at : mark.start()]), Piece(mark[0], found=True)]
        at = mark.end()
    made += [Piece(text[at:]), Piece("…" if after else "")]
    return tuple(p for p in made if p.text)


def _marked(db: sqlite3.Connection, table: str, query: str, n: int) -> tuple[Piece, ...]:
    """The snippet of the index itself, which finds words by their bare letters ("cafe" for "café")."""
    asked = f"SELECT snippet({table}, -1, ?, ?, '…', 32) FROM {table} WHERE {table} MATCH ? AND rowid = ?"  # noqa: S608 - one of two names
    for (told,) in db.execute(asked, (OPENED, CLOSED, query, n)):
        made, at = [], 0
        for mark in _MARKED.finditer(told):
            made += [Piece(told[at : mark.start()]), Piece(mark[1], found=True)]
            at = mark.end()
        made.append(Piece(told[at:]))
        bare = ((p.text.replace(OPENED, "").replace(CLOSED, ""), p.found) for p in made)
        return tuple(Piece(text, found) for text, found in bare if text)
    return ()
