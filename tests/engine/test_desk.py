"""What pages read of a case: every table agrees with the whole case, and stands in the same order each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corroborate.engine.cases import OpenCase, open_case
from corroborate.engine.desk import Desk
from corroborate.model import ClaimFilter, ClaimOrder, FindingFilter, FindingSort, HitKind, OriginFilter, Page, Status
from corroborate.report.answers import groups
from corroborate.report.lookup import Lookup
from corroborate.report.profiles import profile_named, redact

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenCase]:
    with open_case(tmp_path_factory.mktemp("desk") / "case.db") as made:
        made.add(EXAMPLES / "flood", EXAMPLES / "harbour")
        yield made


@pytest.fixture
def desk(case: OpenCase) -> Desk:
    return Desk(case)


def every(page: Page[object], more: object) -> list[object]:
    held = list(page.items)
    while page.next:
        page = more(page.next)  # type: ignore[operator]
        held += page.items
    return held


def test_the_overview_counts_what_the_case_holds(case: OpenCase, desk: Desk) -> None:
    told, whole = desk.overview(), case.whole
    assert (told.reports, told.claims, told.findings) == (len(whole.documents), len(whole.claims), len(whole.reconciliation.findings))
    assert sum(told.statuses.values()) == told.findings
    assert sum(told.states.values()) == told.claims
    assert told.received == max(d.received for d in whole.documents)


@pytest.mark.parametrize("sort", FindingSort)
def test_pages_of_findings_hold_each_finding_once_in_whatever_order(case: OpenCase, desk: Desk, sort: FindingSort) -> None:
    for descending in (True, False):
        rows = every(desk.findings(None, sort, descending, 1, 7), lambda n, d=descending: desk.findings(None, sort, d, n, 7))
        assert sorted(r.id for r in rows) == sorted(f.id for f in case.findings)


def test_a_row_of_a_finding_says_what_the_finding_says(case: OpenCase, desk: Desk) -> None:
    x = Lookup(case.whole)
    rows = {r.id: r for r in every(desk.findings(), lambda n: desk.findings(page=n))}
    for f in case.findings:
        row = rows[f.id]
        assert (row.low, row.best, row.high, row.status, row.origins) == (f.low, f.best, f.high, f.status, f.origins)
        assert (row.reports, row.claims) == (x.reports(f.claims), len(f.claims))
        incident = x.incident(f.question)
        assert row.incident == (incident.id if incident else "")


def test_filters_of_findings_leave_those_that_fit_and_no_others(desk: Desk) -> None:
    everything = every(desk.findings(), lambda n: desk.findings(page=n))
    one = desk.findings(FindingFilter(statuses=(Status.CONFLICT, Status.CORROBORATED)))
    assert {r.id for r in one.items} == {r.id for r in everything if r.status in (Status.CONFLICT, Status.CORROBORATED)} != set()
    several = desk.findings(FindingFilter(reports=2, measures=("people_killed",)))
    assert {r.id for r in several.items} == {r.id for r in everything if r.reports > 1 and r.question.measure == "people_killed"} != set()
    placed = desk.findings(FindingFilter(place="aldo"))
    assert {r.id for r in placed.items} == {r.id for r in everything if "aldo" in (r.question.place or "").casefold()} != set()
    assert desk.findings(FindingFilter(words="no such words at all")).total == 0


def test_claims_of_one_question_stand_together_and_the_queue_visits_each_once(case: OpenCase, desk: Desk) -> None:
    where = ClaimFilter(order=ClaimOrder.QUESTION)
    seen, after = [], ""
    while row := desk.next_claim(where, after):
        seen.append(row)
        after = row.id
    assert sorted(r.id for r in seen) == sorted(c.id for c in case.claims)
    runs = [r.question for n, r in enumerate(seen) if n == 0 or seen[n - 1].question != r.question]
    assert len(runs) == len(set(runs))


def test_a_search_marks_the_words_and_quotation_marks_are_no_syntax(desk: Desk) -> None:
    found = desk.search("injured", HitKind.CLAIM)
    assert found.total and all(any(p.found and "injured" in p.text.casefold() for p in h.pieces) for h in found.items)
    for words in ('"', "AND", "NEAR(", "a OR", "*", "sentence:", "\x00", "(" * 50):
        desk.search(words, HitKind.REPORT)


def test_an_excerpt_holds_what_a_finding_rests_on_and_no_text(case: OpenCase, desk: Desk) -> None:
    for f in case.findings:
        part = desk.excerpt(findings=[f.id])
        x, whole = Lookup(part), Lookup(case.whole)
        assert {c.id for c in x.answers(f.question)} == {c.id for c in whole.answers(f.question)}
        assert x.reports(f.claims) == whole.reports(f.claims)
        assert not any(d.text for d in part.documents)
        assert {(r.a, r.b, r.type) for c in f.claims for r in x.relations[c]} == {
            (r.a, r.b, r.type) for c in f.claims for r in whole.relations[c]
        }
    report = case.documents[0]
    assert next(d.text for d in desk.excerpt(reports=[report.id], texts=[report.id]).documents if d.id == report.id) == report.text


def test_a_row_of_a_finding_answers_in_the_words_of_the_dossier(case: OpenCase, desk: Desk) -> None:
    printed = {a.id: str(a.figure) for g in groups(Lookup(case.whole)) for a in (*g.main, *g.once)}
    rows = every(desk.findings(), lambda n: desk.findings(page=n))
    assert {r.id: r.said for r in rows} == printed


def test_every_claim_stands_on_one_day_or_among_those_without(case: OpenCase, desk: Desk) -> None:
    days = every(desk.days(), lambda n: desk.days(page=n))
    assert [d.day for d in days] == sorted({d.day for d in days})
    seen = [r for d in (None, *(d.day for d in days)) for r in every(desk.on_day(d), lambda n, d=d: desk.on_day(d, n))]
    assert sorted(r.id for r in seen) == sorted(c.id for c in case.claims)
    assert sum(d.events + d.counts for d in days) == sum(c.dated is not None for c in case.claims) > 0
    assert sum(d.published for d in days) == sum(d.published is not None for d in case.documents) > 0
    middle = days[len(days) // 2].day
    assert [d.day for d in desk.days(middle, middle).items] == [middle]


def test_every_place_leads_to_the_claims_that_name_it(case: OpenCase, desk: Desk) -> None:
    places = desk.places()
    for p in places.items:
        told = every(desk.at_place(p.place.key), lambda n, k=p.place.key: desk.at_place(k, n))
        assert len(told) == p.claims > 0
    shown = redact(case.whole, profile_named("internal")).claims
    assert sum(p.claims for p in places.items) == sum(c.place is not None for c in shown)


def test_origins_are_told_apart_into_sources_and_outlets(case: OpenCase, desk: Desk) -> None:
    rows = every(desk.origins(), lambda n: desk.origins(page=n))
    assert sorted(r.id for r in rows) == sorted(o.id for o in case.whole.reconciliation.origins)
    assert {r.id for r in desk.origins(OriginFilter(attributed=True), size=200).items} == {r.id for r in rows if r.attributed}
    found = desk.origin(rows[0].id)
    assert found == rows[0] and found.claims == len(desk.claims(ClaimFilter(origin=found.id), size=200).items)
    assert desk.origin("no such origin") is None
