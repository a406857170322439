"""The commands of the log: what was decided is listed with how it stands, a sound case is told from a changed one, two cases become one."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

import corroborate
from corroborate.cli.main import run
from corroborate.model import Verdict
from corroborate.read import Reader
from corroborate.settings import Settings

RAID = "Raid in Varenne\n\nA raid on the mill in the town of Varenne killed 26 people on Monday, police said."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(RAID, encoding="utf-8")
    path = tmp_path / "case.db"
    with corroborate.open_case(path, settings=Settings(reader=Reader.RULES)) as opened:
        opened.add(tmp_path / "a.txt")
        claim = opened.claims[0]
        opened.decide(Verdict.NOTE, claim.id, who="Ilse", note="ask \u202etwice")
        opened.decide(Verdict.REJECT, claim.id, who="Ilse", change={"reason": "a slip"})
    return path


def test_decisions_are_listed_with_how_they_stand(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decisions", str(case)]) == 0
    out = capsys.readouterr().out
    assert "claim.reject" in out and "rejected" in out and "noted" in out and "\u202e" not in out
    assert run(["decisions", str(case), "--state", "rejected", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["decisions"]
    assert (row["verdict"], row["state"], row["report"]) == ("claim.reject", "rejected", "a.txt")
    assert run(["decisions", str(case), "--state", "odd"]) == 2


def test_two_people_a_claim_are_asked_for_by_a_word(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decisions", str(case), "--readers", "2", "--state", "awaiting_second", "--who", "Ilse"]) == 0
    assert "claim.reject" in capsys.readouterr().out
    assert run(["decisions", str(case), "--readers", "1", "--state", "awaiting_second", "--who", "Ilse"]) == 0
    assert "claim.reject" not in capsys.readouterr().out


def test_a_sound_case_is_told_from_a_changed_one(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(case)]) == 0
    assert "sound: 1 reports" in capsys.readouterr().out
    db = sqlite3.connect(case)
    db.execute("UPDATE document_text SET original = x'00'")
    db.commit()
    db.close()
    assert run(["verify", str(case), "--json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)["faults"]
    assert fault["stage"] == "original" and fault["hint"]


def test_two_cases_become_one(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.txt").write_text(RAID.replace("26", "29"), encoding="utf-8")
    assert run(["run", str(tmp_path / "b.txt"), "--case", str(tmp_path / "other.db"), "--reader", "rules"]) == 0
    capsys.readouterr()
    assert run(["merge", str(tmp_path / "other.db"), str(case)]) == 0
    assert "came in: 1 reports, newer versions of 0, 2 decisions of 1 logs" in capsys.readouterr().out
    assert run(["merge", str(case), str(case)]) == 2
    assert run(["merge", str(case), str(tmp_path / "none.db")]) == 1
