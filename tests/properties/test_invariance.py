"""What must not change a judgement: the order of reports, a report sent twice, an outlet's name, a report of something else."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.model import Claim, Document, Reconciliation
from corroborate.read import read
from corroborate.reconcile import reconcile

TEXTS = {
    "a.txt": (
        "Blast at Varenne market kills 26\n\n"
        "At least 26 people were killed and 40 wounded when a car bomb exploded at a market in the town of Varenne on Saturday, "
        "the Pell Institute for Peace said.\n\n"
        "Mayor Oda Renn told reporters that 31 people had died, including five children."
    ),
    "b.txt": (
        "Dozens killed in Varenne\n\n"
        "A car bomb exploded at the market of Varenne on Saturday, killing 26 people, according to the Pell Institute for Peace.\n\n"
        "Nobody has claimed responsibility for the attack.\n\n"
        "The war has killed more than 90,000 people since 2024."
    ),
    "c.txt": (
        "Varenne toll rises to 31\n\n"
        "The death toll of Saturday's bombing in Varenne rose to 31, Mayor Oda Renn said on Sunday.\n\n"
        "A hospital source said 55 people had been wounded."
    ),
}
OTHER = (
    "Ferry sinks off Port Aldo\n\nSeven passengers drowned when a ferry sank off Port Aldo on Thursday, the coast guard said.\n\n"
    "Another 112 were rescued, the coast guard added."
)


def document(name: str, text: str, publisher: str | None = None, day: int = 8) -> Document:
    """A report of March 2031; the 8th is a Saturday."""
    return Document(
        id=f"d-{name}", name=name, text=text, sha256=name, media_type="text/plain", received=datetime(2031, 4, 1, tzinfo=UTC), tool="test",
        publisher=publisher or f"{name[0]} daily", published=date(2031, 3, day), language="en",
    )  # fmt: skip


def folder(**more: Document) -> list[Document]:
    """The reports of the story."""
    return [*(document(name, text, day=9 if name == "c.txt" else 8) for name, text in TEXTS.items()), *more.values()]


def judged(documents: list[Document]) -> tuple[Reconciliation, dict[str, Claim]]:
    """The reconciliation of a folder, and its claims by id."""
    claims = [c for d in documents for c in read(d).claims]
    return reconcile(documents, claims), {c.id: c for c in claims}


def outline(documents: list[Document], only: set[str]) -> list[tuple[object, ...]]:
    """What is concluded from the named reports, without ids: each question's claims, each origin's claims, the counts of origins."""
    outcome, claims = judged(documents)
    said = {i: (c.document, c.sentence.start, c.value.start if c.value else -1, c.measure) for i, c in claims.items() if c.document in only}

    def groups(of: dict[str, str]) -> list[tuple[object, ...]]:
        held: dict[str, list[object]] = {}
        for claim in sorted(said, key=lambda i: said[i]):
            held.setdefault(of[claim], []).append(said[claim])
        return sorted(tuple(h) for h in held.values())

    counts = sorted(
        (tuple(sorted(said[c] for c in f.claims if c in said)), f.low, f.best, f.high, str(f.origins), str(f.status))
        for f in outcome.findings
        if any(c in said for c in f.claims)
    )
    return [tuple(groups(dict(outcome.question_of))), tuple(groups(dict(outcome.origin_of))), tuple(map(str, counts))]


OWN = {f"d-{name}" for name in TEXTS}


@pytest.fixture(scope="module")
def plain() -> list[tuple[object, ...]]:
    """What the untouched story comes to."""
    return outline(folder(), OWN)


@given(st.integers(0, 10_000))
@settings(max_examples=6, deadline=None)
def test_the_order_of_reports_and_claims_changes_nothing(seed: int) -> None:
    documents = folder()
    claims = [c for d in documents for c in read(d).claims]
    shuffled, mixed = documents[:], claims[:]
    random.Random(seed).shuffle(shuffled)  # noqa: S311
    random.Random(seed + 1).shuffle(mixed)  # noqa: S311
    assert reconcile(documents, claims) == reconcile(shuffled, mixed)


def test_a_report_sent_twice_adds_no_origin(plain: list[tuple[object, ...]]) -> None:
    twin = replace(document("b2.txt", TEXTS["b.txt"]), publisher="b daily")
    outcome, claims = judged([*folder(), twin])
    for finding in outcome.findings:
        alone = [f for f in judged(folder())[0].findings if f.question == finding.question]
        if alone:
            assert (finding.origins.min, finding.origins.probable) == (alone[0].origins.min, alone[0].origins.probable)
    assert claims and plain[0] == outline([*folder(), twin], OWN)[0]


def test_a_copy_under_another_outlets_name_adds_no_attributed_origin() -> None:
    before = {f.question: f.origins for f in judged(folder())[0].findings}
    after = {f.question: f.origins for f in judged([*folder(), document("e.txt", TEXTS["b.txt"])])[0].findings}
    for question, origins in before.items():
        assert after[question].min <= origins.min and after[question].probable <= origins.probable


def test_renamed_outlets_change_nothing(plain: list[tuple[object, ...]]) -> None:
    renamed = [replace(d, publisher=f"the {d.name} herald") for d in folder()]
    assert outline(renamed, OWN) == plain


def test_a_report_of_something_else_moves_nothing(plain: list[tuple[object, ...]]) -> None:
    assert outline(folder(z=document("z.txt", OTHER, day=6)), OWN) == plain


def test_the_story_is_told_apart_as_a_reader_would() -> None:
    outcome, claims = judged(folder())
    toll = {outcome.question_of[i] for i, c in claims.items() if c.measure == "people_killed" and c.amount and c.amount.point in (26, 31)}
    war = {outcome.question_of[i] for i, c in claims.items() if c.amount and c.amount.point == 90000}
    assert len(toll) == 1 and not toll & war
    killed = {i: c.amount.point for i, c in claims.items() if c.measure == "people_killed" and c.amount}
    behind = {v: {outcome.origin_of[i] for i, n in killed.items() if n == v} for v in (26, 31)}
    assert [len(behind[26]), len(behind[31])] == [1, 1] and behind[26] != behind[31]
