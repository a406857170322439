"""Amounts are read by the table of the record format, and what is printed reads back as the same amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.model import Amount, Bound
from corroborate.read.amounts import parse, render

EXACT, ABOUT, AT_LEAST, MORE = Bound.EXACT, Bound.ABOUT, Bound.AT_LEAST, Bound.MORE_THAN
AT_MOST, LESS, RANGE, VAGUE = Bound.AT_MOST, Bound.LESS_THAN, Bound.RANGE, Bound.VAGUE


@pytest.mark.parametrize(
    ("words", "bound", "value", "upper"),
    [
        ("280000", EXACT, 280000, None),
        ("2,300", EXACT, 2300, None),
        ("2 300", EXACT, 2300, None),
        ("2\u202f300", EXACT, 2300, None),
        ("1.5 million", EXACT, 1_500_000, None),
        ("1.2bn", EXACT, 1_200_000_000, None),
        ("twenty-six", EXACT, 26, None),
        ("one hundred and twenty-six", EXACT, 126, None),
        ("two thousand three hundred", EXACT, 2300, None),
        ("half a million", EXACT, 500_000, None),
        ("a quarter of a million", EXACT, 250_000, None),
        ("two and a half million", EXACT, 2_500_000, None),
        ("1 1/2", EXACT, 1.5, None),
        ("5 lakh", EXACT, 500_000, None),
        ("a dozen", EXACT, 12, None),
        ("both", EXACT, 2, None),
        ("a mother and baby", EXACT, 2, None),
        ("no one", EXACT, 0, None),
        ("a further 2,000", EXACT, 2000, None),
        ("another 2,000", EXACT, 2000, None),
        ("some 50", ABOUT, 50, None),
        ("nearly 400", ABOUT, 400, None),
        ("fifty or so", ABOUT, 50, None),
        ("at least 16", AT_LEAST, 16, None),
        ("no fewer than sixteen", AT_LEAST, 16, None),
        ("at least another 10", AT_LEAST, 10, None),
        ("20 or more", AT_LEAST, 20, None),
        ("more than a hundred", MORE, 100, None),
        ("70+", MORE, 70, None),
        ("up to 80", AT_MOST, 80, None),
        ("as many as 40", AT_MOST, 40, None),
        ("fewer than 10", LESS, 10, None),
        ("under 10", LESS, 10, None),
        ("60 to 80", RANGE, 60, 80),
        ("60-80", RANGE, 60, 80),
        ("between 60 and 80", RANGE, 60, 80),
        ("more than 60 and up to 80", RANGE, 60, 80),
        ("5 to 10 million", RANGE, 5_000_000, 10_000_000),
        ("a couple", VAGUE, 2, None),
        ("several", VAGUE, 3, None),
        ("a few", VAGUE, 3, None),
        ("tens", VAGUE, 20, None),
        ("dozens", VAGUE, 24, None),
        ("dozens more", VAGUE, 24, None),
        ("several dozen", VAGUE, 36, None),
        ("scores", VAGUE, 40, None),
        ("hundreds", VAGUE, 200, None),
        ("several hundred", VAGUE, 300, None),
        ("thousands", VAGUE, 2000, None),
        ("tens of thousands", VAGUE, 20000, None),
        ("millions", VAGUE, 2_000_000, None),
    ],
)
def test_words_stand_for_the_numbers_of_the_table(words: str, bound: Bound, value: float, upper: float | None) -> None:
    assert parse(words) == Amount.make(bound, value, upper)


@pytest.mark.parametrize("words", ["", "people", "at least", "the", "44 people", "between 80 and 60"])
def test_what_is_no_amount_is_none(words: str) -> None:
    assert parse(words) is None


SINGLE = st.sampled_from([EXACT, ABOUT, AT_LEAST, MORE, AT_MOST, LESS])
WHOLE = st.integers(min_value=1, max_value=999_999_999)


@given(SINGLE, WHOLE, st.booleans())
def test_single_numbers_print_and_read_back(bound: Bound, value: int, spelled: bool) -> None:
    amount = Amount.make(bound, value)
    assert parse(render(amount, spelled)) == amount


@given(WHOLE, WHOLE, st.booleans())
def test_ranges_print_and_read_back(one: int, other: int, spelled: bool) -> None:
    if one == other:
        return
    amount = Amount.make(RANGE, min(one, other), max(one, other))
    assert parse(render(amount, spelled)) == amount


@pytest.mark.parametrize("floor", [2, 3, 20, 24, 36, 40, 200, 300, 2000, 20000, 2_000_000])
def test_vague_words_print_and_read_back(floor: int) -> None:
    amount = Amount.make(VAGUE, floor)
    assert parse(render(amount)) == amount
