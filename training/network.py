"""The network that is trained: a plain BERT encoder with word tags (CRF), amounts, key statements and pointers.

A forward pass of our own: exporting a library's module has once given wrong numbers without a word.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from corroborate.read.labels import POINTER_SIZE, POINTERS, TAGS


class Layer(nn.Module):
    """One encoder layer, after Vaswani et al. 2017 as BERT has it (normalised after each part)."""

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(hidden, hidden) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, h = x.shape
        q, k, v = (part(x).view(b, n, self.heads, h // self.heads).transpose(1, 2) for part in (self.query, self.key, self.value))
        if self.training:  # the same sums; no dropout of weights, which costs more than the rest of a layer without a GPU
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        else:
            mixed = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(h // self.heads) + bias, -1) @ v
        mixed = mixed.transpose(1, 2).reshape(b, n, h)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces -> vectors, with an added embedding for the shapes of words (zero at first: the base weights hold)."""

    def __init__(
        self, vocabulary: int, hidden: int, layers: int, heads: int, inner: int, positions: int, shapes: int, dropout: float
    ) -> None:  # fmt: skip
        super().__init__()
        self.words, self.positions = nn.Embedding(vocabulary, hidden), nn.Embedding(positions, hidden)
        self.shapes = nn.Embedding(shapes, hidden)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(hidden, heads, inner, dropout) for _ in range(layers))
        self.drop = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.positions(places)[None] + self.shapes(shapes)))
        bias = ((1.0 - mask.to(x.dtype)) * -10000.0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Crf(nn.Module):
    """A linear chain over the tags of words; what BIO forbids is forbidden."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        n = len(tags)
        self.moves, self.begins = nn.Parameter(torch.zeros(n, n)), nn.Parameter(torch.zeros(n))
        barred = [[b.startswith("I-") and a[2:] != b[2:] for b in tags] for a in tags]
        self.register_buffer("barred", torch.tensor(barred))
        self.register_buffer("no_start", torch.tensor([t.startswith("I-") for t in tags]))

    def chain(self) -> tuple[Tensor, Tensor]:
        """Scores of moving between tags and of beginning with one."""
        return self.moves.masked_fill(self.barred, -1e4), self.begins.masked_fill(self.no_start, -1e4)

    def loss(self, scores: Tensor, tags: Tensor, real: Tensor) -> Tensor:
        """Negative log-likelihood summed over the batch: scores (B, T, tags), tags (B, T), real (B, T) of bool."""
        moves, begins = self.chain()
        on = real[:, 1:]
        along = moves[tags[:, :-1], tags[:, 1:]] + scores[:, 1:].gather(2, tags[:, 1:, None])[:, :, 0]
        gold = begins[tags[:, 0]] + scores[:, 0].gather(1, tags[:, :1])[:, 0] + (along * on).sum(1)
        # all paths, by halves: products of matrices in the logarithm, the identity where a row has ended
        same = torch.full_like(moves, -1e4).fill_diagonal_(0.0)
        steps = torch.where(on[:, :, None, None], moves + scores[:, 1:, None, :], same)
        while steps.shape[1] > 1:
            if steps.shape[1] % 2:
                steps = torch.cat([steps, same.expand(len(steps), 1, *same.shape)], 1)
            steps = torch.logsumexp(steps[:, 0::2, :, :, None] + steps[:, 1::2, None, :, :], 3)
        ends = torch.logsumexp((begins + scores[:, 0])[:, :, None] + steps[:, 0], 1)
        return (torch.logsumexp(ends, 1) - gold).sum()


class Reader(nn.Module):
    """Encoder and heads. `forward` gives, for each piece, the scores of all word tasks and the pointers' queries and keys."""

    def __init__(self, config: dict, measures: int, statements: int, shapes: int, dropout: float = 0.1, layers: int | None = None) -> None:
        super().__init__()
        hidden = config["hidden_size"]
        self.encoder = Encoder(
            config["vocab_size"], hidden, layers or config["num_hidden_layers"], config["num_attention_heads"],
            config["intermediate_size"], config["max_position_embeddings"], shapes, dropout,
        )  # fmt: skip
        self.sizes = (len(TAGS), measures, statements)
        self.scores = nn.Linear(hidden, sum(self.sizes))
        self.points = nn.Linear(hidden, 2 * POINTER_SIZE * len(POINTERS))
        self.crf = Crf(TAGS)
        self.drop = nn.Dropout(dropout)
        # our own labels note more than the cases' readers do: what sets them apart is learned beside the heads and does not ship
        self.manner = nn.ParameterDict({"measures": torch.zeros(2, measures), "statements": torch.zeros(2, statements)})

    def as_marked(self, name: str, scores: Tensor, own: Tensor) -> Tensor:
        """Scores as the reader who marked a report would have them: `own` (the same leading shape) says where that was us."""
        scale, shift = self.manner[name]
        return torch.where(own[..., None], scores * torch.exp(scale) + shift, scores)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        x = self.drop(self.encoder(ids, mask, shapes))
        return self.scores(x), self.points(x)

    def pointer(self, points: Tensor, name: str) -> tuple[Tensor, Tensor]:
        """Queries and keys of one pointer, (B, T, size) each."""
        k = 2 * POINTERS.index(name) * POINTER_SIZE
        return points[..., k : k + POINTER_SIZE], points[..., k + POINTER_SIZE : k + 2 * POINTER_SIZE]


def base(model: Reader, weights: dict[str, Tensor]) -> None:
    """Put the published weights of a BERT encoder into ours."""
    e, taken = model.encoder, {}
    taken["words.weight"] = weights["embeddings.word_embeddings.weight"]
    kinds = weights["embeddings.token_type_embeddings.weight"][0]
    taken["positions.weight"] = weights["embeddings.position_embeddings.weight"] + kinds
    for part in ("weight", "bias"):
        taken[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for k in range(len(e.layers)):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                taken[f"layers.{k}.{ours}.{part}"] = weights[f"encoder.layer.{k}.{theirs}.{part}"]
    taken["shapes.weight"] = e.shapes.weight.data
    e.load_state_dict(taken)
