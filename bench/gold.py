"""Labelled cases as documents and claims, so that each part can be measured with the parts before it right."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from corroborate.model import Amount, Bound, Claim, Commitment, Document, Place, Source, SourceKind, Span, fingerprint
from corroborate.read.found import SentenceKind
from corroborate.read.scenes import Scenes
from corroborate.read.sentences import sentences

OFFICIAL = {"official", "officials", "police", "authorities", "spokesman", "spokeswoman", "government", "ministry"}


def is_dev(name: str) -> bool:
    """Whether a training case is held back."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 5 == 0


def cases(root: Path, part: str = "all") -> list[Path]:
    """The case folders under `root`; part is all, train (not held back) or dev (held back)."""
    found = [p.parent for p in sorted(root.glob("*/gold.json"))]
    return [p for p in found if part == "all" or is_dev(p.name) == (part == "dev")]


def gold(folder: Path) -> dict[str, Any]:
    """The gold record of a case."""
    return json.loads((folder / "gold.json").read_text(encoding="utf-8"))


def documents(folder: Path) -> list[Document]:
    """The reports of a case folder, as reports.csv lists them."""
    made = []
    with (folder / "reports.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            data = (folder / row["file"]).read_bytes()
            published = date.fromisoformat(row["published"]) if row["published"] else None
            made.append(
                Document(
                    id="d" + fingerprint(hashlib.sha256(data).hexdigest(), row["file"], row["publisher"], row["published"]),
                    name=row["file"],
                    text=data.decode("utf-8"),
                    sha256=hashlib.sha256(data).hexdigest(),
                    media_type="text/plain",
                    received=datetime(2026, 1, 1, tzinfo=UTC),
                    tool="bench",
                    publisher=row["publisher"] or None,
                    published=published,
                    language="en",
                )
            )
    return made


def report(name: str, text: str, published: date | None = None) -> Document:
    """A text as a report in English."""
    return Document(
        id=name, name=name, text=text, sha256="", media_type="text/plain", received=datetime(2026, 1, 1, tzinfo=UTC), tool="bench",
        language="en", published=published,
    )  # fmt: skip


def kind_of(name: str) -> SourceKind:
    """A rough kind for a gold speaker, of which only the printed name is known."""
    words = name.split()
    if set(name.lower().split()) & OFFICIAL:
        return SourceKind.OFFICIALS
    if not any(w[:1].isupper() for w in words):
        return SourceKind.INSIDER
    return SourceKind.PERSON if 2 <= len(words) <= 3 and all(w[:1].isupper() for w in words) else SourceKind.BODY


def day(printed: str | None) -> date | None:
    """A gold date, None where it names only a month or a year."""
    return date.fromisoformat(printed) if printed and len(printed) == 10 else None


def claims(folder: Path) -> tuple[list[Document], list[Claim], dict[str, str], dict[str, str]]:
    """Gold claims in the product's own shape; returns also gold's question and origin of each claim.

    Places and times are read by us, for gold has the place only as printed, the time only as the day that a count holds;
    where we read no place, gold's printed one stands in.
    """
    docs = {d.name: d for d in documents(folder)}
    cut = {name: sentences(d.text) for name, d in docs.items()}
    scenes = {name: Scenes(d, cut[name]) for name, d in docs.items()}
    heads = {name: [s for s in found if s.kind is SentenceKind.HEADLINE] for name, found in cut.items()}
    record = gold(folder)
    made = []
    for g in record["claims"]:
        d, v, e = docs[g["report"]], g["value"], g["evidence"]
        at = v or e
        scene = scenes[g["report"]].at(at["start"], at["end"])
        chain = [Source(n, kind_of(n)) for n in [*g["via"], g["speaker"]] if n and g["speaker"]]
        wires = tuple(f"wire:{n}" for n in g["via"] if not g["speaker"])
        made.append(
            Claim(
                id=g["id"],
                document=d.id,
                measure=g["measure"],
                evidence=(Span.of(d.id, d.text, e["start"], e["end"]),),
                value=Span.of(d.id, d.text, v["start"], v["end"]) if v else None,
                amount=Amount(v["point"], v["low"], v["high"], Bound(v["bound"])) if v else None,
                unit=g["unit"],
                population=g["population"],
                place=scene.place or (Place(g["place"]) if g["place"] else None),
                facility=scene.facility,
                when=scene.when,
                as_of=day(g["as_of"]),
                chain=tuple(chain),
                commitment=Commitment(g["commitment"]),
                polarity=g["polarity"],
                background=scene.background,
                about=None if v else g["population"],
                flags=(*scene.flags, *wires),
                headline=any(h.start <= at["start"] < h.end for h in heads[g["report"]]),
            )
        )
    question_of = {g["id"]: g["question"] for g in record["claims"]}
    origin_of = {g["id"]: g["origin"] for g in record["claims"]}
    return list(docs.values()), made, question_of, origin_of
