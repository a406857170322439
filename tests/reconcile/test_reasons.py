"""Reasons in plain words that add up to the status, and flags that fire where they should and nowhere else."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from telling import DENIED, Telling, about, at_least, exact, vague

from corroborate.model import Finding, RelationType, Source, SourceKind, Status


def only(t: Telling) -> Finding:
    """The one finding of a story."""
    (found,) = t.findings().values()
    return found


def told(f: Finding) -> str:
    """All sentences of a finding."""
    return " ".join([r.text for r in f.reasons] + list(f.would_change))


# ---------------------------------------------------------------- one line of authority


def flood() -> Telling:
    """An agency counts 4, then 7, then 9; an aid group counts ten of its own."""
    t = Telling()
    for day, n in ((1, 4), (2, 7), (3, 9)):
        t.say(
            t.report(f"day{day}", day),
            f"{n} have died, the civil protection agency said.",
            (str(n), exact(n)),
            speaker="civil protection agency",
        )
    text = "The aid group Red Lantern said that its own teams had counted 10 dead, one more than the authorities."
    t.say(t.report("last", 4), text, ("10", exact(10)), speaker="aid group Red Lantern")
    return t


def test_another_side_does_not_replace_an_authoritys_count() -> None:
    t = flood()
    f = only(t)
    assert (f.status, f.low, f.best, f.high) == (Status.CONFLICT, 9, None, 10)
    assert f.origins.probable == 2
    assert {r.type for r in t.relations()} == {RelationType.SUPERSEDES, RelationType.CONFLICTS}


def test_the_same_line_replaces_its_own_count() -> None:
    t = flood()
    t.claims.pop()
    f = only(t)
    assert (f.status, f.best) == (Status.UPDATED, 9)
    assert "4, then 7, then 9" in told(f)


@pytest.mark.parametrize("measure", ["people_missing", "people_trapped", "people_held"])
def test_what_rises_and_falls_needs_no_explanation_for_a_fall(measure: str) -> None:
    t = Telling()
    for day, n in ((1, 17), (2, 8)):
        t.say(
            t.report(f"day{day}", day),
            f"{n}, the coast guard of Varenne said.",
            (str(n), exact(n)),
            speaker="coast guard of Varenne",
            measure=measure,
        )
    f = only(t)
    assert (f.status, f.best) == (Status.UPDATED, 8)
    assert "nothing explains" not in told(f) + " ".join(r.why for r in t.relations())


# ---------------------------------------------------------------- sentences and numbers agree


def test_sources_that_may_be_one_voice_are_never_said_to_go_back_to_one_origin() -> None:
    t = Telling()
    t.say(t.report("a"), "Officials said 30 were hurt.", ("30", exact(30)), speaker="officials", kind=SourceKind.OFFICIALS)
    t.say(t.report("b"), "Police said 30 were hurt.", ("30", exact(30)), speaker="Police", kind=SourceKind.OFFICIALS)
    f = only(t)
    assert (f.status, f.origins.probable, f.origins.max) == (Status.REPEATED, 1, 2)
    assert "one origin" not in told(f)
    assert "nothing shows that Police and officials are different voices" in told(f)


def test_reports_and_origins_are_counted_over_the_claims_that_carry_the_answer() -> None:
    t = Telling()
    for k in range(5):
        t.say(t.report(f"r{k}"), "Dozens died, the health ministry said.", ("Dozens", vague(24)), speaker="health ministry")
    t.say(t.report("last"), "Mayor Oda Renn said 31 died.", ("31", exact(31)), speaker="Mayor Oda Renn")
    f = only(t)
    assert f.reasons[0].text == "6 reports; 1 of them gives this answer, 1 independent origin: Mayor Oda Renn."
    assert f.origins.probable == 1
    assert "too vague" in told(f)


def test_a_rounded_figure_is_said_to_be_one() -> None:
    t = Telling()
    t.say(
        t.report("a"),
        "About 1,200 left, Mayor Oda Renn said.",
        ("About 1,200", about(1200)),
        measure="people_evacuated",
        speaker="Mayor Oda Renn",
    )
    f = only(t)
    assert (f.low, f.best, f.high) == (None, 1200, None)
    assert "“About 1,200” is a rounded figure" in told(f)
    assert "Best:" not in told(f)  # there is nothing to choose from


def test_numbers_of_our_own_have_separators_and_withheld_words_are_put_in_ours() -> None:
    t = Telling()
    t.say(t.report("a", 1), "1500 fled, the ministry said.", ("1500", exact(1500)), measure="people_displaced", speaker="ministry")
    t.say(t.report("b", 2), "2500 fled, the ministry said.", ("2500", exact(2500)), measure="people_displaced", speaker="ministry")
    assert "1,500, then 2,500" in told(only(t))
    tip = Telling()
    tip.say(tip.report("t"), "At least 16 died.", ("At least 16", at_least(16)), speaker="S-9", kind=SourceKind.PSEUDONYM, restricted=True)
    tip.say(tip.report("u"), "12 died, the ministry said.", ("12", exact(12)), speaker="ministry")
    assert "at least 16 (S-9)" in told(only(tip))
    assert "“At least 16”" not in told(only(tip))


def test_what_would_change_it_names_this_finding() -> None:
    assert "“9” (the civil protection agency) and “10” (the aid group Red Lantern)" in " ".join(only(flood()).would_change)


def test_grammar_of_one_and_many() -> None:
    t = Telling()
    for k, what in enumerate(("a gas leak", "a gas leak", "lightning")):
        t.say(t.report(f"r{k}"), f"It was caused by {what}.", measure="cause", speaker=f"Inspector Aron Vell {k}", about=what)
    assert "1 statement names something else and does not count as support." in told(only(t))


def test_a_denial_alone_has_its_speaker() -> None:
    t = Telling()
    t.say(t.report("a"), "Loom Water denied it.", measure="responsibility_denied", speaker="Loom Water", commitment=DENIED, polarity="-")
    f = only(t)
    assert (f.status, f.origins.probable) == (Status.SINGLE_ORIGIN, 1)


def test_a_witnesss_tip_is_a_voice_and_a_tip_from_hearsay_is_none() -> None:
    t = Telling()
    t.say(t.report("a"), "19 died, the ministry said.", ("19", exact(19)), speaker="ministry")
    (tip,) = t.say(t.report("b"), "19 died.", ("19", exact(19)), speaker="S-9", kind=SourceKind.PSEUDONYM)
    assert only(t).origins.probable == 1
    t.claims[-1] = replace(tip, chain=(replace(tip.chain[0], basis="witnessed"),))
    assert (only(t).origins.probable, only(t).status) == (2, Status.CORROBORATED)


def test_who_is_only_quoted_by_another_adds_no_voice() -> None:
    t = Telling()
    t.say(t.report("a"), "Chief Dara Moll said 4 fired.", ("4", exact(4)), speaker="Chief Dara Moll", measure="attackers")
    (claim,) = t.say(
        t.report("b"), "Pell told them there were 4, Moll said.", ("4", exact(4)), speaker="Inspector Ivo Pell", measure="attackers"
    )
    t.claims[-1] = replace(claim, chain=(Source("Dara Moll", SourceKind.PERSON), *claim.chain))
    assert only(t).status is not Status.CORROBORATED


# ---------------------------------------------------------------- flags


def flags(text: str, words: str, amount: object, **more: object) -> tuple[str, ...]:
    """The flags of a story of one sentence."""
    t = Telling()
    t.say(t.report("a"), text, (words, amount), speaker="Mayor Oda Renn", **more)  # type: ignore[arg-type]
    return only(t).flags


def test_a_caveat_travels_with_the_count_of_the_dead() -> None:
    assert "caveat_undercount" in flags("12 died and the toll is expected to rise, Mayor Oda Renn said.", "12", exact(12))
    assert "caveat_undercount" in flags("12 died and many are still missing, Mayor Oda Renn said.", "12", exact(12))


def test_the_missing_are_no_caveat_of_their_own_count() -> None:
    assert "caveat_undercount" not in flags("12 are still missing, Mayor Oda Renn said.", "12", exact(12), measure="people_missing")
    assert "caveat_undercount" not in flags("Rescuers found 3 more bodies, Mayor Oda Renn said.", "3", exact(3))


def test_a_replaced_count_lends_no_caveat() -> None:
    t = Telling()
    t.say(t.report("a", 1), "7 died and the toll may rise, the ministry said.", ("7", exact(7)), speaker="ministry")
    t.say(t.report("b", 3), "9 died, the ministry said.", ("9", exact(9)), speaker="ministry")
    assert "caveat_undercount" not in only(t).flags


def test_a_group_that_nobody_counted_opens_the_upper_end() -> None:
    t = Telling()
    t.say(
        t.report("a"),
        "40 patients are trapped, Mayor Oda Renn said.",
        ("40", exact(40)),
        speaker="Mayor Oda Renn",
        measure="people_trapped",
    )
    t.say(t.report("a"), "Families are trapped too.", measure="people_trapped", speaker="Mayor Oda Renn")
    f = only(t)
    assert "group_uncounted" in f.flags
    assert f.high is None
    assert "nobody counted" in told(f)


def test_an_outlier_is_set_apart_and_said_so() -> None:
    t = Telling()
    for who, n in (("Mayor Oda Renn", 40), ("Governor Ada Holm", 42)):
        t.say(t.report(who), f"About {n} died, {who} said.", (f"About {n}", about(n)), speaker=who)
    t.say(t.report("z"), "More than 4,000 died, a channel said.", ("More than 4,000", at_least(4000)), speaker="a channel")
    f = only(t)
    assert "outlier_present" in f.flags
    assert "Set apart" in told(f)
    assert f.high_reported == 4000


@pytest.mark.parametrize(("standard", "holds"), [("verified", True), (None, False)])
def test_a_verified_count_is_marked(standard: str | None, holds: bool) -> None:
    assert ("verified_by_standard" in flags("11 died, Mayor Oda Renn said.", "11", exact(11), standard=standard)) is holds


# ---------------------------------------------------------------- time


def test_a_thousand_statements_in_one_question_take_seconds() -> None:
    t = Telling()
    for k in range(600):
        t.say(t.report(f"r{k:03}", 1 + k % 20), f"{k + 3} died.", (str(k + 3), exact(k + 3)), speaker=f"Office {k % 200}")
    start = time.process_time()
    only(t)
    assert time.process_time() - start < 4


def test_an_outlet_that_repeats_one_sides_count_does_not_replace_the_others() -> None:
    t = Telling()
    t.say(t.report("a", 1), "15 died, the health ministry said.", ("15", exact(15)), speaker="health ministry")
    t.say(t.report("b", 1), "17 died, aid group Red Lantern said.", ("17", exact(17)), speaker="aid group Red Lantern")
    t.say(t.report("c", 2), "17 died.", ("17", exact(17)))
    f = only(t)
    assert (f.status, f.best) == (Status.CONFLICT, None)


def test_an_outlets_lower_toll_of_the_day_was_earlier() -> None:
    t = Telling()
    t.say(t.report("a", 1), "5 died.", ("5", exact(5)))
    t.say(t.report("b", 1), "7 died, the health ministry said.", ("7", exact(7)), speaker="health ministry")
    f = only(t)
    assert (f.status, f.low, f.best) == (Status.UPDATED, 5, 7)  # the order is inferred: the earlier one stays as the low end


def test_one_place_alone_is_part_of_the_whole_and_chance_sums_are_none() -> None:
    t = Telling()
    r = t.report("a")
    t.say(r, "9 have died in the valley, the civil protection agency said.", ("9", exact(9)), speaker="civil protection agency")
    t.say(r, "In Lower Varenne alone 3 died, the fire brigade said.", ("3", exact(3)), speaker="fire brigade", question="q2")
    t.sentence(r, "The road to Port Aldo was closed, and the bridge at Tessaly stood under water until the evening, a resident said.")
    t.say(r, "Elsewhere 6 died in a landslide, Mayor Oda Renn said.", ("6", exact(6)), speaker="Mayor Oda Renn", question="q3")
    sums = [x for x in t.relations() if x.type is RelationType.PART_OF_SUM]
    assert [x.rule for x in sums] == ["sums.alone"]
