"""What people set beside or against the machine's conclusions from the pages: with a reason, stored as said, and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from tests.serve.conftest import SETTINGS, Asked

from corroborate.engine.cases import OpenCase, open_case
from corroborate.model import Finding, Status


@pytest.fixture
def case(asked: Asked) -> OpenCase:
    return open_case(asked.app.state.desks.path, settings=SETTINGS)


def fresh(asked: Asked) -> OpenCase:
    asked.settled()
    return open_case(asked.app.state.desks.path, settings=SETTINGS)


def finding(case: OpenCase, measure: str = "people_evacuated") -> Finding:
    """A finding of several origins, none of them a tip's."""
    asked = {q.id: q for q in case.whole.reconciliation.questions}
    return next(f for f in case.findings if asked[f.question].measure == measure and f.origins.probable > 1)


def two(case: OpenCase, of: Finding) -> tuple[str, str]:
    """Two claims of different origins."""
    origin = case.whole.reconciliation.origin_of
    first = of.claims[0]
    return first, next(c for c in of.claims if origin[c] != origin[first])


def send(asked: Asked, about: str, **fields: str) -> Any:
    return asked.post(f"/decide/{about}", {"to": "/findings", **fields})


def test_origins_are_joined_and_the_join_is_taken_back(asked: Asked, case: OpenCase) -> None:
    of = finding(case)
    a, b = two(case, of)
    assert send(asked, "origin", a=a, b=b, verdict="origin.join", note="one list").headers["location"] == "/findings"
    held = fresh(asked)
    assert held.whole.reconciliation.origin_of[a] == held.whole.reconciliation.origin_of[b]
    send(asked, "undo", decision=held.decisions[-1].name)
    held = fresh(asked)
    assert held.whole.reconciliation.origin_of[a] != held.whole.reconciliation.origin_of[b]


def test_a_joint_origin_is_parted_again(asked: Asked, case: OpenCase) -> None:
    origin = case.whole.reconciliation.origin_of
    a, b = next((a, b) for f in case.findings for a in f.claims for b in f.claims if a < b and origin[a] == origin[b])
    send(asked, "origin", a=a, b=b, verdict="origin.part", note="two calls")
    held = fresh(asked).whole.reconciliation.origin_of
    assert held[a] != held[b]


def test_who_judged_origins_independent_is_kept(asked: Asked, case: OpenCase) -> None:
    a, b = two(case, finding(case))
    send(asked, "origin", a=a, b=b, verdict="origin.independent", note="the volunteer counted herself")
    assert '"by":"Ana"' in (fresh(asked).decisions[-1].matter or "")


def test_a_finding_is_set_beside_the_machines_and_dissent_stays(asked: Asked, case: OpenCase) -> None:
    of = finding(case)
    send(asked, "finding", finding=of.id, status="contested", best="1,150", note="two lists")
    held = next(f for f in fresh(asked).findings if f.question == of.question)
    assert (held.status, held.best) == (of.status, of.best)
    assert (held.by_hand[-1].status, held.by_hand[-1].best, held.by_hand[-1].who) == (Status.CONTESTED, 1150, "Ana")
    case.decide("finding.set", held.id, who="Berit", note="the council's", change={"status": "corroborated"})
    case.reconcile()
    page = asked.get(f"/findings/{held.id}").text
    assert "two lists" in page and "dissent, another one holds" in page and "status corroborated" in page


def test_incidents_are_merged_split_and_nested(asked: Asked, case: OpenCase) -> None:
    one, other = case.whole.reconciliation.incidents[:2]
    send(asked, "incident", incident=other.id, other=one.id, verdict="incident.nest", note="a part of the siege")
    assert next(i for i in fresh(asked).whole.reconciliation.incidents if i.id == other.id).within == one.id
    send(asked, "incident", incident=one.id, other=other.id, verdict="incident.merge", note="one event")
    merged = next(i for i in fresh(asked).whole.reconciliation.incidents if set(one.documents) & set(i.documents))
    assert set(other.documents) <= set(merged.documents)
    send(asked, "incident", incident=merged.id, report=one.documents[0], verdict="incident.split", note="another day")
    apart = [i for i in fresh(asked).whole.reconciliation.incidents if one.documents[0] in i.documents]
    assert all(not set(i.documents) & set(one.documents[1:]) for i in apart)


@pytest.mark.parametrize(
    ("about", "fields", "told"),
    [
        ("origin", {"a": "c1", "b": "c2", "verdict": "origin.join"}, "A reason is needed"),
        ("origin", {"a": "c1", "b": "c2", "verdict": "claim.accept", "note": "x"}, "does not say what was decided"),
        ("origin", {"a": "c1", "b": "c2", "verdict": "origin.join", "note": "x"}, "no such claim"),
        ("finding", {"finding": "f1", "note": "x"}, "Neither a status nor a best value"),
        ("finding", {"finding": "f1", "note": "x", "best": "nan"}, "is no number"),
        ("finding", {"finding": "f1", "note": "x", "best": "5"}, "no such finding"),
        ("incident", {"incident": "i1", "other": "i2", "verdict": "incident.merge", "note": "x"}, "no such incident"),
        ("undo", {"decision": "nothing:1"}, "no such decision"),
    ],
)
def test_what_cannot_be_decided_is_told_in_a_sentence(asked: Asked, case: OpenCase, about: str, fields: dict[str, str], told: str) -> None:
    answer = send(asked, about, **fields)
    assert answer.status_code == 400 and told.casefold() in answer.text.casefold() and case.decisions == []
