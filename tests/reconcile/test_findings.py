"""What may be said: refusal where nothing decides, no number that nobody said, and repetition that never corroborates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import DENIED, Telling, about, at_least, exact, vague

from corroborate.model import Amount, Bound, Commitment, Finding, SourceKind, Status
from corroborate.reconcile.findings import findings
from corroborate.reconcile.relations import relations


def only(t: Telling) -> Finding:
    """The one finding of a story."""
    (found,) = t.findings().values()
    return found


def span(f: Finding) -> tuple[float | None, float | None, float | None]:
    """Low, best, high."""
    return (f.low, f.best, f.high)


# ---------------------------------------------------------------- low, best, high


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (exact(16), (16, 16, 16)),
        (about(50), (None, 50, None)),
        (at_least(16), (16, 16, None)),
        (Amount.make(Bound.MORE_THAN, 100), (100, 100, None)),
        (Amount.make(Bound.AT_MOST, 32), (None, 32, 32)),
        (Amount.make(Bound.RANGE, 60, 80), (60, None, 80)),
        (vague(24), (24, None, None)),
    ],
)
def test_one_amount_gives_its_own_range(amount: Amount, expected: tuple[float | None, ...]) -> None:
    t = Telling()
    t.say(t.report("a"), "Police said many died.", ("many", amount), speaker="Varenne police")
    assert span(only(t)) == expected


def test_a_conflict_is_spanned_and_refused() -> None:
    t = Telling()
    t.say(t.report("a"), "The ministry said 350,000 are trapped.", ("350,000", exact(350_000)), measure="people_trapped")
    t.say(t.report("b"), "Some 400,000 are trapped.", ("400,000", exact(400_000)), measure="people_trapped")
    found = only(t)
    assert span(found) == (350_000, None, 400_000)
    assert (found.status, found.rung) == (Status.CONFLICT, "unattributed_conflict")


def test_an_update_takes_the_latest_count() -> None:
    t = Telling()
    t.say(t.report("a", 1), "The monitor said 47 died.", ("47", exact(47)), speaker="Tessaly monitor")
    t.say(t.report("b", 2), "The monitor said 82 died.", ("82", exact(82)), speaker="Tessaly monitor")
    found = only(t)
    assert span(found) == (82, 82, 82)
    assert found.status is Status.UPDATED
    assert any("47" in r.text for r in found.reasons)


def test_where_the_order_is_only_inferred_the_earlier_count_stays_as_the_low_end() -> None:
    t = Telling()
    t.say(
        t.report("a", 1),
        "The council said 2,000 left.",
        ("2,000", exact(2000)),
        measure="vehicles",
        stage="left",
        speaker="Port Aldo council",
    )
    t.say(t.report("b", 1), "Oda Renn said 4,000 cars left.", ("4,000", exact(4000)), measure="vehicles", stage="left", speaker="Oda Renn")
    found = only(t)
    assert span(found) == (2000, 4000, 4000)
    assert found.status is Status.UPDATED


def test_a_fall_that_nothing_explains_is_among_the_reasons() -> None:
    t = Telling()
    t.say(t.report("a", 1), "Police said 27 died.", ("27", exact(27)), speaker="Varenne police")
    t.say(t.report("b", 2), "Police said 25 died.", ("25", exact(25)), speaker="Varenne police")
    assert "nothing explains the fall" in only(t).why


def test_an_old_figure_repeated_beside_the_new_one_does_not_reopen_the_matter() -> None:
    t = Telling()
    t.say(
        t.report("a", 1),
        "Officials said about 100 were hurt.",
        ("about 100", about(100)),
        speaker="officials of Port Aldo",
        measure="people_injured",
    )
    t.say(t.report("b", 2), "Around 100 were hurt.", ("Around 100", about(100)), measure="people_injured")
    minister = "Minister Oda Renn"
    t.say(t.report("c", 2), f"{minister} said 202 were hurt.", ("202", exact(202)), speaker=minister, measure="people_injured")
    assert only(t).best == 202


def test_an_outlier_stays_a_claim_outside_the_range() -> None:
    t = Telling()
    t.say(t.report("a"), "The mayor said more than 2,300 died.", ("more than 2,300", at_least(2300)), speaker="mayor of Varenne")
    t.say(t.report("b"), "The council said more than 2,500 died.", ("more than 2,500", at_least(2500)), speaker="Port Aldo council")
    t.say(t.report("c"), "An adviser said more than 20,000 died.", ("more than 20,000", at_least(20_000)), speaker="Oda Renn")
    found = only(t)
    assert span(found) == (2300, 2500, None)
    assert found.high_reported == 20_000
    assert "outlier_present" in found.flags
    assert t.claims[2].id in found.claims and t.claims[2].id not in found.support


def test_a_group_that_nobody_counted_leaves_the_upper_end_open() -> None:
    t = Telling()
    a = t.report("a")
    t.say(a, "The agency said 500 are held.", ("500", exact(500)), speaker="Varenne Press", measure="people_held")
    t.say(a, "Patients are held as well, it said.", speaker="Varenne Press", measure="people_held", population="patients")
    found = only(t)
    assert span(found) == (500, 500, None)
    assert "group_uncounted" in found.flags
    assert any("not counted" in w for w in found.would_change)


def test_miles_against_kilometres_is_refused() -> None:
    t = Telling()
    t.say(t.report("a"), "It fell about 130 miles away.", ("about 130", about(130)), measure="distance", unit="miles")
    t.say(t.report("b"), "It fell about 230 km away.", ("about 230", about(230)), measure="distance", unit="km")
    assert only(t).best is None


def test_a_caveat_travels_with_the_number() -> None:
    t = Telling()
    a = t.report("a")
    t.say(a, "Police said 12 people died.", ("12", exact(12)), speaker="Varenne police")
    t.sentence(a, "The toll is expected to rise.")
    assert "caveat_undercount" in only(t).flags


# ---------------------------------------------------------------- status


def test_repetition_is_not_corroboration() -> None:
    t = Telling()
    for k in range(6):
        t.say(
            t.report(f"r{k}"), "The governor said 400 are held.", ("400", exact(400)), speaker="governor of Tessaly", measure="people_held"
        )
    t.say(t.report("own"), "400 people are held.", ("400", exact(400)), measure="people_held")
    found = only(t)
    assert found.status is Status.REPEATED
    assert found.origins.probable == 1
    assert "7 reports, 1 independent origin" in found.why


def test_two_named_origins_corroborate_and_it_says_whose() -> None:
    t = Telling()
    t.say(t.report("a"), "The ministry said 12 died.", ("12", exact(12)), speaker="Health Ministry")
    t.say(t.report("b"), "The Tessaly Observatory said 12 died.", ("12", exact(12)), speaker="Tessaly Observatory")
    found = only(t)
    assert (found.status, found.rung) == (Status.CORROBORATED, "corroborated_cross_side")
    assert "authorities" in found.why and "monitors" in found.why


def test_one_side_is_said_to_be_one_side() -> None:
    t = Telling()
    t.say(t.report("a"), "The ministry said 12 died.", ("12", exact(12)), speaker="Varenne Health Ministry")
    t.say(t.report("b"), "The governor of Tessaly said 12 died.", ("12", exact(12)), speaker="Governor Ilse Marn", kind=SourceKind.PERSON)
    assert only(t).rung == "corroborated_one_side"


@pytest.mark.parametrize("echo", ["officials", "Media reports", "a government source", "the ministry"])
def test_an_unnamed_echo_of_one_side_is_no_second_origin(echo: str) -> None:
    t = Telling()
    t.say(t.report("a"), "The ministry said 12 died.", ("12", exact(12)), speaker="Varenne Health Ministry")
    t.say(t.report("b"), "12 died, it was said.", ("12", exact(12)), speaker=echo, kind=SourceKind.OFFICIALS)
    assert only(t).status is not Status.CORROBORATED


def test_a_vague_word_does_not_bear_out_a_large_count() -> None:
    t = Telling()
    t.say(t.report("a"), "The ministry said 300 died.", ("300", exact(300)), speaker="Health Ministry")
    t.say(t.report("b"), "The Tessaly Observatory said several died.", ("several", vague(3)), speaker="Tessaly Observatory")
    assert only(t).status is not Status.CORROBORATED


def test_nobody_named_anywhere_is_unattributed() -> None:
    t = Telling()
    for name in ("a", "b"):
        t.say(t.report(name), "52 people died.", ("52", exact(52)))
    found = only(t)
    assert found.status is Status.UNATTRIBUTED
    assert (found.origins.min, found.origins.probable) == (0, 0)


def test_a_denial_makes_it_contested_and_refuses_a_value() -> None:
    t = Telling()
    a = t.report("a")
    t.say(a, "Witnesses said the groom was killed.", ("the groom", exact(1)), speaker="witnesses in Varenne", kind=SourceKind.INSIDER)
    t.say(a, "A relative denied that the groom was killed.", speaker="a relative", kind=SourceKind.INSIDER, commitment=DENIED)
    found = only(t)
    assert found.status is Status.CONTESTED
    assert found.best is None


def test_a_proposition_counts_only_those_who_say_the_same() -> None:
    t = Telling()
    weapon = {"measure": "weapon"}
    t.say(t.report("a"), "Police said it was a truck.", speaker="Varenne Police", about="a truck", **weapon)
    t.say(t.report("b"), "Tessaly Observatory said it was a truck.", speaker="Tessaly Observatory", about="truck", **weapon)
    t.say(t.report("c"), "Oda Renn said it was a gas bottle.", speaker="Oda Renn", about="gas bottle", **weapon)
    found = only(t)
    assert found.status is Status.CORROBORATED
    assert found.origins.probable == 2
    assert any(r.rule == "support.other" for r in found.reasons)
    assert span(found) == (None, None, None)


def test_two_sources_for_two_things_do_not_corroborate_each_other() -> None:
    t = Telling()
    t.say(t.report("a"), "Police said it was a truck.", speaker="Varenne Police", about="a truck", measure="weapon")
    t.say(t.report("b"), "Tessaly Observatory said it was a rocket.", speaker="Tessaly Observatory", about="a rocket", measure="weapon")
    assert only(t).status is not Status.CORROBORATED


def test_hypothetical_words_do_not_support_a_plain_count() -> None:
    t = Telling()
    t.say(t.report("a"), "Police said one man did it.", ("one", exact(1)), speaker="Varenne Police", measure="attackers")
    t.say(
        t.report("b"),
        "There may be a second.",
        ("second", exact(2)),
        speaker="Oda Renn",
        measure="attackers",
        commitment=Commitment.HYPOTHETICAL,
    )
    assert only(t).best == 1


def test_the_last_reason_is_the_status_and_every_reason_names_claims() -> None:
    t = Telling()
    t.say(t.report("a", 1), "The ministry said 12 died.", ("12", exact(12)), speaker="Health Ministry")
    t.say(t.report("b", 2), "The ministry said 15 died.", ("15", exact(15)), speaker="Health Ministry")
    found = only(t)
    assert found.reasons[-1].rule == f"status.{found.rung}"
    assert all(r.rule and r.claims for r in found.reasons)
    assert found.would_change


# ---------------------------------------------------------------- properties

SPEAKERS = (None, "Health Ministry", "Tessaly Observatory", "officials", "Oda Renn")


@st.composite
def stories(draw: st.DrawFn) -> Telling:
    """Up to nine counts of one question by some of five speakers in four reports of three days."""
    t = Telling()
    for k in range(4):
        t.report(f"r{k}", draw(st.integers(1, 3)))
    for _ in range(draw(st.integers(1, 9))):
        bound = draw(st.sampled_from(list(Bound)))
        low = draw(st.integers(0, 400))
        amount = Amount.make(bound, low, low + draw(st.integers(0, 50)) if bound is Bound.RANGE else None)
        t.say(f"r{draw(st.integers(0, 3))}", f"There were {low} dead.", (str(low), amount), speaker=draw(st.sampled_from(SPEAKERS)))
    return t


def plain(f: Finding) -> tuple[object, ...]:
    """What a reader sees of a finding, without its reasons."""
    return (f.low, f.best, f.high, f.origins, f.status, f.rung, f.flags, f.high_reported)


@settings(max_examples=150, deadline=None)
@given(stories())
def test_no_number_that_nobody_said_and_always_in_order(t: Telling) -> None:
    found = only(t)
    said = {v for c in t.claims if c.amount for v in c.amount.stated}
    assert {v for v in span(found) if v is not None} <= said
    numbers = [v for v in span(found) if v is not None]
    assert numbers == sorted(numbers)


@settings(max_examples=60, deadline=None)
@given(stories(), st.randoms())
def test_the_order_of_claims_and_reports_does_not_matter(t: Telling, chance: object) -> None:
    before = plain(only(t)), t.relations()
    chance.shuffle(t.claims)  # type: ignore[attr-defined]
    names = list(t.texts)
    chance.shuffle(names)  # type: ignore[attr-defined]
    t.texts = {n: t.texts[n] for n in names}
    assert (plain(only(t)), t.relations()) == before


@settings(max_examples=60, deadline=None)
@given(stories(), st.integers(0, 3))
def test_a_copy_of_a_report_adds_nothing_but_a_report(t: Telling, k: int) -> None:
    before = only(t)
    name = f"r{k}"
    copied = [c for c in t.claims if c.document == name]
    t.texts["zz"], t.published["zz"] = t.texts[name], t.published[name]
    for c in copied:

        def moved(s: object) -> object:
            return replace(s, document="zz")  # type: ignore[type-var]

        copy = replace(c, id=f"z{c.id}", document="zz", evidence=tuple(map(moved, c.evidence)), value=moved(c.value))  # type: ignore[arg-type]
        t.claims.append(copy)
        t.question_of[copy.id], t.origin_of[copy.id] = "q1", t.origin_of[c.id]
    after = only(t)
    assert span(after) == span(before)
    assert (after.origins, after.rung if after.rung != "single_origin_repeated" else "single_origin") == (
        before.origins, before.rung if before.rung != "single_origin_repeated" else "single_origin"
    )  # fmt: skip


WITNESSES = ("Varenne police", "Tessaly Observatory", "Pell Institute", "Port Aldo hospital", "Ilse Marn")


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(1, 90), st.integers(0, 2))
def test_a_witness_who_knows_for_himself_raises_the_origins_by_one_and_nothing_else(n: int, toll: int, copies: int) -> None:
    t = Telling()
    for k, who in enumerate(WITNESSES[:n]):
        for _ in range(1 + copies * (k == 0)):
            t.say(t.report(f"r{len(t.texts)}"), f"{who} said {toll} died.", (str(toll), exact(toll)), speaker=who)
    before = only(t)
    t.say(t.report("zz"), f"{WITNESSES[n]} said {toll} died.", (str(toll), exact(toll)), speaker=WITNESSES[n])
    after = only(t)
    assert span(after) == span(before) and after.flags == before.flags
    for count in ("min", "probable", "max"):
        assert getattr(before.origins, count) == n
        assert getattr(after.origins, count) == n + 1
    assert after.status is Status.CORROBORATED
    assert (before.status is Status.CORROBORATED) == (n > 1)


def test_a_question_without_claims_has_no_finding() -> None:
    assert findings([], [], [], {}, [], [], []) == []
    assert relations([], [], {}, []) == []


def test_a_day_without_a_date_does_not_break_the_order() -> None:
    t = Telling()
    t.say(t.report("a"), "Police said 3 died.", ("3", exact(3)), speaker="Varenne police", as_of=date(2031, 3, 1))
    t.published["a"] = None  # type: ignore[assignment]
    assert only(t).best == 3
