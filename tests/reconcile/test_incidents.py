"""Several events in one folder stay apart; the reports of one event come together even where one says only "the city"."""

from __future__ import annotations

from datetime import date

from telling import Telling, exact

from corroborate.model import Claim, Period, Place
from corroborate.reconcile.incidents import incidents

VARENNE = Place("Varenne", "city", "1", "XA", "North Aldo", 10.0, 10.0)
PORT_ALDO = Place("Port Aldo", "city", "2", "XA", "South Aldo", 14.0, 10.0)


def day(number: int) -> Period:
    """A day in March."""
    return Period(date(2031, 3, number), date(2031, 3, number), f"on March {number}")


def events(story: Telling) -> list[str]:
    """The incident of every claim, in the order in which they were said."""
    incident_of = incidents(story.documents, story.claims)[1]
    return [incident_of[c.id] for c in story.claims]


def raid(story: Telling, report: str, n: int, place: Place | None = VARENNE, when: Period | None = None, **more: object) -> list[Claim]:
    """A sentence of one report on a raid."""
    where = place.name if place else "the city"
    text = f"A raid on {where} killed {n} people at the grain market."
    return story.say(report, text, (str(n), exact(n)), place=place, when=when, **more)


def test_reports_of_one_event_come_together() -> None:
    story = Telling()
    for name, published, n, place, when in (("a", 2, 26, VARENNE, day(2)), ("b", 3, 31, VARENNE, day(2)), ("c", 3, 30, None, None)):
        story.report(name, published)
        raid(story, name, n, place, when)
    assert len(set(events(story))) == 1


def test_another_town_on_the_same_day_is_another_event() -> None:
    story = Telling()
    story.report("a")
    story.report("b")
    raid(story, "a", 26, VARENNE, day(2))
    raid(story, "b", 9, PORT_ALDO, day(2))
    assert len(set(events(story))) == 2


def test_what_a_report_looks_back_on_is_another_event() -> None:
    story = Telling()
    story.report("a", 20)
    raid(story, "a", 26, VARENNE, day(20))
    story.say("a", "Two weeks ago a blast in Port Aldo killed 40.", ("40", exact(40)), place=PORT_ALDO, when=day(6), background=True)
    assert len(set(events(story))) == 2


def test_two_reports_that_look_back_meet() -> None:
    story = Telling()
    for name in ("a", "b"):
        story.report(name, 20)
        raid(story, name, 26, VARENNE, day(20))
        story.say(name, "A blast in Port Aldo killed 40.", ("40", exact(40)), place=PORT_ALDO, when=day(6), background=True)
    first, back, second, again = events(story)
    assert first == second and back == again and first != back


def test_a_war_total_is_no_event() -> None:
    story = Telling()
    story.report("a", 20)
    raid(story, "a", 26, VARENNE, day(20))
    story.say("a", "The war has killed 90,000.", ("90,000", exact(90000)), flags=("cumulative",), background=True)
    assert len(set(events(story))) == 2


def test_an_off_topic_report_moves_nothing() -> None:
    story = Telling()
    for name in ("a", "b"):
        story.report(name, 20)
        raid(story, name, 26, VARENNE, day(20))
    before = events(story)
    story.report("z", 20)
    story.say("z", "A ferry sank off Port Aldo; seven passengers drowned.", ("seven", exact(7)), place=PORT_ALDO, when=day(1))
    assert events(story)[:2] == before and events(story)[2] not in before


def test_an_incident_says_where_when_and_why() -> None:
    story = Telling()
    for name in ("a", "b"):
        story.report(name, 20)
        raid(story, name, 26, VARENNE, day(20))
    (event,), _ = incidents(story.documents, story.claims)
    assert (event.title, event.place, event.documents) == ("Varenne, 2031-03-20", VARENNE, ("a", "b"))
    assert event.when is not None and event.when.start == date(2031, 3, 20)
    assert "the place agrees" in event.reasons[0]


def test_another_kind_of_event_on_the_same_day_is_another_event() -> None:
    story = Telling()
    story.report("a")
    story.report("b")
    story.say("a", "Shells killed 26 people in the besieged town.", ("26", exact(26)), when=day(2))
    story.say("b", "Nine people were hurt when a ferry ran aground.", ("Nine", exact(9)), measure="people_injured", when=day(2))
    assert len(set(events(story))) == 2


def test_a_flood_and_the_landslide_that_it_set_off_are_one() -> None:
    story = Telling()
    story.report("a")
    story.report("b")
    story.say("a", "The flood killed 26 people.", ("26", exact(26)), place=VARENNE, when=day(2))
    story.say("b", "A landslide after the flood killed 26 people.", ("26", exact(26)), place=VARENNE, when=day(2))
    assert len(set(events(story))) == 1


def test_what_a_siege_has_cost_since_it_began_is_its_own_toll_if_as_large() -> None:
    story = Telling()
    story.report("a", 20)
    story.report("b", 20)
    raid(story, "a", 2300, VARENNE, day(20))
    more = {"place": VARENNE, "flags": ("cumulative",), "background": True}
    story.say("b", "Some 2,500 have died in Varenne since it began.", ("2,500", exact(2500)), **more)
    assert len(set(events(story))) == 1


def test_two_strikes_on_one_place_a_day_apart_stay_two() -> None:
    story = Telling()
    story.report("a", 2)
    story.report("b", 3)
    raid(story, "a", 26, VARENNE, day(2))
    story.say("b", "Jets struck again and killed nine shoppers.", ("nine", exact(9)), place=VARENNE, when=day(3))
    assert len(set(events(story))) == 2


def test_a_shooting_nests_in_the_seizure_and_the_seizure_in_the_siege() -> None:
    story = Telling()
    for name in ("a", "b", "c"):
        story.report(name, 20)
    month = Period(date(2031, 3, 1), date(2031, 3, 20))
    days = Period(date(2031, 3, 12), date(2031, 3, 14))
    story.say("a", "The siege of the town has killed 2,300 people.", ("2,300", exact(2300)), place=VARENNE, when=month)
    story.say("b", "Soldiers seized the mill and 400 are held there.", ("400", exact(400)), measure="people_held", place=VARENNE, when=days)
    story.say("c", "A baker of 61 and two of his sons died by gunfire.", ("two", exact(2)), place=VARENNE, when=day(13))
    made, of = incidents(story.documents, story.claims)
    siege, seizure, shooting = (next(i for i in made if i.id == of[c.id]) for c in story.claims)
    assert len(made) == 3
    assert (siege.within, seizure.within, shooting.within) == (None, siege.id, seizure.id)


def test_what_the_text_does_not_tell_is_shown_as_possibly_the_same() -> None:
    story = Telling()
    story.report("a", 2)
    story.report("b", 3)
    story.say("a", "A raid on the grain market left 26 dead.", ("26", exact(26)), place=VARENNE, when=day(2))
    story.say("b", "In the valley nine carters lost their lives.", ("nine", exact(9)))
    made, _ = incidents(story.documents, story.claims)
    assert len(made) == 2
    (pair,) = [p for i in made for p in i.possible]
    assert (pair.a, pair.b, pair.same) == ("a", "b", False)
