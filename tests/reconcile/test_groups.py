"""Reports of a story told apart by event, and what a person decides of them."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.model import Decision, Join, Tie, Weighed
from corroborate.reconcile.groups import groups, unsure
from corroborate.reconcile.hands import MERGE, SPLIT, UNDO, standing, ties
from corroborate.reconcile.likeness import VETO


def join(a: str, b: str, score: float, reason: str = "words") -> Join:
    """A pair with one reason."""
    return Join(a, b, score, (Weighed(reason, score),))


TWO = [join("a", "b", 5), join("b", "c", 3), join("c", "d", 5), join("a", "c", -2), join("a", "d", -3), join("b", "d", -2)]
"""Two events, and one strong tie between reports of them."""


def test_one_strong_tie_does_not_bring_two_groups_together() -> None:
    assert groups("abcd", TWO) == {"a": "a", "b": "a", "c": "c", "d": "c"}


@given(st.permutations(TWO), st.permutations("abcd"))
@settings(max_examples=20, deadline=None)
def test_the_order_changes_nothing(found: list[Join], documents: list[str]) -> None:
    assert groups(documents, found) == groups("abcd", TWO)


def test_what_the_text_does_not_tell_is_said_once_for_two_groups_and_never_against_a_veto() -> None:
    told = {"a": "a", "b": "a", "c": "c", "d": "c"}
    pairs = [join("a", "c", 1), join("b", "c", 2), join("b", "d", -3)]
    assert unsure(told, pairs) == [pairs[1]]
    assert unsure(told, [*pairs, join("a", "d", VETO, "another town")]) == []


def test_hands_go_before_all_reasons() -> None:
    tied = groups("abcd", TWO, [Tie("a", "d", True, "")])
    assert tied["a"] == tied["d"]
    assert groups("abcd", TWO, [Tie("a", "b", False, "")])["b"] != "a"


def decided(*rows: tuple[str, str]) -> list[Decision]:
    """A log of one day, each row a verdict and its subject."""
    log: list[Decision] = []
    for hour, (verdict, subject) in enumerate(rows):
        when = datetime(2031, 3, 5, hour, tzinfo=UTC)
        log.append(Decision.after(log[-1] if log else None, "log", "Ilse", when, subject, verdict, "seen on site", "x"))
    return log


def test_a_decision_stands_until_it_is_undone_and_an_undo_can_be_undone() -> None:
    log = decided((MERGE, "c1 c2"), (SPLIT, "d1 d2 d3"), (UNDO, "log:1"))
    assert [d.name for d in standing(log)] == ["log:2"]
    log = decided((MERGE, "c1 c2"), (SPLIT, "d1 d2 d3"), (UNDO, "log:1"), (UNDO, "log:3"))
    assert [d.name for d in standing(log)] == ["log:1", "log:2"]


def test_the_later_of_two_decisions_on_one_pair_holds_and_each_carries_its_reason() -> None:
    first, *others = ties(decided((SPLIT, "d1 d2 d3"), (MERGE, "d2 d1")))
    assert (first.b, first.together) == ("d3", False)
    assert [(t.a, t.b, t.together) for t in others] == [("d2", "d1", True)]
    assert others[0].why == "merged by Ilse on 2031-03-05: seen on site"


def test_replaying_twice_is_replaying_once() -> None:
    log = decided((MERGE, "c1 c2"), (SPLIT, "d1 d2"))
    assert ties([*log, *log]) == ties(log)
