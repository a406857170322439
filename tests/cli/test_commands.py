"""The command line does what its help says, for good input and for bad."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corroborate.cli.main import run
from corroborate.engine.cases import open_case as corroborate_case
from corroborate.read import Reader
from corroborate.reconcile.standards import COUNTING
from corroborate.settings import Settings

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
COMMANDS = ("run", "ingest", "read", "reconcile", "report", "export", "show", "why", "blocs")


def corroborate(*words: object, expect: int = 0) -> None:
    assert run([str(w) for w in words]) == expect


def test_the_whole_job_in_one_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, dossier = tmp_path / "r.json", tmp_path / "d.html"
    corroborate("run", EXAMPLES / "harbour", "--record", record, "--dossier", dossier)
    held = json.loads(record.read_text(encoding="utf-8"))
    assert held["claims"] and held["findings"]
    assert dossier.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["d.html", "r.json"]
    assert "origin" in capsys.readouterr().out


def test_the_stages_one_by_one_come_to_the_same_as_the_whole_job(tmp_path: Path) -> None:
    whole, steps = tmp_path / "whole.db", tmp_path / "steps.db"
    corroborate("run", EXAMPLES / "harbour", "--case", whole, "--record", tmp_path / "whole.json")
    corroborate("ingest", EXAMPLES / "harbour", "--case", steps)
    corroborate("read", "--case", steps)
    corroborate("reconcile", "--case", steps)
    corroborate("report", "--case", steps, "--record", tmp_path / "steps.json")
    one, two = (json.loads((tmp_path / f"{n}.json").read_text(encoding="utf-8")) for n in ("whole", "steps"))
    assert {**one, "case": ""} == {**two, "case": ""}


def test_a_second_run_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case.db"
    corroborate("run", EXAMPLES / "flood", "--case", case, "--record", tmp_path / "1.json")
    capsys.readouterr()
    corroborate("run", EXAMPLES / "flood", "--case", case, "--record", tmp_path / "2.json")
    assert "nothing new" in capsys.readouterr().out
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


@pytest.mark.parametrize("format_", ["record", "csv", "xlsx"])
def test_export(tmp_path: Path, format_: str) -> None:
    case, out = tmp_path / "case.db", tmp_path / "out"
    corroborate("run", EXAMPLES / "flood", "--case", case)
    corroborate("export", "--case", case, "--format", format_, "--out", out)
    assert out.exists()


def test_show_opens_every_kind_of_thing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case.db"
    corroborate("run", EXAMPLES / "flood", "--case", case, "--record", tmp_path / "r.json")
    held = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    ids = [held["reports"][0]["file"], held["claims"][0]["id"], held["origins"][0]["id"], held["questions"][0]["id"]]
    for id_ in ids:
        capsys.readouterr()
        corroborate("show", id_, "--case", case)
        assert id_ in capsys.readouterr().out
        corroborate("show", id_, "--case", case, "--json")
        assert json.loads(capsys.readouterr().out)


def test_show_says_what_it_does_not_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case.db"
    corroborate("run", EXAMPLES / "flood", "--case", case)
    assert run(["show", "nothing", "--case", str(case)]) in (1, 2)
    assert "nothing" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_json(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    corroborate(command, "--help")
    shown = capsys.readouterr().out
    assert "Example: corroborate" in " ".join(shown.split())
    assert "--json" in shown


def test_json_is_json_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corroborate("run", EXAMPLES / "flood", "--json")
    assert json.loads(capsys.readouterr().out)["findings"]
    corroborate("run", EXAMPLES / "flood", "--record", "-")
    assert json.loads(capsys.readouterr().out)["claims"]


def test_wrong_usage_is_2_and_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for words in (
        ["run", str(tmp_path / "none")],
        ["run"],
        ["nonsense"],
        ["export", "--case", "x.db"],
        ["run", "--profile", "secret", "."],
    ):
        assert run(words) == 2, words
        told = capsys.readouterr().err
        assert told.startswith("corroborate: "), words
        assert len(told.strip().splitlines()) == 1, words
        assert "Traceback" not in told


def test_nothing_usable_is_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    assert run(["run", str(tmp_path)]) == 1
    assert "picture.txt" in capsys.readouterr().err
    assert run(["report", "--case", str(tmp_path / "none.db")]) == 1
    assert "none.db" in capsys.readouterr().err


def test_problems_are_listed_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.txt").write_text(
        "Three people died in Varenne on Monday, the police said. Nobody else was hurt in the collapse of the hall."
    )
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing that belongs to one")
    (tmp_path / "\x1b[31mred\n.docx").write_bytes(b"PK\x03\x04 broken")
    corroborate("run", tmp_path)
    told = capsys.readouterr()
    assert "broken.pdf" in told.err
    assert "\x1b[31m" not in told.err + told.out


def test_a_tip_shows_its_words_to_show_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case.db"
    words = "carry them to the chapel"
    corroborate(
        "run",
        EXAMPLES / "harbour",
        "--case",
        case,
        "--record",
        tmp_path / "r.json",
        "--dossier",
        tmp_path / "d.html",
        "--profile",
        "internal",
    )
    corroborate("export", "--case", case, "--format", "csv", "--out", tmp_path / "tables", "--profile", "internal")
    corroborate("export", "--case", case, "--format", "xlsx", "--out", tmp_path / "t.xlsx", "--profile", "internal")
    corroborate("report", "--case", case)
    corroborate("report", "--case", case, "--json")
    told = capsys.readouterr()
    assert words not in told.out + told.err
    for path in tmp_path.rglob("*"):
        if path.is_file() and not path.name.startswith("case.db"):
            assert words.encode() not in path.read_bytes(), path.name
    record = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    (claim,) = [c for c in record["claims"] if c.get("restricted")]
    assert (claim["value"]["low"], claim["measure"]) == (16, "people_killed")
    assert claim["speaker"]["name"] == "S-14"
    corroborate("show", claim["id"], "--case", case)
    assert "At least 16 people were killed in the hospital" in capsys.readouterr().out


@pytest.fixture
def harbour(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    case = tmp_path / "harbour.db"
    corroborate("run", EXAMPLES / "harbour", "--case", case, "--record", tmp_path / "harbour.json", "--reader", "rules")
    capsys.readouterr()
    return case


def record_of(case: Path, *words: object) -> dict[str, Any]:
    corroborate("report", "--case", case, "--record", case.with_suffix(".json"), *words)
    return json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))


def test_why_says_how_a_finding_came_about_by_either_id(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    derived = max(record_of(harbour)["derivations"], key=lambda d: len(d["claims"]))
    for id_ in (derived["finding"], derived["question"]):
        capsys.readouterr()
        corroborate("why", id_, "--case", harbour)
        told = capsys.readouterr().out
        assert "What is said" in told and "What would change it" in told
    corroborate("why", derived["finding"], "--case", harbour, "--json")
    held = json.loads(capsys.readouterr().out)
    assert held["steps"] == derived["steps"]
    assert [s["step"] for s in held["steps"]] == ["claims", "question", "origins", "relations", "support", "range", "status"]
    assert run(["why", "nothing", "--case", str(harbour)]) == 2


def test_why_does_not_show_the_words_of_a_tip(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for derived in record_of(harbour)["derivations"]:
        corroborate("why", derived["finding"], "--case", harbour)
    assert "carry them to the chapel" not in capsys.readouterr().out


@pytest.mark.parametrize("rule", COUNTING)
def test_every_counting_rule_runs_again_on_a_case(harbour: Path, rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    held = record_of(harbour)
    capsys.readouterr()
    corroborate("report", "--case", harbour, "--rule", rule, "--json")
    made = json.loads(capsys.readouterr().out)
    assert made["rule"]["version"] and made["counts"]
    ours = [{k: v for k, v in c.items() if k != "ours"} for c in made["counts"]]
    assert sorted(ours, key=lambda c: c["finding"]) == sorted((c for c in held["counts"] if c["rule"] == rule), key=lambda c: c["finding"])
    corroborate("report", "--case", harbour, "--rule", rule)
    assert capsys.readouterr().out.startswith("question\t")


def test_an_estimate_is_refused_with_its_reasons(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corroborate("report", "--case", harbour, "--estimate")
    assert capsys.readouterr().out.startswith("Not estimated, because:")
    corroborate("report", "--case", harbour, "--estimate", "--json")
    made = json.loads(capsys.readouterr().out)
    assert made["estimated"] is False and len(made["because"]) >= 4


@pytest.mark.parametrize("asked", [["--rule", "ucdp:low-best-high"], ["--estimate"]])
def test_outputs_are_written_whatever_is_printed(harbour: Path, tmp_path: Path, asked: list[str]) -> None:
    corroborate("report", "--case", harbour, *asked, "--record", tmp_path / "beside.json")
    assert json.loads((tmp_path / "beside.json").read_text(encoding="utf-8"))["findings"]


def test_two_things_to_print_at_once_are_refused(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--case", str(harbour), "--estimate", "--rule", "ucdp:low-best-high"]) == 2
    assert "one after the other" in capsys.readouterr().err


def test_no_words_at_all_give_the_help_and_no_empty_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["incidents"]) == 2
    assert capsys.readouterr().err == ""


def test_a_table_of_sides_of_ones_own_is_kept_and_concludes_anew_without_reading_anew(
    harbour: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corroborate("blocs")
    mine = tmp_path / "mine.toml"
    mine.write_text(capsys.readouterr().out.replace('version = "2"', 'version = "mine"'), encoding="utf-8")
    before = record_of(harbour)
    capsys.readouterr()
    corroborate("reconcile", "--case", harbour, "--blocs", mine, "--json")
    assert json.loads(capsys.readouterr().out)["stories"] == 1
    corroborate("read", "--case", harbour, "--reader", "rules", "--json")
    assert json.loads(capsys.readouterr().out)["read"] == 0
    corroborate("reconcile", "--case", harbour, "--json")
    assert json.loads(capsys.readouterr().out)["stories"] == 0
    after = record_of(harbour)
    sides = [{s["name"]: s for s in held["standards"]}["blocs"] for held in (before, after)]
    assert [s["version"] for s in sides] == ["2", "mine"] and sides[0]["sha256"] != sides[1]["sha256"]
    assert after["versions"]["reconcile"].endswith(sides[1]["sha256"][:8]) and not after["problems"]
    corroborate("blocs", "--case", harbour)
    assert 'version = "mine"' in capsys.readouterr().out


@pytest.mark.parametrize(("option", "words"), [("--blocs", "x = ["), ("--letters", "source = 1"), ("--blocs", "x = " + "[" * 50_000)])
def test_a_table_that_cannot_be_used_is_refused_before_a_case_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, words: str
) -> None:
    bad, case = tmp_path / "bad.toml", tmp_path / "case.db"
    bad.write_text(words, encoding="utf-8")
    assert run(["run", str(EXAMPLES / "flood"), "--case", str(case), option, str(bad)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"corroborate: {bad}") and told.count("\n") == 1
    assert not case.exists()


def test_conclusions_of_another_table_are_said_to_be_so(harbour: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[[bloc]]\nname = "city"\nwords = ["mayor"]\n', encoding="utf-8")
    with corroborate_case(harbour, settings=Settings(blocs=mine)) as case:
        assert [p.message for p in case.problems if "another table of sides" in p.message]
        assert mine.read_text(encoding="utf-8") == case.blocs
        case.reconcile()
        assert not [p for p in case.problems if "another table" in p.message]


def test_a_record_keeps_the_version_that_it_was_made_with_whoever_opens_it(harbour: Path) -> None:
    with corroborate_case(harbour, settings=Settings(reader=Reader.ENCODER)) as case:
        opened = case.record()["versions"]
    with corroborate_case(harbour, settings=Settings(reader=Reader.RULES)) as case:
        assert case.record()["versions"] == opened


def test_a_bad_table_stops_the_work_before_it_begins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('[[bloc]]\nname = "a"\nwords = "b"\n', encoding="utf-8")
    assert run(["run", str(EXAMPLES / "flood"), "--blocs", str(bad)]) == 1
    told = capsys.readouterr().err
    assert f"{bad}, line 1" in told and len(told.strip().splitlines()) == 1
    assert run(["run", str(EXAMPLES / "flood"), "--blocs", str(tmp_path / "none.toml")]) == 2


def test_letters_rate_their_sources_internally_and_leave_no_trace_in_public(harbour: Path, tmp_path: Path) -> None:
    mine = tmp_path / "letters.toml"
    mine.write_text('[[source]]\nname = "Regional health ministry"\nletter = "B"\nwhy = "secret grounds"\n', encoding="utf-8")
    held = record_of(harbour, "--letters", mine)
    rated = [g for g in held["grades"] if g["standard"] == "admiralty:number"]
    assert rated and all(g["grade"].startswith("admiralty:B") for g in rated)
    public = record_of(harbour, "--profile", "public")
    assert "admiralty:B" not in json.dumps(public) and "secret grounds" not in json.dumps(public)


def test_an_interrupted_run_says_so_and_goes_on_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from corroborate.engine import local

    def interrupted(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    case = tmp_path / "case.db"
    with monkeypatch.context() as patch:
        patch.setattr(local, "read_all", interrupted)
        assert run(["run", str(EXAMPLES / "flood"), "--case", str(case)]) == 130
    assert "kept" in capsys.readouterr().err
    corroborate("run", EXAMPLES / "flood", "--case", case)
    assert "reports" in capsys.readouterr().out


def test_a_fault_of_ours_is_one_line_without_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from corroborate.engine import cases

    def broken(*_: object) -> object:
        raise RuntimeError("inner words that help nobody")

    monkeypatch.setattr(cases.OpenCase, "add", broken)
    assert run(["run", str(EXAMPLES / "flood")]) == 1
    told = capsys.readouterr().err
    assert len(told.strip().splitlines()) == 1
    assert "Traceback" not in told


def test_the_program_starts_as_a_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "corroborate.cli", "--version"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.stdout.startswith("corroborate ")


def test_a_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    corroborate("run", EXAMPLES / "flood", "--record", pipe)
    assert got.communicate(timeout=60)[0].startswith(b"{")
    assert pipe.is_fifo()


def test_a_link_keeps_leading_where_it_led(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    corroborate("run", EXAMPLES / "flood", "--record", tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("output", ["--record", "--dossier"])
def test_an_output_that_cannot_be_written_is_refused_before_any_work(
    tmp_path: Path, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    corroborate("run", EXAMPLES / "flood", "--case", tmp_path / "c.db", output, tmp_path, expect=2)
    told = capsys.readouterr().err
    assert str(tmp_path) in told and "folder" in told and told.count("\n") == 1
    assert not (tmp_path / "c.db").exists()


def test_a_folder_without_reports_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    corroborate("run", tmp_path / "empty", "--case", tmp_path / "c.db", expect=1)
    told = capsys.readouterr()
    assert "no report there can be used" in told.err and "nothing new" not in told.out


def test_a_case_is_for_its_owner_and_an_output_for_whom_the_user_lets(tmp_path: Path) -> None:
    corroborate("run", EXAMPLES / "flood", "--case", tmp_path / "new" / "c.db", "--dossier", tmp_path / "d.html")
    assert (tmp_path / "new" / "c.db").stat().st_mode & 0o077 == 0
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "d.html").stat().st_mode & 0o777 == 0o666 & ~mask


def test_what_is_no_case_is_told_apart_from_what_is_damaged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corroborate("run", EXAMPLES / "flood", "--case", tmp_path / "c.db")
    whole = (tmp_path / "c.db").read_bytes()
    (tmp_path / "cut.db").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "text.db").write_text("hello, this is a letter and no case\n" * 40, encoding="utf-8")
    capsys.readouterr()
    corroborate("report", "--case", tmp_path / "cut.db", expect=1)
    corroborate("report", "--case", tmp_path / "text.db", expect=1)
    cut, text = capsys.readouterr().err.splitlines()
    assert "damaged" in cut and "not a case" in text


@pytest.mark.parametrize("words", ["--help", "show 1.txt --case {case}", "report --case {case} --json"])
def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path, words: str) -> None:
    corroborate("run", EXAMPLES / "flood", "--case", tmp_path / "c.db")
    command = [sys.executable, "-m", "corroborate.cli", *words.format(case=tmp_path / "c.db").split()]
    done = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.stdout and done.stderr
    done.stdout.close()
    told = done.stderr.read()
    assert (done.wait(timeout=60), told) == (0, b"")
