"""Reviewing: what a person decides in the page is stored as it was said, and nothing is decided on what was not seen."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.serve.conftest import HOST, SETTINGS, Asked

from corroborate.engine.cases import open_case
from corroborate.model import Person, Role, State
from corroborate.serve.app import create_app
from corroborate.serve.guard import LocalGuard


def first(asked: Asked, words: str = "") -> str:
    """The id of the first claim in the queue; with `words` the first one whose link says so."""
    pages = (asked.get(f"/review?state=all&page={number}").text for number in range(1, 5))
    found = (told for page in pages for told in re.findall(r'<a href="/review/(c[0-9a-f]+)[^"]*">([^<]*)', page))
    return next(id_ for id_, said in found if words in said)


def mergeable(asked: Asked) -> str:
    """The id of a claim whose report has another one that it may be merged with."""
    found = re.findall(r'<a href="/review/(c[0-9a-f]+)', asked.get("/review?state=all").text)
    return next(id_ for id_ in dict.fromkeys(found) if 'id="panel-merge"' in asked.get(f"/review/{id_}").text)


def seen(asked: Asked, claim: str) -> str:
    return re.findall(r'name="seen" value="([^"]+)"', asked.get(f"/review/{claim}").text)[0]


def form(asked: Asked, claim: str) -> dict[str, str]:
    """Every field of the edit form as the page gives it."""
    page = asked.get(f"/review/{claim}").text
    (panel,) = re.findall(r'id="panel-edit".*?</form>', page, re.DOTALL)
    held = dict(re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', panel))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', panel, re.DOTALL):
        held[name] = (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
    return held | dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?([^<]*)', panel))


def say(asked: Asked, claim: str, verdict: str, /, **more: Any) -> Any:
    return asked.post(f"/review/{claim}", {**more, "seen": seen(asked, claim), "verdict": verdict})


def standing(asked: Asked, claim: str) -> Any:
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        return case.standing(claim)


def test_a_decision_leads_to_the_next_claim_and_counts(asked: Asked) -> None:
    claim = first(asked)
    assert "0 of 55 reviewed" in asked.get("/review").text
    answer = say(asked, claim, "claim.accept")
    assert answer.status_code == 303 and re.match(rf"/review/(?!{claim})c", answer.headers["location"])
    after = asked.get(answer.headers["location"]).text
    assert "1 of 55 reviewed" in after and "Accepted: " in after
    assert standing(asked, claim).state is State.ACCEPTED
    assert f'href="/review/{claim}"' not in asked.get("/review").text and f"/review/{claim}" in asked.get("/review?state=accepted").text


def test_with_htmx_the_next_claim_comes_in_the_same_answer(asked: Asked) -> None:
    claim = first(asked)
    answer = asked.post(f"/review/{claim}", {"seen": seen(asked, claim), "verdict": "claim.accept"}, headers={"hx-request": "true"})
    assert answer.status_code == 200 and "<html" not in answer.text and answer.headers["hx-push-url"] != f"/review/{claim}"
    assert 'id="claim"' in answer.text and 'data-key="u"' in answer.text


def test_an_edit_sends_only_what_was_changed_and_shows_both_readings(asked: Asked) -> None:
    claim = first(asked, "People killed: at least 14")
    say(asked, claim, "claim.edit", **{**form(asked, claim), "value": "16", "population": "patients"})
    held = standing(asked, claim)
    assert held.state is State.EDITED and held.claim.amount.point == 16 and held.claim.population == "patients"
    assert held.claim.place == held.machine.place and held.claim.chain == held.machine.chain
    assert (held.claim.amount.bound, held.machine.amount.point) == (held.machine.amount.bound, 14)
    page = asked.get(f"/review/{claim}").text
    assert "The machine reads" in page and "People killed: at least 16" in page and "the machine read: 14" in page


def test_what_cannot_be_read_comes_back_as_typed_with_a_sentence_beside_it(asked: Asked) -> None:
    claim = first(asked, "People killed: at least 14")
    answer = say(asked, claim, "claim.edit", **{**form(asked, claim), "value": "a good many", "population": "patients"})
    assert answer.status_code == 422 and "“a good many” is no number" in answer.text
    assert 'value="a good many"' in answer.text and 'value="patients"' in answer.text
    assert standing(asked, claim).state is State.UNREVIEWED


@pytest.mark.parametrize(
    ("verdict", "fields", "told"),
    [
        ("claim.reject", {}, "choose a reason"),
        ("claim.note", {}, "a note needs words"),
        ("claim.merge", {}, "tick the claims"),
        ("claim.split", {"value-1": "3"}, "a split needs two parts"),
        ("claim.edit", {}, "nothing was changed"),
        ("nonsense", {}, "does not say what was decided"),
    ],
)
def test_a_form_that_says_too_little_is_answered_in_a_sentence(asked: Asked, verdict: str, fields: dict[str, str], told: str) -> None:
    claim = mergeable(asked) if verdict == "claim.merge" else first(asked)
    given = form(asked, claim) if verdict == "claim.edit" else {}
    answer = say(asked, claim, verdict, **given, **fields)
    assert answer.status_code == 422 and told in answer.text


def test_a_rejection_keeps_its_reason_and_is_undone(asked: Asked) -> None:
    claim = first(asked)
    say(asked, claim, "claim.reject", reason="not_a_count")
    held = standing(asked, claim)
    assert held.state is State.REJECTED and '"not_a_count"' in (held.decisions[-1].matter or "")
    assert asked.get(f"/review/{claim}").status_code == 200
    answer = asked.post(f"/review/{claim}", {"verdict": "undo", "decision": held.decisions[-1].name})
    assert answer.status_code == 303 and standing(asked, claim).state is State.UNREVIEWED


def test_nothing_is_decided_on_what_was_not_seen(asked: Asked) -> None:
    claim = first(asked, "People killed: at least 14")
    mine = form(asked, claim)
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        case.decide("claim.edit", claim, who="Berit", note="recounted", change={"value": 15})
    answer = asked.post(f"/review/{claim}", {**mine, "verdict": "claim.edit", "value": "17"})
    assert answer.status_code == 409 and "Berit" in answer.text and 'value="17"' in answer.text
    assert standing(asked, claim).claim.amount.point == 15
    assert "Berit has decided on this claim" in asked.get(f"/review/{claim}/since", params={"seen": mine["seen"]}).text
    assert asked.get(f"/review/{claim}/since", params={"seen": seen(asked, claim)}).text.strip() == ""


def test_findings_follow_what_was_decided(asked: Asked) -> None:
    claim = first(asked, "People injured: 34")
    say(asked, claim, "claim.reject", other="counted elsewhere")
    asked.settled()
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        assert all(claim not in f.claims for f in case.findings)


def test_a_sealed_report_gives_away_none_of_its_words(asked: Asked) -> None:
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        (tip,) = [d for d in case.documents if d.restricted]
        claims = [c.id for c in case.claims if c.document == tip.id]
    for address in ("/review?state=all", f"/review?report={tip.id}", *(f"/review/{c}" for c in claims)):
        page = asked.get(address).text
        assert "helped to carry" not in page and "chapel" not in page.replace("22 bodies lay in the chapel", "")
    say(asked, claims[0], "claim.reject", reason="not_said")
    assert standing(asked, claims[0]).state is State.REJECTED
    assert "helped to carry" not in asked.get(f"/review/{claims[0]}").text


def test_a_claim_that_is_not_there_is_told_in_a_sentence(asked: Asked) -> None:
    assert asked.get("/review/cnothing").status_code == 400 and "no such claim" in asked.get("/review/cnothing").text


NONSENSE = ("state=nonsense&page=-1&order=%00", "page=99999999999", "measure=%27%22%3Cscript%3E&speaker=%25", "report=" + "x" * 5000)


@pytest.mark.parametrize("query", NONSENSE)
def test_an_address_that_makes_no_sense_shows_a_list(asked: Asked, query: str) -> None:
    answer = asked.get(f"/review?{query}")
    assert answer.status_code == 200 and "<script>" not in answer.text


def test_an_address_keeps_every_filter_on_the_way(asked: Asked) -> None:
    page = asked.get("/review?measure=people_killed&order=report").text
    (claim, tail) = re.findall(r'href="/review/(c[0-9a-f]+)\?([^"]+)"', page)[0]
    assert "measure=people_killed" in tail and "order=report" in tail
    answer = asked.post(f"/review/{claim}?measure=people_killed&order=report", {"seen": seen(asked, claim), "verdict": "claim.accept"})
    assert "measure=people_killed" in answer.headers["location"] and "order=report" in answer.headers["location"]


@pytest.fixture
def berit(asked: Asked) -> Iterator[Asked]:
    """A second person at the same case."""
    guard = LocalGuard(Person("Berit"))
    app = create_app(asked.app.state.desks.path, SETTINGS, guard, [HOST])
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        client.get(f"/?token={guard.token}")
        yield Asked(client, app)
    app.state.desks.close()


def test_the_second_reader_decides_without_the_first_ones_verdict(asked: Asked, berit: Asked) -> None:
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        case.ask_for_second_reader()
    claim = first(asked, "People killed: at least 14")
    say(asked, claim, "claim.edit", **{**form(asked, claim), "value": "16", "note": "the later count"})
    page = berit.get(f"/review/{claim}").text
    assert "at least 14" in page and "the later count" not in page and 'value="16"' not in page
    assert "This case asks two people" in page and "the later count" in asked.get(f"/review/{claim}").text
    assert "Ana has decided" not in berit.get(f"/review/{claim}/since", params={"seen": seen(berit, claim)}).text
    assert standing(asked, claim).state is State.AWAITING_SECOND
    say(berit, claim, "claim.edit", **{**form(berit, claim), "value": "16"})
    held = standing(asked, claim)
    assert held.state is State.EDITED and held.claim.amount.point == 16 and {d.who for d in held.decisions} == {"Ana", "Berit"}


def test_two_people_a_claim_are_asked_for_on_the_page_and_not_by_an_analyst_alone(asked: Asked, case_file: Path) -> None:
    guard = LocalGuard(Person("Arno", frozenset({Role.ANALYST})))
    app = create_app(case_file, SETTINGS, guard, [HOST])
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        client.get(f"/?token={guard.token}")
        arno, claim = Asked(client, app), first(asked)
        assert "Ask for two people" in asked.get("/decisions").text and "Ask for two people" not in arno.get("/decisions").text
        assert asked.post("/decisions/readers", {"readers": "2"}).status_code == 303
        assert arno.post("/decisions/readers", {"readers": "1"}).status_code == 403
        say(arno, claim, "claim.reject", reason="twice")
        assert standing(asked, claim).state is State.AWAITING_SECOND
        assert asked.post("/decisions/readers", {"readers": "1"}).status_code == 303
        asked.settled()
        assert standing(asked, claim).state is State.REJECTED, "by the rule of one person the first verdict counts"
    app.state.desks.close()


def test_who_only_looks_decides_nothing(asked: Asked, case_file: Path) -> None:
    guard = LocalGuard(Person("Runa", frozenset({Role.READER})))
    app = create_app(case_file, SETTINGS, guard, [HOST])
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        client.get(f"/?token={guard.token}")
        runa, claim = Asked(client, app), first(asked)
        assert "Accept" not in runa.get(f"/review/{claim}").text
        assert runa.post(f"/review/{claim}", {"verdict": "claim.accept"}).status_code == 403
        assert runa.post("/decide/undo", {"decision": "x:1"}).status_code == 403
    app.state.desks.close()
    assert standing(asked, claim).state is State.UNREVIEWED


def test_a_second_reviewer_decides_only_what_an_analyst_decided_first(asked: Asked, case_file: Path) -> None:
    guard = LocalGuard(Person("Sefa", frozenset({Role.SECOND_REVIEWER})))
    app = create_app(case_file, SETTINGS, guard, [HOST])
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        client.get(f"/?token={guard.token}")
        sefa, claim = Asked(client, app), first(asked)
        assert say(sefa, claim, "claim.accept").status_code == 403
        say(asked, claim, "claim.accept")
        assert say(sefa, claim, "claim.reject", reason="twice").status_code == 303
    app.state.desks.close()
    assert standing(asked, claim).state is State.REJECTED


def test_a_claim_that_waits_for_another_reader_does_not_come_back_to_the_first(asked: Asked, berit: Asked) -> None:
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        case.ask_for_second_reader()
    claim = first(asked)
    to = say(asked, claim, "claim.accept").headers["location"]
    for _ in range(60):
        next_ = re.findall(r'id="next" href="/review/(\w+)', asked.get(to).text)
        assert next_ != [claim]
        if not next_:
            break
        to = f"/review/{next_[0]}"
        say(asked, next_[0], "claim.accept")
    assert re.findall(r'id="next" href="/review/(\w+)', berit.get(f"/review/{claim}").text)


def test_an_old_page_tells_a_second_reader_nothing_of_the_first_ones_verdict(asked: Asked, berit: Asked) -> None:
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        case.ask_for_second_reader()
    claim = first(asked)
    say(asked, claim, "claim.reject", reason="twice")
    told = berit.post(f"/review/{claim}", {"verdict": "claim.accept", "seen": "of before"})
    assert told.status_code == 409 and "Ana decided" not in told.text
    given = {"verdict": "claim.accept", "subject": claim, "seen": "of before"}
    told = berit.client.post("/api/v1/decisions", json=given, headers={"x-csrf": berit.csrf})
    assert told.status_code == 409 and "claim.reject" not in told.text and "Ana" not in told.text


def test_a_second_reviewer_takes_back_only_their_own(asked: Asked, case_file: Path) -> None:
    guard = LocalGuard(Person("Sefa", frozenset({Role.SECOND_REVIEWER})))
    app = create_app(case_file, SETTINGS, guard, [HOST])
    with open_case(case_file, settings=SETTINGS) as case:
        made = case.decide("finding.set", case.findings[0].id, who="Ana", note="so it is", change={"status": "contested"})
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        client.get(f"/?token={guard.token}")
        sefa, claim = Asked(client, app), first(asked)
        say(asked, claim, "claim.accept")
        assert sefa.post(f"/review/{claim}", {"verdict": "undo", "decision": made.name}).status_code == 403
        say(sefa, claim, "claim.reject", reason="twice")
        own = standing(asked, claim).decisions[-1].name
        assert sefa.post(f"/review/{claim}", {"verdict": "undo", "decision": own}).status_code < 400
    app.state.desks.close()
    assert standing(asked, claim).state is State.ACCEPTED


def test_an_edit_whose_question_cannot_be_used_is_not_stored_by_half(asked: Asked) -> None:
    claim = first(asked, "People killed: at least 14")
    given = {**form(asked, claim), "value": "16", "question": "cnothing"}
    assert say(asked, claim, "claim.edit", **given).status_code == 422
    assert standing(asked, claim).state is State.UNREVIEWED
    assert say(asked, claim, "claim.edit", **{**given, "question": ""}).status_code == 303


def test_a_field_without_end_is_refused_at_once(asked: Asked) -> None:
    claim = first(asked, "People killed: at least 14")
    begun = time.monotonic()
    told = say(asked, claim, "claim.edit", **{**form(asked, claim), "when": "Monday " * 20_000})
    assert told.status_code == 422 and "at most 2,000 characters" in told.text and time.monotonic() - begun < 2
