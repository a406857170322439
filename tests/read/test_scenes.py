"""Protects where and when a claim is put, and which sentences are told to be about another event."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corroborate.model import Document, MentionKind
from corroborate.read.found import Scene
from corroborate.read.scenes import Scenes
from corroborate.read.sentences import sentences

LEDE = "A car bomb killed 12 people in the Syrian city of Aleppo on Tuesday, police said.\n"


def document(text: str, published: date | None = date(2031, 3, 19)) -> Document:
    return Document("d1", "1.txt", text, "0", "text/plain", datetime(2031, 3, 20, tzinfo=UTC), "test", published=published, language="en")


def scene(text: str, words: str, published: date | None = date(2031, 3, 19)) -> Scene:
    at = text.index(words)
    return Scenes(document(text, published), sentences(text)).at(at, at + len(words))


def test_place_and_day_of_the_sentence() -> None:
    found = scene(LEDE, "12")
    assert found.place is not None
    assert found.place.name == "Aleppo"
    assert found.when is not None
    assert found.when.start == found.when.end == date(2031, 3, 18)
    assert not found.background


def test_a_sentence_without_place_or_day_takes_those_of_the_report() -> None:
    found = scene(LEDE + "At least 30 were wounded.\n", "30")
    assert found.place is not None
    assert found.place.name == "Aleppo"
    assert found.when is not None
    assert found.when.start == date(2031, 3, 18)


def test_a_wider_place_that_holds_the_event_means_the_event() -> None:
    found = scene(LEDE + "It was the deadliest blast in Syria, where 40 were wounded by it.\n", "40")
    assert found.place is not None
    assert found.place.name == "Aleppo"


@pytest.mark.parametrize(
    ("sentence", "words", "flag"),
    [
        ("More than 300,000 people have been killed since the war began in 2024.", "300,000", "cumulative"),
        ("The conflict has killed 300,000 people.", "300,000", "cumulative"),
        ("The UN has confirmed 691 deaths in Syria since 1 March.", "691", "cumulative"),
        ("In 2027 a blast killed 9 people.", "9", "other_day"),
        ("In September, two people died in a similar blast.", "two", "other_day"),
        ("Earlier this week an air strike killed 40 people in the town of Tessalieh.", "40", "other_day"),
        ("In a separate attack, five soldiers were shot dead.", "five", "other_event"),
        ("Rockets killed six people in Damascus.", "six", "other_place"),
        ("The group has carried out several bombings in the past.", "several", "habit"),
        ("The blast came days after a bomb killed seven people in Tessaly.", "seven", "other_event"),
        ("The blast came as officials reported that 48 villagers had been executed.", "48", "other_event"),
        ("It was the worst attack since 1959, when two women died.", "two", "other_event"),
        ("Hours earlier, gunmen killed three soldiers on a road.", "three", "other_event"),
        ("The bomber had served three years for a stabbing that wounded four.", "four", "other_event"),
        ("The town was the scene of a massacre in which 60 people died.", "60", "other_event"),
        ("So far this year 312 people have been killed in the province.", "312", "cumulative"),
        ("More than 230,000 people have been killed and half of all have fled.", "230,000", "cumulative"),
        ("On average, 30 people die on the roads every day.", "30", "habit"),
    ],
)
def test_other_events_are_background(sentence: str, words: str, flag: str) -> None:
    found = scene(LEDE + "Rescuers worked all night.\n" + sentence, words)
    assert found.background
    assert flag in found.flags


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It was the deadliest attack since the war of 2019, with 12 dead.", "12"),
        ("An earlier toll put the dead at 9.", "9"),
        ("Officials said on Wednesday that 14 people had died.", "14"),
        ("Three of the wounded died in the past few hours.", "Three"),
        ("The blast wounded 30 in the centre of Aleppo.", "30"),
        ("A minister who was mayor in 2019 said 14 were dead.", "14"),
        ("The governor, who survived an attack in 2021, said 14 people were dead.", "14"),
        ("The worst attack this year killed 12 people.", "12"),
        ("Meanwhile, 30 wounded people were taken to a hospital in Tessaly.", "30"),
        ("Two people in a separate car were wounded, too.", "Two"),
        ("The gunmen, who had hidden since Monday, shot 12 people dead.", "12"),
    ],
)
def test_the_report_s_own_event_is_not_background(sentence: str, words: str) -> None:
    assert not scene(LEDE + "Rescuers worked all night.\n" + sentence, words).background


def test_one_sentence_may_tell_of_two_events() -> None:
    text = LEDE + "Nobody claimed the blast that killed the 12, but rebels have carried out several bombings in the past.\n"
    at = text.index("12,")
    scenes = Scenes(document(text), sentences(text))
    assert not scenes.at(at, at + 2).background
    later = text.index("several")
    assert scenes.at(later, later + 7).background


def test_a_passage_about_another_event_goes_on_until_the_report_returns() -> None:
    text = LEDE + "Elsewhere, a bus caught fire near Hama. It killed three. The fire wounded nine.\nIn Aleppo, 20 houses collapsed.\n"
    scenes = Scenes(document(text), sentences(text))
    told = {w: scenes.at(text.index(w), text.index(w) + len(w)).background for w in ("three", "nine", "20")}
    assert told == {"three": True, "nine": True, "20": False}


def test_a_disaster_of_an_area_has_many_places() -> None:
    text = "An earthquake killed 200 people in Chile on Tuesday.\nRescuers said the coast was worst hit.\nIn Talca, 15 people died.\n"
    assert not scene(text, "15").background


def test_as_of_is_the_day_of_speaking_else_of_the_event_else_of_publication() -> None:
    assert scene(LEDE + "The toll is 14, the governor said on Wednesday.\n", "14", date(2031, 3, 20)).as_of == date(2031, 3, 19)
    assert scene(LEDE, "12").as_of == date(2031, 3, 18)
    assert scene(LEDE + "At least 30 were wounded.\n", "30").as_of == date(2031, 3, 19)


def test_the_day_of_speaking_is_not_the_day_of_the_event() -> None:
    found = scene(LEDE + "The toll is 14, the governor said on Wednesday.\n", "14")
    assert found.when is not None
    assert found.when.start == date(2031, 3, 18)


def test_a_report_told_the_next_day_is_read_as_of_that_day() -> None:
    text = "A truck killed 80 people in Nice on Thursday night.\nThe president said Friday morning that 84 had died.\n"
    text += "Police said early Friday so.\n"
    assert scene(text, "84", date(2031, 3, 20)).as_of == date(2031, 3, 21)


def test_without_a_day_of_publication_relative_times_stay_unknown() -> None:
    found = scene(LEDE, "12", None)
    assert found.when is None
    assert found.as_of is None


def test_a_date_in_the_text_stands_in_for_the_day_of_publication() -> None:
    found = scene("Wednesday, March 19, 2031\n" + LEDE, "12", None)
    assert found.when is not None
    assert found.when.start == date(2031, 3, 18)


def test_the_facility_is_named_in_full() -> None:
    text = "Soldiers seized Aldo Regional Hospital on Tuesday.\nAbout 500 people are held in the hospital.\n"
    assert scene(text, "500").facility == "Aldo Regional Hospital"


def test_every_mention_is_verbatim() -> None:
    text = LEDE + "Soldiers seized Aldo Regional Hospital near Hama.\n"
    noticed = Scenes(document(text), sentences(text)).noticed
    assert {m.kind for m in noticed.mentions} == {MentionKind.PLACE, MentionKind.DATE, MentionKind.FACILITY}
    assert all(text[m.span.start : m.span.end] == m.span.text for m in noticed.mentions)


def test_an_empty_text_has_no_scene() -> None:
    assert Scenes(document(""), []).at(0, 1) == Scene(as_of=date(2031, 3, 19))


def placed(text: str, words: str, published: date | None = date(2031, 3, 19)) -> str | None:
    found = scene(text, words, published).place
    return found.name if found else None


def test_reports_of_two_unknown_towns_have_two_places() -> None:
    assert (
        placed("Ferry runs aground off Brask\n\nThree people were hurt off Brask on Tuesday, the coast guard said.\n", "Three") == "Brask"
    )
    assert (
        placed("Hospital shelled in Port Aldo\n\nShells killed 14 in the besieged city of Port Aldo, doctors said.\n", "14") == "Port Aldo"
    )


def test_a_street_a_goal_or_a_part_is_not_the_place_of_a_report() -> None:
    text = "Toll at Port Aldo hospital rises\n\nShells killed 19 people in Port Aldo, the ministry said.\n"
    text += "Troops fired at a house in Mill Street.\n"
    assert placed(text + "About 300 people are trapped.\n", "300") == "Port Aldo"
    assert placed("About 1,200 people left Port Aldo on the road to Sund.\nThe council counted 11 dead.\n", "11") == "Port Aldo"
    flood = "Nine people have died in the flood, the agency said.\nIn Lower Tamsin alone three people died.\n"
    assert (placed(flood, "Nine"), placed(flood, "three")) == (None, "Lower Tamsin")


def test_a_list_of_places_is_no_place() -> None:
    text = LEDE + "Blasts shook Hama, Homs and Idlib in Syria and 20 people were wounded by them.\n"
    assert placed(text, "20") == "Aleppo"


def test_a_count_since_a_disaster_began_is_the_report_s_own() -> None:
    text = "Cholera kills 40 in Tessaly camp\n\nForty people have died of cholera in Tessaly since the outbreak began in January.\n"
    assert not scene(text, "Forty").background


def test_dates_of_the_aftermath_are_not_the_event_s() -> None:
    text = "Toll rises to 19\n\nThe toll of the shelling of Port Aldo has risen to 19. Five of the wounded died overnight.\n"
    assert scene(text, "19").when is None
    text = "Relatives of the 14 people who died in the Brask train crash held a memorial on Wednesday.\n"
    text += "The express train with 210 passengers left the rails on 4 March.\n"
    found = scene(text, "14").when
    assert found is not None
    assert found.start == date(2031, 3, 4)


def test_what_is_told_as_past_days_later_holds_for_the_day_of_the_event() -> None:
    text = LEDE + "Sixty houses were damaged.\nThe toll has risen to 14.\n"
    assert scene(text, "Sixty", date(2031, 3, 22)).as_of == date(2031, 3, 18)
    assert scene(text, "14", date(2031, 3, 22)).as_of == date(2031, 3, 22)


def test_a_printed_day_of_publication_and_day_headings_count() -> None:
    assert scene("17 March 2031 " + LEDE.replace("Tuesday", "Monday"), "12", date(2031, 3, 19)).as_of == date(2031, 3, 17)
    live = "Live: the siege\n\n15 March 2031\nTwelve bodies lay in a cellar.\n14 March 2031\nFive people were wounded.\n"
    assert scene(live, "Five", date(2031, 3, 15)).as_of == date(2031, 3, 14)


def test_where_only_a_dateline_or_a_police_force_tells_the_town_that_is_taken() -> None:
    assert placed("A girl was shot in the 900 block of Mill Street on Tuesday.\nDallas police said she was six.\n", "six") == "Dallas"
    assert placed("TESSALY, March 18 (Wire) - A ferry sank and three people drowned, the coast guard said.\n", "three") == "TESSALY"


def test_a_printed_day_may_be_that_of_the_first_version_too() -> None:
    text = "Published March 18 2031\n\nA monitoring group on Wednesday raised the toll of a market fire in Aleppo the previous day to 61.\n"
    found = scene(text, "61", None)
    assert found.as_of == date(2031, 3, 19)
    assert found.when is not None
    assert found.when.start == date(2031, 3, 18)


def test_of_a_weekend_the_day_told_in_it_is_the_day_of_the_event() -> None:
    text = "Air strikes killed 25 people in Aleppo over the weekend.\nThe strikes hit the market on Saturday, killing a whole family.\n"
    found = scene(text + "Nine people were wounded.\n", "Nine")
    assert found.when is not None
    assert (found.when.start, found.when.end) == (date(2031, 3, 15), date(2031, 3, 15))


def test_what_is_so_at_present_holds_for_the_day_of_publication() -> None:
    text = LEDE + "Guards currently hold six suspects who fled the blast on Tuesday.\n"
    assert scene(text, "six").as_of == date(2031, 3, 19)
