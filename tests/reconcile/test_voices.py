"""Whose voice counts: reports of nobody, unnamed sources between named ones, own figures, rival weapons, growing movements."""

from __future__ import annotations

from typing import Any

from telling import Telling, about, at_least, exact, vague
from test_origins import BODY, INSIDER, OFFICIALS, PERSON, counted, told

from corroborate.model import Amount, Bound, Finding, RelationType, Source, SourceKind, Status
from corroborate.reconcile.posts import speaks_for
from corroborate.reconcile.rules import nobody


def only(t: Telling) -> Finding:
    """The one finding of a story."""
    (found,) = t.findings().values()
    return found


def test_media_reports_are_nobody_but_an_agency_is_somebody() -> None:
    assert nobody(Source("local media reports", BODY))
    assert not nobody(Source("Meridian News Agency", BODY))
    assert counted(told(("media reports", BODY), ("reports", BODY))).probable == 0


def test_an_unnamed_source_is_no_bridge_between_two_named_ones() -> None:
    story = told(("Varenne Fire Brigade", BODY), ("officials", OFFICIALS), ("Pell Institute", BODY))
    assert counted(story).probable == 2


def test_a_survivor_with_the_number_of_the_police_is_not_the_police() -> None:
    assert counted(told(("Varenne police", BODY), ("a survivor", INSIDER))).probable == 2


def test_a_spokesman_of_one_office_does_not_speak_for_another_of_the_same_town() -> None:
    assert counted(told(("a Varenne Ambulance Service spokesman", BODY), ("Varenne mayor", PERSON), n=3)).probable == 2


def test_two_unnamed_sources_with_figures_of_their_own_corroborate_each_other() -> None:
    t = Telling()
    more = Amount.make(Bound.MORE_THAN, 2500)
    one = t.report("a", 2)
    t.say(one, "More than 2,500 were killed, an official said.", ("2,500", more), speaker="an official", kind=OFFICIALS, origin="o1")
    t.say(t.report("b", 3), "At least 2,300 were killed, officials said.", ("2,300", at_least(2300)), speaker="officials", kind=OFFICIALS)
    found = only(t)
    assert (found.low, found.best, found.high) == (2300, 2500, None)
    assert (found.status, found.rung) == (Status.CORROBORATED, "one_side_unnamed")


def test_one_figure_of_two_unnamed_sources_may_be_one() -> None:
    t = Telling()
    t.say(t.report("a"), "Some 26 were killed, an official said.", ("26", exact(26)), speaker="an official", kind=OFFICIALS, origin="o1")
    t.say(t.report("b"), "Officials said 26 were killed.", ("26", exact(26)), speaker="officials", kind=OFFICIALS)
    assert only(t).status is Status.REPEATED


def test_a_figure_far_above_lower_bounds_is_set_apart() -> None:
    t = Telling()
    t.say(t.report("a"), "Police said at least 2,300 were killed.", ("2,300", at_least(2300)), speaker="Varenne police")
    t.say(t.report("b"), "The mayor spoke of around 20,000 killed.", ("20,000", about(20_000)), speaker="Varenne mayor")
    found = only(t)
    assert (found.best, found.high_reported) == (2300, 20_000)
    assert "outlier_present" in found.flags


def test_a_hedge_does_not_bridge_what_neither_figure_reaches() -> None:
    t = Telling()
    t.say(t.report("a", 1), "Around 350,000 are trapped.", ("350,000", about(350_000)), measure="people_trapped")
    t.say(t.report("b", 2), "There are 400,000 trapped.", ("400,000", exact(400_000)), measure="people_trapped")
    found = only(t)
    assert (found.low, found.best, found.high, found.status) == (350_000, None, 400_000, Status.CONFLICT)


def test_a_movement_that_grew_keeps_its_earlier_count_as_the_low() -> None:
    t = Telling()
    moved: dict[str, Any] = {"measure": "vehicles", "stage": "left"}
    t.say(t.report("a", 1), "About 2,000 cars had left, the city council said.", ("2,000", about(2000)), speaker="city council", **moved)
    t.say(t.report("b", 2), "The president's aide said 4,000 had left.", ("4,000", exact(4000)), speaker="president's aide", **moved)
    found = only(t)
    assert (found.low, found.best, found.high, found.status) == (2000, 4000, 4000, Status.UPDATED)
    assert [r.rule for r in t.relations() if r.type is RelationType.SUPERSEDES] == ["supersedes.moving"]


