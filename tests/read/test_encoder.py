"""The shipped model: what it decodes to is what the trained one said, wherever it runs; it reads what rules alone do not."""

from __future__ import annotations

import builtins
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corroborate.errors import CorroborateError
from corroborate.read import encoder
from corroborate.read.encoder import _SIZES, FOLDER, Encoder, _inputs, encode, encoder_version, session
from corroborate.read.heard import Heard
from corroborate.read.labels import MEASURES, STATEMENTS, TAGS
from corroborate.read.pieces import WINDOW, pieces

ROOT = Path(__file__).parent.parent.parent
FILES = {Encoder.LARGE: "encoder.json", Encoder.SMALL: "fast.json"}
GOLDEN = [(e, said) for e, name in FILES.items() for said in json.loads((ROOT / "tests" / "golden" / name).read_text(encoding="utf-8"))]


def text(name: str) -> str:
    return next(p for p in ROOT.glob(f"*/{name}")).read_text(encoding="utf-8")


@pytest.mark.parametrize(("model", "said"), GOLDEN, ids=[f"{model}-{said['text']}" for model, said in GOLDEN])
def test_the_shipped_file_says_what_the_trained_model_said(model: Encoder, said: dict[str, Any]) -> None:
    whole = text(said["text"])[:900]
    cut = pieces(whole)
    scores = session(model).run(None, _inputs(cut, 0, min(WINDOW, len(cut.ids))))[0][cut.first[cut.first < WINDOW] + 1]
    tags, measures, _ = np.split(scores[:, : sum(_SIZES)], np.cumsum(_SIZES)[:-1], axis=1)
    for name, scored in (("tags", tags), ("measures", measures)):
        same = np.mean(scored.argmax(1) == np.array(said[name]))
        least = 0.96 if model is Encoder.LARGE else 0.94  # eight bits and other processors move a few words, no more
        assert same > least, f"{name}: {same:.3f}"


@pytest.mark.parametrize("model", Encoder)
def test_the_version_is_the_models_hash(model: Encoder) -> None:
    assert hashlib.sha256((FOLDER / f"{model}.onnx").read_bytes()).hexdigest().startswith(encoder_version(model))


def test_the_files_are_small_enough_to_ship() -> None:
    assert sum(len((FOLDER / f"{model}.onnx").read_bytes()) for model in Encoder) < 30_000_000


def test_the_small_model_reads_the_words_of_the_large_one_that_it_was_made_with() -> None:
    """Its file points into the large one's: another large file would give it other words without a fault."""
    made = json.loads((FOLDER / "fast.json").read_text(encoding="utf-8"))
    assert made["beside"] == encoder_version(Encoder.LARGE)


def test_both_models_hear_who_speaks_and_what_is_counted() -> None:
    report = "The mayor of Aldo, Ida Moor, said on Monday that at least nine people were killed in the flood."
    for model in Encoder:
        signs = encode(report, model)
        counted = signs.measures[signs.words(report.index("nine"), report.index("people")), 1 + MEASURES.index("people_killed")]
        assert counted.max() > 0.5, model
        assert [t.source for t in Heard(signs, report).told if t.source], model


def test_scores_have_a_column_for_every_label() -> None:
    signs = encode("Nine people died.")
    shapes = [scores.shape[1] for scores in (signs.tags, signs.measures, signs.statements)]
    assert shapes == [len(TAGS), 1 + len(MEASURES), len(STATEMENTS)]
    assert np.allclose(signs.measures.sum(1), 1, atol=1e-4)


@pytest.mark.parametrize("given", ["", " \n", "x"])
def test_next_to_nothing_is_read_without_fault(given: str) -> None:
    signs = encode(given)
    assert len(signs.tags) == len(given.split())


def test_long_reports_are_read_in_windows_and_to_the_end() -> None:
    line = "Officials in Aldo said on Monday that twelve people were killed in the flood. "
    signs = encode(line * 60)
    killed = signs.measures[:, 1 + MEASURES.index("people_killed")]
    words = [(a, b) for a, b in zip(signs.cut.word_starts, signs.cut.word_ends, strict=True)]
    seen = [float(killed[k]) for k, (a, b) in enumerate(words) if (line * 60)[a:b] == "twelve"]
    assert len(seen) == 60 and sum(s > 0.5 for s in seen) >= 58


def test_a_source_a_cue_and_a_content_are_found_and_linked() -> None:
    report = "The mayor of Aldo, Ida Moor, said on Monday that at least nine people had died."
    heard = Heard(encode(report), report)
    (one,) = heard.told
    shown = [report[slice(*heard.characters(r))] for r in (one.source, one.cue, *one.content) if r]
    assert "Ida Moor" in shown[0] and shown[1].startswith("said") and "nine people had died" in shown[2]
    at = report.index("nine")
    guess = heard.guess(at, at + 4)
    assert guess.mention is not None and "Moor" in report[slice(*guess.mention)]


def test_where_the_model_cannot_run_the_next_step_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = builtins.__import__

    def broken(name: str, *more: Any) -> Any:
        if name == "onnxruntime":
            raise ImportError(name)
        return usual(name, *more)

    monkeypatch.setattr(builtins, "__import__", broken)
    session.cache_clear()
    try:
        with pytest.raises(CorroborateError, match="--reader rules"):
            encoder.session()
    finally:
        session.cache_clear()


def test_a_damaged_model_stops_the_work_with_the_next_step(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "reader.onnx").write_bytes(b"no model")
    monkeypatch.setattr(encoder, "FOLDER", tmp_path)
    session.cache_clear()
    try:
        with pytest.raises(CorroborateError, match="--reader rules"):
            encoder.session()
    finally:
        session.cache_clear()
