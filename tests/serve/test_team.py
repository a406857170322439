"""A team at one case: who may log in, what each role may do, and what an outsider on the network learns, which is nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.testclient import TestClient
from tests.serve.conftest import SETTINGS

from corroborate.engine import passwords
from corroborate.engine.people import People, people_file
from corroborate.model import Role
from corroborate.serve.app import create_app
from corroborate.serve.pace import Pace
from corroborate.serve.roles import needed
from corroborate.serve.team import TeamGuard
from corroborate.store import PeopleFile

HOST, GOOD = "bench.invalid:8600", "brown heron seven gate"
NAMES = {"Rea": Role.READER, "Ana": Role.ANALYST, "Sol": Role.SECOND_REVIEWER, "Kim": Role.KEEPER_OF_SOURCES}
BEFORE_THE_DOOR = {"/login", "/csp"}


@dataclass
class Team:
    """The workbench of a team; `browser()` is a new one, `entered(name)` one that has logged in."""

    app: FastAPI
    people: People
    browser: Callable[[], TestClient]

    def entered(self, name: str) -> TestClient:
        client = self.browser()
        assert client.post("/login", data={"name": name, "password": GOOD}).headers["location"] == "/"
        return client


@pytest.fixture
def team(case_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    monkeypatch.setattr(passwords, "MEMORY", 64)
    passwords._hasher.cache_clear()
    passwords._nobodys.cache_clear()
    people = People(PeopleFile(people_file(case_file)))
    for name, role in NAMES.items():
        people.add(name, [role], GOOD)
    app = create_app(case_file, SETTINGS, TeamGuard(people, "AA:BB:CC"), [HOST], secure=True, pace=Pace(1_000))
    yield Team(app, people, lambda: TestClient(app, base_url=f"https://{HOST}", follow_redirects=False))
    assert app.state.complaints == []
    app.state.jobs.close()
    app.state.desks.close()
    people.close()
    passwords._hasher.cache_clear()
    passwords._nobodys.cache_clear()


def csrf(client: TestClient) -> str:
    (held,) = re.findall(r'name="csrf" content="([^"]+)"', client.get("/").text)
    return str(held)


def test_every_route_behind_the_door_says_which_role_it_is_for(team: Team) -> None:
    seen = set()
    for route in iter_route_contexts(team.app.routes):
        if isinstance(route.original_route, APIRoute) and route.path not in BEFORE_THE_DOOR:
            seen.add(route.path)
            assert needed(route.endpoint), f"{route.path}: put @needs(Role.…) above its function (serve/roles.py)"
    assert {"/", "/state", "/logout"} <= seen


def test_a_change_is_for_more_than_readers(team: Team) -> None:
    own = {*BEFORE_THE_DOOR, "/logout"}
    for route in iter_route_contexts(team.app.routes):
        if isinstance(route.original_route, APIRoute) and route.path not in own and (route.methods or set()) - {"GET", "HEAD"}:
            assert needed(route.endpoint) is not Role.READER, route.path


def test_a_route_that_says_nothing_opens_for_no_single_role(team: Team) -> None:
    from fastapi import APIRouter, Depends

    from corroborate.serve.roles import allowed

    router = APIRouter()

    @router.get("/forgotten")
    def forgotten() -> str:
        return "secret"

    team.app.include_router(router, dependencies=[Depends(allowed)])
    for name in NAMES:
        answer = team.entered(name).get("/forgotten")
        assert answer.status_code == 403 and "secret" not in answer.text


def test_a_program_shows_a_key_and_may_what_its_account_may(team: Team) -> None:
    key = {"authorization": f"Bearer {team.people.new_key('Rea')}"}
    client = team.browser()
    assert client.get("/api/v1/claims", headers=key).status_code == 200
    assert client.get("/api/v1/exports/record?profile=internal", headers=key).status_code == 403
    assert client.get("/withdraw", headers=key).status_code == 403
    assert client.get("/api/v1/claims", headers={"authorization": "Bearer guessed"}).status_code == 401


def test_an_outsider_learns_nothing(team: Team) -> None:
    client = team.browser()
    assert client.get("/").headers["location"] == "/login"
    assert client.get("/api/v1/openapi.json").status_code == 401
    page = client.get("/login")
    assert "harbour" not in page.text and "AA:BB:CC" in page.text and page.headers["cache-control"] == "no-store"
    assert client.get("/?token=guess").headers["location"] == "/login"


def test_logging_in_and_out(team: Team) -> None:
    client = team.entered("Ana")
    page = client.get("/")
    assert page.status_code == 200 and "You decide as <strong>Ana</strong>" in page.text
    cookie = next(iter(client.cookies.jar))
    assert cookie.name == "__Host-corroborate_8600" and cookie.secure
    assert client.post("/logout", data={"csrf": csrf(client)}).headers["location"] == "/login"
    client.cookies.set(cookie.name, str(cookie.value), domain="bench.invalid")
    assert client.get("/").headers["location"] == "/login", "what the browser held opens nothing any more"


def test_the_cookie_is_kept_from_scripts_other_sites_and_open_lines(team: Team) -> None:
    told = team.browser().post("/login", data={"name": "Ana", "password": GOOD}).headers["set-cookie"].lower()
    assert all(word in told for word in ("httponly", "secure", "samesite=strict", "path=/")) and "domain" not in told


def test_a_session_is_another_one_after_every_log_in(team: Team) -> None:
    client = team.entered("Ana")
    first = next(iter(client.cookies.jar)).value
    assert client.post("/login", data={"name": "Ana", "password": GOOD}).status_code == 303
    assert next(iter(client.cookies.jar)).value != first and team.people.session(str(first)) is None
    planted = team.browser()
    planted.cookies.set("__Host-corroborate_8600", "planted", domain="bench.invalid")
    planted.post("/login", data={"name": "Ana", "password": GOOD})
    assert team.people.session("planted") is None


def test_a_change_without_our_forms_secret_is_refused(team: Team) -> None:
    client = team.entered("Ana")
    assert client.post("/logout").status_code == 403
    assert client.post("/logout", data={"csrf": "guessed"}).status_code == 403
    assert client.post("/logout", data={"csrf": csrf(team.entered("Kim"))}).status_code == 403, "another session's secret is no proof"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 303),
        ({"origin": f"https://{HOST}", "sec-fetch-site": "same-origin"}, 303),
    ],
)
def test_log_in_comes_from_our_own_page(team: Team, headers: dict[str, str], code: int) -> None:
    assert team.browser().post("/login", data={"name": "Ana", "password": GOOD}, headers=headers).status_code == code


def test_wrong_names_and_passwords_are_refused_alike_and_then_have_to_wait(team: Team) -> None:
    client = team.browser()
    wrong = [client.post("/login", data={"name": n, "password": "not the password"}) for n in ("Ana", "Nobody", "Ana", "Ana", "Ana", "Ana")]
    assert {a.status_code for a in wrong} == {401}
    assert len({re.sub(r"\s+", " ", a.text) for a in wrong}) == 1, "the page does not tell a name that exists from one that does not"
    waiting = client.post("/login", data={"name": "Ana", "password": GOOD})
    assert waiting.status_code == 429 and int(waiting.headers["retry-after"]) > 0 and "Try again in" in waiting.text
    assert "not the password" not in waiting.text


@pytest.mark.parametrize("data", [{}, {"name": "Ana"}, {"name": "A" * 300, "password": GOOD}, {"name": "\u0000\ud800", "password": "x"}])
def test_a_form_that_is_not_ours_gets_a_sentence(team: Team, data: dict[str, str]) -> None:
    client = TestClient(team.app, base_url=f"https://{HOST}", follow_redirects=False, raise_server_exceptions=False)
    body = "&".join(f"{k}={v.encode('utf-8', 'surrogatepass').hex('%') if v.startswith(chr(0)) else v}" for k, v in data.items())
    answer = client.post("/login", content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code in (401, 422) and "Traceback" not in answer.text


def test_who_asks_too_fast_waits_and_others_do_not(case_file: Path, team: Team) -> None:
    now = [0.0]
    app = create_app(case_file, SETTINGS, TeamGuard(team.people, ""), [HOST], secure=True, pace=Pace(2, lambda: now[0]))
    fast, calm = (TestClient(app, base_url=f"https://{HOST}", follow_redirects=False) for _ in "ab")
    for client, name in ((fast, "Ana"), (calm, "Kim")):
        assert client.post("/login", data={"name": name, "password": GOOD}).status_code == 303
    codes = [fast.get("/state").status_code for _ in range(14)]
    assert codes == [200] * 10 + [429] * 4
    told = fast.get("/state")
    assert "too many requests" in told.text and int(told.headers["retry-after"]) >= 1
    assert told.headers["x-content-type-options"] == "nosniff"
    assert calm.get("/state").status_code == 200
    now[0] += 1
    assert [fast.get("/state").status_code for _ in range(3)] == [200, 200, 429]
    app.state.jobs.close()
    app.state.desks.close()


def test_buckets_are_bounded_however_many_addresses_ask() -> None:
    pace = Pace(1, lambda: 0.0)
    for n in range(20_000):
        pace.wait(str(n))
    assert len(pace._held) <= 10_000


def test_a_disabled_account_is_out_with_its_next_request(team: Team) -> None:
    client = team.entered("Ana")
    team.people.set_disabled("Ana", True)
    assert client.get("/").headers["location"] == "/login"


def test_what_a_role_may_not_do_is_one_sentence(team: Team) -> None:
    from fastapi import APIRouter, Depends

    from corroborate.serve.roles import allowed, needs

    router = APIRouter()
    for role in Role:
        router.get(f"/only/{role}")(needs(role)(_only(role)))
    team.app.include_router(router, dependencies=[Depends(allowed)])
    seen: dict[str, set[str]] = {}
    for name in NAMES:
        client = team.entered(name)
        answers: dict[str, Any] = {role: client.get(f"/only/{role}") for role in Role}
        seen[name] = {role for role, answer in answers.items() if answer.status_code == 200}
        assert {a.status_code for a in answers.values()} <= {200, 403}
        assert all("This is for" in a.text for a in answers.values() if a.status_code == 403)
    assert seen == {
        "Rea": {"reader"},
        "Ana": {"reader", "analyst"},
        "Sol": {"reader", "analyst", "second_reviewer"},
        "Kim": {"reader", "analyst", "keeper_of_sources"},
    }


def _only(role: Role) -> Callable[[], str]:
    def only() -> str:
        return f"opened for {role}"

    return only
