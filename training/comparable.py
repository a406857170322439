"""Fit what the signs weigh by which two counts are held comparable, on labelled cases.

    python training/comparable.py CASES [--write] [--turns 7]

Each labelled case is learned from twice: with its reader's claims, and with what the shipped reader finds of them, so that the weights
fit what they will meet. Cases that are held out are never learned from. Logistic regression (Newton's method, L2), where a case
weighs as the root of its pairs, so that one long case does not rule. Prints the figures of cross-validation by case; --write replaces
the weights in `data/comparable.toml`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
import gold

import corroborate
from corroborate.model import Claim, Document
from corroborate.read import read
from corroborate.reconcile.incidents import incidents
from corroborate.reconcile.linkage import linked
from corroborate.reconcile.signs import signs
from corroborate.reconcile.traits import Trait, traits
from corroborate.vocabulary import vocabulary

DATA = Path(corroborate.__file__).parent / "data" / "comparable.toml"
START = "(start)"
NEVER = -6.0
PENALTY = 5.0
"""Weight of the squared coefficients against the sum of the losses."""
LEAST = float(vocabulary("comparable")["least"])
FIXED: dict[str, float] = vocabulary("comparable")["fixed"]


@dataclass
class Measured:
    """The counts of one measure in one case: their signs for each pair, and the question that the labels give each (None: not labelled)."""

    names: list[str]
    signs: np.ndarray  # (n, n, signs)
    asked: list[str | None]

    @property
    def pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """The signs of the labelled pairs, and whether they answer one question."""
        known = np.array([q is not None for q in self.asked])
        a, b = np.nonzero(np.triu(known[:, None] & known[None, :], 1))
        same = np.array([self.asked[i] == self.asked[j] for i, j in zip(a, b, strict=True)], dtype=float)
        return self.signs[a, b], same


def measured(documents: Sequence[Document], claims: Sequence[Claim], asked: dict[str, str]) -> list[Measured]:
    """The counts of a case by measure."""
    documents = sorted(documents, key=lambda d: d.name)
    claims = sorted(claims, key=lambda c: (c.document, c.sentence.start, c.id))
    _, incident_of = incidents(documents, claims)
    by_measure: dict[str, list[Trait]] = {}
    for trait in traits(documents, claims, incident_of):
        by_measure.setdefault(trait.claim.measure, []).append(trait)
    made = []
    for held in by_measure.values():
        found = list(signs(held))
        made.append(Measured([n for n, _ in found], np.stack([p for _, p in found], axis=-1), [asked.get(t.claim.id) for t in held]))
    return made


def own(folder: Path) -> tuple[list[Document], list[Claim], dict[str, str]]:
    """A case as the shipped reader reads it, with the labels' question of each count that the labels have too."""
    documents = gold.documents(folder)
    claims = [c for d in documents for c in read(d).claims]
    name = {d.id: d.name for d in documents}
    told = [c for c in gold.gold(folder)["claims"] if c["value"]]
    met = []
    for c in claims:
        for g in told:
            if c.value and g["report"] == name[c.document] and g["measure"] == c.measure:
                size = min(c.value.end, g["value"]["end"]) - max(c.value.start, g["value"]["start"])
                met += [(-size, g["id"], c.id, g["question"])] if size > 0 else []
    asked: dict[str, str] = {}
    taken: set[str] = set()
    for _, g, c, question in sorted(met):
        if g not in taken and c not in asked:
            taken.add(g)
            asked[c] = question
    return documents, claims, asked


