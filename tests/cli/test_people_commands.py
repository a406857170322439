"""The commands for people: accounts are made, listed and changed, and a password is never a word of a command."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from corroborate.cli.main import run
from corroborate.engine import passwords
from corroborate.store import open_store

GOOD = "brown heron seven gate"


@pytest.fixture
def case(tmp_path: Path) -> str:
    open_store(tmp_path / "case.db").close()
    return str(tmp_path / "case.db")


def given(monkeypatch: pytest.MonkeyPatch, words: str = GOOD + "\n") -> None:
    monkeypatch.setattr(passwords, "MEMORY", 64)
    passwords._hasher.cache_clear()
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_accounts_are_made_listed_and_changed(case: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given(monkeypatch)
    assert run(["people", "add", case, "Rosa", "--role", "analyst", "--password-stdin"]) == 0
    assert run(["people", "role", case, "rosa", "reader", "keeper_of_sources"]) == 0
    assert run(["people", "disable", case, "Rosa"]) == 0
    capsys.readouterr()
    assert run(["people", "list", case]) == 0
    assert capsys.readouterr().out == "Rosa\treader, keeper_of_sources\tdisabled\n"
    assert run(["people", "disable", case, "Rosa", "--undo"]) == 0
    given(monkeypatch, "quite another phrase\n")
    assert run(["people", "password", case, "Rosa", "--password-stdin", "--json"]) == 0
    told = capsys.readouterr().out
    assert "argon2" not in told and "quite another" not in told
    assert run(["people", "list", case, "--json"]) == 0
    (account,) = json.loads(capsys.readouterr().out)["accounts"]
    assert account["roles"] == ["reader", "keeper_of_sources"] and not account["disabled"]
    assert Path(case).with_name("case.people.db").exists()


def test_a_key_is_told_once(case: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given(monkeypatch)
    assert run(["people", "add", case, "Rosa", "--role", "analyst", "--password-stdin"]) == 0
    capsys.readouterr()
    assert run(["people", "key", case, "Rosa", "--json"]) == 0
    key = json.loads(capsys.readouterr().out)["key"]
    assert len(key) > 40 and key.encode() not in Path(case).with_name("case.people.db").read_bytes()
    assert run(["people", "key", case, "Nobody"]) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["people", "list", "CASE"], "people add"),
        (["people", "add", "CASE", "Rosa", "--role", "analyst"], "--password-stdin"),
        (["people", "add", "CASE", "Rosa", "--role", "boss", "--password-stdin"], "keeper_of_sources"),
        (["people", "add", "CASE", "Rosa", "--password-stdin"], "--role"),
        (["people", "add", "NOT", "Rosa", "--role", "reader", "--password-stdin"], "no such case file"),
    ],
)
def test_what_cannot_be_done_is_one_line_with_the_next_step(
    case: str, words: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch)
    assert run([{"CASE": case, "NOT": case + ".not"}.get(w, w) for w in words]) in (1, 2)
    err = capsys.readouterr().err
    assert told in err and err.count("\n") == 1


def test_a_weak_password_is_refused_without_being_repeated(
    case: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, "hunter2\n")
    assert run(["people", "add", case, "Rosa", "--role", "reader", "--password-stdin"]) == 2
    err = capsys.readouterr().err
    assert "12" in err and "hunter2" not in err
