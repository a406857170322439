"""Protects which words are places, which place is meant, and which facility mentions are one."""

from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.read.facilities import find_facilities
from corroborate.read.gazetteer import Gazetteer, fold, gazetteer, skeleton
from corroborate.read.places import Named, find_places
from corroborate.read.sentences import sentences


def places(text: str) -> list[Named]:
    return find_places(text, sentences(text))


def names(text: str) -> list[str]:
    return [n.place.name for n in places(text)]


def only(text: str, name: str) -> Named:
    return next(n for n in places(text) if n.place.name == name)


def test_names_are_found_whatever_their_accents_case_hyphens_and_article() -> None:
    assert {gazetteer().named(n)[0].id for n in ("Zürich", "ZURICH", "zurich")} == {gazetteer().named("Zurich")[0].id}
    assert gazetteer().named("Port au Prince")[0].id == gazetteer().named("Port-au-Prince")[0].id
    assert gazetteer().named("Al-Hasakah")[0].country == "SY"


def test_the_largest_place_of_a_name_comes_first() -> None:
    populations = [k.population for k in gazetteer().named("Springfield")]
    assert populations == sorted(populations, reverse=True)


def test_divisions_and_countries_have_coordinates() -> None:
    assert {k.kind for k in gazetteer().named("Donetsk")} >= {"admin1", "city"}
    assert gazetteer().named("Yemen")[0].kind == "country"
    assert 10 < gazetteer().named("Yemen")[0].latitude < 20


def test_an_unknown_name_is_nothing() -> None:
    assert gazetteer().named("Tessalyburgh") == ()
    assert gazetteer().named("") == ()


def test_transliterations_share_a_skeleton() -> None:
    assert skeleton("Dayr Hafir") == skeleton("Deir Hafer")
    assert skeleton("Khan Sheikhun") == skeleton("Khān Shaykhūn")
    assert skeleton("Varenne") != skeleton("Tessaly")


def test_opening_is_fast() -> None:
    before = time.perf_counter()
    gazetteer.__wrapped__()
    assert time.perf_counter() - before < 2


a_name = st.text("abcdef ", min_size=2, max_size=8).map(fold).filter(lambda n: len(n) > 1)
names_of_places = st.lists(a_name, min_size=1, max_size=30, unique=True)


@given(names_of_places)
def test_every_name_of_a_file_is_found(keys: list[str]) -> None:
    ordered = sorted(keys)
    rows = "\n".join(f"{k}\tcity\t{i}\tXX\t\t1.0\t2.0\t{i}" for i, k in enumerate(ordered))
    index = "\n".join(f"{k}\t{i}" for i, k in enumerate(ordered))
    packed = Gazetteer(gzip.compress(f"{rows}\n\n{index}\n".encode()))
    assert all([k.id for k in packed.named(key)] == [str(i)] for i, key in enumerate(ordered))
    assert packed.named("zz zz") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Sergei London said the road was open.",
        "The London Gazette Times reported the fire.",
        "Most people left. Reading the list took an hour. It was a nice day.",
        "Chad Orr told Varenne Radio that nobody came.",
        "Mr. Houston said so. Gov. Madison agreed.",
    ],
)
def test_people_papers_and_plain_words_are_no_places(text: str) -> None:
    assert not [n for n in places(text) if n.place.kind == "city"]


def test_the_country_of_the_report_decides_between_places_of_one_name() -> None:
    assert only("Syrian officials said fighting reached Idlib, Syria, on Monday.", "Idlib").place.country == "SY"
    assert only("Lebanese police said a bomb exploded in Tripoli. Lebanon mourned.", "Tripoli").place.country == "LB"
    assert only("Libyan police said a bomb exploded in Tripoli. Libya mourned.", "Tripoli").place.country == "LY"


def test_what_follows_the_comma_decides() -> None:
    assert only("A tornado struck houses in Paris, Texas, on Monday.", "Paris").place.admin1 == "Texas"


def test_a_division_is_told_from_its_capital() -> None:
    assert only("Shells fell across Donetsk province.", "Donetsk").place.kind == "admin1"
    assert only("Ukraine said shells fell in the city of Donetsk.", "Donetsk").place.kind == "city"


