"""What was decided can be looked up, taken along and taken back; what a new reading puts in question is listed with both readings."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serve.conftest import EXAMPLES, SETTINGS, Asked

from corroborate.engine.cases import OpenCase, open_case
from corroborate.model import Claim, State


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour reports in a folder whose words a test may change."""
    return Path(shutil.copytree(EXAMPLES / "harbour", tmp_path_factory.mktemp("own") / "reports"))


@pytest.fixture(scope="module")
def made(folder: Path) -> Path:
    path = folder.parent / "case.db"
    with open_case(path, settings=SETTINGS) as case:
        case.add(folder)
    return path


@pytest.fixture
def case_file(made: Path, folder: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the case that was made from the folder; afterwards the folder's words are as they were."""
    yield Path(shutil.copy(made, tmp_path / "harbour.db"))
    shutil.copytree(EXAMPLES / "harbour", folder, dirs_exist_ok=True)


@pytest.fixture
def case(asked: Asked) -> OpenCase:
    return open_case(asked.app.state.desks.path, settings=SETTINGS)


def killed(case: OpenCase, name: str = "1-meridian.txt") -> Claim:
    """The claim of a report's own sentence that 14 people were killed."""
    names = {d.id: d.name for d in case.documents}
    held = [c for c in case.claims if names[c.document] == name and c.measure == "people_killed" and not c.headline]
    return next(c for c in held if c.amount and c.amount.point == 14)


def reread(case: OpenCase, folder: Path, name: str, was: str, now: str) -> None:
    """The case after one report has come in anew with other words."""
    text = (folder / name).read_text(encoding="utf-8")
    assert was in text
    (folder / name).write_text(text.replace(was, now), encoding="utf-8")
    assert case.add(folder).added.revised == 1


def test_a_decision_is_listed_with_what_why_and_on_which_words(asked: Asked, case: OpenCase) -> None:
    claim = killed(case)
    case.decide("claim.edit", claim.id, who="Berit", note="=HYPERLINK(1)", change={"value": 16, "population": "patients"})
    case.decide("claim.reject", killed(case, "2-coast-daily.txt").id, who="Ana", change={"reason": "twice"})
    page = asked.get("/decisions").text
    assert "Berit" in page and "value: 16; who is counted: patients" in page and "At least 14 people were killed" in page
    assert "The same statement was read twice" in page
    only = asked.get("/decisions?who=Ana").text
    assert "who is counted: patients" not in only and "1 decision" in only
    assert "2 decisions" in asked.get(f"/decisions?day={case.decisions[0].when:%Y-%m-%d}").text
    assert "that fits" in asked.get("/decisions?day=1999-01-01").text


def test_the_table_of_decisions_runs_no_formula(asked: Asked, case: OpenCase) -> None:
    case.decide("claim.edit", killed(case).id, who="Berit", note="=HYPERLINK(1)", change={"value": 16})
    answer = asked.get("/decisions.csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row["who"] == "Berit" and row["note"] == "'=HYPERLINK(1)" and row["verdict"] == "claim.edit" and row["taken_back"] == "no"


def test_a_decision_is_taken_back_from_the_list(asked: Asked, case: OpenCase) -> None:
    made = case.decide("claim.reject", killed(case).id, who="Berit", change={"reason": "twice"})
    answer = asked.post("/decide/undo", {"decision": made.name, "to": "/decisions?who=Berit"})
    assert answer.headers["location"] == "/decisions?who=Berit"
    assert case.standing(killed(case).id).state is State.UNREVIEWED
    assert "taken back" in asked.get("/decisions").text


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""])
def test_a_form_never_leads_to_another_site(asked: Asked, case: OpenCase, to: str) -> None:
    made = case.decide("claim.reject", killed(case).id, who="Berit", change={"reason": "twice"})
    assert asked.post("/decide/undo", {"decision": made.name, "to": to}).headers["location"] == "/"


def test_reopened_and_orphaned_claims_are_listed_with_what_was_decided(asked: Asked, case: OpenCase, folder: Path) -> None:
    case.decide("claim.edit", killed(case).id, who="Berit", change={"value": 16})
    gone = killed(case, "2-coast-daily.txt").id
    case.decide("claim.edit", gone, who="Berit", change={"value": 17})
    reread(case, folder, "1-meridian.txt", "At least 14 people", "At least 15 people")
    page = asked.get("/decisions/reopened").text
    assert "value: 16" in page and "Decide again" in page and "People killed: at least 15" in page
    reread(case, folder, "2-coast-daily.txt", "At least 14 people were killed and dozens wounded on Tuesday when shells hit", "Smoke over")
    page = asked.get("/decisions/orphans").text
    assert "value: 17" in page and "At least 14 people were killed" in page
    assert asked.get(f"/review/{gone}").status_code == 404 and "Berit" in asked.get(f"/review/{gone}").text


def test_there_is_no_other_list(asked: Asked) -> None:
    assert asked.get("/decisions/nothing").status_code == 404
    for name in ("disagrees", "reopened", "orphans"):
        assert "There is none" in asked.get(f"/decisions/{name}").text
