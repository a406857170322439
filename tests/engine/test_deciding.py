"""What a person decides counts at once, survives everything that follows, and is never decided on what was not seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import corroborate
from corroborate.engine.cases import OpenCase
from corroborate.errors import StaleError, UsageError
from corroborate.model import Claim, State, Verdict
from corroborate.read import Reader
from corroborate.settings import Settings

RAID = "Raid in Varenne\n\nA raid on the mill in the town of Varenne killed 26 people on Monday, police said. Nine people were wounded."
OTHER = "Varenne mill\n\nThe raid on the mill in the town of Varenne on Monday killed 29 people, the mayor said."
RULES = Settings(reader=Reader.RULES)

Opened = Callable[..., OpenCase]


def write(folder: Path, **texts: str) -> Path:
    """Reports of one day, by name."""
    folder.mkdir(exist_ok=True)
    rows = ["file,publisher,published"]
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{name}.txt,Outlet {name},2031-03-12")
    (folder / "reports.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> OpenCase:
    """Two reports of one raid, in a case file."""
    opened = corroborate.open_case(tmp_path / "case.db", settings=RULES)
    opened.add(write(tmp_path / "reports", a=RAID, b=OTHER))
    return opened


def killed(case: OpenCase, number: float) -> Claim:
    """The claim of so many killed."""
    return next(c for c in case.claims if c.measure == "people_killed" and c.amount and c.amount.point == number)


def toll(case: OpenCase) -> tuple[float | None, float | None, float | None]:
    """The answer to how many were killed."""
    asked = {q.id: q for q in case.whole.reconciliation.questions}
    found = next(f for f in case.findings if asked[f.question].measure == "people_killed")
    return found.low, found.best, found.high_reported


def test_a_rejected_claim_no_longer_counts_until_the_rejection_is_undone(case: OpenCase) -> None:
    before, wrong = toll(case), killed(case, 29)
    assert before[2] == 29
    made = case.decide(Verdict.REJECT, wrong.id, who="Ilse", note="a slip", change={"reason": "the mayor spoke of another raid"})
    case.reconcile()
    assert toll(case)[2] == 26
    assert wrong.id not in {c.id for c in case.claims}
    assert case.standing(wrong.id).state is State.REJECTED and case.standing(wrong.id).machine == wrong
    case.undo(made.name, "Ilse", "it was this one")
    case.reconcile()
    assert toll(case) == before and case.standing(wrong.id).state is State.UNREVIEWED


def test_an_edited_claim_counts_by_its_human_value_and_keeps_its_sentence(case: OpenCase) -> None:
    read = killed(case, 29)
    case.decide(Verdict.EDIT, read.id, who="Ilse", change={"value": 27, "speaker": {"name": "Oda Renn", "kind": "person"}})
    case.reconcile()
    assert toll(case)[2] == 27
    standing = case.standing(read.id)
    assert standing.state is State.EDITED and standing.claim is not None
    assert standing.claim.speaker is not None and standing.claim.speaker.name == "Oda Renn"
    assert standing.claim.evidence == read.evidence and standing.claim.value == read.value
    assert standing.machine == read


def test_an_accepted_claim_stays_as_it_is_and_nothing_is_concluded_anew(case: OpenCase) -> None:
    read = killed(case, 26)
    case.decide(Verdict.ACCEPT, read.id, who="Ilse")
    assert case.standing(read.id).state is State.ACCEPTED and case.standing(read.id).claim == read
    assert case.reconcile() == ()


def test_who_did_not_see_the_last_decision_cannot_decide_over_it(case: OpenCase) -> None:
    read = killed(case, 29)
    seen = case.standing(read.id).seen
    case.decide(Verdict.REJECT, read.id, who="Ilse", change={"reason": "another raid"}, seen=seen)
    with pytest.raises(StaleError, match="Ilse decided claim"):
        case.decide(Verdict.ACCEPT, read.id, who="Bram", seen=seen)
    case.decide(Verdict.ACCEPT, read.id, who="Bram", seen=case.standing(read.id).seen)
    assert case.standing(read.id).state is State.ACCEPTED


@pytest.mark.parametrize(
    ("verdict", "change", "field"),
    [
        (Verdict.EDIT, {}, "change"), (Verdict.EDIT, {"value": "many"}, "value"), (Verdict.EDIT, {"colour": "red"}, "colour"),
        (Verdict.EDIT, {"bound": "roughly"}, "bound"), (Verdict.EDIT, {"as_of": "Monday"}, "as_of"), (Verdict.EDIT, {"upper": 3}, "upper"),
        (Verdict.EDIT, {"value_span": {"start": 5, "end": 5}}, "value_span"),
        (Verdict.EDIT, {"value_span": {"start": 5, "end": 50_000}}, "value_span"), (Verdict.REJECT, {}, "reason"),
        (Verdict.EDIT, {"when": "2031-03-12/2031-03-11"}, "when"), (Verdict.EDIT, {"measure": "Dead People"}, "measure"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_and_nothing_is_decided(
    case: OpenCase, verdict: Verdict, change: dict[str, object], field: str
) -> None:
    with pytest.raises(UsageError, match=rf"^{field}: "):
        case.decide(verdict, killed(case, 26).id, who="Ilse", change=change)
    assert case.decisions == []


def test_a_decision_is_on_the_disk_and_holds_in_another_process(case: OpenCase, tmp_path: Path) -> None:
    read = killed(case, 29)
    case.decide(Verdict.REJECT, read.id, who="Ilse", change={"reason": "another raid"})
    with corroborate.open_case(tmp_path / "case.db", create=False, settings=RULES) as again:
        assert [d.verdict for d in again.decisions] == [Verdict.REJECT] and all(d.holds for d in again.decisions)
        again.reconcile()
        assert toll(again)[2] == 26
