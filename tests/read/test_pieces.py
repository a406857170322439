"""Pieces: every offset is the text's own, whatever it is made of; what the vocabulary loses is kept beside it."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from corroborate.read.pieces import WINDOW, pieces, windows, word_pieces


@given(st.text(max_size=300))
def test_words_are_verbatim_in_order_and_leave_out_only_blanks_and_controls(text: str) -> None:
    cut = pieces(text)
    spans = list(zip(cut.word_starts.tolist(), cut.word_ends.tolist(), strict=True))
    assert all(a < b for a, b in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    covered = {k for a, b in spans for k in range(a, b)}
    assert not [c for k, c in enumerate(text) if k not in covered and c.isalnum()]
    assert len(cut.ids) == len(cut.shapes) and len(cut.first) == len(spans) == len(cut.lines)


@given(st.integers(0, 3000), st.integers(20, WINDOW), st.integers(0, 19))
def test_windows_cover_every_piece_are_of_one_length_and_share_enough(count: int, longest: int, shared: int) -> None:
    spans = windows(count, longest, shared)
    assert {k for a, b in spans for k in range(a, b)} == set(range(count))
    assert len({b - a for a, b in spans}) <= 1 and all(b - a <= longest for a, b in spans)
    assert all(b - c >= shared for (_, b), (c, _) in itertools.pairwise(spans))


def test_a_word_is_cut_into_the_longest_pieces_and_an_unknown_sign_is_one() -> None:
    whole, cut = word_pieces("Hospital"), word_pieces("Dravostani")
    assert len(whole) == 1 and whole == word_pieces("hospital")
    assert len(cut) > 1
    assert len(word_pieces("\U0001f9ff")) == 1


def test_capitals_digits_quotation_and_lines_are_told() -> None:
    cut = pieces('The UN counted 12 dead.\n"We saw it," he said.')
    shapes = dict(zip((cut.word_starts.tolist()), (cut.shapes[cut.first]).tolist(), strict=True))
    text = 'The UN counted 12 dead.\n"We saw it," he said.'
    form = {word: shapes[text.index(word)] // 4 for word in ("The", "UN", "counted", "12")}
    assert form == {"The": 1, "UN": 2, "counted": 0, "12": 4}
    assert shapes[text.index("saw")] & 2 and not shapes[text.index("said")] & 2
    assert shapes[0] & 1 and shapes[text.index('"We')] & 1 and not shapes[text.index("dead")] & 1
    assert cut.lines.tolist()[0] == 0 and cut.lines.tolist()[-1] == 1


def test_a_quotation_left_open_ends_with_its_line() -> None:
    text = '"It goes on\nOutside of it'
    cut = pieces(text)
    assert not int(cut.shapes[cut.first][-1]) & 2
