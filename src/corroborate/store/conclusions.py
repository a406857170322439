"""What stories came to, as rows: written in place of what was there, and read back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from corroborate.model import Finding, Incident, Origin, Question, Reconciliation, Relation
from corroborate.store.codec import dumps, loads

KINDS = {"question": Question, "origin": Origin, "incident": Incident, "relation": Relation, "finding": Finding}
TIES = ("question_of", "origin_of")
Row = tuple[str, str, str, str]
"""Story, kind, id, JSON."""


def replace_rows(db: sqlite3.Connection, story: str, outcome: Reconciliation) -> None:
    """Store what a story came to in place of what it came to before; the caller holds the transaction."""
    rows = [(story, "question", q.id, dumps(q)) for q in outcome.questions]
    rows += [(story, "origin", o.id, dumps(o)) for o in outcome.origins]
    rows += [(story, "incident", i.id, dumps(i)) for i in outcome.incidents]
    rows += [(story, "relation", f"{k:06}", dumps(r)) for k, r in enumerate(outcome.relations)]
    rows += [(story, "finding", f.id, dumps(f)) for f in outcome.findings]
    rows += [(story, tie, "", dumps(getattr(outcome, tie))) for tie in TIES]
    db.execute("DELETE FROM conclusion WHERE story = ?", (story,))
    db.executemany("INSERT INTO conclusion VALUES (?, ?, ?, ?)", _told_apart(rows))


def _told_apart(rows: Sequence[Row]) -> list[Row]:
    """Rows with a number after an id that comes twice in one story: a case that lost a conclusion is worse than an odd key."""
    seen: dict[tuple[str, str], int] = {}
    made = []
    for story, kind, id_, data in rows:
        n = seen[kind, id_] = seen.get((kind, id_), 0) + 1
        made.append((story, kind, id_ if n == 1 else f"{id_} {n}", data))
    return made


def concluded(db: sqlite3.Connection, stories: Sequence[str] | None) -> Reconciliation:
    """What some stories came to, or all of them (None)."""
    held: dict[str, list[object]] = {kind: [] for kind in KINDS}
    ties: dict[str, dict[str, str]] = {tie: {} for tie in TIES}
    if stories is None:
        stories = [i for (i,) in db.execute("SELECT id FROM story ORDER BY id")]
    for story in stories:
        for kind, data in db.execute("SELECT kind, data FROM conclusion WHERE story = ? ORDER BY kind, id", (story,)):
            if kind in ties:
                ties[kind].update(loads(dict, data))
            else:
                held[kind].append(loads(KINDS[kind], data))
    parts = {kind + "s": tuple(items) for kind, items in held.items()}
    return Reconciliation(**parts, **ties)  # type: ignore[arg-type]  # the table KINDS pairs every name with its type