def test_a_village_that_no_gazetteer_holds_keeps_its_printed_name() -> None:
    found = only("Syrian rescuers reached the village of Tessalieh in Idlib province.", "Tessalieh").place
    assert (found.id, found.country, found.latitude) == (None, "SY", None)


def test_where_a_source_or_a_reporter_stands_is_not_where_it_happened() -> None:
    roles = {n.place.name: n.role for n in places("BEIRUT (Wire) — Jets struck Idlib, an activist in Aleppo said, Syria confirmed.")}
    assert roles["BEIRUT"] == "dateline"
    assert roles["Aleppo"] == "speaker"
    assert only("The families from the Dallas suburb of Mesquite mourned.", "Mesquite").role == "bare"


def test_offsets_are_verbatim() -> None:
    text = "Shelling hit Mariupol’s port, and Ukraine's army left Kharkiv."
    assert all(text[n.start : n.end] == n.place.name for n in places(text))


def test_a_people_is_no_place() -> None:
    assert names("A Kurdish village and a Syrian town were hit.") == []


def sites(text: str) -> list[tuple[str, str | None]]:
    return [(text[s.start : s.end], s.name) for s in find_facilities(sentences(text))]


def test_short_names_and_definite_nouns_mean_the_fullest_name_printed() -> None:
    text = "Soldiers took Aldo Regional Hospital.\nThe hospital has no water.\nAldo Hospital treated forty."
    assert {name for _, name in sites(text)} == {"Aldo Regional Hospital"}


def test_facilities_of_other_kinds_are_kept_apart() -> None:
    text = "Shells hit Aldo Maternity Hospital.\nThen Aldo Regional Hospital was taken.\nThe school burned."
    assert [name for _, name in sites(text)] == ["Aldo Maternity Hospital", "Aldo Regional Hospital", None]


def test_a_definite_noun_does_not_reach_far_back() -> None:
    text = "Tessaly Market burned.\n" + "Nothing else was hit.\n" * 6 + "The market reopened."
    assert sites(text)[-1] == ("market", None)


def test_a_facility_of_the_lede_is_the_one_named_soon_after() -> None:
    text = "Soldiers seized a hospital.\nThey entered Aldo Regional Hospital at noon.\n"
    assert [name for _, name in sites(text)] == ["Aldo Regional Hospital"] * 2
    assert len(sites("The wounded were taken to a hospital.\nAldo Regional Hospital and Tessaly Hospital burned.\n")) == 2


@given(st.text(max_size=200))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    cut = sentences(text)
    assert all(0 <= n.start < n.end <= len(text) for n in find_places(text, cut))
    assert all(0 <= s.start < s.end <= len(text) for s in find_facilities(cut))


TOWNS = "A ferry ran aground off Brask on Tuesday.\nThe mayor of Port Aldo sent tugs.\nPeople left Port Aldo for the city of Sund.\n"


def test_towns_that_no_gazetteer_holds_are_told_by_how_the_report_uses_them() -> None:
    assert {(n.place.name, n.place.kind, n.place.latitude) for n in places(TOWNS)} == {
        (name, "unknown", None) for name in ("Brask", "Port Aldo", "Sund")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Rockets fell near Tessaly on Monday.",
        "Tessaly's mayor fled.",
        "Residents of Tessaly queued for bread.",
        "TESSALY, March 3 (Wire) - Rockets fell all night, and the town burned.",
        "A convoy set out on the road to Tessaly, which troops hold.",
        "In Tessaly 30 people died.",
        "Mourners prayed after the Tessaly train crash. Nobody spoke of the Tessaly derailment.",
        "A dam at Upper Tessaly gave way.",
    ],
)
def test_one_clear_use_or_two_weak_ones_make_a_place(text: str) -> None:
    assert {fold(n) for n in names(text)} in ({"tessaly"}, {"upper tessaly"})


@pytest.mark.parametrize(
    "text",
    [
        "He had confidence in Marant. Marant said so.",
        "Governor Marant spoke. Three people died in Marant, 44, and others.",
        "The bill failed in Parliament, she wrote on Facebook.",
        "In Tessaly newspapers it was told twice.",
        "It was told by a professor at the University of Tessaly in a study.",
        "Police met near Larch and Main streets.",
        "The Wayne County Sheriff's Office closed.",
        "He was a Master at Arms in the U.S. Navy.",
    ],
)
def test_people_bodies_corners_and_offices_are_no_towns(text: str) -> None:
    assert not [n for n in places(text) if n.grain == 3 and n.role == "at"]


