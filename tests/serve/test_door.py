"""Who may look at a case and who may change it: nobody without the token, no other site's page, no form that is not ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.serve.conftest import HOST, SETTINGS, Asked, Running

from corroborate.model import Person
from corroborate.serve.app import create_app
from corroborate.serve.guard import LocalGuard


@pytest.fixture
def outside(case_file: Path) -> Any:
    guard = LocalGuard(Person("Ana"))
    app = create_app(case_file, SETTINGS, guard, [HOST])
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        yield client, guard
    app.state.desks.close()


def test_nothing_of_a_case_is_shown_without_the_token(outside: Any) -> None:
    client, _ = outside
    assert client.get("/").headers["location"] == "/login"
    assert client.get("/?token=guessed").headers["location"] == "/login"
    assert client.get("/api/v1/openapi.json").status_code == 401
    assert "harbour" in client.get("/login").text  # its name alone


def test_a_token_opens_one_browser_only(outside: Any) -> None:
    client, guard = outside
    used = guard.token
    assert client.get(f"/?token={used}").headers["location"] == "/"
    client.cookies.clear()
    assert client.get(f"/?token={used}").headers["location"] == "/login"
    assert client.get(f"/?token={guard.token}").headers["location"] == "/"


def test_the_cookie_is_kept_from_scripts_and_other_sites(outside: Any) -> None:
    client, guard = outside
    told = client.get(f"/?token={guard.token}").headers["set-cookie"].lower()
    assert "httponly" in told and "samesite=strict" in told


def test_another_name_for_this_machine_is_refused(asked: Asked) -> None:
    assert asked.get("/", headers={"host": "evil.example:8600"}).status_code == 421


@pytest.mark.parametrize("header", [{"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}])
def test_another_sites_form_is_refused(asked: Asked, header: dict[str, str]) -> None:
    assert asked.post("/nothing", headers=header).status_code == 403


def test_a_body_without_end_is_cut_off(asked: Asked) -> None:
    assert asked.client.post("/csp", content=b"x" * 1_000_001).status_code == 413


def test_every_answer_ties_the_browsers_hands(asked: Asked) -> None:
    for path in ("/", "/nothing", "/static/workbench.css", "/login"):
        headers = asked.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"] and "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"


def test_a_page_that_is_not_there_says_so_in_a_sentence(asked: Asked) -> None:
    answer = asked.get("/nothing")
    assert answer.status_code == 404 and "There is no such page" in answer.text


@pytest.mark.browser
def test_a_browser_opens_the_workbench_and_breaks_no_policy(browser: Any, served: Running) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(served.address)
    assert page.url == served.base + "/" and "harbour" in page.inner_text("h1")
    assert page.evaluate("typeof htmx") == "object"
    assert said == []
    context.close()
