"""What a careful reader would relate, and what must not be related: each test is one kind of mistake that changes a finding."""

from datetime import date

import pytest
from telling import DENIED, Telling, about, at_least, exact, vague

from corroborate.model import Commitment, RelationType, SourceKind

KINDS = RelationType


def kinds(t: Telling, *types: RelationType) -> list[tuple[str, str, str]]:
    """The relations of some types, as (type, printed words of a, printed words of b)."""
    by_id = {c.id: c for c in t.claims}
    word = {i: c.value.text if c.value else c.measure for i, c in by_id.items()}
    return [(str(r.type), word[r.a], word[r.b]) for r in t.relations() if r.type in types]


# ---------------------------------------------------------------- superseding and conflict


def test_a_later_count_of_the_same_source_replaces_the_earlier_one() -> None:
    t = Telling()
    t.say(
        t.report("a", 1),
        "At least 14 people were killed, the Varenne monitor said.",
        ("At least 14", at_least(14)),
        speaker="Varenne monitor",
    )
    t.say(t.report("b", 2), "The Varenne monitor said 31 people were killed.", ("31", exact(31)), speaker="Varenne monitor")
    assert kinds(t, KINDS.SUPERSEDES, KINDS.CONFLICTS) == [("supersedes", "31", "At least 14")]


def test_two_sources_of_one_day_conflict() -> None:
    t = Telling()
    t.say(t.report("a"), "The ministry said 44 people were killed.", ("44", exact(44)), speaker="health ministry of Varenne")
    t.say(t.report("b"), "The Tessaly monitor put the toll at 48.", ("48", exact(48)), speaker="Tessaly monitor")
    assert kinds(t, KINDS.SUPERSEDES, KINDS.CONFLICTS) == [("conflicts", "48", "44")]


def test_a_growing_toll_is_explained_by_time() -> None:
    t = Telling()
    t.say(t.report("a", 1), "Minister Oda Renn said 77 died.", ("77", exact(77)), speaker="Minister Oda Renn")
    t.say(t.report("b", 2), "Officials in Port Aldo said 84 died.", ("84", exact(84)), speaker="Officials in Port Aldo")
    assert kinds(t, KINDS.SUPERSEDES, KINDS.CONFLICTS) == [("supersedes", "84", "77")]


def test_a_falling_count_of_one_source_is_never_silent() -> None:
    t = Telling()
    t.say(t.report("a", 1), "Police said 27 people were hurt.", ("27", exact(27)), speaker="Police", measure="people_injured")
    t.say(t.report("b", 2), "Police said 25 people were hurt.", ("25", exact(25)), speaker="Police", measure="people_injured")
    found = [r for r in t.relations() if r.type is KINDS.SUPERSEDES]
    assert [r.rule for r in found] == ["supersedes.falls"]
    assert "nothing explains the fall" in found[0].why


def test_a_lower_count_of_another_source_on_a_later_day_conflicts() -> None:
    t = Telling()
    t.say(t.report("a", 1), "Police said seven were hurt.", ("seven", exact(7)), speaker="Police of Port Aldo")
    t.say(t.report("b", 4), "The Aldo hospital treated four.", ("four", exact(4)), speaker="Aldo hospital")
    assert kinds(t, KINDS.SUPERSEDES, KINDS.CONFLICTS) == [("conflicts", "four", "seven")]


def test_an_order_that_the_report_states_is_taken() -> None:
    t = Telling()
    a = t.report("a")
    t.say(a, "The monitor updated its earlier toll of 15 for the strike.", ("15", exact(15)), speaker="Tessaly monitor")
    t.say(a, "It now counts 18 dead.", ("18", exact(18)), speaker="Tessaly monitor")
    assert [(r.rule) for r in t.relations() if r.type is KINDS.SUPERSEDES] == ["supersedes.stated"]