def fit(cases: Sequence[Sequence[Measured]]) -> dict[str, float]:
    """The weight of each sign."""
    names = sorted({n for case in cases for m in case for n in m.names if n not in FIXED})
    place = {n: k + 1 for k, n in enumerate(names)}
    rows, given, same, weigh = [], [], [], []
    for case in cases:
        held = [(m.names, *m.pairs) for m in case]
        total = sum(len(y) for _, _, y in held)
        for found, x, y in held:
            wide = np.zeros((len(y), len(names) + 1))
            wide[:, 0] = 1
            wide[:, [place[n] for n in found if n in place]] = x[:, [n in place for n in found]]
            rows.append(wide)
            given.append(x @ np.array([FIXED.get(n, 0.0) for n in found]))
            same.append(y)
            weigh.append(np.full(len(y), 1 / np.sqrt(max(1, total))))
    x, start, y, w = (np.concatenate(held) for held in (rows, given, same, weigh))
    w *= len(w) / w.sum()
    beta = np.zeros(x.shape[1])
    ridge = np.full(len(beta), PENALTY)
    ridge[0] = 0.0
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ beta + start)))
        slope = x.T @ (w * (y - p)) - ridge * beta
        bend = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(ridge) + 1e-9 * np.eye(len(beta))
        step = np.linalg.solve(bend, slope)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return {START: float(beta[0])} | {n: float(beta[k]) for n, k in place.items()}


def score(cases: Sequence[Sequence[Measured]], weights: dict[str, float], lost: Sequence[int]) -> Counter[str]:
    """Pairs put together, together in the labels, and both; `lost` are labelled pairs that no measure holds."""
    n: Counter[str] = Counter(gold=sum(lost))
    for case in cases:
        for m in case:
            each = np.array([FIXED.get(name, weights.get(name, 0.0)) for name in m.names])
            total = np.clip(weights[START] + m.signs @ each, NEVER, -NEVER)
            root = linked(total, LEAST)
            known = np.array([q is not None for q in m.asked])
            a, b = np.nonzero(np.triu(known[:, None] & known[None, :], 1))
            together = root[a] == root[b]
            same = np.array([m.asked[i] == m.asked[j] for i, j in zip(a, b, strict=True)], dtype=bool)
            n.update(got=int(together.sum()), gold=int(same.sum()), both=int((together & same).sum()))
    return n


def f1(n: Counter[str]) -> str:
    """Pairs as F1, precision, recall."""
    return f"{2 * n['both'] / (n['got'] + n['gold']):.3f} (precision {n['both'] / n['got']:.3f}, recall {n['both'] / n['gold']:.3f})"


def write(weights: dict[str, float]) -> None:
    """Replace the weights in the data file, by their parts."""
    head = re.split(r"^\[weights\.", DATA.read_text(encoding="utf-8"), flags=re.MULTILINE)[0]
    head = re.sub(r"^start = .*$", f"start = {weights[START]:.2f}", head, flags=re.MULTILINE)
    lines: list[str] = []
    part = ""
    for name in sorted(n for n in weights if n != START):
        before, _, rest = name.partition(".")
        if before != part:
            lines += ["", f'[weights."{before}"]'] if lines else [f'[weights."{before}"]']
            part = before
        lines.append(f'"{rest}" = {weights[name]:.2f}')
    DATA.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--turns", type=int, default=7)
    args = parser.parse_args()
    for part in ("train", "dev"):
        folders = gold.cases(args.cases, part)
        told = [measured(*gold.claims(f)[:3]) for f in folders]
        read_by_us = [measured(*own(f)) for f in folders]
        if part == "train":
            learned = list(zip(told, read_by_us, strict=True))
            shares: list[Counter[str]] = [Counter(), Counter()]
            for turn in range(args.turns):
                weights = fit([m for k, both in enumerate(learned) if k % args.turns != turn for m in both])
                for which, total in enumerate(shares):
                    total.update(score([both[which] for k, both in enumerate(learned) if k % args.turns == turn], weights, []))
            print("cross-validated: labels' claims", f1(shares[0]), "| our reading", f1(shares[1]))
            weights = fit([m for both in learned for m in both])
            if args.write:
                write(weights)
        else:
            print("held out: labels' claims", f1(score(told, weights, [])), "| our reading", f1(score(read_by_us, weights, [])))


if __name__ == "__main__":
    main()
