"""Scores made by hand, in place of those of the trained encoder."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from corroborate.model import Document
from corroborate.read.encoder import Encoder, Signs, chain
from corroborate.read.labels import MEASURES, POINTER_SIZE, POINTERS, STATEMENTS, TAGS
from corroborate.read.pieces import pieces

SURE = 9.0


def document(text: str, publisher: str | None = None) -> Document:
    """A text as a report in English."""
    return Document(
        id="d", name="d", text=text, sha256="", media_type="text/plain", received=datetime(2031, 1, 1, tzinfo=UTC), tool="test",
        language="en", publisher=publisher,
    )  # fmt: skip


def signs(
    text: str,
    marks: dict[str, str] | None = None,
    points: dict[tuple[str, str], str] | None = None,
    counting: dict[str, tuple[str, float]] | None = None,
    stating: dict[tuple[str, str], float] | None = None,
) -> Signs:
    """Signs in which words carry the tags of `marks` and point as `points` say; `counting`: word -> its measure and probability,
    `stating`: (word, statement) -> score. All other words are nothing, count nothing and state nothing."""
    cut = pieces(text)
    words = [text[a:b] for a, b in zip(cut.word_starts, cut.word_ends, strict=True)]
    scores = np.full((len(words), len(TAGS)), 0.0, np.float32)
    scores[:, 0] = SURE / 2
    for k, word in enumerate(words):
        if word in (marks or {}):
            scores[k, TAGS.index((marks or {})[word])] = SURE
    held = np.zeros((1 + len(words), 2 * POINTER_SIZE * len(POINTERS)), np.float32)  # nobody, then the words
    for p, name in enumerate(POINTERS):
        query, key = 2 * p * POINTER_SIZE, (2 * p + 1) * POINTER_SIZE
        held[0, key] = 1.0
        for k, word in enumerate(words):
            target = (points or {}).get((name, word))
            held[1 + k, query + (1 + words.index(target) if target else 0)] = 80.0
            if 1 + k < POINTER_SIZE:
                held[1 + k, key + 1 + k] = 1.0
    measures, statements = (np.zeros((len(words), n), np.float32) for n in (1 + len(MEASURES), len(STATEMENTS)))
    measures[:, 0], statements[:] = 1.0, -SURE
    for k, word in enumerate(words):
        if word in (counting or {}):
            measure, chance = (counting or {})[word]
            measures[k, 0], measures[k, 1 + MEASURES.index(measure)] = 1 - chance, chance
        for (at, statement), score in (stating or {}).items():
            if at == word:
                statements[k, STATEMENTS.index(statement)] = score
    return Signs(cut, scores, measures, statements, chain(Encoder.LARGE), (held,), np.zeros(len(words), np.int64), np.zeros(1, np.int64))
