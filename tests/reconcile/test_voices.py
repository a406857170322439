"""Whose voice counts: reports of nobody, unnamed sources between named ones, own figures, rival weapons, growing movements."""

from __future__ import annotations

from typing import Any

from telling import Telling, about, at_least, exact, vague
from test_origins import BODY, INSIDER, OFFICIALS, PERSON, counted, told

from corroborate.model import Amount, Bound, Finding, RelationType, Source, Status
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