def test_a_part_of_a_longer_name_never_stands_alone() -> None:
    text = "Shells hit Port Aldo.\nSmoke rose in Port Aldo.\nHospital shelled in Port Aldo.\n"
    assert set(names(text)) == {"Port Aldo"}
    assert names("The bridge in Lower Tamsin fell. Residents of Tamsin fled.") == ["Lower Tamsin", "Tamsin"]
    assert [name for _, name in sites("Toll at Port Aldo hospital rises. The Upper Loom dam held.")] == [
        "Port Aldo hospital",
        "Upper Loom dam",
    ]


def test_where_somebody_goes_or_is_treated_is_told_from_where_it_happened() -> None:
    text = "Forty people fled from Brask to Sund. Ninety arrived in Sund. The wounded were taken to a hospital in Halm.\n"
    text += "The town of Halm is near."
    roles = [(n.place.name, n.role) for n in places(text)]
    assert roles[1:4] == [("Sund", "toward"), ("Sund", "goal"), ("Halm", "speaker")]


def test_a_facility_may_be_told_by_its_street() -> None:
    text = "Shells hit the school in Mill Street.\nThe school in Hill Road was spared."
    assert [name for _, name in sites(text)] == ["school in Mill Street", "school in Hill Road"]


COUNTY = "Tessaly man held. A Paris man was held on Monday, the Lamar County sheriff said. He drove from Blossom to Reno, Texas.\n"


def test_places_named_near_each_other_lie_near_each_other() -> None:
    assert {(n.place.name, n.place.admin1) for n in places(COUNTY)} >= {("Paris", "Texas"), ("Lamar County", "Texas"), ("Blossom", "Texas")}
    assert only("French police said a bomb exploded in Paris on Monday.", "Paris").place.country == "FR"


def test_a_county_is_a_place_of_its_own_kind_at_its_own_middle() -> None:
    county = only("Floods closed roads in Lamar County, Texas.", "Lamar County")
    assert (county.place.kind, county.place.admin1, county.grain) == ("admin2", "Texas", 2)
    found = places("Floods closed roads in Lamar, Fannin and Delta counties in Texas.")
    assert [(n.place.kind, n.place.admin1) for n in found if n.place.name in ("Lamar", "Fannin", "Delta")] == [("admin2", "Texas")] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Jurors heard the case at Lamar County Superior Court on a cold morning.",
        "The Ohio Board of Tolls raised fares.",
        "She teaches at the University of Kentucky.",
    ],
)
def test_nothing_happens_at_a_place_in_the_name_of_a_body(text: str) -> None:
    assert {n.role for n in places(text)} == {"body"}


def test_the_abbreviation_of_a_state_is_the_state() -> None:
    text = "Fire struck Bend, Ore., and spread. Rep. Ann Orr, D-N.J., wept. Sen. Lee Moss, R-Toledo, did not."
    found = {n.place.name: (n.place.kind, n.role) for n in places(text)}
    assert found["Ore."][0] == found["N.J."][0] == "admin1"
    assert found["Toledo"] == ("city", "speaker")


def test_words_joined_by_a_hyphen_are_two_names_or_none() -> None:
    text = "The Nairobi-based group signed the Egypt-Kenya pact. The rebel-held east did not."
    found = {n.place.name: n.role for n in places(text)}
    assert set(found) == {"Nairobi", "Egypt", "Kenya"}
    assert found["Nairobi"] == "speaker"


def test_the_home_of_somebody_is_heard() -> None:
    text = "Orla Vass of Toledo, Ohio, spoke. Ben Marant, 44, of Akron, did not. The Lima couple left. Ohio mourned."
    assert {"Toledo", "Akron", "Lima"} <= {n.place.name for n in places(text) if n.place.admin1 == "Ohio"}


def test_a_department_or_a_board_is_no_division() -> None:
    assert names("The Department of Revenue wrote to the Board of Tolls. The Board of Tolls replied.") == []


def test_the_middle_of_a_country_is_no_town_of_it() -> None:
    usa, egypt = gazetteer().named("United States")[0], gazetteer().named("Egypt")[0]
    assert 35 < usa.latitude < 43 and -105 < usa.longitude < -93
    assert 25 < egypt.latitude < 28
