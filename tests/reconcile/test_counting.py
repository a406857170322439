"""Published counting rules: each gives what its own text asks for, beside our finding and never in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from appraising import told
from telling import DENIED, Telling, about, at_least, exact, vague

from corroborate.errors import UsageError
from corroborate.model import Case, Counted
from corroborate.reconcile.appraisal import appraised
from corroborate.reconcile.counting import RULES, counted
from corroborate.reconcile.standards import COUNTING, loaded

UCDP, ACLED, AIRWARS, IBC, OURS = COUNTING


def strike(*counts: tuple[str, str, object, str | None], days: int = 0) -> Telling:
    """A strike on Port Aldo: reports with a sentence, a value and a speaker each, so many days apart."""
    t = Telling()
    for n, (report, words, amount, speaker) in enumerate(counts, 1):
        t.report(report, 1 + n * days)
        t.say(report, f"{words} people were killed in Port Aldo.", (words, amount), speaker=speaker)  # type: ignore[arg-type]
    t.say("A", "Shells hit the market.", measure="weapon", question="w")
    return t


def only(case: Case, rule: str, question: str = "q1") -> Counted:
    """What one rule makes of one question."""
    (found,) = [c for c in counted(case, (rule,)) if c.question == question]
    return found


def span(c: Counted) -> tuple[float | None, float | None, float | None]:
    return (c.low, c.best, c.high)


THREE = (("A", "12", exact(12), "the mayor"), ("B", "14", exact(14), "the hospital"), ("C", "14", exact(14), "the fire service"))


def test_ucdp_takes_the_ends_of_attributed_counts_and_the_number_that_most_origins_give() -> None:
    found = only(told(strike(*THREE, ("D", "30", exact(30), None))), UCDP)
    assert span(found) == (12, 14, 14)
    assert "2 origins behind it" in found.why


def test_where_votes_stand_even_there_is_no_best_and_the_coder_is_named() -> None:
    found = only(told(strike(*THREE[:2])), UCDP)
    assert span(found) == (12, None, 14)
    assert "1 origin each for 12 and 14" in found.why and "coders decide" in found.why


def test_without_a_named_source_ucdp_has_no_number_and_says_so() -> None:
    found = only(told(strike(("A", "12", exact(12), None))), UCDP)
    assert span(found) == (None, None, None)
    assert "no report names a source" in found.why


def test_acled_takes_the_lowest_whoever_says_it() -> None:
    assert span(only(told(strike(*THREE, ("D", "9", exact(9), "a resident"))), ACLED)) == (None, 9, None)


@pytest.mark.parametrize(("word", "floor", "coded"), [("Tens of", 20, 10), ("Dozens of", 24, 12), ("Hundreds of", 200, 100)])
def test_acled_has_its_own_floors_and_says_that_nobody_gave_the_number(word: str, floor: float, coded: float) -> None:
    found = only(told(strike(("A", word, vague(floor), "the mayor"))), ACLED)
    assert found.best == coded
    assert "no report says that number" in found.why


@pytest.mark.parametrize("word", ["Several", "Many", "Tens of hundreds of"])
def test_acled_gives_no_number_for_words_that_it_has_none_for(word: str) -> None:
    assert only(told(strike(("A", word, vague(3), "the mayor"))), ACLED).best is None


def test_airwars_spans_what_is_alleged_and_falls_to_nothing_where_as_many_are_said_to_be_fighters() -> None:
    t = strike(*THREE)
    assert span(only(told(t), AIRWARS)) == (12, None, 14)
    t.say("B", "The army said 14 fighters were killed.", ("14", exact(14)), speaker="the army", question="q2", population="fighters")
    found = only(told(t, {"q2": "fighters"}), AIRWARS)
    assert span(found) == (0, None, 14)
    assert "fighters" in found.why


def test_airwars_does_not_subtract_some_fighters_from_the_dead() -> None:
    t = strike(*THREE)
    t.say("B", "Two fighters were among them.", ("Two", exact(2)), speaker="the army", question="q2", population="fighters")
    found = only(told(t, {"q2": "fighters"}), AIRWARS)
    assert span(found) == (12, None, 14)
    assert "not subtracted" in found.why


def test_ibc_is_provisional_until_two_origins_report() -> None:
    one, two = (only(told(strike(*THREE[:n])), IBC) for n in (1, 2))
    assert (one.provisional, span(one)) == (True, (12, None, 12))
    assert (two.provisional, span(two)) == (False, (12, None, 14))


def test_copies_do_not_end_a_provisional_count() -> None:
    t = strike(("A", "12", exact(12), "the mayor"), ("B", "12", exact(12), "the mayor"), ("C", "12", exact(12), "the mayor"))
    assert only(told(t), IBC).provisional


def test_every_origin_has_one_vote_however_many_reports_carry_it() -> None:
    many = [(f"R{n}", "12", exact(12), "the mayor") for n in range(5)]
    found = only(told(strike(("A", "12", exact(12), "the mayor"), *many, *THREE[1:])), OURS)
    assert found.best == 14


def test_a_bound_votes_only_where_nobody_says_more() -> None:
    assert only(told(strike(("A", "12", at_least(12), "the mayor"), ("B", "14", exact(14), "the hospital"))), OURS).best == 14
    assert only(told(strike(("A", "12", at_least(12), "the mayor"))), OURS).best == 12


def test_what_was_replaced_is_left_aside_and_said_so() -> None:
    t = strike(("A", "12", exact(12), "the mayor"), ("B", "19", exact(19), "the mayor"), days=1)
    for rule in COUNTING:
        found = only(told(t), rule)
        assert 12 not in span(found) and "eft aside" in found.why


def test_what_a_nameless_count_replaced_still_counts_where_a_rule_takes_named_ones_only() -> None:
    t = strike(("A", "12", exact(12), "the mayor"), ("B", "19", exact(19), None), days=1)
    assert span(only(told(t), UCDP)) == (12, 12, 12)
    assert span(only(told(t), AIRWARS)) == (19, None, 19)


def test_a_denied_count_is_nobodys_count() -> None:
    t = strike(*THREE)
    t.say("A", "Fifty did not die.", ("Fifty", exact(50)), speaker="the army", commitment=DENIED, polarity="-")
    assert span(only(told(t), AIRWARS)) == (12, None, 14)


def test_standards_on_armed_violence_count_no_flood() -> None:
    t = Telling()
    t.report("A")
    t.say("A", "12 people drowned.", ("12", exact(12)), speaker="the mayor")
    assert {c.rule for c in counted(told(t))} == {OURS}


def test_a_rule_counts_only_its_own_measures() -> None:
    t = strike(*THREE)
    t.say("A", "About 300 people fled.", ("About 300", about(300)), measure="people_displaced", speaker="the mayor", question="q2")
    assert {c.rule for c in counted(told(t)) if c.question == "q2"} == {OURS}


def test_no_rule_says_a_number_that_no_claim_says_but_the_floors_that_are_called_so() -> None:
    t = strike(*THREE, ("D", "dozens of", vague(24), "the nurses"))
    stated = {v for c in t.claims if c.amount for v in c.amount.stated}
    for c in counted(told(t)):
        for value in span(c):
            assert value is None or value in stated or "what ACLED writes" in c.why


def test_the_order_of_the_reports_changes_no_count() -> None:
    case = told(strike(*THREE, ("D", "9", exact(9), None)))
    turned = replace(case, documents=case.documents[::-1], claims=case.claims[::-1])
    assert counted(case) == counted(turned)


def test_counting_leaves_the_findings_as_they_are() -> None:
    case = told(strike(*THREE))
    assert appraised(case).reconciliation == case.reconciliation


def test_an_unknown_rule_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(UsageError, match="acled:conservative"):
        counted(told(strike(*THREE)), ("acled:generous",))


def test_every_rule_has_a_file_and_every_file_says_what_it_cannot_do() -> None:
    assert set(RULES) == set(COUNTING) <= set(loaded())
    for name, one in loaded().items():
        assert one.standard.version and len(one.standard.sha256) == 64, name
        assert one.standard.cannot and one.standard.source and one.standard.says, name


def test_a_bound_that_becomes_a_standards_number_is_said_to_be_one() -> None:
    case = told(strike(("A", "at least 12", at_least(12), "the mayor"), ("B", "at least 40", at_least(40), "the hospital")))
    assert "lowest attributed count is 12 or more" in only(case, UCDP).why and "highest is 40 or more" in only(case, UCDP).why
    assert "most conservative count is 12 or more" in only(case, ACLED).why
    assert "or more" not in only(told(strike(*THREE)), UCDP).why
