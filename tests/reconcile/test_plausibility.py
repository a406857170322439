"""What does not fit together is shown with both claims and a sentence, and changes no finding."""

from __future__ import annotations

from dataclasses import replace

from telling import DENIED, Telling, about, exact, vague

from corroborate.model import Amount, Bound, Place, Relation, RelationType
from corroborate.reconcile.plausibility import implausible

ALDO, BRASK = Place("Port Aldo", "city"), Place("Brask", "city")


def odd(t: Telling) -> list[Relation]:
    return implausible(t.documents, t.claims)


def rules(t: Telling) -> list[str]:
    assert all(r.type is RelationType.IMPLAUSIBLE and r.why for r in odd(t))
    return [r.rule for r in odd(t)]


def ferry(killed: float, aboard: Amount, **more: object) -> Telling:
    t = Telling()
    t.report("a")
    t.say("a", f"{killed:g} people were killed.", (f"{killed:g}", exact(killed)), place=ALDO)
    t.say("a", "60 were aboard.", ("60", aboard), measure="people_present", question="q2", **{"place": ALDO, **more})
    return t


def test_more_killed_than_were_there() -> None:
    assert rules(ferry(85, exact(60))) == ["plausible.more_than_there"]
    assert "“85” would be more than the “60”" in odd(ferry(85, exact(60)))[0].why


def test_a_count_below_that_of_all_is_plausible_and_so_are_other_places_groups_and_bounds() -> None:
    assert not odd(ferry(55, exact(60)))
    assert not odd(ferry(85, exact(60), place=BRASK))
    assert not odd(ferry(85, exact(60), population="passengers"))
    assert not odd(ferry(85, Amount.make(Bound.AT_LEAST, 60)))
    assert not odd(ferry(85, exact(60), background=True))


def blast(killed: float, both: float, injured: bool = True) -> Telling:
    t = Telling()
    t.report("a")
    t.say("a", f"{killed:g} were killed.", (f"{killed:g}", exact(killed)))
    t.say("a", f"{both:g} were killed or hurt.", (f"{both:g}", exact(both)), measure="people_killed_or_injured", question="q2")
    if injured:
        t.say("a", "12 were hurt.", ("12", exact(12)), measure="people_injured", question="q3")
    return t


def test_the_injured_inside_the_killed() -> None:
    assert rules(blast(60, 60)) == ["plausible.injured_inside"]
    assert not odd(blast(60, 60, injured=False))
    assert not odd(blast(48, 60))


def test_more_killed_than_killed_and_injured_together() -> None:
    assert rules(blast(70, 60)) == ["plausible.more_killed"]


def half(left: Amount, words: str = "half of its residents") -> Telling:
    t = Telling()
    t.report("a")
    t.say("a", f"Some 20,000, almost {words}, left.", ("20,000", left), measure="people_evacuated")
    t.say("a", "About 300,000 are trapped.", ("300,000", about(300_000)), measure="people_trapped", question="q2")
    return t


def test_a_share_that_is_none() -> None:
    (found,) = odd(half(about(20_000)))
    assert found.rule == "plausible.share"
    assert "7%" in found.why and "half of its residents" in found.why
    assert rules(half(about(20_000), "40 per cent of the city’s population")) == ["plausible.share"]


def test_a_share_that_fits_or_belongs_to_no_count_is_nothing() -> None:
    assert not odd(half(about(140_000)))
    assert not odd(half(vague(20_000)))
    assert not odd(half(about(20_000), "half of its houses"))


def test_denied_and_supposed_counts_are_held_against_nothing() -> None:
    t = ferry(85, exact(60))
    t.claims = [replace(c, commitment=DENIED) for c in t.claims]
    assert not odd(t)


def test_what_does_not_fit_changes_no_finding() -> None:
    t = blast(70, 60)
    found = t.findings()
    assert (found["q1"].best, found["q2"].best) == (70, 60)
