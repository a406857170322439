"""Two amounts are compared by what their words admit: protects against invented conflicts and against missed ones."""

from hypothesis import given
from hypothesis import strategies as st

from corroborate.model import Amount, Bound
from corroborate.reconcile.intervals import Fit, compare, far_apart, granularity, interval, is_round

NUMBERS = st.integers(min_value=0, max_value=500_000)


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    bound = draw(st.sampled_from(list(Bound)))
    low = draw(NUMBERS)
    return Amount.make(bound, low, low + draw(NUMBERS) if bound is Bound.RANGE else None)


def test_two_lower_bounds_are_no_conflict() -> None:
    assert compare(Amount.make(Bound.MORE_THAN, 2300), Amount.make(Bound.AT_LEAST, 2500)) is Fit.COMPATIBLE


def test_a_count_below_a_lower_bound_conflicts() -> None:
    assert compare(Amount.make(Bound.EXACT, 20), Amount.make(Bound.AT_LEAST, 26)) is Fit.CONFLICT


def test_two_firm_counts_conflict_even_where_they_are_near() -> None:
    assert compare(Amount.make(Bound.EXACT, 31), Amount.make(Bound.EXACT, 32)) is Fit.CONFLICT


def test_a_hedge_makes_near_counts_one() -> None:
    assert compare(Amount.make(Bound.ABOUT, 650), Amount.make(Bound.EXACT, 650)) is Fit.AGREE
    assert compare(Amount.make(Bound.ABOUT, 100), Amount.make(Bound.EXACT, 90)) is not Fit.CONFLICT


def test_dozens_do_not_exclude_a_count_in_the_twenties_nor_a_hundred() -> None:
    dozens = Amount.make(Bound.VAGUE, 24)
    assert compare(dozens, Amount.make(Bound.EXACT, 22)) is Fit.COMPATIBLE
    assert compare(dozens, Amount.make(Bound.EXACT, 110)) is Fit.COMPATIBLE
    assert compare(dozens, Amount.make(Bound.EXACT, 4)) is Fit.CONFLICT


def test_missing_only_a_guessed_ceiling_is_soft() -> None:
    assert compare(Amount.make(Bound.VAGUE, 3), Amount.make(Bound.EXACT, 400)) is Fit.SOFT_CONFLICT


def test_vague_words_never_exclude_each_other() -> None:
    assert compare(Amount.make(Bound.VAGUE, 3), Amount.make(Bound.VAGUE, 2000)) is Fit.COMPATIBLE


def test_a_bound_ten_times_another_is_far_apart() -> None:
    assert far_apart(Amount.make(Bound.MORE_THAN, 2500), Amount.make(Bound.AT_LEAST, 20_000))
    assert not far_apart(Amount.make(Bound.MORE_THAN, 2300), Amount.make(Bound.MORE_THAN, 2500))
    assert not far_apart(Amount.make(Bound.AT_LEAST, 4), Amount.make(Bound.AT_LEAST, 40))


def test_roundness() -> None:
    assert granularity(2300) == 100
    assert is_round(400) and is_round(2300)
    assert not is_round(60) and not is_round(691)


@given(amounts(), amounts())
def test_comparing_does_not_depend_on_the_order(a: Amount, b: Amount) -> None:
    assert compare(a, b) is compare(b, a)
    assert far_apart(a, b) == far_apart(b, a)


@given(amounts())
def test_an_amount_never_conflicts_with_itself_and_its_interval_is_in_order(a: Amount) -> None:
    assert compare(a, a) in (Fit.AGREE, Fit.COMPATIBLE)
    assert interval(a).low <= interval(a).high
