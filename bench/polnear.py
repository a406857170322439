"""Score who says what on PolNeAR (brat standoff: Source, Cue, Content and the links between them).

    CORROBORATE_BENCH_DATA=DIR python bench/polnear.py [--part train|dev|test] [--articles N] [--show N]

DIR holds data/PART/{text,attributions}. Exact F1 of the spans of sources, cues and contents, in characters, and of whole attributions:
the content shares half of its characters with the marked one (intersection over union) and the sources overlap. Pronouns count as
sources where they stand, as they are marked. Partial figures beside them: sources that overlap, attributions found whatever their source.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from corroborate.model import Document
from corroborate.read.sentences import sentences
from corroborate.read.speakers import Voices

Span = tuple[int, int]


class Marked(NamedTuple):
    """One attribution: its source and cue (None where there is none) and the characters of what is said."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def gold(path: Path) -> list[Marked]:
    """The attributions of a standoff file that have a content."""
    spans: dict[str, tuple[Span, ...]] = {}
    links = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            pairs = rest.split("\t")[0].split(" ", 1)[1].split(";")
            spans[key] = tuple((int(a), int(b)) for a, b in (p.split() for p in pairs))
        elif key.startswith("E"):
            links.append([part.split(":", 1) for part in rest.split()])
    made = []
    for link in links:
        roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for role, target in link:
            roles.setdefault(role.rstrip("0123456789"), []).extend(spans.get(target, ()))
        if roles["Content"]:
            made.append(Marked(*(tuple(sorted(roles[r])) for r in ("Source", "Cue", "Content"))))
    return made


def ours(text: str) -> list[Marked]:
    """The attributions that the reader finds."""
    document = Document(
        id="d", name="d", text=text, sha256="", media_type="text/plain", received=datetime(2026, 1, 1, tzinfo=UTC), tool="bench",
        language="en",
    )  # fmt: skip
    found = Voices(document, sentences(text)).attributions
    return [
        Marked(((a.cue.source_start, a.cue.source_end),), ((a.cue.start, a.cue.end),), _trimmed(text, a.contents))
        for a in found
        if a.contents
    ]


def _trimmed(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    made = []
    for start, end in sorted(spans):
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;"):
            end -= 1
        if end > start:
            made.append((start, end))
    return tuple(made)


def characters(spans: Iterable[Span]) -> set[int]:
    """Every offset inside the spans."""
    return {k for s, e in spans for k in range(s, e)}


def f1(hits: int, found: int, wanted: int) -> str:
    """Precision, recall and F1 as one cell."""
    p, r = hits / max(found, 1), hits / max(wanted, 1)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}"


def paired(found: list[Marked], wanted: list[Marked], sources: bool) -> list[tuple[int, int]]:
    """Attributions that are the same one, each used once; `sources` says whether theirs must overlap."""
    left = [(characters(m.source), characters(m.content)) for m in found]
    right = [(characters(m.source), characters(m.content)) for m in wanted]
    scored = []
    for i, (a, x) in enumerate(left):
        for j, (b, y) in enumerate(right):
            share = len(x & y) / max(len(x | y), 1)
            if share >= 0.5 and (not sources or a & b):
                scored.append((-share, i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="dev", choices=["train", "dev", "test"])
    parser.add_argument("--articles", type=int)
    parser.add_argument("--show", type=int, default=0, help="print up to N missed and N false attributions")
    args = parser.parse_args()
    root = Path(os.environ["CORROBORATE_BENCH_DATA"]) / "data" / args.part
    tally: dict[str, list[int]] = {}
    shown = [0, 0]
    for path in sorted((root / "text").glob("*.txt"))[: args.articles]:
        with path.open(encoding="utf-8", newline="") as opened:
            text = opened.read()
        marks = sorted((root / "attributions").glob(f"{path.stem}*.ann"))  # some copies add a hash to the name
        if not marks:
            continue
        wanted, found = gold(marks[0]), ours(text)
        for name in ("source", "cue", "content"):
            a, b = ({getattr(m, name) for m in row if getattr(m, name)} for row in (found, wanted))
            _add(tally, f"{name}, exact", len(a & b), len(a), len(b))
        whole, loose = paired(found, wanted, True), paired(found, wanted, False)
        _add(tally, "attribution", len(whole), len(found), len(wanted))
        _add(tally, "attribution, any source", len(loose), len(found), len(wanted))
        heard = [characters(m.source) for m in found]
        marked = [characters(m.source) for m in wanted if m.source]
        _add(tally, "source given overlaps one", sum(any(h & m for m in marked) for h in heard), len(heard), len(heard))
        _add(tally, "source marked is met", sum(any(h & m for h in heard) for m in marked), len(marked), len(marked))
        for side, row, hit in ((0, wanted, {j for _, j in whole}), (1, found, {i for i, _ in whole})):
            for k, m in enumerate(row):
                if k not in hit and shown[side] < args.show:
                    shown[side] += 1
                    print("MISS " if side == 0 else "FALSE", *(" ... ".join(text[s:e] for s, e in part)[:110] for part in m), sep=" | ")
    for name, (hits, read, marks_in_all) in tally.items():
        print(f"{name:26s} {f1(hits, read, marks_in_all)}  ({hits} of {marks_in_all}, {read} found)")


def _add(tally: dict[str, list[int]], name: str, *numbers: int) -> None:
    row = tally.setdefault(name, [0, 0, 0])
    for k, n in enumerate(numbers):
        row[k] += n


if __name__ == "__main__":
    main()