def test_a_car_bomb_and_a_truck_bomb_do_not_corroborate_each_other() -> None:
    t = Telling()
    t.say(t.report("a"), "Police said a car bomb had gone off.", measure="weapon", about="car bomb", speaker="Varenne police")
    t.say(t.report("b"), "The Pell Institute spoke of a truck bomb.", measure="weapon", about="truck bomb", speaker="Pell Institute")
    assert only(t).status is Status.CONFLICT


def test_two_deeds_of_one_party_are_not_one_accusation() -> None:
    t = Telling()
    accused: dict[str, Any] = {"measure": "responsibility_attributed", "about": "Northern army"}
    t.say(t.report("a"), "Police blamed the Northern army for shells on the market hall.", speaker="Varenne police", **accused)
    t.say(t.report("b"), "The Pell Institute said the Northern army burned down a mill.", speaker="Pell Institute", **accused)
    assert only(t).status is not Status.CORROBORATED


def test_accusations_with_figures_far_apart_are_of_two_deeds() -> None:
    t = Telling()
    accused: dict[str, Any] = {"measure": "responsibility_attributed", "about": "Northern army"}
    t.say(t.report("a"), "Police said the Northern army shot 19 men of the hill villages.", speaker="Varenne police", **accused)
    t.say(t.report("b"), "The Pell Institute said the Northern army shot 300 men of hill villages.", speaker="Pell Institute", **accused)
    assert only(t).status is not Status.CORROBORATED


def test_a_smaller_size_on_a_later_day_replaces_nothing() -> None:
    t = Telling()
    for name, day, size in (("a", 1, 102), ("b", 9, 34)):
        said: dict[str, Any] = {"measure": "distance", "speaker": "Pell Institute", "unit": "km"}
        t.say(t.report(name, day), f"The quake struck {size} km from Varenne, the Pell Institute said.", (str(size), exact(size)), **said)
    assert [r for r in t.relations() if r.type is RelationType.SUPERSEDES] == []


def test_of_one_source_the_step_between_figures_is_shown() -> None:
    t = Telling()
    first, later = t.report("a", 1), t.report("b", 2)
    t.say(first, "Police said at least 29 were killed.", ("29", at_least(29)), speaker="Varenne police")
    t.say(later, "Police said a number of people were killed.", ("a number", vague(2)), speaker="Varenne police")
    (new,) = t.say(later, "The toll has risen to 61, police said.", ("61", exact(61)), speaker="Varenne police")
    (step,) = (r for r in t.relations() if r.type is RelationType.SUPERSEDES)
    assert (step.a, step.b) == (new.id, "c000")


def test_a_named_person_is_a_voice_whether_or_not_a_report_says_who_it_is() -> None:
    t = Telling()
    t.say(t.report("a"), "Police said 26 were killed.", ("26", exact(26)), speaker="Varenne police")
    t.say(t.report("b"), "Oda Renn saw 26 dead.", ("26", exact(26)), speaker="Oda Renn", kind=PERSON)
    assert only(t).status is Status.CORROBORATED


def test_sentences_that_share_words_of_content_say_the_same_inside_one_question() -> None:
    t = Telling()
    hit: dict[str, Any] = {"measure": "facility_attacked"}
    t.say(t.report("a"), "Shells struck the old stone granary by the canal bridge at dawn, police said.", speaker="Varenne police", **hit)
    text = "The Pell Institute said the old stone granary by the canal bridge had been struck at dawn."
    t.say(t.report("b"), text, speaker="Pell Institute", **hit)
    t.say(t.report("c"), "A ferry was hit as well, the mayor said.", speaker="Varenne mayor", **hit)
    found = only(t)
    assert (found.status, found.origins.probable) == (Status.CORROBORATED, 2)


def test_accusations_of_different_means_are_of_two_deeds() -> None:
    t = Telling()
    accused: dict[str, Any] = {"measure": "responsibility_attributed"}
    t.say(t.report("a"), "Police blamed the army for an air strike on the mill at Varenne.", speaker="Varenne police", **accused)
    t.say(t.report("b"), "The Pell Institute blamed the army for shelling the mill at Varenne.", speaker="Pell Institute", **accused)
    assert only(t).status is not Status.CORROBORATED


