"""Protects what times in news English mean: intervals anchored on the day of publication, the past preferred."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.read.dates import find_dates, find_vague

WEDNESDAY = date(2031, 3, 19)


def spans(text: str, anchor: date | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    return [(str(d.period.start), str(d.period.end), d.kind) for d in find_dates(text, anchor)]


@pytest.mark.parametrize(
    ("words", "first", "last", "kind"),
    [
        ("hit on Tuesday", "2031-03-18", "2031-03-18", "day"),
        ("hit on Tuesday night", "2031-03-18", "2031-03-18", "day"),
        ("hit early Wednesday", "2031-03-19", "2031-03-19", "day"),
        ("last Wednesday", "2031-03-12", "2031-03-12", "day"),
        ("yesterday", "2031-03-18", "2031-03-18", "day"),
        ("overnight", "2031-03-18", "2031-03-19", "span"),
        ("this morning", "2031-03-19", "2031-03-19", "day"),
        ("two days ago", "2031-03-17", "2031-03-17", "day"),
        ("on this day last year", "2030-03-19", "2030-03-19", "day"),
        ("two years ago today", "2029-03-19", "2029-03-19", "day"),
        ("the previous day", "2031-03-18", "2031-03-18", "day"),
        ("last week", "2031-03-10", "2031-03-16", "span"),
        ("earlier this year", "2031-01-01", "2031-03-19", "span"),
        ("last month", "2031-02-01", "2031-02-28", "span"),
        ("held for two days already", "2031-03-17", "2031-03-19", "lasting"),
        ("over the past week", "2031-03-12", "2031-03-19", "lasting"),
        ("since 24 February", "2031-02-24", "2031-03-19", "since"),
        ("since Feb. 24", "2031-02-24", "2031-03-19", "since"),
        ("since 2024", "2024-01-01", "2031-03-19", "since"),
        ("since Monday", "2031-03-17", "2031-03-19", "since"),
        ("in late February", "2031-02-19", "2031-02-28", "span"),
        ("on July 19", "2030-07-19", "2030-07-19", "day"),
        ("19 July 2026", "2026-07-19", "2026-07-19", "day"),
        ("on the 16th", "2031-03-16", "2031-03-16", "day"),
        ("on the 28th", "2031-02-28", "2031-02-28", "day"),
        ("in March 2021", "2021-03-01", "2021-03-31", "span"),
        ("in April", "2030-04-01", "2030-04-30", "span"),
        ("from 9-11 March", "2031-03-09", "2031-03-11", "span"),
        ("March 9-11", "2031-03-09", "2031-03-11", "span"),
        ("from March 2021 to June 2026", "2021-03-01", "2026-06-30", "span"),
        ("on New Year's Eve", "2030-12-31", "2030-12-31", "day"),
        ("in 1999", "1999-01-01", "1999-12-31", "span"),
        ("expected on Friday", "2031-03-14", "2031-03-14", "day"),
        ("the ship is to arrive on Friday", "2031-03-21", "2031-03-21", "day"),
        ("until Friday", "2031-03-21", "2031-03-21", "day"),
    ],
)
def test_times_are_intervals(words: str, first: str, last: str, kind: str) -> None:
    assert spans(words) == [(first, last, kind)]


@pytest.mark.parametrize(
    "words",
    ["it may march on", "in two days", "for three hours", "the second floor", "about 2,000 people", "Varenne Today reported", ""],
)
def test_other_words_are_no_times(words: str) -> None:
    assert spans(words) == []


def test_a_weekday_of_the_day_of_publication_is_that_day() -> None:
    assert spans("on Wednesday")[0][0] == str(WEDNESDAY)


def test_a_day_earlier_counts_from_the_day_last_named() -> None:
    assert spans("On March 3 the bridge fell. A day earlier, the market burned.")[1][:2] == ("2031-03-02", "2031-03-02")


def test_days_before_an_event_are_not_counted_from_publication() -> None:
    assert spans("nine days before the blast") == []


def test_a_year_printed_once_holds_for_the_same_day_elsewhere() -> None:
    assert spans("The trial over the July 7, 2025 fire opened. On July 7 the depot burned.")[1][0] == "2025-07-07"


def test_without_an_anchor_only_absolute_dates_are_told() -> None:
    assert spans("on Tuesday, two days ago, in May, on 3 May 2030", None) == [("2030-05-03", "2030-05-03", "day")]


def test_impossible_dates_are_passed_over() -> None:
    assert spans("on 31 February 2030") == []


def test_every_date_keeps_its_printed_words_and_offsets() -> None:
    text = "The toll rose on Tuesday, and in late February 2030 too."
    assert [text[d.start : d.end] for d in find_dates(text, WEDNESDAY)] == [d.period.words for d in find_dates(text, WEDNESDAY)]


@settings(deadline=None)  # the first call compiles the grammar
@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_printed_dates_are_read_back(day: date) -> None:
    for words in (f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        assert spans(f"hit on {words} by rockets", None) == [(str(day), str(day), "day")]


@settings(deadline=None)  # the first call compiles the grammar
@given(st.dates(date(1990, 1, 5), date(2090, 12, 31)), st.integers(0, 6))
def test_weekdays_look_back_less_than_a_week(anchor: date, back: int) -> None:
    day = anchor - timedelta(days=back)
    assert spans(f"struck on {day:%A}", anchor) == [(str(day), str(day), "day")]


@settings(deadline=None)  # the first call compiles the grammar
@given(st.text(max_size=120), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_any_text_gives_ordered_spans_inside_it(text: str, anchor: date) -> None:
    found = find_dates(text, anchor)
    assert all(0 <= d.start < d.end <= len(text) and d.period.start <= d.period.end for d in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_deadlines_look_ahead_and_what_is_past_looks_back() -> None:
    assert spans("Some 90 people had arrived by Wednesday morning")[0][0] == str(WEDNESDAY)
    assert spans("Residents were told to leave by Friday")[0][0] == str(WEDNESDAY + timedelta(days=2))


def test_nights_into_a_day_numeric_dates_and_wars_begun() -> None:
    assert spans("in the night to Tuesday") == [(str(WEDNESDAY - timedelta(days=2)), str(WEDNESDAY - timedelta(days=1)), "span")]
    assert spans("25-04-2016 and 4/25/2016", None) == [("2016-04-25", "2016-04-25", "day")] * 2
    assert spans("killed since the war began in 2029", date(2031, 3, 11)) == [("2029-01-01", "2031-03-11", "since")]


def test_towns_that_begin_like_a_day_and_papers_of_today_tell_no_time() -> None:
    assert len(spans("on Monday " + "a" * 55 + " Sundry things")) == 1
    assert spans("Today's papers say so") == []


@pytest.mark.parametrize(
    ("words", "first", "last", "grain"),
    [
        ("in the third quarter", "2030-07-01", "2030-09-30", "quarter"),
        ("in the fourth quarter of 2029", "2029-10-01", "2029-12-31", "quarter"),
        ("in the first half of 2029", "2029-01-01", "2029-06-30", "half"),
        ("in the quarter ended Sept. 30", "2030-07-01", "2030-09-30", "quarter"),
        ("last summer", "2030-06-01", "2030-08-31", "season"),
        ("in the winter of 2029", "2029-12-01", "2030-02-28", "season"),
        ("the 1990s", "1990-01-01", "1999-12-31", "decade"),
        ("in the nineties", "1990-01-01", "1999-12-31", "decade"),
        ("over the weekend", "2031-03-15", "2031-03-16", "weekend"),
        ("next month", "2031-04-01", "2031-04-30", "month"),
        ("at the end of the month", "2031-03-21", "2031-03-31", "month"),
        ("two months ago", "2031-01-04", "2031-02-03", "month"),
        ("on Easter Sunday", "2030-04-21", "2030-04-21", "day"),
        ("Good Friday, 2030", "2030-04-19", "2030-04-19", "day"),
        ("on Thanksgiving", "2030-11-28", "2030-11-28", "day"),
        ("in nineteen ninety-six", "1996-01-01", "1996-12-31", "year"),
        ("on 4/25/16", "2016-04-25", "2016-04-25", "day"),
        ("the 2023 attack", "2023-01-01", "2023-12-31", "year"),
    ],
)
def test_longer_times_keep_the_grain_of_their_words(words: str, first: str, last: str, grain: str) -> None:
    assert [(str(d.period.start), str(d.period.end), d.grain) for d in find_dates(words, WEDNESDAY)][:1] == [(first, last, grain)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The toll will rise, police said on Tuesday", "2031-03-18"),
        ("The ferry will sail on Tuesday", "2031-03-25"),
        ("The sides agreed to a truce on Monday", "2031-03-17"),
        ("The sides agreed to meet on Monday", "2031-03-24"),
        ("The pier fell due to a storm on Friday", "2031-03-14"),
        ("Looters set the depot on fire on Friday", "2031-03-14"),
        ("The talks, set to resume on Monday, had stalled", "2031-03-24"),
        ("Crews may reach the pier on Friday", "2031-03-21"),
        ("The mayor asked them to leave by Friday", "2031-03-21"),
        ("But by Monday, all had left", "2031-03-17"),
        ("Families have until 6 p.m. Friday to leave", "2031-03-21"),
        ("The vote will be held on Wednesday", "2031-03-19"),
        ("A hearing is set for March 30", "2031-03-30"),
        ("The two towns hold a vigil on March 30", "2031-03-30"),
        ("She died on March 30", "2030-03-30"),
        ("They recalled the March 30 landslide", "2030-03-30"),
    ],
)
def test_the_verbs_of_its_own_clause_tell_whether_a_day_lies_ahead(words: str, day: str) -> None:
    assert spans(words)[0][0] == day


def test_a_year_earlier_is_the_same_quarter_and_that_year_the_one_named() -> None:
    assert spans("Losses fell in the third quarter; a year earlier they rose")[1][:2] == ("2029-07-01", "2029-09-30")
    assert spans("In June 2029 the mine closed. Later that year it burned.")[1][:2] == ("2029-01-01", "2029-12-31")


def test_since_last_week_and_since_last_summer_last_until_publication() -> None:
    assert spans("since last week") == [("2031-03-10", str(WEDNESDAY), "since")]
    assert spans("since last summer") == [("2030-06-01", str(WEDNESDAY), "since")]


def test_names_and_numbers_are_no_times() -> None:
    for words in ("The Sun reported it", "at Thanksgiving Square", "in the 1900 block of the street", "today's world"):
        assert spans(words) == []


def test_given_words_are_read_without_a_preposition() -> None:
    text = "Floods, 2023 and the April one"
    assert spans(text) == []
    assert [str(d.period.start) for d in find_dates(text, WEDNESDAY, [(8, 12), (21, 26)])] == ["2023-01-01", "2030-04-01"]


def test_vague_words_tell_present_past_or_future_and_no_day() -> None:
    text = "Roads were recently cleared, are now open and will soon be paved; already"
    assert [v.kind for v in find_vague(text)] == ["past", "present", "future"]
    assert spans(text) == []
    assert find_vague("already cleared", [(0, 7)])[0].kind == "present"
