"""What standards make of a case depends on what is said, not on the order of reports nor on how often it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

import corroborate
from corroborate.model import Case
from corroborate.read import Reader
from corroborate.settings import Settings

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def case_of(folder: Path) -> Case:
    with corroborate.open_case(settings=Settings(reader=Reader.RULES)) as case:
        case.add(folder)
        return case.whole


def copied(folder: Path, into: Path, *names: str) -> Path:
    """A folder with the same reports, the named ones twice."""
    into.mkdir()
    for path in folder.iterdir():
        (into / path.name).write_bytes(path.read_bytes())
    listing = into / "reports.csv"
    lines = listing.read_text(encoding="utf-8").splitlines()
    for name in names:
        (into / f"again-{name}").write_bytes((folder / name).read_bytes())
        lines += [f"again-{line}" for line in lines if line.startswith(f"{name},")]
    listing.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return into


@pytest.mark.parametrize("name", ["harbour", "flood"])
def test_copies_lift_no_grade_and_end_no_provisional_count(name: str, tmp_path: Path) -> None:
    first = sorted(p.name for p in (EXAMPLES / name).glob("*.txt"))[:2]
    once, twice = case_of(EXAMPLES / name), case_of(copied(EXAMPLES / name, tmp_path / "twice", *first))
    assert [g.code for g in once.grades] == [g.code for g in twice.grades]
    numbers = [[(c.question, c.rule, c.low, c.best, c.high, c.provisional) for c in case.counts] for case in (once, twice)]
    assert numbers[0] == numbers[1]


def test_every_derivation_uses_only_claims_that_are_there_and_says_something_at_every_step() -> None:
    with corroborate.open_case(settings=Settings(reader=Reader.RULES)) as case:
        case.add(EXAMPLES / "harbour")
        record = case.record()
    claims = {c["id"] for c in record["claims"]}
    for derived in record["derivations"]:
        for step in derived["steps"]:
            assert step["says"] and set(step["claims"]) <= claims and step["version"], step
        origins = next(s for s in derived["steps"] if s["step"] == "origins")
        assert all({e["a"], e["b"]} <= set(derived["claims"]) and e["strength"] and e["why"] for e in origins["edges"])
    assert {s["name"] for s in record["standards"]} >= {"blocs", "ucdp:low-best-high", "who-ssa:level"}
