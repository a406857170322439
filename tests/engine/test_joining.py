"""Two laptops that were apart: nothing is lost, nothing comes twice, what differs is shown, and what was changed outside is found."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

import corroborate
from corroborate.engine.cases import OpenCase
from corroborate.errors import StoreError
from corroborate.model import Claim, State, Verdict
from corroborate.read import Reader
from corroborate.settings import Settings
from corroborate.store import open_store

RAID = "Raid in Varenne\n\nA raid on the mill in the town of Varenne killed 26 people on Monday, police said."
OTHER = "Varenne mill\n\nThe raid on the mill in the town of Varenne on Monday killed 29 people, the mayor said."
MORE = "Funerals\n\nThirty people died in the raid on the mill in the town of Varenne on Monday, the bishop said."
TIP = "kind: tip\nwhat: The night nurse of ward nine counted 31 people killed.\nwhen: 2031-03-12\nbasis: witnessed\nsource: S-1\n"


def laptop(tmp_path: Path, name: str, case: Path | None = None) -> OpenCase:
    """A case on a machine of its own."""
    (tmp_path / name).mkdir(exist_ok=True)
    path = tmp_path / name / "case.db"
    if case:
        shutil.copy(case, path)
    return corroborate.open_case(path, settings=Settings(reader=Reader.RULES, home=tmp_path / name / "home"))


def reports(tmp_path: Path, folder: str, **texts: str) -> Path:
    made = tmp_path / folder
    made.mkdir(exist_ok=True)
    for name, text in texts.items():
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def two(tmp_path: Path) -> tuple[OpenCase, OpenCase]:
    """One case, copied to a second laptop."""
    first = laptop(tmp_path, "one")
    first.add(reports(tmp_path, "r1", a=RAID, b=OTHER))
    first.close()
    return laptop(tmp_path, "one"), laptop(tmp_path, "two", tmp_path / "one" / "case.db")


def killed(case: OpenCase, number: float) -> Claim:
    return next(c for c in case.claims if c.measure == "people_killed" and c.amount and c.amount.point == number)


def everything(case: OpenCase) -> tuple[object, ...]:
    return case.documents, case.claims, case.findings, [d.hash for d in case.decisions]


def test_reports_and_decisions_of_both_are_there_and_merging_twice_adds_nothing(tmp_path: Path, two: tuple[OpenCase, OpenCase]) -> None:
    one, other = two
    rejected, edited = killed(one, 29), killed(one, 26)
    one.decide(Verdict.REJECT, rejected.id, who="Ilse", change={"reason": "another raid"})
    other.decide(Verdict.EDIT, edited.id, who="Bram", change={"value": 27})
    other.add(reports(tmp_path, "r2", c=MORE))
    came = one.join(tmp_path / "two" / "case.db")
    assert (came.reports, came.revised, came.decisions, came.logs) == (1, 0, 1, 1)
    assert len({d.log for d in one.decisions}) == 2 and one.verify() == []
    assert one.standing(rejected.id).state is State.REJECTED and one.standing(edited.id).state is State.EDITED
    assert {d.name for d in one.documents} == {"a.txt", "b.txt", "c.txt"} and killed(one, 30)
    before = everything(one)
    again = one.join(tmp_path / "two" / "case.db")
    assert (again.reports, again.revised, again.decisions) == (0, 0, 0) and everything(one) == before
    other.join(tmp_path / "one" / "case.db")
    assert sorted(d.hash for d in other.decisions) == sorted(d.hash for d in one.decisions)
    assert {c.id: c.amount for c in other.claims} == {c.id: c.amount for c in one.claims}


def test_what_two_decided_of_one_claim_apart_is_reopened_with_both_kept(tmp_path: Path, two: tuple[OpenCase, OpenCase]) -> None:
    one, other = two
    claim = killed(one, 29)
    one.decide(Verdict.REJECT, claim.id, who="Ilse", change={"reason": "another raid"})
    other.decide(Verdict.EDIT, claim.id, who="Bram", change={"value": 27})
    one.join(tmp_path / "two" / "case.db")
    standing = one.standing(claim.id)
    assert standing.state is State.REOPENED and standing.claim == claim and {d.who for d in standing.decisions} == {"Ilse", "Bram"}
    assert {d.decision.who for d in one.decided(State.REOPENED)} == {"Ilse", "Bram"}
    one.decide(Verdict.EDIT, claim.id, who="Coen", change={"value": 28})
    assert one.standing(claim.id).state is State.EDITED
    other.join(tmp_path / "one" / "case.db")
    assert other.standing(claim.id).state is State.EDITED


def test_a_newer_version_on_the_other_laptop_counts_and_decisions_follow_it(tmp_path: Path, two: tuple[OpenCase, OpenCase]) -> None:
    one, other = two
    claim = killed(one, 29)
    one.decide(Verdict.REJECT, claim.id, who="Ilse", change={"reason": "another raid"})
    other.add(reports(tmp_path, "r1", b="Corrected.\n\n" + OTHER))
    came = one.join(tmp_path / "two" / "case.db")
    assert (came.reports, came.revised) == (0, 1)
    assert next(d.text for d in one.documents if d.name == "b.txt").startswith("Corrected")
    assert one.standing(claim.id).state is State.REJECTED and one.standing(claim.id).moved
    assert one.join(tmp_path / "two" / "case.db").revised == 0


def test_cases_made_apart_keep_reports_of_one_name_apart(tmp_path: Path) -> None:
    one, other = laptop(tmp_path, "one"), laptop(tmp_path, "two")
    one.add(reports(tmp_path, "r1", a=RAID))
    other.add(reports(tmp_path, "r2", a=MORE, b=OTHER))
    one.join(tmp_path / "two" / "case.db")
    assert [d.name for d in one.documents] == ["a.txt", "a.txt (2)", "b.txt"]
    assert killed(one, 26) and killed(one, 30)
    assert one.join(tmp_path / "two" / "case.db").reports == 0


def test_a_tip_comes_along_sealed(tmp_path: Path) -> None:
    one, other = laptop(tmp_path, "one"), laptop(tmp_path, "two")
    one.add(reports(tmp_path, "r1", a=RAID))
    (reports(tmp_path, "tips") / "tip.yaml").write_text(TIP, encoding="utf-8")
    other.add(tmp_path / "tips")
    tip = next(d for d in other.documents if d.restricted)
    told = next(c for c in other.claims if c.document == tip.id)
    change = {"population": "patients of ward nine", "value": 32}
    other.decide(Verdict.EDIT, told.id, who="Bram", note="the night nurse rang again", change=change)
    one.join(tmp_path / "two" / "case.db")
    held = next(c for c in one.claims if c.id == told.id)
    assert held.amount is not None and held.amount.point == 32 and held.population is None
    assert "night nurse" in " ".join(one.show(tip.id).lines) and one.verify() == []
    one.close()
    db = sqlite3.connect(tmp_path / "one" / "case.db")
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'restricted%'").fetchall():
        rows = repr(db.execute(f'SELECT * FROM "{table}"').fetchall())  # noqa: S608
        assert "ward nine" not in rows and "night nurse" not in rows, table


def test_a_log_that_went_on_in_two_copies_is_refused_and_nothing_is_taken_in(tmp_path: Path, two: tuple[OpenCase, OpenCase]) -> None:
    one, other = two
    claim = killed(one, 29)
    made = one.decide(Verdict.ACCEPT, claim.id, who="Ilse")
    one.close()
    shutil.copy(tmp_path / "one" / "case.db", tmp_path / "saved.db")
    one = laptop(tmp_path, "one")
    one.decide(Verdict.NOTE, claim.id, who="Ilse", note="first copy")
    other.close()
    other = laptop(tmp_path, "two", tmp_path / "saved.db")
    forged = other._store
    with forged.together():
        last = forged.log.last(made.log)
        assert last is not None
        forged.log.append(type(last).after(last, made.log, "Ilse", last.when, claim.id, Verdict.NOTE, "second copy", ""))
    before = everything(one)
    with pytest.raises(StoreError, match="two copies"):
        one.join(tmp_path / "two" / "case.db")
    assert everything(one) == before


def test_a_copied_case_goes_on_in_a_log_of_its_own(tmp_path: Path, two: tuple[OpenCase, OpenCase]) -> None:
    one, other = two
    claim = killed(one, 29)
    mine, theirs = one.decide(Verdict.ACCEPT, claim.id, who="Ilse"), other.decide(Verdict.ACCEPT, claim.id, who="Ilse")
    assert mine.log != theirs.log and mine.number == theirs.number == 1
    one.close()
    again = laptop(tmp_path, "one")
    assert again.decide(Verdict.NOTE, claim.id, who="Ilse", note="more").log == mine.log


# ---------------------------------------------------------------- verify


def test_a_sound_case_has_no_fault(two: tuple[OpenCase, OpenCase]) -> None:
    one, _ = two
    one.decide(Verdict.EDIT, killed(one, 29).id, who="Ilse", change={"value": 27})
    assert one.verify() == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE decision SET who = 'Bram' WHERE number = 1", "its hash is another one"),
        ("DELETE FROM decision WHERE number = 1", "entry 1 of this log is missing"),
        ("UPDATE decision_note SET note = 'no' WHERE number = 1", "its note is not as it was written"),
        ("DELETE FROM decision_matter WHERE number = 2", "its matter is gone without a tombstone"),
        ("UPDATE document_text SET original = x'00'", "the bytes as received"),
        ("UPDATE document_text SET text = replace(text, 'killed', 'hurt  ')", "the evidence of claim"),
        ("UPDATE decision SET previous = 'x' WHERE number = 2", "does not follow"),
    ],
)
def test_what_was_changed_outside_is_found(tmp_path: Path, two: tuple[OpenCase, OpenCase], change: str, told: str) -> None:
    one, _ = two
    for k in range(2):
        one.decide(Verdict.EDIT, killed(one, 26).id if k else killed(one, 29).id, who="Ilse", note="why", change={"value": 27 + k})
    one.close()
    db = sqlite3.connect(tmp_path / "one" / "case.db")
    for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(change)
    db.commit()
    db.close()
    with laptop(tmp_path, "one") as again:
        found = again.verify()
        assert found and any(told in p.message for p in found) and all(p.hint for p in found)
    with pytest.raises(StoreError) if "decision" in change else _nothing():
        laptop(tmp_path, "three").join(tmp_path / "one" / "case.db")


class _nothing:
    def __enter__(self) -> None: ...
    def __exit__(self, *a: object) -> None: ...


# ---------------------------------------------------------------- what must be forgotten


def test_what_is_forgotten_is_gone_and_the_chain_holds(tmp_path: Path, two: tuple[OpenCase, OpenCase]) -> None:
    one, other = two
    claim = killed(one, 29)
    words = "Tamsin Orrel of Perle"
    made = one.decide(Verdict.EDIT, claim.id, who="Ilse", note=f"told by {words}", change={"value": 27, "population": words})
    one.reconcile()
    other.join(tmp_path / "one" / "case.db")
    one.forget(made.name)
    one.reconcile()
    assert one.verify() == [] and claim in one.claims
    other.join(tmp_path / "one" / "case.db")
    assert other.verify() == [] and claim in other.claims
    for case, name in ((one, "one"), (other, "two")):
        case.close()
        for file in (tmp_path / name).glob("case.db*"):
            assert words.encode() not in file.read_bytes(), file.name
    store = open_store(tmp_path / "one" / "case.db")
    assert [(d.note, d.matter, d.holds) for d in store.log.entries(whole=True)] == [(None, None, True)]
