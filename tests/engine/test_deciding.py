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


# ---------------------------------------------------------------- split, merge, add, note


def words(case: OpenCase, report: str, words: str) -> dict[str, int]:
    """Where words stand in a report."""
    text = next(d.text for d in case.documents if d.name == report)
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def report(case: OpenCase, name: str) -> str:
    return next(d.id for d in case.documents if d.name == name)


def test_a_claim_is_split_into_several_that_can_be_decided_of_themselves(case: OpenCase) -> None:
    read = killed(case, 26)
    parts = [{"value": 20, "population": "men"}, {"value": 6, "population": "women", "value_span": words(case, "a.txt", "26")}]
    made = case.decide(Verdict.SPLIT, read.id, who="Ilse", change={"parts": parts})
    ids = case.made(made)
    held = {c.id: c for c in case.claims}
    assert [(held[i].amount.point, held[i].population) for i in ids if held[i].amount] == [(20, "men"), (6, "women")]
    assert read.id not in held and case.standing(read.id).state is State.SPLIT
    case.decide(Verdict.EDIT, ids[1], who="Bram", change={"population": "girls"})
    assert case.standing(ids[1]).state is State.EDITED and case.standing(ids[0]).state is State.SPLIT
    case.undo(made.name, "Ilse", "one number after all")
    assert {c.id for c in case.claims} & {read.id, *ids} == {read.id}
    assert case.standing(ids[1]).state is State.ORPHAN


def test_claims_of_one_report_are_merged_into_one(case: OpenCase) -> None:
    stays = killed(case, 26)
    goes = next(c for c in case.claims if c.document == stays.document and c.measure != "people_killed")
    case.decide(Verdict.MERGE, stays.id, who="Ilse", change={"with": [goes.id], "bound": "about"})
    held = {c.id: c for c in case.claims}
    assert goes.id not in held and str(held[stays.id].amount.bound) == "about"  # type: ignore[union-attr]
    assert case.standing(goes.id).state is State.MERGED
    with pytest.raises(UsageError, match="one report"):
        case.decide(Verdict.MERGE, stays.id, who="Ilse", change={"with": [killed(case, 29).id]})


def test_a_claim_that_the_machine_missed_counts_with_its_sentence(case: OpenCase) -> None:
    sentence = words(case, "b.txt", "The raid on the mill in the town of Varenne on Monday killed 29 people, the mayor said.")
    change = {"sentence_span": sentence, "measure": "people_missing", "value": 4, "place": "Varenne", "speaker": "the mayor"}
    (made,) = case.made(case.decide(Verdict.ADD, report(case, "b.txt"), who="Ilse", change=change))
    case.reconcile()
    held = next(c for c in case.claims if c.id == made)
    assert held.amount is not None and held.amount.point == 4 and held.sentence.text.startswith("The raid")
    assert case.standing(made).state is State.ADDED
    asked = {q.id for q in case.whole.reconciliation.questions if q.measure == "people_missing"}
    assert [f.best for f in case.findings if f.question in asked] == [4]
    case.decide(Verdict.EDIT, made, who="Bram", change={"value": 5})
    assert case.standing(made).state is State.EDITED
    with pytest.raises(UsageError, match="edit c"):
        twice = {"sentence_span": sentence, "value_span": words(case, "b.txt", "29"), "measure": "people_killed", "value": 29}
        case.decide(Verdict.ADD, report(case, "b.txt"), who="Ilse", change=twice)


def test_a_note_changes_nothing_and_is_kept(case: OpenCase) -> None:
    read = killed(case, 26)
    case.decide(Verdict.NOTE, read.id, who="Ilse", note="ask the miller")
    assert case.standing(read.id).state is State.UNREVIEWED and case.reconcile() == ()
    assert [d.note for d in case.standing(read.id).decisions] == ["ask the miller"]


# ---------------------------------------------------------------- replay


def other_reader(case: OpenCase, tmp_path: Path) -> OpenCase:
    """The same case, opened with another reader: every report is read again."""
    case.close()
    again = corroborate.open_case(tmp_path / "case.db", settings=Settings(reader=Reader.FAST))
    assert again.read() == 2
    again.reconcile()
    return again


