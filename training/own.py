"""Our own labels as examples: invented reports with labels in the text, and offsets into openly licensed reports (labels/reports.jsonl)."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from examples import IGNORED, Counted, Example, counted

from corroborate.read.labels import MEASURES, STATEMENTS
from corroborate.read.sentences import sentences

HERE = Path(__file__).parent
LABEL = re.compile(r"\{([^{}|]*)\|([a-z_]+)\|([^{}|]*)(?:\|[^{}]*)?\}")
VAGUE = ("duration", "distance", "amount_other")  # invented reports measure more than a reader of real ones would note
csv.field_size_limit(10**9)


def invented() -> list[Example]:
    """The reports that we wrote, with their labels."""
    made = []
    for path in sorted((HERE / "invented").glob("*.txt")):
        for k, marked in enumerate(path.read_text(encoding="utf-8").split("=====")):
            made.append(_invented(f"invented/{path.stem}/{k}", marked.strip()))
    return made


def _invented(name: str, marked: str) -> Example:
    text, at = "", 0
    found: list[tuple[int, int, str, str]] = []
    for label in LABEL.finditer(marked):
        text += marked[at : label.start()]
        found.append((len(text), len(text) + len(label[1]), label[2], label[3]))
        text, at = text + label[1], label.end()
    text += marked[at:]
    cut = sentences(text)
    amounts, stated = [], []
    for start, end, measure, speaker in found:
        point = start if measure in MEASURES else max(start - 1, 0)  # a statement's label stands behind its sentence
        sentence = next((s for s in cut if s.start <= point < s.end), None)
        if sentence is None:
            continue
        if measure in STATEMENTS:
            stated.append((sentence.start, sentence.end, measure))
        elif measure in MEASURES:
            amounts.append(Counted(start, end, measure, near(text, sentence.start, sentence.end, speaker)))
    example = counted(name, text, amounts, stated)
    example.own = True
    if example.measures is not None:
        for measure in VAGUE:
            example.measures[example.measures == 1 + MEASURES.index(measure)] = IGNORED
    return example


def near(text: str, start: int, end: int, speaker: str) -> tuple[int, int] | tuple[()] | None:
    """Where a sentence names its speaker, by full name, last word or head; () for the outlet, None where it does not."""
    if speaker in ("", "-"):
        return ()
    last = speaker.split()[-1]
    for words in (speaker, last if last[:1].isupper() and len(last) > 2 else speaker):
        found = re.search(r"\b" + r"\s+".join(map(re.escape, words.split())) + r"\b", text[start:end])
        if found:
            return start + found.start(), start + found.end()
    return None


def texts(root: Path) -> dict[str, str]:
    """Every report of the openly licensed sets in a folder (docs: training/README.md), by the id that the labels use."""
    return dict(_texts(root))


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    for year in ("2019", "2020"):
        with (root / "wikinews" / "data" / f"wikinews_{year}.csv").open(encoding="utf-8", newline="") as opened:
            for k, row in enumerate(csv.DictReader(opened)):
                yield f"wikinews/{year}/{k}", row["title"] + "\n\n" + row["text"].replace("\xa0", " ")
    for k, article in enumerate(ET.parse(root / "geo" / "data" / "Corpora" / "GeoVirus.xml").getroot().iter("article")):  # noqa: S314
        yield f"geovirus/{k}", article.findtext("text") or ""
    with (root / "fakes" / "FA-KES-Dataset.csv").open(encoding="latin-1") as opened:
        for row in csv.DictReader(opened):
            yield f"fakes/{row['unit_id']}", row["article_title"] + "\n\n" + row["article_content"]
    for path in sorted((root / "re3d").glob("*/documents.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield f"re3d/{path.parent.name}/{row['_id']}", row["text"]


def kept_back(name: str) -> bool:
    """Whether a report of ours is for choosing between settings only (one in five, by its name)."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 5 == 0


def real(root: Path, kept: bool = False) -> list[Example]:
    """The labelled reports whose text is at hand and unchanged; without those kept back, or (`kept`) only those."""
    held = texts(root)
    made = []
    for line in (HERE / "labels" / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = held.get(row["id"], "")
        if kept_back(row["id"]) == kept and hashlib.sha256(text.encode()).hexdigest() == row["sha256"]:
            made.append(_real(row, text))
    return made


def _real(row: dict, text: str) -> Example:
    amounts, stated = [], []
    cut = sentences(text)
    for claim in row["claims"]:
        start, end = claim["at"]
        if claim["measure"] in STATEMENTS:
            stated.append((start, end, claim["measure"]))
            continue
        speaker = claim.get("speaker")
        sentence = next((s for s in cut if s.start <= start < s.end), None)
        source: tuple[int, int] | tuple[()] | None = () if speaker is None else None
        if isinstance(speaker, list) and sentence:
            source = near(text, sentence.start, sentence.end, text[speaker[0] : speaker[1]])
        amounts.append(Counted(start, end, claim["measure"], source))
    example = counted(row["id"], text, amounts, stated)
    example.own = True
    return example
