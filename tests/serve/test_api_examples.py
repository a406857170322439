"""The examples of docs/api.md run against a started workbench, one after the other, as they stand there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.serve.conftest import Running

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_the_examples_of_the_documentation_run(served: Running, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    examples = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(examples) == 5
    for code in examples:
        here = code.replace("http://127.0.0.1:8600", served.base).replace("Bearer KEY", f"Bearer {served.guard.key}")
        exec(compile(here, "docs/api.md", "exec"), names)  # noqa: S102
    names["workbench"].close()
    said = capsys.readouterr().out
    assert "origins" in said and "What would change it" in said and "done 1" in said


def test_every_address_is_documented(served: Running) -> None:
    for path in served.app.openapi()["paths"]:
        short = path.removeprefix("/api/v1").replace("{id}", "ID").replace("{name}", "LOG:NUMBER")
        named = any(f"`{short}" in line or f"/{short.split('/')[1]}`" in line for line in PAGE.splitlines())
        assert named, path
