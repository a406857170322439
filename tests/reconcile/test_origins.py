"""Repetition is not corroboration: what goes back to one utterance, how surely, and how origins are counted."""

from __future__ import annotations

from datetime import date

import pytest
from telling import Telling, exact, vague

from corroborate.model import Claim, Edge, Origin, OriginCount, Source, SourceKind, Strength
from corroborate.reconcile.incidents import incidents
from corroborate.reconcile.names import same_name
from corroborate.reconcile.origins import count, dependence, origins
from corroborate.reconcile.passages import passages
from corroborate.reconcile.questions import questions

COPY = "rescuers were still searching the collapsed market hall by the river late on Monday evening, where at least 26 people were killed"


def judged(story: Telling) -> tuple[list[Edge], list[Origin], dict[str, str]]:
    """Edges, origins and the origin of every claim of a story."""
    _, incident_of = incidents(story.documents, story.claims)
    _, question_of = questions(story.documents, story.claims, incident_of)
    edges = dependence(story.documents, story.claims, question_of, incident_of)
    return edges, *origins(story.documents, story.claims, edges)


def counted(story: Telling, claims: list[Claim] | None = None) -> OriginCount:
    """The origins behind claims, by default behind all."""
    edges, sources, _ = judged(story)
    return count([c.id for c in claims or story.claims], sources, edges)


def told(*voices: tuple[str, SourceKind], n: float = 26) -> Telling:
    """A story of one toll, told in one report a voice."""
    story = Telling()
    for k, (speaker, kind) in enumerate(voices):
        story.report(f"r{k}")
        story.say(f"r{k}", f"{speaker} said {n:g} people were killed.", (f"{n:g}", exact(n)), speaker=speaker, kind=kind)
    return story


PERSON, BODY, OFFICIALS, INSIDER = SourceKind.PERSON, SourceKind.BODY, SourceKind.OFFICIALS, SourceKind.INSIDER


def test_one_speaker_in_two_reports_is_one_origin() -> None:
    assert counted(told(("Oda Renn", PERSON), ("Oda Renn", PERSON))) == OriginCount(1, 1, 1)


def test_two_named_speakers_are_two() -> None:
    assert counted(told(("Oda Renn", PERSON), ("Pell Institute", BODY))).probable == 2


def test_a_later_count_of_one_body_is_no_new_origin() -> None:
    story = told(("Varenne Health Office", BODY))
    story.report("late", 2)
    story.say("late", "Varenne Health Office said 31 people were killed.", ("31", exact(31)), speaker="Varenne Health Office")
    assert counted(story) == OriginCount(1, 1, 1)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Renn", "Governor Oda Renn"),
        ("Varenne Relief Corps", "the Varenne Relief Corps (VRC)"),
        ("VRC", "Varenne Relief Corps"),
        ("Varenne Observatory", "Varenne-based Observatory for Human Rights"),
        ("Syrian state TV", "Syria's state television"),
        ("Président Andre Moreau", "André Moreau"),
    ],
)
def test_short_and_full_names(short: str, full: str) -> None:
    assert same_name(short, full)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Oda Renn", "Oda Pell"),
        ("French officials", "Turkish officials"),
        ("Aviation Safety Network", "Public Safety Ministry"),
        ("a doctor in Port Aldo", "a teacher in Port Aldo"),
        ("French government", "French investigators"),
    ],
)
def test_names_of_two(a: str, b: str) -> None:
    assert not same_name(a, b)


def test_a_short_name_that_fits_two_people_joins_neither_surely() -> None:
    story = told(("Oda Renn", PERSON), ("Marek Renn", PERSON), ("Renn", PERSON))
    edges, _, origin_of = judged(story)
    assert len(set(origin_of.values())) == 3
    assert {e.strength for e in edges} == {Strength.POSSIBLE}


def test_unnamed_people_of_two_reports_join_only_the_cautious_count() -> None:
    story = Telling()
    for k, n in enumerate((20, 30)):
        story.report(f"r{k}")
        story.say(f"r{k}", f"A medical source said {n} died.", (str(n), exact(n)), speaker="a medical source", kind=INSIDER)
    assert counted(story) == OriginCount(1, 2, 2)


def test_an_unnamed_source_with_the_figure_of_a_named_one_is_probably_it() -> None:
    assert counted(told(("officials", OFFICIALS), ("Pell Institute", BODY))) == OriginCount(1, 1, 2)


