"""Five names of one hospital come together; facilities of like names are told apart."""

from __future__ import annotations

from itertools import combinations

import pytest

from corroborate.reconcile.facilities import told_apart

ONE = [
    "Varenne Regional Intensive Care Hospital",
    "the regional hospital",
    "the biggest hospital in the 17th district",
    "Intensive Care Hospital",
    "the hospital",
]


@pytest.mark.parametrize(("one", "other"), list(combinations(ONE, 2)))
def test_names_of_one_hospital_do_not_speak_against_each_other(one: str, other: str) -> None:
    assert not told_apart(one, other, "Varenne")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hospital No. 2", "hospital no. 3"),
        ("the maternity hospital", "Regional Intensive Care Hospital"),
        ("Aldo Hospital", "Marant Hospital"),
        ("the grain market", "the hospital"),
        ("School No 4", "Kindergarten No 7"),
    ],
)
def test_like_names_are_told_apart(one: str, other: str) -> None:
    assert told_apart(one, other) and told_apart(other, one)


def test_the_towns_name_tells_no_hospital_apart() -> None:
    assert not told_apart("Varenne Hospital", "Oda Renn Hospital", "Varenne")
