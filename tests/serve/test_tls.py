"""Beyond this machine only with accounts and TLS, and the fingerprint on the server's screen is the certificate's."""

from __future__ import annotations

import hashlib
import http.cookiejar
import json
import os
import re
import socket
import ssl
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import uvicorn
from tests.serve.conftest import SETTINGS

from corroborate.cli.main import run
from corroborate.engine.people import People, open_people
from corroborate.errors import UsageError
from corroborate.model import Role
from corroborate.serve import certificates
from corroborate.serve.app import create_app
from corroborate.serve.server import Config, Team, beyond
from corroborate.serve.team import TeamGuard

GOOD, PHRASE = "brown heron seven gate", "no tide ever came so early"
NOW = datetime(2031, 5, 6, tzinfo=UTC)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return tmp_path / "case.people.db"


def test_an_own_certificate_is_kept_for_its_owner_alone_and_made_anew_when_it_ends(people: Path) -> None:
    first = certificates.own(people, ["127.0.0.1", "bench.invalid"], NOW)
    if sys.platform != "win32":
        assert {stat.S_IMODE(p.stat().st_mode) for p in (first.path, first.key)} == {0o600}
    assert certificates.own(people, ["bench.invalid"], NOW + timedelta(days=300)) == first
    assert certificates.own(people, ["bench.invalid"], NOW + timedelta(days=360)).fingerprint != first.fingerprint
    assert certificates.own(people, ["other.invalid"], NOW + timedelta(days=1)).fingerprint != first.fingerprint


def test_a_damaged_own_certificate_is_made_anew(people: Path) -> None:
    first = certificates.own(people, ["127.0.0.1"], NOW)
    first.key.write_text("not a key")
    assert certificates.own(people, ["127.0.0.1"], NOW).fingerprint != first.fingerprint


def test_a_certificate_of_the_users_has_to_fit(tmp_path: Path) -> None:
    one = certificates.own(tmp_path / "one.db", ["127.0.0.1"], NOW)
    two = certificates.own(tmp_path / "two.db", ["127.0.0.1"], NOW)
    assert certificates.given(one.path, one.key, NOW).fingerprint == one.fingerprint
    for path, key, when, told in (
        (one.path, two.key, NOW, "does not belong"),
        (one.path, one.key, NOW + timedelta(days=400), "does not hold today"),
        (one.key, one.key, NOW, "not a certificate"),
        (one.path, tmp_path / "missing.key", NOW, "no key"),
    ):
        with pytest.raises(UsageError, match=told):
            certificates.given(path, key, when)


@pytest.mark.parametrize("name", ["", "not a name", "löwe.invalid"])
def test_what_is_no_name_of_a_machine_is_refused(people: Path, name: str) -> None:
    with pytest.raises(UsageError, match="neither a name"):
        certificates.own(people, [name], NOW)


def test_what_is_beyond_this_machine() -> None:
    assert not any(beyond(host) for host in ("127.0.0.1", "127.8.0.1", "::1", "localhost"))
    assert all(beyond(host) for host in ("0.0.0.0", "::", "192.168.1.20", "bench.invalid", "10.0.0.1", "localhost.evil.example"))  # noqa: S104


