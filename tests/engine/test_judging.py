"""What people judge of origins, questions, findings and events goes before every rule, is a reason, survives re-runs and can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import corroborate
from corroborate.engine.cases import OpenCase
from corroborate.errors import UsageError
from corroborate.model import Claim, Finding, Incident, Status, Verdict
from corroborate.read import Reader
from corroborate.settings import Settings

POLICE = "Raid in Varenne\n\nThe raid on the mill in the town of Varenne on Monday killed four people, the Varenne police said."
AGAIN = "Varenne mill\n\nThe raid on the mill in the town of Varenne on Monday killed four people, the Varenne police said."
MAYOR = "Grief by the river\n\nShops were shut in Varenne. Mayor Oda Renn told us that four people died in Monday's raid on the mill."
OFFICIALS = "Funerals begin\n\nFour people had been killed in Varenne when the mill was raided on Monday, officials said."
QUAKE = "Quake in Perle\n\nA quake in the town of Perle on Friday killed seven people, rescuers said."
RULES = Settings(reader=Reader.RULES)


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    rows = ["file,publisher,published"]
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{name}.txt,Outlet {name},2031-03-12")
    (folder / "reports.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(params=[60, 0], ids=["few", "many"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> OpenCase:
    """Five reports of two events, in a case that is one story and in one that is not."""
    opened = corroborate.open_case(tmp_path / "case.db", settings=replace(RULES, whole_up_to=request.param))
    opened.add(write(tmp_path / "reports", a=POLICE, b=AGAIN, c=MAYOR, d=OFFICIALS, e=QUAKE))
    return opened


def claim(case: OpenCase, report: str) -> Claim:
    id_ = next(d.id for d in case.documents if d.name == f"{report}.txt")
    return next(c for c in case.claims if c.document == id_ and c.measure == "people_killed")


def answer(case: OpenCase, report: str) -> Finding:
    mine = claim(case, report).id
    return next(f for f in case.findings if mine in f.claims)


def origin(case: OpenCase, report: str) -> str:
    return case.whole.reconciliation.origin_of[claim(case, report).id]


def why(case: OpenCase, report: str) -> str:
    return "\n".join(case.why(answer(case, report).id).lines)


def test_origins_joined_by_hand_are_one_until_it_is_undone(case: OpenCase) -> None:
    before = answer(case, "a").origins
    assert origin(case, "a") != origin(case, "c")
    mayor = claim(case, "c").id
    made = case.decide(Verdict.ORIGIN_JOIN, claim(case, "a").id, who="Ilse", note="she is told by the police", change={"with": [mayor]})
    case.reconcile()
    assert origin(case, "a") == origin(case, "c") and answer(case, "a").origins.max == before.max - 1
    assert "Put to one origin by Ilse on" in why(case, "a") and "she is told by the police" in why(case, "a")
    case.undo(made.name, "Ilse")
    case.reconcile()
    assert answer(case, "a").origins == before


def test_origins_parted_by_hand_are_two_whatever_rule_joins_them(case: OpenCase) -> None:
    assert origin(case, "a") == origin(case, "b")
    case.decide(Verdict.ORIGIN_PART, claim(case, "b").id, who="Ilse", note="two forces of one name")
    case.reconcile()
    assert origin(case, "a") != origin(case, "b")
    assert "Parted as two origins by Ilse" in why(case, "b")
    count = answer(case, "b").origins
    assert (count.min, count.probable, count.max) == (2, 2, 4)


def test_a_part_beats_a_chain_of_joins(case: OpenCase) -> None:
    a, b, c = (claim(case, n).id for n in "abc")
    case.decide(Verdict.ORIGIN_JOIN, b, who="Ilse", note="one", change={"with": [c]})
    case.decide(Verdict.ORIGIN_PART, a, who="Bram", note="not this one", change={"from": [c]})
    case.reconcile()
    assert origin(case, "a") != origin(case, "c") and origin(case, "b") == origin(case, "c")


def test_the_later_of_a_join_and_a_part_holds(case: OpenCase) -> None:
    a, b = claim(case, "a").id, claim(case, "b").id
    case.decide(Verdict.ORIGIN_PART, a, who="Ilse", change={"from": [b]})
    case.decide(Verdict.ORIGIN_JOIN, b, who="Bram", change={"with": [a]})
    case.reconcile()
    assert origin(case, "a") == origin(case, "b")


def test_origins_judged_independent_count_as_two_and_say_who_judged(case: OpenCase) -> None:
    police, officials = claim(case, "a").id, claim(case, "d").id
    before = answer(case, "d").origins
    assert before.probable < before.max == 3  # two of them may be one voice
    case.decide(
        Verdict.ORIGIN_INDEPENDENT, officials, who="Ilse",
        change={"of": [police, claim(case, "c").id], "by": "the field office", "reason": "they count at the hospital"},
    )  # fmt: skip
    case.reconcile()
    after = answer(case, "d").origins
    assert (after.min, after.probable) > (before.min, before.probable) and after.max == before.max
    assert "Judged independent by the field office" in why(case, "d") and "they count at the hospital" in why(case, "d")
    with pytest.raises(UsageError, match="one origin"):
        case.decide(Verdict.ORIGIN_INDEPENDENT, police, who="Ilse", change={"of": [claim(case, "b").id]})


def test_a_claim_is_moved_to_a_question_of_its_own_and_back(case: OpenCase) -> None:
    mayor = claim(case, "c").id
    case.decide(Verdict.QUESTION_MOVE, mayor, who="Ilse", note="she counts the wounded too")
    case.reconcile()
    assert answer(case, "c").claims == (mayor,) and mayor not in answer(case, "a").claims
    assert "set apart as a question of its own by Ilse" in why(case, "c").replace("Set", "set")
    case.decide(Verdict.QUESTION_MOVE, mayor, who="Bram", note="no", change={"with": claim(case, "a").id})
    case.reconcile()
    assert mayor in answer(case, "a").claims


def test_what_is_set_on_a_finding_stands_beside_the_machines_answer_and_survives(case: OpenCase, tmp_path: Path) -> None:
    machine = answer(case, "a")
    case.decide(Verdict.FINDING_SET, machine.id, who="Ilse", note="the list has five names", change={"status": "contested", "best": 5})
    case.reconcile()
    held = answer(case, "a")
    assert (held.status, held.best) == (machine.status, machine.best)
    (by,) = held.by_hand
    assert (by.status, by.best, by.who, by.disagrees) == (Status.CONTESTED, 5, "Ilse", False)
    assert "the list has five names" in why(case, "a") and "the list has five names" in case.dossier("internal")
    assert [d["by_hand"][0]["best"] for d in case.record()["derivations"] if "by_hand" in d] == [5]
    case.decide(Verdict.FINDING_SET, held.id, who="Bram", change={"best": 4})
    case.reconcile()
    assert [h.who for h in answer(case, "a").by_hand] == ["Ilse", "Bram"]
    later = POLICE.replace("four", "nine")
    case.add(write(tmp_path / "reports", a=later, b=AGAIN.replace("four", "nine"), c=MAYOR, d=OFFICIALS, e=QUAKE))
    changed = next(f for f in case.findings if f.by_hand)
    assert changed.best != machine.best and all(h.disagrees for h in changed.by_hand)


def incident(case: OpenCase, report: str) -> Incident:
    return next(i for i in case.whole.reconciliation.incidents if claim(case, report).id in i.claims)


def test_an_event_is_put_inside_another_by_hand(case: OpenCase) -> None:
    raid, quake = incident(case, "a"), incident(case, "e")
    made = case.decide(Verdict.INCIDENT_NEST, quake.id, who="Ilse", note="one week of grief", change={"within": raid.id})
    case.reconcile()
    held = incident(case, "e")
    assert held.within == incident(case, "a").id and "one week of grief" in held.by_hand[0]
    case.undo(made.name, "Ilse")
    case.reconcile()
    assert incident(case, "e") == quake


def test_judgements_hold_over_another_reader_and_a_newer_text(case: OpenCase, tmp_path: Path) -> None:
    case.decide(Verdict.ORIGIN_JOIN, claim(case, "a").id, who="Ilse", note="one", change={"with": [claim(case, "c").id]})
    case.add(write(tmp_path / "reports", a="Updated.\n\n" + POLICE, b=AGAIN, c=MAYOR, d=OFFICIALS, e=QUAKE))
    assert origin(case, "a") == origin(case, "c")
    case.close()
    with corroborate.open_case(tmp_path / "case.db", settings=Settings(reader=Reader.FAST)) as again:
        again.read()
        again.reconcile()
        assert origin(again, "a") == origin(again, "c")
