"""Attributions as the encoder marks them: which words are a source, a cue, a content, and which belong together."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.read.encoder import Signs, Words
from corroborate.read.labels import TAGS

LONGEST_LINE = 150
"""Words that are decoded at once; a longer line is cut behind a full stop."""

FAR, BESIDE = 60, 2
"""Words between a content and its cue, or a cue and its source, at most; and between two that stand beside each other."""
NOTHING = 0.25
"""What a vote for no link counts: a span that is marked at all mostly belongs to something."""

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution, as half-open runs of words; `source` or `cue` may be missing, `content` may be in parts."""

    source: Run | None
    cue: Run | None
    content: tuple[Run, ...]


def marked(signs: Signs, text: str) -> dict[str, list[Run]]:
    """The runs of words that are a source, a cue or a content."""
    found: dict[str, list[Run]] = {"source": [], "cue": [], "content": []}
    for kind, run in _runs(tags(signs, text)):
        found[kind].append(run)
    return found


def told(signs: Signs, runs: dict[str, list[Run]]) -> list[Told]:
    """The attributions that marked runs make, in the order of their first words.

    The pointers say what belongs together; what is marked and stands right beside each other belongs together too, if nothing else claims
    it, and what lies far apart does not.
    """
    cues, sources, contents = runs["cue"], runs["source"], runs["content"]
    lines = signs.cut.lines
    cue_of = _near(lines, contents, cues, _linked(signs, "word>cue", contents, cues))
    source_of = _near(lines, cues, sources, _linked(signs, "cue>source", [(a, a + 1) for a, _ in cues], sources))
    by = _linked(signs, "word>source", contents, sources)
    joined: dict[Run, list[int]] = {}
    made = []
    for k, (content, cue, source) in enumerate(zip(contents, cue_of, by, strict=True)):
        if cue is not None:
            joined.setdefault(cue, []).append(k)
        elif source is not None:
            made.append(Told(source, None, (content,)))
    for cue, source in zip(cues, source_of, strict=True):
        parts = joined.get(cue, [])
        if parts:
            found = source or next((by[k] for k in parts if by[k] is not None), None)
            made.append(Told(found, cue, tuple(contents[k] for k in parts)))
    return sorted(made, key=lambda t: min(r for r in (t.source, t.cue, *t.content) if r))


def _near(lines: Words, of: list[Run], to: list[Run], linked: list[Run | None]) -> list[Run | None]:
    """Links corrected by what stands beside: none over more than FAR words; a free one within BESIDE words in the same line comes first."""
    kept = [t if t is not None and _gap(r, t) <= FAR else None for r, t in zip(of, linked, strict=True)]
    kept = [t if t is not None else _beside(lines, r, to) for r, t in zip(of, kept, strict=True)]
    free = [t for t in to if t not in kept]
    for k, run in enumerate(of):
        beside = _beside(lines, run, free)
        now = kept[k]
        if beside is not None and (now is None or _gap(run, beside) < _gap(run, now)):
            kept[k] = beside
            free.remove(beside)
    return kept


def _beside(lines: Words, run: Run, to: list[Run]) -> Run | None:
    near = [t for t in to if _gap(run, t) <= BESIDE and lines[t[0]] == lines[run[0]]]
    return min(near, key=lambda t: _gap(run, t), default=None)


def _gap(a: Run, b: Run) -> int:
    return max(b[0] - a[1], a[0] - b[1])


def _linked(signs: Signs, pointer: str, of: list[Run], to: list[Run]) -> list[Run | None]:
    """For each run the one of `to` that most of its words point to, None where most point to nothing."""
    if not of:
        return []
    words = np.concatenate([np.arange(a, b) for a, b in of])
    targets, chances = signs.pointed(pointer, words)
    owner = np.full(len(signs.cut.first) + 1, -1, np.int64)
    for k, (a, b) in enumerate(to):
        owner[a:b] = k
    met = np.where(targets >= 0, owner[targets], -1)
    made: list[Run | None] = []
    at = 0
    for a, b in of:
        votes: defaultdict[int, float] = defaultdict(float)
        for k in range(at, at + b - a):
            votes[int(met[k])] += float(chances[k]) * (NOTHING if met[k] < 0 else 1.0)
        at += b - a
        best = max(votes, key=lambda v: votes[v])
        made.append(to[best] if best >= 0 else None)
    return made


def tags(signs: Signs, text: str) -> NDArray[np.int8]:
    """The best tags of a report's words, line by line: no span runs over the end of a line."""
    moves, begins = signs.chain
    blocks = _blocks(signs, text)
    if not blocks:
        return np.zeros(0, np.int8)
    longest = max(b - a for a, b in blocks)
    scores = np.zeros((longest, len(blocks), len(TAGS)), np.float32)
    for k, (a, b) in enumerate(blocks):
        scores[: b - a, k] = signs.tags[a:b]
    back = np.zeros(scores.shape, np.int8)
    lengths = np.array([b - a for a, b in blocks])
    alpha = begins + scores[0]
    for t in range(1, longest):
        reach = alpha[:, :, None] + moves
        back[t] = reach.argmax(1)
        alpha = np.where((t < lengths)[:, None], reach.max(1) + scores[t], alpha)
    best = np.zeros(len(signs.cut.first), np.int8)
    for k, (a, b) in enumerate(blocks):
        tag = int(alpha[k].argmax())
        for t in range(b - a - 1, -1, -1):
            best[a + t] = tag
            tag = int(back[t, k, tag])
    return best


def _blocks(signs: Signs, text: str) -> list[Run]:
    lines = signs.cut.lines
    if not len(lines):
        return []
    edges = [0, *(np.flatnonzero(np.diff(lines)) + 1).tolist(), len(lines)]
    made = []
    for a, b in itertools.pairwise(edges):
        while b - a > LONGEST_LINE:
            cut = next((k for k in range(a + LONGEST_LINE - 1, a + LONGEST_LINE // 2, -1) if text[signs.cut.word_starts[k]] == "."), None)
            stop = cut + 1 if cut is not None else a + LONGEST_LINE
            made.append((a, stop))
            a = stop
        made.append((a, b))
    return made


def _runs(best: NDArray[np.int8]) -> list[tuple[str, Run]]:
    made: list[tuple[str, Run]] = []
    start = -1
    for k, tag in enumerate([*best.tolist(), 0]):
        if start >= 0 and (tag == 0 or TAGS[tag][0] == "B"):
            made.append((TAGS[best[start]][2:], (start, k)))
            start = -1
        if tag and TAGS[tag][0] == "B":
            start = k
    return made
