"""Sentences keep their offsets, lose nothing but white space, and furniture is told from the story."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.read.found import SentenceKind
from corroborate.read.sentences import sentences


def cut(text: str) -> list[str]:
    return [s.text for s in sentences(text)]


def kinds(text: str) -> list[SentenceKind]:
    return [s.kind for s in sentences(text)]


LINE = "The blast hit Gen. U.N. No. 3 5 p.m. Tuesday 2.5 dead. “Run!” he said. • ... … By Oda Renn Photo: (AP) Image caption 1/8"
WORDS = [*LINE.split(), "pic.twitter.com/x", "6 Jun 2016", "\n", "\r\n", "\r", "\u2028", "\ufeff", "\t"]
SPACE = "\ufeff\u200b \t\n\r\v\f\x85\u2028\u2029\xa0\u2002\u2003\u2009\u202f\u3000\x1c\x1d\x1e\x1f"


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)))
def test_offsets_hold_and_nothing_is_lost(text: str) -> None:
    found = sentences(text)
    at = 0
    for index, s in enumerate(found):
        assert s.index == index
        assert s.text == text[s.start : s.end] != ""
        assert s.start >= at
        assert not text[at : s.start].strip(SPACE)
        at = s.end
    assert not text[at:].strip(SPACE)
    assert [s.paragraph for s in found] == sorted(s.paragraph for s in found)


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Oda Renn said the U.N. Office counted 2.5 million people.",
        "It began at about 5 p.m. Tuesday near the bridge.",
        "No. 3 pump was hit by St. Varenne forces.",
        "Dr. J. K. Holm and the Drs. Mitchell treated them.",
        "He lives in the U.S. State Department building.",
        "“Run!” he shouted to the crowd.",
        "Shelling resumed ... and nobody left.",
        "The force of Jan. 12 was the largest.",
        "Marsh & Co. Shipping lost one boat.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Two died. Four were hurt.", ["Two died.", "Four were hurt."]),
        ("“We fled.” He wept.", ["“We fled.”", "He wept."]),
        ("They left the U.S. The rest stayed.", ["They left the U.S.", "The rest stayed."]),
        ("It hit Building C. That’s where they sat.", ["It hit Building C.", "That’s where they sat."]),
        ("a monitor said. seventeen people died.", ["a monitor said.", "seventeen people died."]),
        ("It sank on Sunday.Rescuers came late.", ["It sank on Sunday.", "Rescuers came late."]),
        ("One\r\nTwo\rThree\nFour", ["One", "Two", "Three", "Four"]),
        ("\ufeffPort Aldo fell.", ["Port Aldo fell."]),
        ("He asked why? Nobody knew.", ["He asked why?", "Nobody knew."]),
    ],
)
def test_two_sentences_are_cut(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_headline_repeated_headline_and_stamp_on_the_storys_line() -> None:
    headline = "Market strike kills 9 in Varenne"
    text = f"{headline}\n{headline} AFP Monday 6 Jun 2016 Nine people died in a strike on a market."
    assert [(s.text, s.kind.value) for s in sentences(text)] == [
        ("Market strike kills 9 in Varenne", "headline"),
        ("Market strike kills 9 in Varenne", "headline"),
        ("AFP Monday 6 Jun 2016", "byline"),
        ("Nine people died in a strike on a market.", "body"),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Oda Renn and Ilse Marr in Varenne", "byline"),
        ("Published November 13 2017", "byline"),
        ("Saturday, June 6, 2009", "byline"),
        ("Copyright 2017 The Varenne Post. All rights reserved.", "byline"),
        ("Reporting by Oda Renn; editing by Ilse Marr", "byline"),
        ("(Reuters, dpa)", "byline"),
        ("Image copyright EPA Image caption Police closed the road", "caption"),
        ("Rescuers at the Tessaly Bridge on Sunday. (Photo: Varenne Post)", "caption"),
        ("Smoke over Port Aldo after the strike Oda Renn/Getty Images", "caption"),
        ("A woman walks past the ruins of a school in Port Aldo on Tuesday", "caption"),
        ("Read more: 40 killed in the Port Aldo ferry disaster", "promotion"),
        ("Subscribe to our newsletter", "promotion"),
        ("Related news Ferry sinks | Bridge falls | Mill burns", "promotion"),
        ("Follow us on Twitter", "promotion"),
        ("Anyone with information is asked to call Varenne police at 555-010-1234.", "promotion"),
        ("Report a typo", "promotion"),
        ("You must enter the characters with black color", "promotion"),
        ("Contact Oda Renn at 555-010-1234.", "promotion"),
        ("Facebook Twitter Email Print", "promotion"),
        ("Please enable Javascript to watch this video", "promotion"),
        ("0:43 Varenne police chief warns of scams Pause", "promotion"),
        ("(TM and © Copyright 2017 The Varenne Post", "byline"),
        ("Previous story: Two men died in Varenne on Monday, police said.", "body"),
        ("Residents called the hotline all night, the council said.", "body"),
        ("Witnesses saw two men leave the market, police said.", "body"),
        ("Rescuers said that 40 people were killed.", "body"),
        ("• Four people were hurt in Varenne", "body"),
        ("More than 40 people were hurt in Varenne.", "body"),
        ("Related violence killed five people in Varenne, said Minister Oda Renn.", "body"),
        ("Share prices fell after the strike on the port killed nine.", "body"),
        ("See how the water rose over the town, he told reporters.", "body"),
    ],
)
def test_furniture_is_told_from_the_story(line: str, kind: str) -> None:
    before = "Strike kills 9\nNine people died in a strike on a market in Varenne on Monday.\nMore were hurt, residents said."
    text = f"{before}\n{line}\nThe last line."
    assert {s.kind.value for s in sentences(text) if s.text in line} == {kind}


def test_crosshead_is_a_headline() -> None:
    story = "Rescuers searched all night for the people who had been on board when the ferry went down in the bay."
    text = f"Ferry sinks\nA ferry sank off Port Aldo on Monday.\nRescue goes on\n{story}"
    assert kinds(text) == [SentenceKind.HEADLINE, SentenceKind.BODY, SentenceKind.HEADLINE, SentenceKind.BODY]


def test_a_hard_wrapped_text_is_read_as_paragraphs() -> None:
    lines = [
        "Shelling hit the market of Port Aldo on Monday and killed nine people, the",
        "mayor said. Residents said that the shells had come from positions north of",
        "Tessaly Bridge. Rescuers were still looking for people under the rubble when",
        "the second attack came, and they had to leave.",
        "",
        "The army denied it.",
    ]
    for line_break in ("\n", "\r\n", "\r"):
        found = sentences(line_break.join(lines))
        assert [s.text.split()[0] for s in found] == ["Shelling", "Residents", "Rescuers", "The"]
        assert [s.paragraph for s in found] == [0, 0, 0, 1]


def test_lines_of_a_list_are_not_joined() -> None:
    assert cut("Killed in Varenne:\nnine in the market\nfour at the bridge\nThe rest fled.") == [
        "Killed in Varenne:",
        "nine in the market",
        "four at the bridge",
        "The rest fled.",
    ]
