"""Reports that come one at a time: each is put to its story; what a person decides holds over re-runs and can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

import corroborate
from corroborate.engine.cases import OpenCase
from corroborate.errors import UsageError
from corroborate.reconcile.hands import standing
from corroborate.settings import Settings

MILL = "Raid on the mill\n\nA raid on the grain mill in the town of Varenne killed 26 people on Monday, among them the miller Oda Tessel."
AGAIN = "Mill raid\n\nThe miller Oda Tessel was among 26 people killed when the grain mill in the town of Varenne was raided on Monday."
FERRY = "Ferry aground\n\nSeven passengers drowned when a ferry ran aground off Port Aldo on Thursday, the coast guard said."
CLERK = "Shot in Perle\n\nA clerk was shot dead in the town of Perle on Friday, police said."


def reports(folder: Path, *texts: str) -> list[Path]:
    """The texts as reports of one week in March."""
    rows = ["file,publisher,published"]
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{n}.txt,Outlet {n},2031-03-14")
    (folder / "reports.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return [folder / f"{n}.txt" for n in range(len(texts))]


def together(case: OpenCase) -> list[set[str]]:
    """The reports of every incident, by name."""
    names = {d.id: d.name for d in case.documents}
    return sorted(({names[d] for d in i.documents} for i in case.whole.reconciliation.incidents), key=sorted)


@pytest.fixture(params=[0, 60], ids=["many", "few"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> OpenCase:
    """Four reports of three events, in a case that is one story and in one that is not."""
    opened = corroborate.open_case(settings=Settings(whole_up_to=request.param))
    for path in reports(tmp_path, MILL, AGAIN, FERRY, CLERK):
        opened.add(path)
    return opened


APART = [{"0.txt", "1.txt"}, {"2.txt"}, {"3.txt"}]


def test_reports_that_come_one_by_one_find_their_event(case: OpenCase) -> None:
    assert together(case) == APART


def test_the_reasons_of_an_incident_add_up(case: OpenCase) -> None:
    joined = [j for i in case.whole.reconciliation.incidents for j in i.joins]
    assert joined
    for join in joined:
        assert join.score == pytest.approx(sum(r.weight for r in join.reasons), abs=0.02)


def incident(case: OpenCase, report: str) -> str:
    """The incident that a report tells of."""
    id_ = next(d.id for d in case.documents if d.name == report)
    return next(i.id for i in case.whole.reconciliation.incidents if id_ in i.documents)


def test_a_merge_carries_its_reason_holds_over_new_reports_and_can_be_undone(case: OpenCase, tmp_path: Path) -> None:
    made = case.merge(incident(case, "2.txt"), incident(case, "3.txt"), "Ilse", "the clerk was on the ferry")
    merged = [{"0.txt", "1.txt"}, {"2.txt", "3.txt"}]
    assert together(case) == merged
    (held,) = [i for i in case.whole.reconciliation.incidents if i.by_hand]
    assert "Ilse" in held.by_hand[0] and "the clerk was on the ferry" in held.by_hand[0]
    more = tmp_path / "more"
    more.mkdir()
    case.add(*reports(more, "Quake\n\nA quake killed nine people in the town of Tessaly on Tuesday, rescuers said."))
    case.reconcile()
    assert [held for held in together(case) if "3.txt" in held] == [{"2.txt", "3.txt"}]
    case.undo(made.name, "Ilse", "it was another clerk")
    case.reconcile()
    assert [h for h in together(case) if h & {"2.txt", "3.txt"}] == [{"2.txt"}, {"3.txt"}]
    assert standing(case.decisions) == [] and len(case.decisions) == 2


def test_a_split_parts_what_the_rules_join_and_can_be_undone(case: OpenCase) -> None:
    made = case.split(incident(case, "0.txt"), "1.txt", "Ilse", "this is the raid of the week before")
    assert together(case) == [{"0.txt"}, {"1.txt"}, {"2.txt"}, {"3.txt"}]
    case.undo(made.name, "Ilse", "it is not")
    case.reconcile()
    assert together(case) == APART


def test_decisions_are_replayed_with_the_same_outcome(case: OpenCase) -> None:
    case.merge(incident(case, "2.txt"), incident(case, "3.txt"), "Ilse", "one event")
    before = case.record()["incidents"]
    case.reconcile()
    case.__dict__.pop("whole", None)
    assert case.record()["incidents"] == before


def test_what_cannot_be_decided_says_the_next_step(case: OpenCase) -> None:
    with pytest.raises(UsageError, match="incidents list"):
        case.merge("i0", incident(case, "2.txt"), "Ilse", "why not")
    with pytest.raises(UsageError, match="one incident already"):
        case.merge(incident(case, "0.txt"), incident(case, "1.txt"), "Ilse", "why not")
    with pytest.raises(UsageError, match="corroborate decisions"):
        case.undo("log:7", "Ilse", "why not")
