"""Write the labelled reports that are kept back as cases of one report each, to choose between settings of the reader on.

    python training/kept.py --texts DIR --out DIR     # then: python bench/cases.py DIR --reading

Values are parsed from the labelled words, so that figures of values mean nothing here; nor do questions, origins and findings.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from pathlib import Path

from own import HERE, kept_back, texts

from corroborate.read.amounts import parse
from corroborate.read.labels import MEASURES
from corroborate.read.sentences import sentences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--learned", action="store_true", help="the reports that are learned from instead")
    args = parser.parse_args()
    held = texts(args.texts)
    for line in (HERE / "labels" / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if kept_back(row["id"]) != args.learned and hashlib.sha256(held[row["id"]].encode()).hexdigest() == row["sha256"]:
            write(args.out / row["id"].replace("/", "_").replace(" ", "_"), row, held[row["id"]])


def write(folder: Path, row: dict, text: str) -> None:
    """One report as a case folder with its labels as gold."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1.txt").write_bytes(text.encode())
    with (folder / "reports.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([("file", "publisher", "published"), ("1.txt", "", row["published"] or "")])
    claims = [_claim(k, claim, text) for k, claim in enumerate(row["claims"])]
    gold = {
        "case": folder.name, "reports": [{"file": "1.txt", "publisher": None, "published": row["published"]}],
        "questions": [{"id": "Q"}], "origins": [{"id": c["origin"]} for c in claims], "claims": claims, "relations": [], "findings": [],
    }  # fmt: skip
    (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")


def _claim(k: int, claim: dict, text: str) -> dict:
    start, end = claim["at"]
    inside = next((s for s in sentences(text) if s.start <= start < s.end), None)
    first, last = (inside.start, inside.end) if inside and claim["measure"] in MEASURES else (start, end)
    speaker = claim.get("speaker")
    value = None
    if claim["measure"] in MEASURES:
        amount = parse(text[start:end])
        number = (amount.point, amount.low, amount.high) if amount else (1, 1, 1)
        value = {"start": start, "end": end, "text": text[start:end], "bound": str(amount.bound) if amount else "exact"}
        value |= dict(zip(("point", "low", "high"), number, strict=True))
    return {
        "id": f"1-{k}", "report": "1.txt", "evidence": {"start": first, "end": last, "text": text[first:last]},
        "measure": claim["measure"], "value": value, "as_of": None, "question": "Q", "origin": f"O{k}",
        "speaker": text[slice(*speaker)] if isinstance(speaker, list) else None,
        "via": [text[slice(*v)] for v in claim.get("via", [])],
        "commitment": next((f for f in ("denied", "hypothetical") if f in claim.get("flags", "")), "asserted"),
    }  # fmt: skip


if __name__ == "__main__":
    main()
