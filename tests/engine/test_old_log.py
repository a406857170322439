"""A case file of before claims could be decided of: it opens, its log verifies and is replayed, and new decisions stand beside it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

import corroborate
from corroborate.engine.cases import OpenCase
from corroborate.model import Decision, Verdict
from corroborate.read import Reader
from corroborate.settings import Settings
from corroborate.store import schema

FERRY = "Ferry aground\n\nSeven passengers drowned when a ferry ran aground off Port Aldo on Thursday, the coast guard said."
CLERK = "Shot in Perle\n\nA clerk was shot dead in the town of Perle on Friday, police said."
RULES = Settings(reader=Reader.RULES)
OLD = "0f1e2d3c4b5a"


def write(folder: Path) -> Path:
    folder.mkdir()
    for name, text in (("a", FERRY), ("b", CLERK)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "reports.csv").write_text("file,publisher,published\na.txt,A,2031-03-14\nb.txt,B,2031-03-14\n", encoding="utf-8")
    return folder


def old_file(path: Path, decisions: list[Decision]) -> None:
    """A case file as the second migration left it, with a log in it."""
    db = sqlite3.connect(path)
    for number, sql in schema.migrations():
        if number <= 2:
            db.executescript(sql)
    db.execute(f"PRAGMA application_id = {schema.CASE.application}")
    db.execute("PRAGMA user_version = 2")
    for d in decisions:
        row = (d.log, d.number, d.previous, d.hash, d.who, d.when.isoformat(), d.subject, d.verdict, d.seen, d.note_hash)
        db.execute("INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        db.execute("INSERT INTO decision_note VALUES (?, ?, ?)", (d.log, d.number, d.note))
    db.commit()
    db.close()


@pytest.fixture
def case(tmp_path: Path) -> OpenCase:
    folder = write(tmp_path / "reports")
    with corroborate.open_case(settings=RULES) as before:
        before.add(folder)
        ids = {d.name: d.id for d in before.documents}
        assert len(before.whole.reconciliation.incidents) == 2
    subject, when = f"{ids['a.txt']} {ids['b.txt']}", datetime(2031, 3, 20, tzinfo=UTC)
    first = Decision.after(None, OLD, "Ilse", when, subject, "incident.merge", "the clerk was on the ferry", "0123456789ab")
    old_file(tmp_path / "old.db", [first])
    opened = corroborate.open_case(tmp_path / "old.db", settings=RULES)
    opened.add(folder)
    return opened


def test_its_log_verifies_and_is_replayed(case: OpenCase) -> None:
    assert case.verify() == []
    (held,) = case.whole.reconciliation.incidents
    assert "the clerk was on the ferry" in held.by_hand[0]
    assert [d.state for d in case.decided()] == ["in_force"]


def test_what_is_decided_now_stands_in_a_log_of_its_own_and_can_undo_the_old(case: OpenCase) -> None:
    made = case.decide(Verdict.ACCEPT, case.claims[0].id, who="Bram")
    assert made.log != OLD
    case.undo(f"{OLD}:1", "Bram", "it was another clerk")
    case.reconcile()
    assert len(case.whole.reconciliation.incidents) == 2
    assert case.verify() == [] and {d.decision.log: d.state for d in case.decided()}[OLD] == "undone"


def test_it_is_merged_into_another_case(case: OpenCase, tmp_path: Path) -> None:
    with corroborate.open_case(tmp_path / "new.db", settings=RULES) as new:
        new.add(tmp_path / "reports")
        new.join(tmp_path / "old.db")
        assert len(new.whole.reconciliation.incidents) == 1 and new.verify() == []


def test_the_hash_of_an_old_entry_is_what_it_was() -> None:
    when = datetime(2031, 3, 20, tzinfo=UTC)
    first = Decision.after(None, OLD, "Ilse", when, "d1 d2", "incident.merge", "one", "seen")
    assert first.hash == "f14b5af16c600448285f01656b05fbbaf0649a4c316c11fc23173679a3dc9321" and first.holds
