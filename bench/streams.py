"""Public sets as streams of reports in date order with the incident that each belongs to, and what our reader makes of them, kept.

Reading is slow and the same for every run: `readings` keeps it in a folder that you name, by the version of the reader.
"""

from __future__ import annotations

import gzip
import json
import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from corroborate.model import Document, Reading, fingerprint
from corroborate.read import Reader, read, read_version
from corroborate.vocabulary import vocabulary_version

CLUSTERS = "Giveme5W1H/examples/datasets/news_cluster/data"


@dataclass(frozen=True, slots=True)
class Told:
    """A report of a public set and the incident that its editors put it to."""

    document: Document
    incident: str


def gun_violence(path: Path) -> tuple[list[Told], dict[str, dict[str, Any]]]:
    """Reports of `gun_violence_dev.jsonl.gz` by day, and the row of every incident."""
    told, rows = [], {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows[row["incident"]] = row
            for r in row["reports"]:
                made = _document(f"{row['incident']}-{r['id']}", r["text"], r["published"], r.get("title"), r.get("url"))
                told.append(Told(made, row["incident"]))
    return sorted(told, key=_by_day), rows


def news_cluster(repository: Path) -> list[Told]:
    """Articles of Giveme5W1H by day, out of a git directory that holds its repository."""
    listed = _git(repository, "ls-tree", "-r", "HEAD", CLUSTERS).decode().splitlines()
    told = []
    for line in listed:
        row = json.loads(_git(repository, "cat-file", "blob", line.split()[2]))
        text = f"{row['title']}\n\n{row['text']}" if row["title"] and row["title"] not in row["text"][:200] else row["text"]
        made = _document(row["dId"], text, (row["date_publish"] or "")[:10], row["title"], row["source_domain"])
        told.append(Told(made, str(row["newsCluster"]["EventId"])))
    return sorted(told, key=_by_day)


def _git(repository: Path, *words: str) -> bytes:
    return subprocess.run(["git", "-C", str(repository), *words], check=True, capture_output=True).stdout


def _by_day(told: Told) -> tuple[date, str]:
    return told.document.published or date.min, told.document.id


def _document(name: str, text: str, published: str, title: str | None, publisher: str | None) -> Document:
    sha = fingerprint(text, length=64)
    day = date.fromisoformat(published[:10]) if published else None
    return Document(
        id="d" + fingerprint(sha, name), name=name, text=text, sha256=sha, media_type="text/plain", tool="bench",
        received=datetime(2026, 1, 1, tzinfo=UTC), publisher=publisher, published=day, title=title, language="en",
    )  # fmt: skip


def readings(documents: Sequence[Document], name: str, cache: Path, reader: Reader = Reader.RULES) -> dict[str, Reading]:
    """What is read in every document; kept in `cache` under a name, with a line where another version of the reader made it."""
    version = f"{read_version(reader)}.{vocabulary_version()}"
    path = cache / f"{name}-{reader}.pickle"
    if path.exists():
        made, found = pickle.loads(path.read_bytes())  # noqa: S301 - our own file
        if made != version:
            print(f"{path.name}: read by {made}, this is {version}", file=sys.stderr)
        return found
    found = {}
    for n, d in enumerate(documents, 1):
        found[d.id] = read(d, reader)
        if n % 500 == 0:
            print(f"{n} of {len(documents)} read", file=sys.stderr, flush=True)
    cache.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps((version, found)))
    return found
