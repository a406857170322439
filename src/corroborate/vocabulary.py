"""Words and numbers that an analyst may read and change: TOML files under `data/`, each with its format in its head."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Load `data/<name>.toml` of the package once."""
    return tomllib.loads((files("corroborate") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
