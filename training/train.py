"""Train the reader: public marks and our own labels in, weights out.

    python training/train.py --weights DIR --cases DIR [--polnear DIR] [--texts DIR] --out FILE

DIR of --weights holds the base encoder (model.safetensors, config.json), checked by hash. Without --polnear the variant that knows
no marks of PolNeAR is trained. Runs on two cores in about an hour where they have bf16; a GPU is used where there is one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from pathlib import Path

import torch
from examples import IGNORED, Batch, Example, batch, epoch
from labelled import cases
from network import Reader, base
from own import invented, real
from polnear import polnear
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F

from corroborate.read.labels import MEASURES, STATEMENTS
from corroborate.read.pieces import SHAPES

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def fresh(weights: Path, layers: int | None = None) -> Reader:
    """An untrained reader on the published encoder; ValueError if the file is not the one that is pinned."""
    data = (weights / "model.safetensors").read_bytes()
    if hashlib.sha256(data).hexdigest() != BASE_SHA256:
        raise ValueError(f"{weights / 'model.safetensors'} is not the base encoder that is pinned here; take version 0.1.0 of it")
    config = json.loads((weights / "config.json").read_text(encoding="utf-8"))
    model = Reader(config, 1 + len(MEASURES), len(STATEMENTS), SHAPES, layers=layers)
    base(model, load_file(weights / "model.safetensors"))
    return model


Said = tuple[Tensor, Tensor, Tensor]
"""Scores and pointer vectors of each word, and the pointer vectors of nobody."""


def word_scores(model: Reader, b: Batch, half: bool) -> Said:
    """Scores and pointer vectors at the first piece of each word, and the pointer vectors of the mark that begins a window."""
    with torch.autocast(b.ids.device.type, dtype=torch.bfloat16, enabled=half):
        scores, points = model(b.ids, b.mask, b.shapes)
    return at_words(b, scores, points)


def at_words(b: Batch, scores: Tensor, points: Tensor) -> Said:
    """What a model says at the first piece of each word."""
    scores, points = scores.float(), points.float()
    at = b.first[:, :, None]
    return (
        scores.gather(1, at.expand(-1, -1, scores.shape[2])),
        points.gather(1, at.expand(-1, -1, points.shape[2])),
        points[:, :1],
    )


def pointed(model: Reader, name: str, points: Tensor, nobody: Tensor, target: Tensor, real: Tensor) -> Tensor:
    """Mean cross-entropy of pointing from each labelled word to its target word, or to nobody."""
    rows, words = torch.nonzero(target != IGNORED, as_tuple=True)
    if not len(rows):
        return points.sum() * 0.0
    query, _ = model.pointer(points, name)
    keys = torch.cat([model.pointer(nobody, name)[1], model.pointer(points, name)[1]], 1)
    reach = torch.einsum("nd,ntd->nt", query[rows, words], keys[rows]) / 8.0
    open_ = torch.cat([torch.ones_like(real[:, :1]), real], 1)[rows]
    return F.cross_entropy(reach.masked_fill(~open_, -1e4), target[rows, words] + 1)


def losses(model: Reader, b: Batch, said: Said) -> dict[str, Tensor]:
    """The loss of each task that the batch has labels of."""
    scores, points, nobody = said
    tags, measures, statements = scores.split(model.sizes, 2)
    made: dict[str, Tensor] = {}
    rows = torch.nonzero(b.tags[:, 0] != IGNORED)[:, 0]
    if len(rows):
        real = b.real[rows]
        made["tags"] = model.crf.loss(tags[rows], b.tags[rows].clamp(min=0), real) / real.sum()
        for name, target in (("word>source", b.source[rows]), ("word>cue", b.cue[rows]), ("cue>source", b.of[rows])):
            made[name] = 0.5 * pointed(model, name, points[rows], nobody[rows], target, real)
    rows = torch.nonzero(b.measures[:, 0] != IGNORED)[:, 0]
    if len(rows):
        seen = model.as_marked("measures", measures[rows], b.own[rows][:, None].expand(-1, measures.shape[1]))
        made["measures"] = 8.0 * F.cross_entropy(seen.flatten(0, 1), b.measures[rows].flatten(), ignore_index=IGNORED)
        made["who"] = 0.5 * pointed(model, "word>source", points[rows], nobody[rows], b.source[rows], b.real[rows])
    if b.sentences:
        pooled = torch.stack([torch.logsumexp(statements[r, s:e], 0) for r, s, e, _ in b.sentences])
        pooled = model.as_marked("statements", pooled, b.own[[r for r, _, _, _ in b.sentences]])
        wanted = torch.stack([torch.from_numpy(held) for _, _, _, held in b.sentences]).to(pooled.device)
        heavier = torch.full((len(STATEMENTS),), 2.0, device=pooled.device)  # statements are rare
        made["statements"] = 4.0 * F.binary_cross_entropy_with_logits(pooled, wanted, pos_weight=heavier)
    return made


def train(model: Reader, marked: list[Example], own: list[Example], repeats: int, epochs: int, args: argparse.Namespace) -> None:
    """Train in place: each epoch all marked articles once and our own `repeats` times, in windows cut anew."""
    rng = random.Random(args.seed)  # noqa: S311 - the order of training
    torch.manual_seed(args.seed)
    device = next(model.parameters()).device
    plan = [list(epoch(marked + own * repeats, args.batch, rng)) for _ in range(epochs)]
    steps = sum(map(len, plan))
    slow, fast = list(model.encoder.parameters()), [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": slow, "lr": args.rate}, {"params": fast, "lr": args.heads_rate}], weight_decay=0.01)
    warm = max(1, int(0.06 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda k: min((k + 1) / warm, max(0.0, (steps - k) / max(1, steps - warm))))
    began, shown, count = time.perf_counter(), {}, 0
    model.train()
    for turn in plan:
        for rows in turn:
            b = to_device(batch(rows), device)
            made = losses(model, b, word_scores(model, b, args.half))
            optimiser.zero_grad()
            torch.stack(list(made.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            count += 1
            for name, value in made.items():
                shown[name] = 0.98 * shown.get(name, value.item()) + 0.02 * value.item()
            if count % 50 == 0:
                took = time.perf_counter() - began
                print(f"{count}/{steps} {took:.0f} s", " ".join(f"{k} {v:.3f}" for k, v in shown.items()), flush=True)
    model.eval()


def to_device(b: Batch, device: torch.device) -> Batch:
    """A batch with its tensors on a device."""
    for name in ("ids", "mask", "shapes", "first", "real", "tags", "source", "cue", "of", "measures", "own"):
        setattr(b, name, getattr(b, name).to(device))
    return b


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--from", dest="begin", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--cases-weigh", type=int, default=1, help="how often the cases are read for each time that our own labels are")
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--heads-rate", type=float, default=1e-3)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    args.half = True
    model = fresh(args.weights, args.layers).to(device)
    if args.begin:
        model.load_state_dict(torch.load(args.begin, weights_only=True), strict=False)
    marked = polnear(args.polnear, "train", args.limit) if args.polnear else []
    own = cases(args.cases) * args.cases_weigh + invented() + (real(args.texts) if args.texts else []) if args.repeats else []
    for what, held in (("marked articles", marked), ("labelled reports", own)):
        print(len(held), what, sum(len(e.cut.ids) for e in held), "pieces", flush=True)
    train(model, marked, own, args.repeats, args.epochs, args)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), args.out)


if __name__ == "__main__":
    main()
