"""Attributions from scores: spans, links and lines, on scores made by hand."""

from __future__ import annotations

from scored import signs

from corroborate.read.labels import TAGS
from corroborate.read.told import Told, marked, tags, told


def attributions(text: str, marks: dict[str, str], points: dict[tuple[str, str], str] | None = None) -> list[Told]:
    given = signs(text, marks, points)
    return told(given, marked(given, text))


TEXT = "The mayor said nine died. He added more."
MARKS = {
    "The": "B-source", "mayor": "I-source", "said": "B-cue", "nine": "B-content", "died": "I-content",
    "He": "B-source", "added": "B-cue", "more": "B-content",
}  # fmt: skip
POINTS = {
    ("word>cue", "nine"): "said", ("word>cue", "died"): "said", ("word>cue", "more"): "added",
    ("cue>source", "said"): "The", ("cue>source", "added"): "He",
}  # fmt: skip


def test_a_content_goes_to_its_cue_and_the_cue_to_its_source() -> None:
    assert attributions(TEXT, MARKS, POINTS) == [Told((0, 2), (2, 3), ((3, 5),)), Told((6, 7), (7, 8), ((8, 9),))]


def test_two_cues_may_share_a_source() -> None:
    text = "She said one and added two."
    marks = {"She": "B-source", "said": "B-cue", "one": "B-content", "added": "B-cue", "two": "B-content"}
    points = {
        ("word>cue", "one"): "said", ("word>cue", "two"): "added", ("cue>source", "said"): "She", ("cue>source", "added"): "She",
    }  # fmt: skip
    assert [t.source for t in attributions(text, marks, points)] == [(0, 1), (0, 1)]


def test_a_content_in_parts_is_one_attribution() -> None:
    text = "Nine died, she said, in March."
    marks = {"Nine": "B-content", "died": "I-content", "she": "B-source", "said": "B-cue", "in": "B-content", "March": "I-content"}
    points = {("word>cue", w): "said" for w in ("Nine", "died", "in", "March")} | {("cue>source", "said"): "she"}
    (one,) = attributions(text, marks, points)
    assert one == Told((3, 4), (4, 5), ((0, 2), (6, 8)))


def test_a_mark_that_nothing_belongs_to_is_no_attribution() -> None:
    assert attributions(TEXT, {"said": "B-cue", "The": "B-source"}) == []


def test_a_span_ends_with_its_line_and_never_begins_inside() -> None:
    text = "Nine died\nin March"
    best = tags(signs(text, {"Nine": "B-content", "died": "I-content", "in": "I-content", "March": "I-content"}), text)
    assert [TAGS[t] for t in best] in (
        ["B-content", "I-content", "O", "O"],
        ["B-content", "I-content", "B-content", "I-content"],
    )


def test_an_empty_text_has_none() -> None:
    assert attributions(" ", {}) == []


def test_what_stands_beside_a_free_cue_belongs_to_it_before_what_a_pointer_says() -> None:
    text = "Moor said one asking two."
    marks = {"Moor": "B-source", "said": "B-cue", "one": "B-content", "asking": "B-cue", "two": "B-content"}
    points = {("word>cue", "one"): "said", ("word>cue", "two"): "said", ("cue>source", "said"): "Moor"}
    found = attributions(text, marks, points)
    assert [t.content for t in found] == [((2, 3),), ((4, 5),)]


def test_nothing_is_linked_over_many_words() -> None:
    text = "Moor said " + "so " * 61 + "two."
    marks = {"Moor": "B-source", "said": "B-cue", "two": "B-content"}
    assert attributions(text, marks, {("word>cue", "two"): "said", ("cue>source", "said"): "Moor"}) == []
