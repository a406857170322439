"""The Python API, and the whole job as the engine does it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import corroborate
from corroborate.engine import local
from corroborate.engine.stages import stages
from corroborate.errors import CorroborateError, StoreError
from corroborate.model import Document
from corroborate.read import Reader
from corroborate.settings import Settings

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
NOW = datetime(2031, 1, 1, tzinfo=UTC)


def test_a_case_in_memory_gives_claims_and_findings() -> None:
    with corroborate.open_case() as case:
        done = case.add(EXAMPLES / "flood")
        assert done.added.new == done.read == 6
        assert case.claims and case.findings
        texts = {d.id: d.text for d in case.documents}
        for claim in case.claims:
            for span in (*claim.evidence, *([claim.value] if claim.value else [])):
                assert texts[span.document][span.start : span.end] == span.text


def test_adding_piece_by_piece_in_any_order_comes_to_the_same() -> None:
    names = sorted(p.name for p in (EXAMPLES / "flood").glob("*.txt"))
    found = []
    for order in (names, names[::-1]):
        with corroborate.open_case() as case:
            for name in order:
                case.add(EXAMPLES / "flood" / name)
            found.append({k: v for k, v in case.record().items() if k in ("claims", "findings", "questions", "origins")})
    assert found[0] == found[1]


def test_a_large_case_and_a_small_one_agree_on_a_story_that_stands_alone(tmp_path: Path) -> None:
    whole = corroborate.open_case()
    whole.add(EXAMPLES / "flood")
    apart = corroborate.open_case(settings=Settings(whole_up_to=0))
    apart.add(EXAMPLES / "flood")
    linked = {f.question: (f.low, f.best, f.high, f.status) for f in apart.findings}
    together = {f.question: (f.low, f.best, f.high, f.status) for f in whole.findings}
    assert len(apart.claims) == len(whole.claims)
    assert set(linked.values()) & set(together.values())


def test_two_stories_that_ask_the_same_question_keep_their_findings_apart(tmp_path: Path) -> None:
    for n, (place, dead) in enumerate((("Varenne", "Nine"), ("Tessaly", "Twelve"))):
        text = f"{dead} people were killed in a fire in the town of {place} on Monday, the fire service said. The fire burned for hours."
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    with corroborate.open_case(settings=Settings(whole_up_to=0)) as case:
        case.add(tmp_path)
        record = case.record()
    for kind in ("questions", "origins", "incidents"):
        ids = [entry["id"] for entry in record[kind]]
        assert len(ids) == len(set(ids)), kind
    asked = [f["question"] for f in record["findings"]]
    assert len(asked) == len(set(asked))
    assert sorted(f["best"] for f in record["findings"] if f["best"]) == [9, 12]


def test_a_missing_case_is_an_error_that_says_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="corroborate run"):
        corroborate.open_case(tmp_path / "none.db", create=False)


def test_a_report_that_breaks_the_reader_is_a_problem_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(document: Document) -> object:
        if document.name == "3.txt":
            raise ZeroDivisionError
        return usual.read.run(document)

    usual = stages(Settings().reader)
    monkeypatch.setattr(local, "stages", lambda _: replace(usual, read=replace(usual.read, run=fragile)))
    with corroborate.open_case() as case:
        case.add(EXAMPLES / "flood")
        (problem,) = [p for p in case.problems if p.stage == "read"]
        assert problem.document == "3.txt"
        assert {d.name for d in case.documents} - {"3.txt"} <= {d.name for d in case.documents}
        assert case.findings


def test_a_word_list_edited_into_something_else_stops_the_work_with_its_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import corroborate.vocabulary as words

    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "hedges.toml").write_text("# hedges\nabout = [\n", encoding="utf-8")
    monkeypatch.setattr(words, "files", lambda _: tmp_path)
    with pytest.raises(CorroborateError, match="hedges") as told:
        words.vocabulary.__wrapped__("hedges")
    assert "undo" in str(told.value)


def test_a_language_that_is_not_read_is_stored_and_said_so(tmp_path: Path) -> None:
    text = "Mindestens neun Menschen sind am Montag bei einem Brand in einer Lagerhalle ums Leben gekommen, teilte die Polizei mit. "
    (tmp_path / "brand.txt").write_text(text * 3, encoding="utf-8")
    with corroborate.open_case() as case:
        case.add(tmp_path)
        assert [d.language for d in case.documents] == ["de"]
        assert case.claims == ()
        assert any("not read" in p.message for p in case.problems)


def test_every_stage_has_a_version_that_a_record_keeps() -> None:
    kept = {reader: stages(reader).versions() for reader in Reader}
    assert all(set(k) == {"ingest", "read", "reconcile"} and all(k.values()) for k in kept.values())
    assert len({versions["read"] for versions in kept.values()}) == len(Reader)


GUARD = """
import socket
def refuse(*args, **kwargs):
    open({log!r}, "a").write(repr(args[1:]) + "\\n")
    raise OSError("no connection in this test")
socket.socket.connect = refuse
socket.socket.connect_ex = refuse
socket.getaddrinfo = refuse
"""


def test_the_whole_job_opens_no_connection_in_any_process(tmp_path: Path) -> None:
    """In a process of its own, and in those that it starts: every attempt would leave a line in the log."""
    from reportlab.pdfgen.canvas import Canvas

    reports, log = tmp_path / "reports", tmp_path / "log"
    reports.mkdir()
    canvas = Canvas(str(reports / "note.pdf"))
    canvas.drawString(72, 700, "Nine people were killed in Varenne on Monday, the fire service said. See http://example.org/more")
    canvas.save()
    (reports / "page.html").write_text(
        '<html><head><link rel="stylesheet" href="http://example.org/x.css"></head><body><article><p>'
        + "Nine people were killed in Varenne on Monday, the fire service said. " * 5
        + '<img src="http://example.org/x.png"></p></article></body></html>'
    )
    (tmp_path / "sitecustomize.py").write_text(GUARD.format(log=str(log)))
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "corroborate.cli", "run", str(reports), str(EXAMPLES / "harbour"), "--case", str(tmp_path / "c.db")]
    done = subprocess.run([*command, "--dossier", str(tmp_path / "d.html")], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not log.exists(), log.read_text()


def test_the_wheel_runs_outside_the_checkout(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True, capture_output=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    site, away = tmp_path / "site", tmp_path / "away"
    away.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    env = {**os.environ, "PYTHONPATH": str(site)}
    where = subprocess.run(
        [sys.executable, "-c", "import corroborate; print(corroborate.__file__)"], cwd=away, env=env, capture_output=True, text=True
    )
    assert where.stdout.startswith(str(site))
    command = [sys.executable, "-m", "corroborate.cli", "run", str(EXAMPLES / "harbour"), "--dossier", "d.html", "--record", "r.json"]
    done = subprocess.run(command, cwd=away, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (away / "d.html").stat().st_size > 10_000


def test_a_story_that_breaks_the_rules_is_a_problem_and_loses_no_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> None:
        raise ZeroDivisionError

    usual = stages(Settings().reader)
    monkeypatch.setattr(local, "stages", lambda _: replace(usual, reconcile=replace(usual.reconcile, run=broken)))
    with corroborate.open_case() as case:
        case.add(EXAMPLES / "flood")
        assert case.claims and not case.findings
        assert [p.stage for p in case.problems] == ["reconcile"]
