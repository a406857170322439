"""Score the reader and the reconciler on labelled cases.

    python bench/cases.py ROOT [--part all|train|dev] [--reader encoder|fast|rules] [--gold-claims] [--out DIR] [--only NAME]
        [--score PATH/score.py]

With --gold-claims the reader is left out: gold's claims go in, without their questions and origins.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import gold

from corroborate.model import Case, Reconciliation
from corroborate.read import Reader, read
from corroborate.reconcile import reconcile
from corroborate.report.record import record


def run(folder: Path, gold_claims: bool, reader: Reader) -> dict:
    """The record of one case."""
    if gold_claims:
        documents, claims, _, _ = gold.claims(folder)
    else:
        documents = gold.documents(folder)
        claims = [c for d in documents for c in read(d, reader).claims]
    outcome: Reconciliation = reconcile(documents, claims)
    case = Case(folder.name, tuple(documents), tuple(claims), (), outcome, (), {})
    return record(case)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path)
    parser.add_argument("--part", default="all", choices=["all", "train", "dev"])
    parser.add_argument("--reader", type=Reader, default=Reader.ENCODER, choices=list(Reader))
    parser.add_argument("--gold-claims", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only")
    parser.add_argument("--score", type=Path)
    args = parser.parse_args()
    score = args.score or args.root.resolve().parent / "score" / "score.py"
    out = args.out or Path(tempfile.mkdtemp())
    out.mkdir(parents=True, exist_ok=True)
    root = Path(tempfile.mkdtemp())
    for folder in gold.cases(args.root, args.part):
        if args.only and args.only not in folder.name:
            continue
        (root / folder.name).symlink_to(folder.resolve())
        made = run(folder, args.gold_claims, args.reader)
        (out / f"{folder.name}.json").write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    done = subprocess.run([sys.executable, str(score), "--all", str(root), str(out)], check=False)
    shutil.rmtree(root)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
