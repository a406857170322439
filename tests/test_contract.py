"""The architecture is a test: layers, siblings, no network, SQL in one place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_layers_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_settings_are_read_at_the_edge_only() -> None:
    source = ROOT / "src" / "corroborate"
    readers = {p.relative_to(source).parts[0] for p in source.rglob("*.py") if "corroborate.settings" in p.read_text(encoding="utf-8")}
    assert readers <= {"cli", "engine", "serve", "settings.py"}
