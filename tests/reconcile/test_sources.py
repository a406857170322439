"""Which names stand for one source, and when a report's own words are its source's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from telling import Telling, about, exact, vague

from corroborate.model import Edge, Place, Source, SourceKind, Strength
from corroborate.reconcile.incidents import incidents
from corroborate.reconcile.names import same_name, same_post, unnamed
from corroborate.reconcile.origins import dependence, origins
from corroborate.reconcile.posts import holds
from corroborate.reconcile.questions import questions
from corroborate.reconcile.spellings import respelled, surname

PERSON, BODY, OFFICIALS, INSIDER = SourceKind.PERSON, SourceKind.BODY, SourceKind.OFFICIALS, SourceKind.INSIDER


def judged(story: Telling) -> tuple[list[Edge], list[str]]:
    """The edges of a story, and the origin of each claim in the order of telling."""
    _, incident_of = incidents(story.documents, story.claims)
    _, question_of = questions(story.documents, story.claims, incident_of)
    edges = dependence(story.documents, story.claims, question_of, incident_of)
    _, origin_of = origins(story.documents, story.claims, edges)
    return edges, [origin_of[c.id] for c in story.claims]


def told(story: Telling, report: str, speaker: str | None, n: float, kind: SourceKind = BODY, **more: object) -> None:
    """One more sentence with a toll."""
    if report not in story.texts:
        story.report(report)
    words = f"{speaker} said {n:g} people were killed." if speaker else f"The blast killed {n:g} people."
    story.say(report, words, (f"{n:g}", exact(n)), speaker=speaker, kind=kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("VPD", "Varenne police", True),
        ("Port Aldo Rapid Transit", "PART officials", True),
        ("Sri Lankan officials", "Sri Lankan investigators", False),
        ("Syrian state television", "Syria's state news agency", False),
        ("the Syrian state-run news agency", "Syrian state media", True),
    ],
)
def test_names(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same


def test_a_name_of_large_words_that_ends_on_a_kind_of_body_is_named() -> None:
    assert not unnamed("Loom Today activist group")
    assert unnamed("Varenne activists") and unnamed("an activist group")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Abdel Rahim Okra", "Abdul-Raheem Okra", True),
        ("Mahmud Sharif", "Mahmoud al-Shareef", True),
        ("Dana Orr", "Dina Arr", False),
        ("Renn", "Rinn", False),
    ],
)
def test_two_spellings_of_a_foreign_name(a: str, b: str, same: bool) -> None:
    assert respelled(a, b) is same


def test_a_given_name_alone_is_nobody_known() -> None:
    assert surname("Renn", "Oda Renn") and not surname("Oda", "Oda Renn")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("a source at Port Aldo hospital", "a source at Varenne police command", False),
        ("a source at Port Aldo hospital", "the source", True),
        ("activists", "activists in Port Aldo", False),
        ("a military source", "sources in the area", False),
    ],
)
def test_unnamed_sources_of_one_post(a: str, b: str, same: bool) -> None:
    assert same_post(a, b) is same


@pytest.mark.parametrize(
    ("text", "office", "held"),
    [
        ("President Oda Renn said so.", "the president", True),
        ("Oda Renn, a former president, was on board.", "the president", False),
        ("President Oda Renn said so.", "President Marek Sol", False),
    ],
)
def test_who_holds_an_office(text: str, office: str, held: bool) -> None:
    assert holds(Source("Oda Renn", PERSON), office, [text]) is held


def test_a_head_of_a_body_is_surely_the_body_only_with_its_figure() -> None:
    story = Telling()
    told(story, "a", "Varenne police", 26, OFFICIALS)
    told(story, "b", "police chief Dana Orr", 26, PERSON)
    assert len(set(judged(story)[1])) == 1
    story = Telling()
    told(story, "a", "Varenne police", 26, OFFICIALS)
    told(story, "b", "police chief Dana Orr", 31, PERSON)
    edges, origin = judged(story)
    assert len(set(origin)) == 2
    assert [e.strength for e in edges if e.rule == "one-body"] == [Strength.POSSIBLE]


def test_a_chief_named_beside_somebody_elses_name_does_not_speak_for_him() -> None:
    story = Telling()
    story.report("a")
    story.sentence("a", "Mayor Oda Renn and police chief Marek Sol spoke on Monday.")
    told(story, "a", "Oda Renn", 26, PERSON)
    told(story, "a", "Marek Sol", 31, PERSON)
    assert len(set(judged(story)[1])) == 2


def test_the_police_are_those_of_the_place_where_it_happened() -> None:
    story = Telling()
    for speaker in ("Loom College police", "Varenne police"):
        told(story, "a", speaker, 26 if "Loom" in speaker else 27, OFFICIALS)
    story.report("b")
    told(story, "b", "police", 31, OFFICIALS)
    story.claims = [replace(c, place=Place("Varenne", "city", "1")) for c in story.claims]
    _, (college, varenne, police) = judged(story)
    assert police == varenne != college


def test_a_body_number_without_source_is_the_sources_only_if_it_is_telling() -> None:
    story = Telling()
    told(story, "a", "Pell Institute", 26)
    told(story, "a", "Marek Sol", 2, PERSON, measure="people_missing")
    story.sentence("a", "x" * 600)
    told(story, "a", None, 26)
    told(story, "a", None, 2, measure="people_missing")
    _, (pell, sol, same, small) = judged(story)
    assert same == pell and small not in (pell, sol)


def test_a_headline_that_rounds_is_the_outlets_own() -> None:
    story = Telling()
    story.report("a")
    story.say("a", "Dozens dead in blast.", ("Dozens", vague(24)), headline=True)
    story.say("a", "About 30 dead in blast.", ("About 30", about(30)), headline=True)
    told(story, "a", "Pell Institute", 26)
    _, (dozens, thirty, pell) = judged(story)
    assert dozens == thirty != pell


def test_a_source_on_an_event_that_its_report_looks_back_on_is_another_origin() -> None:
    story = Telling()
    told(story, "a", "Pell Institute", 26, as_of=date(2031, 3, 1))
    told(story, "a", "Pell Institute", 410, background=True, flags=("cumulative",), as_of=date(2031, 3, 1))
    told(story, "b", "Pell Institute", 27, as_of=date(2031, 3, 1))
    _, (first, war, second) = judged(story)
    assert first == second != war


def test_the_states_television_and_its_agency_are_two_and_perhaps_one_voice() -> None:
    story = Telling()
    told(story, "a", "Syrian state television", 26)
    told(story, "b", "Syrian state news agency", 31)
    edges, origin = judged(story)
    assert len(set(origin)) == 2 and [e.strength for e in edges] == [Strength.POSSIBLE]


@pytest.mark.parametrize(("day", "count"), [(date(2031, 3, 20), 1), (date(2031, 9, 20), 2)])
def test_after_a_long_silence_a_source_speaks_on_another_matter(day: date, count: int) -> None:
    story = Telling()
    told(story, "a", "Pell Institute", 26)
    told(story, "b", "Pell Institute", 31, measure="people_injured")
    story.published["b"] = day
    questions_of, event = {c.id: c.measure for c in story.claims}, dict.fromkeys((c.id for c in story.claims), "i")
    edges = dependence(story.documents, story.claims, questions_of, event)
    assert len(origins(story.documents, story.claims, edges)[0]) == count


def test_the_papers_are_no_unnamed_source_with_anothers_figure() -> None:
    story = Telling()
    told(story, "a", "Pell Institute", 26)
    told(story, "b", "local newspapers", 26, INSIDER)
    assert len(set(judged(story)[1])) == 2
