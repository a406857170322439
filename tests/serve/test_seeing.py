"""The pages for seeing: what they say is what the case says, every number leads to its sentence, every state has an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.serve.conftest import HOST, SETTINGS, Asked

from corroborate.engine.cases import open_case
from corroborate.engine.desk import Desk
from corroborate.model import Case, FindingFilter, Person, RelationType, Status
from corroborate.report.derivations import steps
from corroborate.report.lookup import Lookup
from corroborate.report.profiles import profile_named, redact
from corroborate.report.sums import sums
from corroborate.serve import timeline
from corroborate.serve.addresses import of_claim, of_place
from corroborate.serve.app import create_app
from corroborate.serve.guard import LocalGuard


@pytest.fixture(scope="module")
def whole(harbour: Path) -> Case:
    with open_case(harbour, settings=SETTINGS) as case:
        return case.whole


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Asked]:
    """The workbench over a case without any report."""
    guard = LocalGuard(Person("Ana"))
    app = create_app(tmp_path / "empty.db", SETTINGS, guard, [HOST])
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        client.get(f"/?token={guard.token}")
        yield Asked(client, app)
    app.state.desks.close()


def links(page: str) -> set[str]:
    return {unescape(found) for found in re.findall(r'href="([^"#][^"]*)"', page)}


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def asks(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/findings/([^"]+)"', page)


def test_an_empty_case_says_how_to_begin(empty: Asked) -> None:
    page = empty.get("/").text
    assert "no report yet" in page and "/intake" in links(page)
    for address in ("/findings", "/origins", "/timeline", "/map"):
        answer = empty.get(address)
        assert answer.status_code == 200 and "yet" in words(answer.text)


def test_the_overview_names_what_is_established_and_what_waits(asked: Asked, whole: Case) -> None:
    page = asked.get("/").text
    said = words(page)
    assert f"{len(whole.claims)} claims nobody has looked at yet" in said
    assert f"{len(whole.documents)} reports" in said
    conflict = next(f for f in whole.reconciliation.findings if f.status is Status.CONFLICT)
    assert f"/findings/{conflict.id}" in links(page)
    assert "Repetition is not corroboration" in said


def test_every_filter_of_findings_stands_in_the_address_and_narrows(asked: Asked, whole: Case) -> None:
    everything = asks(asked.get("/findings").text)
    assert sorted(everything) == sorted(f.id for f in whole.reconciliation.findings)
    conflicts = asks(asked.get("/findings?status=conflict").text)
    assert set(conflicts) == {f.id for f in whole.reconciliation.findings if f.status is Status.CONFLICT} != set()
    assert 0 < len(asks(asked.get("/findings?reports=2").text)) < len(everything)
    assert 0 < len(asks(asked.get("/findings?family=harm&place=aldo").text)) < len(everything)
    assert asks(asked.get("/findings?by_hand=yes").text) == []
    for nonsense in ("status=certain", "sort=size", "reports=many", "page=-1", "page=999999", "incident=nothing"):
        assert asked.get(f"/findings?{nonsense}").status_code == 200


def test_an_order_of_findings_can_be_turned_round(asked: Asked) -> None:
    first = asks(asked.get("/findings?sort=asked").text)
    turned = asks(asked.get("/findings?sort=asked&turned=1").text)
    assert sorted(first) == sorted(turned) and first != turned
    assert 'aria-sort="ascending"' in asked.get("/findings?sort=asked").text


def test_a_finding_shows_every_claim_with_its_sentence_and_leads_to_it(asked: Asked, whole: Case) -> None:
    x = Lookup(whole)
    for f in whole.reconciliation.findings:
        page = asked.get(f"/findings/{f.id}").text
        told, found = words(page), links(page)
        for c in x.answers(f.question):
            assert of_claim(c.id, c.document) in found
            if not c.restricted:
                assert " ".join(c.sentence.text.split()) in told


def test_a_finding_explains_itself_in_steps_that_end_in_its_status(asked: Asked, whole: Case) -> None:
    x = Lookup(whole)
    f = next(f for f in whole.reconciliation.findings if f.status is Status.CONFLICT)
    told = words(asked.get(f"/findings/{f.id}").text)
    at = [told.index(f"{n}. {step.title}") for n, step in enumerate(steps(f, x), 1)]
    assert at == sorted(at)
    assert " ".join(f.would_change[0].split()) in told


def test_the_number_ladder_and_the_course_draw_each_claim_with_a_number_once(asked: Asked, whole: Case) -> None:
    x = Lookup(whole)
    f = next(f for f in whole.reconciliation.findings if f.status is Status.CONFLICT)
    ladder, course = re.findall(r'<div class="ladder.*?class="rung axis"', asked.get(f"/findings/{f.id}").text, re.DOTALL)
    numbered = {of_claim(c.id, c.document) for c in x.answers(f.question) if c.amount}
    for drawing in (ladder, course):
        assert sorted(re.findall(r'<a href="([^"]+)"', drawing)) == sorted(numbered)
    assert 'class="stair"' in course and 'class="gone"' in ladder


def test_a_number_and_its_parts_are_drawn_to_one_scale(whole: Case) -> None:
    x = Lookup(whole)
    found = next(r for r in whole.reconciliation.relations if r.type is RelationType.PART_OF_SUM)
    (drawn, *_) = sums([found.b], x)
    part, total = (max(x.claims[c].amount.stated) for c in (found.a, found.b))  # type: ignore[union-attr]
    bar = next(b for b in drawn.parts if b.number == x.number[found.a])
    assert drawn.total.number == x.number[found.b]
    assert bar.long / drawn.total.long == pytest.approx(part / total, abs=0.01)
    assert all(b.at + b.long <= 100.1 for b in drawn.parts)
    assert sums([c.id for c in whole.claims if not x.relations[c.id]], x) == ()


def test_the_words_of_a_tip_stand_on_no_page(asked: Asked, whole: Case) -> None:
    (tip,) = [d for d in whole.documents if d.restricted]
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        text, _ = case._store.revealed(tip.id)
    sentences = [s.strip() for s in re.split(r"[.\n]", text) if len(s.split()) > 5]
    assert sentences
    r = whole.reconciliation
    places = {of_place(c.place.key) for c in whole.claims if c.place}
    days = ("/timeline", "/timeline/2031-03-11", "/timeline/2031-03-12", "/timeline/undated")
    pages = ["/", "/findings", "/origins", "/map", *days, *places]
    for address in (*pages, *(f"/findings/{f.id}" for f in r.findings), *(f"/origins/{o.id}" for o in r.origins)):
        told = words(asked.get(address).text)
        assert not any(s in told for s in sentences), address


def test_a_finding_that_is_not_there_says_so(asked: Asked) -> None:
    answer = asked.get("/findings/f000000000000")
    assert answer.status_code == 404 and "no finding with that id" in answer.text


def test_the_list_of_origins_can_be_narrowed_and_each_shows_all_its_claims(asked: Asked, whole: Case) -> None:
    r, x = whole.reconciliation, Lookup(whole)
    sources = re.findall(r'<th scope="row"><a href="/origins/([^"]+)"', asked.get("/origins?who=sources").text)
    assert sorted(sources) == sorted(o.id for o in r.origins if o.attributed)
    assert re.findall(r'<th scope="row"><a href="/origins/', asked.get("/origins?words=nobody+of+that+name").text) == []
    for o in r.origins:
        found = links(asked.get(f"/origins/{o.id}").text)
        assert {of_claim(c, x.claims[c].document) for c in o.claims} <= found


def test_an_origin_shows_what_copies_changed_and_why_its_claims_stand_together(asked: Asked, whole: Case) -> None:
    x = Lookup(whole)
    changed = next(r for r in whole.reconciliation.relations if r.type is RelationType.MUTATES)
    origin = x.origin(changed.a)
    assert origin
    told = words(asked.get(f"/origins/{origin.id}").text)
    assert "changed copy:" in told and changed.why in told and "Joined, certainly:" in told


def test_the_timeline_holds_each_dated_claim_and_its_days_can_be_narrowed(asked: Asked, whole: Case) -> None:
    dated = {of_claim(c.id, c.document) for c in whole.claims if c.dated}
    found = links(asked.get("/timeline").text)
    assert {a for a in found if "?claim=" in a} <= dated
    days = sorted(a for a in found if re.fullmatch(r"/timeline/\d{4}-\d\d-\d\d", a))
    assert {a for day in days for a in links(asked.get(day).text) if "?claim=" in a} == dated
    undated = {of_claim(c.id, c.document) for c in whole.claims if not c.dated}
    assert {a for a in links(asked.get("/timeline/undated").text) if "?claim=" in a} == undated
    one = links(asked.get("/timeline?first=2031-03-12&last=2031-03-12").text)
    here = {of_claim(c.id, c.document) for c in whole.claims if c.dated and c.dated[1] == date(2031, 3, 12)}
    assert here and here == {a for a in one if "?claim=" in a}
    for nonsense in ("first=yesterday", "last=2031-13-40", "first=2040-01-01&last=2000-01-01"):
        assert asked.get(f"/timeline?{nonsense}").status_code == 200
    assert asked.get("/timeline/yesterday").status_code == 404


def test_a_page_of_many_claims_shows_so_many_days_and_counts_the_others(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "OPEN", 5)
    page = asked.get("/timeline").text
    assert len([a for a in links(page) if "?claim=" in a]) <= 5
    assert "13 Mar 2031" in words(page) and "/timeline/2031-03-13" in links(page)


def test_every_place_stands_on_the_map_or_in_the_list_and_leads_to_its_claims(asked: Asked, whole: Case) -> None:
    found = links(asked.get("/map").text)
    shown = redact(whole, profile_named("internal")).claims
    for place in {c.place.key: c.place for c in shown if c.place}.values():
        assert of_place(place.key) in found
        named = links(asked.get(of_place(place.key)).text)
        assert {of_claim(c.id, c.document) for c in shown if c.place and c.place.key == place.key} == {a for a in named if "?claim=" in a}
    assert asked.get("/map/city:nowhere").status_code == 404


def test_what_a_person_set_stands_beside_what_the_rules_say(asked: Asked, whole: Case) -> None:
    with open_case(asked.app.state.desks.path, settings=SETTINGS) as case:
        row = Desk(case).findings(FindingFilter(statuses=(Status.CONFLICT,))).items[0]
    sent = asked.post("/decide/finding", {"finding": row.id, "status": "contested", "best": "22", "note": "seen by two of ours", "to": "/"})
    assert sent.status_code == 303
    asked.settled()
    told = words(asked.get(f"/findings/{row.id}").text)
    assert "A person says 22 contested" in told and "The rules say 16 to 22" in told and "Ana : status contested, best 22" in told
    assert row.id in asks(asked.get("/findings?by_hand=yes").text)
