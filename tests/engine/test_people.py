"""Logging in: who may, who has to wait, and that nobody can be kept out for ever."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corroborate.engine import passwords
from corroborate.engine.people import IDLE, LASTS, LONGEST, People
from corroborate.errors import AccessError, CorroborateError, StoreError, UsageError
from corroborate.model import Role
from corroborate.store import PeopleFile

GOOD, BAD = "brown heron seven gate", "brown heron seven gat"
HERE, THERE = "192.0.2.7", "192.0.2.66"


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[People]:
    monkeypatch.setattr(passwords, "MEMORY", 64)
    passwords._hasher.cache_clear()
    passwords._nobodys.cache_clear()
    held = People(PeopleFile(tmp_path / "case.people.db"), clock)
    held.add("Rosa Lind", [Role.ANALYST], GOOD)
    yield held
    held.close()
    passwords._hasher.cache_clear()
    passwords._nobodys.cache_clear()


def tries(people: People, n: int, address: str, name: str = "Rosa Lind") -> list[AccessError]:
    found = []
    for _ in range(n):
        with pytest.raises(AccessError) as caught:
            people.log_in(name, BAD, address)
        found.append(caught.value)
    return found


def test_who_knows_the_password_gets_a_session_however_the_name_is_written(people: People) -> None:
    token = people.log_in("  rosa  LIND ", GOOD, HERE)
    entry = people.session(token)
    assert entry and entry.person.name == "Rosa Lind" and entry.person.may(Role.ANALYST) and not entry.person.may(Role.KEEPER_OF_SOURCES)
    people.log_out(token)
    assert people.session(token) is None


def test_every_log_in_is_another_session(people: People) -> None:
    one, two = people.log_in("Rosa Lind", GOOD, HERE), people.log_in("Rosa Lind", GOOD, HERE)
    first, second = people.session(one), people.session(two)
    assert one != two and first and second and first.csrf != second.csrf


def test_neither_a_session_nor_a_password_stands_in_the_file(people: People, tmp_path: Path) -> None:
    token = people.log_in("Rosa Lind", GOOD, HERE)
    held = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert token.encode() not in held and GOOD.encode() not in held and b"$argon2id$" in held


def test_a_session_ends_unused_and_at_last(people: People, clock: Clock) -> None:
    token = people.log_in("Rosa Lind", GOOD, HERE)
    clock.on(IDLE.total_seconds() + 1)
    assert people.session(token) is None
    token = people.log_in("Rosa Lind", GOOD, HERE)
    for _ in range(int(LASTS / IDLE) * 2):
        assert people.session(token)
        clock.on(IDLE.total_seconds() / 2)
    clock.on(1)
    assert people.session(token) is None


def test_disabling_shuts_out_at_once_and_reads_as_a_wrong_password(people: People) -> None:
    token = people.log_in("Rosa Lind", GOOD, HERE)
    people.set_disabled("rosa lind", True)
    assert people.session(token) is None
    with pytest.raises(AccessError) as refused:
        people.log_in("Rosa Lind", GOOD, HERE)
    assert str(refused.value) == str(tries(people, 1, HERE)[0]) == str(tries(people, 1, HERE, "Nobody")[0])
    people.set_disabled("rosa lind", False)
    assert people.log_in("Rosa Lind", GOOD, HERE)


def test_the_wait_grows_and_has_an_end(people: People, clock: Clock) -> None:
    assert {e.wait for e in tries(people, 5, THERE)} == {0}
    waits = []
    for _ in range(12):
        waits.append(tries(people, 1, THERE)[0].wait)
        clock.on(waits[-1])
        tries(people, 1, THERE)
    assert waits[:4] == [2, 4, 8, 16] and waits[-1] == LONGEST["account"]
    clock.on(waits[-1])
    assert people.log_in("Rosa Lind", GOOD, THERE)


def test_the_right_password_does_not_open_while_there_is_to_wait(people: People) -> None:
    tries(people, 5, HERE)
    with pytest.raises(AccessError, match="too many"):
        people.log_in("Rosa Lind", GOOD, HERE)


def test_an_attacker_elsewhere_locks_nobody_out_where_they_work(people: People, clock: Clock) -> None:
    people.log_in("Rosa Lind", GOOD, HERE)
    for n in range(40):
        clock.on(1)
        with pytest.raises(AccessError):
            people.log_in("Rosa Lind", BAD, f"198.51.100.{n}")
    assert people.log_in("Rosa Lind", GOOD, HERE)
    with pytest.raises(AccessError, match="too many"):
        people.log_in("Rosa Lind", GOOD, "198.51.100.99")
    clock.on(LONGEST["account"])
    assert people.log_in("Rosa Lind", GOOD, "198.51.100.99")


def test_an_address_that_tries_many_names_has_to_wait_for_all_of_them(people: People) -> None:
    for n in range(15):
        tries(people, 1, THERE, f"Guess {n}")
    with pytest.raises(AccessError, match="too many"):
        people.log_in("Rosa Lind", GOOD, THERE)
    assert people.log_in("Rosa Lind", GOOD, HERE)


def test_an_own_account_does_not_buy_further_guesses_at_others(people: People) -> None:
    people.add("Mole", [Role.READER], "quite another phrase here")
    for n in range(15):
        tries(people, 1, THERE, f"Guess {n}")
        if n < 14:
            people.log_in("Mole", "quite another phrase here", THERE)
    with pytest.raises(AccessError, match="too many"):
        people.log_in("Mole", "quite another phrase here", THERE)


def test_a_name_that_nobody_has_takes_as_long_as_a_wrong_password(tmp_path: Path) -> None:
    people = People(PeopleFile(tmp_path / "case.people.db"))
    people.add("Rosa", [Role.ANALYST], GOOD)
    tries(people, 1, THERE, "Warming Up")

    def fastest(name: str, address: str) -> float:
        times = []
        for _ in range(4):
            begun = time.perf_counter()
            tries(people, 1, address, name)
            times.append(time.perf_counter() - begun)
        return min(times)

    known, unknown = fastest("Rosa", HERE), fastest("Nobody", THERE)
    assert 0.5 < unknown / known < 2


@pytest.mark.parametrize("password", ["", "short", "a" * 30, "abababababab", "Rosa Lind 1234", "x" * 2000])
def test_a_password_that_is_easy_to_guess_is_refused(people: People, password: str) -> None:
    with pytest.raises(UsageError):
        people.add("Rosa Lind", [Role.ANALYST], password)


def test_names_that_look_alike_are_one_account(people: People) -> None:
    with pytest.raises(StoreError, match="already"):
        people.add("ROSA  lind", [Role.READER], GOOD)
    with pytest.raises(CorroborateError):
        people.add("\u202eRosa", [Role.READER], GOOD)


def test_a_program_acts_for_an_account_until_that_is_changed(people: People, tmp_path: Path) -> None:
    first, key = people.new_key("rosa lind"), people.new_key("Rosa Lind")
    person = people.of_key(key)
    assert person and person.name == "Rosa Lind" and people.of_key(first) is None and people.of_key("") is None
    assert key.encode() not in b"".join(p.read_bytes() for p in tmp_path.iterdir())
    people.set_roles("Rosa Lind", [Role.READER])
    assert people.of_key(key) is None


def test_what_roles_include(people: People) -> None:
    for role, included in {
        Role.READER: {Role.READER},
        Role.ANALYST: {Role.READER, Role.ANALYST},
        Role.SECOND_REVIEWER: {Role.READER, Role.ANALYST, Role.SECOND_REVIEWER},
        Role.KEEPER_OF_SOURCES: {Role.READER, Role.ANALYST, Role.KEEPER_OF_SOURCES},
    }.items():
        assert {r for r in Role if people.set_roles("Rosa Lind", [role]).person.may(r)} == included