def test_a_body_and_its_spokesperson() -> None:
    story = told(("Pell Institute", BODY))
    story.report("b")
    story.say("b", "Oda Renn, spokeswoman for the Pell Institute, counted 26 dead.", ("26", exact(26)), speaker="Oda Renn", kind=PERSON)
    assert counted(story) == OriginCount(1, 1, 2)


def test_an_office_and_its_holder() -> None:
    story = told(("Varenne governor", OFFICIALS), ("the interior minister", OFFICIALS))
    story.report("b")
    governor = Source("Oda Renn", PERSON, role="governor")
    story.say("b", "Governor Oda Renn counted 26 dead.", ("26", exact(26)), chain=(governor,))
    _, _, origin_of = judged(story)
    first, minister, second = (origin_of[c.id] for c in story.claims)
    assert first == second != minister


def test_a_headline_belongs_to_the_source_of_its_body() -> None:
    story = Telling()
    story.report("a")
    story.say("a", "Blast kills 26.", ("26", exact(26)), headline=True)
    story.say("a", "The Pell Institute counted 26 dead.", ("26", exact(26)), speaker="Pell Institute")
    assert counted(story) == OriginCount(1, 1, 1)


def test_an_outlets_own_voice_counts_only_at_most() -> None:
    story = Telling()
    story.report("a")
    story.say("a", "The blast killed 26.", ("26", exact(26)))
    assert counted(story) == OriginCount(0, 0, 1)
    story.report("b")
    story.say("b", "A blast killed 26.", ("26", exact(26)))
    assert counted(story) == OriginCount(0, 0, 2)


def test_what_an_outlets_own_people_saw_counts() -> None:
    story = Telling()
    story.report("a")
    story.say("a", "Our reporter counted 26 bodies.", ("26", exact(26)), flags=("witnessed",))
    assert counted(story) == OriginCount(1, 1, 1)


def test_copied_words_are_one_origin() -> None:
    story = Telling()
    for name in ("a", "b"):
        story.report(name)
        story.sentence(name, f"This opening belongs to {name} alone.")
        story.say(name, f"In Varenne {COPY}.", ("26", exact(26)))
    edges, _, origin_of = judged(story)
    assert len(set(origin_of.values())) == 1
    assert "copied-run" in {e.rule for e in edges}


def test_passages_survive_a_changed_word_and_need_length() -> None:
    story = Telling()
    story.report("a")
    story.report("b")
    story.sentence("a", f"Before that, {COPY}.")
    story.sentence("b", f"Elsewhere {COPY.replace('river', 'harbour')}.")
    (found,) = passages(story.documents)
    assert found.equal >= 18
    story = Telling()
    story.report("a")
    story.report("b")
    story.sentence("a", "At least 26 people were killed.")
    story.sentence("b", "At least 26 people were killed.")
    assert passages(story.documents) == []


def test_a_verbatim_quotation_under_two_names_is_one_utterance() -> None:
    quote = "“We sit in the cellar and 26 people from our street are dead”"
    story = Telling()
    for name, speaker, kind in (("a", "Oda Renn", PERSON), ("b", "a resident", INSIDER)):
        story.report(name)
        story.say(name, f"{quote}, {speaker} said.", ("26", exact(26)), speaker=speaker, kind=kind)
    assert counted(story) == OriginCount(1, 1, 1)


def test_a_total_that_sums_anothers_parts_joins_only_the_cautious_count() -> None:
    story = Telling()
    story.report("a")
    story.report("b")
    story.say(
        "a", "Oda Renn said 400 residents and 100 staff were held.", ("400", exact(400)), ("100", exact(100)),
        measure="people_held", speaker="Oda Renn", kind=PERSON,
    )  # fmt: skip
    parts = story.claims[-2:]
    (whole,) = story.say("b", "Pell News put the number at 500.", ("500", exact(500)), measure="people_held", speaker="Pell News")
    assert counted(story, [*parts, whole]) == OriginCount(1, 2, 2)


def test_a_speaker_who_cites_the_other_is_circular() -> None:
    story = Telling()
    story.report("a")
    story.report("b")
    held = {"measure": "people_held", "kind": PERSON}
    (first,) = story.say("a", "Oda Renn said 400 people are held.", ("400", exact(400)), speaker="Oda Renn", **held)
    (second,) = story.say(
        "b", "Marek Sol confirmed that 400 people are held, as Oda Renn had said.", ("400", exact(400)), measure="people_held",
        speaker="Marek Sol", kind=PERSON,
    )  # fmt: skip
    edges, _, _ = judged(story)
    assert counted(story, [first, second]) == OriginCount(1, 2, 2)
    assert "circular" in {e.rule for e in edges}


