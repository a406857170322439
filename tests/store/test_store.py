"""A case file keeps what it was given: whole, once, and against every accident."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corroborate.errors import StoreError
from corroborate.model import (
    Amount,
    Bound,
    Claim,
    Decision,
    Document,
    Finding,
    Join,
    Mention,
    MentionKind,
    Original,
    OriginCount,
    Period,
    Place,
    Problem,
    Question,
    Reading,
    Reason,
    Reconciliation,
    Sketch,
    Source,
    SourceKind,
    Span,
    Status,
    fingerprint,
)
from corroborate.store import Read, Store, groups, open_store, sqlite
from corroborate.store.codec import dumps, loads
from corroborate.store.schema import prepare

NOW = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
SEALED = "the night nurse of ward nine"


def report(name: str, text: str = "Nine people died in Varenne.", restricted: bool = False, publisher: str | None = None) -> Original:
    data = text.encode()
    sha = fingerprint(data, length=64)
    made = Document(
        "d" + fingerprint(sha, name, publisher), name, text, sha, "text/plain", NOW, "test", publisher, date(2031, 5, 5), language="en",
        restricted=restricted,
    )  # fmt: skip
    return Original(made, data)


def claim(document: Document, start: int = 0, end: int = 4) -> Claim:
    sentence = Span.of(document.id, document.text, 0, len(document.text))
    return Claim(
        "c" + fingerprint(document.id, start, end), document.id, "people_killed", (sentence,),
        Span.of(document.id, document.text, start, end), Amount.make(Bound.EXACT, 9), place=Place("Varenne", "city", latitude=1.5),
        when=Period(date(2031, 5, 4), date(2031, 5, 4), "on Sunday"), chain=(Source("Oda Renn", SourceKind.PERSON),),
        restricted=document.restricted,
    )  # fmt: skip


def reading(document: Document, *keys: str, version: str = "v1") -> Read:
    held = claim(document)
    mention = Mention(Span.of(document.id, document.text, 0, 4), MentionKind.UNREAD, "why", "test")
    problem = Problem(document.name, "read", "one thing was not told")
    shown = (
        held
        if not document.restricted
        else replace(held, evidence=(Span(document.id, 0, 4, ""),), value=Span(document.id, 0, 4, ""), chain=())
    )
    drawn = Sketch(document.id, document.published)
    return Read(Reading(document.id, (held,), (mention,), (problem,)), (shown,), frozenset(keys), drawn, version)


def outcome(*documents: Document) -> Reconciliation:
    claims = [claim(d).id for d in documents]
    finding = Finding("f1", "q1", 9, 9, 9, OriginCount(1, 1, 1), Status.REPEATED, "x", tuple(claims), tuple(claims), (Reason("r", "why"),))
    question = Question("q1", "people_killed", "people", None, "Varenne", None)
    return Reconciliation((question,), (), (), (), (finding,), dict.fromkeys(claims, "q1"), {})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "case.db")


def test_objects_survive_the_store_unchanged() -> None:
    held = claim(report("1.txt").document)
    assert loads(Claim, dumps(held)) == held
    done = outcome(report("1.txt").document)
    assert loads(Reconciliation, dumps(done)) == done


def test_a_second_run_over_the_same_reports_changes_nothing(store: Store) -> None:
    first = store.add([report("1.txt"), report("2.txt", "Other words.")], [])
    again = store.add([report("1.txt"), report("2.txt", "Other words.")], [])
    assert (first.new, again.new, again.known) == (2, 0, 2)
    assert [d.name for d in store.case({}).documents] == ["1.txt", "2.txt"]


def test_an_identical_second_report_is_a_copy_and_stays(store: Store) -> None:
    added = store.add([report("1.txt"), report("copy.txt")], [])
    one, copy = store.case({}).documents
    assert (added.new, added.copies) == (2, 1)
    assert copy.copy_of == one.id


def test_a_changed_report_is_a_newer_version_and_the_old_bytes_stay(store: Store) -> None:
    old = report("1.txt")
    store.add([old], [])
    added = store.add([report("1.txt", "Ten people died in Varenne.")], [])
    (current,) = store.case({}).documents
    assert added.revised == 1
    assert current.revises == old.document.id
    assert store.original(old.document.id) == old.data


def test_a_report_that_goes_back_to_its_earlier_words_counts_again(store: Store) -> None:
    for text in ("Nine people died.", "Ten people died.", "Nine people died."):
        store.add([report("1.txt", text)], [])
    (current,) = store.case({}).documents
    assert current.text == "Nine people died."
    assert store.unread("v1") == [current.id]


def test_the_same_name_from_another_folder_is_another_report(store: Store) -> None:
    store.add([report("1.txt", "Nine people died.")], [], root="a")
    added = store.add([report("1.txt", "A ferry ran aground.")], [], root="b")
    assert (added.new, added.revised) == (1, 0)
    assert [d.name for d in store.case({}).documents] == ["1.txt", "1.txt (2)"]
    again = store.add([report("1.txt", "A ferry sank.")], [], root="b")
    assert again.revised == 1
    assert [(d.name, d.text) for d in store.case({}).documents] == [("1.txt", "Nine people died."), ("1.txt (2)", "A ferry sank.")]


def test_readings_replace_older_ones_and_are_not_done_twice(store: Store) -> None:
    document = report("1.txt").document
    store.add([report("1.txt")], [])
    assert store.unread("v1") == [document.id]
    store.save_readings([reading(document, "k")])
    assert store.unread("v1") == []
    assert store.unread("v2") == [document.id]
    store.save_readings([reading(document, "k", version="v2")])
    case = store.case({})
    assert [c.id for c in case.claims] == [claim(document).id]
    assert len(case.mentions) == len(case.problems) == 1


def placed(store: Store, whole_up_to: int = 0) -> None:
    """Link every report to all that share a key with it."""
    for document in store.unplaced(whole_up_to):
        _, near = store.near(document, 5, {})
        pairs = [tuple(sorted((document, other.document))) for other in near]
        store.link({document: [Join(a, b, 9.0, ()) for a, b in pairs]})


def test_a_small_case_is_one_story_and_a_large_one_falls_apart_by_keys(store: Store) -> None:
    made = [report(f"{n}.txt", f"Report {n}.") for n in range(4)]
    store.add(made, [])
    d = [o.document for o in made]
    store.save_readings([reading(d[0], "a"), reading(d[1], "a", "b"), reading(d[2], "z"), reading(d[3], "b")])
    ((story, members),) = store.stories("v1", 10)
    assert (story, set(members)) == ("whole", {x.id for x in d})
    store.conclude(story, members, "v1", outcome(*d))
    assert store.stories("v1", 10) == [] and store.unplaced(10) == []
    placed(store, 2)
    apart = [set(members) for _, members in store.stories("v1", 2)]
    assert sorted(apart, key=len) == [{d[2].id}, {d[0].id, d[1].id, d[3].id}]


def test_a_new_report_makes_only_its_own_story_stale(store: Store) -> None:
    made = [report(f"{n}.txt", f"Report {n}.") for n in range(3)]
    store.add(made[:2], [])
    store.save_readings([reading(made[0].document, "a"), reading(made[1].document, "z")])
    placed(store)
    for story, members in store.stories("v1", 0):
        store.conclude(story, members, "v1", outcome())
    store.add(made[2:], [])
    store.save_readings([reading(made[2].document, "a")])
    placed(store)
    ((_, members),) = store.stories("v1", 0)
    assert set(members) == {made[0].document.id, made[2].document.id}


def test_the_order_of_arrival_does_not_change_the_stories(tmp_path: Path) -> None:
    made = [report(f"{n}.txt", f"Report {n}.") for n in range(5)]
    keys = [("a",), ("z",), ("a", "b"), ("b", "c"), ("c",)]
    found = []
    for order in ([0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [1, 4, 0, 3, 2]):
        store = open_store(tmp_path / f"{order[0]}.db")
        for n in order:
            store.add([made[n]], [])
            store.save_readings([reading(made[n].document, *keys[n])])
            placed(store)
            for story, members in store.stories("v1", 0):
                store.conclude(story, members, "v1", outcome())
        found.append({(s, m) for s, m in store.stories("v2", 0)})
    assert found[0] == found[1] == found[2]
    assert {len(m) for _, m in found[0]} == {1, 4}


def test_a_key_brings_up_the_nearest_in_time_and_no_more_than_asked_for(store: Store) -> None:
    made = [report(f"{n}.txt", f"Report {n}.") for n in range(9)]
    store.add(made, [])
    days = [replace(reading(o.document, "a"), sketch=Sketch(o.document.id, date(2031, 5, 1 + n))) for n, o in enumerate(made)]
    store.save_readings(days)
    own, near = store.near(made[4].document.id, 2, {})
    assert own.document == made[4].document.id
    assert {s.day.day for s in near if s.day} == {4, 6, 7}  # of its own day and before it: itself and the 4th
    assert [s.day for s in store.near(made[4].document.id, 9, {"a": 1})[1]].count(None) == 0
    assert len(store.near(made[4].document.id, 9, {"a": 1})[1]) == 2


def test_a_link_by_hand_brings_two_stories_together_and_goes_again(store: Store) -> None:
    made = [report(f"{n}.txt", f"Report {n}.") for n in range(2)]
    store.add(made, [])
    store.save_readings([reading(o.document, str(n)) for n, o in enumerate(made)])
    placed(store)
    a, b = sorted(o.document.id for o in made)
    for tied, sizes in (([Join(a, b, 99.0, ())], [2]), ([], [1, 1])):
        for _ in range(2):  # twice is once
            store.tie(tied)
            for story, members in store.stories("v1", 0):
                store.conclude(story, members, "v1", outcome())
        assert [len(m) for _, m in store.stories("v2", 0)] == sizes


def test_conclusions_over_changed_documents_stay_stale(store: Store) -> None:
    made = [report(f"{n}.txt", f"Report {n}.") for n in range(2)]
    store.add(made[:1], [])
    store.save_readings([reading(made[0].document, "a")])
    ((story, members),) = store.stories("v1", 10)
    store.add(made[1:], [])
    store.save_readings([reading(made[1].document, "a")])
    store.stories("v1", 10)
    store.conclude(story, members, "v1", outcome(made[0].document))  # another process was slower
    ((_, now),) = store.stories("v1", 10)
    assert set(now) == {o.document.id for o in made}


def test_two_conclusions_with_one_id_are_both_kept(store: Store) -> None:
    made = report("1.txt")
    store.add([made], [])
    store.save_readings([reading(made.document)])
    ((story, members),) = store.stories("v1", 10)
    twice = outcome(made.document)
    store.conclude(story, members, "v1", replace(twice, questions=twice.questions * 2))
    assert len(store.case({}).reconciliation.questions) == 2 * len(twice.questions) > 0


def test_the_problem_of_a_story_goes_when_it_is_concluded(store: Store) -> None:
    made = report("1.txt")
    store.add([made], [])
    store.save_readings([reading(made.document)])
    ((story, members),) = store.stories("v1", 10)
    store.conclude(story, members, "v1", Reconciliation((), (), (), (), ()), Problem("1.txt", "reconcile", "came to nothing", ""))
    assert "reconcile" in [p.stage for p in store.case({}).problems]
    store.conclude(story, members, "v1", outcome(made.document))
    assert "reconcile" not in [p.stage for p in store.case({}).problems]


def test_a_restricted_text_stands_in_no_other_table(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    store = open_store(path)
    tip = report("tip-1", f"Nine, says {SEALED}.", restricted=True)
    store.add([tip], [])
    store.save_readings([reading(tip.document)])
    assert store.case({}).documents[0].text == ""
    assert SEALED not in dumps(store.case({}))
    text, claims = store.revealed(tip.document.id)
    assert SEALED in text
    assert SEALED in claims[0].sentence.text
    store.close()
    db = sqlite3.connect(path)
    tables = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if not n.startswith("restricted")]
    for table in tables:
        for row in db.execute(f"SELECT * FROM {table}"):  # noqa: S608
            assert SEALED not in repr(row), table


def test_decisions_are_appended_and_never_changed(store: Store, tmp_path: Path) -> None:
    first = Decision.after(None, "log-a", "R. Vale", NOW, "c1", "accepted", "seen at the site", "seen")
    second = Decision.after(first, "log-a", "R. Vale", NOW, "c2", "rejected", "", "seen")
    store.log.append(first)
    store.log.append(second)
    assert all(d.holds for d in store.log.entries())
    with pytest.raises(StoreError):
        store.log.append(Decision.after(first, "log-a", "X", NOW, "c3", "accepted", "", "seen"))
    db = sqlite3.connect(tmp_path / "case.db")
    for statement in (
        "UPDATE decision SET verdict = 'rejected'",
        "DELETE FROM decision",
        "UPDATE decision_note SET note = ''",
        "DELETE FROM decision_note",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(statement)


def test_a_forgotten_note_leaves_a_tombstone_and_the_chain_still_holds(store: Store, tmp_path: Path) -> None:
    only = Decision.after(None, "log-a", "R. Vale", NOW, "c1", "accepted", "a name", "seen")
    store.log.append(only)
    db = sqlite3.connect(tmp_path / "case.db")
    db.execute("INSERT INTO tombstone VALUES ('log-a', 1, ?, '2031-05-07')", (only.note_hash,))
    db.execute("DELETE FROM decision_note WHERE log = 'log-a' AND number = 1")
    db.commit()
    (kept,) = store.log.entries()
    assert kept.note is None
    assert kept.holds


def test_two_installations_keep_their_own_chains(store: Store) -> None:
    for log in ("log-a", "log-b"):
        store.log.append(Decision.after(None, log, "R. Vale", NOW, "c1", "accepted", "", "seen"))
    assert [d.log for d in store.log.entries()] == ["log-a", "log-b"]


@pytest.mark.parametrize("content", [b"not a database at all, only words", b"SQLite format 3\x00 broken"])
def test_a_file_that_is_no_case_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    with pytest.raises(StoreError):
        open_store(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE theirs (x)")
    db.commit()
    with pytest.raises(StoreError, match="not a case"):
        open_store(path)
    assert [n for (n,) in db.execute("SELECT name FROM sqlite_master")] == ["theirs"]


def test_a_case_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path / "case.db").close()
    db = sqlite3.connect(tmp_path / "case.db")
    db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer version"):
        open_store(tmp_path / "case.db")


def test_a_case_that_is_missing_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such case"):
        open_store(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


WRITER = """
    import sys
    from pathlib import Path
    sys.path.insert(0, {tests!r})
    from test_store import report, reading
    from corroborate.store import open_store
    store = open_store(Path({path!r}))
    print("ready", flush=True)
    for n in range(int(sys.argv[1]), int(sys.argv[2])):
        one = report(f"{{n}}.txt", f"Report {{n}} of many.")
        store.add([one], [])
        store.save_readings([reading(one.document, "a")])
