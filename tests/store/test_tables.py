"""What pages read stays in step with what it is made of, is found by index, and never holds a word of a restricted report."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corroborate.engine.cases import OpenCase, open_case
from corroborate.engine.desk import Desk
from corroborate.model import (
    ClaimFilter,
    ClaimOrder,
    FindingFilter,
    FindingSort,
    HitKind,
    OriginFilter,
    ReportFilter,
    State,
    Status,
    Verdict,
)
from corroborate.store import search
from corroborate.store.schema import migrations

TIP = """kind: tip
when: 2031-03-12
source: S-3
basis: witnessed
what: |
  Nine people were killed in Varenne on Tuesday. Quillemot Baskerdine counted them in the cellar of the mill.
"""
REPORTS = {
    "1.txt": "Nine people were killed in Varenne, the mayor of Varenne said on Monday. Forty houses were destroyed.",
    "2.txt": "At least eleven people were killed in Varenne, police said. Three children were injured in Oberwald.",
    "3.txt": "The ferry was late. Two passengers were injured, the harbour office said.",
}
BIG = ("line", "finding", "incident", "origin", "edge", "bearing", "claim", "document", "conclusion", "l", "d", "c", "r", "f")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for name, text in REPORTS.items():
        (made / name).write_text(text, encoding="utf-8")
    (made / "tip.yaml").write_text(TIP, encoding="utf-8")
    return made


@pytest.fixture
def case(tmp_path: Path, folder: Path) -> Iterator[OpenCase]:
    with open_case(tmp_path / "case.db") as made:
        made.add(folder)
        yield made


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(path)
    try:
        return sorted(db.execute(query).fetchall(), key=repr)
    finally:
        db.close()


def vocabulary(path: Path, table: str) -> list[tuple[object, ...]]:
    """The words of an index, with how often each stands where."""
    db = sqlite3.connect(path)
    db.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {table}, instance)")
    found = sorted(db.execute("SELECT term, doc, col, offset FROM words").fetchall())
    db.close()
    return found


def assert_in_step(path: Path) -> None:
    """Every line is what it should be, every count is what is there, and an index made anew is the one that was kept."""
    names = "claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand"
    assert rows(path, f"SELECT {names} FROM line") == rows(path, f"SELECT {names} FROM line_now")  # noqa: S608 - names are ours
    for name, table, column in (
        ("state", "line", "state"),
        ("speaker", "line", "speaker"),
        ("spot", "line", "spot"),
        ("finding", "finding", "status"),
    ):
        there = rows(path, f"SELECT CAST({column} AS TEXT), COUNT(*) FROM {table} GROUP BY 1")  # noqa: S608 - names are ours
        assert rows(path, f"SELECT value, n FROM tally WHERE name = '{name}'") == there, name  # noqa: S608 - names are ours
    open_ones = rows(path, "SELECT id FROM document WHERE current = 1 AND restricted = 0")
    assert rows(path, "SELECT report FROM open_report") == open_ones
    copy = path.with_name("copy.db")
    for table in ("report_words", "claim_words", "finding_words"):
        shutil.copy(path, copy)
        for suffix in ("-wal", "-shm"):
            left = path.with_name(path.name + suffix)
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)
            if left.exists() and suffix == "-wal":
                shutil.copy(left, copy.with_name(copy.name + suffix))
        db = sqlite3.connect(copy)
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608 - names are ours
        db.commit()
        db.close()
        assert vocabulary(path, table) == vocabulary(copy, table), table


def test_tables_stay_in_step_through_revisions_readings_and_decisions(case: OpenCase, folder: Path) -> None:
    path = case._store.path
    assert path
    assert_in_step(path)
    (folder / "1.txt").write_text("Twelve people were killed in Varenne, the mayor of Varenne said on Tuesday.", encoding="utf-8")
    case.add(folder)
    assert_in_step(path)
    desk = Desk(case)
    assert desk.search("Monday", HitKind.REPORT).total == 0 and desk.search("Tuesday", HitKind.REPORT).total == 1
    (folder / "1.txt").write_text(REPORTS["1.txt"], encoding="utf-8")
    case.add(folder)
    assert_in_step(path)
    assert desk.search("Monday", HitKind.REPORT).total == 1
    first, second, third = [r.id for r in desk.claims(ClaimFilter(measures=("people_killed", "people_injured"))).items if not r.restricted][
        :3
    ]
    case.decide(Verdict.EDIT, first, who="Ana", change={"population": "shopkeepers"})
    case.decide(Verdict.REJECT, second, who="Ana", note="no", change={"reason": "not_a_count"})
    made = case.decide(Verdict.ACCEPT, third, who="Ana")
    assert_in_step(path)
    case.reconcile()
    assert_in_step(path)
    case.undo(made.name, "Ana")
    assert_in_step(path)


def test_a_claim_edited_by_hand_is_found_by_both_words_and_by_its_state(case: OpenCase) -> None:
    desk = Desk(case)
    claim = next(r for r in desk.claims().items if r.measure == "people_killed" and not r.restricted)
    case.decide(Verdict.EDIT, claim.id, who="Ana", change={"population": "shopkeepers"})
    assert [h.id for h in desk.search("shopkeepers").items] == [claim.id]
    assert claim.id in {h.id for h in desk.search(claim.sentence.split()[0]).items}
    (row,) = desk.claims(ClaimFilter(states=(State.EDITED,))).items
    assert (row.id, row.population, row.state) == (claim.id, "shopkeepers", State.EDITED)
    assert desk.overview().states == {State.EDITED: 1, State.UNREVIEWED: desk.overview().claims - 1}
    following = desk.next_claim(ClaimFilter(states=(State.UNREVIEWED,)), claim.id)
    assert following and following.id != claim.id and following.state == State.UNREVIEWED


def test_a_rejected_claim_can_still_be_looked_at_and_counts_no_more(case: OpenCase) -> None:
    desk = Desk(case)
    claim = next(r for r in desk.claims().items if r.measure == "people_killed" and not r.restricted)
    case.decide(Verdict.REJECT, claim.id, who="Ana", change={"reason": "not_a_count"})
    case.reconcile()
    assert desk.claim(claim.id).state == State.REJECTED  # type: ignore[union-attr]
    assert [c.id for c in desk.excerpt(claims=[claim.id]).claims][:1] == [claim.id]
    assert claim.id not in {c.id for c in desk.excerpt(questions=[claim.question]).claims}
    assert claim.id not in {c.id for c in desk.excerpt(reports=[claim.report]).claims}


def test_no_word_of_a_tip_stands_in_what_pages_read_or_in_the_index(case: OpenCase) -> None:
    desk = Desk(case)
    assert any(r.restricted for r in desk.claims().items), "the tip gave no claim: this test would hold nothing"
    for word in ("Quillemot", "Baskerdine", "cellar"):
        for kind in HitKind:
            assert desk.search(word, kind).total == 0
    assert case._store.path
    db = sqlite3.connect(case._store.path)
    tables = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'restricted%'")]
    for table in tables:
        for row in db.execute(f"SELECT * FROM {table}"):  # noqa: S608 - names are ours
            for cell in row:
                held = cell if isinstance(cell, bytes) else str(cell).encode()
                assert b"uillemot" not in held.lower() and b"askerdine" not in held.lower(), table
    for table in ("report_words", "claim_words", "finding_words"):
        assert not {"quillemot", "baskerdine", "cellar"} & {str(t) for t, *_ in vocabulary(case._store.path, table)}


def shown(desk: Desk) -> list[object]:
    """What pages show; rows that stand equal in an order may come in another one."""
    tables = (desk.findings(size=200), desk.claims(size=200), desk.incidents(), desk.origins(), desk.search("killed"), desk.places())
    return [sorted(map(repr, t.items)) for t in tables] + [desk.overview(), desk.days(), desk.reports()]


def test_a_case_of_before_comes_to_the_same_pages(case: OpenCase, tmp_path: Path) -> None:
    desk = Desk(case)
    before = shown(desk)
    part = {f.id: desk.excerpt(findings=[f.id]) for f in desk.findings().items}
    assert case._store.path
    case.close()
    db = sqlite3.connect(case._store.path, isolation_level=None)
    sql = "".join(text for number, text in migrations() if number > 3)
    made = re.findall(r"^CREATE (?:VIRTUAL )?(TABLE|VIEW|INDEX|TRIGGER) (\w+)", sql, re.MULTILINE)
    for kind, name in sorted(made, key=lambda m: ("TRIGGER", "VIEW", "INDEX", "TABLE").index(m[0])):
        db.execute(f"DROP {kind} {name}")
    for table, column in re.findall(r"^ALTER TABLE (\w+) ADD COLUMN (\w+)", sql, re.MULTILINE):
        db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    db.execute("PRAGMA user_version = 3")
    db.close()
    with open_case(case._store.path) as again:
        desk = Desk(again)
        assert before == shown(desk)
        assert part == {f.id: desk.excerpt(findings=[f.id]) for f in desk.findings().items}


def test_a_call_sees_the_case_at_one_moment(case: OpenCase, folder: Path) -> None:
    path = case._store.path
    assert path
    desk, written = Desk(case), []

    def meanwhile(statement: str) -> None:
        if "FROM tally" in statement and not written:
            written.append(statement)
            with open_case(path) as other:
                (folder / "4.txt").write_text("Five people were killed in Oberwald, police said.", encoding="utf-8")
                other.add(folder / "4.txt")

    case._store._db.set_trace_callback(meanwhile)  # type: ignore[attr-defined]
    page = desk.claims(size=200)
    case._store._db.set_trace_callback(None)  # type: ignore[attr-defined]
    assert written and page.total == len(page.items)
    assert desk.claims(size=200).total > page.total


def test_no_call_walks_through_a_table_for_a_page(case: OpenCase) -> None:
    desk, said = Desk(case), set[str]()
    db = case._store._db  # type: ignore[attr-defined]
    finding, claim = desk.findings().items[0], desk.claims().items[0]
    db.set_trace_callback(said.add)
    for sort in FindingSort:
        desk.findings(None, sort)
        desk.findings(FindingFilter(statuses=(Status.SINGLE_ORIGIN,), words="killed", place="varenne", reports=1), sort)
    for order in ClaimOrder:
        for where in (
            ClaimFilter(), ClaimFilter(states=("unreviewed",)), ClaimFilter(question=claim.question), ClaimFilter(origin=claim.origin),
            ClaimFilter(incident=claim.incident), ClaimFilter(report=claim.report), ClaimFilter(measures=(claim.measure,)),
            ClaimFilter(speaker="police"), ClaimFilter(shared=True),
        ):  # fmt: skip
            desk.claims(replace(where, order=order))
            desk.next_claim(replace(where, order=order), claim.id)
    for report in (ReportFilter(), ReportFilter(incident=claim.incident), ReportFilter(words="1"), ReportFilter(language="en")):
        desk.reports(report)
    desk.overview(), desk.incidents(), desk.origins(OriginFilter(attributed=True)), desk.days(), desk.places(), desk.latest(3)
    desk.on_day(claim.day), desk.search("killed"), desk.search("killed", HitKind.REPORT)
    desk.excerpt(findings=[finding.id], claims=[claim.id], reports=[claim.report], incidents=[claim.incident], origins=[claim.origin])
    db.set_trace_callback(None)
    asked = [s for s in said if s.lstrip().startswith("SELECT") and "FROM story" not in s and "FROM problem" not in s]
    assert len(asked) > 60
    for statement in asked:
        steps = [step[3] for step in db.execute("EXPLAIN QUERY PLAN " + statement)]
        walked = [s for s in steps if re.match(rf"SCAN ({'|'.join(BIG)})\b", s)]
        sorted_too = any("TEMP B-TREE" in s for s in steps)
        led = " LIMIT " in statement and not sorted_too
        assert not walked or led or all("COVERING INDEX" in s for s in walked), (statement, steps)


def test_of_more_matches_than_are_ranked_the_last_ones_come_first_and_the_page_is_not_exact(
    case: OpenCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(case)
    ranked = desk.search("killed", size=200)
    assert ranked.exact and ranked.total == len(ranked.items) == 2
    monkeypatch.setattr(search, "RANKED", 1)
    first, second = desk.search("killed", size=1), desk.search("killed", page=2, size=1)
    assert not first.exact and first.total == 2 and first.next == 2 and second.next is None
    order = [c.id for c in reversed(desk.claims(ClaimFilter(order=ClaimOrder.REPORT), size=200).items)]
    places = [order.index(h.id) for h in (*first.items, *second.items)]
    assert places == sorted(places) and {h.id for h in (*first.items, *second.items)} <= {h.id for h in ranked.items}