def test_two_lower_bounds_are_not_related_as_a_conflict_and_a_far_one_is_an_outlier() -> None:
    t = Telling()
    t.say(t.report("a"), "The mayor said more than 2,300 died.", ("more than 2,300", at_least(2300)), speaker="mayor of Varenne")
    t.say(t.report("b"), "The governor said at least 2,500 died.", ("at least 2,500", at_least(2500)), speaker="governor of Tessaly")
    t.say(t.report("c"), "An adviser said at least 20,000 died.", ("at least 20,000", at_least(20_000)), speaker="Oda Renn")
    assert not kinds(t, KINDS.CONFLICTS)
    assert ("ours:outlier", "at least 20,000", "more than 2,300") in kinds(t, KINDS.OUTLIER)


def test_miles_and_kilometres_are_not_compared_as_numbers() -> None:
    t = Telling()
    t.say(t.report("a"), "It fell 130 miles from Port Aldo.", ("130 miles", about(130)), measure="distance", unit="miles", speaker="Police")
    t.say(
        t.report("b"), "It fell 230 km from Port Aldo.", ("230 km", about(230)), measure="distance", unit="km", speaker="the Varenne navy"
    )
    assert not kinds(t, KINDS.CONFLICTS, KINDS.SUPERSEDES)


# ---------------------------------------------------------------- sums


@pytest.mark.parametrize(
    ("text", "part", "total"),
    [
        ("An air strike killed 18 people, including five children.", "five", "18"),
        ("Six people died, among them two nurses.", "two", "Six"),
        ("Four of the twelve dead were foreigners.", "Four", "twelve"),
        ("Three Aldans were among the 84 people killed.", "Three", "84"),
        ("A further three died of their wounds, bringing the toll to 61.", "three", "61"),
        ("At least 600 people have died in jail, more than 200 of them at Port Aldo.", "200", "600"),
    ],
)
def test_the_words_between_make_a_part(text: str, part: str, total: str) -> None:
    t = Telling()
    numbers = {"five": 5, "two": 2, "Four": 4, "Three": 3, "three": 3, "Six": 6, "twelve": 12}
    said = sorted((part, total), key=text.index)
    t.say(
        t.report("a"),
        text,
        *((w, exact(numbers.get(w) or float(w))) for w in said),
        question=tuple(f"q {w}" for w in said),
        speaker="Police",
    )
    assert kinds(t, KINDS.PART_OF_SUM) == [("part_of_sum", part, total)]


def test_most_of_them_is_no_part() -> None:
    t = Telling()
    text = "Another ship took the 103 passengers, most of them Aldans, and 26 crew ashore."
    t.say(t.report("a"), text, ("103", exact(103)), ("26", exact(26)), question=("q1", "q2"), measure="people_evacuated")
    assert not kinds(t, KINDS.PART_OF_SUM)


def test_neighbouring_parts_that_add_up_exactly() -> None:
    t = Telling()
    a = t.report("a")
    t.say(a, "There were 228 people on board.", ("228", exact(228)), question="all", measure="people_present")
    t.say(
        a,
        "It carried 12 crew and 216 passengers.",
        ("12", exact(12)),
        ("216", exact(216)),
        question=("crew", "passengers"),
        measure="people_present",
    )
    assert kinds(t, KINDS.PART_OF_SUM) == [("part_of_sum", "12", "228"), ("part_of_sum", "216", "228")]


def test_a_list_after_of_whom_adds_up_to_its_total() -> None:
    t = Telling()
    text = "The clinic treated 20 people, four of whom were seriously hurt and 16 who could walk."
    said = (("20", exact(20)), ("four", exact(4)), ("16", exact(16)))
    t.say(t.report("a"), text, *said, measure="people_injured", question=("q1", "q2", "q3"))
    assert sorted(kinds(t, KINDS.PART_OF_SUM)) == [("part_of_sum", "16", "20"), ("part_of_sum", "four", "20")]


def test_those_among_the_dead_point_back_to_the_toll() -> None:
    t = Telling()
    a = t.report("a")
    t.say(a, "At least 70 people were killed, the monitor said.", ("70", at_least(70)), speaker="Tessaly monitor")
    t.say(a, "Some 11 fighters were among the dead.", ("11", exact(11)), speaker="Tessaly monitor", question="q2")
    assert kinds(t, KINDS.PART_OF_SUM) == [("part_of_sum", "11", "70")]


