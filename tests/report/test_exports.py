"""Record, tables, terminal and show: the contract holds, nothing runs in a spreadsheet, nothing restricted gets out."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from corroborate.errors import UsageError
from corroborate.report.record import record
from corroborate.report.shown import show
from corroborate.report.tables import FORMULA, tables, write_csv, write_xlsx
from corroborate.report.terminal import print_findings
from report.fixture import TIP, case

SECRETS = ("Ostrava", "cousin", "coffins", "cellar", "morgue")


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_the_record_is_json_and_keeps_tips_sealed(profile: str) -> None:
    text = json.dumps(record(case(), profile), ensure_ascii=False)
    assert not [s for s in SECRETS if s in text]
    tip = next(c for c in json.loads(text)["claims"] if c["restricted"])
    assert (tip["value"]["point"], tip["speaker"]["name"], tip["measure"]) == (22, "Heron", "people_killed")
    assert tip["evidence"][0]["text"] == "[withheld: restricted source]"


def test_the_record_holds_what_the_contract_asks_for() -> None:
    made = record(case())
    assert set(made) >= {"case", "reports", "questions", "origins", "claims", "relations", "findings"}
    assert set(made) >= {"derivations", "incidents", "problems", "profile", "versions"}
    texts = {r["file"]: r["text"] for r in made["reports"]}
    for claim in (c for c in made["claims"] if not c["restricted"]):
        for span in (*claim["evidence"], *([claim["value"]] if claim["value"] else [])):
            assert texts[claim["report"]][span["start"] : span["end"]] == span["text"]
    assert {c["question"] for c in made["claims"]} <= {q["id"] for q in made["questions"]}
    assert {c["origin"] for c in made["claims"]} <= {o["id"] for o in made["origins"]}
    assert made["derivations"][0]["would_change"] == ["a later count by the emergency service", "a list of names"]
    assert record(case()) == made


def hostile() -> object:
    whole = case()
    d = replace(whole.documents[0], publisher='=HYPERLINK("http://x.invalid")', title="@SUM(A1)", url="http://x.invalid/a")
    f = replace(whole.reconciliation.findings[0], low=-5.0, would_change=("\t=1+1", "+cmd"))
    outcome = replace(whole.reconciliation, findings=(f, *whole.reconciliation.findings[1:]))
    return replace(whole, documents=(d, *whole.documents[1:]), reconciliation=outcome)


def test_no_cell_of_a_csv_file_can_run(tmp_path: Path) -> None:
    written = write_csv(hostile(), tmp_path)  # type: ignore[arg-type]
    assert [p.stem for p in written] == ["findings", "claims", "reports", "relations", "counts", "grades", "gaps"]
    cells = []
    for path in written:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            cells += [cell for row in csv.reader(lines) for cell in row]
    running = [c for c in cells if c.startswith(FORMULA)]
    assert set(running) == {"-5"}
    assert '\'=HYPERLINK("http://x.invalid")' in cells


def test_a_workbook_holds_text_and_numbers_and_no_formula_or_link(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_xlsx(hostile(), tmp_path / "case.xlsx"))  # type: ignore[arg-type]
    assert book.sheetnames == ["findings", "claims", "reports", "relations", "counts", "grades", "gaps"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [c for c in cells if c.data_type == "f" or c.hyperlink]
    assert '=HYPERLINK("http://x.invalid")' in [c.value for c in cells]
    assert [c for c in cells if c.data_type == "n" and c.value == -5]


def test_tables_hold_every_claim_and_no_restricted_word() -> None:
    for profile in ("internal", "public"):
        made = tables(case(), profile)
        assert len(made.claims.rows) == len(case().claims)
        assert len(made.findings.rows) == len(case().reconciliation.findings)
        text = repr(made)
        assert not [s for s in SECRETS if s in text]


def test_findings_go_as_plain_lines_where_no_terminal_is() -> None:
    out = io.StringIO()
    print_findings(case(), out)
    lines = out.getvalue().splitlines()
    assert lines[0].split("\t") == ["question", "low", "best", "high", "rests on", "status", "why"]
    assert lines[1].split("\t")[1:6] == ["16", "23", "open", "7 reports, 4 origins (3–4)", "updated"]
    assert all(line.count("\t") == 6 for line in lines)
    assert not [s for s in SECRETS if s in out.getvalue()]


def test_findings_are_a_list_on_a_terminal() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    print_findings(case(), out)
    assert "Strike on the ferry terminal" in out.getvalue()
    assert "not" in out.getvalue()


@pytest.mark.parametrize(
    ("id_", "kind", "words"),
    [
        ("c09", "claim", "19 bodies had been brought in"),
        ("f-q-killed", "finding", "7 reports, 4 origins (3–4)"),
        ("q-killed", "finding", "low 16, best 23, high open"),
        ("o-renn", "origin", "certainly joined"),
        ("i1", "incident", "same place, same night"),
        ("2-wire.txt", "report", "sha256"),
    ],
)
def test_anything_can_be_opened(id_: str, kind: str, words: str) -> None:
    shown = show(case(), id_)
    assert shown.kind in (kind, "question")
    assert words in "\n".join(shown.lines)
    json.dumps(shown.data)


def test_only_reveal_opens_a_tip() -> None:
    whole = case()
    tip = next(c.id for c in whole.claims if c.restricted)
    sealed, opened = show(whole, tip), show(whole, tip, reveal=True)
    assert not [s for s in SECRETS if s in repr(sealed)]
    assert TIP in "\n".join(opened.lines)
    assert opened.data["evidence"][0]["text"] == TIP


def test_an_unknown_id_says_where_ids_stand() -> None:
    with pytest.raises(UsageError, match="Ids stand in"):
        show(case(), "nothing")


def test_a_narrow_terminal_wraps_the_list_and_cuts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "40")
    out = Terminal()
    print_findings(case(), out)
    told = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()).split())
    assert "…" not in told
    assert "f-q-killed" in told and "corroborated" in told
