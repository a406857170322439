"""What holds for every test: no connection leaves this machine, and a browser test that cannot run says so in one line."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("corroborate", deadline=None)  # the first example of a property loads vocabularies: its time says nothing
settings.load_profile("corroborate")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
LOOPBACK = ("127.", "::1", "localhost")
MUST_RUN = bool(os.environ.get("CORROBORATE_NOTHING_SKIPPED"))


def browser() -> str | None:
    """The path of a Chromium on this machine, None if there is none."""
    return os.environ.get("CORROBORATE_CHROMIUM") or next((p for name in BROWSERS if (p := shutil.which(name))), None)


@pytest.fixture
def chromium() -> str:
    """The path of a Chromium; the test is skipped where there is none, except where nothing may be skipped."""
    path = browser()
    if path is None:
        message = "no Chromium on this machine: install it (Debian: chromium) or set CORROBORATE_CHROMIUM"
        (pytest.fail if MUST_RUN else pytest.skip)(message)
    return str(path)


@pytest.fixture(autouse=True)
def installation(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Decisions of tests are of no installation of the user's."""
    home = str(tmp_path_factory.getbasetemp() / "home")
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, home)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Refuse and remember every attempt to reach another machine; a test that made one fails, also if the refusal was caught."""
    tried: list[str] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded(self: socket.socket, address: object) -> None:
        host = str(address[0]) if isinstance(address, tuple) else ""
        if isinstance(address, tuple) and not host.startswith(LOOPBACK):
            tried.append(host)
            raise OSError(f"the tests open no connection ({host})")
        connect(self, address)  # type: ignore[arg-type]

    def guarded_look_up(host: object, *rest: object, **more: object) -> object:
        if host is not None and not str(host).startswith(LOOPBACK):
            tried.append(str(host))
            raise OSError(f"the tests look up no host ({host})")
        return look_up(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield tried
    assert not tried, f"a connection was tried: {tried}"
