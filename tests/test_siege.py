"""Nine things that a case of three reports must show; every one of them is where tools and tired readers go wrong.

The reports (tests/siege) are invented. A captured hospital, a bombed maternity hospital, a city under siege and a corridor out of it:
one post of a governor stands in all three, once translated; sums, bounds, stages, denials and a role that drifts.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import corroborate
from corroborate.model import Case, Claim, Commitment, Finding, Relation, RelationType, Status, Strength

SIEGE = Path(__file__).parent / "siege"


class Told:
    """The case, asked by the words of its reports."""

    def __init__(self, case: Case) -> None:
        self.case, self.outcome = case, case.reconciliation
        self.report = {d.id: d.name.removesuffix(".txt") for d in case.documents}

    def claims(self, report: str, sentence: str, amount: float | None = None, measure: str | None = None) -> list[Claim]:
        """The claims of a report by words of their sentence, by amount and by measure."""
        return [
            c
            for c in self.case.claims
            if self.report[c.document] == report
            and sentence in c.sentence.text
            and measure in (None, c.measure)
            and (amount is None or (c.amount is not None and amount in c.amount.stated))
        ]

    def claim(self, report: str, sentence: str, amount: float | None = None, measure: str | None = None) -> Claim:
        """The one such claim."""
        (found,) = self.claims(report, sentence, amount, measure)
        return found

    def origin(self, claim: Claim) -> str:
        return self.outcome.origin_of[claim.id]

    def question(self, claim: Claim) -> str:
        return self.outcome.question_of[claim.id]

    def finding(self, claim: Claim) -> Finding:
        return next(f for f in self.outcome.findings if f.question == self.question(claim))

    def relations(self, a: Claim, b: Claim) -> list[Relation]:
        """How the two bear on each other, through themselves or another claim of the same origin and question."""

        def like(claim: Claim) -> set[str]:
            return {c.id for c in self.case.claims if self.origin(c) == self.origin(claim) and self.question(c) == self.question(claim)}

        ends = like(a), like(b)
        return [r for r in self.outcome.relations if (r.a in ends[0] and r.b in ends[1]) or (r.b in ends[0] and r.a in ends[1])]

    def related(self, a: Claim, b: Claim) -> set[RelationType]:
        return {r.type for r in self.relations(a, b)}


@pytest.fixture(scope="module")
def told() -> Told:
    with corroborate.open_case() as opened:
        opened.add(SIEGE)
        return Told(opened.whole)


@pytest.fixture(scope="module")
def residents(told: Told) -> Claim:
    return told.claim("2", "local residents", 400)


def test_1_one_post_in_three_reports_is_one_origin(told: Told, residents: Claim) -> None:
    copies = [told.claim(n, "drove 400 people", 400) for n in "23"]
    assert {told.origin(c) for c in copies} == {told.origin(residents)}
    (post,) = (o for o in told.outcome.origins if o.id == told.origin(residents))
    assert "Marant" in post.who
    translated = told.claims("1", "impossible to leave the hospital")
    assert all(told.origin(c) == post.id for c in translated)


def test_1_counts_of_others_do_not_join_it_for_certain(told: Told, residents: Claim) -> None:
    mayor, agency = told.claim("1", "400 people there", 400), told.claim("1", "Meridian News Agency puts", 500)
    assert len({told.origin(c) for c in (residents, mayor, agency)}) == 3
    joined = [e for o in told.outcome.origins for e in o.edges if {told.origin(residents), told.origin(mayor)} <= _origins(told, e.a, e.b)]
    assert {e.strength for e in joined} <= {Strength.POSSIBLE}


def _origins(told: Told, *claims: str) -> set[str]:
    return {told.outcome.origin_of[c] for c in claims}


def test_2_parts_and_sum(told: Told) -> None:
    total, part = told.claim("1", "500 people in total", 500), told.claim("1", "500 people in total", 400)
    assert RelationType.PART_OF_SUM in told.related(part, total)
    assert total.measure == part.measure == "people_held"


def test_2_a_count_of_nobody_in_particular_is_no_conflict_with_the_total(told: Told) -> None:
    mayor, agency = told.claim("1", "400 people there", 400), told.claim("1", "Meridian News Agency puts", 500)
    assert RelationType.CONFLICTS not in told.related(mayor, agency)
    assert told.question(mayor) != told.question(agency)


def test_2_a_part_is_no_conflict_with_the_total(told: Told) -> None:
    agency = told.claim("1", "Meridian News Agency puts", 500)
    for moved in (told.claim(n, "drove 400 people", 400) for n in "23"):
        assert moved.population == "people from neighbouring houses"
        assert told.question(moved) != told.question(agency)
        assert RelationType.CONFLICTS not in told.related(moved, agency)


def test_3_two_lower_bounds_agree_and_the_outlier_stands_apart(told: Told) -> None:
    finding = told.finding(told.claim("2", "More than 2,500", 2500))
    assert finding == told.finding(told.claim("3", "2,300", 2300))
    assert (finding.low, finding.best, finding.high) == (2300, 2500, None)
    assert finding.status is Status.CORROBORATED
    assert "cross_side" not in finding.rung
    assert finding.high_reported in (None, 20000)
    assert told.claim("1", "around 20,000 in total", 20000).id not in finding.support


def test_3_a_verified_count_is_another_question_without_an_invented_scope(told: Told) -> None:
    verified = told.claim("1", "712 confirmed", 712)
    assert verified.standard == "verified"
    assert told.question(verified) != told.question(told.claim("2", "More than 2,500", 2500))
    (asked,) = (q for q in told.outcome.questions if q.id == told.question(verified))
    assert asked.place is None or "Aldo" in asked.place


def test_4_two_figures_that_cannot_both_hold_have_no_best(told: Told) -> None:
    finding = told.finding(told.claim("1", "still trapped", 400_000))
    assert (finding.low, finding.best, finding.high) == (350_000, None, 400_000)
    assert finding.status is Status.CONFLICT
    assert told.finding(told.claim("2", "urgent need", 200_000)) != finding


def test_5_stages_and_units_are_never_mixed(told: Told) -> None:
    left, waiting = _vehicles(told, "left"), _vehicles(told, "waiting")
    later = told.claim("1", "4,000 vehicles", 4000)
    people, arrived = told.claim("1", "4,000 vehicles", 20_000), told.claim("2", "have reached", 300)
    assert len({told.question(c) for c in (left, waiting, people, arrived)}) == 4
    assert told.question(later) == told.question(left)
    finding = told.finding(later)
    assert (finding.low, finding.best, finding.high, finding.status) == (2000, 4000, 4000, Status.UPDATED)


def _vehicles(told: Told, stage: str) -> Claim:
    (found,) = (c for c in told.claims("2", "2,000 cars", measure="vehicles") if c.stage == stage)
    return found


def test_6_a_counter_claim_stays_with_its_own_building(told: Told) -> None:
    capture = told.claims("1", "had captured", measure="facility_seized")
    assert capture
    assert all(told.finding(c).status is not Status.CONTESTED for c in capture)
    counter = told.claims("1", "combat positions")
    assert counter
    assert not {told.question(c) for c in counter} & {told.question(c) for c in capture}


def test_6_a_general_denial_contests_no_single_attack(told: Told) -> None:
    (denial, *_) = told.claims("2", "denies targeting civilians")
    attack = told.claims("1", "direct hit", measure="facility_attacked")
    assert denial.commitment is Commitment.DENIED
    assert all(told.question(denial) != told.question(c) for c in attack)


def test_7_the_chain_of_the_unnamed_doctor(told: Told) -> None:
    (hurt,) = told.claims("1", "gunshot wounds", measure="people_injured")
    assert next(s.name for s in hurt.chain) == "Open Ledger"
    assert hurt.amount is not None and (hurt.amount.low, hurt.amount.point) == (2, None)


def test_8_commentary_under_an_if_adds_no_origin(told: Told) -> None:
    commentary = told.claims("1", "shooting those trying to escape")
    assert all(c.commitment in (Commitment.HYPOTHETICAL, Commitment.CLAIMED) for c in commentary)
    assert all(
        "Maddock" not in o.who
        for o in told.outcome.origins
        if any(f.support and set(o.claims) & set(f.support) for f in told.outcome.findings)
    )


def test_9_one_person_under_two_roles(told: Told) -> None:
    quoted, reported = (
        told.claim("1", "captured by Northern", measure="facility_seized"),
        told.claim("1", "According to Vass", measure="facility_seized"),
    )
    assert told.origin(quoted) == told.origin(reported)
    assert any(r.type is RelationType.ROLE_DRIFT for r in told.outcome.relations) or "role_drift" in quoted.flags


def test_nobody_is_taken_for_another_body(told: Told) -> None:
    council = told.claim("2", "have reached", 300)
    others = [told.claim("2", "urgent need", 200_000), told.claim("2", "More than 2,500", 2500), told.claim("1", "712 confirmed", 712)]
    assert told.origin(council) not in {told.origin(c) for c in others}
    assert all(c.speaker is None or c.speaker.name != "Port Aldo" for c in told.case.claims)
