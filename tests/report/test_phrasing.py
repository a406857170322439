"""How answers, amounts and names are put: what stands beside a number of origins is what those origins say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corroborate.model import Amount, Bound, Case, Claim, Question, Span
from corroborate.report.answers import ALIKE, Bearing, groups, stated, unsaid
from corroborate.report.dossier import dossier, established
from corroborate.report.lookup import Lookup
from corroborate.report.terminal import in_words
from corroborate.report.timeline import timeline
from corroborate.report.voices import voices
from corroborate.report.wording import called, qualifiers, valued
from report.fixture import case


def first(measure: str) -> Claim:
    return next(c for c in case().claims if c.measure == measure)


def weapon(name: str, about: str | None) -> Claim:
    return replace(first("responsibility_attributed"), id=name, measure="weapon", about=about, polarity="+")


def test_an_answer_names_what_its_own_origins_say_and_the_rest_apart() -> None:
    q = Question("q", "weapon", None, None, "Port Aldo", "")
    said = [weapon("a", "a rocket"), weapon("b", "mortar"), weapon("c", "Rockets")]
    assert stated(q, said, Lookup(case()), ("a",)) == "a rocket; in other statements: mortar"
    assert stated(q, said, Lookup(case())) == "a rocket, mortar"
    assert stated(q, [weapon("d", None), said[1]], Lookup(case()), ("d",)) == "said, without naming it; in other statements: mortar"


def test_a_claim_of_another_measure_is_not_taken_for_one_who_says_so() -> None:
    q = Question("q", "responsibility_claimed", None, None, "Port Aldo", "")
    own = replace(first("responsibility_attributed"), id="x", measure="responsibility_claimed", polarity="+")
    accused = replace(own, id="y", measure="responsibility_attributed", about="the bomber", chain=())
    assert stated(q, [own, accused], Lookup(case()), ("x",)) == f"{own.speaker and own.speaker.name}; in other statements: the bomber"


def test_what_only_says_that_something_was_said_is_not_established() -> None:
    told = groups(Lookup(case()))
    bare = replace(told[0].main[0], numeric=False, stated="said, without naming it; in other statements: mortar")
    named = replace(bare, stated="mortar")
    assert unsaid(bare)
    assert not unsaid(named)
    shown = [a for _, found in established([replace(told[0], main=(bare, named), once=())]) for a in found]
    assert shown == [named]


@pytest.mark.parametrize(
    ("measure", "unit", "bound", "value", "printed", "said"),
    [
        ("distance", "km", Bound.ABOUT, 16, "about 16", "about 16 km"),
        ("duration", "duration", Bound.ABOUT, 1, "about an hour", "about 1 (“about an hour”)"),
        ("duration", None, Bound.EXACT, 3, "3", "3"),
        ("amount_other", "wagons", Bound.AT_LEAST, 27, "at least 27", "at least 27 wagons"),
        ("magnitude", "magnitude", Bound.EXACT, 6.3, "6.3", "6.3"),
        ("people_killed", "people", Bound.EXACT, 6, "six", "6"),
    ],
)
def test_a_length_and_a_time_are_printed_with_their_unit(
    measure: str, unit: str | None, bound: Bound, value: float, printed: str, said: str
) -> None:
    made = first("people_killed")
    where = Span(made.document, 0, len(printed), printed)
    claim = replace(made, measure=measure, unit=unit, amount=Amount.make(bound, value), value=where)
    assert valued(claim) == said


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("A harbour official", "a harbour official"),
        ("Another town clerk", "another town clerk"),
        ("A Better Harbour", "A Better Harbour"),
        ("Port Aldo\n television", "Port Aldo television"),
        ("An", "An"),
        ("", ""),
    ],
)
def test_a_source_is_called_within_a_sentence(name: str, within: str) -> None:
    assert called(name) == within


def test_a_place_is_said_once_and_a_unit_that_the_question_asks_for_not_at_all() -> None:
    missing = Question("q", "people_missing", "people", None, "Port Aldo", "port aldo", "11 May 2026")
    assert qualifiers(missing) == ["Port Aldo", "11 May 2026"]
    assert qualifiers(Question("q", "buildings_destroyed", "buildings", None, "Port Aldo", "")) == ["Port Aldo"]
    assert qualifiers(Question("q", "distance", "km", None, "Port Aldo", "")) == ["Port Aldo", "in km"]


def with_amount(question: str, bound: Bound, value: float, upper: float | None = None) -> Case:
    """The case with one claim to a question, of this amount."""
    whole = case()
    made, r = Amount.make(bound, value, upper), whole.reconciliation
    only = next(c for c in whole.claims if r.question_of[c.id] == question)
    low, high = (value, upper) if upper else (None, value)
    best = None if upper else value
    told = {"low": low, "best": best, "high": high, "high_reported": None, "claims": (only.id,), "support": (only.id,)}
    found = tuple(replace(f, **told) if f.question == question else f for f in r.findings)
    claims = tuple(replace(c, amount=made) if c.id == only.id else c for c in whole.claims)
    return replace(whole, claims=claims, reconciliation=replace(r, findings=found))


def answer(made: Case, question: str) -> str:
    told = groups(Lookup(made))
    return in_words(next(a for g in told for a in (*g.main, *g.once) if a.question == question))


def test_an_upper_bound_and_a_range_of_one_witness_are_put_as_they_were_said() -> None:
    assert answer(with_amount("q-customs", Bound.LESS_THAN, 10), "q-customs") == "less than 10"
    assert answer(with_amount("q-customs", Bound.AT_MOST, 10), "q-customs") == "at most 10"
    assert answer(with_amount("q-customs", Bound.RANGE, 7, 8), "q-customs") == "7 to 8"
    page = dossier(with_amount("q-customs", Bound.RANGE, 7, 8))
    assert '<span class="fig">7 to 8</span></td>' in page
    assert '<span class="fig">less than 10</span>' in dossier(with_amount("q-customs", Bound.LESS_THAN, 10))


def test_sources_of_one_name_are_told_apart_by_who_carries_them() -> None:
    whole = case()
    renamed = {"o-rescue": "officials", "o-road": "officials"}
    origins = tuple(replace(o, who=renamed.get(o.id, o.who)) for o in whole.reconciliation.origins)
    x = Lookup(replace(whole, reconciliation=replace(whole.reconciliation, origins=origins)))
    names = [v.who for v in voices(x)]
    same = [name for name in names if name.startswith("officials (in ")]
    assert len(same) == len(set(same)) == 2
    assert len(names) == len(set(names))


def test_one_reason_is_given_once_whichever_name_it_begins_with() -> None:
    whole = case()
    edge = next(o for o in whole.reconciliation.origins if o.id == "o-renn").edges[0]
    turned = replace(edge, a=edge.b, b=edge.a, why="A clerk and the mayor are one.")
    twice = (replace(edge, why="The mayor and a clerk are one."), turned)
    origins = tuple(replace(o, edges=twice) if o.id == "o-renn" else o for o in whole.reconciliation.origins)
    x = Lookup(replace(whole, reconciliation=replace(whole.reconciliation, origins=origins)))
    assert len(next(v for v in voices(x) if v.id == "o-renn").joins) == 1


def test_the_days_say_who_and_in_what_unit() -> None:
    days, _ = timeline(Lookup(case()))
    said = [e.said for d in days for e in (*d.entries, *d.counts)]
    assert said
    assert "said, without naming it" not in said


def test_names_of_rules_and_notes_can_be_told_from_one_another() -> None:
    page = dossier(case())
    assert "two sources, Ours" not in page
    for note in page.split('<p class="note warn">')[1:]:
        assert not note[0].islower()


def test_what_replaced_a_statement_is_not_called_a_count() -> None:
    assert "A later count or statement by the same line of authority" in dossier(case())


def test_no_kind_of_relation_crowds_out_the_others() -> None:
    whole = next(a for g in groups(Lookup(case())) for a in g.main)
    many = [Bearing(n, "differs in scope from", 99, "", against=False, told=False) for n in range(20)]
    one, told = Bearing(30, "is a changed copy of", 31, "", against=False, told=False), Bearing(1, "denies", 2, "", against=True, told=True)
    a = replace(whole, bearings=(told, *many, one))
    assert a.shown == [*many[:ALIKE], one]
    assert len(a.untold) == 21


def test_a_number_that_nobody_gives_firmly_is_printed_with_about() -> None:
    assert "about 10" in answer(with_amount("q-customs", Bound.ABOUT, 10), "q-customs")
    assert "about" not in answer(with_amount("q-customs", Bound.EXACT, 10), "q-customs")


def test_what_is_established_stands_in_the_order_of_the_findings() -> None:
    told = groups(Lookup(case()))
    order = [a.id for g in told for a in g.main]
    for _, answers in established(told):
        assert [a.id for a in answers] == sorted((a.id for a in answers), key=order.index)
