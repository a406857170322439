"""What must not change what is found, tried on the whole job: order, copies, outlets' names, other news; and text of any kind."""

from __future__ import annotations

import csv
import random
import shutil
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import corroborate
from corroborate.model import Document, Status, fingerprint
from corroborate.read import read

ROOT = Path(__file__).parent.parent.parent
CASES = [ROOT / "examples" / "flood", ROOT / "tests" / "siege"]

Answer = tuple[object, ...]


def answers(folder: Path, leave_out: str = "", status: bool = True) -> Counter[Answer]:
    """What is asked and found: values, origins, status if wanted; without questions that only `leave_out` answers."""
    with corroborate.open_case() as case:
        case.add(folder)
        outcome = case.whole.reconciliation
        names = {d.id: d.name for d in case.documents}
        told = {c.id: names[c.document] for c in case.claims}
        asked = {q.id: q for q in outcome.questions}
        found: Counter[Answer] = Counter()
        for f in outcome.findings:
            if {told[c] for c in f.claims} == {leave_out}:
                continue
            q = asked[f.question]
            key = (q.measure, q.population, q.place, q.stage, q.standard, q.unit)
            found[(*key, f.low, f.best, f.high, f.origins.min, f.origins.probable, f.status if status else None)] += 1
        return found


def rows_of(folder: Path) -> list[dict[str, str]]:
    text = (folder / "reports.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";" if ";" in text else ","))


def write_rows(folder: Path, rows: list[dict[str, str]]) -> None:
    with (folder / "reports.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["file", "publisher", "published", "title"], extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(params=CASES, ids=lambda p: p.name)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a case that a test may change."""
    return Path(shutil.copytree(request.param, tmp_path / "case"))


def test_the_order_in_which_reports_arrive(folder: Path) -> None:
    expected = answers(folder)
    rows = rows_of(folder)
    random.Random(7).shuffle(rows)  # noqa: S311 - an order, no secret
    for n, row in enumerate(rows):  # other names, so another order
        (folder / row["file"]).rename(folder / f"r{n}.txt")
        row["file"] = f"r{n}.txt"
    write_rows(folder, rows)
    assert answers(folder) == expected


def test_a_report_that_came_twice(folder: Path) -> None:
    """It may make "one origin" into "repeated": values and origins stay, and nothing becomes corroborated by it."""
    expected, firm = answers(folder, status=False), corroborated(folder)
    rows = rows_of(folder)
    shutil.copy(folder / rows[0]["file"], folder / "again.txt")
    write_rows(folder, [*rows, {**rows[0], "file": "again.txt"}])
    assert answers(folder, status=False) == expected
    assert corroborated(folder) == firm


def corroborated(folder: Path) -> int:
    return sum(n for answer, n in answers(folder).items() if answer[-1] is Status.CORROBORATED)


def test_outlets_under_other_names(folder: Path) -> None:
    expected = answers(folder)
    rows = rows_of(folder)
    names = {
        row["publisher"]: f"The {word} Mercury"
        for row, word in zip(rows, ["Quiet", "Amber", "Hollow", "Silver", "Winter", "Grey"], strict=False)
    }
    write_rows(folder, [{**row, "publisher": names[row["publisher"]]} for row in rows])
    assert answers(folder) == expected


def test_a_report_about_something_else(folder: Path) -> None:
    expected = answers(folder)
    text = (
        "Prices of wool rose in Ostrava\n\nThe price of wool rose by 4 percent in Ostrava on Friday, traders said. Two sheds burned down.\n"
    )
    (folder / "other.txt").write_text(text, encoding="utf-8")
    rows = rows_of(folder)
    write_rows(folder, [*rows, {"file": "other.txt", "publisher": "Trade Letter", "published": rows[0]["published"]}])
    assert answers(folder, leave_out="other.txt") == expected


PIECES = [
    "At least 16 people were killed", "in Port Aldo", "on Tuesday,", "Governor Ilse Marant said.", "\n\n", "“We can’t leave,”",
    "she added.", "400 residents and 100 staff", "were held", "(Meridian)", "\r\n", "More than", "no one", "\u202e", "\ufeff", "😀",
    "'", '"', "”", "12,000", "according to the", "ministry", "-", "1/2", "...", "the", "A", "denied that", "hospital no. 3",
    "was hit", "by a", "truck bomb.", "\t", "\x00",
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("At least 16 people were killed :| At least 16 people were killed")
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map(" ".join))
def test_any_text_is_read_and_every_span_holds_its_words(text: str) -> None:
    sha = fingerprint(text, length=64)
    document = Document(
        "d1", "1.txt", text, sha, "text/plain", datetime(2031, 1, 1, tzinfo=UTC), "test", None, date(2031, 3, 12), language="en"
    )
    found = read(document)
    assert found == read(document)
    for claim in found.claims:
        for span in (*claim.evidence, *([claim.value] if claim.value else []), *(s.span for s in claim.chain if s.span)):
            assert text[span.start : span.end] == span.text
        if claim.value:
            assert claim.sentence.holds(claim.value.start, claim.value.end)
            assert len(claim.value.text) <= 60
    for mention in found.mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.text
    assert len({c.id for c in found.claims}) == len(found.claims)
