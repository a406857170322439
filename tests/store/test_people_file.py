"""The file of people keeps who may work, who opened what and who a source is: for its owner alone, and nothing of it in clear."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corroborate.errors import StoreError
from corroborate.model import Account, Lockbox, Role, SealedSource
from corroborate.store import PeopleFile, open_store

NOW = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
BOX = Lockbox("1,8,1", b"s" * 16, b"wrapped", b"sealed bytes")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "harbour.people.db"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_the_file_and_its_log_are_for_their_owner_alone(path: Path) -> None:
    old = os.umask(0)
    try:
        people = PeopleFile(path)
        people.add("rosa", Account("Rosa", "hash", (Role.ANALYST,), NOW))
    finally:
        os.umask(old)
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_a_case_is_no_file_of_people_and_the_other_way_round(tmp_path: Path, path: Path) -> None:
    open_store(tmp_path / "case.db").close()
    with pytest.raises(StoreError, match="not a file of people"):
        PeopleFile(tmp_path / "case.db")
    PeopleFile(path).close()
    with pytest.raises(StoreError, match="not a case"):
        open_store(path)


def test_what_was_opened_stays_on_record(path: Path) -> None:
    people = PeopleFile(path)
    people.note_opening("Rosa", "source", "S-14", NOW)
    people.note_opening("Ilse", "report", "d1", NOW)
    assert [(o.who, o.subject) for o in people.openings()] == [("Ilse", "d1"), ("Rosa", "S-14")]
    with sqlite3.connect(path) as db:
        for statement in ("DELETE FROM opening", "UPDATE opening SET who = 'nobody'"):
            with pytest.raises(sqlite3.IntegrityError, match="appended"):
                db.execute(statement)


def test_an_identity_that_is_removed_leaves_no_byte(path: Path) -> None:
    people = PeopleFile(path)
    people.keep(SealedSource("S-14", "medic", "witnessed", NOW, "Rosa"), BOX)
    people.withdraw("S-14", "hash of it", "Rosa", NOW)
    assert people.sources() == [] and people.withdrawn() == [("S-14", NOW)]
    with pytest.raises(StoreError, match="taken"):
        people.keep(SealedSource("S-14", "medic", "witnessed", NOW, "Rosa"), BOX)
    assert not [f.name for f in path.parent.iterdir() if BOX.sealed in f.read_bytes()]


def test_a_changed_account_loses_its_sessions(path: Path) -> None:
    people = PeopleFile(path)
    held = Account("Rosa", "hash", (Role.ANALYST,), NOW)
    people.add("rosa", held)
    people.enter("id", "rosa", "csrf", NOW)
    assert people.session("id") == (held, "csrf", NOW, NOW)
    people.change("rosa", Account("Rosa", "other", (Role.READER,), NOW))
    assert people.session("id") is None
