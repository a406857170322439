"""Grades of published standards: the standard's own words, with their reasons, and no letter that a person did not set."""

from __future__ import annotations

from dataclasses import replace

import pytest
from appraising import told
from telling import Telling, exact

from corroborate.errors import CorroborateError
from corroborate.model import Case, Grade
from corroborate.reconcile.admiralty import Letters, credibility, parse
from corroborate.reconcile.appraisal import appraised
from corroborate.reconcile.grades import graded
from corroborate.reconcile.standards import loaded


def strike(*speakers: str | None) -> Telling:
    """A strike that killed twelve, by each of the speakers, in a report each."""
    t = Telling()
    for n, speaker in enumerate(speakers):
        t.report(f"R{n}", n + 1)
        t.say(f"R{n}", "Twelve people were killed.", ("Twelve", exact(12)), speaker=speaker)
    t.say("R0", "Shells hit the market.", measure="weapon", question="w")
    return t


def only(t: Telling, populations: dict[str, str] | None = None) -> Grade:
    (found,) = graded(told(t, populations))
    return found


def accuse(t: Telling, whom: str, by: str = "the mayor") -> None:
    t.say("R0", f"{by} blamed {whom}.", measure="responsibility_attributed", speaker=by, question="a", about=whom)


def test_one_origin_is_weak_and_so_is_harm_of_which_nobody_says_who_did_it() -> None:
    assert only(strike("the mayor")).code == "airwars:weak"
    nobody = only(strike("the mayor", "the hospital"))
    assert nobody.code == "airwars:weak"
    assert "No report says which party attacked" in nobody.why


def test_two_origins_and_a_party_are_fair_and_a_denial_changes_no_grade() -> None:
    t = strike("the mayor", "the hospital")
    accuse(t, "Northern Front")
    assert only(t).code == "airwars:fair"
    t.say("R1", "The Northern Front denied it.", measure="responsibility_denied", speaker="Northern Front", question="d", polarity="-")
    found = only(t)
    assert found.code == "airwars:fair" and "changes no grade" in found.why


def test_copies_make_no_incident_fair() -> None:
    t = strike("the mayor", "the mayor", "the mayor")
    accuse(t, "Northern Front")
    assert only(t).code == "airwars:weak"


def test_a_party_that_claims_it_confirms_and_two_parties_contest() -> None:
    t = strike("the mayor")
    t.say("R0", "The Northern Front claimed it.", measure="responsibility_claimed", speaker="Northern Front", question="c")
    assert only(t).code == "airwars:confirmed"
    accuse(t, "the army", by="a resident")
    assert only(t).code == "airwars:confirmed"  # the army may be the Front's
    accuse(t, "rebels")
    found = only(t)
    assert found.code == "airwars:contested" and "army" in found.why and "rebels" in found.why


def test_words_that_name_no_party_hold_nobody_responsible() -> None:
    t = strike("the mayor", "the hospital")
    accuse(t, "the attacker")
    assert only(t).code == "airwars:weak"


def test_a_mere_kind_beside_a_name_may_be_the_same_party_and_two_known_sides_are_two() -> None:
    t = strike("the mayor", "the hospital")
    accuse(t, "Northern forces")
    accuse(t, "the army", by="a resident")
    assert only(t).code == "airwars:fair"
    other = strike("the mayor", "the hospital")
    accuse(other, "the army", by="a resident")
    accuse(other, "the rebels")
    assert only(other).code == "airwars:contested"


def test_two_origins_with_different_numbers_both_report_the_harm() -> None:
    t = strike("the mayor")
    t.report("X", 1)
    t.say("X", "Forty people were killed.", ("Forty", exact(40)), speaker="the hospital")
    accuse(t, "Northern Front")
    assert only(t).code == "airwars:fair"


def test_harm_that_is_only_looked_back_on_is_not_graded() -> None:
    t = strike("the mayor")
    t.claims = [replace(c, background=True) for c in t.claims]
    assert graded(told(t)) == ()


def test_a_claim_that_an_outlet_only_ascribes_confirms_nothing() -> None:
    t = strike("the mayor")
    t.say("R0", "It was claimed by the Northern Front.", measure="responsibility_claimed", question="c", about="Northern Front")
    assert only(t).code == "airwars:weak"


def test_harm_to_fighters_alone_is_discounted() -> None:
    found = only(strike("the mayor"), {"q1": "fighters"})
    assert found.code == "airwars:discounted" and "lift" in " ".join(found.would_change)


