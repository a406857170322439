"""Documentation is true: what can be used is documented, what is documented runs."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from corroborate.cli.commands import app
from corroborate.model import Bound, Commitment, RelationType, Status
from corroborate.reconcile.standards import COUNTING, loaded
from corroborate.settings import Settings

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "corroborate"


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_command_and_option_is_documented() -> None:
    told = page("commands.md")
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        (row,) = [line for line in told.splitlines() if line.startswith(f"| `{name}")]
        for option in (o for p in command.params for o in p.opts if o.startswith("--") and o != "--help"):
            assert f"`{option}`" in row, f"{name} {option}"


def test_every_setting_is_documented() -> None:
    told = page("settings.md")
    for field in fields(Settings):
        assert f"`{field.name}`" in told, field.name


def measures() -> set[str]:
    named = set(re.findall(r"[\"'](ours:[a-z_]+)[\"']", "".join(p.read_text(encoding="utf-8") for p in SOURCE.glob("data/*.toml"))))
    table = tomllib.loads((SOURCE / "data" / "measures.toml").read_text(encoding="utf-8"))
    return named | {m for m in _names(table) if m.startswith(("people_", "buildings_"))}


def _names(table: object) -> set[str]:
    if isinstance(table, dict):
        return set(table) | {n for held in table.values() for n in _names(held)} | {v for v in table.values() if isinstance(v, str)}
    return {n for item in table for n in _names(item)} if isinstance(table, list) else set()


def test_every_measure_is_documented() -> None:
    told = page("measures.md")
    assert measures()
    for measure in measures():
        assert f"`{measure}`" in told, measure


def test_every_status_relation_bound_and_commitment_is_documented() -> None:
    told = page("statuses.md") + page("findings.md") + page("amounts.md") + page("speakers.md")
    for code in (*Status, *RelationType, *Bound, *Commitment):
        assert f"`{code}`" in told, code


def test_every_rule_that_a_reason_or_an_edge_names_is_documented() -> None:
    told = page("findings.md") + page("origins.md") + page("statuses.md")
    code = "".join(p.read_text(encoding="utf-8") for p in (SOURCE / "reconcile").glob("*.py"))
    rules = set(re.findall(r"Reason\(\s*\"([a-z_:-]+)\"", code)) | set(re.findall(r"Strength\.[A-Z]+,\s*\"([a-z_:-]+)\"", code))
    assert rules
    for rule in sorted(rules):
        assert f"`{rule}`" in told, rule


def test_every_counting_rule_grade_gap_and_refusal_is_documented() -> None:
    told = page("standards.md")
    code = "".join(p.read_text(encoding="utf-8") for p in (SOURCE / "reconcile").glob("*.py"))
    gaps = set(re.findall(r"Gap\(\s*\"([a-z_]+)\"", code))
    refusals = set(re.findall(r"Reason\(\"(estimate\.[a-z]+)\"", code))
    grades = {row["code"] for row in loaded()["airwars:grades"].data["grade"]}
    assert gaps and refusals and grades
    for name in (*COUNTING, *gaps, *refusals, *grades):
        assert f"`{name}`" in told, name


def test_every_reason_for_one_event_is_documented() -> None:
    told = page("incidents.md")
    table = tomllib.loads((SOURCE / "data" / "incidents.toml").read_text(encoding="utf-8"))
    assert table["weights"] and all(f"`{reason}`" in told for reason in table["weights"])


@pytest.mark.parametrize("package", ["read", "reconcile", "review"])
def test_the_map_names_every_module_and_no_other(package: str) -> None:
    (section,) = re.findall(rf"\*\*`{package}`\*\*, in the order of.*?(?=\n\*\*|\Z)", page("architecture.md"), re.DOTALL)
    named = set(re.findall(r"`(?:\w+/)?(\w+)(?:\.py)?`", section))
    there = {p.stem for p in (SOURCE / package).glob("*.py")} - {"__init__"}
    assert not there - named, "not on the map"
    rows = {m for row in section.splitlines() if row.startswith("|") for m in re.findall(r"`(\w+)`", row.split("|")[2])}
    assert not rows - there, "no such module"


def test_every_vocabulary_file_says_its_format() -> None:
    for path in SOURCE.glob("data/**/*.toml"):
        assert path.read_text(encoding="utf-8").startswith("#"), path.name


@pytest.mark.parametrize("name", ["README.md", "docs/python.md"])
def test_python_in_the_documentation_runs(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    for code in re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(code, name, "exec"), {})  # noqa: S102


def test_links_between_pages_lead_somewhere() -> None:
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")):
        for link in re.findall(r"\]\(([^)#:]+)[)#]", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"
        for link in re.findall(r"\bdocs/[\w/.-]+\.md\b", path.read_text(encoding="utf-8")):
            assert (ROOT / link).exists(), f"{path.name}: {link}"
