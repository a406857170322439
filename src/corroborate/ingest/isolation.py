"""Files that could hang or crash a reader are read in a process of its own, which is stopped when its time is up."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from corroborate.errors import IntakeError
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Extracted, Facts, Received, problem
from corroborate.model import Problem

WORKER = Path(__file__).with_name("worker.py")


def ask(task: str, name: str, data: bytes, limits: Limits, charset: str | None = None) -> dict[str, Any] | None:
    """The worker's answer to one task on one file, None if it fell over; IntakeError when it takes longer than its time."""
    # -I: neither the working directory nor the environment may lend it a module; a folder of reports is not to be trusted.
    asked = json.dumps({"task": task, "name": name, "charset": charset, "limits": asdict(limits)})
    command = [sys.executable, "-I", str(WORKER), asked, *folders("corroborate", "pypdfium2", "trafilatura")]
    flags = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.seconds, check=False, creationflags=flags)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise IntakeError(f"took longer than {limits.seconds:g} seconds", name, "Save its text and give that") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def folders(*packages: str) -> list[str]:
    """The folders that hold the packages, each once; nothing is imported."""
    specs = [find_spec(package) for package in packages]
    return list(dict.fromkeys(str(Path(spec.origin).parent.parent) for spec in specs if spec and spec.origin))


def apart(task: str, received: Received, limits: Limits) -> Iterator[Extracted | Problem]:
    """What a reader yields, read by the worker; IntakeError with the reader's own words, or if the worker fell over."""
    answer = ask(task, received.name, received.read(limits.file_bytes), limits, received.charset)
    if answer is None:
        raise IntakeError("could not be read", received.name, "Open it yourself and save it as text")
    if (error := answer.get("error")) is not None:
        raise IntakeError(str(error[0]), received.name, str(error[1]))
    for item in answer["items"]:
        yield problem(*item["problem"]) if "problem" in item else unpacked(item)


def packed(item: Extracted | Problem) -> dict[str, object]:
    """An item as values that JSON can carry; what a reader in a process of its own yields is never a tip."""
    if isinstance(item, Problem):
        return {"problem": [item.document, item.message, item.hint]}
    facts = item.facts
    return {
        "text": item.text, "media_type": item.media_type, "name": item.name, "tool": item.tool,
        "data": None if item.data is None else base64.b64encode(item.data).decode("ascii"), "publisher": facts.publisher,
        "published": facts.published and facts.published.isoformat(), "title": facts.title, "url": facts.url,
        "published_at": facts.published_at and facts.published_at.isoformat(),
    }  # fmt: skip


def unpacked(item: dict[str, Any]) -> Extracted:
    """The item that `packed` made these values of."""
    day, moment, data = item["published"], item["published_at"], item["data"]
    facts = Facts(
        item["publisher"], date.fromisoformat(day) if day else None, datetime.fromisoformat(moment) if moment else None,
        item["title"], item["url"],
    )  # fmt: skip
    return Extracted(
        item["text"], item["media_type"], facts, item["name"], None if data is None else base64.b64decode(data), item["tool"]
    )
