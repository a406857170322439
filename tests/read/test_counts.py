"""Counts: what an amount counts follows from its clause, not from the nearest word; evidence is verbatim; junk gives nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.model import Document
from corroborate.read.counts import count
from corroborate.read.found import Count, Sentence, SentenceKind
from corroborate.read.sentences import sentences


def document(text: str) -> Document:
    return Document("d", "1.txt", text, "0", "text/plain", datetime(2031, 1, 1, tzinfo=UTC), "test", language="en")


def counts(text: str) -> list[Count]:
    return count(document(text), sentences(text))[0]


def told(text: str) -> list[tuple[str, str]]:
    return [(text[c.start : c.end], c.measure) for c in counts(text)]


K, INJ, BOTH = "people_killed", "people_injured", "people_killed_or_injured"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Bomb kills 37", [("37", K)]),
        ("37 dead and 115 injured", [("37", K), ("115", INJ)]),
        ("Market fire kills 17 injures 52", [("17", K), ("52", INJ)]),
        ("12 people killed 25 others injured", [("12", K), ("25", INJ)]),
        ("The blast killed 20 and left dozens more wounded.", [("20", K), ("dozens more", INJ)]),
        ("The dead included three nurses.", [("three", K)]),
        ("Three of the wounded later died.", [("Three", K)]),
        ("Five of the dead were from Tessaly.", [("Five", K)]),
        ("Twelve children were among the dead.", [("Twelve", K)]),
        ("The quake claimed 30 lives.", [("30", K)]),
        ("Twenty miners lost their lives.", [("Twenty", K)]),
        ("The army lost 30 men.", [("30", K)]),
        ("The shelling left eight rebels and two policemen dead.", [("eight", K), ("two", K)]),
        ("Militants executed 23 captured soldiers.", [("23", K)]),
        ("The strike killed a family of six.", [("six", K)]),
        ("The bomber killed himself and nine others.", [("nine", K)]),
        ("The attack killed and wounded dozens.", [("dozens", BOTH)]),
        ("Scores were killed or injured.", [("Scores", BOTH)]),
        ("The toll reached 73 on Friday.", [("73", K)]),
        ("Two men were shot dead.", [("Two", K)]),
        ("Ten people remain trapped under the rubble.", [("Ten", "people_trapped")]),
        ("More than 5,000 people were evacuated from the valley.", [("More than 5,000", "people_evacuated")]),
        ("Three US soldiers were killed.", [("Three", K)]),
        ("At least three IS fighters stormed the camp.", [("At least three", "attackers")]),
        ("Three people, two of them children, died and nine were injured.", [("Three", K), ("two", K), ("nine", INJ)]),
        ("The rebels handed over 12 prisoners.", [("12", "people_freed")]),
        ("Ten hostages escaped overnight.", [("Ten", "people_freed")]),
        ("Of the 44 passengers, 20 were killed.", [("44", "people_present"), ("20", K)]),
        ("Contact has been lost with 14 climbers.", [("14", "people_missing")]),
        ("Around 30,000 customers lost power.", [("Around 30,000", "people_in_need")]),
        ("The fire forced the evacuation of 3,000 people.", [("3,000", "people_evacuated")]),
        ("The blaze took four hours to bring under control.", [("four", "duration")]),
        ("Snipers shot at a bus, wounding the driver and three passengers.", [("three", INJ)]),
        ("500 people in total are said to be held captive, including 400 civilians.", [("500", "people_held"), ("400", "people_held")]),
        ("The soldiers drove 400 people from houses into our hospital.", [("400", "people_held")]),
        ("About 60 men were rounded up and executed.", [("About 60", K)]),
        ("A man shot and killed his brother.", [("his brother", K)]),
        ("After an officer fatally shot Oda Renn, 300 people marched.", [("300", "people_present"), ("Oda Renn", K)]),
        ("Patients who tried to break out had returned with gunshot wounds.", [("Patients", INJ)]),
        ("About 5-6,000 people were moved to safety.", [("About 5-6,000", "people_rescued")]),
        ("Three of its fighters carried out the attack.", [("Three", "attackers")]),
    ],
)
def test_the_clause_decides(text: str, want: list[tuple[str, str]]) -> None:
    assert told(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "He turned 44 on Monday.",
        "The 35-year-old driver lives in Varenne.",
        "They won 3-1 at home.",
        "The war began in 2011.",
        "At one point the road was closed.",
        "The shop sold 40 percent of its stock for $3.5 million.",
        "The minister said there was no word from the crew.",
        "A suicide bomber attacked a checkpoint.",
        "The victim leaves behind a wife and two children.",
        "Multiple police departments helped.",
        "He put the number of drowned cattle at 4,000.",
        "They learned more about the five.",
        "Up to 80% of those killed were women.",
        "The quake released energy equal to a 100 gigaton bomb.",
        "The state is no longer counting bodies.",
        "None of the injuries appeared fatal.",
        "The two worst-affected districts are in the south.",
        "The jury deliberated for two hours.",
    ],
)
def test_what_counts_nothing_gives_nothing(text: str) -> None:
    assert told(text) == []


def test_lines_of_a_list_count_what_the_sentence_before_counts() -> None:
    text = "The wave killed more than 40,000 people.\n\n* Varenne - approximately 28,500\n* Tessaly - more than 7,700\n"
    assert told(text) == [("more than 40,000", K), ("approximately 28,500", K), ("more than 7,700", K)]


def test_both_of_two_verified_numbers_are_verified() -> None:
    assert [c.standard for c in counts("The council has verified 11 deaths and 34 injuries.")] == ["verified", "verified"]


def test_a_range_may_leave_out_the_thousands_of_its_lower_end() -> None:
    (found,) = counts("About 5-6,000 people were moved to safety.")
    assert (found.amount.low, found.amount.high) == (5000, 6000)


def test_lines_that_are_no_report_are_silent() -> None:
    text = "Read more: blast kills 37"
    for kind in (SentenceKind.PROMOTION, SentenceKind.BYLINE):
        assert count(document(text), [Sentence(0, 0, len(text), text, 0, kind)]) == ([], ())


def test_a_number_that_nothing_explains_is_returned_as_unread() -> None:
    text = "Officials gave 4,310 in the evening."
    found, unread = count(document(text), sentences(text))
    assert not found
    assert [text[a:b] for a, b, _ in unread] == ["4,310"]


def test_ages_dates_and_times_are_understood_and_not_unread() -> None:
    text = "The man, 44, died at 10:30 on 4 March 2031 on Flight 447."
    assert count(document(text), sentences(text))[1] == ()


def test_a_negated_verb_gives_negative_polarity() -> None:
    assert [c.polarity for c in counts("The raid did not kill 30 people.")] == ["-"]


def test_others_whom_nobody_counted_are_flagged() -> None:
    assert counts("The blast killed four people, injuring more.")[0].flags == ("uncounted_group",)


WORDS = st.sampled_from(
    [
        "at", "least", "44", "people", "killed", "and", "wounded", "dozens", "the", "of", "in", ",", ".", "'", '"', "-", "12", "two",
        "hundred", "1.5", "million", "no", "one", "were", "dead", "more", "than", "60", "up", "to", "80", "a", "boy", "including", "left",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_words_give_verbatim_spans_inside_their_sentence(text: str) -> None:
    cut = sentences(text)
    found, unread = count(document(text), cut)
    for c in found:
        assert cut[c.sentence].start <= c.start < c.end <= cut[c.sentence].end
        assert c.end - c.start <= 60
    assert all(0 <= a < b <= len(text) for a, b, _ in unread)
    assert (found, unread) == count(document(text), cut)


def test_a_run_of_numbers_without_end_is_said_to_be_unread_and_costs_little() -> None:
    import time

    text = "1 " * 40_000
    document = Document(
        id="d", name="d", text=text, sha256="", media_type="text/plain", received=datetime(2031, 1, 1, tzinfo=UTC), tool="test",
        language="en",
    )  # fmt: skip
    began = time.process_time()
    found, unread = count(document, sentences(text))
    assert not found and [why for _, _, why in unread if "too long" in why]
    assert time.process_time() - began < 5