def test_a_team_is_called_by_names_that_others_can_reach() -> None:
    assert Team("192.168.1.20").called() == ["192.168.1.20", "127.0.0.1", "localhost"]
    assert Team("0.0.0.0", ["bench.invalid"]).called() == ["bench.invalid", "127.0.0.1", "localhost"]  # noqa: S104
    with pytest.raises(UsageError, match="reached"):
        Team("0.0.0.0").called()  # noqa: S104


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--host", "0.0.0.0"], "--team"),  # noqa: S104
        (["--host", "192.168.1.20"], "--team"),
        (["--name", "bench.invalid"], "--team"),
        (["--team"], "people add"),
    ],
)
def test_the_server_refuses_to_open_a_case_to_others_without_a_team(
    case_file: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", str(case_file), *words]) in (1, 2)
    err = capsys.readouterr().err
    assert told in err and err.count("\n") == 1


def test_a_server_for_a_team_speaks_tls_with_the_certificate_on_its_screen(case_file: Path) -> None:
    people = open_people(case_file)
    people.add("Ana", [Role.KEEPER_OF_SOURCES], GOOD)
    people.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "corroborate.cli", "serve", str(case_file), "--team", "--port", str(port), "--reader", "rules", "--json"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stdout
            told = json.loads("".join(iter(server.stdout.readline, "}\n")) + "}")
            shown = _presented(port)
            assert hashlib.sha256(shown).hexdigest().upper() == told["fingerprint"].replace(":", "")
            trusting = ssl.create_default_context(cadata=ssl.DER_cert_to_PEM_cert(shown))
            with pytest.raises(urllib.error.HTTPError) as answered:  # 401 with the form
                urllib.request.urlopen(f"https://127.0.0.1:{port}/login", context=trusting)
            assert told["fingerprint"] in answered.value.read().decode()
            _seal_a_canary(f"https://127.0.0.1:{port}", trusting)
            with socket.create_connection(("127.0.0.1", port)) as plain:
                plain.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                assert b"HTTP/1.1 200" not in plain.recv(1_000), "nothing is answered in clear"
        finally:
            server.terminate()
            out, err = server.communicate(timeout=20)
    assert "/login" not in out + err and "/sources" not in out + err, "nothing that was asked for is logged"
    held = out + err + "".join(p.read_bytes().decode("latin-1") for p in case_file.parent.iterdir() if p.is_file())
    assert "Kite-7" in held and "Thistledown" not in held and PHRASE not in held and GOOD not in held


def _seal_a_canary(base: str, trusting: ssl.SSLContext) -> None:
    """Log in as people do, and seal and open a source."""
    browser = urllib.request.build_opener(
        urllib.request.HTTPSHandler(context=trusting), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )

    def post(path: str, **fields: str) -> str:
        data = urllib.parse.urlencode(fields).encode()
        asked = urllib.request.Request(base + path, data, {"Origin": base})  # noqa: S310 - our own server
        return str(browser.open(asked).read().decode())

    (csrf,) = re.findall(r'name="csrf" content="([^"]+)"', post("/login", name="Ana", password=GOOD))
    source = {"pseudonym": "Kite-7", "role": "medic", "basis": "witnessed", "name": "Wrenna Thistledown", "contact": "", "notes": ""}
    assert "Kite-7, medic, first-hand" in post("/sources/new", csrf=csrf, passphrase=PHRASE, again=PHRASE, **source)
    assert "Wrenna Thistledown" in post("/sources/Kite-7/open", csrf=csrf, passphrase=PHRASE)


def _presented(port: int) -> bytes:
    """The certificate that a server presents, once it listens."""
    anyone = ssl.create_default_context()
    anyone.check_hostname, anyone.verify_mode = False, ssl.CERT_NONE
    for _ in range(300):
        try:
            with socket.create_connection(("127.0.0.1", port)) as plain, anyone.wrap_socket(plain) as line:
                return line.getpeercert(binary_form=True) or b""
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


@pytest.mark.browser
def test_a_browser_logs_in_looks_and_logs_out(browser: Any, case_file: Path) -> None:
    people = open_people(case_file)
    people.add("Ana", [Role.ANALYST], GOOD)
    with running_team(case_file, people) as base:
        context = browser.new_context(ignore_https_errors=True)
        page = context.new_page()
        page.set_default_timeout(90_000)  # busy machines
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(base)
        assert page.url == f"{base}/login"
        said.clear()  # the browser itself remarks on the 401 of the form
        page.fill("#name", "Ana")
        page.fill("#password", GOOD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/")
        (cookie,) = context.cookies()
        assert cookie["httpOnly"] and cookie["secure"] and cookie["sameSite"] == "Strict" and cookie["name"].startswith("__Host-")
        page.click("text=Log out")
        page.wait_for_url(f"{base}/login")
        assert context.cookies() == [] and [s for s in said if "401" not in s] == []
        context.close()
    people.close()


@contextmanager
def running_team(path: Path, people: People) -> Iterator[str]:
    """The workbench of a team on a free port of this machine; gives its address."""
    held = certificates.own(people.file.path, ["127.0.0.1"])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(path, SETTINGS, TeamGuard(people, held.fingerprint), [f"127.0.0.1:{port}"], secure=True)
    config = Config(app, host="127.0.0.1", port=port, ssl_certfile=str(held.path), ssl_keyfile=str(held.key))
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    try:
        yield f"https://127.0.0.1:{port}"
        assert app.state.complaints == []
    finally:
        server.should_exit = True
        thread.join()
        app.state.jobs.close()
        app.state.desks.close()
