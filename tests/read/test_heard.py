"""Who says it: the encoder's answer replaces the rules' only where it is sure, and a name is never made up."""

from __future__ import annotations

import pytest
from scored import document, signs

from corroborate.read.encoder import Signs
from corroborate.read.sentences import sentences
from corroborate.read.speakers import Voices

TEXT = "Governor Ilo Marr visited the site. Nine people died, he wrote to residents. The council said 12 died."


def voices(text: str, given: Signs | None) -> Voices:
    return Voices(document(text), sentences(text), given)


def speaker(points: dict[tuple[str, str], str], word: str, text: str = TEXT) -> str | None:
    at = text.index(word)
    chain = voices(text, signs(text, points=points)).at(at, at + len(word)).chain
    return chain[-1].name if chain else None


def test_where_the_rules_name_nobody_a_sure_source_is_named_in_full() -> None:
    text = "Governor Ilo Marr said it was grave. Nine people are dead by the count of Mr Marr."
    assert voices(text, None).at(text.index("Nine"), text.index("Nine") + 4).chain == ()
    assert speaker({("word>source", "Nine"): "Mr"}, "Nine", text) == "Ilo Marr"
    assert speaker({("word>source", "Nine"): "Governor"}, "Nine", text) is None  # another sentence is the rules' matter


def test_a_name_of_the_rules_falls_where_the_encoder_is_sure_that_nobody_speaks() -> None:
    assert voices(TEXT, None).at(TEXT.index("12"), TEXT.index("12") + 2).chain
    assert speaker({}, "12") is None


def test_the_same_source_by_both_keeps_the_rules_chain() -> None:
    rules = voices(TEXT, None).at(TEXT.index("12"), TEXT.index("12") + 2).chain
    both = voices(TEXT, signs(TEXT, points={("word>source", "12"): "council"})).at(TEXT.index("12"), TEXT.index("12") + 2).chain
    assert both == rules


def test_the_outlet_itself_is_never_a_source() -> None:
    text = "Port Times counted 3 dead."
    given = signs(text, points={("word>source", "3"): "Port"}, marks={"Port": "B-source", "Times": "I-source"})
    assert Voices(document(text, "Port Times"), sentences(text), given).at(19, 20).chain == ()


def test_a_cue_means_its_source_whatever_the_encoder_says_of_the_word() -> None:
    text = "The Northern Army denied shelling the school."
    assert speaker({}, "denied", text) == "Northern Army"


def test_a_doubt_between_the_two_is_told() -> None:
    from corroborate.read.heard import Guess, Heard

    text = "The council said 12 died, the army count being lower."
    at = text.index("12")
    sure, unsure = Guess((29, 37), 0.99, 0.0), Guess((29, 37), 0.7, 0.0)
    for guess, flagged in ((sure, False), (unsure, True)):
        held = voices(text, signs(text))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Heard, "guess", lambda *_, g=guess: g)
            assert ("speaker_unclear" in held.at(at, at + 2).flags) is flagged
