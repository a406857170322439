"""What the bundled examples come to, line by line; a change shows as a diff that a person can judge.

To accept a change after reading it: CORROBORATE_GOLDEN=write python -m pytest tests/golden
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

import corroborate
from corroborate.model import Claim
from corroborate.read import Reader
from corroborate.settings import Settings

ROOT = Path(__file__).parent.parent.parent
GOLDEN = Path(__file__).parent
SHARE = 0.08
CASES = {"harbour": ROOT / "examples" / "harbour", "flood": ROOT / "examples" / "flood", "siege": ROOT / "tests" / "siege"}


def number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"


def claim_line(claim: Claim, report: str) -> str:
    a = claim.amount
    amount = f"{claim.value.text or '(withheld)'!r} {a.bound}" if claim.value and a else (claim.about or "")
    where = claim.facility or (claim.place.name if claim.place else "nowhere told")
    parts = [
        report, claim.measure, amount, f"of {claim.population}" if claim.population else "", claim.stage or "", claim.standard or "",
        f"at {where}", f"as of {claim.as_of}", " > ".join(s.name for s in claim.chain) or "own voice", str(claim.commitment),
        "negated" if claim.polarity == "-" else "", "background" if claim.background else "",
    ]  # fmt: skip
    return " | ".join(p for p in parts if p)


def digest(folder: Path, reader: Reader) -> str:
    """A case as lines: claims in the order of the reports, origins with their reports, findings."""
    with corroborate.open_case(settings=Settings(reader=reader)) as case:
        case.add(folder)
        outcome = case.whole.reconciliation
        names = {d.id: d.name for d in case.documents}
        told = {c.id: c for c in case.claims}
        lines = ["# claims", *(claim_line(c, names[c.document]) for c in case.claims), "", "# origins"]
        for o in sorted(outcome.origins, key=lambda o: (o.who, sorted(names[told[c].document] for c in o.claims))):
            lines.append(f"{o.who} | {', '.join(sorted({names[told[c].document] for c in o.claims}))} | {len(o.claims)} claims")
        lines += ["", "# findings"]
        asked = {q.id: q for q in outcome.questions}
        for f in outcome.findings:
            q = asked[f.question]
            about = ", ".join(p for p in (q.measure, q.population, q.place, q.stage, q.standard) if p)
            values = "/".join(map(number, (f.low, f.best, f.high)))
            lines.append(f"{about} | {values} | {f.origins.min}-{f.origins.probable}-{f.origins.max} | {f.status} | {f.rung}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", CASES)
def test_the_examples_come_to_what_was_accepted_by_rules(name: str) -> None:
    assert digest(CASES[name], Reader.RULES) == accepted(name, Reader.RULES)


@pytest.mark.parametrize("reader", [Reader.ENCODER, Reader.FAST])
@pytest.mark.parametrize("name", CASES)
def test_the_examples_come_to_what_was_accepted_but_for_a_few_lines(name: str, reader: Reader) -> None:
    """Processors without the newer instructions round the encoder's scores another way: a borderline claim may come or go."""
    both = (digest(CASES[name], reader), accepted(name, reader))
    found, wanted = (Counter(d.partition("# origins")[0].splitlines()) for d in both)
    apart = (found - wanted) + (wanted - found)
    assert apart.total() <= SHARE * wanted.total(), "\n".join(apart)


def told(name: str) -> str:
    """Why the number that most statements give is what it is, and what published standards make of it and of the case."""
    with corroborate.open_case(settings=Settings(reader=Reader.RULES)) as case:
        case.add(CASES[name])
        whole = case.whole
        first = max((f for f in case.findings if f.high_reported is not None), key=lambda f: (len(f.claims), f.id))
        lines = [*case.why(first.id).lines, "", "# counts"]
        held = [c for c in whole.counts if c.question == first.question]
        lines += [f"{c.rule} | {'/'.join(map(number, (c.low, c.best, c.high)))} | {c.why}" for c in held]
        lines += ["", "# grades", *(f"{g.code} | {g.why} | {' '.join(g.would_change)}" for g in whole.grades)]
        lines += ["", "# gaps", *(f"{g.kind} | {g.text}" for g in whole.gaps)]
        lines += ["", "# not estimated, because", *(f"{r.rule} | {r.text}" for r in case.not_estimated())]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", CASES)
def test_why_and_what_standards_make_of_it_read_as_they_were_accepted(name: str) -> None:
    path = GOLDEN / f"{name}.why.txt"
    found = told(name)
    if os.environ.get("CORROBORATE_GOLDEN") == "write":
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_text(encoding="utf-8")


def accepted(name: str, reader: Reader) -> str:
    """What was accepted; written anew where the environment says so."""
    path = GOLDEN / f"{name}.{reader}.txt"
    if os.environ.get("CORROBORATE_GOLDEN") == "write":
        path.write_text(digest(CASES[name], reader), encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")
