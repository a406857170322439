"""Speed of reading on one core: whole reading beside the bare encoder, in one run, on articles of 700 words.

    python bench/reading.py FOLDER [--articles N] [--rounds N] [--single] [--reader encoder|fast|rules]

FOLDER holds texts (*.txt, at any depth); articles are cut from them, 700 words each. The process keeps to one core, from when the
model is loaded: a runtime that sees a single core when it is loaded runs a fifth to a quarter slower (--single). In each round every
article is encoded alone and then read whole (encoding included), and the rate of each round is given. `undisturbed` takes of each
article its best round: on a machine that others use too, what it would be without them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import gold

from corroborate.model import Document
from corroborate.read.claims import ENCODERS, Reader, read
from corroborate.read.encoder import Encoder, encode, session

WORDS = 700


def articles(folder: Path, most: int) -> list[Document]:
    """The first `most` stretches of 700 words of the texts of a folder."""
    made: list[Document] = []
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        at = 0
        spans = list(_words(text))
        while len(spans) - at >= WORDS and len(made) < most:
            part = text[spans[at][0] : spans[at + WORDS - 1][1]]
            made.append(gold.report(f"{path.stem}-{len(made)}", part, date(2017, 5, 4)))
            at += WORDS
    return made


def _words(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        spans.append((start, at))
    return spans


def spent(work: Callable[[Document], object], documents: list[Document]) -> list[float]:
    """Seconds of processor time for each document."""
    made = []
    for document in documents:
        began = time.process_time()
        work(document)
        made.append(time.process_time() - began)
    return made


@dataclass(frozen=True, slots=True)
class Rate:
    """Articles a second: in each round, and with the best time of each article."""

    rounds: list[float]
    undisturbed: float

    @classmethod
    def of(cls, rounds: list[list[float]]) -> Rate:
        """The rates of rounds of seconds."""
        best = [min(times) for times in zip(*rounds, strict=True)]
        return cls([round(len(r) / sum(r), 1) for r in rounds], round(len(best) / sum(best), 1))


def _keep_to_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--single", action="store_true", help="let the runtime see one core only when it is loaded")
    parser.add_argument("--reader", type=Reader, default=Reader.ENCODER, choices=list(Reader))
    args = parser.parse_args()
    if args.single:
        _keep_to_one_core()
    documents = articles(args.folder, args.articles)
    if not documents:
        sys.exit(f"{args.folder} holds no text of {WORDS} words")
    encoder = ENCODERS.get(args.reader, Encoder.LARGE)  # rules alone are held against the whole encoder
    session(encoder)
    _keep_to_one_core()
    for document in documents[:3]:
        read(document, args.reader)
    bare, whole = [], []
    for _ in range(args.rounds):
        bare.append(spent(lambda d: encode(d.text, encoder), documents))
        whole.append(spent(lambda d: read(d, args.reader), documents))
    alone, full = Rate.of(bare), Rate.of(whole)
    print(
        json.dumps(
            {
                "python": platform.python_version(), "articles": len(documents), "words": WORDS, "reader": str(args.reader),
                "encoder_alone_a_second": asdict(alone), "read_a_second": asdict(full),
                "share_of_encoder": round(full.undisturbed / alone.undisturbed, 3),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            },
            indent=1,
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
