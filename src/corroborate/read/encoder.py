"""The trained encoder, run once over a report: what it scores for each word. The only module that runs a model."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import CorroborateError
from corroborate.read.labels import MEASURES, POINTER_SIZE, POINTERS, STATEMENTS, TAGS
from corroborate.read.pieces import WINDOW, Pieces, pieces, windows

ROWS = 16
"""Rows of a product of matrices at once: few enough that the library does not spread it over threads, which costs more than it brings."""
_CLS, _SEP = 101, 102
_SIZES = (len(TAGS), 1 + len(MEASURES), len(STATEMENTS))

FOLDER = resources.files("corroborate") / "data" / "encoder"
Floats = NDArray[np.float32]
Words = NDArray[np.int64]


class Encoder(StrEnum):
    """The models that ship, by the names of their files: the whole one, and a small one that reads words' embeddings out of the whole's."""

    LARGE = "reader"
    SMALL = "fast"

    @property
    def window(self) -> tuple[int, int]:
        """Pieces that are read at once at most, and how many of them two windows share at least."""
        return (WINDOW, 62) if self is Encoder.LARGE else (126, 24)


class InferenceSession(Protocol):
    """What is asked of a model: outputs for named inputs."""

    def run(self, outputs: None, inputs: dict[str, Words], /) -> list[Floats]: ...


@dataclass(frozen=True, slots=True)
class Signs:
    """What the encoder sees in a report, a row a word: scores of TAGS, probabilities of nothing and MEASURES, scores of STATEMENTS."""

    cut: Pieces
    tags: Floats
    measures: Floats
    statements: Floats
    chain: tuple[Floats, Floats]
    """Scores of moving from tag to tag, and of beginning with one."""
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
def _beside(encoder: Encoder) -> dict[str, Any]:
    """What ships beside a model: its version and the scores of moving from tag to tag."""
    made: dict[str, Any] = json.loads((FOLDER / f"{encoder}.json").read_text(encoding="utf-8"))
    return made


@cache
def chain(encoder: Encoder) -> tuple[Floats, Floats]:
    """Scores of moving from tag to tag, and of beginning with one, as they were learned with a model."""
    held = _beside(encoder)
    return np.array(held["moves"], np.float32), np.array(held["begins"], np.float32)


def encoder_version(encoder: Encoder = Encoder.LARGE) -> str:
    """The first digits of the hash of a model's file."""
    return str(_beside(encoder)["version"])


@cache
def session(encoder: Encoder = Encoder.LARGE) -> InferenceSession:
    """A shipped model, on one thread (reports are spread over processes); CorroborateError where it cannot run."""
    try:
        import onnxruntime as ort  # slow to load, and not there at all on some machines

        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        with resources.as_file(FOLDER) as folder:  # the small model's file points into the large one's, beside it
            return cast(InferenceSession, ort.InferenceSession(str(folder / f"{encoder}.onnx"), options, ["CPUExecutionProvider"]))
    except Exception as error:  # the runtime's own errors have no base but this one
        hint = "read by rules alone: corroborate run ... --reader rules"
        raise CorroborateError(f"the trained reader cannot run on this machine ({type(error).__name__})", "reading", hint) from error


def encode(text: str, encoder: Encoder = Encoder.LARGE) -> Signs:
    """Read a text with an encoder, window by window; each word is taken from the window in which it stands further from the edge."""
    model, cut = session(encoder), pieces(text)
    count, ends = len(cut.first), len(cut.ids)
    spans = windows(ends, *encoder.window)
    depth = np.full(count, -1, np.int64)
    scores, held, starts = np.zeros((count, sum(_SIZES)), np.float32), np.zeros(count, np.int64), np.zeros(len(spans), np.int64)
    points = []
    for k, (start, end) in enumerate(spans):
        (said,) = model.run(None, _inputs(cut, start, end))
        first, last = (int(np.searchsorted(cut.first, edge)) for edge in (start, end))
        at = cut.first[first:last] - start
        inner = np.minimum(at if start else np.full_like(at, ends), (end - start - at) if end < ends else ends)
        better = inner > depth[first:last]
        rows, pieces_ = first + np.flatnonzero(better), at[better] + 1
        depth[rows], scores[rows], held[rows], starts[k] = inner[better], said[pieces_, : sum(_SIZES)], k, first
        points.append(said[np.concatenate([[0], at + 1]), sum(_SIZES) :])
    tags, measures, statements = np.split(scores, np.cumsum(_SIZES)[:-1], axis=1)
    likely = np.exp(measures - measures.max(1, keepdims=True)) if count else measures
    likely = likely / likely.sum(1, keepdims=True)
    return Signs(cut, tags, likely, statements, chain(encoder), tuple(points), held, starts)


def _inputs(cut: Pieces, start: int, end: int) -> dict[str, Words]:
    return {"ids": np.concatenate([[_CLS], cut.ids[start:end], [_SEP]]), "shapes": np.concatenate([[0], cut.shapes[start:end], [0]])}
