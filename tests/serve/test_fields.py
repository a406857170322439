"""The form of a claim: what is shown is what is read back, and only what was changed is sent on."""

from __future__ import annotations

from datetime import date

import pytest

from corroborate.model import Amount, Bound, Claim, Commitment, Period, Place, Source, SourceKind, Span
from corroborate.serve.fields import changed, fields, selected, written

TEXT = "At least 14 people were killed on Tuesday, the ministry told the Meridian."
CLAIM = Claim(
    "c1", "d1", "people_killed", (Span.of("d1", TEXT, 0, len(TEXT)),), value=Span.of("d1", TEXT, 0, 11),
    amount=Amount.make(Bound.AT_LEAST, 14), unit="people", place=Place("Port Aldo"), when=Period(date(2031, 3, 11), date(2031, 3, 11)),
    chain=(Source("the Meridian", SourceKind.MEDIA), Source("the ministry", SourceKind.BODY)),
)  # fmt: skip
MERIDIAN = {"name": "the Meridian", "kind": "media"}
PUBLISHED = date(2031, 3, 12)


def read(**typed: str) -> object:
    return changed({**written(CLAIM), **typed}, written(CLAIM), PUBLISHED)


def test_a_form_that_nobody_touched_changes_nothing() -> None:
    assert read().change == {} and read().wrong == {}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ({"value": "16"}, {"value": 16.0}),
        ({"value": "1,600"}, {"value": 1600.0}),
        ({"value": "more than twenty"}, {"value": 20.0, "bound": "more_than"}),
        ({"value": "between 20 and 30"}, {"value": 20.0, "bound": "range", "upper": 30.0}),
        ({"value": "more than twenty", "bound": "exact"}, {"value": 20.0, "bound": "exact"}),
        ({"bound": "exact"}, {"bound": "exact"}),
        ({"value": ""}, {"value": None}),
        ({"population": "civilians"}, {"population": "civilians"}),
        ({"place": ""}, {"place": ""}),
        ({"when": "2031-03-10"}, {"when": {"start": "2031-03-10", "end": "2031-03-10"}}),
        ({"when": "2031-03-10/2031-03-11"}, {"when": {"start": "2031-03-10", "end": "2031-03-11"}}),
        ({"when": "on Monday"}, {"when": {"start": "2031-03-10", "end": "2031-03-10", "words": "on Monday"}}),
        ({"as_of": "2031-03-12"}, {"as_of": "2031-03-12"}),
        ({"speaker": "the mayor"}, {"speaker": {"name": "the mayor", "kind": "body"}}),
        ({"speaker_kind": "officials"}, {"speaker": {"name": "the ministry", "kind": "officials"}}),
        ({"speaker": ""}, {"speaker": None}),
        ({"via": "the Meridian (media)\r\nCoast Wire"}, {"via": [MERIDIAN, {"name": "Coast Wire", "kind": "body"}]}),
        ({"via": ""}, {"via": []}),
        ({"commitment": "claimed"}, {"commitment": "claimed"}),
        ({"polarity": "-"}, {"polarity": "-"}),
        ({"background": "yes"}, {"background": True}),
    ],
)  # fmt: skip
def test_what_is_typed_is_read_as_a_person_means_it(typed: dict[str, str], change: dict[str, object]) -> None:
    found = read(**typed)
    assert found.wrong == {} and found.change == change  # type: ignore[attr-defined]


@pytest.mark.parametrize(("typed", "field"), [({"value": "many"}, "value"), ({"when": "whenever"}, "when"), ({"bound": "range"}, "upper")])
def test_what_cannot_be_read_is_told_beside_its_field(typed: dict[str, str], field: str) -> None:
    assert list(read(**typed).wrong) == [field]  # type: ignore[attr-defined]


def test_only_offsets_are_taken_for_a_selection() -> None:
    assert selected("3-14") == {"start": 3, "end": 14}
    assert selected("") is selected("3") is selected("a-b") is selected("1-2-3") is None


def test_every_field_that_the_form_shows_is_written_and_its_lists_hold_every_value() -> None:
    assert set(written(CLAIM)) == {f.name for f in fields()}
    listed = {f.name: {code for code, _ in f.options} for f in fields() if f.options}
    assert set(Bound) <= listed["bound"] and set(Commitment) == listed["commitment"] and set(SourceKind) == listed["speaker_kind"]


def test_no_two_fields_take_the_selection_by_one_key() -> None:
    keys = [f.key for f in fields() if f.key]
    assert len(keys) == len(set(keys))
