"""Drawings, passages, maps and words: what each must never get wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.model import (
    Amount,
    Bound,
    Claim,
    Commitment,
    Mention,
    MentionKind,
    OriginCount,
    Place,
    Question,
    RelationType,
    Span,
    Status,
)
from corroborate.reconcile.appraisal import appraised
from corroborate.reconcile.standards import COUNTING
from corroborate.report import gaps
from corroborate.report.answers import groups, not_known, stated
from corroborate.report.ladder import Scale, ladder
from corroborate.report.lookup import Lookup
from corroborate.report.map import draw
from corroborate.report.outlines import outlines
from corroborate.report.passages import pieces
from corroborate.report.visible import visible
from corroborate.report.voices import voices
from corroborate.report.wording import amount, ask, carried, number, origins, qualifiers, readable, relation, span, status, wording
from report.fixture import TESSALY, VARENNE, case
from report.test_dossier import many


def lookup() -> Lookup:
    return Lookup(case())


def test_a_row_is_an_origin_and_a_dot_is_a_claim() -> None:
    x = lookup()
    drawing = ladder(x.findings["q-killed"], x)
    assert drawing
    assert (drawing.rows[0].who, len(drawing.rows[0].dots)) == ("Oda Renn, regional governor", 4)
    assert len(drawing.rows) == 5
    assert sum(len(r.dots) for r in drawing.rows) == len(x.answers("q-killed"))


def test_claims_of_one_value_are_stacked_and_never_cover_each_other() -> None:
    x = lookup()
    drawing = ladder(x.findings["q-killed"], x)
    assert drawing
    for row in drawing.rows:
        assert len({(d.at, d.dx, d.y) for d in row.dots}) == len(row.dots)
        assert max(d.y for d in row.dots) < row.height


def test_a_crowded_row_says_what_it_leaves_out() -> None:
    x = Lookup(many(60, 100))
    drawing = ladder(x.findings["q-killed"], x)
    assert drawing
    (row,) = drawing.rows
    assert (len(row.dots), row.more) == (12, 18)


def test_bounds_denials_and_replaced_counts_have_their_own_shapes() -> None:
    x = lookup()
    drawing = ladder(x.findings["q-killed"], x)
    assert drawing
    dots = {d.claim: d for r in drawing.rows for d in r.dots}
    assert dots["c01"].shape == "at_least"
    assert dots["c20"].shape == "at_most"
    assert dots["c09"].replaced
    assert "Σ" in dots["c09"].marks
    assert "≠" in dots["c20"].marks


def test_a_question_without_numbers_has_no_drawing() -> None:
    x = lookup()
    assert ladder(x.findings["q-who"], x) is None


@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=8))
def test_a_scale_keeps_order_and_stays_inside(values: list[int]) -> None:
    scale = Scale([float(v) for v in values])
    at = [scale.at(v) for v in sorted(values)]
    assert at == sorted(at)
    assert all(0 <= x <= 100 for x in at)
    assert all(0 <= t.at <= 100 for t in scale.ticks())
    assert len(scale.ticks()) <= 12


@given(st.data())
def test_pieces_put_together_are_the_text(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=60))
    claims = []
    for n in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        at = data.draw(st.integers(start, end - 1))
        value = Span.of("d", text, at, end) if data.draw(st.booleans()) else None
        claims.append(Claim(f"c{n}", "d", "people_killed", (Span.of("d", text, start, end),), value=value))
    cut = pieces(text, claims)
    assert "".join(p.text for p in cut) == text
    assert sorted(c for p in cut for c in p.starts) == sorted(c.id for c in claims)
    assert sorted(c for p in cut for c in p.ends) == sorted(c.id for c in claims)


def test_a_long_text_is_cut_to_what_stands_round_its_claims() -> None:
    text = "x" * 5000 + "Nine died." + "y" * 5000
    claim = Claim("c1", "d", "people_killed", (Span.of("d", text, 5000, 5010),))
    shown = "".join(p.text for p in pieces(text, [claim], 100))
    assert "Nine died." in shown
    assert len(shown) == 210


def test_a_country_is_never_a_point_and_a_region_is_not_a_dot() -> None:
    whole = case()
    claims = (replace(whole.claims[0], place=TESSALY), replace(whole.claims[1], place=VARENNE), *whole.claims[2:])
    drawing = draw(Lookup(replace(whole, claims=claims)))
    assert drawing
    kinds = {s.name: s for s in drawing.spots}
    assert kinds["Tessaly"].kind == "admin1"
    assert kinds["Tessaly"].r > 3 * kinds["Port Aldo"].r
    assert "Varenne" not in kinds
    assert ("Varenne", "a whole country, not a point") in {(p.name, p.why) for p in drawing.listed}
    assert ("Old Quay", "position not known") in {(p.name, p.why) for p in drawing.listed}


def test_labels_do_not_lie_on_each_other() -> None:
    whole = case()
    villages = [Place(f"Village number {n}", "city", f"v{n}", "XV", None, 41.3 + n * 0.02, 19.4) for n in range(len(whole.claims))]
    near = tuple(replace(c, place=v) for c, v in zip(whole.claims, villages, strict=True))
    drawing = draw(Lookup(replace(whole, claims=near)))
    assert drawing
    boxes = [(s.label[0], s.label[1]) for s in drawing.spots if s.label]
    assert len(boxes) == len(set(boxes))
    assert len(drawing.spots) == len(near)


def test_one_far_place_does_not_stretch_the_map() -> None:
    whole = case()
    claims = (*whole.claims[:-1], replace(whole.claims[-1], place=Place("Far Haven", "city", "f", "XX", None, -40.0, 170.0)))
    drawing = draw(Lookup(replace(whole, claims=claims)))
    assert drawing
    assert ("Far Haven", "far from the others") in {(p.name, p.why) for p in drawing.listed}


def test_outlines_are_shipped_and_name_their_source() -> None:
    countries, source = outlines()
    assert len(countries) > 200
    assert "public domain" in source
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for c in countries for ring in c.rings for x, y in ring)


def test_a_party_that_is_accused_and_silent_is_named() -> None:
    whole = case()
    assert [g for g in gaps.told(Lookup(whole)) if g.kind == "silent_party"] == []
    claims = tuple(c for c in whole.claims if c.id not in ("c19", "c20"))
    (silent,) = [g for g in gaps.told(Lookup(appraised(replace(whole, claims=claims)))) if g.kind == "silent_party"]
    assert silent.text == "Held responsible, with no statement of theirs in these reports: the Northern Front."


def test_answers_stand_under_their_incident_the_larger_one_first() -> None:
    told = groups(lookup())
    assert [g.title for g in told] == ["Strike on the ferry terminal", "Bus fall at Tessaly Bridge"]
    anchors = [a.anchor for g in told for a in (*g.main, *g.once)]
    assert len(set(anchors)) == len(anchors) == 14


def test_an_origin_shows_its_copies_and_its_possible_double() -> None:
    told = {v.id: v for v in voices(lookup())}
    assert [p.outlet for p in told["o-renn"].paths] == ["Varenne Herald", "ANV", "Coastal Post", "The Morning Digest"]
    assert [c.why for c in told["o-renn"].paths[2].changed] == ["“at least” became “more than” in the copy"]
    assert [j.who for j in told["o-doctor"].maybe] == ["emergency service of Port Aldo"]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (Amount.make(Bound.EXACT, 2300), "2,300"),
        (Amount.make(Bound.ABOUT, 400), "about 400"),
        (Amount.make(Bound.AT_LEAST, 16), "at least 16"),
        (Amount.make(Bound.MORE_THAN, 100), "more than 100"),
        (Amount.make(Bound.AT_MOST, 32), "at most 32"),
        (Amount.make(Bound.LESS_THAN, 10), "less than 10"),
        (Amount.make(Bound.RANGE, 60, 80), "60 to 80"),
        (Amount.make(Bound.VAGUE, 24), "24 or more (vague)"),
    ],
)
def test_amounts_in_words(made: Amount, words: str) -> None:
    assert amount(made) == words


def test_numbers_questions_and_origins_in_words() -> None:
    assert [number(v) for v in (1234567.0, 6.3, 0.0, None)] == ["1,234,567", "6.3", "0", ""]
    assert origins(OriginCount(1, 2, 3)) == "2 origins (1–3)"
    assert origins(OriginCount(1, 1, 1)) == "1 origin"
    q = Question("q", "people_evacuated", "people", "all, counted as (three)", "Lorne", "", stage="left", standard="verified")
    assert ask(q) == "How many people left or were evacuated: the figure “three”"
    assert qualifiers(q) == ["Lorne", "standard: verified"]
    assert ask(replace(q, measure="facility_attacked", stage=None)) == "Was a facility attacked"
    assert readable("Lorne, 2026-05-11") == "Lorne, 11 May 2026"


def test_every_status_and_relation_has_words() -> None:
    assert {status(s) for s in Status} == {s["word"] for s in wording()["statuses"].values()}
    for kind in RelationType:
        assert "_" not in relation(str(kind))
        assert str(kind).removeprefix("ours:") in wording()["relations"]


def test_what_cannot_be_seen_is_made_visible() -> None:
    assert visible("a\u202eb\x00c\ud800\ufeff") == "a[U+202E]b[U+0000]c[U+D800][U+FEFF]"
    assert visible("line\none\ttwo – “ça” عربى") == "line\none\ttwo – “ça” عربى"


def test_what_carries_an_answer_is_told_apart_from_what_only_answers() -> None:
    assert carried(1, 6) == "1 of 6 reports"
    assert carried(6, 6) == carried(0, 6) == "6 reports"


def test_about_stands_with_the_number_and_is_no_open_end() -> None:
    finding = lookup().findings["q-killed"]
    about = replace(finding, low=None, best=300.0, high=None)
    assert span(about) == ("–", "about 300", "–")
    assert span(replace(about, low=300.0)) == ("300", "300", "open")
    assert span(replace(about, best=None)) == ("–", "not decided", "open")


def test_a_measure_answers_in_a_way_that_is_there() -> None:
    words = wording()
    assert {m.get("answer", "named") for m in words["measures"].values()} <= set(words["answers"])
    for kind in words["answers"].values():
        assert set(kind) == {"yes", "yes_of", "no", "no_of", "unknown"} and "{}" in kind["yes_of"] and "{}" in kind["no_of"]


def test_everybody_is_not_named_beside_what_narrows_a_count() -> None:
    question = lookup().questions["q-killed"]
    assert ask(replace(question, population="all, in Varenne alone")) == "How many people were killed: in Varenne alone"
    assert ask(replace(question, population="all")) == "How many people were killed"
    assert ask(replace(question, population="all, counted as (20,000)")) == "How many people were killed: the figure “20,000”"
    assert ask(replace(question, population="police, counted as (12)")) == "How many people were killed: police, the figure “12”"
    assert ask(replace(question, population="officers, counted as (about a dozen)")).endswith(": officers, the figure “about a dozen”")
    assert ask(replace(question, population="driver (first crash)")).endswith(": driver (first crash)")
    assert ask(replace(question, population="all (first crash)")).endswith(": first crash")


def test_numbers_of_a_report_that_was_set_aside_stand_last_with_their_sentence() -> None:
    held = case()
    d = replace(held.documents[-1], text="Primera frase con 7 perros. Faltan 14 personas en el valle, dicen.\nOtra frase.")
    at = d.text.index("14")
    number = Mention(Span.of(d.id, d.text, at, at + 2), MentionKind.UNREAD, "14: a number in Spanish, which is not read", "read/rules-1")
    shown, in_all = gaps.unread(Lookup(replace(held, documents=(*held.documents[:-1], d), mentions=(number, *held.mentions))))
    assert in_all == 2
    assert (shown[1].before, shown[1].words, shown[1].after) == ("Faltan ", "14", " personas en el valle, dicen.")
    assert shown[0].why == "a building without a name"


def test_a_report_that_was_set_aside_is_not_said_to_have_been_read() -> None:
    assert "8-diario.txt" not in gaps.wordless(lookup())


def test_what_is_not_known_yet_is_no_denial() -> None:
    held = case()
    claim = replace(held.claims[0], measure="cause", polarity="-", amount=None, value=None)
    assert not_known(claim)
    assert not not_known(replace(claim, commitment=Commitment.DENIED))
    assert not not_known(replace(claim, measure="facility_attacked"))
    question = replace(lookup().questions["q-killed"], measure="cause")
    assert stated(question, [claim], lookup()) == "said not to be known yet"


def test_a_best_value_that_is_only_about_says_so() -> None:
    held = case()
    support = lookup().findings["q-injured"].support
    for bound, best in ((Bound.ABOUT, "about 60"), (Bound.EXACT, "60")):
        given = Amount.make(bound, 60)
        claims = tuple(replace(c, amount=given) if c.id in support else c for c in held.claims)
        (answer,) = [a for g in groups(Lookup(replace(held, claims=claims))) for a in g.main if a.question == "q-injured"]
        assert answer.best == best


def test_what_excludes_each_other_comes_first_among_relations() -> None:
    for g in groups(lookup()):
        for a in g.main:
            assert [b.against for b in a.bearings] == sorted((b.against for b in a.bearings), reverse=True)


def test_a_unit_is_not_printed_as_what_is_counted() -> None:
    question = replace(lookup().questions["q-killed"], measure="distance", unit="km", stage=None)
    plain = ask(replace(question, population=None))
    assert {ask(replace(question, population=unit)) for unit in ("kilometers", "km (", "km")} == {plain}


def test_counts_by_published_rules_stand_under_their_question_and_say_nothing_twice() -> None:
    (answer,) = [a for g in groups(lookup()) for a in g.main if a.question == "q-killed"]
    assert [c.rule for c in answer.counts] == list(COUNTING)
    assert not any("eft aside" in c.why for c in answer.counts)


def test_an_incident_carries_its_grade() -> None:
    (strike, _) = groups(lookup())
    assert [d.code for d in strike.grades] and all(d.reasons and d.would_change for d in strike.grades)
