"""What the network learns from: documents with the labels of the tasks that somebody marked in them, cut into windows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from network import TAGS
from numpy.typing import NDArray
from torch import Tensor

from corroborate.read.labels import MEASURES, STATEMENTS
from corroborate.read.pieces import WINDOW, Pieces, pieces
from corroborate.read.sentences import sentences

CLS, SEP, LENGTH = 101, 102, WINDOW + 2
IGNORED, NOBODY = -100, -1  # nothing is known of this word; it is the outlet's own
Span = tuple[int, int]


@dataclass(slots=True)
class Example:
    """A document: its pieces, and for each task the labels of its words, None where the task was not marked in it.

    `tags` are numbers of TAGS, `measures` of MEASURES (0: counts nothing); `source`, `cue`, `of` are, for each word, the word where the
    source of what it says begins, the one where its cue begins, and for a cue the one where its source begins.
    """

    name: str
    cut: Pieces
    tags: NDArray[np.int64] | None = None
    source: NDArray[np.int64] | None = None
    cue: NDArray[np.int64] | None = None
    of: NDArray[np.int64] | None = None
    measures: NDArray[np.int64] | None = None
    statements: list[tuple[int, int, NDArray[np.float32]]] | None = None  # words of a sentence, and what it states
    own: bool = False  # marked by us


@dataclass(slots=True)
class Attribution:
    """Spans of characters; a content may be in parts."""

    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


def inside(cut: Pieces, spans: list[Span]) -> list[int]:
    """The words that overlap the spans."""
    starts, ends = cut.word_starts, cut.word_ends
    held: list[int] = []
    for start, end in spans:
        held += range(int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left")))
    return held


def attributed(name: str, text: str, marked: list[Attribution]) -> Example:
    """A document in which every attribution was marked (PolNeAR)."""
    cut = pieces(text)
    count = len(cut.first)
    tags = np.zeros(count, np.int64)
    source, cue = np.full(count, NOBODY, np.int64), np.full(count, NOBODY, np.int64)
    of = np.full(count, IGNORED, np.int64)
    for one in marked:
        for kind, spans in (("content", one.content), ("cue", one.cue), ("source", one.source)):
            for span in spans:
                for k, word in enumerate(inside(cut, [span])):
                    tags[word] = TAGS.index(("I-" if k else "B-") + kind)
    for one in marked:
        said = inside(cut, one.content)
        by, with_ = inside(cut, one.source), inside(cut, one.cue)
        source[said] = min(by) if by else NOBODY
        cue[said] = min(with_) if with_ else NOBODY
        if with_:
            of[min(with_)] = min(by) if by else NOBODY
    return Example(name, cut, tags, source, cue, of)


@dataclass(frozen=True, slots=True)
class Counted:
    """An amount with its measure; `source` where its speaker is named in the same sentence, () for the outlet's own, None unknown."""

    start: int
    end: int
    measure: str
    source: Span | tuple[()] | None = None


def counted(name: str, text: str, amounts: list[Counted], stated: list[tuple[int, int, str]]) -> Example:
    """A document in which every amount and every key statement (sentence, measure) was marked."""
    cut = pieces(text)
    count = len(cut.first)
    measures, source = np.zeros(count, np.int64), np.full(count, IGNORED, np.int64)
    for one in amounts:
        words = inside(cut, [(one.start, one.end)])
        measures[words] = 1 + MEASURES.index(one.measure)
        if one.source is not None:
            by = inside(cut, [one.source]) if one.source else []
            source[words] = by[0] if by else NOBODY
    made = []
    for sentence in sentences(text):
        words = inside(cut, [(sentence.start, sentence.end)])
        if not words:
            continue
        held = np.zeros(len(STATEMENTS), np.float32)
        for start, end, measure in stated:
            both = min(end, sentence.end) - max(start, sentence.start)
            if both > 0.5 * min(end - start, sentence.end - sentence.start):
                held[STATEMENTS.index(measure)] = 1
        made.append((words[0], words[-1] + 1, held))
    return Example(name, cut, None, source, None, None, measures, made)