"""


def writer(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    code = textwrap.dedent(WRITER.format(tests=str(Path(__file__).parent), path=str(path)))
    return subprocess.Popen([sys.executable, "-c", code, str(first), str(last)], stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_kill_minus_9_at_any_moment_leaves_a_whole_case(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    for round_ in range(5):
        process = writer(path, 0, 100_000)
        assert process.stdout and process.stdout.readline() == "ready\n"
        try:
            process.wait(timeout=0.05 + 0.07 * round_)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
        case = open_store(path).case({})
        held = {d.id for d in case.documents}
        assert {c.document for c in case.claims} <= held
        assert [d.name for d in case.documents if not d.text] == []
        assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(case.documents) > 0


def test_two_processes_write_one_case(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    writers = [writer(path, 0, 40), writer(path, 40, 80)]
    assert [w.wait(timeout=60) for w in writers] == [0, 0]
    case = open_store(path).case({})
    assert len(case.documents) == len(case.claims) == 80


def test_a_case_that_can_only_be_read_is_opened_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a b%20#.db"
    writing = open_store(path)
    writing.add([report("1.txt")], [])
    writing.close()
    monkeypatch.setattr(os, "access", lambda *given: False)
    reading_ = open_store(path, create=False)
    assert [d.name for d in reading_.case({}).documents] == ["1.txt"]
    with pytest.raises(StoreError, match="right to write"):
        reading_.add([report("2.txt")], [])
    reading_.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name]


def test_no_question_that_a_new_report_asks_walks_through_the_case() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    prepare(db, "test")
    asked = (sqlite._UNPLACED, groups._STALE, sqlite._NEAR, groups._LINKED)
    given = {"version": "v", "key": "k", "day": 1, "most": 2, "within": 3, "id": "d"}
    for query in asked:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}", given)]
        assert not [step for step in plan if step.startswith("SCAN") and "subquery" not in step], query
        assert "document_read" not in " ".join(plan)
