"""The joint model: a small BERT encoder that also sees letter shapes, and heads for tags, tree and names."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from communique.language.features import N_SHAPES

HIDDEN, LAYERS, N_HEADS, FEED_FORWARD = 384, 6, 12, 1536
N_NAME_SOURCES = 4
NO_ARC = -1e4
GELU_CEILING = 4.0
"""Inner activations are cut here. The end marks of MiniLM drive a few of them to 21 where words stay below
7, and eight bits over that range cost 1.0 LAS; trained with the cut, the model does without the peaks."""


class Layer(nn.Module):
    """One post-norm transformer layer with fused query, key and value."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, FEED_FORWARD)
        self.down = nn.Linear(FEED_FORWARD, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, N_HEADS, HIDDEN // N_HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        # Plain products: on one processor core they are faster than the fused kernel at these lengths.
        q = q * (HIDDEN // N_HEADS) ** -0.5
        mixed = torch.softmax(q @ k.transpose(-1, -2) + bias, -1) @ v
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(b, n, HIDDEN))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)).clamp(max=GELU_CEILING))))


class Encoder(nn.Module):
    """MiniLM-L6 with an added shape embedding at its input, zero before training."""

    def __init__(self, weights: Path | None, dropout: float, n_subwords: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(n_subwords, HIDDEN, sparse=True)
        self.places = nn.Embedding(512, HIDDEN)
        self.shapes = nn.Embedding(N_SHAPES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)
        if weights is not None:
            self._load(load_file(weights))

    def _load(self, w: dict[str, Tensor]) -> None:
        prefix = next(k for k in w if k.endswith("embeddings.word_embeddings.weight")).removesuffix(
            "embeddings.word_embeddings.weight"
        )
        e = prefix + "embeddings."
        self.words.weight.data = w[e + "word_embeddings.weight"].float().clone()
        kinds = w[e + "token_type_embeddings.weight"][0]
        self.places.weight.data = (w[e + "position_embeddings.weight"] + kinds).float().clone()
        self._copy(self.norm, w, e + "LayerNorm")
        for i, layer in enumerate(self.layers):
            p = f"{prefix}encoder.layer.{i}."
            a = p + "attention.self."
            for kind in ("weight", "bias"):
                parts = [w[f"{a}{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(layer.qkv, kind).data = torch.cat(parts).float()
            self._copy(layer.out, w, p + "attention.output.dense")
            self._copy(layer.norm1, w, p + "attention.output.LayerNorm")
            self._copy(layer.up, w, p + "intermediate.dense")
            self._copy(layer.down, w, p + "output.dense")
            self._copy(layer.norm2, w, p + "output.LayerNorm")

    @staticmethod
    def _copy(module: nn.Module, w: dict[str, Tensor], name: str) -> None:
        module.weight.data = w[name + ".weight"].float().clone()
        module.bias.data = w[name + ".bias"].float().clone()

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """`shapes` is the word's shape on each of its sub-words, 0 on the end marks and padding."""
        at = torch.arange(ids.size(1), device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(at) + self.shapes(shapes)))
        bias = torch.where(ids > 0, 0.0, NO_ARC)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Joint(nn.Module):
    """Encoder and heads. A word is a learned mix of its first and last sub-word, plus its shape."""

    def __init__(
        self,
        sizes: dict[str, int],
        weights: Path | None,
        *,
        dropout: float = 0.1,
        head_dropout: float = 0.25,
        arc: int = 256,
        label: int = 192,
        names: int = 256,
    ) -> None:
        super().__init__()
        self.encoder = Encoder(weights, dropout)
        self.word_shape = nn.Embedding(N_SHAPES, 64)
        width = HIDDEN + 64
        self.first_weight = nn.Parameter(torch.full((HIDDEN,), 0.6))
        self.last_weight = nn.Parameter(torch.full((HIDDEN,), 0.4))
        self.drop = nn.Dropout(head_dropout)
        self.tags = nn.ModuleDict({k: nn.Linear(width, sizes[k]) for k in ("upos", "xpos", "feats")})
        self.names = nn.Linear(width, names)
        self.name_tags = nn.Linear(names, N_NAME_SOURCES * sizes["names"])
        self.transitions = nn.Parameter(torch.zeros(sizes["names"] + 2, sizes["names"]))
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_dep = nn.Linear(width, arc)
        self.arc_head = nn.Linear(width, arc)
        self.arc_mix = nn.Linear(arc, arc)
        self.arc_bias = nn.Linear(arc, 1, bias=False)
        self.label_dep = nn.Linear(width, label)
        self.label_head = nn.Linear(width, label)
        self.label_out = nn.Linear(3 * label, sizes["rel"])
        self.n_names = sizes["names"]

    def words(self, ids: Tensor, sub_shapes: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> Tensor:
        """Return one vector a word."""
        h = self.encoder(ids, sub_shapes)
        a = h.gather(1, first.unsqueeze(-1).expand(-1, -1, HIDDEN))
        b = h.gather(1, last.unsqueeze(-1).expand(-1, -1, HIDDEN))
        mixed = a * self.first_weight + b * self.last_weight
        return torch.cat([mixed, self.word_shape(shapes)], -1)

    def forward(self, words: Tensor) -> dict[str, Tensor]:
        """Return scores of tags, names (all sources), arcs (words × 1 + words) and both label sides."""
        w = self.drop(words)
        out = {k: head(w) for k, head in self.tags.items()}
        out["names"] = self.name_tags(self.drop(F.gelu(self.names(w))))
        with_root = torch.cat([self.root.to(w.dtype).expand(w.size(0), 1, -1), w], 1)
        dep = self.drop(F.gelu(self.arc_dep(w)))
        head = self.drop(F.gelu(self.arc_head(with_root)))
        out["arc"] = self.arc_mix(dep) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        out["label_dep"] = self.drop(F.gelu(self.label_dep(w)))
        out["label_head"] = self.drop(F.gelu(self.label_head(with_root)))
        return out

    def label(self, dep: Tensor, head_side: Tensor, heads: Tensor) -> Tensor:
        """Return relation scores for given heads (0 is the root)."""
        h = head_side.gather(1, heads.unsqueeze(-1).expand(-1, -1, head_side.size(-1)))
        return self.label_out(torch.cat([dep * h, dep, h], -1))

    def crf_loss(self, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood of name tags under a linear chain, per word; `mask` starts with ones."""
        t = self.transitions.float()
        inner, start, stop = t[: self.n_names], t[self.n_names], t[self.n_names + 1]
        gold = gold.clamp(min=0)
        alpha = scores[:, 0] + start
        path = alpha.gather(1, gold[:, :1]).squeeze(1)
        for i in range(1, scores.size(1)):
            on = mask[:, i]
            nxt = torch.logsumexp(alpha.unsqueeze(2) + inner, 1) + scores[:, i]
            alpha = torch.where(on.unsqueeze(1), nxt, alpha)
            step = inner[gold[:, i - 1], gold[:, i]] + scores[:, i].gather(1, gold[:, i : i + 1]).squeeze(1)
            path = path + torch.where(on, step, 0.0)
        ends = mask.sum(1) - 1
        path = path + stop[gold.gather(1, ends.unsqueeze(1)).squeeze(1)]
        return (torch.logsumexp(alpha + stop, 1) - path).sum() / mask.sum()
