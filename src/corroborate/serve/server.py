"""The workbench as a running server: bound to this machine unless more is asked for and allowed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from corroborate.engine.cases import open_case
from corroborate.errors import CorroborateError
from corroborate.model import Person
from corroborate.serve.app import create_app
from corroborate.serve.guard import LocalGuard
from corroborate.settings import Settings

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Started:
    """A server about to listen: the address that opens a browser, and the key of programs."""

    address: str
    key: str


def serve(path: Path, settings: Settings, who: str, port: int, told: Callable[[Started], None]) -> None:
    """Serve one case to this machine until interrupted; `told` is given the address before the first request."""
    open_case(path, settings=settings).close()  # a file that is no case is refused before anything listens
    guard = LocalGuard(Person(who))
    names = (LOOPBACK, "localhost")
    app = create_app(path, settings, guard, [f"{name}:{port}" for name in names])
    guard.opened = lambda: told(Started(f"http://{LOOPBACK}:{port}/?token={guard.token}", guard.key))
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    config = uvicorn.Config(
        app, host=LOOPBACK, port=port, access_log=False, log_level="warning", server_header=False, date_header=False,
        proxy_headers=False, timeout_graceful_shutdown=5, lifespan="off",
    )  # fmt: skip
    server = uvicorn.Server(config)
    guard.opened()
    try:
        server.run()
    except OSError as error:  # uvicorn itself exits with a message for a taken port
        raise CorroborateError(f"the workbench could not start ({error.strerror or error})", f"{LOOPBACK}:{port}", "Try --port") from error
    finally:
        app.state.jobs.close()
        app.state.desks.close()