def test_a_denial_inside_its_question_is_tied_even_to_background() -> None:
    t = Telling()
    a = t.report("a")
    accused = {"measure": "responsibility_attributed", "about": "Northern army", "background": True}
    t.say(a, "The council blamed the Northern army for last year's strike.", speaker="Port Aldo council", **accused)
    t.say(a, "The army has denied it.", speaker="Northern army", measure="responsibility_denied", commitment=DENIED)
    assert [r.rule for r in t.relations() if r.type is KINDS.DENIES] == ["denies.question"]


def test_stages_that_happen_to_add_up_are_flagged_and_not_asserted() -> None:
    t = Telling()
    a = t.report("a")
    t.say(a, "2,000 cars left Varenne.", ("2,000", exact(2000)), question="left", measure="vehicles", stage="left")
    t.say(a, "A further 2,000 cars were waiting.", ("2,000", exact(2000)), question="waiting", measure="vehicles", stage="waiting")
    t.say(t.report("b"), "4,000 cars left Varenne.", ("4,000", exact(4000)), question="left", measure="vehicles", stage="left")
    assert not kinds(t, KINDS.PART_OF_SUM)
    assert len(kinds(t, KINDS.SUM_REJECTED)) == 1


def test_too_many_people_for_the_vehicles() -> None:
    t = Telling()
    a = t.report("a")
    t.say(a, "2,000 cars left Varenne.", ("2,000", exact(2000)), question="cars", measure="vehicles", stage="left")
    t.say(a, "20,000 people left Varenne.", ("20,000", exact(20_000)), question="people", measure="people_evacuated", stage="left")
    assert kinds(t, KINDS.IMPLAUSIBLE) == [("ours:implausible", "20,000", "2,000")]


# ---------------------------------------------------------------- denials, copies, scope


def test_a_denial_is_tied_to_the_claim_and_not_to_another_facility() -> None:
    t = Telling()
    a = t.report("a")
    hit = {"measure": "facility_attacked", "facility": "Varenne school"}
    t.say(a, "The monitor said jets hit the Varenne school.", speaker="Tessaly monitor", question="school", **hit)
    t.say(a, "The army denied that it hit the Varenne school.", speaker="the army", question="school", commitment=DENIED, **hit)
    t.say(a, "The army denied that it hit the Aldo clinic.", speaker="the army", question="school", commitment=DENIED,
          measure="facility_attacked", facility="Aldo clinic")  # fmt: skip
    found = [r for r in t.relations() if r.type is KINDS.DENIES]
    assert [(r.a, r.b) for r in found] == [(t.claims[1].id, t.claims[0].id)]


def test_the_accused_answers_in_a_question_of_its_own() -> None:
    t = Telling()
    a = t.report("a")
    who, no = "responsibility_attributed", "responsibility_denied"
    t.say(a, "Residents blamed the Northern Front.", speaker="residents", about="Northern Front", measure=who, question="blame")
    t.say(a, "The Northern Front denied it.", speaker="Northern Front", measure=no, question="denial", commitment=DENIED)
    t.say(t.report("b"), "The Northern Front denied it.", speaker="Northern Front", measure=no, question="denial", commitment=DENIED)
    found = [r for r in t.relations() if r.type is KINDS.DENIES]
    assert [(r.rule, r.b) for r in found] == [("denies.accused", t.claims[0].id)]
    assert str(t.findings()["blame"].status) == "contested"


def test_a_denial_far_away_or_in_other_words_is_tied_to_nothing() -> None:
    t = Telling()
    a = t.report("a")
    t.say(a, "Police said 12 people died in the market.", ("12", exact(12)), speaker="Police", question="toll")
    t.say(a, "The bank denied rumours of losses.", speaker="The bank", measure="other_denial", question="bank", commitment=DENIED)
    assert not kinds(t, KINDS.DENIES)


def test_no_claim_of_responsibility_is_overtaken_by_the_first_claim() -> None:
    t = Telling()
    about_it = {"measure": "responsibility_claimed", "question": "who"}
    t.say(t.report("a", 1), "No group has claimed responsibility.", polarity="-", **about_it)
    t.say(t.report("b", 2), "The Northern Front claimed the attack.", speaker="Northern Front", **about_it)
    found = [r for r in t.relations() if r.type is KINDS.SUPERSEDES]
    assert [(r.a, r.b) for r in found] == [("c001", "c000")]
    assert not kinds(t, KINDS.DENIES, KINDS.CONFLICTS)


