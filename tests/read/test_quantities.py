"""Every number that measures or counts something is read with its bound, its unit and whether it says a rise or a fall."""

from __future__ import annotations

import pytest

from corroborate.model import Bound
from corroborate.read import quantities

EXACT, ABOUT, MORE, LESS, AT_MOST, RANGE, VAGUE = (
    Bound.EXACT, Bound.ABOUT, Bound.MORE_THAN, Bound.LESS_THAN, Bound.AT_MOST, Bound.RANGE, Bound.VAGUE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "bound", "stated", "unit", "change"),
    [
        ("The mill paid $4.5m for it.", EXACT, (4_500_000,), "dollar", ""),
        ("It cost about €3 a day.", ABOUT, (3,), "euro per day", ""),
        ("They owe 12 million Australian dollars.", EXACT, (12_000_000,), "australian dollar", ""),
        ("A barrel sold at US $61.", EXACT, (61,), "dollar", ""),
        ("A $5 note lay there.", EXACT, (5,), "dollar", ""),
        ("A 2.5-billion-dollar dam is planned.", EXACT, (2_500_000_000,), "dollar", ""),
        ("Exports fell 7 per cent.", EXACT, (7,), "percentage", "down"),
        ("Rents grew by more than 3%.", MORE, (3,), "percentage", "up"),
        ("The team gave up 40 yards.", EXACT, (40,), "yard", ""),
        ("Winds reached 90km/h.", EXACT, (90,), "kilometre per hour", ""),
        ("The pump moves 20 litres per second.", EXACT, (20,), "litre per second", ""),
        ("The hall has 900 sq m of floor.", EXACT, (900,), "square metre", ""),
        ("It was minus 5 degrees Celsius.", EXACT, (-5,), "celsius", ""),
        ("A 640kW turbine hums.", EXACT, (640,), "kilowatt", ""),
        ("Her six-year-old son waved.", EXACT, (6,), "year of age", ""),
        ("It took two and a half hours.", EXACT, (2.5,), "hour", ""),
        ("They walked for half an hour.", EXACT, (0.5,), "hour", ""),
        ("Two-thirds of the homes burned.", EXACT, (2 / 3,), "part of home", ""),
        ("One in five was spared.", EXACT, (0.2,), "part of", ""),
        ("The village has 3m people.", EXACT, (3_000_000,), "people", ""),
        ("He ran a 100m race.", EXACT, (100,), "metre", ""),
        ("Up to 14 first-team players left.", AT_MOST, (14,), "first-team player", ""),
        ("A sub-7 nanometre chip is made here.", LESS, (7,), "nanometre", ""),
        ("Tens of thousands of students came.", VAGUE, (20_000,), "student", ""),
        ("It rained for 50 consecutive days.", EXACT, (50,), "day", ""),
        ("One of the oldest mills burned.", EXACT, (1,), "oldest mill", ""),
        ("The loan runs between 1 per cent and 1.5 per cent.", RANGE, (1, 1.5), "percentage", ""),
        ("Homes sell at $300,000 to $2 million.", RANGE, (300_000, 2_000_000), "dollar", ""),
        ("It fell by 1 to 1.5 degrees.", RANGE, (1, 1.5), "degree", "down"),
    ],
)
def test_a_quantity_has_its_bound_unit_and_change(text: str, bound: Bound, stated: tuple[float, ...], unit: str, change: str) -> None:
    (found,) = quantities(text)
    assert (found.amount.bound, found.amount.stated, found.unit, found.change) == (bound, pytest.approx(stated), unit, change)


@pytest.mark.parametrize(
    "text",
    [
        "It happened on 4 May 2019 at 10:45.", "They met in 2014.", "The 22nd round ended 2-2.", "He took the Falcon 20 and the TA-25.",
        "No one came, and that one left.", "They live at 16 Harbour Road.", "A third-party audit ended.",
    ],
)  # fmt: skip
def test_dates_scores_and_names_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_a_change_told_in_full_keeps_where_it_came_from() -> None:
    (found,) = quantities("The toll went from 240 boats to 193.")
    assert found.came_from is not None
    assert (found.came_from.point, found.amount.point, found.unit) == (240, 193, "boat")


def test_an_amount_in_brackets_has_the_bound_of_the_one_before_it() -> None:
    left, right = quantities("It makes just under 296 hp (224 kW).")
    assert (left.amount.bound, right.amount.bound, right.unit) == (LESS, LESS, "kilowatt")


def test_a_part_and_a_suspended_hyphen_take_the_unit_of_the_next() -> None:
    assert [q.unit for q in quantities("He repaid 280 million of the 900 million shekels.")] == ["shekel", "shekel"]
    assert [q.unit for q in quantities("Four-, five- and six-bed wards opened.")] == ["bed ward"] * 3


def test_offsets_are_those_of_the_text() -> None:
    text = "Prices rose by US$12 and 4.5pc."
    assert [text[q.start : q.end] for q in quantities(text)] == ["US$12", "4.5pc"]


def test_a_range_can_be_rough() -> None:
    (found,) = quantities("It burned for about 14 to 18 hours.")
    assert (found.amount.bound, found.rough) == (RANGE, True)
