"""Score who says what on PolNeAR (brat standoff: Source, Cue, Content and the links between them).

    CORROBORATE_BENCH_DATA=DIR python bench/polnear.py [--part train|dev|test] [--reader encoder|fast|rules] [--articles N] [--show N]

DIR holds data/PART/{text,attributions}; whole articles are read. Of sources, cues and contents the exact F1 of spans (each part of one
that is in parts, as the published figures count them; "whole": all parts at once). Of attributions F1 where the content shares half of
its characters with the marked one (intersection over union) and the sources overlap or both have none. Then the same by type: speech
(the cue is a verb or noun of saying) and by quotation; ours are of the type of the marked one that they meet, else of their own.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gold import report as gold_report

from corroborate.read.claims import ENCODERS, Reader
from corroborate.read.encoder import Encoder, encode
from corroborate.read.heard import Heard
from corroborate.read.sentences import sentences
from corroborate.read.speakers import Voices

Span = tuple[int, int]
SPEECH = re.compile(
    r"\b(?:"
    r"sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|according|add(?:s|ed|ing)?|state[sd]?|stating|statements?|announce\w*|"
    r"report(?:s|ed|ing|edly)?|claim(?:s|ed|ing)?|den(?:y|ies|ied|ying)|declar\w+|tweet\w*|wr(?:ite|ites|ote|itten|iting)|"
    r"ask(?:s|ed|ing)?|repl(?:y|ies|ied)|respond\w*|explain\w*|argu(?:e|es|ed|ing)|insist\w*|warn\w*|acknowledg\w+|"
    r"admit\w*|not(?:e|es|ed|ing)|remark\w*|comment\w*|call(?:s|ed|ing)?|quot\w+|describ\w+|suggest\w*|accus\w+|"
    r"criticiz\w+|promis\w+|vow\w*|confirm\w*|mention\w*|continu(?:ed|es)|maintain\w*|testif\w+|assert\w*|conced\w+|"
    r"point(?:s|ed|ing)?\sout|complain\w*|joke[sd]?|contend\w*|predict\w*|reveal\w*|recall\w*|boast\w*|shout\w*|"
    r"urg(?:e|es|ed|ing)"
    r")\b"
)
"""Cues of saying, as against thinking and meaning to."""
QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]?")


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
        if not key[1:].isdigit():
            continue  # the words of a span may go on in a line of their own
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


def articles(root: Path, part: str, most: int | None) -> Iterator[tuple[str, str, list[Marked]]]:
    """Name, text and marks of each article; of one that several people marked the first one's."""
    folder = root / "data" / part
    for path in sorted((folder / "text").glob("*.txt"))[:most]:
        marks = sorted((folder / "attributions").glob(f"{path.stem}*.ann"))  # some copies add a hash to the name
        if marks:
            with path.open(encoding="utf-8", newline="") as opened:
                yield path.stem, opened.read(), gold(marks[0])


def ours(text: str, reader: Reader) -> list[Marked]:
    """The attributions that the reader finds."""
    return _ruled(text) if reader is Reader.RULES else _encoded(text, ENCODERS[reader])


def _encoded(text: str, encoder: Encoder) -> list[Marked]:
    heard = Heard(encode(text, encoder), text)

    def cut(*runs: tuple[int, int] | None) -> tuple[Span, ...]:
        return tuple(heard.characters(r) for r in runs if r)

    return [Marked(cut(t.source), cut(t.cue), cut(*t.content)) for t in heard.told]


def _ruled(text: str) -> list[Marked]:
    found = Voices(gold_report("d", text), sentences(text)).attributions
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
            if share >= 0.5 and (not sources or a & b or not (a or b)):
                scored.append((-share, i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def kind(text: str, m: Marked) -> tuple[str, ...]:
    """The types of an attribution: speech by its cue, and then direct (all of it quoted), mixed or indirect."""
    cue = " ".join(text[a:b] for a, b in m.cue).lower()
    if not SPEECH.search(cue):
        return ("other",)
    said = " ".join(text[a:b] for a, b in m.content)
    bare = QUOTED.sub("", said)
    if not any(c.isalnum() for c in bare):
        return ("speech", "speech, direct")
    return ("speech", "speech, indirect" if bare == said and not set(said) & set("\"“”") else "speech, mixed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="dev", choices=["train", "dev", "test"])
    parser.add_argument("--reader", type=Reader, default=Reader.ENCODER, choices=list(Reader))
    parser.add_argument("--articles", type=int)
    parser.add_argument("--show", type=int, default=0, help="print up to N missed and N false attributions")
    args = parser.parse_args()
    tally: dict[str, list[int]] = {}
    shown = [0, 0]
    for _, text, wanted in articles(Path(os.environ["CORROBORATE_BENCH_DATA"]), args.part, args.articles):
        found = ours(text, args.reader)
        for name in ("source", "cue", "content"):
            a, b = ({part for m in row for part in getattr(m, name)} for row in (found, wanted))
            _add(tally, f"{name}, exact", len(a & b), len(a), len(b))
            a, b = ({getattr(m, name) for m in row if getattr(m, name)} for row in (found, wanted))
            _add(tally, f"{name}, exact and whole", len(a & b), len(a), len(b))
        whole, loose = paired(found, wanted, True), paired(found, wanted, False)
        _add(tally, "attribution", len(loose), len(found), len(wanted))
        _add(tally, "attribution with source", len(whole), len(found), len(wanted))
        _by_kind(tally, text, found, wanted, loose, whole)
        for side, row, hit in ((0, wanted, {j for _, j in whole}), (1, found, {i for i, _ in whole})):
            for k, m in enumerate(row):
                if k not in hit and shown[side] < args.show:
                    shown[side] += 1
                    print("MISS " if side == 0 else "FALSE", *(" ... ".join(text[s:e] for s, e in part)[:110] for part in m), sep=" | ")
    for name, (hits, read, marks_in_all) in tally.items():
        print(f"{name:30s} {f1(hits, read, marks_in_all)}  ({hits} of {marks_in_all}, {read} found)")


Pairs = list[tuple[int, int]]


def _by_kind(tally: dict[str, list[int]], text: str, found: list[Marked], wanted: list[Marked], loose: Pairs, whole: Pairs) -> None:
    kinds = [kind(text, m) for m in wanted]
    met = {i: kinds[j] for i, j in loose}
    for name in {n for ks in kinds for n in ks} | {n for m in found for n in kind(text, m)}:
        read = sum(name in met.get(i, kind(text, m)) for i, m in enumerate(found))
        marks = sum(name in ks for ks in kinds)
        _add(tally, name, sum(name in kinds[j] for _, j in loose), read, marks)
        _add(tally, f"{name}, with source", sum(name in kinds[j] for _, j in whole), read, marks)


def _add(tally: dict[str, list[int]], name: str, *numbers: int) -> None:
    row = tally.setdefault(name, [0, 0, 0])
    for k, n in enumerate(numbers):
        row[k] += n


if __name__ == "__main__":
    main()
