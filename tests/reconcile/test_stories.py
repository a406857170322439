"""Where a report belongs: it is held against few others, and the reasons for and against add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import Telling, exact

from corroborate.model import Period, Place, Sketch
from corroborate.reconcile.likeness import VETO, held
from corroborate.reconcile.sketches import sketch
from corroborate.reconcile.stories import joins, keys

VARENNE = Place("Varenne", "city", "1", "XA", "North Aldo", 10.0, 10.0)
PORT_ALDO = Place("Port Aldo", "city", "2", "XA", "South Aldo", 14.0, 10.0)
MILL = "A raid on the grain mill of Varenne killed 26 people, among them the miller Oda Renn and two carters from Tessel Street."
AGAIN = "Oda Renn, a miller, was among 26 killed when the grain mill of Varenne was raided; carters died on Tessel Street."
FERRY = "A ferry with timber ran aground off the harbour; its stoker drowned and 26 passengers swam ashore."


def drawn(text: str, name: str = "a", place: Place | None = VARENNE, day: int = 5, **more: object) -> Sketch:
    """The sketch of a report of one sentence."""
    story = Telling()
    story.report(name, day)
    story.say(name, text, ("26", exact(26)), place=place, **{"when": Period(date(2031, 3, day), date(2031, 3, day)), **more})
    (document,) = story.documents
    return sketch(document, story.claims)


def test_two_reports_of_one_event_share_keys_and_their_reasons_suffice() -> None:
    one, other = drawn(MILL), drawn(AGAIN, "b")
    assert keys(one) & keys(other)
    (join,) = joins(one, [other])
    assert join.same and join.score == pytest.approx(sum(w.weight for w in join.reasons))
    assert {"same day", "one place", "a name", "words"} <= {w.reason for w in join.reasons}


def test_another_town_or_dates_that_exclude_each_other_end_the_matter() -> None:
    for other in (drawn(AGAIN, "b", PORT_ALDO), drawn(AGAIN, "b", day=25)):
        found = held(drawn(MILL), other)
        assert found is not None and not found.same and VETO in {w.weight for w in found.reasons}
        assert joins(drawn(MILL), [other]) == ()


def test_another_town_that_a_report_names_is_no_veto() -> None:
    other = replace(drawn(AGAIN, "b", PORT_ALDO), places=("1", "2"))
    found = held(drawn(MILL), other)
    assert found is not None and VETO not in {w.weight for w in found.reasons}


def test_what_the_text_does_not_tell_is_possibly_the_same() -> None:
    vague = drawn(
        "Radio speaks of a raid on some mill in the valley; 26 carters, weavers and stokers never came home to their cottages.",
        "b",
        place=None,
        when=None,
    )
    (join,) = joins(drawn(MILL), [vague])
    assert not join.same


def test_unlike_reports_are_not_looked_at() -> None:
    assert held(drawn(MILL), drawn(FERRY, "b")) is None


def test_who_speaks_is_no_name_of_the_event() -> None:
    story = Telling()
    story.report("a")
    story.say("a", "Police spokesman Ilse Marant said 26 people died.", ("26", exact(26)), speaker="Ilse Marant")
    (document,) = story.documents
    assert sketch(document, story.claims).names == ()


def test_spellings_of_a_name_that_no_gazetteer_knows_meet() -> None:
    assert set(drawn(MILL, place=Place("Urem al-Joz")).places) == set(drawn(MILL, place=Place("Urum al Joz")).places)


def test_keys_show_no_words() -> None:
    assert all(set(key[1:]) <= set("0123456789abcdef") for key in keys(drawn(MILL)))


@given(st.permutations(range(4)))
@settings(max_examples=10, deadline=None)
def test_sketches_do_not_depend_on_the_order_of_claims(order: list[int]) -> None:
    story = Telling()
    story.report("a")
    for k in range(4):
        story.say("a", f"It killed {k}1 people.", (f"{k}1", exact(10 * k + 1)), place=VARENNE)
    (document,) = story.documents
    assert sketch(document, [story.claims[k] for k in order]) == sketch(document, story.claims)


def test_the_order_of_two_reports_changes_nothing() -> None:
    one, other = drawn(MILL), drawn(AGAIN, "b")
    assert joins(one, [other]) == joins(other, [one])
