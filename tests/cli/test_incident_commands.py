"""The commands for incidents: what a person sees and decides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corroborate.cli.main import run

TEXTS = {
    "mill.txt": "A raid on the grain mill in the town of Varenne killed 26 people on Monday 3 March 2031, the fire service said.",
    "ferry.txt": "Seven passengers drowned when a ferry ran aground off Port Aldo on Monday 10 March 2031, the coast guard said.",
}


@pytest.fixture
def case(tmp_path: Path) -> str:
    """The path of a case of two incidents."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = str(tmp_path / "case.db")
    assert run(["run", str(tmp_path), "--case", path, "--reader", "rules", "--json"]) == 0
    return path


def listed(case: str, capsys: pytest.CaptureFixture[str]) -> dict[str, list[dict[str, object]]]:
    capsys.readouterr()
    assert run(["incidents", "list", "--case", case, "--json"]) == 0
    found: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return found


def test_merge_split_and_undo(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    common = ["--case", case, "--who", "Ilse"]
    first, second = (str(i["id"]) for i in listed(case, capsys)["incidents"])
    assert run(["incidents", "merge", first, second, *common, "--why", "one wave sank both"]) == 0
    assert "take it back with" in capsys.readouterr().out
    told = listed(case, capsys)
    (incident,), (decision,) = told["incidents"], told["decisions"]
    assert "one wave sank both" in str(incident["by_hand"])
    assert run(["incidents", "split", str(incident["id"]), "ferry.txt", *common, "--why", "the ferry sank a week later"]) == 0
    assert len(listed(case, capsys)["incidents"]) == 2
    assert run(["incidents", "list", "--case", case]) == 0
    assert "split by Ilse" in capsys.readouterr().out
    assert run(["incidents", "undo", str(decision["decision"]), *common, "--why", "no wave"]) == 0
    assert len(listed(case, capsys)["decisions"]) == 1


def test_a_decision_without_a_reason_or_an_incident_is_refused(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["incidents", "merge", "i1", "i2", "--case", case, "--why", " "]) == 2
    assert "reason" in capsys.readouterr().err
    assert run(["incidents", "merge", "i1", "i2", "--case", case, "--why", "why not"]) == 2
    assert "no such incident" in capsys.readouterr().err


def test_a_decision_leaves_the_record_naming_who_read_the_case(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def made_by() -> dict[str, str]:
        assert run(["report", "--case", case, "--record", str(tmp_path / "r.json")]) == 0
        versions: dict[str, str] = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["versions"]
        return versions

    before = made_by()
    first, second = (str(i["id"]) for i in listed(case, capsys)["incidents"])
    assert run(["incidents", "merge", first, second, "--case", case, "--who", "Ilse", "--why", "one wave sank both"]) == 0
    assert len(listed(case, capsys)["incidents"]) == 1
    assert "rules" in before["read"] and made_by() == before


def test_a_case_that_is_not_reconciled_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mill.txt").write_text(TEXTS["mill.txt"], encoding="utf-8")
    assert run(["ingest", str(tmp_path / "mill.txt"), "--case", str(tmp_path / "new.db")]) == 0
    capsys.readouterr()
    assert run(["incidents", "list", "--case", str(tmp_path / "new.db")]) == 0
    assert capsys.readouterr().out.startswith("no incidents.")
