"""Every `tests/cases/*.md` is a paragraph and the claims expected of it; the format is described in tests/cases/README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from corroborate.model import Claim, Document, fingerprint
from corroborate.read import Reader, read

CASES = sorted(p for p in (Path(__file__).parent / "cases").glob("*.md") if p.name != "README.md")
NUMBERS = ("point", "low", "high")
Row = dict[str, str]


@dataclass(frozen=True)
class Paragraph:
    """A case file: the text of its quotation and its table."""

    text: str
    rows: list[Row]
    published: date | None
    publisher: str | None


def load(path: Path) -> Paragraph:
    """Read a case file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# "), f"{path.name}: the first line is the title"
    text = "\n".join(line[2:] if line.startswith("> ") else "" for line in lines if line.startswith(">"))
    facts = dict(re.findall(r"^(published|publisher): *(.+)$", "\n".join(lines), re.MULTILINE))
    published = date.fromisoformat(facts["published"]) if "published" in facts else None
    cells = [[c.strip().replace("\\|", "|") for c in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines if line.startswith("|")]
    names, rows = ["words" if c == "value" else c for c in cells[0]], cells[2:]
    assert all(len(r) == len(names) for r in rows), f"{path.name}: a row does not have {len(names)} cells"
    return Paragraph(text, [dict(zip(names, r, strict=True)) for r in rows], published, facts.get("publisher"))


def document(name: str, case: Paragraph) -> Document:
    """The paragraph as a report."""
    digest = sha256(case.text.encode()).hexdigest()
    return Document(
        id="d" + fingerprint(name, digest), name=name, text=case.text, sha256=digest, media_type="text/plain",
        received=datetime(2031, 1, 1, tzinfo=UTC), tool="test", publisher=case.publisher, published=case.published, language="en",
    )  # fmt: skip


def number(value: float | None) -> str:
    """A number as the tables print it."""
    return "" if value is None else f"{value:g}" if value != int(value) else str(int(value))


def shown(claim: Claim, column: str) -> str:
    """What a claim has in a column of the table."""
    if column in NUMBERS:
        return number(getattr(claim.amount, column) if claim.amount else None)
    special = {
        "words": lambda: claim.value.text if claim.value else "",
        "bound": lambda: str(claim.amount.bound) if claim.amount else "",
        "speaker": lambda: claim.speaker.name if claim.speaker else "",
        "via": lambda: ", ".join(s.name for s in claim.via),
        "place": lambda: claim.place.name if claim.place else "",
        "when": lambda: "" if claim.when is None else "..".join(dict.fromkeys(d.isoformat() for d in (claim.when.start, claim.when.end))),
        "background": lambda: "yes" if claim.background else "no",
        "headline": lambda: "yes" if claim.headline else "no",
        "evidence": lambda: claim.sentence.text,
        "flags": lambda: ", ".join(claim.flags),
    }
    if column in special:
        return special[column]()
    value = getattr(claim, column)
    return "" if value is None else str(value)


def agrees(claim: Claim, row: Row, column: str) -> bool:
    """Whether a claim has what a cell asks for."""
    want, have = row[column].replace(",", "") if column in NUMBERS else row[column], shown(claim, column)
    if want == "*":
        return True
    if column == "evidence":
        return want in have
    if column == "flags":
        return set(filter(None, want.split(", "))) <= set(filter(None, have.split(", ")))
    return want == have


@pytest.mark.parametrize("path", CASES, ids=[p.stem for p in CASES])
def test_a_paragraph_gives_the_claims_expected_of_it(path: Path) -> None:
    case = load(path)
    claims = read(document(path.stem, case), Reader.RULES).claims
    assert all(s.text == case.text[s.start : s.end] for c in claims for s in (*c.evidence, *([c.value] if c.value else [])))
    counts = sorted((c for c in claims if c.value), key=lambda c: (c.value.start if c.value else 0, c.measure))
    wanted = sorted((r for r in case.rows if r["words"]), key=lambda r: 0)
    compare(counts, wanted)
    listed = [r for r in case.rows if not r["words"]]
    propositions = [c for c in claims if not c.value]
    if [r["measure"] for r in listed] == ["none"]:
        assert not propositions, f"statements that nobody made: {[c.measure for c in propositions]}"
        return
    for row in listed:
        fits = [c for c in propositions if all(agrees(c, row, k) for k in row if k != "words")]
        near = [{k: shown(c, k) for k in row} for c in propositions if c.measure == row["measure"]]
        assert fits, f"no claim like {row}; of this measure: {near}"


def compare(counts: list[Claim], wanted: list[Row]) -> None:
    """The counts are the rows, in the order of the text, and agree with them in every column."""
    have = [(shown(c, "words"), c.measure) for c in counts]
    assert have == [(r["words"], r["measure"]) for r in wanted]
    for claim, row in zip(counts, wanted, strict=True):
        wrong = {k: (row[k], shown(claim, k)) for k in row if not agrees(claim, row, k)}
        assert not wrong, f"{row['words']!r}: wanted, found: {wrong}"
