"""Score origins alone: gold's claims and questions go in, our code says what goes back to one utterance.

    python bench/origins.py ROOT [--part all|train|dev] [--rules] [--show] [--only NAME]

Prints B-cubed precision and recall, and with `--rules` for each rule its edges, how many of them join two of gold's origins, and
what would be lost without the rule. `--show` lists every false join and false split of the train part; of other parts it never
prints a claim.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import gold

from corroborate.model import Claim, Document, Edge, Strength
from corroborate.reconcile.incidents import incidents
from corroborate.reconcile.origins import dependence, origins


@dataclass(frozen=True)
class Judged:
    """One case with gold's origins and the edges that we find."""

    name: str
    documents: list[Document]
    claims: list[Claim]
    question_of: dict[str, str]
    gold_of: dict[str, str]
    edges: list[Edge]

    @property
    def counted(self) -> list[Claim]:
        """The claims that the scorer asks about: with a value, in a question that more than one of them answers."""
        asked = Counter(self.question_of[c.id] for c in self.claims if c.value)
        return [c for c in self.claims if c.value and asked[self.question_of[c.id]] > 1]

    def origin_of(self, without: str = "") -> dict[str, str]:
        """Our origin of each claim, the edges of one rule left out."""
        return origins(self.documents, self.claims, [e for e in self.edges if e.rule != without])[1]


def judge(folder: Path) -> Judged:
    """Run one case."""
    documents, claims, question_of, gold_of = gold.claims(folder)
    documents.sort(key=lambda d: d.name)
    claims.sort(key=lambda c: (c.document, c.sentence.start, c.id))
    _, incident_of = incidents(documents, claims)
    return Judged(folder.name, documents, claims, question_of, gold_of, dependence(documents, claims, question_of, incident_of))


def b_cubed(cases: Sequence[Judged], without: str = "") -> tuple[float, float, float]:
    """Precision, recall and F1 over all counted claims, pooled as the scorer pools them."""
    n, precision, recall = 0, 0.0, 0.0
    for case in cases:
        ours, ids = case.origin_of(without), [c.id for c in case.counted]
        for a in ids:
            theirs = {b for b in ids if case.gold_of[b] == case.gold_of[a]}
            mine = {b for b in ids if ours[b] == ours[a]}
            n, precision, recall = n + 1, precision + len(theirs & mine) / len(mine), recall + len(theirs & mine) / len(theirs)
    p, r = precision / n, recall / n
    return p, r, 2 * p * r / (p + r)


def told(claim: Claim, case: Judged) -> str:
    """A claim in one line."""
    name = next(d.name for d in case.documents if d.id == claim.document)
    speaker = f"{claim.speaker.name} [{claim.speaker.kind}]" if claim.speaker else "-"
    via = " via " + ", ".join(s.name for s in claim.via) if claim.via else ""
    value = claim.value.text if claim.value else "-"
    return f"{claim.id} {name} {'H ' * claim.headline}{case.question_of[claim.id]} {claim.measure} {value!r} <{speaker}{via}>"


def false_joins(case: Judged) -> Iterator[Edge]:
    """Edges between two of gold's origins that count as a join."""
    return (e for e in case.edges if e.strength is not Strength.POSSIBLE and case.gold_of[e.a] != case.gold_of[e.b])


def false_splits(case: Judged) -> dict[tuple[str, ...], list[Claim]]:
    """Gold's origins that we cut, by our pieces."""
    ours = case.origin_of()
    held: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in case.counted:
        held[case.gold_of[claim.id]][ours[claim.id]].append(claim)
    return {(o, *sorted(pieces)): [p[0] for p in pieces.values()] for o, pieces in held.items() if len(pieces) > 1}


def show(root: Path, cases: Sequence[Judged]) -> None:
    """Every disagreement of train cases, for a person to read."""
    for case in (c for c in cases if not gold.is_dev(c.name)):
        by_id = {c.id: c for c in case.claims}
        who = {o["id"]: o["who"] for o in gold.gold(root / case.name)["origins"]}
        print(f"== {case.name}")
        for edge in false_joins(case):
            print(f"  JOIN {edge.rule}\n     {told(by_id[edge.a], case)}  = {who[case.gold_of[edge.a]]}")
            print(f"     {told(by_id[edge.b], case)}  = {who[case.gold_of[edge.b]]}")
        for (origin, *_), pieces in false_splits(case).items():
            print(f"  SPLIT {origin} {who[origin]}")
            for claim in pieces:
                print(f"     {told(claim, case)}")


def by_rule(cases: Sequence[Judged]) -> None:
    """For each rule its edges, the false ones, and F1 without it."""
    edges: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for case in cases:
        edges.update(e.rule for e in case.edges if e.strength is not Strength.POSSIBLE)
        false.update(e.rule for e in false_joins(case))
    for rule, count in sorted(edges.items()):
        p, r, f = b_cubed(cases, rule)
        print(f"{rule:22} edges {count:4}  false {false[rule]:3}   without it: precision {p:.4f} recall {r:.4f} f1 {f:.4f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path)
    parser.add_argument("--part", default="train", choices=["all", "train", "dev"])
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    cases = [judge(f) for f in gold.cases(args.root, args.part) if args.only in f.name]
    p, r, f = b_cubed(cases)
    splits = sum(len(false_splits(c)) for c in cases)
    joins = sum(len(list(false_joins(c))) for c in cases)
    print(f"b-cubed precision {p:.4f}  recall {r:.4f}  f1 {f:.4f}   false joins {joins} edges, origins split {splits}")
    if args.rules:
        by_rule(cases)
    if args.show:
        show(args.root, cases)
    return 0


if __name__ == "__main__":
    sys.exit(main())
