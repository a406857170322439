"""An incident says which reports tell of it and why they stand together, with numbers that add up, and what may be the same event."""

from __future__ import annotations

import re
from html import unescape

import pytest
from tests.serve.conftest import Asked

HOSTILE_WORDS = (
    '"', "hospital AND", "NEAR(", "*", "a" * 10_000, "\u202ekilled", "\U0001f6a2", "<script>alert(1)</script>", "' OR 1=1 --", "col:x",
    "\x00",
)  # fmt: skip


def test_the_list_shows_each_incident_and_what_to_know_of_it(asked: Asked) -> None:
    page = asked.get("/incidents").text
    incidents = asked.app.state.desks.case().whole.reconciliation.incidents
    assert all(f'href="/incidents/{i.id}"' in page for i in incidents)
    assert "may be the same as" in page
    assert "1 incident of these words" in asked.get("/incidents?words=brask").text
    assert "No incident is called so" in asked.get("/incidents?words=atlantis").text


def test_the_reasons_of_a_pair_add_up_to_its_number(asked: Asked) -> None:
    for incident in asked.app.state.desks.case().whole.reconciliation.incidents:
        page = unescape(asked.get(f"/incidents/{incident.id}").text)
        found = re.findall(r"<strong>([+-][\d.]+)</strong></p>\s*<ul class=\"bars small\">(.*?)</ul>", page, re.DOTALL)
        assert len(found) == len(incident.joins) + len(incident.possible)
        for score, bars in found:
            weights = [float(w) for w in re.findall(r'class="num">([+-][\d.]+)<', bars)]
            assert weights and sum(weights) == pytest.approx(float(score), abs=0.03)


def test_an_incident_links_to_its_reports_findings_and_to_what_may_be_the_same(asked: Asked) -> None:
    whole = asked.app.state.desks.case().whole
    for incident in whole.reconciliation.incidents:
        page = asked.get(f"/incidents/{incident.id}").text
        assert all(f"/reports/{d}" in page for d in incident.documents)
        asking = {q for c, q in whole.reconciliation.question_of.items() if c in incident.claims}
        told = [f.id for f in whole.reconciliation.findings if f.question in asking]
        assert any(f"/findings/{f}" in page for f in told)
        for join in incident.possible:
            other = next(i for i in whole.reconciliation.incidents if {join.a, join.b} & set(i.documents) and i.id != incident.id)
            assert f"/incidents/{other.id}" in page


def test_two_incidents_can_be_merged_from_the_page(asked: Asked) -> None:
    incidents = asked.app.state.desks.case().whole.reconciliation.incidents
    one = next(i for i in incidents if i.possible)
    page = asked.get(f"/incidents/{one.id}").text
    other = re.search(r'<select id="incident-other" name="other"><option value="(i[0-9a-f]+)"', page)
    assert other
    fields = {"incident": one.id, "other": other[1], "verdict": "incident.merge", "note": "the same ferry", "to": f"/incidents/{one.id}"}
    assert asked.post("/decide/incident", fields).status_code == 303
    asked.settled()
    assert len(asked.app.state.desks.case().whole.reconciliation.incidents) == len(incidents) - 1


def test_an_incident_that_is_not_there_says_so(asked: Asked) -> None:
    answer = asked.get("/incidents/i0000")
    assert answer.status_code == 404 and "There is no such incident" in answer.text


def test_claims_and_reports_are_found_and_their_words_marked(asked: Asked) -> None:
    claims = asked.get("/search?words=hospital").text
    assert "<mark>" in claims and re.search(r'href="/reports/(d\w+)\?claim=(c\w+)#\2"', claims)
    reports = asked.get("/search?words=hospital&in=report").text
    assert re.search(r'href="/reports/d\w+"', reports)


def test_nothing_found_says_what_was_searched_and_what_to_do(asked: Asked) -> None:
    for kind, searched in (("claim", "sentences of all claims"), ("report", "texts of all open reports")):
        page = asked.get(f"/search?words=unicorns&in={kind}").text
        assert searched in page and "Try fewer words" in page


def test_words_that_only_whole_reports_hold_are_offered_there(asked: Asked) -> None:
    assert "3 reports hold them" in asked.get("/search?words=stairway").text


@pytest.mark.parametrize("words", HOSTILE_WORDS)
@pytest.mark.parametrize("kind", ["claim", "report"])
def test_no_words_break_the_search(asked: Asked, words: str, kind: str) -> None:
    answer = asked.get("/search", params={"words": words, "in": kind, "page": "2"})
    assert answer.status_code == 200 and "<script>alert" not in answer.text and "\u202e" not in answer.text


def test_the_words_of_a_sealed_report_are_not_found(asked: Asked) -> None:
    case = asked.app.state.desks.case()
    (sealed,) = [d for d in case.documents if d.restricted]
    own = " ".join(case.opened(sealed.id)[0].split()[:4])
    for kind in ("claim", "report"):
        page = asked.get("/search", params={"words": f'"{own}"', "in": kind}).text
        assert "<mark>" not in page and sealed.id not in page