def test_two_names_that_may_be_one_party_contest_nothing_and_two_countries_do() -> None:
    t = strike("the mayor", "the hospital")
    accuse(t, "Coastal Brigade")
    accuse(t, "Northern Front", by="a resident")
    assert only(t).code == "airwars:fair"
    other = strike("the mayor", "the hospital")
    accuse(other, "Danish jets")
    accuse(other, "Norwegian aircraft", by="a resident")
    assert only(other).code == "airwars:contested"


def test_an_attack_that_is_no_military_strike_is_not_graded() -> None:
    t = Telling()
    t.report("A")
    t.say("A", "Twelve people were killed.", ("Twelve", exact(12)), speaker="the mayor")
    t.say("A", "A man with a knife attacked the market.", measure="weapon", question="w")
    assert graded(told(t)) == ()


def test_a_flood_is_no_incident_of_civilian_harm() -> None:
    t = Telling()
    t.report("A")
    t.say("A", "Twelve people drowned.", ("Twelve", exact(12)), speaker="the mayor")
    assert graded(told(t)) == ()


def test_every_grade_of_the_file_has_a_test_and_a_way_out() -> None:
    rows = loaded()["airwars:grades"].data["grade"]
    assert len({r["code"] for r in rows}) == len(rows) == 5
    assert all(r["would_change"] and r["code"].startswith("airwars:") for r in rows)


def test_the_world_health_organization_s_levels_are_never_assigned() -> None:
    t = strike("the mayor", "the hospital")
    t.say("R0", "The clinic was shelled.", measure="facility_attacked", question="f", about="clinic")
    assert not [g for g in appraised(told(t)).grades if g.standard.startswith("who")]
    assert "never" in loaded()["who-ssa:level"].standard.says


LETTERS = '[[source]]\nname = "the mayor"\nletter = "{}"\nby = "the desk"\n'


def letters(letter: str) -> Letters:
    return parse(LETTERS.format(letter), "letters.toml")


def rated(case: Case, letter: str) -> list[Grade]:
    return [g for g in appraised(case, letters(letter)).grades if g.standard == "admiralty:number"]


def test_only_sources_with_a_letter_of_the_user_are_rated() -> None:
    case = told(strike("the mayor", "the hospital"))
    assert not [g for g in appraised(case).grades if g.code.startswith("admiralty")]
    (found,) = rated(case, "B")
    assert found.subject == "c000"
    assert "set by the desk" in found.why


def test_the_number_does_not_know_the_letter() -> None:
    case = told(strike("the mayor", "the police"))
    assert {g.code[-1] for letter in "ABCDEF" for g in rated(case, letter)} == {rated(case, "A")[0].code[-1]}


def test_an_item_that_another_origin_bears_out_is_confirmed_and_a_lone_one_cannot_be_judged() -> None:
    assert rated(told(strike("the mayor", "the police")), "C")[0].code == "admiralty:C1"
    assert rated(told(strike("the mayor")), "C")[0].code == "admiralty:C6"


def test_what_contradicts_and_nothing_decides_cannot_be_judged() -> None:
    t = strike("the mayor")
    t.report("X", 1)
    t.say("X", "Forty people were killed.", ("Forty", exact(40)), speaker="the army")
    (found,) = rated(told(t), "A")
    assert found.code == "admiralty:A6" and "contradict" in found.why


def test_three_and_four_are_never_computed() -> None:
    assert loaded()["admiralty:number"].data["given"] == ["1", "2", "5", "6"]
    t = strike("the mayor", "the police")
    case = told(t)
    numbers = {credibility(c, f, {})[0] for c in case.claims for f in case.reconciliation.findings}
    assert numbers <= {"1", "2", "5", "6"}


@pytest.mark.parametrize(
    ("text", "told_"),
    [
        ('[[source]]\nname = "x"\nletter = "G"\n', "letters.toml, line 1: 'G' is no letter"),
        ("[[source]]\nletter = 'A'\n", "needs the name"),
        ('# none\n[[source]]\nname = "x"\nletter = "A"\nscore = 3\n', "line 2: a row of the file of letters cannot hold 'score'"),
        ("[[source]\n", "not TOML"),
        ("", "no row"),
    ],
)
def test_a_bad_file_of_letters_is_one_line_with_its_place(text: str, told_: str) -> None:
    with pytest.raises(CorroborateError) as caught:
        parse(text, "letters.toml")
    assert told_ in str(caught.value) and "\n" not in str(caught.value)
