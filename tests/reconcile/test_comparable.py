"""Two counts are compared for reasons that add up, and never across what the method keeps apart."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import Telling, at_least, exact

from corroborate.model import Place
from corroborate.reconcile.comparable import NEVER, groups, likeness, reasons, weights
from corroborate.reconcile.incidents import incidents
from corroborate.reconcile.linkage import linked
from corroborate.reconcile.signs import signs
from corroborate.reconcile.traits import Trait, traits
from corroborate.vocabulary import vocabulary

VARENNE = Place("Varenne", "city", "1", "XA", "North Aldo", 10.0, 10.0)


def told(*said: tuple[str, str, dict[str, object]]) -> list[Trait]:
    """The traits of one count a report, all of one day."""
    story = Telling()
    for k, (text, words, more) in enumerate(said):
        story.report(f"r{k}")
        amount = at_least(float(words.split()[-1])) if " " in words else exact(float(words))
        story.say(f"r{k}", text, (words, amount), **{"place": VARENNE, "as_of": date(2031, 3, 1), **more})
    _, incident_of = incidents(story.documents, story.claims)
    return traits(story.documents, story.claims, incident_of)


def test_the_reasons_for_a_pair_add_up_to_its_likeness() -> None:
    a, b = told(("The blast in Varenne killed 26 people.", "26", {}), ("The blast in Varenne killed at least 24.", "at least 24", {}))
    total = vocabulary("comparable")["start"] + sum(w for _, w in reasons(a, b))
    assert likeness([a, b])[0, 1] == pytest.approx(total, abs=0.05)
    assert ("amount.compatible", weights()["amount.compatible"]) in reasons(a, b)


def test_every_sign_has_its_weight_in_the_data_file() -> None:
    people = told(("The blast killed 26 people.", "26", {"stage": "left"}), ("Another 3 died.", "3", {"population": "men", "place": None}))
    things = told(("Some 4 cars left.", "4", {"measure": "vehicles"}), ("Some 9 km away.", "9", {"measure": "vehicles", "unit": "km"}))
    named = {name for held in (people, things) for name, _ in signs(held)}
    assert named and not named - weights().keys()


@pytest.mark.parametrize("more", [{"stage": "left"}, {"standard": "verified"}])
def test_what_the_method_keeps_apart_is_never_compared(more: dict[str, object]) -> None:
    text = "In Varenne 26 people were counted."
    a, b = told((text, "26", {}), (text, "26", more))
    assert likeness([a, b])[0, 1] == NEVER and len(groups([a, b])) == 2


def test_two_blows_are_never_compared() -> None:
    a, b = told(("The first blast killed 26 people.", "26", {}), ("The second blast killed 26 people.", "26", {}))
    assert likeness([a, b])[0, 1] == NEVER


def test_a_weight_says_what_the_method_says() -> None:
    held = weights()
    assert held["amount.equal, both exact"] > 1 > 0 > held["people.other classes"]
    assert held["event.same"] > 0 > held["report.same sentence"]


def slowly(likeness: np.ndarray, least: float) -> set[frozenset[int]]:
    """Average linkage as it is defined: the two most alike groups join until none are alike enough."""
    groups = [frozenset({k}) for k in range(len(likeness))]
    while len(groups) > 1:
        mean = {(a, b): likeness[np.ix_(sorted(a), sorted(b))].mean() for k, a in enumerate(groups) for b in groups[k + 1 :]}
        (a, b), best = max(mean.items(), key=lambda p: p[1])
        if best < least:
            break
        groups = [g for g in groups if g not in (a, b)] + [a | b]
    return set(groups)


@given(st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_chains_of_neighbours_give_average_linkage(n: int, seed: int) -> None:
    upper = np.triu(np.random.default_rng(seed).normal(size=(n, n)) * 3, 1)
    held = upper + upper.T
    roots = linked(held, 0.0)
    assert {frozenset(np.nonzero(roots == r)[0].tolist()) for r in set(roots.tolist())} == slowly(held, 0.0)


def test_very_many_counts_are_grouped_in_turns_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [(f"The blast in Varenne killed {n} people.", str(n), {}) for n in (26, 26, 26, 26, 26, 26)]
    held = told(*said)
    monkeypatch.setattr("corroborate.reconcile.comparable.MOST", 2)
    assert [len(g) for g in groups(held)] == [6]