def test_a_copy_that_drops_the_hedge_is_a_mutation() -> None:
    t = Telling()
    a = t.report("a")
    t.say(a, "Strike kills 18", ("18", exact(18)), origin="Tessaly monitor", headline=True)
    t.say(a, "At least 18 people were killed, the Tessaly monitor said.", ("At least 18", at_least(18)), speaker="Tessaly monitor")
    assert kinds(t, KINDS.MUTATES) == [("mutates", "18", "At least 18")]


def test_a_claim_printed_as_a_fact_is_a_mutation() -> None:
    t = Telling()
    t.say(
        t.report("a"),
        "Jets believed to be Aldan hit it.",
        speaker="Tessaly monitor",
        measure="responsibility_attributed",
        commitment=Commitment.CLAIMED,
    )
    t.say(t.report("b"), "Aldan jets hit it.", origin="Tessaly monitor", measure="responsibility_attributed")
    assert len(kinds(t, KINDS.MUTATES)) == 1


def test_a_tempting_pair_is_named_and_says_what_differs() -> None:
    t = Telling()
    a = t.report("a")
    t.say(a, "The blast killed 12 people.", ("12", exact(12)), question="blast", speaker="Police")
    t.say(a, "The war has killed more than 90,000.", ("more than 90,000", at_least(90_000)), question="war", background=True)
    found = [r for r in t.relations() if r.type is KINDS.SCOPE_DIFFERS]
    assert len(found) == 1 and "event" in found[0].why


def test_one_pair_for_each_pair_of_origins() -> None:
    t = Telling()
    for k in range(4):
        t.say(t.report(f"a{k}"), "The ministry said 44 were killed.", ("44", exact(44)), speaker="health ministry of Varenne")
        t.say(t.report(f"b{k}"), "The Tessaly monitor said 48 were killed.", ("48", exact(48)), speaker="Tessaly monitor")
    assert len(kinds(t, KINDS.CONFLICTS)) == 1


def test_sides_that_blame_different_parties() -> None:
    t = Telling()
    blame = {"measure": "responsibility_attributed", "question": "who"}
    t.say(t.report("a"), "The army blamed the Northern Front.", speaker="the army", about="Northern Front", **blame)
    t.say(
        t.report("b"), "Rebels blamed government jets.", speaker="the rebels", about="government jets", kind=SourceKind.OFFICIALS, **blame
    )
    assert [r.rule for r in t.relations() if r.type is KINDS.CONFLICTS] == ["propositions.sides"]


def test_every_relation_has_a_rule_and_a_sentence() -> None:
    t = Telling()
    a = t.report("a", 1)
    t.say(a, "Dozens died.", ("Dozens", vague(24)))
    t.say(
        a, "Police said 18 died, including five children.", ("18", exact(18)), ("five", exact(5)), question=("q1", "q2"), speaker="Police"
    )
    t.say(t.report("b", 2), "Police said 21 died.", ("21", exact(21)), speaker="Police", as_of=date(2031, 3, 2))
    assert t.relations()
    for r in t.relations():
        assert r.rule and r.why.endswith((".", "?")) and "None" not in r.why


def test_people_and_vehicles_of_two_passages_or_a_single_vehicle_are_not_held_against_each_other() -> None:
    t = Telling()
    a = t.report("a")
    moved = {"question": "people", "measure": "people_evacuated", "stage": "left"}
    t.say(a, "20,000 people left Varenne.", ("20,000", exact(20_000)), **moved)
    t.say(a, "One bus left Varenne.", ("One", exact(1)), question="bus", measure="vehicles", stage="left")
    assert not kinds(t, KINDS.IMPLAUSIBLE)
    t.sentence(a, "The road is long. " * 50)
    t.say(a, "Some 20 cars left Brask.", ("20", exact(20)), question="cars", measure="vehicles", stage="left")
    assert not kinds(t, KINDS.IMPLAUSIBLE)
