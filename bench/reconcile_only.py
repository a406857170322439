"""Score relations and findings alone: gold's claims go in with gold's questions and origins.

    python bench/reconcile_only.py ROOT [--part all|train|dev] [--half a|b] [--only NAME] [--out DIR] [--full]

`--half` takes every other case, so that a rule can be written on one half and looked at on the other.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import gold

from corroborate.model import Case, Claim, Edge, Origin, Question, Reconciliation, Strength
from corroborate.reconcile.findings import findings
from corroborate.reconcile.relations import relations
from corroborate.report.record import record

SHOWN = ("relations", "findings", "corroborated")


def asked(folder: Path) -> list[Question]:
    """Gold's questions."""
    rows = gold.gold(folder)["questions"]
    return [Question(q["id"], q["measure"], None, q["population"], q["place"], q["event"], q["period"]) for q in rows]


def sources(folder: Path, claims: list[Claim], origin_of: dict[str, str]) -> list[Origin]:
    """Gold's origins; attributed if any of its claims names a speaker, not only an agency on the way."""
    speaks = {c["origin"] for c in gold.gold(folder)["claims"] if c["speaker"]}
    held = {o["id"]: tuple(c.id for c in claims if origin_of[c.id] == o["id"]) for o in gold.gold(folder)["origins"]}
    return [Origin(o["id"], o["who"], o["how"], held[o["id"]], o["id"] in speaks) for o in gold.gold(folder)["origins"] if held[o["id"]]]


def edges(origins: list[Origin]) -> list[Edge]:
    """Gold's origins as evidence: all claims of one origin are certainly joined, nothing else is known."""
    return [Edge(a, b, Strength.CERTAIN, "gold", "") for o in origins for a, b in zip(o.claims, o.claims[1:], strict=False)]


def run(folder: Path) -> dict[str, Any]:
    """The record of one case."""
    documents, claims, question_of, origin_of = gold.claims(folder)
    questions, origins = asked(folder), sources(folder, claims, origin_of)
    related = relations(documents, claims, question_of, origins)
    found = findings(documents, claims, questions, question_of, origins, edges(origins), related)
    outcome = Reconciliation(tuple(questions), tuple(origins), (), tuple(related), tuple(found), question_of, origin_of)
    return record(Case(folder.name, tuple(documents), tuple(claims), (), outcome, (), {}))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path)
    parser.add_argument("--part", default="train", choices=["all", "train", "dev"])
    parser.add_argument("--half", choices=["a", "b"])
    parser.add_argument("--only")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--full", action="store_true", help="every figure and every case")
    args = parser.parse_args()
    out, root = args.out or Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
    out.mkdir(parents=True, exist_ok=True)
    chosen = gold.cases(args.root, args.part)
    if args.half:
        chosen = chosen[0 if args.half == "a" else 1 :: 2]
    for folder in (f for f in chosen if not args.only or args.only in f.name):
        (root / folder.name).symlink_to(folder.resolve())
        (out / f"{folder.name}.json").write_text(json.dumps(run(folder), ensure_ascii=False, indent=1), encoding="utf-8")
    score = args.root.resolve().parent / "score" / "score.py"
    done = subprocess.run([sys.executable, str(score), "--all", str(root), str(out), "--json"], check=False, capture_output=True, text=True)
    shutil.rmtree(root)
    result = json.loads(done.stdout)
    for key, value in result["pooled"].items():
        if args.full or key.startswith(SHOWN):
            print(f"{key:28} {value}")
    print(f"faults: {result['faults']}", done.stderr, end="")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
