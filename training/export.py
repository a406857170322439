"""Write the trained reader as the file that ships: ONNX, weights of eight bits a channel; then hold it against the trained one.

    python training/export.py --weights DIR --trained FILE --out FILE [--golden FILE TEXT ...]

With --golden, what the trained model says of some texts (the best tag and the best measure of each word) is written for a test to hold
the shipped file against on any machine, without the library that trained it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from examples import CLS, SEP
from network import Layer, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F
from train import fresh

from corroborate.read.pieces import WINDOW, pieces

GOLDEN = 900
"""Characters of a golden text: they fit into one window."""


class Exported(nn.Module):
    """What ships of a reader: scores and pointer vectors of each piece of one window, side by side.

    The same sums as `network.Reader`, in fewer and larger steps: no padding and no mask, queries, keys and values by one product,
    the scale of attention in the queries' weights, all heads by one product. It runs a quarter faster.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder
        self.register_buffer("positions", reader.encoder.positions.weight.detach()[: WINDOW + 2])  # no window is longer
        self.mixed = nn.ModuleList(_joined(layer.query, layer.key, layer.value, first=_scale(layer)) for layer in reader.encoder.layers)
        self.said = _joined(reader.scores, reader.points)

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        e = self.encoder
        x = e.norm(e.words(ids) + self.positions[: ids.shape[0]] + e.shapes(shapes))
        for layer, mixed in zip(e.layers, self.mixed, strict=True):
            q, k, v = mixed(x).view(x.shape[0], 3, layer.heads, -1).permute(1, 2, 0, 3).unbind(0)
            seen = (torch.softmax(q @ k.transpose(-1, -2), -1) @ v).transpose(0, 1).reshape(x.shape[0], -1)
            x = layer.norm1(x + layer.out(seen))
            x = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
        return self.said(x)


def _scale(layer: Layer) -> float:
    return 1.0 / math.sqrt(layer.query.out_features // layer.heads)


def _joined(*parts: nn.Linear, first: float = 1.0) -> nn.Linear:
    """Linear maps of one input as one; the first is scaled."""
    scales = [first, *[1.0] * (len(parts) - 1)]
    made = nn.Linear(parts[0].in_features, sum(p.out_features for p in parts))
    with torch.no_grad():
        made.weight.copy_(torch.cat([p.weight * s for p, s in zip(parts, scales, strict=True)]))
        made.bias.copy_(torch.cat([p.bias * s for p, s in zip(parts, scales, strict=True)]))
    return made


def export(reader: Reader, out: Path, shared: Path | None = None) -> float:
    """Write the eight-bit file and its chain; the largest difference of the 32-bit file from the trained model is returned."""
    reader.eval()
    chain = [t.detach().tolist() for t in reader.crf.chain()]
    example = tuple(torch.randint(1, 20, (16,)) for _ in range(2))
    axes = {name: {0: "pieces"} for name in ("ids", "shapes", "said")}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Exported(reader).eval(), example, str(plain), input_names=["ids", "shapes"], output_names=["said"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        reader.eval()  # exporting puts back what it took for the mode of training: dropout would pass for an error of the file
        worst = difference(reader, plain)
        quantize_dynamic(str(plain), str(out), per_channel=True, weight_type=QuantType.QInt8)
    if shared:
        share(out, shared)
    version = hashlib.sha256(out.read_bytes()).hexdigest()[:8]
    held = {"version": version, "moves": chain[0], "begins": chain[1]}
    if shared:
        held["beside"] = hashlib.sha256(shared.read_bytes()).hexdigest()[:8]
    out.with_suffix(".json").write_text(json.dumps(held) + "\n", encoding="utf-8")
    return worst


def share(out: Path, shared: Path) -> None:
    """Take the embeddings of words out of a file: they are read where they stand in another one beside it."""
    model, other = onnx.load(str(out)), shared.read_bytes()
    words = max(model.graph.initializer, key=lambda held: len(held.raw_data))
    at = other.find(words.raw_data)
    if at < 0:
        raise SystemExit(f"{shared} does not hold the embeddings of {out}: they were trained after all")
    onnx.external_data_helper.set_external_data(words, shared.name, at, len(words.raw_data))
    words.ClearField("raw_data")
    out.write_bytes(model.SerializeToString())


def golden(reader: Reader, texts: list[Path]) -> list[dict]:
    """The best tag and measure of every word of some short texts, by the trained model."""
    made = []
    for path in texts:
        cut = pieces(path.read_text(encoding="utf-8")[:GOLDEN])
        ids = np.concatenate([[CLS], cut.ids[:WINDOW], [SEP]])
        shapes = np.concatenate([[0], cut.shapes[:WINDOW], [0]])
        at = cut.first[cut.first < WINDOW] + 1
        tags, measures, _, _ = said(reader, ids, shapes)[at].split([*reader.sizes, reader.points.out_features], 1)
        made.append({"text": f"{path.parent.name}/{path.name}", "tags": tags.argmax(1).tolist(), "measures": measures.argmax(1).tolist()})
    return made


def said(reader: Reader, ids: np.ndarray, shapes: np.ndarray) -> Tensor:
    """What the trained model says of the pieces of one window, as the file has it."""
    with torch.no_grad():
        scores, points = reader(torch.from_numpy(ids)[None], torch.ones((1, len(ids)), dtype=torch.int64), torch.from_numpy(shapes)[None])
    return torch.cat([scores[0], points[0]], 1)


def difference(reader: Reader, path: Path) -> float:
    """The largest difference of any score between the trained model and a file, on random pieces."""
    rng = np.random.default_rng(1)
    session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = 0.0
    for length in (5, 64, 256):
        ids, shapes = rng.integers(1000, 20000, length), rng.integers(0, 24, length)
        (given,) = session.run(None, {"ids": ids, "shapes": shapes})
        worst = max(worst, float(np.abs(said(reader, ids, shapes).numpy() - given).max()))
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--trained", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--shares", type=Path, help="a file beside --out that holds the same embeddings of words")
    parser.add_argument("--golden", type=Path, nargs="+")
    args = parser.parse_args()
    reader = fresh(args.weights, args.layers)
    reader.load_state_dict(torch.load(args.trained, weights_only=True, map_location="cpu"))
    worst = export(reader, args.out, args.shares)
    if worst > 1e-3:
        raise SystemExit(f"the exported file differs from the trained model by {worst:.2g}: do not ship it")
    if args.golden:
        args.golden[0].write_text(json.dumps(golden(reader, args.golden[1:])) + "\n", encoding="utf-8")
    size, far = args.out.stat().st_size / 1e6, difference(reader, args.out)
    print(f"32-bit file within {worst:.1e} of the trained model; eight-bit file {size:.1f} MB, differs by {far:.2g}")


if __name__ == "__main__":
    main()
