"""Labelled reports of crises as examples: cases of the record format."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from examples import Counted, Example, counted

from corroborate.read.labels import MEASURES, STATEMENTS


def held_out(name: str) -> bool:
    """Whether a case is of the part that nothing learns from (one in five, by its name)."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 5 == 0


def cases(root: Path, dev: bool = False) -> list[Example]:
    """The reports of the cases of a folder; without those held out, or (`dev`) only those."""
    made = []
    for folder in sorted(p.parent for p in root.glob("*/gold.json")):
        if held_out(folder.name) == dev:
            made += case(folder)
    return made


def case(folder: Path) -> list[Example]:
    """The reports of one case."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    made = []
    for report in gold["reports"]:
        with (folder / report["file"]).open(encoding="utf-8", newline="") as opened:
            text = opened.read()
        amounts, stated = [], []
        for claim in (c for c in gold["claims"] if c["report"] == report["file"]):
            evidence, value = claim["evidence"], claim["value"]
            if value and claim["measure"] in MEASURES:
                amounts.append(Counted(value["start"], value["end"], claim["measure"], _source(claim, evidence)))
            elif not value and claim["measure"] in STATEMENTS:
                stated.append((evidence["start"], evidence["end"], claim["measure"]))
        made.append(counted(f"{folder.name}/{report['file']}", text, amounts, stated))
    return made


def _source(claim: dict, evidence: dict) -> tuple[int, int] | tuple[()] | None:
    """Where the sentence itself names the speaker; () where nobody but the outlet speaks, None where he is named elsewhere."""
    if claim["speaker"] is None:
        return ()
    span = claim.get("speaker_span")
    if span and evidence["start"] <= span["start"] and span["end"] <= evidence["end"]:
        return span["start"], span["end"]
    return None
