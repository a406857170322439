"""An injured person who is told of as dead elsewhere is marked, unless anything tells the two apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telling import Telling, exact

from corroborate.model import Finding
from corroborate.reconcile.outcomes import DIED


def injured(hurt: str, dead: str, *, hurt_day: int = 1, dead_day: int = 2, more: str = "") -> Finding:
    """The finding on the injured of a report that tells of one hurt person, beside one that tells of one dead."""
    t = Telling()
    t.say(t.report("a", hurt_day), f"{hurt} was wounded.", (hurt, exact(1)), measure="people_injured", question="q1")
    t.say(t.report("b", dead_day), f"{dead} died.", (dead, exact(1)), question="q2")
    if more:
        t.say(t.report("c"), f"{more} were wounded.", (more, exact(9)), measure="people_injured", question="q3")
    return t.findings()["q1"]


@pytest.mark.parametrize(("hurt", "dead"), [("A man", "A 40-year-old man"), ("A 9-year-old boy", "A 9-year-old"), ("A boy", "He")])
def test_one_who_died_is_no_longer_injured(hurt: str, dead: str) -> None:
    found = injured(hurt, dead)
    assert DIED in found.flags
    assert [r.claims for r in found.reasons if r.rule == "outcome.died"] == [("c000", "c001")]
    assert (found.low, found.best, found.high) == (1, 1, 1)  # what the reports said stands


@pytest.mark.parametrize(
    ("hurt", "dead"), [("A man", "A woman"), ("A 9-year-old boy", "A 12-year-old boy"), ("Another man", "A man"), ("A boy", "A second boy")]
)
def test_age_sex_and_another_tell_two_apart(hurt: str, dead: str) -> None:
    assert DIED not in injured(hurt, dead).flags


def test_a_death_told_of_before_the_injury_is_another_persons() -> None:
    assert DIED not in injured("A man", "A man", hurt_day=3).flags


def test_where_more_are_hurt_only_a_name_or_an_age_ties_two() -> None:
    assert DIED not in injured("A man", "A man", more="Nine people").flags
    assert DIED in injured("A 30-year-old man", "A 30-year-old", more="Nine people").flags


def test_a_sentence_about_both_tells_them_apart() -> None:
    t = Telling()
    a, b = t.report("a"), t.report("b")
    hurt = t.say(a, "A man was hurt, a man died.", ("A man", exact(1)), measure="people_injured", question="q1")
    dead = t.say(b, "A man died.", ("A man", exact(1)), question="q2")
    assert DIED in t.findings()["q1"].flags
    t.claims = [hurt[0], replace(dead[0], document="a", evidence=hurt[0].evidence, value=hurt[0].value)]
    assert DIED not in t.findings()["q1"].flags
