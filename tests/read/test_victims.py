"""Victims by name or in the plural are told by the words that decide what amounts count."""

from __future__ import annotations

import pytest

from corroborate.read.victims import surnames, victims


@pytest.mark.parametrize(
    ("text", "name", "role", "measure"),
    [
        ("The assassination of Senator Galo Brun Arce shocked the port.", "Galo Brun Arce", "Senator", "people_killed"),
        ("Galo Brun, who was killed on Friday, led the union.", "Galo Brun", "", "people_killed"),
        ("They kidnapped Oda Renn.", "Oda Renn", "", "people_held"),
        ("Mayor Oda Renn was injured in the blast.", "Oda Renn", "Mayor", "people_injured"),
        ("The attack against Oda Renn failed.", "Oda Renn", "", "targeted"),
        ("The Varennese priests were murdered by raiders.", "Varennese priests", "", "people_killed"),
    ],
)
def test_a_victim_is_named_with_role_and_fate(text: str, name: str, role: str, measure: str) -> None:
    (found,) = victims(text)
    assert (found.name, found.role, found.measure) == (name, role, measure)
    assert text[found.start : found.end].endswith(name)


def test_names_in_a_row_share_their_fate() -> None:
    found = victims("He mourned the deaths of Oda Renn, Galo Brun and Ivo Marr.")
    assert [v.name for v in found] == ["Oda Renn", "Galo Brun", "Ivo Marr"]


@pytest.mark.parametrize(
    "text", ["They wanted to kill Oda Renn.", "Oda Renn did not die.", "The Popular Front was hurt.", "Members were killed."]
)
def test_plans_denials_and_bodies_are_no_victims(text: str) -> None:
    assert victims(text) == []


def test_a_lone_surname_needs_the_full_name_elsewhere() -> None:
    text = "Brun was shot dead."
    assert victims(text) == []
    assert [v.name for v in victims(text, surnames("Oda met Galo Brun. " + text))] == ["Brun"]
