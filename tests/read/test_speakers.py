"""Who says what: the right source or none, never a place, a day, a victim, the reporter or the outlet itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.model import Commitment, Document, MentionKind, SourceKind
from corroborate.read.found import Voice
from corroborate.read.sentences import sentences
from corroborate.read.speakers import Voices


def _document(text: str, publisher: str | None = "Varenne Post") -> Document:
    return Document(
        id="d1", name="1.txt", text=text, sha256="0", media_type="text/plain", received=datetime(2026, 1, 1, tzinfo=UTC), tool="test",
        publisher=publisher, language="en",
    )  # fmt: skip


def voice(text: str, words: str, publisher: str | None = "Varenne Post") -> Voice:
    """The voice of the last place where the words stand."""
    start = text.rindex(words)
    return Voices(_document(text, publisher), sentences(text)).at(start, start + len(words))


def speaker(text: str, words: str, publisher: str | None = "Varenne Post") -> str | None:
    """The name of the deepest source of the words."""
    chain = voice(text, words, publisher).chain
    return chain[-1].name if chain else None


DIRECT = [
    ('"We counted 31 bodies," said Ida Moor.', "31", "Ida Moor"),
    ('"We counted 31 bodies," Ida Moor said.', "31", "Ida Moor"),
    ("“We counted 31 bodies,” said Ida Moor, a nurse in Port Aldo.", "31", "Ida Moor"),
    ('"It was loud," said Ida Moor, a nurse. "We counted 31 bodies."', "31", "Ida Moor"),
    ('Ida Moor, a nurse in Port Aldo, said: "We counted 31 bodies. Nobody came."', "31", "Ida Moor"),
    ('"It was loud," said Ida Moor.\n"We counted 31 bodies," she added.', "31", "Ida Moor"),
    ('"It was loud and it was dark.\n"We counted 31 bodies," said Ida Moor.', "31", "Ida Moor"),
    ('The minister said there were "31 dead and many wounded".', "31", "minister"),
    ('"We counted 31 bodies" said the Varenne Relief Council.', "31", "Varenne Relief Council"),
    ('"We counted 31 bodies," said the governor, Oda Renn.', "31", "Oda Renn"),
]

INDIRECT = [
    ("The Varenne Relief Council said 31 people were killed.", "31", "Varenne Relief Council"),
    ("At least 31 people were killed in the strike, the Varenne Relief Council said on Sunday.", "31", "Varenne Relief Council"),
    ("At least 31 people were killed in the strike on the harbour in Port Aldo a relief group said on Sunday.", "31", "relief group"),
    ("At least 31 people were killed in the strike in the north said the Council.", "31", "Council"),
    ("According to the Interior Ministry, 31 people were killed.", "31", "Interior Ministry"),
    ("31 people were killed, according to a spokesman for the Interior Ministry.", "31", "spokesman for the Interior Ministry"),
    ("31 people were killed, as per the United Councils.", "31", "United Councils"),
    ("State television gave a toll of 31 dead.", "31", "State television"),
    ("The attack comes with local officials putting the death toll at around 31.", "around 31", "local officials"),
    ("The ministry raised the death toll from the flood to 31.", "31", "ministry"),
    ("Ida Moor, head of the port authority, told reporters that 31 people were missing.", "31", "Ida Moor"),
    ("Governor Oda Renn has confirmed that 31 people were freed.", "31", "Oda Renn"),
    ("A doctor inside the hospital who could not be named said 31 people were trapped.", "31", "doctor"),
    ("Witnesses say 31 people were killed.", "31", "Witnesses"),
    ("Police say 31 people were killed.", "31", "Police"),
    ("A family in the suburbs of Port Aldo said five of the dead were relatives.", "five", "A family in the suburbs of Port Aldo"),
    ("Renn's deputy, Ida Moor, warned that 31 people were missing.", "31", "Ida Moor"),
    ("The council updated its earlier toll for the strike, saying three more had died.", "three more", "council"),
    ("The survey revised its data, and specified that the quake reached 5.7.", "5.7", "survey"),
    ("More than 31 homes were destroyed, the provincial governor told a news conference on Tuesday.", "31", "provincial governor"),
    ("Residents reached by telephone said at least 31 bodies lay in the street.", "31", "Residents"),
    ("At least 31 people were killed, local health official Dr. Sami Noor said by phone.", "31", "Sami Noor"),
    ("31 people were killed. That is according to the mayor, Oda Renn.", "31", "Oda Renn"),
    ("31 hostages were freed after talks, sources close to the negotiations told AFP on condition of anonymity.", "31", "sources close"),
    ("The Front, in a statement posted on its website, said it had killed 31 soldiers.", "31", "Front"),
    ('The council "has documented the killing of 31 civilians" since spring.', "31", "council"),
    ("31 people died, according to the latest VOHR estimates.", "31", "VOHR"),
    ("A photographer for the agency saw three bodies on the quay.", "three", "photographer"),
]

NOBODY = [
    "31 people were killed in Port Aldo on Monday.",  # places and days are no sources
    "By Ida Moor\n31 people were killed in Port Aldo.",  # nor is the reporter
    "Subscribe to our newsletter. 31 people were killed.",
    "The blast killed Ida Moor and 31 others.",  # nor a victim
    "A blast claimed the lives of 31 people in Port Aldo.",
    "A blast claimed by the Tessaly Front killed 31 people in Port Aldo.",  # the claim is theirs, the count is not
    "Nobody was named. There were no damages reported and 31 people left.",
    "The council did not say whether the army had fired. 31 people were killed.",
    "Neither the army nor the rebels said how many of the 31 had died.",
    "The ministry could not confirm that 31 people had died.",
    "The mayor arrived on Monday. 31 people were killed.",
]


@pytest.mark.parametrize(("text", "words", "name"), DIRECT)
def test_direct_and_mixed_speech_has_its_speaker(text: str, words: str, name: str) -> None:
    assert name.lower() in (speaker(text, words) or "").lower()


@pytest.mark.parametrize(("text", "words", "name"), INDIRECT)
def test_indirect_speech_has_its_speaker(text: str, words: str, name: str) -> None:
    assert name.lower() in (speaker(text, words) or "").lower()


@pytest.mark.parametrize("text", NOBODY)
def test_what_nobody_is_said_to_say_is_the_outlets_own_voice(text: str) -> None:
    assert speaker(text, "31") is None


def test_the_outlet_itself_is_no_source() -> None:
    assert speaker("31 people were killed, the Varenne Post reported.", "31") is None
    assert speaker("31 people were killed, the Varenne Post reported.", "31", "Aldo Times") == "Varenne Post"


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("Bomb kills 31: state TV", "state TV"),
        ("Bomb kills 31 in harbour town, police say", "police"),
        ("Bomb kills 31 in harbour town - officials", "officials"),
        ("Official: harbour bomb killed 31 people", "Official"),
        ("Bomb kills 31 in northern harbour town Monitor", "Monitor"),
        ("Bomb kills 31 in northern harbour town", None),
        ("Bomb kills 31 Harbour Police In Northern Town", None),
    ],
)
def test_a_headline_names_its_source_at_either_end(headline: str, name: str | None) -> None:
    text = f"{headline}\n\nIt was the worst day in years."
    assert speaker(text, "31") == name


def test_names_go_back_to_the_fullest_printed_form() -> None:
    text = (
        "The Varenne Observatory for Human Rights (VOHR) said 12 died. The Observatory said 13 were hurt. VOHR said 14 left. "
        "The monitor said 15 stayed. Deputy Mayor Oda Renn said 16 fled. Renn said 17 hid. He said 18 swam."
    )
    names = [speaker(text, str(n)) for n in range(12, 19)]
    assert all("Varenne Observatory for Human Rights" in (n or "") for n in names[:4])
    assert names[4:] == ["Oda Renn"] * 3


def test_a_lede_that_only_says_a_monitor_looks_ahead_for_its_name() -> None:
    text = (
        "Raids killed 31 people in a town in the north on Monday a monitor said. "
        "The Varenne Observatory for Human Rights said they hit a market."
    )
    assert speaker(text, "31") == "Varenne Observatory for Human Rights"


def test_it_and_she_mean_the_last_body_or_person_that_fits() -> None:
    text = "Ida Moor, a nurse, said 12 died. The Port Council said 13 fled. She said 14 were hurt. It said 15 were missing."
    assert speaker(text, "14") == "Ida Moor"
    assert speaker(text, "15") == "Port Council"


def test_a_pronoun_with_nobody_before_it_gets_no_name() -> None:
    assert speaker("It rained. He said 31 people had died.", "31") is None


def test_the_source_that_was_described_before() -> None:
    text = "A source in the port police said the pier was hit. The source said 31 people were hurt."
    assert speaker(text, "31") == "A source in the port police"


def test_the_parts_of_a_toll_keep_the_source_of_the_toll_and_nothing_else_does() -> None:
    text = "The ministry said 31 people died. Among the dead were 12 children. Some 40 houses burned."
    assert speaker(text, "12") == "ministry"
    assert speaker(text, "40") is None


def test_a_denial_of_anothers_claim_makes_nobody_say_the_claim() -> None:
    found = voice("The Front claimed it had killed 31 soldiers, a claim the army denied.", "31")
    assert [link.name for link in found.chain] == ["Front"]
    assert found.commitment is Commitment.CLAIMED


def test_a_role_that_changes_rank_is_marked() -> None:
    text = "Deputy Mayor Oda Renn spoke. Deputy Mayor Oda Renn said 12 died. The mayor said 31 people fled."
    found = voice(text, "31")
    assert found.chain[-1].name == "Oda Renn"
    assert "role_drift" in found.flags


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ('"We counted 31 bodies," Ida Moor told Reuters.', ["Reuters", "Ida Moor"]),
        ("Ida Moor told reporters that 31 people had died.", ["Ida Moor"]),
        ("AP, citing medics, said 31 people had died.", ["AP", "medics"]),
        ("State television quoted the governor as saying that 31 people had died.", ["State television", "governor"]),
        ("Ida Moor said relatives had told her that 31 people had died.", ["Ida Moor", "relatives"]),
        ("31 people had died, according to a police source cited by AFP.", ["AFP", "a police source"]),
        ('"There are 31 victims," said Ida Moor, a spokeswoman, on Port Television.', ["Port Television", "Ida Moor"]),
    ],
)
def test_chains_run_from_the_outlet_to_the_deepest_source(text: str, chain: list[str]) -> None:
    assert [link.name for link in voice(text, "31").chain] == chain


def test_a_wire_credit_relays_but_never_speaks() -> None:
    text = "Flood kills many in the delta towns\n\nPORT ALDO (Reuters) - The ministry said 31 people had died. Some 40 were hurt."
    said, own = voice(text, "31"), voice(text, "40")
    assert [link.name for link in said.chain] == ["Reuters", "ministry"]
    assert own.chain == ()
    assert "wire:Reuters" in own.flags


def test_a_picture_credit_is_no_wire_credit() -> None:
    text = "Flood kills many\n\nPhoto: AFP\nThe ministry said 31 people had died."
    assert voice(text, "31").flags == ()


def test_coordinate_statements_part_where_the_next_source_begins() -> None:
    text = "Pilots said they saw 12 boats, but port officials said 31 people were missing, while the sea rose 40 centimetres."
    assert speaker(text, "12") == "Pilots"
    assert speaker(text, "31") == "port officials"


def test_what_a_relative_clause_takes_for_granted_is_not_stated_by_the_speaker() -> None:
    text = "Mayor Oda Renn said the man wore a mask during the attack that killed 31 people."
    assert speaker(text, "mask") == "Oda Renn"
    assert speaker(text, "31") is None


@pytest.mark.parametrize(
    ("text", "commitment"),
    [
        ("The ministry said 31 people had died.", Commitment.ASSERTED),
        ("The ministry confirmed that 31 people had died.", Commitment.CONFIRMED),
        ("The Front claimed that 31 soldiers had died.", Commitment.CLAIMED),
        ("The ministry denied that 31 people had died.", Commitment.DENIED),
        ("31 people were reportedly killed.", Commitment.CLAIMED),
        ("The ministry said it was not clear whether 31 people had died.", Commitment.HYPOTHETICAL),
        ("31 people are feared dead.", Commitment.HYPOTHETICAL),
    ],
)
def test_commitment_follows_the_cue_and_the_hedges(text: str, commitment: Commitment) -> None:
    assert voice(text, "31").commitment is commitment


def test_agentless_hedges_name_nobody() -> None:
    assert voice("31 people are believed to have died.", "31").chain == ()


def test_an_official_who_speaks_as_one_inside_is_marked() -> None:
    inside = 'Deputy Mayor Oda Renn said: "We sit in the basement with 31 children."'
    office = '"We can confirm that 31 people died in our region," said Governor Oda Renn.'
    assert "insider_inferred" in voice(inside, "31").flags
    assert "insider_inferred" not in voice(office, "31").flags


def test_vouching_for_anothers_claim_is_marked() -> None:
    assert "attests" in voice("The governor confirmed the report of 31 deaths.", "31").flags


def test_how_the_source_knows() -> None:
    assert voice('"We received information that 31 people are held," said Oda Renn.', "31").chain[-1].basis == "told"
    assert voice('"I saw 31 bodies," said Ida Moor.', "31").chain[-1].basis == "witnessed"


def test_kind_role_medium_and_span_are_kept() -> None:
    text = "Deputy Mayor Oda Renn said in a statement that 31 people had died."
    source = voice(text, "31").chain[-1]
    assert (source.kind, source.role, source.medium) == (SourceKind.PERSON, "Deputy Mayor", "statement")
    assert source.span is not None
    assert source.span.text == "Deputy Mayor Oda Renn"
    assert voice("A resident said 31 people had died.", "31").chain[-1].kind is SourceKind.INSIDER
    assert voice("Officials said 31 people had died.", "31").chain[-1].kind is SourceKind.OFFICIALS


def test_a_transcript_hands_the_floor_over_by_labels() -> None:
    text = "IDA MOOR: Hello.\nODA RENN: We hear that 31 people are dead.\nMOOR: Thank you.\nRENN: And 40 are hurt."
    assert speaker(text, "31") == "Oda Renn"
    assert speaker(text, "40") == "Oda Renn"


def test_sources_cues_and_contents_are_noticed() -> None:
    text = "The ministry said 31 people had died."
    noticed = Voices(_document(text), sentences(text)).noticed.mentions
    assert [(m.kind, m.span.text) for m in noticed] == [
        (MentionKind.SOURCE, "The ministry"), (MentionKind.CUE, "said"), (MentionKind.CONTENT, "31 people had died."),
    ]  # fmt: skip


PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        ",",
        ".",
        ":",
        " said ",
        " the ",
        "Ida Moor",
        " told ",
        "AFP",
        " according to ",
        "(",
        ")",
        " - ",
        "police",
        " who ",
        "\n",
        " 31 ",
        " and ",
        "’s ",
        " it ",
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_no_text_breaks_it_and_every_span_is_verbatim(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = Voices(_document(text), sentences(text))
    for mention in found.noticed.mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.text
    for k in range(0, len(text), 7):
        for link in found.at(k, k + 1).chain:
            assert link.name
            assert link.span is None or text[link.span.start : link.span.end] == link.span.text


NEARER = [
    # a class word that two bodies share joins nobody
    ("The Tessaly Relief Council sent aid. The Tessaly Relief Council said 5 died. The city council said 31 died.", "31", "city council"),
    ("The Health Ministry said 5 died. The interior ministry said 31 died.", "31", "interior ministry"),
    ("The Tessaly Relief Council said 5 died. The council said 31 died.", "31", "Tessaly Relief Council"),
    ("Four died, the civil protection agency said. Around 31 left, the agency said.", "31", "civil protection agency"),
    # whoever stands in the sentence itself comes before whoever spoke last
    ("Diplomats said talks went on. Port Aldo and Sund told of raids which they say killed 31 people.", "31", None),
    ("The group also runs the north. The Observatory of Aldo said 5 died. Last month it also declared 31 villages its own.", "31", None),
    # "the statement" is its issuer's, "the police report" the police's
    ("The army issued a statement saying 5 died. Officials said roads were cut. The statement said 31 were missing.", "31", "army"),
    # a person behind a body or a place, an outlet in mid-clause, a name before a relative clause
    ("The governor of Tessaly Ida Moor told AFP 31 people died.", "31", "Ida Moor"),
    ("A car bomb killed 31 people in the central city of Tessaly state television reported.", "31", "state television"),
    ("Ida Moor, who runs the Tessaly Observatory, said 31 people died.", "31", "Ida Moor"),
    ("Ida Moor with the Tessaly Sheriff's Office said 31 people died.", "31", "Ida Moor"),
    ("The car crashed near the corner of Campus Drive and Mill Drive, killing 31, police said.", "31", "police"),
    ("Shells fell near the Varenne embassy killing 31 people said the Council for Human Rights.", "31", "Council for Human Rights"),
    ("In Port Aldo, officials say 31 people died.", "31", "officials"),
    ("The front in a statement published by Aldo Radio said 31 soldiers died.", "31", "front"),
    ("The rights group Open Ledger said 31 people died.", "31", "Open Ledger"),
    ("Thirty fled. Police Lt. Ida Moor said 5 died. The lieutenant said 31 were hurt.", "31", "Ida Moor"),
    # ways to go on
    ('Ida Moor said it was dark. She went on to say that 31 people died.', "31", "Ida Moor"),
    ('Ida Moor said it was dark. She went on: "They took 31 people."', "31", "Ida Moor"),
    ('Ida Moor said it was dark.\nShe said:\n"They took 31 people. Nobody came."', "31", "Ida Moor"),
    ("Two officials said 5 soldiers died. One of them said 31 were hurt.", "31", "Two officials"),
    ("The army shelled the port, claiming that 31 gunmen were hiding there.", "31", "army"),
    ("Ida Moor was quoted as saying 31 villages were cut off.", "31", "Ida Moor"),
    ("The rebels, according to General Ida Moor, who commands the garrison, lost 31 men.", "31", "Ida Moor"),
    ("'It was dark,' Ida Moor said. 'There is no light. We have 31 dead.'\n'Go,' he said.\n'Go now,' he said.", "31", "Ida Moor"),
]  # fmt: skip

NOBODY = [
    "A video posted online showed 31 bodies.",
    "Police arrested 31 men and charged them with murder.",
    "The family called 911 after 31 shots were heard.",
    "A guard was found shot near 31 wrecked cars.",
    "Rescuers found 31 survivors in the mud.",
    "The army continued its raids in the north, killing 31.",
    "The mission met the member states concerned and 31 envoys.",
    "He is a documented gang member with 31 arrests.",
    "By Rana Said\n31 people died on Monday in the flood.",
]


@pytest.mark.parametrize(("text", "words", "name"), NEARER)
def test_the_nearer_source_and_no_other_is_named(text: str, words: str, name: str | None) -> None:
    assert speaker(text, words) == name


@pytest.mark.parametrize("text", NOBODY)
def test_who_only_did_or_suffered_something_says_nothing(text: str) -> None:
    assert speaker(text, "31") is None


def test_the_source_of_the_information_stands_below_whoever_reported_it() -> None:
    text = "Open Ledger reported that 31 patients were shot. The information came from a doctor inside the hospital, unnamed."
    assert [s.name for s in voice(text, "31").chain] == ["Open Ledger", "a doctor inside the hospital"]


def test_who_heard_it_passes_it_on_only_under_a_name() -> None:
    assert [s.name for s in voice("Ida Moor told the Aldo Gazette that 31 died.", "31").chain] == ["Aldo Gazette", "Ida Moor"]
    assert [s.name for s in voice("Ida Moor told his wife that 31 died.", "31").chain] == ["Ida Moor"]
    text = "The prosecutor, quoted by the Aldo Gazette as saying that 31 were held, gave no names."
    assert [s.name for s in voice(text, "31").chain] == ["Aldo Gazette", "prosecutor"]


@pytest.mark.parametrize(
    ("text", "commitment"),
    [
        ("The minister said it was not true that 31 people had died.", Commitment.DENIED),
        ("The ministry dismissed reports that 31 prisoners had died.", Commitment.DENIED),
        ("The army shelled the port, claiming 31 gunmen were there.", Commitment.CLAIMED),
        ("If confirmed, 31 dead would be the most in years.", Commitment.HYPOTHETICAL),
        ("Nothing was denied. The minister said 31 people had died.", Commitment.ASSERTED),
    ],
)
def test_denials_and_doubts_need_no_verb_of_their_own(text: str, commitment: Commitment) -> None:
    assert voice(text, "31").commitment is commitment


def test_an_agency_that_nobody_listed_is_credited_by_its_dateline() -> None:
    text = "PORT ALDO, March 11 (Meridian) - At least 31 people died, the health ministry said.\n\nNobody else spoke."
    assert [s.name for s in voice(text, "31").chain] == ["Meridian", "health ministry"]
    assert [s.name for s in voice(text, "31", "Meridian News Agency").chain] == ["health ministry"]


def test_a_headline_drops_the_article_and_the_site() -> None:
    text = "Governor: 31 dead in flood - World - Port Times Online\n\nGovernor Ida Moor said people died."
    assert speaker(text, "31") == "Ida Moor"


@pytest.mark.parametrize(
    "text",
    [
        "Reports say 31 people were killed.",
        "According to reports, 31 people were killed.",
        "At least 31 people were killed in Port Aldo, say reports.",
        "It is reported that 31 people were killed.",
    ],
)
def test_bare_reports_name_nobody_and_what_they_say_is_claimed(text: str) -> None:
    told = voice(text, "31")
    assert (told.chain, told.commitment) == ((), Commitment.CLAIMED)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("31 people were killed, state media reports.", "state media"),
        ("31 people were killed, according to a report by the Meridian News Agency.", "Meridian News Agency"),
        ("Reports say, citing medics, that 31 people were killed.", "medics"),
    ],
)
def test_reports_of_a_named_source_keep_it(text: str, name: str) -> None:
    assert speaker(text, "31") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chief Ann Lorrow and Mayor Pell Dane said 31 people were killed.", "Ann Lorrow and Pell Dane"),
        ("31 people were killed, said Oda Renn and Pell Dane.", "Oda Renn and Pell Dane"),
        ("The blast killed Ida Moor and Mayor Pell Dane said 31 people were hurt.", "Pell Dane"),
    ],
)
def test_two_persons_who_say_it_together_are_both_named(text: str, name: str) -> None:
    assert speaker(text, "31") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Professor Ida Moor at the University of Halden said 31 people were killed.", "Ida Moor"),
        ("Dr Ida Moor from the Institute of Health said 31 people were killed.", "Ida Moor"),
        ("Rescuers at the University of Halden said 31 people were killed.", "Rescuers at the University of Halden"),
    ],
)
def test_a_person_speaks_and_not_where_the_person_works(text: str, name: str) -> None:
    assert speaker(text, "31") == name


def test_a_role_behind_a_name_without_its_comma_is_no_part_of_the_name() -> None:
    said = "At least 12 of them were children said Ilo Abdel Marr head of the Halden-based group."
    assert [(s.name, s.role) for s in voice(said, "12").chain] == [("Ilo Abdel Marr", "head of the Halden-based group")]


def test_an_acronym_that_nobody_put_in_brackets_is_the_one_body_of_its_letters() -> None:
    said = "The Flood Management Board opened a line. FMB said nine people died."
    assert speaker(said, "nine") == "Flood Management Board"
