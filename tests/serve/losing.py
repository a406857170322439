"""A server that is killed while people decide: what it had acknowledged must be there, and the file sound."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from corroborate.engine.cases import open_case
from corroborate.read import Reader
from corroborate.serve.server import serve
from corroborate.settings import Settings


@dataclass
class Losses:
    """What came of the rounds: decisions acknowledged, requests cut off, and what was wrong (nothing is expected)."""

    rounds: int = 0
    acknowledged: int = 0
    cut: int = 0
    unanswered_but_stored: int = 0
    wrong: list[str] = field(default_factory=list)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _serve(path: Path, home: Path, who: str, port: int, keys: multiprocessing.queues.SimpleQueue[str]) -> None:
    serve(path, Settings(reader=Reader.RULES, home=home), who, port, lambda started: keys.put(started.key))


def server(path: Path, home: Path, who: str, port: int) -> tuple[multiprocessing.Process, str]:
    """A server in a process of its own, and the key of programs; it shares what this process has loaded, so that it starts fast."""
    context = multiprocessing.get_context("fork")
    keys = context.SimpleQueue()
    process = context.Process(target=_serve, args=(path, home, who, port, keys), daemon=True)
    process.start()
    key = keys.get()
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return process, key  # type: ignore[return-value]  # of this kind of start
        except OSError:
            time.sleep(0.01)


def decide(client: httpx.Client, claims: Sequence[str], chance: random.Random, made: Sequence[str]) -> str:
    """Send one decision of some kind; the name of the entry that was acknowledged."""
    claim = chance.choice(claims)
    body: dict[str, object] = chance.choice(
        [
            {"verdict": "claim.accept", "subject": claim},
            {"verdict": "claim.edit", "subject": claim, "change": {"unit": f"u{chance.randrange(99)}"}},
            {"verdict": "claim.reject", "subject": claim, "change": {"reason": "rumour"}, "note": "x" * chance.randrange(3000)},
            {"verdict": "claim.note", "subject": claim, "note": "seen"},
            {"verdict": "undo", "subject": made[-1]} if made else {"verdict": "claim.accept", "subject": claim},
        ]
    )
    answer = client.post("/api/v1/decisions", json=body)
    if answer.status_code != 201:
        raise AssertionError(f"{answer.status_code} {answer.text[:200]}")
    return str(answer.json()["name"])


def sound(path: Path, acknowledged: Sequence[str]) -> list[str]:
    """What is wrong with a case file after a kill: damage, a broken chain, a lost decision."""
    wrong = []
    db = sqlite3.connect(path)
    if (told := db.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
        wrong.append(f"integrity: {told[:3]}")
    if told := db.execute("PRAGMA foreign_key_check").fetchall():
        wrong.append(f"foreign keys: {told[:3]}")
    db.close()
    with open_case(path) as case:
        names = {d.name for d in case.decisions}
        wrong += [f"{p.document}: {p.message}" for p in case.verify()]
    return wrong + [f"lost: {name}" for name in acknowledged if name not in names]


def lose(path: Path, home: Path, rounds: int, seed: int, longest: float = 0.6) -> Losses:
    """Start, decide, kill; so many times."""
    chance, done = random.Random(seed), Losses()  # noqa: S311 - no secret
    with open_case(path) as case:
        claims = [c.id for c in case.claims if not c.restricted]
    acknowledged: list[str] = []
    for _ in range(rounds):
        port = free_port()
        process, key = server(path, home, "Ana", port)
        killer = threading.Timer(chance.uniform(0.02, longest), lambda pid=process.pid: os.kill(pid, signal.SIGKILL))
        headers = {"authorization": f"Bearer {key}"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30, trust_env=False) as client:
            acknowledged.append(decide(client, claims, chance, acknowledged))
            killer.start()
            try:
                while True:
                    acknowledged.append(decide(client, claims, chance, acknowledged))
            except httpx.TransportError:
                done.cut += 1
        killer.join()
        process.join()
        done.rounds += 1
        done.wrong += sound(path, acknowledged)
        if done.wrong:
            break
    done.acknowledged = len(acknowledged)
    with open_case(path) as case:
        done.unanswered_but_stored = len(case.decisions) - len(acknowledged)
    return done
