"""Copies, wires, quotations and retellings: what shows that two reports have one text, one speaker or one error behind them."""

from __future__ import annotations

import random

import pytest
from telling import Telling, exact

from corroborate.model import Edge, OriginCount, RelationType, Source, SourceKind, Strength
from corroborate.reconcile.incidents import incidents
from corroborate.reconcile.mutations import mutations
from corroborate.reconcile.origins import Independence, dependence, origins
from corroborate.reconcile.questions import questions
from corroborate.reconcile.retold import garbles, retold, shared_errors

PERSON, INSIDER, MEDIA = SourceKind.PERSON, SourceKind.INSIDER, SourceKind.MEDIA
SCENE = "were pulled from the collapsed market hall by the river before dawn as rescuers kept digging with their hands"


def judged(story: Telling) -> tuple[list[Edge], list[str], Independence]:
    """The edges, the origin of each claim in the order of telling, and the counter of origins."""
    _, incident_of = incidents(story.documents, story.claims)
    _, question_of = questions(story.documents, story.claims, incident_of)
    edges = dependence(story.documents, story.claims, question_of, incident_of)
    sources, origin_of = origins(story.documents, story.claims, edges)
    return edges, [origin_of[c.id] for c in story.claims], Independence(sources, edges)


def ruled(edges: list[Edge], rule: str) -> list[Strength]:
    """The strengths of the edges of one rule."""
    return [e.strength for e in edges if e.rule == rule]


def twice(first: float, second: float, day: int = 1) -> Telling:
    """One sentence printed in two reports with two numbers."""
    story = Telling()
    for report, n, printed in (("a", first, 1), ("b", second, day)):
        story.report(report, printed)
        story.sentence(report, f"What {report} alone has to say.")
        story.say(report, f"At least {n:g} bodies {SCENE}.", (f"{n:g}", exact(n)))
    return story


def test_a_copy_that_changed_a_number_is_one_origin_and_shown() -> None:
    story = twice(126, 127)
    edges, origin, _ = judged(story)
    assert len(set(origin)) == 1 and ruled(edges, "copied-change") == [Strength.PROBABLE]
    (found,) = mutations(story.claims, {}, origins(story.documents, story.claims, edges)[0])
    assert found.type is RelationType.MUTATES and {found.a, found.b} == {c.id for c in story.claims} and "“126”" in found.why


def test_a_copy_of_a_later_day_with_another_number_is_an_update() -> None:
    edges, origin, _ = judged(twice(126, 131, day=3))
    assert len(set(origin)) == 1 and ruled(edges, "copied-update") and not ruled(edges, "copied-change")


def test_a_copy_that_changed_who_is_counted_is_shown() -> None:
    story = Telling()
    for report, who in (("a", "residents"), ("b", "staff")):
        story.report(report)
        story.say(report, f"Some 400 {who} {SCENE}.", ("400", exact(400)), population=who)
    edges, _, _ = judged(story)
    assert [e.why for e in edges if e.rule == "copied-change"] == [
        "One copied sentence gives “400 residents” in one report and “400 staff” in the other."
    ]


def test_two_numbers_of_one_copied_sentence_are_not_each_others_change() -> None:
    story = Telling()
    for report in "ab":
        story.report(report)
        story.say(report, f"At least 26 bodies and 12 survivors {SCENE}.", ("26", exact(26)), ("12", exact(12)))
    assert not ruled(judged(story)[0], "copied-change")


def credited(*wires: str, n: float = 26) -> Telling:
    """Reports that say one figure themselves, each under the credit of a wire."""
    story = Telling()
    for k, wire in enumerate(wires):
        story.report(f"r{k}")
        flags = (f"wire:{wire}",) if wire else ()
        story.say(f"r{k}", f"{'The blast' if k else 'An explosion'} killed {n:g} people.", (f"{n:g}", exact(n)), flags=flags)
    return story


@pytest.mark.parametrize(("other", "count"), [("Harbour Wire", 1), ("Loom Press", 2), ("", 2)])
def test_one_wire_behind_two_outlets(other: str, count: int) -> None:
    assert len(set(judged(credited("Harbour Wire", other))[1])) == count


