"""Victims told of one by one: counted only where the report counts nobody else of their fate."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from corroborate.model import Document
from corroborate.read.counts import count
from corroborate.read.sentences import sentences
from corroborate.read.singly import TOLD_SINGLY

K, INJ = "people_killed", "people_injured"


def told(text: str) -> list[tuple[str, str]]:
    document = Document("d", "1.txt", text, "0", "text/plain", datetime(2031, 1, 1, tzinfo=UTC), "test", language="en")
    return [(text[c.start : c.end], c.measure) for c in count(document, sentences(text))[0] if c.measure in (K, INJ)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Oda Renn, 24, was found dead in the woods.", [("Oda Renn", K)]),
        ("Police are looking into the death of Oda Renn.", [("Oda Renn", K)]),
        ("Oda Renn was rushed to hospital. Renn died on Monday.", [("Renn", K)]),
        ("Oda Renn and Galo Brun were killed. Renn was 24.", [("Oda Renn", K), ("Galo Brun", K)]),
        ("A shot was heard. He was pronounced dead at the scene.", [("He", K)]),
        ("The victim died at the clinic. He died of his wounds.", [("The victim", K)]),
        ("Oda Renn was injured in the blast.", [("Oda Renn", INJ)]),
        ("The suspect is in stable condition.", [("The suspect", INJ)]),
    ],
)
def test_who_is_told_of_counts_as_one(text: str, want: list[tuple[str, str]]) -> None:
    assert told(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "He could have died.",
        "Oda Renn was almost killed by the wave.",
        "She watched her best friend cry and die.",
        "The storm hit Upper Tamsin.",
        "He put the number of drowned cattle at 4,000.",
        "Observers spoke of some of the wounded Oda Renn said.",
        "He was charged with two counts of attempted murder and one count of assault.",
    ],
)
def test_what_may_be_or_is_of_others_counts_nobody(text: str) -> None:
    assert not told(text)


def test_who_is_named_is_among_those_counted() -> None:
    assert told("Nine people were killed. Oda Renn died at the scene.") == [("Nine", K)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("A boy was taken to hospital where he later died.", [("A boy", K)]),
        ("A man has died from injuries sustained in the fall.", [("A man", K)]),
        ("A boy shot last week while riding a bus has died.", [("A boy", K)]),
        ("The blast left one dead and injured four others.", [("one", K), ("four", INJ)]),
        ("A 17-year-old was killed.", [("A 17-year-old", K)]),
        ("A man killed his girlfriend and her daughter.", [("his girlfriend", K), ("her daughter", K)]),
    ],
)
def test_single_victims_with_an_article(text: str, want: list[tuple[str, str]]) -> None:
    assert told(text) == want


def test_the_flag_says_that_nobody_counted() -> None:
    text = "Oda Renn was found dead."
    document = Document("d", "1.txt", text, "0", "text/plain", datetime(2031, 1, 1, tzinfo=UTC), "test", language="en")
    assert count(document, sentences(text))[0][0].flags == (TOLD_SINGLY,)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("A woman who was visiting her son in Tessaly was also killed.", [("A woman", K)]),
        ("A doctor who was treated said a nurse died.", [("A doctor", INJ), ("a nurse", K)]),  # who is told of is told of
        ("The officer tried to injure a man.", []),
        ("Police said a man may be killed.", []),
        ("Nine people were killed. Her son was killed.", [("Nine", K)]),
        ("A man and his son were killed.", [("A man", K), ("his son", K)]),
        ("Aldo Coin has fallen to its lowest point.", []),
        ("Nine people were hurt. One of the wounded was a nurse.", [("Nine", INJ)]),
    ],
)
def test_who_is_told_of_by_the_way_is_not_counted(text: str, want: list[tuple[str, str]]) -> None:
    assert told(text) == want
