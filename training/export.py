"""Write the trained reader as the file that ships: ONNX, weights of eight bits a channel; then hold it against the trained one.

    python training/export.py --weights DIR --trained FILE --out FILE [--golden FILE TEXT ...]

With --golden, what the trained model says of some texts (the best tag and the best measure of each word) is written for a test to hold
the shipped file against on any machine, without the library that trained it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from examples import CLS, SEP
from network import Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train import fresh

from corroborate.read.pieces import WINDOW, pieces

GOLDEN = 900
"""Characters of a golden text: they fit into one window."""


class Exported(nn.Module):
    """What ships of a reader: scores and pointer vectors of each piece."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        return self.reader(ids, mask, shapes)


def export(reader: Reader, out: Path) -> float:
    """Write the eight-bit file; the largest difference of the 32-bit file from the trained model is returned."""
    reader.eval()
    chain = [t.detach().tolist() for t in reader.crf.chain()]
    example = tuple(torch.randint(1, 20, (1, 16)) for _ in range(3))
    axes = {name: {0: "windows", 1: "pieces"} for name in ("ids", "mask", "shapes", "scores", "points")}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Exported(reader).eval(), example, str(plain), input_names=["ids", "mask", "shapes"], output_names=["scores", "points"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        reader.eval()  # exporting puts back what it took for the mode of training: dropout would pass for an error of the file
        worst = difference(reader, plain)
        quantize_dynamic(str(plain), str(out), per_channel=True, weight_type=QuantType.QInt8)
    version = hashlib.sha256(out.read_bytes()).hexdigest()[:8]
    held = {"version": version, "moves": chain[0], "begins": chain[1]}
    out.with_name("chain.json").write_text(json.dumps(held) + "\n", encoding="utf-8")
    return worst


def golden(reader: Reader, texts: list[Path]) -> list[dict]:
    """The best tag and measure of every word of some short texts, by the trained model."""
    made = []
    for path in texts:
        cut = pieces(path.read_text(encoding="utf-8")[:GOLDEN])
        ids = np.concatenate([[CLS], cut.ids[:WINDOW], [SEP]])[None]
        shapes = np.concatenate([[0], cut.shapes[:WINDOW], [0]])[None]
        with torch.no_grad():
            scores, _ = reader(torch.from_numpy(ids), torch.ones(ids.shape, dtype=torch.int64), torch.from_numpy(shapes))
        at = cut.first[cut.first < WINDOW] + 1
        tags, measures, _ = scores[0, at].split(reader.sizes, 1)
        made.append({"text": f"{path.parent.name}/{path.name}", "tags": tags.argmax(1).tolist(), "measures": measures.argmax(1).tolist()})
    return made


def difference(reader: Reader, path: Path) -> float:
    """The largest difference of any score between the trained model and a file, on random pieces."""
    rng = np.random.default_rng(1)
    session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = 0.0
    for length in (5, 64, 256):
        ids, shapes = rng.integers(1000, 20000, (1, length)), rng.integers(0, 24, (1, length))
        given = {"ids": ids, "mask": np.ones_like(ids), "shapes": shapes}
        with torch.no_grad():
            ours = reader(*(torch.from_numpy(given[k]) for k in ("ids", "mask", "shapes")))
        for a, b in zip(ours, session.run(None, given), strict=True):
            worst = max(worst, float(np.abs(a.numpy() - b).max()))
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--trained", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--golden", type=Path, nargs="+")
    args = parser.parse_args()
    reader = fresh(args.weights, args.layers)
    reader.load_state_dict(torch.load(args.trained, weights_only=True, map_location="cpu"))
    worst = export(reader, args.out)
    if worst > 1e-3:
        raise SystemExit(f"the exported file differs from the trained model by {worst:.2g}: do not ship it")
    if args.golden:
        args.golden[0].write_text(json.dumps(golden(reader, args.golden[1:])) + "\n", encoding="utf-8")
    size, far = args.out.stat().st_size / 1e6, difference(reader, args.out)
    print(f"32-bit file within {worst:.1e} of the trained model; eight-bit file {size:.1f} MB, differs by {far:.2g}")


if __name__ == "__main__":
    main()
