"""The workbench as a running server: bound to this machine unless a team is asked for, and then with accounts and TLS alone."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from corroborate.engine.cases import open_case
from corroborate.engine.people import open_people, people_file
from corroborate.errors import CorroborateError, UsageError
from corroborate.model import Person
from corroborate.serve import certificates
from corroborate.serve.app import create_app
from corroborate.serve.certificates import Certificate
from corroborate.serve.guard import LocalGuard
from corroborate.serve.pace import Pace
from corroborate.serve.team import TeamGuard
from corroborate.settings import Settings

LOOPBACK, ANYWHERE = "127.0.0.1", ("0.0.0.0", "::")  # noqa: S104 - to tell them apart, not to bind to
HERE = (LOOPBACK, "localhost")
Config = partial(
    uvicorn.Config, access_log=False, log_level="warning", server_header=False, date_header=False, proxy_headers=False,
    timeout_graceful_shutdown=5, lifespan="off",
)  # fmt: skip
"""A server that logs nothing that is asked for: addresses can name people and places."""


@dataclass(frozen=True, slots=True)
class Started:
    """A server about to listen: the address that opens a browser; the key of programs, or the fingerprint of the certificate."""

    address: str
    key: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """How a workbench serves a team: what it binds to, the names that others call it by, and a certificate of the user's own."""

    host: str = LOOPBACK
    names: Sequence[str] = ()
    certificate: Path | None = None
    key: Path | None = None

    def called(self) -> list[str]:
        """Every name and address that it answers to; UsageError where others could not reach it by any of them."""
        if self.host in ANYWHERE and not self.names:
            hint = "Say what others type into their browsers: --name 192.168.1.20 (several can be given)"
            raise UsageError("nobody is told by which address this machine is reached", f"--host {self.host}", hint)
        own = [] if self.host in ANYWHERE else [self.host]
        return list(dict.fromkeys([*self.names, *own, *HERE]))


def beyond(host: str) -> bool:
    """Whether a server bound to `host` can be reached from other machines."""
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def serve(path: Path, settings: Settings, who: str, port: int, told: Callable[[Started], None]) -> None:
    """Serve one case to this machine until interrupted; `told` is given the address before the first request."""
    open_case(path, settings=settings).close()  # a file that is no case is refused before anything listens
    guard = LocalGuard(Person(who))
    app = create_app(path, settings, guard, [f"{name}:{port}" for name in HERE])
    guard.opened = lambda: told(Started(f"http://{LOOPBACK}:{port}/?token={guard.token}", guard.key))
    guard.opened()
    _listen(Config(app, host=LOOPBACK, port=port), app)


def serve_team(path: Path, settings: Settings, team: Team, port: int, told: Callable[[Started], None]) -> None:
    """Serve one case to a team until interrupted: accounts, and TLS always."""
    open_case(path, create=False, settings=settings).close()
    people = open_people(path, create=False)
    if not any(not a.disabled for a in people.accounts()):
        raise UsageError("nobody could log in", str(people.file.path), f"Make an account: corroborate people add {path} NAME")
    names = team.called()
    held = _certificate(path, team, names)
    app = create_app(
        path, settings, TeamGuard(people, held.fingerprint), [f"{_typed(n)}:{port}" for n in names], secure=True, pace=Pace(settings.rate)
    )  # fmt: skip
    told(Started(f"https://{_typed(names[0])}:{port}/", fingerprint=held.fingerprint))
    try:
        _listen(Config(app, host=team.host, port=port, ssl_certfile=str(held.path), ssl_keyfile=str(held.key)), app)
    finally:
        people.close()


def _certificate(path: Path, team: Team, names: Sequence[str]) -> Certificate:
    if team.certificate and team.key:
        return certificates.given(team.certificate, team.key)
    if team.certificate or team.key:
        raise UsageError("a certificate and its key are needed together", "--cert, --key", "Give both, or neither")
    return certificates.own(people_file(path), names)


def _typed(name: str) -> str:
    """A name or address as it stands in a browser's address."""
    return f"[{name}]" if ":" in name else name


def still() -> None:
    """Have what is loaded by now left alone when memory is looked through for what nobody uses: it is here to stay."""
    gc.collect()
    gc.freeze()


def _listen(config: uvicorn.Config, app: FastAPI) -> None:
    """Run a server until it is interrupted."""
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    still()
    app.state.desks.touch()  # an earlier run may have been stopped between a decision and what follows from it
    try:
        uvicorn.Server(config).run()
    except OSError as error:  # uvicorn itself exits with a message for a taken port
        where = f"{config.host}:{config.port}"
        raise CorroborateError(f"the workbench could not start ({error.strerror or error})", where, "Try --port") from error
    finally:
        app.state.jobs.close()
        app.state.desks.close()
        app.state.vault.close()
