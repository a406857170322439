"""Key statements are found by what they say, with the party, weapon or facility as printed; furniture and background words make none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.model import Document
from corroborate.read.found import Proposition
from corroborate.read.frames import frames, groups, shadow
from corroborate.read.named import named
from corroborate.read.propositions import propose
from corroborate.read.sentences import sentences


def document(text: str) -> Document:
    return Document(
        id="d1",
        name="1.txt",
        text=text,
        sha256="",
        media_type="text/plain",
        received=datetime(2026, 1, 1, tzinfo=UTC),
        tool="test",
        language="en",
    )


def stated(text: str) -> list[Proposition]:
    return propose(document(text), sentences(text))


def measures(text: str) -> dict[str, tuple[str, str | None]]:
    return {p.measure: (p.polarity, p.about) for p in stated(text)}


RESPONSIBILITY = [
    ("No group has claimed responsibility for the blast.", "responsibility_claimed", "-"),
    ("There was no immediate claim of responsibility for the bombing.", "responsibility_claimed", "-"),
    ("The Red Dawn group claimed responsibility for the bombing.", "responsibility_claimed", "+"),
    ("The bombing was claimed by the Red Dawn group.", "responsibility_claimed", "+"),
    ("The army of Tessaly said it had carried out the strike.", "responsibility_claimed", "+"),
    ("Minister Oda Renn denied that its forces had shelled the clinic.", "responsibility_denied", "-"),
    ("The army denied any involvement in the attack.", "responsibility_denied", "-"),
    ("The strike was carried out by government warplanes, a monitor said.", "responsibility_attributed", "+"),
    ("Residents blamed the army for the shelling.", "responsibility_attributed", "+"),
    ("Government air strikes killed nine people in Varenne.", "responsibility_attributed", "+"),
    ("Rebels shelled the market in Port Aldo.", "responsibility_attributed", "+"),
    ("The army killed at least nine people in Varenne.", "responsibility_attributed", "+"),
    ("The hospital was hit by their own rockets, the spokesman said.", "responsibility_attributed", "+"),
    ("Residents blamed the shelling on government troops.", "responsibility_attributed", "+"),
    ("Ilse Holm, 45, was charged with murder.", "responsibility_attributed", "+"),
    ("A 19-year-old man was arrested on suspicion of the stabbing.", "responsibility_attributed", "+"),
    ("The Northern Army rejected the accusation that it had shelled the hospital.", "responsibility_denied", "-"),
    ("Colonel Oda Renn denied that his troops had fired at the school.", "responsibility_denied", "-"),
    ("The water company again rejected any responsibility.", "responsibility_denied", "-"),
]


@pytest.mark.parametrize(("text", "measure", "polarity"), RESPONSIBILITY)
def test_responsibility_is_claimed_denied_or_attributed(text: str, measure: str, polarity: str) -> None:
    assert measures(text).get(measure, ("", None))[0] == polarity


@pytest.mark.parametrize(
    ("text", "measure", "about"),
    [
        ("A car bomb killed nine people in Varenne.", "weapon", "car bomb"),
        ("Helicopters dropped barrel bombs on the town.", "weapon", "barrel bombs"),
        ("A truck ploughed into a crowd of people in Varenne.", "weapon", "truck"),
        ("A maternity hospital was bombed on Wednesday.", "facility_attacked", "maternity hospital"),
        ("An air strike hit a school in Port Aldo.", "facility_attacked", "school"),
        ("Rebels seized the hospital in Port Aldo on Monday.", "facility_seized", "hospital"),
        ("Floodwaters destroyed the bridge at Tessaly.", "facility_destroyed", "bridge"),
        ("The floods were caused by heavy rain in the hills.", "cause", "heavy rain in the hills"),
        ("The two sides agreed a ceasefire from Tuesday.", "agreement", "ceasefire"),
        ("The army violated the truce within hours.", "agreement_broken", "truce"),
        ("The strike was carried out by Ruritanian-backed rebels.", "responsibility_attributed", "Ruritanian-backed rebels"),
        ("Hospital shelled in Port Aldo", "facility_attacked", "Hospital"),
        ("An aid convoy was attacked near the Tessaly Bridge.", "facility_attacked", "aid convoy"),
        ("Pirates hijacked a tanker off Port Aldo.", "facility_seized", "tanker"),
        ("Firefighters said a faulty heater was to blame.", "cause", "faulty heater"),
        ("The bridge collapsed because of poor maintenance.", "cause", "poor maintenance"),
        ("Police said the shooting followed an argument.", "cause", "argument"),
        ("He began firing a 9 mm handgun at the crowd.", "weapon", "9 mm handgun"),
        ("Police suspect that a rival gang was behind the shooting.", "responsibility_attributed", "rival gang"),
        ("The two sides agreed to a four-hour pause in fighting.", "agreement", "pause in fighting"),
        ("In Varenne the army shelled the market.", "responsibility_attributed", "army"),
        ("Kaltan Army Advances, Rebels shelled the market", "responsibility_attributed", "Rebels"),
    ],
)
def test_what_a_statement_is_about_is_printed_in_it(text: str, measure: str, about: str) -> None:
    assert measures(text)[measure][1] == about


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The cause of the crash is not yet known.", "cause"),
        ("The raid was in retaliation for the shelling of Varenne.", "cause"),
        ("Initial findings point to human error.", "cause"),
        ("The levee burst after torrential rain.", "cause"),
        ("Police denied rumours of a second attacker.", "other_denial"),
    ],
)
def test_causes_and_denials(text: str, measure: str) -> None:
    assert measure in measures(text)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Residents of Port Aldo have been without heat, water and electricity for ten days.", "ours:water_lacking"),
        ("Residents of Port Aldo have been without heat, water and electricity for ten days.", "ours:heat_lacking"),
        ("Residents of Port Aldo have been without heat, water and electricity for ten days.", "ours:power_lacking"),
        ("Electricity and gas have been cut off in Varenne.", "ours:power_lacking"),
        ("There is no food or medicine left in the town.", "ours:food_lacking"),
        ("There is no food or medicine left in the town.", "ours:medicine_lacking"),
        ("Families are sleeping outside and need tents and blankets.", "ours:shelter_lacking"),
        ("A convoy carrying aid was blocked at the Tessaly Bridge.", "ours:aid_blocked"),
        ("Aid trucks reached the camp on Sunday.", "ours:aid_delivered"),
        ("A humanitarian corridor was opened to Port Aldo.", "ours:corridor_open"),
        ("The evacuation corridor came under shelling.", "ours:corridor_closed"),
        ("It is impossible to leave the hospital.", "ours:access_denied"),
        ("Soldiers use the patients as human shields.", "ours:human_shields"),
        ("This number can be higher, she said.", "ours:undercount_caveat"),
        ("The death toll is expected to rise.", "ours:undercount_caveat"),
        ("The mayor confirmed the governor’s statement.", "ours:confirmation"),
    ],
)
def test_needs_access_and_caveats_are_claims_of_our_own(text: str, measure: str) -> None:
    assert measures(text)[measure][0] == "+"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor opened the new library on Sunday.",
        "Water levels fell in the lake.",
        "She was captured on video as she left the shop.",
        "Investigators are looking into what caused the crash.",
        "Subscribe to our newsletter for more on the attack on the hospital",
        "About 300 people are still trapped in the building.",
        "Nine dead in Oster flood",
        "Two soldiers killed in Varenne on Monday.",
        "He was denied parole for the second time.",
        "Her lawyer reached a plea deal with prosecutors.",
        "The storm caused damage to shops and cars.",
        "They met in the besieged city of Port Aldo.",
    ],
)
def test_ordinary_sentences_state_nothing(text: str) -> None:
    assert measures(text) == {}


def test_a_negation_turns_the_polarity() -> None:
    assert measures("The shells did not hit the hospital.")["facility_attacked"][0] == "-"
    assert measures("The army bombed the hospital, not the school.")["facility_attacked"][0] == "+"


def test_who_accuses_or_repels_is_not_accused() -> None:
    said = measures("The regime has been accused of committing war crimes against civilians by insurgent groups.")
    assert said["responsibility_attributed"][1] == "regime"
    assert "responsibility_attributed" not in measures("An attack on the base was repelled by the army.")


def test_names_of_groups_are_learned_from_the_report() -> None:
    text = "Fighters of the Red Dawn militant group fled. Red Dawn executed nine people in Varenne."
    assert measures(text)["responsibility_attributed"][1] == "Red Dawn"
    names = groups(text)
    assert names is not None
    assert shadow("Red Dawn fled.", names) == "ꙮꙮꙮꙮꙮꙮꙮꙮ fled."


def test_a_caption_is_flagged_and_a_denial_is_stated_once() -> None:
    text = "Strike hits Varenne\nNine died.\nImage caption An air strike hit a school in Port Aldo"
    assert [p.flags[0] for p in stated(text) if p.measure == "facility_attacked"] == ["caption"]
    assert "other_denial" not in measures("The army denied any involvement in the attack.")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([row[0] for row in RESPONSIBILITY] + ["A", "by", "Rebels", "ꙮ", "\n", "“", "hit", "the school."]), max_size=8
    ).map(" ".join)
)
def test_triggers_lie_in_their_sentence_and_no_measure_twice_in_one(text: str) -> None:
    cut = sentences(text)
    found = propose(document(text), cut)
    assert len({(p.sentence, p.measure) for p in found}) == len(found)
    for p in found:
        s = cut[p.sentence]
        assert s.start <= p.start < p.end <= s.end
        assert p.about is None or p.about in " ".join(text.split())  # printed in the report, maybe in full elsewhere


def test_every_frame_has_a_name_of_its_own() -> None:
    names = [f.name for f in frames()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Maternity hospital No. 3 was bombed on Wednesday.", "Maternity hospital No. 3"),
        ("Shelling hit the children’s hospital in Port Aldo.", "children’s hospital"),
        ("An air strike hit the University of Varenne.", "University of Varenne"),
        ("Yesterday St. Ilse School was bombed.", "St. Ilse School"),
        ("It was completely destroyed.", None),
    ],
)
def test_a_facility_is_named_in_full(text: str, about: str | None) -> None:
    assert next(p.about for p in stated(text) if p.measure.startswith("facility_")) == about


def test_what_a_denial_denies_is_not_stated_beside_it() -> None:
    assert measures("The operator denied that the dam had failed.") == {"other_denial": ("-", None)}
    assert set(measures("The Northern Army rejected the accusation that it had shelled the hospital.")) == {"responsibility_denied"}


def test_a_bare_facility_takes_the_one_full_name_that_the_report_prints() -> None:
    story = "Hospital shelled in Port Aldo\nShells hit St. Ilse Hospital on Monday."
    story += " The hospital was hit twice. A hospital in Varenne was shelled."
    about = [p.about for p in stated(story) if p.measure == "facility_attacked"]
    assert about == ["St. Ilse Hospital", "St. Ilse Hospital", "St. Ilse Hospital", "hospital"]
    two = "Shells hit St. Ilse Hospital and Harbour Hospital. The hospital was hit again."
    assert [p.about for p in stated(two) if p.measure == "facility_attacked"][-1] == "hospital"


def test_a_surname_takes_the_first_name_that_the_report_prints() -> None:
    text = "Police are looking for Teo Brand. Brand is accused of killing two men."
    assert measures(text)["responsibility_attributed"][1] == "Teo Brand"


@pytest.mark.parametrize(
    ("text", "span", "kind", "name"),
    [
        ("killing at least 214 people and", (0, 31), "", None),
        ("his troops", (0, 10), "party", None),
        ("a well in the old town after the rain", (0, 37), "", "well in the old town"),
        ("turbulence may have", (4, 19), "", "turbulence"),
        ("the Kaltan army in Varenne", (0, 26), "party", "Kaltan army"),
        ("the U.S. military", (0, 17), "party", "U.S. military"),
        ("a .22-caliber rifle", (3, 19), "", ".22-caliber rifle"),
    ],
)
def test_a_name_is_a_clean_noun_phrase(text: str, span: tuple[int, int], kind: str, name: str | None) -> None:
    assert named(text, span, kind) == name


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.sampled_from(["", "party", "facility", "clause"]))
def test_a_name_is_words_of_the_text(text: str, a: int, b: int, kind: str) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    name = named(text, (start, end), kind)
    assert name is None or (name and name in " ".join(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        "Activists have accused the army of avoiding fights with the rebels.",
        "It typically takes the group several hours to claim responsibility.",
        "Officials say that no sign of wreckage had been found.",
    ],
)
def test_no_accusation_of_the_deed_no_habit_and_no_fruitless_search_is_a_statement(text: str) -> None:
    assert not {"responsibility_attributed", "responsibility_claimed", "other_denial"} & measures(text).keys()