def test_a_vague_word_is_no_earlier_count() -> None:
    t = Telling()
    t.say(t.report("a", 1), "Dozens were killed, police said.", ("Dozens", vague(24)), speaker="Varenne police")
    t.say(t.report("b", 2), "Police said 49 were killed.", ("49", exact(49)), speaker="Varenne police")
    found = only(t)
    assert found.best == 49 and found.status is not Status.UPDATED


def test_a_source_may_revise_a_size_downwards_on_one_day() -> None:
    t = Telling()
    sizes: dict[str, Any] = {"measure": "distance", "speaker": "Pell Institute", "unit": "km"}
    t.say(t.report("a", 1), "It struck 165 km from Varenne, the Pell Institute said.", ("165", exact(165)), **sizes)
    t.say(t.report("b", 1), "The Pell Institute revised it to 140 km.", ("140", exact(140)), **sizes)
    found = only(t)
    assert (found.best, found.status) == (140, Status.UPDATED)


def test_what_a_source_did_not_know_at_first_is_updated_by_what_it_says_later() -> None:
    t = Telling()
    cause: dict[str, Any] = {"measure": "cause", "speaker": "Varenne police"}
    t.say(t.report("a", 1), "The cause is not known, police said.", polarity="-", **cause)
    t.say(t.report("b", 2), "A gas leak caused it, police said.", about="a gas leak", **cause)
    assert only(t).status is Status.UPDATED


def test_an_outlets_own_newer_figure_keeps_the_named_source_and_its_count_as_the_low_end() -> None:
    t = Telling()
    t.say(t.report("a", 1), "Police said 45 were killed.", ("45", exact(45)), speaker="Varenne police")
    t.say(t.report("b", 2), "Police now count 70 dead.", ("70", exact(70)), speaker="Varenne police")
    t.say(t.report("c", 6), "At least 82 people were killed.", ("82", at_least(82)))
    found = only(t)
    assert (found.low, found.best, found.high, found.status) == (70, 82, None, Status.UPDATED)
    assert (found.origins.min, found.origins.probable) == (1, 1)


def test_a_source_of_no_known_side_continues_a_count_that_it_says_has_risen() -> None:
    t = Telling()
    t.say(t.report("a", 1), "Officials said 84 were killed.", ("84", exact(84)), speaker="officials", kind=OFFICIALS)
    t.say(t.report("b", 20), "The toll rose to 85, Oda Renn said.", ("85", exact(85)), speaker="Oda Renn", kind=PERSON)
    found = only(t)
    assert (found.best, found.status) == (85, Status.UPDATED)


def test_two_hospitals_are_not_one_because_both_are_called_a_hospital() -> None:
    t = Telling()
    seized: dict[str, Any] = {"measure": "facility_seized", "kind": PERSON}
    t.say(t.report("a"), "The biggest hospital has been captured, Oda Renn said.", about="hospital", speaker="Oda Renn", **seized)
    t.say(t.report("b"), "Ilse Marn said troops occupy the maternity hospital.", about="maternity hospital", speaker="Ilse Marn", **seized)
    assert only(t).status is not Status.CORROBORATED


def test_a_tip_is_not_replaced_by_a_later_official_count() -> None:
    t = Telling()
    seen = Source("S-14", SourceKind.PSEUDONYM, basis="witnessed")
    t.say(t.report("a", 1), "I counted at least 16 dead.", ("16", at_least(16)), origin="S-14", chain=(seen,))
    t.say(t.report("b", 2), "The toll rose to 19, the ministry said.", ("19", exact(19)), speaker="Varenne Health Ministry")
    assert [r for r in t.relations() if r.type is RelationType.SUPERSEDES] == []


def test_two_bodies_of_one_house_with_one_figure_are_no_two_voices() -> None:
    t = Telling()
    t.say(t.report("a"), "UNICEF said 5,000 were killed.", ("5,000", exact(5000)), speaker="UNICEF", origin="o1")
    t.say(t.report("b"), "The United Nations said 5,000 were killed.", ("5,000", exact(5000)), speaker="United Nations", origin="o2")
    assert only(t).status is Status.REPEATED


def test_the_head_of_a_body_told_by_its_acronym_speaks_for_it() -> None:
    head = Source("Oda Renn", PERSON, role="TOHR chief")
    assert speaks_for(head, "Tessalian Observatory for Human Rights", [])
    assert not speaks_for(head, "Varenne Observatory for Human Rights", [])
    assert not speaks_for(Source("Oda Renn", PERSON, role="TOHR nurse"), "Tessalian Observatory for Human Rights", [])
