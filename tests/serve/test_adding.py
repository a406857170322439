"""A claim that the machine missed: its sentence is the report's, and what is typed wrongly comes back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.serve.conftest import SETTINGS, Asked

from corroborate.engine.cases import open_case
from corroborate.model import State


def report(asked: Asked, name: str) -> Any:
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        return next(d for d in case.documents if d.name == name)


def test_a_claim_is_added_with_its_sentence_and_number(asked: Asked) -> None:
    held = report(asked, "1-meridian.txt")
    at = held.text.index("ten days")
    said = {"value_span": f"{at}-{at + 3}", "value": "ten", "measure": "duration", "unit": "days"}
    answer = asked.post("/review/add", {"report": held.id, **said})
    assert answer.status_code == 303
    claim = re.findall(r"/review/(\w+)\?", answer.headers["location"])[0]
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        standing = case.standing(claim)
    assert standing.state is State.ADDED and standing.claim is not None and standing.claim.amount is not None
    assert standing.claim.amount.point == 10 and standing.claim.value is not None and standing.claim.value.text == "ten"
    assert standing.claim.sentence.text == "Governor Ilse Marant blamed the Northern Army, which has surrounded the city for ten days."
    asked.settled()
    page = asked.get(answer.headers["location"]).text
    assert "Added: " in page and "added by hand" in page


def test_a_link_from_the_report_brings_the_sentence_along(asked: Asked) -> None:
    held = report(asked, "1-meridian.txt")
    start = held.text.index("Governor Ilse")
    page = asked.get(f"/review/add?report={held.id}&start={start}&end={start + 20}").text
    assert f'value="{start}-{start + 20}"' in page and "Governor Ilse Marant" in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"measure": "people_killed"}, "select the sentence"),
        ({"sentence_span": "0-50"}, "say what is counted"),
        ({"sentence_span": "0-50", "measure": "people_killed", "value": "lots and lots"}, "is no number"),
        ({"sentence_span": "0-99999999", "measure": "people_killed"}, "select the sentence"),
    ],
)
def test_what_is_missing_is_told_beside_its_field(asked: Asked, fields: dict[str, str], told: str) -> None:
    answer = asked.post("/review/add", {"report": report(asked, "1-meridian.txt").id, "population": "nurses", **fields})
    assert answer.status_code == 422 and told in answer.text and 'value="nurses"' in answer.text


def test_nothing_is_added_to_a_sealed_report(asked: Asked) -> None:
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        (tip,) = [d.id for d in case.documents if d.restricted]
    assert asked.get(f"/review/add?report={tip}").status_code == 400
    assert asked.post("/review/add", {"report": tip, "sentence_span": "0-9", "measure": "people_killed"}).status_code == 400
    assert tip not in asked.get("/review/add").text


def test_a_report_that_is_not_there_and_offsets_beyond_it_are_told_in_a_sentence(asked: Asked) -> None:
    assert asked.get("/review/add?report=nothing").status_code == 400
    assert asked.get(f"/review/add?report={report(asked, '1-meridian.txt').id}&start=999999&end=5").status_code == 200
