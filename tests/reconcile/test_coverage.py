"""What the reports do not say, and why nothing of it is estimated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from appraising import told
from telling import Telling, exact, vague

from corroborate.reconcile.blocs import parse, using
from corroborate.reconcile.coverage import gaps
from corroborate.reconcile.estimates import not_estimated


def reports(n: int) -> Telling:
    """Reports that each count twelve dead, a day apart."""
    t = Telling()
    for k in range(n):
        t.report(f"Paper {k}", k + 1)
        t.say(f"Paper {k}", "Twelve people were killed.", ("Twelve", exact(12)), speaker="the mayor")
    return t


def texts(t: Telling, kind: str) -> list[str]:
    return [g.text for g in gaps(told(t)) if g.kind == kind]


def test_a_measure_that_nobody_counts_is_named_and_a_vague_word_is_no_count() -> None:
    t = reports(2)
    t.say("Paper 0", "Dozens were hurt.", ("Dozens", vague(24)), measure="people_injured", question="q2")
    assert texts(t, "uncounted") == [
        "Nobody counts the people injured: reports say no more than “Dozens”.",
        "No report gives a number of people missing.",
        "No report gives a number of people displaced.",
    ]


def test_a_group_that_is_named_and_not_counted_is_a_gap() -> None:
    t = reports(1)
    t.report("Other", 2)
    t.say("Other", "Twelve people were held, including patients.", ("Twelve", exact(12)), measure="people_held", question="q2")
    assert texts(t, "uncounted_group") == ["Nobody counted the patients among the people held, whom a report names."]
    t.say("Other", "Five patients were held.", ("Five", exact(5)), measure="people_held", question="q3", population="patients")
    assert texts(t, "uncounted_group") == []


def test_a_group_with_its_number_is_no_gap() -> None:
    t = reports(1)
    t.report("Other", 2)
    t.say("Other", "Twelve people died, including three children.", ("Twelve", exact(12)))
    assert texts(t, "uncounted_group") == []


def test_an_accused_party_without_a_statement_is_missing() -> None:
    t = reports(2)
    t.say("Paper 0", "He blamed the Northern Front.", measure="responsibility_attributed", question="a", about="Northern Front")
    assert texts(t, "silent_party") == ["Held responsible, with no statement of theirs in these reports: Northern Front."]
    t.say("Paper 1", "The Front said nothing happened.", measure="other_denial", question="d", speaker="a Northern Front spokesman")
    assert texts(t, "silent_party") == []


def test_names_of_one_party_are_one_gap_and_words_that_name_nobody_are_none() -> None:
    t = reports(2)
    for whom in ("Norwegian jets", "Norway", "Norwegian warplanes", "the attackers"):
        t.say("Paper 0", f"He blamed {whom}.", measure="responsibility_attributed", question="a", about=whom)
    assert texts(t, "silent_party") == ["Held responsible, with no statement of theirs in these reports: Norway."]


def test_a_party_that_the_users_table_expects_is_missed_even_where_nobody_accuses_it() -> None:
    table = '[[bloc]]\nname = "Coastal Brigade"\nwords = ["brigade"]\nexpected = true\n'
    with using(parse(table, "mine.toml")):
        assert texts(reports(2), "silent_party") == ["No report carries a statement of Coastal Brigade (by the table of sides)."]
    assert texts(reports(2), "silent_party") == []


def test_outlets_that_give_no_number_of_what_most_give_are_named() -> None:
    t = reports(3)
    t.report("Quiet", 3)
    t.say("Quiet", "A mine was found.", measure="weapon", question="w")
    assert texts(t, "silent_outlet") == ["1 of 4 outlets gives no number of people killed: Quiet."]


def test_the_last_day_is_told_and_an_old_count_too() -> None:
    t = reports(2)
    t.report("Late", 9)
    t.say("Late", "A mine was found.", measure="weapon", question="w")
    assert texts(t, "nothing_after") == ["Nothing after 9 Mar 2031: the last report on it is of that day."]
    assert texts(t, "old_count") == ["The last count of people killed is as of 2 Mar 2031; reports go on until 9 Mar 2031."]


def test_a_later_report_on_other_things_is_told_beside_the_last_day() -> None:
    case = told(reports(2))
    other = replace(case.documents[0], id="other", name="other", published=date(2031, 4, 1))
    (gap,) = [g for g in gaps(replace(case, documents=(*case.documents, other))) if g.kind == "nothing_after"]
    assert gap.text.endswith("1 later report of this case tells of other things.")


def test_nothing_is_ever_estimated_and_each_reason_that_holds_is_given() -> None:
    t = reports(2)
    assert [r.rule for r in not_estimated(told(t))] == ["estimate.totals", "estimate.lists", "estimate.overlaps", "estimate.identity"]
    t.say("Paper 0", "Thirty fled.", ("Thirty", exact(30)), measure="people_displaced", question="m")
    assert "estimate.moving" in [r.rule for r in not_estimated(told(t))]


def test_reports_that_draw_on_each_other_are_no_lists() -> None:
    t = reports(2)
    case = told(t)
    joined = tuple(replace(o, edges=tuple(t.edges)) for o in case.reconciliation.origins)
    case = replace(case, reconciliation=replace(case.reconciliation, origins=joined))
    assert "estimate.copied" in [r.rule for r in not_estimated(case)]
