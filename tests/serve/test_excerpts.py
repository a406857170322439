"""A report's text on a page: every character can be pointed back to where it stands in the report, whatever it is."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corroborate.model import Claim, Source, SourceKind, Span
from corroborate.serve.excerpts import ROUND, excerpt


def claim(text: str, start: int, end: int, value: tuple[int, int] | None = None) -> Claim:
    return Claim("c1", "d", "people_killed", (Span.of("d", text, start, end),), Span.of("d", text, *value) if value else None)


@given(st.text(alphabet="ab \r\n\u202e\u200d\x00é🙂", min_size=1, max_size=60), st.data())
def test_the_pieces_cover_the_text_without_a_gap_and_stand_where_they_say(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    found = excerpt(text, claim(text, start, data.draw(st.integers(start + 1, len(text)))))
    at = 0
    for bit in found.bits:
        assert bit.at == at and bit.long > 0
        plain = text[bit.at : bit.at + bit.long]
        assert bit.text == plain or plain == "\r"
        at += bit.long
    assert at == len(text)


def test_a_character_that_is_shown_otherwise_is_a_piece_of_its_own() -> None:
    text = "14\u202e dead\r\nhere"
    bits = {b.at: b for b in excerpt(text, claim(text, 0, 2)).bits}
    assert bits[2].long == 1 and bits[2].text == "\u202e"
    assert bits[8].long == 1 and bits[8].text == ""  # the line end after it is enough


def test_sentence_number_and_source_are_told_apart() -> None:
    text = "Calm before. At least 14 died, the ministry said. Calm after."
    said = Source("the ministry", SourceKind.BODY, Span.of("d", text, 31, 43))
    one = replace(claim(text, 13, 49, (13, 24)), chain=(said,))
    marked = {b.text: b.kinds for b in excerpt(text, one).bits}
    assert marked["At least 14"] == ("sentence", "amount") and marked["the ministry"] == ("sentence", "source")
    assert marked["Calm before. "] == () and marked[" died, "] == ("sentence",)


def test_a_report_of_any_length_gives_a_short_page() -> None:
    text = "a" * 20_000_000
    found = excerpt(text, claim(text, 10_000_000, 10_000_100))
    assert sum(b.long for b in found.bits) == 2 * ROUND + 100 and found.before and found.after


def test_words_that_no_longer_stand_there_are_not_marked() -> None:
    text = "nothing of the kind here"
    moved = Claim("c1", "d", "people_killed", (Span("d", 0, 7, "another"),))
    assert all(not b.kinds for b in excerpt(text, moved).bits)
