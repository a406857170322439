"""A source withdraws: no byte of what it told is left in any file beside the case, the chain holds, and it does not come back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corroborate.cli.main import run
from corroborate.engine import local, passwords
from corroborate.engine.cases import OpenCase, open_case
from corroborate.engine.people import now_utc, open_people
from corroborate.engine.sources import Sources
from corroborate.errors import StoreError, UsageError
from corroborate.model import Identity, Verdict
from corroborate.read import Reader
from corroborate.settings import Settings

SETTINGS = Settings(reader=Reader.RULES)
TIP = """kind: tip
what: |
  Nineteen porters of the Quillfeather warehouse were killed on Monday night, whispered Ostrava Brannoch at the gasworks.
when: 2031-05-06
basis: told
source: Kite-7
"""
OPEN = (
    "Marrowgate, 6 May 2031 - At least 12 people were killed when the Thistlewick granary in Marrowgate collapsed on Monday night, "
    "said Pernella Vosk, head of the fire service. Two hundred sacks of barleymeal lay in Cobblestitch Lane.\n"
)
OTHER = (
    "Marrowgate, 7 May 2031 - Fourteen people were killed when a granary collapsed in Marrowgate on Monday night, the mayor said. "
    "Some 30 people were injured.\n"
)
TIP_WORDS = ("Quillfeather", "Ostrava", "Brannoch", "gasworks", "whispered", "porters")
OPEN_WORDS = ("Thistlewick", "Pernella", "Vosk", "barleymeal", "Cobblestitch")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for name, text in (("tip.yaml", TIP), ("granary.txt", OPEN), ("later.txt", OTHER)):
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def path(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(passwords, "MEMORY", 64)
    held = tmp_path / "case" / "case.db"
    with open_case(held, settings=SETTINGS) as case:
        case.add(folder)
        claims = {d.name: [c for c in case.claims if c.document == d.id] for d in case.documents}
        (tip,) = [name for name in claims if name.startswith("tip-")]
        mine, other = claims["granary.txt"][0], claims["later.txt"][0]
        case.decide("claim.edit", mine.id, who="Ana", note="Pernella Vosk said twelve", change={"population": "Thistlewick millers"})
        case.decide("claim.accept", claims[tip][0].id, who="Ana", note="Ostrava Brannoch is right")
        case.decide("claim.note", other.id, who="Ana", note="compare: two hundred sacks of barleymeal lay in Cobblestitch Lane")
        case.decide("claim.accept", other.id, who="Ana", note="as the mayor said")
        case.reconcile()
    yield held


def left(path: Path, words: tuple[str, ...]) -> dict[str, list[str]]:
    """Which of the words stand in which file beside the case, in any case of letters and also as UTF-16."""
    found = {}
    for file in sorted(p for p in path.parent.rglob("*") if p.is_file()):
        held = file.read_bytes().lower()
        there = [w for w in words if w.lower().encode() in held or w.lower().encode("utf-16-le") in held]
        if there:
            found[file.name] = there
    return found


def test_before_it_is_withdrawn_everything_is_there(path: Path) -> None:
    assert set(left(path, (*TIP_WORDS, *OPEN_WORDS))["case.db"]) == {*TIP_WORDS, *OPEN_WORDS}, "else the tests below could not fail"


@pytest.mark.parametrize(("what", "words"), [("Kite-7", TIP_WORDS), ("granary.txt", OPEN_WORDS)])
def test_no_byte_is_left_and_the_log_holds(path: Path, what: str, words: tuple[str, ...]) -> None:
    with open_case(path, settings=SETTINGS) as case:
        before = case.withdrawable(what)
        done = case.withdraw(what, "Kim", "the source asks for it")
        assert left(path, words) == {}, "gone at once, while the case is still open"
        assert (done.reports, done.claims, done.decisions) == (before.reports, before.claims, before.decisions) and done.claims
        case.reconcile()
        assert case.verify() == []
        assert len(case.documents) == 2 and not [c for c in case.claims if c.document not in {d.id for d in case.documents}]
        (entry,) = [d for d in case.decisions if d.verdict == Verdict.REPORT_WITHDRAW]
        assert re.fullmatch("[0-9a-f]{64}", entry.seen) and (entry.who, entry.note) == ("Kim", "the source asks for it")
        assert done.entries == (entry.name,)
    assert left(path, words) == {}
    with open_case(path, settings=SETTINGS) as case:
        assert case.verify() == []
        for profile in case.profiles:
            case.export("record", path.parent / "out.json", profile)
            case.export("dossier", path.parent / "out.html", profile)
            assert left(path, words) == {}


def test_what_people_wrote_of_it_goes_and_what_they_wrote_of_others_stays(path: Path) -> None:
    with open_case(path, settings=SETTINGS) as case:
        case.withdraw("granary.txt", "Kim", "asked for")
        case.reconcile()
        told = {d.note for d in case.decisions if d.note}
        assert told >= {"as the mayor said", "asked for"} and not [n for n in told if "Vosk" in n or "barleymeal" in n]
        (other,) = [d for d in case.documents if d.name == "later.txt"]
        accepted = [c for c in case.claims if c.document == other.id and case.standing(c.id).state == "accepted"]
        assert accepted, "a decision on another report still counts"


def test_findings_are_what_they_would_be_without_it(path: Path, folder: Path, tmp_path: Path) -> None:
    (folder / "granary.txt").unlink()
    with open_case(path, settings=SETTINGS) as case, open_case(tmp_path / "without.db", settings=SETTINGS) as without:
        case.withdraw("granary.txt", "Kim", "asked for")
        case.reconcile()
        without.add(folder)

        def facts(one: OpenCase) -> list[tuple[object, ...]]:
            return sorted(((f.low, f.best, f.high, str(f.status), f.origins.probable) for f in one.findings), key=repr)

        assert facts(case) == facts(without) != []


def test_search_and_every_table_of_the_pages_lose_it(path: Path) -> None:
    with open_case(path, settings=SETTINGS) as case:
        case.withdraw("granary.txt", "Kim", "asked for")
        case.reconcile()
        db = case._store._db  # type: ignore[attr-defined]
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            held = repr(db.execute(f"SELECT * FROM {table}").fetchall()).casefold()  # noqa: S608 - a table of ours
            assert not [w for w in OPEN_WORDS if w.casefold() in held], table
        for table in ("report_words", "claim_words", "finding_words"):
            for word in OPEN_WORDS:
                assert db.execute(f"SELECT COUNT(*) FROM {table} WHERE {table} MATCH ?", (word,)).fetchone() == (0,)  # noqa: S608 - ours
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")  # noqa: S608 - ours


def test_earlier_versions_and_copies_go_with_it(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "case" / "case.db"
    (folder / "copy.txt").write_text(OPEN, encoding="utf-8")
    with open_case(path, settings=SETTINGS) as case:
        case.add(folder)
        (folder / "granary.txt").write_text(OPEN.replace("12 people", "15 people") + "The Thistlewick gate held.\n", encoding="utf-8")
        case.add(folder)
        done = case.withdraw("granary.txt", "Kim", "asked for")
        assert done.reports == ("copy.txt", "granary.txt") and done.versions == 3 and len(done.entries) == 3
        case.reconcile()
        assert case.verify() == [] and left(path, OPEN_WORDS) == {}


def test_what_was_withdrawn_is_not_taken_in_again(path: Path, folder: Path) -> None:
    with open_case(path, settings=SETTINGS) as case:
        case.withdraw("Kite-7", "Kim", "asked for")
        case.withdraw("granary.txt", "Kim", "asked for")
        (folder / "other-name.txt").write_text(OPEN, encoding="utf-8")
        done = case.add(folder)
        assert done.added.new == 0 and len(case.documents) == 1
        told = [p for p in case.problems if "withdrawn" in p.message]
        assert {p.document for p in told} >= {"granary.txt", "other-name.txt"}
        assert left(path, (*TIP_WORDS, *OPEN_WORDS)) == {} and case.verify() == []


def test_it_goes_from_the_other_laptop_too(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "other.db"
    other.parent.mkdir()
    shutil.copy(path, other)
    with open_case(other, settings=SETTINGS) as there:
        (doc,) = [d for d in there.documents if d.name == "granary.txt"]
        claim = next(c for c in there.claims if c.document == doc.id)
        there.decide("claim.reject", claim.id, who="Bo", note="Pernella Vosk was not there", change={"reason": "misread"})
    with open_case(path, settings=SETTINGS) as here:
        here.withdraw("granary.txt", "Kim", "asked for")
        here.join(other)
        assert left(path, OPEN_WORDS) == {} and here.verify() == [] and "Bo" in {d.who for d in here.decisions}
    with open_case(other, settings=SETTINGS) as there:
        there.join(path)
        assert left(other, OPEN_WORDS) == {} and there.verify() == []


def test_it_cannot_be_undone_nor_decided_by_hand(path: Path) -> None:
    with open_case(path, settings=SETTINGS) as case:
        done = case.withdraw("granary.txt", "Kim", "asked for")
        with pytest.raises(UsageError, match="cannot be brought back"):
            case.undo(done.entries[0], who="Ana")
        with pytest.raises(UsageError, match="log alone"):
            case.decide("report.withdraw", case.documents[0].id, who="Ana")


@pytest.mark.parametrize(
    ("who", "why", "what"), [("", "asked for", "granary.txt"), ("Kim", " ", "granary.txt"), ("Kim", "asked for", "nothing")]
)
def test_it_needs_a_name_a_reason_and_a_report(path: Path, who: str, why: str, what: str) -> None:
    with open_case(path, settings=SETTINGS) as case:
        with pytest.raises(UsageError):
            case.withdraw(what, who, why)
        assert len(case.documents) == 3


def test_a_reader_that_holds_the_log_open_is_said_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    from corroborate.store import withdrawals

    monkeypatch.setattr(withdrawals, "TRIES", 2)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM document").fetchone()
    with open_case(path, settings=SETTINGS) as case:
        with pytest.raises(StoreError, match=r"-wal file.*--scrub"):
            case.withdraw("granary.txt", "Kim", "asked for")
        assert len(case.documents) == 2, "it is removed all the same"
        reader.close()
        case.scrub()
        assert left(path, OPEN_WORDS) == {}


def test_the_command_removes_reports_and_who_the_source_is(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = open_people(path)
    Sources(people, now_utc).seal("Kite-7", "medic", "told", Identity("Wrenna", "", ""), "seven brown herons by the gate", "Ana")
    sealed = people.file.box("Kite-7")
    assert sealed
    people.close()
    assert run(["withdraw", str(path), "Kite-7", "--dry-run"]) == 0
    assert "would be withdrawn" in capsys.readouterr().out and left(path, TIP_WORDS)
    assert run(["withdraw", str(path), "Kite-7", "--who", "Kim"]) == 2
    assert "--why" in capsys.readouterr().err
    assert run(["withdraw", str(path), "Kite-7", "--who", "Kim", "--why", "asked for"]) == 0
    out = capsys.readouterr().out
    assert "who the source is goes with it" in out and "the log keeps" in out and left(path, TIP_WORDS) == {}
    assert not [p.name for p in path.parent.iterdir() if sealed.sealed[:64] in p.read_bytes()]
    assert run(["verify", str(path)]) == 0
    assert run(["withdraw", str(path), "Kite-7", "--why", "again"]) == 2
    assert run(["withdraw", str(path), "--scrub"]) == 0


@pytest.mark.parametrize("step", ["_read", "_reconciled"])
def test_what_is_withdrawn_while_it_is_worked_on_does_not_come_back(path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    work = getattr(local, step)

    def withdrawn_meanwhile(*given: Any) -> Any:
        made = work(*given)
        monkeypatch.setattr(local, step, work)
        with open_case(path, settings=SETTINGS) as other:
            other.withdraw("granary.txt", "Ana", "she asks for it")
        return made

    with open_case(path, settings=SETTINGS) as case:
        case._store._db.execute("UPDATE document SET read = '' WHERE name = 'granary.txt'")  # type: ignore[attr-defined]
        case._store._db.execute("UPDATE story SET fingerprint = ''")  # type: ignore[attr-defined]
        monkeypatch.setattr(local, step, withdrawn_meanwhile)
        case.read() if step == "_read" else case.reconcile()
        assert getattr(local, step) is work and "granary.txt" not in {d.name for d in case.documents}
        rows = "".join(case._store._db.iterdump())  # type: ignore[attr-defined]
    assert not [words for words in OPEN_WORDS if words in rows]
