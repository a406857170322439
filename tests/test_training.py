"""What the reader is trained on can be used as it is said to be; training itself is not run here (training/README.md)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from corroborate.read.labels import MEASURES, STATEMENTS

TRAINING = Path(__file__).parent.parent / "training"
INVENTED = sorted((TRAINING / "invented").glob("*.txt"))
LABEL = re.compile(r"\{([^{}|]*)\|([a-z_]+)\|([^{}|]*)(?:\|([^{}]*))?\}")
FLAGS = {"background", "part", "denied", "hypothetical"}


@pytest.mark.parametrize("path", INVENTED, ids=[p.stem for p in INVENTED])
def test_every_label_of_an_invented_report_is_one_and_its_speaker_is_printed(path: Path) -> None:
    for report in path.read_text(encoding="utf-8").split("====="):
        plain = LABEL.sub(lambda m: m[1], report)
        assert not set("{}|") & set(plain), "a label that cannot be read"
        printed = " ".join(plain.split()).lower()
        for words, measure, speaker, flags in LABEL.findall(report):
            assert measure in (MEASURES if words else STATEMENTS), (words, measure)
            assert speaker in ("", "-") or " ".join(speaker.split()).lower() in printed, speaker
            assert {f.strip() for f in flags.split(",") if f.strip()} <= FLAGS, flags
            assert len(words) <= 60


def test_labels_on_others_texts_are_offsets_and_hashes_alone() -> None:
    seen = set()
    for line in (TRAINING / "labels" / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        seen.add(row["id"])
        assert set(row) == {"id", "sha256", "published", "claims"} and re.fullmatch(r"[0-9a-f]{64}", row["sha256"])
        for claim in row["claims"]:
            assert claim["measure"] in MEASURES + STATEMENTS
            spans = [claim["at"], *(v for k, v in claim.items() if k in ("speaker", "who") and v != "lost"), *claim.get("via", ())]
            assert all(isinstance(n, int) for s in spans for n in s) and all(0 <= a < b for a, b in spans)
            assert not [v for k, v in claim.items() if isinstance(v, str) and k not in ("measure", "flags") and v != "lost"]
    assert len(seen) > 300


def test_a_makefile_target_trains_it() -> None:
    assert "reader:" in (TRAINING.parent / "Makefile").read_text(encoding="utf-8")
