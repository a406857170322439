"""Every page and list of the workbench over a case, beside an empty page of the same frame in the same run.

    python bench/serve_pages.py CASE [--rounds 40] [--seed 1] [--only /findings]

Asks each address in this process (no network), things in the case drawn at random. Prints a table: milliseconds p50 and p95 as the clock
tells them, and p95 of processor time, which other programs on the machine disturb less; the last columns are times an empty page.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from corroborate.model import Person, Role
from corroborate.read import Reader
from corroborate.serve.app import create_app
from corroborate.serve.guard import LocalGuard
from corroborate.serve.pages import page
from corroborate.serve.roles import needs
from corroborate.serve.server import still
from corroborate.settings import Settings

HOST, WITHIN = "127.0.0.1:8600", 5
PAGES = (
    "/", "/findings", "/findings?sort=best", "/findings?sort=asked&descending=", "/review", "/incidents", "/origins", "/timeline", "/map",
    "/reports", "/gaps", "/decisions", "/intake", "/export", "/search?words={word}", "/search?words={word}&in=report",
    "/findings/{finding}", "/origins/{origin}", "/incidents/{incident}", "/reports/{report}", "/review/{claim}",
)  # fmt: skip
LISTS = (
    "case", "reports", "claims", "findings", "questions", "origins", "incidents", "problems", "gaps", "decisions", "search?words={word}",
    "reports/{report}", "reports/{report}/text", "claims/{claim}", "findings/{finding}", "findings/{finding}/why", "origins/{origin}",
    "incidents/{incident}", "claims?limit=200", "findings?limit=200",
)  # fmt: skip


def drawn(path: Path, chance: random.Random) -> Callable[[str], str]:
    """What puts ids and words of the case, at random, into an address."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def some(query: str) -> list[str]:
        return [str(row[0]) for row in db.execute(query)]

    held = {
        "report": some("SELECT id FROM document WHERE current = 1 LIMIT 5000"), "claim": some("SELECT id FROM claim LIMIT 20000"),
        "word": ["killed", "people", "mayor", "bridge", "hospital"],
    }  # fmt: skip
    kinds = {"finding": "findings", "origin": "origins", "incident": "incidents"}
    for name, kind in kinds.items():
        held[name] = _of_kind(path, kind)
    db.close()
    return lambda address: address.format(**{name: chance.choice(values) if values else "none" for name, values in held.items()})


def _of_kind(path: Path, kind: str) -> list[str]:
    from corroborate.engine.cases import open_case
    from corroborate.engine.desk import Desk

    with open_case(path, settings=Settings(reader=Reader.RULES)) as case:
        desk, found, number = Desk(case), list[str](), 1
        while number and len(found) < 1000:
            one = getattr(desk, kind)(page=number, size=200)
            found += [row.id for row in one.items]
            number = one.next or 0
    return found


@needs(Role.READER)
def empty(request: Request) -> HTMLResponse:
    """The frame and nothing in it."""
    return page(request, "error.html", what="nothing", hint="")


async def timed(client: httpx.AsyncClient, address: Callable[[], str], rounds: int) -> tuple[list[float], list[float], int, int]:
    """Wall and processor milliseconds of each round, the last status, and the bytes of the answer."""
    walls, works, status, size = [], [], 0, 0
    for n in range(rounds + 2):
        at = address()
        wall, work = time.perf_counter(), time.process_time()
        answer = await client.get(at)
        wall, work = time.perf_counter() - wall, time.process_time() - work
        status, size = answer.status_code, len(answer.content)
        if n >= 2:  # the first ones fill what is kept
            walls.append(wall * 1000)
            works.append(work * 1000)
    return walls, works, status, size


def p95(values: list[float]) -> float:
    """The value that 19 of 20 stay under."""
    return statistics.quantiles(values, n=20, method="inclusive")[18]


def opened(path: Path) -> tuple[FastAPI, LocalGuard]:
    """The workbench over a case, with an empty page."""
    guard = LocalGuard(Person("Bench"))
    app = create_app(path, Settings(reader=Reader.RULES), guard, [HOST])
    app.add_api_route("/empty", empty, methods=["GET"], include_in_schema=False)
    still()
    return app, guard


async def measure(path: Path, rounds: int, seed: int, only: str) -> int:
    """Time every address; the number of pages that miss the bound."""
    app, guard = opened(path)
    put = drawn(path, random.Random(seed))  # noqa: S311 - no secret
    missed = 0
    headers = {"authorization": f"Bearer {guard.key}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=f"http://{HOST}", headers=headers, timeout=600) as client:
        base_wall, base_work, _, _ = await timed(client, lambda: "/empty", rounds * 3)
        print(f"{'address':44} status   bytes    p50     p95   work95  x-wall x-work", flush=True)
        for address in ["/empty", *PAGES, *(f"/api/v1/{name}" for name in LISTS)]:
            if only in address:
                wall, work, status, size = await timed(client, lambda address=address: put(address), rounds)
                times = (p95(wall) / p95(base_wall), p95(work) / p95(base_work))
                mark = " <-- more than 5 times" if min(times) > WITHIN and not address.startswith("/api") else ""
                missed += bool(mark)
                told = f"{statistics.median(wall):7.1f} {p95(wall):7.1f} {p95(work):8.1f} {times[0]:7.1f} {times[1]:6.1f}"
                print(f"{address:44} {status} {size:9,} {told}{mark}", flush=True)
    app.state.desks.close()
    return missed


def main() -> int:
    """Measure; exit 1 if a page misses."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("case", type=Path)
    asked.add_argument("--rounds", type=int, default=40)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", default="")
    given = asked.parse_args()
    return 1 if asyncio.run(measure(given.case, given.rounds, given.seed, given.only)) else 0


if __name__ == "__main__":
    sys.exit(main())
