"""A workbench over the bundled example: asked in this process, or running for a real browser."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from corroborate.engine.cases import open_case
from corroborate.model import Person
from corroborate.read import Reader
from corroborate.serve.app import create_app
from corroborate.serve.guard import LocalGuard
from corroborate.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
HOST = "127.0.0.1:8600"
SETTINGS = Settings(reader=Reader.RULES)
"""By rules alone: the pages are what these tests are about, and rules read fastest."""


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour example, read and reconciled once; never write to it, take `case_file`."""
    path = tmp_path_factory.mktemp("case") / "harbour.db"
    with open_case(path, settings=SETTINGS) as case:
        case.add(EXAMPLES / "harbour")
    return path


@pytest.fixture
def case_file(harbour: Path, tmp_path: Path) -> Path:
    """A copy of the harbour case that a test may change."""
    return Path(shutil.copy(harbour, tmp_path / "harbour.db"))


@dataclass
class Asked:
    """A client that has shown its token, with the application behind it; `post` proves where its forms come from."""

    client: TestClient
    app: FastAPI

    def get(self, address: str, **more: Any) -> Any:
        return self.client.get(address, **more)

    def post(self, address: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        return self.client.post(address, data={"csrf": self.csrf, **(data or {})}, **more)

    @property
    def csrf(self) -> str:
        (session,) = self.app.state.guard._sessions.values()
        return str(session.csrf)

    def settled(self) -> None:
        """Wait until the findings show what was decided."""
        held = self.app.state.desks
        for _ in range(600):
            if not held.behind:
                return
            held._stop.wait(0.05)
        raise AssertionError("the findings did not come up to date")


@pytest.fixture
def asked(case_file: Path) -> Iterator[Asked]:
    """The workbench over a case of its own, entered."""
    guard = LocalGuard(Person("Ana"))
    app = create_app(case_file, SETTINGS, guard, [HOST])
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        assert client.get(f"/?token={guard.token}").status_code == 303
        yield Asked(client, app)
        assert app.state.complaints == []
    app.state.jobs.close()
    app.state.desks.close()


@dataclass
class Running:
    """A server that listens: `address` opens one browser."""

    base: str
    guard: LocalGuard
    app: FastAPI

    @property
    def address(self) -> str:
        return f"{self.base}/?token={self.guard.token}"


@contextmanager
def running(path: Path, settings: Settings = SETTINGS, who: str = "Ana") -> Iterator[Running]:
    """The workbench over a case, listening on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    guard = LocalGuard(Person(who))
    app = create_app(path, settings, guard, [f"127.0.0.1:{port}"])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", lifespan="off"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    try:
        yield Running(f"http://127.0.0.1:{port}", guard, app)
    finally:
        server.should_exit = True
        thread.join()
        app.state.jobs.close()
        app.state.desks.close()


@pytest.fixture
def served(case_file: Path) -> Iterator[Running]:
    """A running workbench over a case of its own."""
    with running(case_file) as held:
        yield held
        assert held.app.state.complaints == []


@pytest.fixture(scope="session")
def _started() -> Iterator[Callable[[str], Any]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        held: list[Any] = []

        def start(path: str) -> Any:
            if not held:
                held.append(play.chromium.launch(executable_path=path, args=["--no-sandbox"]))
            return held[0]

        yield start
        for one in held:
            one.close()


@pytest.fixture
def browser(chromium: str, _started: Callable[[str], Any]) -> Any:
    """A real Chromium, started once; open contexts of your own in it."""
    return _started(chromium)