@dataclass(slots=True)
class Batch:
    """Tensors of a step: pieces (B, L), words (B, T) as positions of their first pieces, labels of words or IGNORED."""

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    first: Tensor
    real: Tensor
    tags: Tensor
    source: Tensor
    cue: Tensor
    of: Tensor
    measures: Tensor
    own: Tensor  # (B,) of bool
    sentences: list[tuple[int, int, int, NDArray[np.float32]]]  # row, words, what is stated


def cut_windows(example: Example, rng: random.Random, window: int = WINDOW) -> list[tuple[Example, int, int]]:
    """Windows over a document that begin at a random piece, another one each epoch."""
    count = len(example.cut.ids)
    at = -rng.randrange(window) if count > window else 0
    made = []
    while at < count:
        if min(at + window, count) - max(at, 0) > 20:
            made.append((example, max(at, 0), min(at + window, count)))
        at += window
    return made


def batch(rows: list[tuple[Example, int, int]]) -> Batch:
    """Put windows together; labels that point out of their window are ignored."""
    words = []
    for example, a, b in rows:
        lo, hi = (int(np.searchsorted(example.cut.first, x, "left")) for x in (a, b))
        words.append((lo, hi))
    length = max(b - a for _, a, b in rows) + 2
    most = max(hi - lo for lo, hi in words)
    ids, shapes = np.zeros((len(rows), length), np.int64), np.zeros((len(rows), length), np.int64)
    first, real = np.zeros((len(rows), most), np.int64), np.zeros((len(rows), most), bool)
    labels = {k: np.full((len(rows), most), IGNORED, np.int64) for k in ("tags", "source", "cue", "of", "measures")}
    said: list[tuple[int, int, int, NDArray[np.float32]]] = []
    for row, ((example, a, b), (lo, hi)) in enumerate(zip(rows, words, strict=True)):
        n = b - a
        ids[row, : n + 2] = [CLS, *example.cut.ids[a:b], SEP]
        shapes[row, 1 : n + 1] = example.cut.shapes[a:b]
        first[row, : hi - lo], real[row, : hi - lo] = example.cut.first[lo:hi] - a + 1, True
        for key in ("tags", "measures"):
            whole = getattr(example, key)
            if whole is not None:
                labels[key][row, : hi - lo] = whole[lo:hi]
        if example.tags is not None and hi > lo and example.tags[lo] in (2, 4, 6):
            labels["tags"][row, 0] = example.tags[lo] - 1  # cut in the middle of a span: it begins here
        for key in ("source", "cue", "of"):
            whole = getattr(example, key)
            if whole is not None:
                part = whole[lo:hi].copy()
                far = (part >= 0) & ((part < lo) | (part >= hi))
                part[part >= 0] -= lo
                part[far] = IGNORED
                labels[key][row, : hi - lo] = part
        for s, e, held in example.statements or ():
            if s >= lo and e <= hi:
                said.append((row, s - lo, e - lo, held))
    tensors = {k: torch.from_numpy(v) for k, v in labels.items()}
    mask = torch.from_numpy((ids != 0).astype(np.int64))
    whole = (torch.from_numpy(a) for a in (shapes, first, real))
    return Batch(torch.from_numpy(ids), mask, *whole, own=torch.tensor([e.own for e, _, _ in rows]), sentences=said, **tensors)


def epoch(examples: list[Example], size: int, rng: random.Random, window: int = WINDOW) -> Iterator[list[tuple[Example, int, int]]]:
    """One pass over all windows in random order, in groups of `size`."""
    rows = [row for example in examples for row in cut_windows(example, rng, window)]
    rng.shuffle(rows)
    for k in range(0, len(rows), size):
        yield rows[k : k + size]
