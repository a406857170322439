"""Files that could hang or crash a reader are read in a process of its own, which is stopped when its time is up."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from corroborate.errors import IntakeError

WORKER = Path(__file__).with_name("worker.py")


def ask(task: str, name: str, data: bytes, most: int, seconds: float) -> dict[str, Any] | None:
    """The worker's answer to one task on one file, None if it fell over; IntakeError when it takes longer than `seconds`."""
    # -I: neither the working directory nor the environment may lend it a module; a folder of reports is not to be trusted.
    command = [sys.executable, "-I", str(WORKER), task, str(most), *folders("corroborate", "pypdfium2", "trafilatura")]
    flags = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False, creationflags=flags)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise IntakeError(f"took longer than {seconds:g} seconds", name, "Save its text and give that") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def folders(*packages: str) -> list[str]:
    """The folders that hold the packages, each once; nothing is imported."""
    specs = [find_spec(package) for package in packages]
    return list(dict.fromkeys(str(Path(spec.origin).parent.parent) for spec in specs if spec and spec.origin))
