"""Charsets, dates, languages and wrapped lines are told as people mean them, and left open where nobody could tell."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.ingest.dates import published
from corroborate.ingest.encodings import decode
from corroborate.ingest.languages import language
from corroborate.ingest.lineation import paragraphs, without_furniture
from ingest.making import SAID

WESTERN = "The café’s owner, José Muñoz, said “all is lost” – the façade fell, and the naïve hope with it. Señora Núñez agreed."
POLISH = "Mieszkańcy mówią, że most został zniszczony w nocy; ratownicy szukają zaginionych, a władze ogłosiły żałobę w mieście."
UKRAINIAN = "Щонайменше шістнадцять людей загинули внаслідок обстрілу мосту у вівторок увечері, повідомила міська голова."


@pytest.mark.parametrize(("text", "charset"), [(WESTERN, "cp1252"), (POLISH, "cp1250"), (UKRAINIAN, "cp1251"), (UKRAINIAN, "utf-8"),
                                               (WESTERN, "utf-16"), (WESTERN, "utf-16-le"), (WESTERN, "utf-8-sig")])  # fmt: skip
def test_charsets_are_told(text: str, charset: str) -> None:
    decoded, _ = decode(text.encode(charset))
    assert decoded.lstrip("\ufeff") == text


def test_the_order_of_trust() -> None:
    page = f'<html><head><meta charset="windows-1252"></head>{WESTERN}'
    assert "café’s" in decode(page.encode("cp1252"), markup=True)[0]
    assert "café’s" in decode(page.encode("utf-8"), "utf-8", markup=True)[0]
    assert "café’s" in decode(("\ufeff" + page).encode("utf-8"), markup=True)[0]
    assert decode(WESTERN.encode("utf-8"), "no-such-charset")[0] == WESTERN
    assert decode("Ã©".encode("cp1252"), "cp1252")[0] == "Ã©"


def test_a_page_saved_as_utf8_with_its_old_declaration() -> None:
    assert "café’s" in decode(f'<meta charset="iso-8859-1">{WESTERN}'.encode(), "iso-8859-1", markup=True)[0]


def test_what_is_no_charset() -> None:
    assert decode(b"aGVsbG8=", "base64")[0] == "aGVsbG8="


@given(st.binary(max_size=300))
def test_any_bytes_decode_to_something(data: bytes) -> None:
    text, charset = decode(data)
    assert isinstance(text, str) and charset


READ = {
    "2031-05-03": date(2031, 5, 3), "2031/5/3": date(2031, 5, 3), "20310503": date(2031, 5, 3), "3 May 2031": date(2031, 5, 3),
    "May 3, 2031": date(2031, 5, 3), "Sat, 3 May 2031 21:40:00 +0200": date(2031, 5, 3),
    "Saturday, May 3rd, 2031 at 9:40 pm": date(2031, 5, 3),
    "31/05/2031": date(2031, 5, 31), "05/31/2031": date(2031, 5, 31), "31.05.2031": date(2031, 5, 31), "05.05.2031": date(2031, 5, 5),
    "2031-05-03 21:40": date(2031, 5, 3), "3-Sept-2031": date(2031, 9, 3),
}  # fmt: skip


@pytest.mark.parametrize("words", READ)
def test_days_that_can_be_read(words: str) -> None:
    assert published(words)[0] == READ[words]


OPEN = ("04/05/2031", "4.5.2031", "04-05-2031", "31/31/2031", "May 2031", "2031", "soon", "3 May 2031 or so", "2031-02-30",
        "44636", "3/5/31")


@pytest.mark.parametrize("words", OPEN)
def test_days_that_are_left_open(words: str) -> None:
    with pytest.raises(ValueError, match=r"ambiguous|no date|no day"):
        published(words)


def test_a_moment_needs_its_zone() -> None:
    assert published("2031-05-03T21:40:00+02:00")[1] == datetime(2031, 5, 3, 19, 40, tzinfo=UTC)
    assert published("2031-05-03T21:40:00.123Z")[1] is not None
    assert published("Sun, 4 May 2031 00:10:00 +0200") == (date(2031, 5, 4), datetime(2031, 5, 3, 22, 10, tzinfo=UTC))
    assert published("2031-05-03T21:40:00")[1] is None


@given(st.dates(date(1900, 1, 1)))
def test_iso_days_round_trip(day: date) -> None:
    assert published(day.isoformat()) == (day, None)
    assert published(day.strftime("%d %B ") + f"{day.year:04}") == (day, None)


def test_languages() -> None:
    assert language(" ".join(SAID)) == "en" and language("At least 16 people were killed.") == "en"
    assert language(UKRAINIAN) == "uk" and language(POLISH) == "pl" and language("16 dead") == "und"
    assert language("Minstens zestien mensen zijn in de stad gedood, zei de burgemeester van de stad op dinsdag.") == "nl"


def test_wrapped_lines_join() -> None:
    wrapped = (
        "At least 16 people were killed when shells hit the\nbridge on Tuesday night, the mayor said, and the evacu-\nation of the\n"
        "south bank was put off.\n\nMore follows.\n"
    )
    assert paragraphs(wrapped).split("\n")[-1] == "More follows." and "evacuation of the south bank was put off." in paragraphs(wrapped)


def test_lines_that_were_whole_stay() -> None:
    text = "\n".join(s + " " + s for s in SAID)
    assert paragraphs(text) == text
    listed = "The ministry gave these figures for the whole of the month:\n- 16 people were killed\n- 40 people were injured"
    assert paragraphs(listed).count("\n") == 2


def test_running_heads_and_page_numbers_go() -> None:
    pages = [f"Bulletin {n}\nText number {word} stands here.\n{n}" for n, word in enumerate(("one", "two", "three", "four"), start=1)]
    assert without_furniture(["Head\nKilled 12", "Head\nKilled 14"]) == "Killed 12\nKilled 14"
    assert without_furniture(pages) == "\n".join(f"Text number {w} stands here." for w in ("one", "two", "three", "four"))