def test_what_a_report_says_the_wire_reported_is_the_wires_own_text() -> None:
    story = credited("Harbour Wire")
    story.report("b")
    story.say("b", "Harbour Wire reported 26 dead.", ("26", exact(26)), speaker="Harbour Wire", kind=MEDIA)
    edges, origin, _ = judged(story)
    assert len(set(origin)) == 1 and ruled(edges, "wire-credit") == [Strength.PROBABLE]


def quoting(*told: tuple[str, str, SourceKind]) -> Telling:
    """Reports that quote somebody with one figure: words, speaker, kind."""
    story = Telling()
    for k, (words, speaker, kind) in enumerate(told):
        story.report(f"r{k}")
        story.say(f"r{k}", f"“{words}”, {speaker} said of the 26 dead.", ("26", exact(26)), speaker=speaker, kind=kind)
    return story


WHOLE = "the whole of our street came down in one blow and nobody answered"


@pytest.mark.parametrize(
    ("fragment", "speaker", "kind", "strength"),
    [
        ("came down in one blow", "a neighbour", INSIDER, [Strength.PROBABLE]),
        ("in one blow and", "a neighbour", INSIDER, [Strength.POSSIBLE]),
        ("came down in one blow", "Marek Sol", PERSON, []),
    ],
)
def test_a_fragment_of_a_quotation(fragment: str, speaker: str, kind: SourceKind, strength: list[Strength]) -> None:
    story = quoting((WHOLE, "Oda Renn", PERSON), (f"{fragment}", speaker, kind))
    assert ruled(judged(story)[0], "quoted-fragment") == strength


def test_a_quotation_in_two_translations() -> None:
    other = "all of our street fell down in one blow and nobody replied"
    same = quoting((WHOLE, "Oda Renn", PERSON), (other, "Governor Oda Renn", PERSON))
    assert ruled(judged(same)[0], "fuzzy-quotation") == [Strength.PROBABLE]


def test_an_officials_locative_first_person_is_an_unnamed_source_behind_him() -> None:
    story = Telling()
    story.report("a")
    renn = (Source("Oda Renn", PERSON, role="governor"),)
    story.say("a", "Governor Oda Renn said 26 people were held.", ("26", exact(26)), measure="people_held", chain=renn)
    inside = "“We sit in the cellar, 26 of us,” Governor Oda Renn wrote."
    story.say("a", inside, ("26", exact(26)), measure="people_held", chain=renn, flags=("insider_inferred",))
    edges, origin, counter = judged(story)
    assert ruled(edges, "relayed-insider") == [Strength.PROBABLE]
    assert len(set(origin)) == 1 and counter.count([c.id for c in story.claims]) == OriginCount(1, 1, 2)


def test_a_confirmation_with_a_basis_of_its_own_is_no_circle() -> None:
    for basis, circles in ((None, [Strength.POSSIBLE]), ("told", [Strength.POSSIBLE]), ("witnessed", [])):
        story = Telling()
        story.report("a")
        story.say("a", "Oda Renn said 400 people are held.", ("400", exact(400)), measure="people_held", speaker="Oda Renn", kind=PERSON)
        chain = (Source("Marek Sol", PERSON, basis=basis),)
        confirmed = "Marek Sol confirmed the 400 that Oda Renn had named."
        story.say("a", confirmed, ("400", exact(400)), measure="people_held", chain=chain)
        assert ruled(judged(story)[0], "circular") == circles


@pytest.mark.parametrize(
    ("wrong", "right", "same"), [(62, 26, True), (260, 26, True), (1320, 1230, True), (127, 126, False), (6, 60, False), (26, 26, False)]
)
def test_a_garbled_number(wrong: int, right: int, same: bool) -> None:
    assert garbles(wrong, right) is same


def test_a_shared_error_joins_and_a_shared_truth_does_not() -> None:
    story = Telling()
    for name, n in (("Oda Renn", 45), ("Marek Sol", 45), ("Ilse Tarn", 45), ("Bela Korm", 54), ("Dana Orr", 54)):
        story.report(name)
        story.say(name, f"{name} put the dead at {n}.", (str(n), exact(n)), speaker=name, kind=PERSON)
    (edge,) = shared_errors(story.documents, story.claims, story.question_of)
    assert edge.strength is Strength.PROBABLE and {edge.a, edge.b} == {c.id for c in story.claims[3:]}