def test_decisions_hold_over_another_version_of_the_reader(case: OpenCase, tmp_path: Path) -> None:
    rejected, edited = killed(case, 26), killed(case, 29)
    case.decide(Verdict.REJECT, rejected.id, who="Ilse", change={"reason": "a slip"})
    case.decide(Verdict.EDIT, edited.id, who="Ilse", change={"value": 27})
    with other_reader(case, tmp_path) as again:
        held = {c.id: c for c in again.claims}
        assert rejected.id not in held and held[edited.id].amount.point == 27  # type: ignore[union-attr]
        assert again.standing(edited.id).state in (State.EDITED, State.DISAGREES)
        before = again.whole
        again.reconcile()
        assert again.whole == before


def test_a_changed_report_keeps_what_was_decided_of_sentences_that_stay(case: OpenCase, tmp_path: Path) -> None:
    rejected = next(c for c in case.claims if c.measure == "people_wounded" or c.measure == "people_injured")
    edited = killed(case, 29)
    case.decide(Verdict.REJECT, rejected.id, who="Ilse", change={"reason": "a slip"})
    case.decide(Verdict.EDIT, edited.id, who="Ilse", change={"value": 27})
    changed = OTHER.replace("killed 29 people", "killed 31 people")
    case.add(write(tmp_path / "reports", a="Correction follows.\n\n" + RAID, b=changed))
    moved = case.standing(rejected.id)
    assert moved.state is State.REJECTED and moved.moved and moved.id != rejected.id
    assert case.standing(edited.id).state is State.REOPENED and case.standing(edited.id).claim == killed(case, 31)
    case.add(write(tmp_path / "reports", a="Nothing is known of any raid.", b=changed))
    assert case.standing(rejected.id).state is State.ORPHAN


# ---------------------------------------------------------------- two people


def test_a_second_reader_decides_without_the_first_ones_verdict(case: OpenCase) -> None:
    case.ask_for_second_reader()
    read = killed(case, 29)
    case.decide(Verdict.REJECT, read.id, who="Ilse", change={"reason": "a slip"})
    assert case.standing(read.id, "Ilse").state is State.AWAITING_SECOND and len(case.standing(read.id, "Ilse").decisions) == 1
    shown = case.standing(read.id, "Bram")
    assert (shown.state, shown.claim, shown.decisions) == (State.AWAITING_SECOND, read, ())
    assert read in case.claims
    case.decide(Verdict.EDIT, read.id, who="Bram", change={"value": 27}, seen=shown.seen)
    differ = case.standing(read.id, "Bram")
    assert differ.state is State.REOPENED and differ.claim == read and {d.who for d in differ.decisions} == {"Ilse", "Bram"}
    case.decide(Verdict.REJECT, read.id, who="Bram", change={"reason": "so it is"}, seen=differ.seen)
    assert case.standing(read.id).state is State.REJECTED and read not in case.claims


def test_a_first_verdict_that_is_not_shown_is_not_taken_back_either(case: OpenCase) -> None:
    case.ask_for_second_reader()
    read = killed(case, 29)
    first = case.decide(Verdict.REJECT, read.id, who="Ilse", change={"reason": "a slip"})
    with pytest.raises(UsageError, match="no such decision"):
        case.undo(first.name, "Bram", "guessed its name")
    case.decide(Verdict.EDIT, read.id, who="Bram", change={"value": 27})
    case.undo(first.name, "Bram", "seen now")
    assert case.standing(read.id, "Bram").state is State.AWAITING_SECOND


def test_a_third_person_decides_where_two_differ(case: OpenCase) -> None:
    case.ask_for_second_reader()
    read = killed(case, 29)
    case.decide(Verdict.REJECT, read.id, who="Ilse", change={"reason": "a slip"})
    case.decide(Verdict.EDIT, read.id, who="Bram", change={"value": 27})
    case.decide(Verdict.EDIT, read.id, who="Coen", change={"value": 28})
    standing = case.standing(read.id)
    assert standing.state is State.EDITED and standing.claim is not None and standing.claim.amount is not None
    assert standing.claim.amount.point == 28


def test_a_typed_place_is_looked_up(case: OpenCase) -> None:
    read = killed(case, 29)
    case.decide(Verdict.EDIT, read.id, who="Ilse", change={"place": "Lyon"})
    held = case.standing(read.id).claim
    assert held is not None and held.place is not None and (held.place.country, held.place.kind) == ("FR", "city")
    case.decide(Verdict.EDIT, read.id, who="Ilse", change={"place": "Varenne Mill Lane"})
    held = case.standing(read.id).claim
    assert held is not None and held.place is not None and held.place.id is None
