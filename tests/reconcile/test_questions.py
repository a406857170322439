"""Comparability first: what is compared, and above all what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from telling import Telling, exact, vague

from corroborate.model import Claim, Period, Place
from corroborate.reconcile.incidents import incidents
from corroborate.reconcile.populations import population
from corroborate.reconcile.questions import questions

VARENNE = Place("Varenne", "city", "1", "XA", "North Aldo", 10.0, 10.0)
PORT_ALDO = Place("Port Aldo", "city", "2", "XA", "South Aldo", 14.0, 10.0)
COUNTRY = Place("Aldonia", "country", "3", "XA")


def asked(story: Telling) -> dict[str, str]:
    """The question id of every claim."""
    _, incident_of = incidents(story.documents, story.claims)
    return questions(story.documents, story.claims, incident_of)[1]


def same(story: Telling, a: Claim, b: Claim) -> bool:
    """Whether two claims of a story answer one question."""
    question_of = asked(story)
    return question_of[a.id] == question_of[b.id]


def two(first: tuple[str, str, float, dict], second: tuple[str, str, float, dict]) -> bool:
    """Whether the claims of two reports of one event answer one question."""
    story = Telling()
    made = []
    for k, (text, words, n, more) in enumerate((first, second)):
        story.report(f"r{k}")
        made += story.say(f"r{k}", text, (words, exact(n)), place=VARENNE, **more)
    return same(story, *made)


def test_the_toll_of_two_reports_is_one_question() -> None:
    first = ("The blast in Varenne killed 26 people.", "26", 26, {"population": "people"})
    assert two(first, ("The death toll in Varenne rose to 31.", "31", 31, {}))


@pytest.mark.parametrize(
    ("measure", "one", "other"),
    [
        ("people_killed", "people", "children"),
        ("people_killed", "women", "children"),
        ("people_killed", "police officers", "soldiers"),
        ("people_injured", "people", "critically injured people"),
        ("people_present", "patients", "staff"),
    ],
)
def test_other_people_are_another_question(measure: str, one: str, other: str) -> None:
    a = (f"There were 26 {one}.", "26", 26, {"measure": measure, "population": one})
    assert not two(a, (f"There were 22 {other}.", "22", 22, {"measure": measure, "population": other}))


def test_civilians_are_everyone_until_a_report_tells_them_apart() -> None:
    story = Telling()
    story.report("a")
    story.report("b")
    (everyone,) = story.say("a", "The raid on Varenne killed 61 people.", ("61", exact(61)), population="people", place=VARENNE)
    (civilians,) = story.say("b", "The raid on Varenne killed 61 civilians.", ("61", exact(61)), population="civilians", place=VARENNE)
    assert same(story, everyone, civilians)
    (part,) = story.say("a", "Of the dead in Varenne, 40 were civilians.", ("40", exact(40)), population="civilians", place=VARENNE)
    assert not same(story, everyone, part)


def test_civilians_beside_police_are_counted_apart() -> None:
    story = Telling()
    story.report("a")
    (others,) = story.say("a", "Several people were hurt.", ("Several", vague(3)), measure="people_injured")
    officers, civilians = story.say(
        "a", "Nine officers and two civilians were hurt.", ("Nine", exact(9)), ("two", exact(2)), measure="people_injured",
        question=("q1", "q2"), population="officers",
    )  # fmt: skip
    story.claims[-1] = civilians = Claim(**{f: getattr(civilians, f) for f in civilians.__slots__} | {"population": "civilians"})
    assert not same(story, others, civilians) and not same(story, officers, civilians)


def test_open_names_with_one_number_are_the_same_people() -> None:
    first = ("The crash killed 10 foreigners.", "10", 10, {"population": "foreigners"})
    assert two(first, ("The crash killed 10 passengers.", "10", 10, {"population": "passengers"}))
    assert not two(first, ("The crash killed 4 residents.", "4", 4, {"population": "residents"}))


def test_a_small_count_beside_the_toll_of_its_own_report_is_a_part() -> None:
    story = Telling()
    for name in ("a", "b"):
        story.report(name)
        story.say(name, "The blast in Varenne killed 30 people.", ("30", exact(30)), place=VARENNE)
    (part,) = story.say("a", "Two people died in one house.", ("Two", exact(2)), place=VARENNE)
    assert not same(story, story.claims[0], part)


def test_an_older_count_is_no_part() -> None:
    story = Telling()
    story.report("a")
    (new,) = story.say("a", "The toll in Varenne is now 61.", ("61", exact(61)), place=VARENNE)
    (old,) = story.say("a", "An earlier toll was 15.", ("15", exact(15)), place=VARENNE)
    assert same(story, new, old)


def test_a_verified_count_and_a_stage_stand_apart() -> None:
    story = Telling()
    story.report("a")
    (verified,) = story.say("a", "The mission verified 691 deaths.", ("691", exact(691)), standard="verified")
    (told,) = story.say("a", "Officials put the dead at 2,500.", ("2,500", exact(2500)))
    (left,) = story.say("a", "Some 2,000 cars left.", ("2,000", exact(2000)), measure="vehicles", stage="left")
    (waiting,) = story.say("a", "Some 2,000 cars waited.", ("2,000", exact(2000)), measure="vehicles", stage="waiting")
    assert not same(story, verified, told)
    assert not same(story, left, waiting)


def test_places_set_against_each_other_are_two_counts() -> None:
    story = Telling()
    story.report("a")
    text = "The flood killed 800 in Varenne and 70 in Port Aldo."
    whole = story.say("a", "The flood hit Aldonia.", ("", None), measure="cause", place=COUNTRY)
    (here,) = story.say("a", text, ("800", exact(800)), place=VARENNE)
    (there,) = story.say("a", "In Port Aldo 70 people died.", ("70", exact(70)), place=PORT_ALDO)
    assert whole and not same(story, here, there)


def test_a_war_total_is_not_the_toll_of_an_event() -> None:
    story = Telling()
    story.report("a")
    (event,) = story.say("a", "The raid on Varenne killed 18 people.", ("18", exact(18)), place=VARENNE)
    (war,) = story.say("a", "The war has killed 320,000 people.", ("320,000", exact(320000)), background=True, flags=("cumulative",))
    assert not same(story, event, war)


def test_who_did_it_is_asked_for_each_accused_and_a_denial_answers_the_accusation() -> None:
    story = Telling()
    story.report("a")
    claims = [
        *story.say("a", "Rescuers blamed French jets.", measure="responsibility_attributed", about="French jets"),
        *story.say("a", "The ministry denied it.", measure="responsibility_denied", speaker="French defence ministry"),
        *story.say("a", "Others blamed Turkish jets.", measure="responsibility_attributed", about="Turkish jets"),
    ]
    assert same(story, claims[0], claims[1]) and not same(story, claims[0], claims[2])


def test_facilities_are_asked_for_one_by_one() -> None:
    story = Telling()
    story.report("a")
    (hospital,) = story.say("a", "Shells hit the hospital.", measure="facility_attacked", about="the hospital")
    (clinic,) = story.say("a", "A shell hit Tessaly clinic.", measure="facility_attacked", about="Tessaly clinic")
    (school,) = story.say("a", "A shell hit a school.", measure="facility_attacked", about="a school")
    assert same(story, hospital, clinic) and not same(story, hospital, school)


def test_a_question_reads_well_and_keeps_its_id() -> None:
    story = Telling()
    story.report("a")
    when = Period(date(2031, 3, 1), date(2031, 3, 1), "on Saturday")
    story.say("a", "The blast killed 5 children.", ("5", exact(5)), population="children", place=VARENNE, when=when, unit="people")
    _, incident_of = incidents(story.documents, story.claims)
    (question,), _ = questions(story.documents, story.claims, incident_of)
    assert (question.population, question.place) == ("children", "Varenne")
    assert (question.event, question.period) == ("Varenne, 2031-03-01", "on Saturday")
    assert question.id == questions(story.documents, story.claims, incident_of)[0][0].id


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        (None, "all"),
        ("people", "all"),
        ("people, including children", "all"),
        ("many of the dead", "all"),
        ("women and children", "child woman"),
        ("police officers", "police"),
        ("critically injured people", "(critical)"),
        ("members of the Tessaly family", "family member tessaly"),
    ],
)
def test_populations_in_classes(printed: str | None, key: str) -> None:
    assert population(printed).key == key


def reports(*said: tuple[str, str, float, dict]) -> tuple[Telling, list[Claim]]:
    """A story of one sentence a report, all in one town on one day."""
    story = Telling()
    made = []
    for k, (text, words, n, more) in enumerate(said):
        story.report(f"r{k}")
        made += story.say(f"r{k}", text, (words, exact(n)), **{"place": VARENNE, **more})
    return story, made


def test_a_number_that_no_step_links_to_the_usual_ones_counts_something_else() -> None:
    story, (a, b, c, d) = reports(
        ("The flood killed 30 people.", "30", 30, {}), ("The flood killed 30 people.", "30", 30, {}),
        ("The flood killed 41 people.", "41", 41, {}), ("The flood killed 2 people.", "2", 2, {}),
    )  # fmt: skip
    assert same(story, a, b) and same(story, a, c) and not same(story, a, d)


def test_an_early_small_count_stays_with_the_later_toll() -> None:
    early, late = {"as_of": date(2031, 3, 1)}, {"as_of": date(2031, 3, 4)}
    story, (a, b, c) = reports(
        ("The quake killed 4 people.", "4", 4, early), ("The quake killed 60 people.", "60", 60, late),
        ("The quake killed 60 people.", "60", 60, late),
    )  # fmt: skip
    assert same(story, a, b) and same(story, b, c)


def test_some_of_the_dead_are_a_part() -> None:
    story, (whole, part) = reports(
        ("The crash killed 12 people.", "12", 12, {}), ("A family said five of the dead were relatives.", "five", 5, {}),
    )  # fmt: skip
    assert not same(story, whole, part)


def test_two_numbers_of_one_voice_at_one_time_are_a_whole_and_a_part() -> None:
    story = Telling()
    story.report("r")
    whole, part = story.say("r", "Crash kills 12, including 10 from abroad.", ("12", exact(12)), ("10", exact(10)), place=VARENNE)
    assert not same(story, whole, part)


def test_one_place_alone_is_a_part() -> None:
    story, (whole, part) = reports(
        ("The flood killed nine people.", "nine", 9, {}), ("In Lower Varenne alone six people died.", "six", 6, {}),
    )  # fmt: skip
    assert not same(story, whole, part)


def test_means_of_attack_that_a_report_sets_against_each_other_are_two_counts() -> None:
    story = Telling()
    story.report("r")
    (rockets,) = story.say("r", "The rocket barrage killed 10 people.", ("10", exact(10)), place=VARENNE)
    (raids,) = story.say("r", "The air strikes killed 25 people.", ("25", exact(25)), place=VARENNE)
    story.report("s")
    (again,) = story.say("s", "Air strikes killed 25 people.", ("25", exact(25)), place=VARENNE)
    assert not same(story, rockets, raids) and same(story, raids, again)


def test_a_struck_hospital_is_no_place_that_the_wounded_were_brought_to() -> None:
    a = ("Shells hit St Orla Hospital and 40 were wounded.", "40", 40, {"measure": "people_injured"})
    assert two(a, ("There were 40 wounded when shells hit the hospital.", "40", 40, {"measure": "people_injured"}))


def test_held_and_trapped_with_one_number_are_one_question() -> None:
    a = ("Some 300 people are trapped in the mill.", "300", 300, {"measure": "people_trapped"})
    assert two(a, ("The mayor said 300 people were held inside.", "300", 300, {"measure": "people_held"}))
    assert not two(a, ("The mayor said 25 people were held.", "25", 25, {"measure": "people_held"}))


def test_a_restricted_tip_without_words_is_placed_like_any_other() -> None:
    story, (a, b) = reports(("The blast killed 26 people.", "26", 26, {}), ("The blast killed 26 people.", "26", 26, {}))
    blank = replace(b.evidence[0], text="", before="", after="")
    story.claims[1] = replace(b, evidence=(blank,), value=replace(blank, text=""), restricted=True)
    assert same(story, a, b)


def test_one_of_several_blows_is_counted_apart_but_not_the_second_attack_in_a_week() -> None:
    story, (both, second, week) = reports(
        ("Two blasts killed 19 people.", "19", 19, {}),
        ("The second blast, outside a school, killed seven.", "seven", 7, {}),
        ("The second attack in a week killed 19 people.", "19", 19, {}),
    )  # fmt: skip
    assert not same(story, both, second) and same(story, both, week)
