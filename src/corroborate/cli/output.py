"""What a command prints and writes."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corroborate.model import Case, Problem

PROBLEMS_SHOWN = 20


def clean(text: str) -> str:
    """Show control and direction characters instead of obeying them: names come from anywhere."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def emit(value: Any) -> None:
    """Print one JSON value."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all; `-` is standard output."""
    if str(path) == "-":
        sys.stdout.write(text)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def as_json(problems: Sequence[Problem]) -> list[dict[str, str]]:
    """Problems as plain data."""
    return [{"document": p.document, "stage": p.stage, "message": p.message, "hint": p.hint} for p in problems]


def list_problems(problems: Sequence[Problem]) -> None:
    """Print each Problem as one line on standard error, the first ones if there are many."""
    for p in problems[:PROBLEMS_SHOWN]:
        print(clean(f"problem: {p.document}: {p.message}" + (f" ({p.hint})" if p.hint else "")), file=sys.stderr)
    if len(problems) > PROBLEMS_SHOWN:
        print(f"... and {len(problems) - PROBLEMS_SHOWN} more problems; the dossier and --json list them all", file=sys.stderr)


def counts(case: Case) -> dict[str, int]:
    """How much a case holds."""
    o = case.reconciliation
    attributed = sum(origin.attributed for origin in o.origins)
    return {"reports": len(case.documents), "claims": len(case.claims), "origins": attributed, "findings": len(o.findings)}
