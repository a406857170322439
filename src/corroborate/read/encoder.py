"""The trained encoder, run once over a report: what it scores for each word. The only module that runs a model."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import CorroborateError
from corroborate.read.labels import MEASURES, POINTER_SIZE, POINTERS, STATEMENTS, TAGS
from corroborate.read.pieces import WINDOW, Pieces, pieces, windows

STRIDE = 192
"""Pieces from one window to the next; what two windows share is taken from the one in which it stands further from the edge."""
ROWS = 16
"""Rows of a product of matrices at once: few enough that the library does not spread it over threads, which costs more than it brings."""
_CLS, _SEP = 101, 102
_SIZES = (len(TAGS), 1 + len(MEASURES), len(STATEMENTS))

FOLDER = resources.files("corroborate") / "data" / "encoder"
Floats = NDArray[np.float32]
Words = NDArray[np.int64]


class InferenceSession(Protocol):
    """What is asked of a model: outputs for named inputs."""

    def run(self, outputs: None, inputs: dict[str, Words]) -> list[Floats]: ...


@dataclass(frozen=True, slots=True)
class Signs:
    """What the encoder sees in a report, a row a word: scores of TAGS, probabilities of nothing and MEASURES, scores of STATEMENTS."""

    cut: Pieces
    tags: Floats
    measures: Floats
    statements: Floats
    _points: tuple[Floats, ...]  # of each window: the vectors of nobody and of its words
    _window: Words  # the window that each word is taken from
    _first: Words  # the first word of each window

    def pointed(self, pointer: str, words: Words) -> tuple[Words, Floats]:
        """For each of some words the word that it points to (-1: none) and with what probability."""
        at = 2 * POINTERS.index(pointer) * POINTER_SIZE
        query, key = slice(at, at + POINTER_SIZE), slice(at + POINTER_SIZE, at + 2 * POINTER_SIZE)
        targets, chances = np.full(len(words), -1, np.int64), np.zeros(len(words), np.float32)
        held = self._window[words]
        for window in np.unique(held):
            rows = np.flatnonzero(held == window)
            points, first = self._points[window], self._first[window]  # one window's vectors alone are of one piece
            asked, keys = points[words[rows] - first + 1, query], np.ascontiguousarray(points[:, key].T)
            reach = np.concatenate([asked[k : k + ROWS] @ keys for k in range(0, len(rows), ROWS)]) / 8.0
            best = reach.argmax(1)
            chances[rows] = 1.0 / np.exp(reach - reach.max(1, keepdims=True)).sum(1)
            targets[rows] = np.where(best > 0, best - 1 + first, -1)
        return targets, chances

    def words(self, start: int, end: int) -> slice:
        """The words that overlap the characters `[start, end)`."""
        first = int(np.searchsorted(self.cut.word_ends, start, "right"))
        return slice(first, int(np.searchsorted(self.cut.word_starts, end, "left")))


@cache
def shipped() -> dict[str, Any]:
    """What ships beside the model: its version and the scores of moving from tag to tag."""
    made: dict[str, Any] = json.loads((FOLDER / "chain.json").read_text(encoding="utf-8"))
    return made


def encoder_version() -> str:
    """The first digits of the model file's hash."""
    return str(shipped()["version"])


@cache
def session() -> InferenceSession:
    """The shipped model, on one thread (reports are spread over processes); CorroborateError where it cannot run."""
    try:
        import onnxruntime as ort  # slow to load, and not there at all on some machines

        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return cast(InferenceSession, ort.InferenceSession((FOLDER / "reader.onnx").read_bytes(), options, ["CPUExecutionProvider"]))
    except Exception as error:  # the runtime's own errors have no base but this one
        hint = "read by rules alone: corroborate run ... --reader rules"
        raise CorroborateError(f"the trained reader cannot run on this machine ({type(error).__name__})", "reading", hint) from error


def encode(text: str, model: InferenceSession | None = None, stride: int = STRIDE) -> Signs:
    """Read a text with the encoder, window by window."""
    model, cut = model or session(), pieces(text)
    count = len(cut.first)
    spans = windows(len(cut.ids), stride)
    depth = np.full(count, -1, np.int64)
    scores, held, starts = np.zeros((count, sum(_SIZES)), np.float32), np.zeros(count, np.int64), np.zeros(len(spans), np.int64)
    points = []
    for k, (start, end) in enumerate(spans):
        made, pointed = model.run(None, _inputs(cut, start, end))
        first, last = (int(np.searchsorted(cut.first, edge)) for edge in (start, end))
        at = cut.first[first:last] - start
        inner = np.minimum(at if start else np.full_like(at, WINDOW), (end - start - at) if end < len(cut.ids) else WINDOW)
        better = inner > depth[first:last]
        rows, pieces_ = first + np.flatnonzero(better), at[better] + 1
        depth[rows], scores[rows], held[rows], starts[k] = inner[better], made[0, pieces_], k, first
        points.append(pointed[0, np.concatenate([[0], at + 1])])
    tags, measures, statements = np.split(scores, np.cumsum(_SIZES)[:-1], axis=1)
    likely = np.exp(measures - measures.max(1, keepdims=True)) if count else measures
    return Signs(cut, tags, likely / likely.sum(1, keepdims=True), statements, tuple(points), held, starts)


def _inputs(cut: Pieces, start: int, end: int) -> dict[str, Words]:
    ids = np.concatenate([[_CLS], cut.ids[start:end], [_SEP]])[None]
    shapes = np.concatenate([[0], cut.shapes[start:end], [0]])[None]
    return {"ids": ids, "mask": np.ones_like(ids), "shapes": shapes}
