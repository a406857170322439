"""How long a decision takes on a large case: accept, edit, reject, join, undo and reading how a claim stands; percentiles in ms.

    python bench/deciding.py CASE.db [decisions]

CASE.db is a copy that may be written to, such as the made case of bench/pages.py. Nothing is reconciled: that is the keeper's work.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from corroborate.engine.cases import OpenCase
from corroborate.model import Verdict
from corroborate.settings import Settings
from corroborate.store import open_store

TIMES: dict[str, list[float]] = defaultdict(list)


def timed(what: str, run: Callable[[], object]) -> object:
    """Run and keep how long it took."""
    start = time.perf_counter()
    found = run()
    TIMES[what].append((time.perf_counter() - start) * 1000)
    return found


def main(path: Path, many: int) -> None:
    """Decide of claims drawn by chance, and print what each kind took."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    claims = [c for (c,) in db.execute("SELECT c.id FROM claim c JOIN document d ON d.id = c.document WHERE d.current = 1 ORDER BY c.id")]
    db.close()
    case = OpenCase(open_store(path, create=False), Settings())
    case.decide(Verdict.ACCEPT, claims[0], who="warm")
    drawn = random.Random(7)  # noqa: S311 - a draw, no secret
    for claim in drawn.sample(claims, many):
        seen = timed("standing", lambda claim=claim: case.standing(claim, "Ilse"))
        timed("accept", lambda claim=claim, seen=seen: case.decide(Verdict.ACCEPT, claim, who="Ilse", seen=seen.seen))
        timed("edit", lambda claim=claim: case.decide(Verdict.EDIT, claim, who="Ilse", change={"value": 7}))
        made = timed("reject", lambda claim=claim: case.decide(Verdict.REJECT, claim, who="Ilse", change={"reason": "a slip"}))
        timed("undo", lambda made=made: case.undo(made.name, "Ilse"))
        timed("part", lambda claim=claim: _part(case, claim))
    rows = {}
    for what, times in TIMES.items():
        times.sort()
        rows[what] = {"p50": round(times[len(times) // 2], 2), "p95": round(times[int(len(times) * 0.95)], 2), "max": round(times[-1], 2)}
    print(json.dumps({"claims": len(claims), "decisions": len(case.decisions), "ms": rows}, indent=1))


def _part(case: OpenCase, claim: str) -> None:
    origin = case._store.origin(claim)
    others = [c for c in origin.claims if c != claim][:5] if origin else []
    if others:
        case.decide(Verdict.ORIGIN_PART, claim, who="Ilse", change={"from": others})


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100)
