"""Train the small reader from the large one: fewer layers that are to say what the large one says, and what is marked.

    python training/distil.py --weights DIR --from FILE --shipped FILE --cases DIR [--polnear DIR] [--texts DIR] --out FILE [--keep 1 3 5]

FILE of --from is the trained large reader, of --shipped the same as it ships, which runs ten times as fast. The small one begins with
those layers of the large one that --keep names, and with its words' embeddings, which stay as they are: its file need not hold them
again. It learns from the same texts, in the short windows that it reads in. OMP_NUM_THREADS=1 where others share the machine.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import onnxruntime as ort
import torch
from examples import Batch, Example, batch, epoch
from labelled import cases
from network import Reader
from own import invented, real
from polnear import polnear
from torch import Tensor
from torch.nn import functional as F
from train import Said, at_words, fresh, losses, word_scores

from corroborate.read.labels import POINTERS, TAGS
from corroborate.read.pieces import WINDOW

SHORT = WINDOW // 2 - 1
"""Pieces of the short windows that the small reader is used with (corroborate.read.encoder)."""
MARKED = 0.5
"""What a mark counts beside what the large reader says."""


def small(weights: Path, large: Reader, keep: list[int]) -> Reader:
    """A reader with some of the layers of the large one and all of its heads; the embeddings of its words are not trained."""
    made = fresh(weights, len(keep))
    taken = large.state_dict()
    layers = {k: v for k, v in taken.items() if not k.startswith("encoder.layers.")}
    for ours, theirs in enumerate(keep):
        at = f"encoder.layers.{theirs}."
        layers |= {f"encoder.layers.{ours}.{k.removeprefix(at)}": v for k, v in taken.items() if k.startswith(at)}
    made.load_state_dict(layers)
    made.encoder.words.weight.requires_grad_(False)
    return made


def said(shipped: ort.InferenceSession, b: Batch, scores: int) -> Said:
    """What the large reader says of each word, by the file that ships, which reads one window at a time."""
    rows = []
    for ids, shapes, size in zip(b.ids.numpy(), b.shapes.numpy(), b.mask.sum(1).tolist(), strict=True):
        (one,) = shipped.run(None, {"ids": ids[:size], "shapes": shapes[:size]})
        rows.append(F.pad(torch.from_numpy(one), (0, 0, 0, len(ids) - size)))
    whole = torch.stack(rows)
    return at_words(b, whole[..., :scores], whole[..., scores:])


def imitated(model: Reader, b: Batch, ours: Said, theirs: Said) -> dict[str, Tensor]:
    """How far the small reader is from the large one: vectors, scores, pointers."""
    real = b.real
    (scores, points, nobody), (wanted, targets, target_nobody) = ours, theirs
    made = {"vectors": 0.5 * F.mse_loss(points[real], targets[real])}
    tags, measures, statements = scores[real].split(model.sizes, 1)
    tags_, measures_, statements_ = wanted[real].split(model.sizes, 1)
    made["as tags"] = 2.0 * apart(tags, tags_)
    made["as measures"] = 8.0 * apart(measures, measures_)
    made["as statements"] = 0.5 * F.mse_loss(F.relu(statements + 5), F.relu(statements_ + 5)) * len(statements_[0])
    cue = torch.softmax(wanted[..., : len(TAGS)], -1)[..., TAGS.index("B-cue")]
    for name in POINTERS:
        weigh = (cue if name == "cue>source" else torch.ones_like(cue)) * real
        a, z = (reach(model, name, p, n, real) for p, n in ((points, nobody), (targets, target_nobody)))
        each = (torch.softmax(z, -1) * (torch.log_softmax(z, -1) - torch.log_softmax(a, -1))).sum(-1)
        made[f"as {name}"] = 0.5 * (each * weigh).sum() / (weigh.sum() + 1.0)
    return made


def apart(ours: Tensor, theirs: Tensor) -> Tensor:
    """The divergence of two readers' probabilities, mean over rows."""
    return F.kl_div(torch.log_softmax(ours, -1), torch.log_softmax(theirs, -1), reduction="batchmean", log_target=True)


def reach(model: Reader, name: str, points: Tensor, nobody: Tensor, real: Tensor) -> Tensor:
    """The scores of pointing from each word to nobody and to each word."""
    query, _ = model.pointer(points, name)
    keys = torch.cat([model.pointer(nobody, name)[1], model.pointer(points, name)[1]], 1)
    open_ = torch.cat([torch.ones_like(real[:, :1]), real], 1)
    return (query @ keys.transpose(1, 2) / 8.0).masked_fill(~open_[:, None], -1e4)


def train(model: Reader, shipped: ort.InferenceSession, steps: list[list[tuple[Example, int, int]]], args: argparse.Namespace) -> None:
    """Train in place."""
    slow = [p for p in model.encoder.parameters() if p.requires_grad]
    fast = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": slow, "lr": args.rate}, {"params": fast, "lr": args.heads_rate}], weight_decay=0.01)
    warm = max(1, int(0.06 * len(steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min((k + 1) / warm, max(0.0, (len(steps) - k) / max(1, len(steps) - warm)))
    )
    began, shown = time.perf_counter(), dict[str, float]()
    model.train()
    for count, rows in enumerate(steps, 1):
        b = batch(rows)
        theirs, ours = said(shipped, b, sum(model.sizes)), word_scores(model, b, True)
        made = imitated(model, b, ours, theirs) | {k: MARKED * v for k, v in losses(model, b, ours).items()}
        optimiser.zero_grad()
        torch.stack(list(made.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        for name, value in made.items():
            shown[name] = 0.98 * shown.get(name, value.item()) + 0.02 * value.item()
        if count % 50 == 0:
            took = time.perf_counter() - began
            print(f"{count}/{len(steps)} {took:.0f} s", " ".join(f"{k} {v:.3f}" for k, v in shown.items()), flush=True)
    model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--from", dest="begin", type=Path, required=True)
    parser.add_argument("--shipped", type=Path, required=True)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep", type=int, nargs="+", default=[1, 3, 5])
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--cases-weigh", type=int, default=2)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--heads-rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    large = fresh(args.weights)
    large.load_state_dict(torch.load(args.begin, weights_only=True, map_location="cpu"))
    model = small(args.weights, large, args.keep)
    marked = polnear(args.polnear, "train", args.limit) if args.polnear else []
    own = cases(args.cases) * args.cases_weigh + invented() + (real(args.texts) if args.texts else [])
    rng = random.Random(args.seed)  # noqa: S311 - the order of training
    torch.manual_seed(args.seed)
    steps = [rows for _ in range(args.epochs) for rows in epoch(marked + own * args.repeats, args.batch, rng, SHORT)]
    options = ort.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    train(model, ort.InferenceSession(str(args.shipped), options, ["CPUExecutionProvider"]), steps, args)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), args.out)


if __name__ == "__main__":
    main()
