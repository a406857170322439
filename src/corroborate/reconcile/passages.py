"""Runs of words that two reports share: a shingle index finds them, alignment over small gaps joins them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corroborate.model import Document, fingerprint
from corroborate.reconcile.words import tokens

SHINGLE = 6
"""Words looked up at once; a copied passage is longer, and changed words cut it into pieces at least this long."""
COPY = 12
"""Equal words that make a passage copied (method.md 2b)."""
GAP = 6
"""Words that a copyist may have changed, left out or put in between two equal pieces."""
CROWD = 12
"""Reports that share one shingle; from there on each is held against the first of them only, so that cost stays linear."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words copied between two documents: half-open offsets in each, and how many words are equal."""

    a: str
    a_start: int
    a_end: int
    b: str
    b_start: int
    b_end: int
    equal: int


@lru_cache(maxsize=256)
def _cut(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple(tokens(text))


def passages(documents: Sequence[Document]) -> list[Passage]:
    """Every passage of at least COPY equal words that two documents share, in order."""
    held: dict[str, list[tuple[int, int]]] = defaultdict(list)
    cut = [_cut(d.text) for d in documents]
    for k, found in enumerate(cut):
        for at in range(len(found) - SHINGLE + 1):
            held[" ".join(w for w, _, _ in found[at : at + SHINGLE])].append((k, at))
    meets: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for places in held.values():
        for x, (k, at) in enumerate(places if len(places) <= CROWD else places[:1]):
            for other, there in places[x + 1 :]:
                if other != k:
                    meets[k, other].append((at, there))
    made = [p for (k, other), pairs in meets.items() for p in _aligned(documents[k], cut[k], documents[other], cut[other], pairs)]
    return sorted(made)


def _aligned(
    a: Document, cut_a: tuple[tuple[str, int, int], ...], b: Document, cut_b: tuple[tuple[str, int, int], ...], pairs: list[tuple[int, int]]
) -> list[Passage]:
    """Join equal shingles of two documents into passages, walking along the diagonal and over small gaps."""
    open_: list[list[int]] = []  # [start a, start b, end a, end b, equal], ends exclusive, in words
    done: list[list[int]] = []
    for at, there in sorted(pairs):
        done += [run for run in open_ if at - run[2] > GAP]
        open_ = [run for run in open_ if at - run[2] <= GAP]
        run = next((r for r in open_ if -SHINGLE <= there - r[3] <= GAP and abs((at - r[2]) - (there - r[3])) <= GAP), None)
        if run is None:
            open_.append([at, there, at + SHINGLE, there + SHINGLE, SHINGLE])
        elif at + SHINGLE > run[2] and there + SHINGLE > run[3]:
            run[4] += min(at + SHINGLE - max(run[2], at), there + SHINGLE - max(run[3], there))
            run[2], run[3] = at + SHINGLE, there + SHINGLE
    return [
        Passage(a.id, cut_a[r[0]][1], cut_a[r[2] - 1][2], b.id, cut_b[r[1]][1], cut_b[r[3] - 1][2], r[4])
        for r in [*done, *open_]
        if r[4] >= COPY
    ]


def marks(text: str, length: int = 24, keep: int = 61) -> frozenset[str]:
    """Hashes of a sample of the text's long runs; two texts that share one share copy. Chosen by content, so position is free."""
    cut = _cut(text)
    found = (fingerprint(" ".join(w for w, _, _ in cut[at : at + length]), length=16) for at in range(len(cut) - length + 1))
    return frozenset(h for h in found if int(h, 16) % keep == 0)
