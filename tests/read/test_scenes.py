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
