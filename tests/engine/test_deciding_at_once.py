"""Several people at once, and a machine that goes off: nothing acknowledged is lost, no chain breaks, nobody decides unseen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import corroborate
from corroborate.engine import local
from corroborate.engine.judging import Judged
from corroborate.errors import StaleError
from corroborate.model import State, Verdict
from corroborate.read import Reader
from corroborate.settings import Settings
from corroborate.store import Store

RAID = "Raid in Varenne\n\nA raid on the mill in the town of Varenne killed 26 people on Monday, police said. Nine people were wounded."
RULES = Settings(reader=Reader.RULES)
DECIDE = textwrap.dedent("""
    import sys
    import corroborate
    who, path, claim = sys.argv[1:]
    with corroborate.open_case(path, create=False) as case:
        for k in range(1000):
            made = case.decide("claim.edit", claim, who=who, change={"value": k})
            print(made.name, flush=True)
""")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(RAID, encoding="utf-8")
    with corroborate.open_case(tmp_path / "case.db", settings=RULES) as case:
        case.add(tmp_path / "a.txt")
    return tmp_path / "case.db"


def first_claim(path: Path) -> str:
    with corroborate.open_case(path, settings=RULES) as case:
        return case.claims[0].id


def test_threads_that_decide_at_once_make_one_unbroken_chain(path: Path) -> None:
    claim = first_claim(path)

    def many(who: str) -> list[str]:
        with corroborate.open_case(path, settings=RULES) as case:
            return [case.decide(Verdict.EDIT, claim, who=who, change={"value": k}).name for k in range(10)]

    with ThreadPoolExecutor(4) as pool:
        made = [name for names in pool.map(many, ["Ilse", "Bram", "Coen", "Dora"]) for name in names]
    with corroborate.open_case(path, settings=RULES) as case:
        assert sorted(d.name for d in case.decisions) == sorted(made) and len(set(made)) == 40
        assert case.verify() == [] and case.standing(claim).state is State.EDITED


def test_of_two_who_saw_the_same_only_one_decides(path: Path) -> None:
    claim = first_claim(path)
    with corroborate.open_case(path, settings=RULES) as case:
        seen = case.standing(claim).seen

    def one(who: str) -> str:
        with corroborate.open_case(path, settings=RULES) as case:
            try:
                return case.decide(Verdict.REJECT, claim, who=who, change={"reason": "a slip"}, seen=seen).name
            except StaleError:
                return ""

    with ThreadPoolExecutor(4) as pool:
        made = [name for name in pool.map(one, ["Ilse", "Bram", "Coen", "Dora"]) if name]
    assert len(made) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_what_was_acknowledged_survives_the_kill_of_its_process(path: Path) -> None:
    claim = first_claim(path)
    acknowledged: set[str] = set()
    for _ in range(3):
        writers = [
            subprocess.Popen([sys.executable, "-c", DECIDE, who, str(path), claim], stdout=subprocess.PIPE, text=True, env={**os.environ})
            for who in ("Ilse", "Bram")
        ]
        for writer in writers:
            assert writer.stdout
            acknowledged.update(writer.stdout.readline().strip() for _ in range(3))
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        for writer in writers:
            assert writer.stdout
            acknowledged.update(line.strip() for line in writer.stdout.read().splitlines() if line.endswith("\n") or ":" in line)
            writer.wait()
        with corroborate.open_case(path, settings=RULES) as case:
            assert acknowledged - {""} <= {d.name for d in case.decisions}
            assert case.verify() == []


def test_a_decision_made_while_a_story_is_reconciled_is_not_passed_over(path: Path) -> None:
    claim = first_claim(path)
    with corroborate.open_case(path, settings=RULES) as one, corroborate.open_case(path, settings=RULES) as other:
        one.decide(Verdict.NOTE, claim, who="Ilse", note="look")
        one._store.reviews.stale([one.documents[0].id])
        ((story, members),) = one._store.stories("v", 60)
        outcome = one.whole.reconciliation
        other.decide(Verdict.REJECT, claim, who="Bram", change={"reason": "a slip"})
        one._store.conclude(story, members, "v", outcome)
        assert [s for s, _ in one._store.stories("v", 60)] == [story]


def test_what_is_decided_while_conclusions_are_begun_is_drawn_into_them(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = local.judged

    def decided_meanwhile(store: Store) -> Judged:
        made = read(store)
        monkeypatch.setattr(local, "judged", read)
        pool.submit(decide)
        time.sleep(0.3)
        return made

    def decide() -> None:
        with corroborate.open_case(path, settings=RULES) as other:
            other.decide(Verdict.FINDING_SET, finding, who="Bram", note="so it is", change={"status": "contested"})

    with corroborate.open_case(path, settings=RULES) as case:
        finding = case.findings[0].id
        case.decide(Verdict.EDIT, case.claims[0].id, who="Ilse", change={"value": 27})
        monkeypatch.setattr(local, "judged", decided_meanwhile)
        with ThreadPoolExecutor(1) as pool:
            case.reconcile()
        case.reconcile()
        assert [h.who for f in case.findings for h in f.by_hand] == ["Bram"]