def test_one_telling_in_two_wordings() -> None:
    story = Telling()
    wordings = {"a": ("died", "were hurt", "are missing"), "b": ("lost their lives", "had wounds", "are sought")}
    for report, (dead, hurt, lost) in wordings.items():
        story.report(report)
        for n, what, measure in ((3, dead, "people_killed"), (4, hurt, "people_injured"), (2, lost, "people_missing")):
            said = f"{n} {what}, a medical source said."
            story.say(report, said, (str(n), exact(n)), measure=measure, speaker="a medical source", kind=INSIDER)
    edges, origin, _ = judged(story)
    assert retold(story.claims[:3], story.claims[3:]) and not retold(story.claims[:2], story.claims[3:5])
    assert ruled(edges, "retold") == [Strength.PROBABLE] and len(set(origin)) == 1


def test_two_outlets_with_the_same_facts_in_the_same_order_may_have_one_text() -> None:
    story = Telling()
    for report, lead in (("a", "A blast left"), ("b", "Official figures show")):
        story.report(report)
        for n, measure in ((31, "people_killed"), (44, "people_injured"), (12, "people_missing")):
            story.say(report, f"{lead} {n} of them.", (str(n), exact(n)), measure=measure)
    edges, origin, _ = judged(story)
    assert ruled(edges, "retold") == [Strength.POSSIBLE] and len(set(origin)) == 2


def two_stories(words: str, other: str, number: float = 26) -> list[Edge]:
    """The edges between two statements of one body that two reports place in two events."""
    story = Telling()
    for report, said, n in (("a", words, 26), ("b", other, number)):
        story.report(report)
        story.say(report, said, (f"{n:g}", exact(n)), speaker="Pell Institute")
    apart = {c.id: c.document for c in story.claims}
    return dependence(story.documents, story.claims, apart, apart)


def test_one_statement_told_in_two_stories_is_one_origin() -> None:
    said = "The Pell Institute said that 26 people died in the market hall fire at the river."
    (edge,) = two_stories(said, said.replace("The Pell", "On Monday the Pell"))
    assert (edge.rule, edge.strength) == ("same-statement", Strength.PROBABLE)
    assert two_stories(said, "The Pell Institute counted 26 dead after shells fell on the harbour.") == []
    assert two_stories(said, said.replace("26", "31"), 31) == []


def test_one_quotation_in_two_stories_is_one_utterance() -> None:
    quoted = "“the whole of our street came down and 26 people are under it”, the Pell Institute said"
    (edge,) = [e for e in two_stories(f"{quoted}.", f"{quoted} of another night altogether.") if "quotation" in e.rule]
    assert edge.strength is Strength.CERTAIN


def test_what_is_held_against_each_other_grows_with_the_reports_and_not_with_their_square() -> None:
    def met(reports: int) -> int:
        story = Telling()
        for k in range(reports):
            story.report(f"r{k:03}")
            for speaker in ("police", "officials", f"Oda Renn{'abcdefghij'[k % 10]}{k}"):
                story.say(f"r{k:03}", f"{speaker} said 26 died.", ("26", exact(26)), speaker=speaker)
        matter = dict.fromkeys((c.id for c in story.claims), "m")
        return len(dependence(story.documents, story.claims, matter, matter))

    assert met(160) < 2.5 * met(80)


@pytest.mark.parametrize("seed", range(40))
def test_the_cautious_count_is_never_the_larger(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test needs no secret
    story = Telling()
    for k in range(12):
        story.report(f"r{k}")
        speaker = chance.choice([None, "Oda Renn", "Renn", "officials", "Pell Institute", "a doctor"])
        n = chance.choice([26, 62, 31])
        story.say(f"r{k}", f"{speaker or 'It'} said {n} died.", (str(n), exact(n)), speaker=speaker)
    ids = [c.id for c in story.claims]
    edges = [
        Edge(*chance.sample(ids, 2), strength=chance.choice(list(Strength)), rule="chance", why="By chance.") for _ in range(10)
    ]  # fmt: skip
    sources, _ = origins(story.documents, story.claims, edges)
    for _ in range(10):
        found = Independence(sources, edges).count(chance.sample(ids, chance.randint(0, 12)))
        assert 0 <= found.min <= found.probable <= found.max
