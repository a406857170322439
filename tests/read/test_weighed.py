"""What the rules say is weighed against what the encoder sees: neither alone decides where the other is sure."""

from __future__ import annotations

import pytest
from scored import SURE, document, signs

from corroborate.model import Amount, Bound
from corroborate.read.counts import count
from corroborate.read.found import Count
from corroborate.read.propositions import propose
from corroborate.read.sentences import sentences
from corroborate.read.weighed import amount_of

TEXT = "Nine people were killed on Monday and 14 stood by the road."


def counted(text: str, counting: dict[str, tuple[str, float]]) -> list[Count]:
    return count(document(text), sentences(text), signs(text, counting=counting))[0]


def shown(found: list[Count], text: str) -> list[tuple[str, str]]:
    return [(text[c.start : c.end], c.measure) for c in found]


def test_both_agree() -> None:
    assert shown(counted(TEXT, {"Nine": ("people_killed", 0.9)}), TEXT) == [("Nine", "people_killed")]


def test_a_count_of_the_rules_stands_against_a_doubt_and_falls_to_certainty() -> None:
    assert shown(counted(TEXT, {"Nine": ("people_killed", 0.3)}), TEXT) == [("Nine", "people_killed")]
    assert counted(TEXT, {"Nine": ("people_killed", 0.001)}) == []


def test_another_measure_needs_more_than_the_rules_weigh() -> None:
    assert shown(counted(TEXT, {"Nine": ("people_injured", 0.999)}), TEXT) == [("Nine", "people_injured")]


def test_an_amount_without_a_measure_by_the_rules_takes_the_encoders() -> None:
    sure = {"Nine": ("people_killed", 0.9), "14": ("people_present", 0.95)}
    found = counted(TEXT, sure)
    assert shown(found, TEXT) == [("Nine", "people_killed"), ("14", "people_present")]
    assert "encoder" in found[1].flags and found[1].amount.point == 14


@pytest.mark.parametrize(("words", "point", "low"), [("the gunman", 1, 1), ("gunmen drivers", None, 2)])
def test_a_noun_without_a_number_is_one_or_at_least_two(words: str, point: int | None, low: int) -> None:
    text = f"Police chased {words} for hours."
    (one,) = [c for c in counted(text, dict.fromkeys(words.split(), ("attackers", 0.97))) if c.measure == "attackers"]
    assert text[one.start : one.end] == words
    assert (one.amount.point, one.amount.low) == (point, low)


def test_without_signs_the_rules_decide_alone() -> None:
    assert shown(count(document(TEXT), sentences(TEXT))[0], TEXT) == [("Nine", "people_killed")]


STATED = "Rockets hit the hospital of Sered on Monday."


def stated(score: float) -> set[str]:
    given = signs(STATED, stating={("hospital", "facility_attacked"): score, ("Rockets", "weapon"): score})
    return {p.measure for p in propose(document(STATED), sentences(STATED), given)}


def test_a_statement_of_the_rules_stands_and_the_encoder_adds_what_it_is_sure_of() -> None:
    alone = {p.measure for p in propose(document(STATED), sentences(STATED))}
    assert "facility_attacked" in alone and "weapon" not in alone
    assert {"facility_attacked", "weapon"} <= stated(SURE)
    assert "facility_attacked" in stated(-SURE) and "weapon" not in stated(-SURE)
    assert "weapon" not in stated(0.5)  # below the threshold


def test_what_the_encoder_alone_states_lies_inside_its_sentence() -> None:
    text = "It was calm. Officers arrived."
    given = signs(text, stating={("Officers", "cause"): SURE})
    (one,) = propose(document(text), sentences(text), given)
    assert one.sentence == 1 and text[one.start : one.end] == "Officers" and one.flags == ("encoder",)


@pytest.mark.parametrize(
    ("text", "words", "amount"),
    [
        ("It lasted about an hour.", "about an", Amount.make(Bound.ABOUT, 1)),
        ("He was the 10th victim.", "the 10th", Amount.make(Bound.EXACT, 10)),
        ("The fourth victim was found.", "The fourth", Amount.make(Bound.EXACT, 4)),
        ("A second person died.", "A second person", Amount.make(Bound.EXACT, 2)),
        ("He is the 85th.", "85th", Amount.make(Bound.EXACT, 85)),
        ("It took less than a second.", "less than a second", Amount.make(Bound.LESS_THAN, 1)),
        ("They shelled it twice.", "twice", Amount.make(Bound.EXACT, 2)),
        ("His wife and 13-year-old son died.", "His wife and 13-year-old son", Amount.make(Bound.EXACT, 2)),
        ("A nurse died.", "A nurse", Amount.make(Bound.EXACT, 1)),
        ("Nurses died.", "Nurses", None),  # one word alone is no amount
        ("More than ever a truck passed.", "More than", None),
        ("A truck passed.", "A", None),
        ("At last (", "(", None),
    ],
)
def test_the_number_of_words_that_the_grammar_passes_over(text: str, words: str, amount: Amount | None) -> None:
    at = text.index(words)
    assert amount_of(text, at, at + len(words)) == amount


def test_animals_are_no_people() -> None:
    text = "He put the number of drowned cattle at 4,000."
    found = counted(text, {"4": ("people_killed", 0.99), ",": ("people_killed", 0.99), "000": ("people_killed", 0.99)})
    assert shown(found, text) == [("4,000", "amount_other")]
