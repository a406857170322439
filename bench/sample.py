"""Claims drawn at random from a folder of reports, each with its sentence and what stands round it, for a person to judge.

    python bench/sample.py FOLDER [--claims N] [--seed N] [--reader encoder|fast|rules]

FOLDER holds texts (*.txt); a first line `published: YYYY-MM-DD` tells the day. Judge every field: what is counted, the value with its
bound, who says it and through whom, the place, the day it holds for, whether it is denied or hypothetical.
"""

from __future__ import annotations

import argparse
import random
from datetime import date
from pathlib import Path

import gold

from corroborate.model import Claim, Document
from corroborate.read.claims import Reader, read

AROUND = 350


def document(path: Path) -> Document:
    """A text as a report."""
    text = path.read_text(encoding="utf-8")
    published = None
    if text.startswith("published: "):
        first, _, text = text.partition("\n")
        published = date.fromisoformat(first.removeprefix("published: ").strip())
    return gold.report(path.stem, text, published)


def shown(number: int, told: Document, claim: Claim) -> str:
    """One claim for the judge."""
    at = claim.sentence
    value = f"{claim.value.text!r} = {claim.amount}" if claim.value else f"about: {claim.about}"
    rows = {
        "measure": claim.measure, "value": value, "who is counted": claim.population, "speaker": claim.speaker and claim.speaker.name,
        "via": " > ".join(s.name for s in claim.via), "place": claim.place and f"{claim.place.name} ({claim.place.country})",
        "facility": claim.facility, "as of": claim.as_of, "commitment": claim.commitment, "polarity": claim.polarity,
        "background": claim.background, "flags": ", ".join(claim.flags),
    }  # fmt: skip
    fields = "\n".join(f"  {k}: {v}" for k, v in rows.items())
    before, after = told.text[max(0, at.start - AROUND) : at.start], told.text[at.end : at.end + AROUND // 2]
    around = f"  before: ...{before}\n  SENTENCE: {at.text}\n  after: {after}...\n"
    return f"## {number}. {told.name}, published {told.published}\n{fields}\n{around}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", type=Reader, default=Reader.ENCODER, choices=list(Reader))
    args = parser.parse_args()
    found = [(d, c) for d in map(document, sorted(args.folder.glob("*.txt"))) for c in read(d, args.reader).claims]
    found = [(d, c) for d, c in found if not c.measure.startswith("ours:")]
    drawn = random.Random(args.seed).sample(found, min(args.claims, len(found)))  # noqa: S311 - a sample, no secret
    for number, (told, claim) in enumerate(drawn, 1):
        print(shown(number, told, claim))


if __name__ == "__main__":
    main()