def test_the_chain_does_not_hide_the_deepest_source() -> None:
    story = told(("Oda Renn", PERSON))
    story.report("b")
    chain = (Source("Harbour Wire", SourceKind.MEDIA), Source("Oda Renn", PERSON))
    story.say("b", "Harbour Wire quoted Oda Renn: 26 dead.", ("26", exact(26)), chain=chain)
    assert counted(story) == OriginCount(1, 1, 1)


def test_one_body_on_two_matters_is_two_origins() -> None:
    story = Telling()
    for name, day, n, place in (("a", 1, 26, "Varenne"), ("b", 30, 3, "Port Aldo")):
        story.report(name, day)
        text = f"The Pell Institute counted {n} dead in {place}."
        story.say(name, text, (str(n), exact(n)), speaker="Pell Institute", as_of=date(2031, 3, day))
    _, sources, _ = judged(story)
    assert len(sources) == 2


def test_vague_words_do_not_join_outlets_to_sources() -> None:
    story = told(("Pell Institute", BODY))
    story.report("b")
    story.sentence("b", "x" * 600)
    story.say("b", "Dozens were killed.", ("Dozens", vague(24)))
    assert counted(story).min == 1 and counted(story).max == 2


def test_every_edge_says_why() -> None:
    edges, sources, _ = judged(told(("Oda Renn", PERSON), ("Governor Oda Renn", PERSON), ("officials", OFFICIALS)))
    assert all(e.why.endswith(".") and e.rule for e in edges)
    assert all(o.who and o.how for o in sources)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("police", OFFICIALS), ("Varenne police", OFFICIALS)),
        (("police", OFFICIALS), ("police spokesman Dana Orr", PERSON)),
        (("Varenne Police Department", BODY), ("a police spokeswoman", OFFICIALS)),
        (("regional health ministry", BODY), ("health officials", OFFICIALS)),
        (("fire officials", OFFICIALS), ("Varenne Fire Department", BODY)),
        (("the army", OFFICIALS), ("military", OFFICIALS)),
        (("the mayor", OFFICIALS), ("Varenne mayor Henrik Vass", PERSON)),
    ],
)
def test_a_body_by_its_kind_and_its_spokesman_are_one(one: tuple[str, SourceKind], other: tuple[str, SourceKind]) -> None:
    story = told(one)
    story.report("late", 2)
    story.say("late", f"{other[0]} said 31 people were killed.", ("31", exact(31)), speaker=other[0], kind=other[1])
    assert counted(story).probable == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Varenne mayor", "Varenne police"),
        ("Varenne police", "Port Aldo police"),
        ("Varenne police", "Varenne Police Association"),
        ("Varenne University", "Varenne police"),
        ("the fire brigade", "the ambulance service"),
        ("interior ministry", "health ministry"),
        ("Mayor Henrik Vass", "Governor Ilse Marant"),
    ],
)
def test_two_offices_of_one_town_are_two_sources(one: str, other: str) -> None:
    assert counted(told((one, BODY), (other, BODY), n=3)).probable == 2


def test_officials_and_authorities_with_one_number_are_one_source_though_it_is_small() -> None:
    assert counted(told(("officials", OFFICIALS), ("authorities", OFFICIALS), n=4)).probable == 1


def test_another_activist_is_somebody_else() -> None:
    story = Telling()
    story.report("r")
    for name, n in (("an activist", 26), ("another activist", 31)):
        story.say("r", f"{name} said {n} died.", (str(n), exact(n)), speaker=name, kind=INSIDER)
    assert counted(story).probable == 2


def test_a_pseudonym_is_one_source_and_joins_no_name() -> None:
    tip = SourceKind.PSEUDONYM
    assert counted(told(("S-14", tip), ("S-14", tip))).probable == 1
    assert counted(told(("S-14", tip), ("S-15", tip), ("Renn", tip), ("Oda Renn", PERSON))).probable == 4


def test_the_council_is_the_one_council_that_its_report_names_or_none() -> None:
    story = Telling()
    for report, names in (("one", ("Relief Council", "the council")), ("two", ("Relief Council", "Varenne city council", "the council"))):
        story.report(report)
        for k, name in enumerate(names):
            story.say(report, f"{name} said {20 + k} died.", (str(20 + k), exact(20 + k)), speaker=name)
    _, _, origin_of = judged(story)
    first, named, relief, city, torn = (origin_of[c.id] for c in story.claims)
    assert first == named == relief and torn not in (relief, city)
