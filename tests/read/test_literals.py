"""Words that an expression needs: no expression is kept from a text that it matches."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from corroborate.read import frames
from corroborate.read.literals import Gate, Guarded, required


def test_words_are_found_in_runs_branches_and_groups() -> None:
    assert required(r"\b(?:killed|shot dead)\b") == (frozenset({"killed", "shot dead"}),)
    assert required(r"claim(?:ed|s)? responsib(?P<x>ility)") == (frozenset({"claim"}), frozenset({" responsibility"}))
    assert required(r"(?:the )?(?:\p{Lu}\w+ ){2}regiment(?!s)") == (frozenset({"regiment"}),)


def test_nothing_is_needed_where_a_way_round_is() -> None:
    for pattern in (r"(?:killed)?", r"(?:killed|\d+)", r"[ab]c", r"\d{4}", r"(?!killed)\w+", r"(?<!shot )\w+", r"ab|cd"):
        assert required(pattern) == (), pattern


def test_an_expression_that_cannot_be_read_needs_nothing() -> None:
    assert required(r"\p{Lu}(?<=a{1,3})killed\X") == ()


TRIED = (r"\bab(?:c|d)a\b", r"(?:abca|dcba) d", r"b(?:cab)+", r"ska|kab", r"(?-i:Abc)")


@given(st.text(alphabet="abcd -Kſß", max_size=12), st.sampled_from(TRIED))
def test_a_guarded_expression_finds_what_it_would_find_alone(text: str, pattern: str) -> None:
    plain = regex.search(pattern, text, regex.IGNORECASE)
    found = Guarded(pattern).search(text)
    assert (found and found.span()) == (plain and plain.span())


def test_a_gate_opens_for_what_has_a_word_of_each_set() -> None:
    gate = Gate([(frozenset({"kill", "shot"}), frozenset({"mayor"})), (), (frozenset({"mayor"}),)])
    assert gate.open("The Mayor was SHOT.") == [0, 1, 2]
    assert gate.open("The mayor spoke.") == [1, 2]
    assert gate.open("") == [1]


def test_most_frames_are_passed_over_in_a_sentence_that_states_nothing() -> None:
    assert len(frames.possible("The council of Aldo met on Tuesday to talk about the new library.")) < 5
    assert any(f.measure == "responsibility_claimed" for f in frames.possible("A group claimed responsibility for the attack."))
