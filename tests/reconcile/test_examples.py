"""The bundled examples, through reader and reconciler: what must stand together, what apart, and which claims share an origin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import corroborate
from corroborate.model import Case, Claim, Incident, Origin, Strength

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Told:
    """A case with look-ups by report and words."""

    case: Case

    def claims(self, report: str, words: str, measure: str) -> list[Claim]:
        """The claims of a report whose amount reads `words`; at least one."""
        names = {d.id: d.name for d in self.case.documents}
        found = [
            c for c in self.case.claims
            if names[c.document].startswith(report) and c.measure == measure and c.value and words == c.value.text.lower()
        ]  # fmt: skip
        assert found, (report, words, measure)
        return found

    def question(self, report: str, words: str, measure: str) -> str:
        """The question that all of these claims answer."""
        (one,) = {self.case.reconciliation.question_of[c.id] for c in self.claims(report, words, measure)}
        return one

    def origin(self, report: str, words: str, measure: str) -> str:
        """The origin that all of these claims go back to."""
        (one,) = {self.case.reconciliation.origin_of[c.id] for c in self.claims(report, words, measure)}
        return one

    def incident(self, report: str) -> Incident:
        """The incident that most claims of a report tell of."""
        (document,) = [d.id for d in self.case.documents if d.name.startswith(report)]
        own = {c.id for c in self.case.claims if c.document == document}
        return max(self.case.reconciliation.incidents, key=lambda i: (len(own & set(i.claims)), i.id))

    def source(self, id: str) -> Origin:
        """An origin by its id."""
        return next(o for o in self.case.reconciliation.origins if o.id == id)


def told(folder: str) -> Told:
    with corroborate.open_case() as opened:
        opened.add(EXAMPLES / folder)
        return Told(opened.whole)


@pytest.fixture(scope="module")
def harbour() -> Told:
    return told("harbour")


@pytest.fixture(scope="module")
def flood() -> Told:
    return told("flood")


def test_a_ferry_accident_off_another_town_is_no_part_of_the_shelling(harbour: Told) -> None:
    ferry, hospital = harbour.incident("8-brask"), harbour.incident("1-meridian")
    assert len(ferry.documents) == 1
    assert len(hospital.documents) >= 6 and ferry.documents[0] not in hospital.documents


def test_the_toll_of_the_war_is_no_toll_of_the_hospital(harbour: Told) -> None:
    assert harbour.question("1-m", "more than 4,000", "people_killed") != harbour.question("4-h", "19", "people_killed")


def test_copies_of_one_wire_and_the_later_count_of_its_source_are_one_origin(harbour: Told) -> None:
    killed = "people_killed"
    first = harbour.origin("1-m", "at least 14", killed)
    assert harbour.origin("2-c", "at least 14", killed) == first
    assert harbour.origin("3-e", "fourteen", killed) == first == harbour.origin("4-h", "19", killed)


def test_the_doctor_and_the_tip_are_origins_of_their_own(harbour: Told) -> None:
    official = harbour.origin("4-h", "19", "people_killed")
    doctor = harbour.origin("7-s", "22", "people_killed")
    (tip,) = {harbour.case.reconciliation.origin_of[c.id] for c in harbour.case.claims if c.restricted}
    assert len({official, doctor, tip}) == 3


def test_those_left_waiting_and_arrived_are_counted_apart(harbour: Told) -> None:
    left, waiting = harbour.question("6-r", "300", "vehicles"), harbour.question("6-r", "another 300", "vehicles")
    assert left != waiting
    out = harbour.question("6-r", "about 1,200", "people_evacuated")
    assert out == harbour.question("7-s", "about 1,100", "people_evacuated")
    assert out != harbour.question("6-r", "some 90", "people_arrived")


def test_held_and_trapped_in_one_building_are_one_question_and_a_circular_confirmation_is_noted(harbour: Told) -> None:
    (trapped,) = {harbour.case.reconciliation.question_of[c.id] for c in harbour.claims("4-h", "about 300", "people_trapped")}
    mayor = [c for c in harbour.case.claims if c.value and c.value.text == "300" and c.measure in ("people_held", "people_trapped")]
    assert {harbour.case.reconciliation.question_of[c.id] for c in mayor} == {trapped}
    edges = [e for c in mayor for e in harbour.source(harbour.case.reconciliation.origin_of[c.id]).edges]
    assert any(e.rule == "circular" and e.strength is Strength.POSSIBLE for e in edges)
    (finding,) = (f for f in harbour.case.reconciliation.findings if f.question == trapped)
    assert finding.status != "corroborated", "the mayor says that he was told: passing on is no voice beside another"


def test_a_denial_about_a_school_is_no_denial_about_the_hospital(harbour: Told) -> None:
    denied = [c for c in harbour.case.claims if c.commitment == "denied" and "school" in c.sentence.text]
    accused = [c for c in harbour.case.claims if c.measure == "responsibility_attributed" and "blamed" in c.sentence.text]
    asked = harbour.case.reconciliation.question_of
    assert denied and accused
    assert not {asked[c.id] for c in denied} & {asked[c.id] for c in accused}


def test_the_agency_is_one_line_and_the_aid_group_another(flood: Told) -> None:
    killed = "people_killed"
    line = {flood.origin(r, w, killed) for r, w in (("1", "four"), ("2", "four"), ("3", "seven"), ("4", "nine"), ("5", "nine"))}
    assert len(line) == 1
    assert flood.origin("6", "ten", killed) not in line
    assert flood.question("6", "ten", killed) == flood.question("5", "nine", killed)


def test_an_earlier_flood_and_one_village_alone_are_other_counts(flood: Told) -> None:
    toll = flood.question("5", "nine", "people_killed")
    assert flood.question("1", "31", "people_killed") != toll
    assert flood.question("5", "three", "people_killed") != toll
