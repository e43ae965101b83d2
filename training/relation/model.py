"""The relation branch: one more layer over a mix of the parser's, and a head that reads pairs of spans.

The parser is untouched: the branch starts from all its layers and has a transformer layer of its own.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.model import HIDDEN, LAYERS, NO_ARC, Layer

INNER, VIEWS = 192, 4
N_CLASSES = 17


class Branch(nn.Module):
    """Runs in the parser's graph, once a sentence: layers of the encoder → one vector a word."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.share = nn.Parameter(torch.tensor([0.0] * (LAYERS - 2) + [1.0, 0.0]))
        self.layer = Layer(dropout)
        self.first_weight = nn.Parameter(torch.full((HIDDEN,), 0.6))
        self.last_weight = nn.Parameter(torch.full((HIDDEN,), 0.4))
        self.lift = nn.Linear(HIDDEN, INNER)
        self.drop = nn.Dropout(dropout)

    def forward(self, layers: Tensor, real: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """layers: rows × layers × sub-words × width; real: mask of sub-words; first, last: of each word."""
        x = (layers * self.share.view(1, -1, 1, 1)).sum(1)
        h = self.layer(x, torch.where(real, 0.0, NO_ARC)[:, None, None, :])
        a = h.gather(1, first.unsqueeze(-1).expand(-1, -1, HIDDEN))
        b = h.gather(1, last.unsqueeze(-1).expand(-1, -1, HIDDEN))
        return F.gelu(self.lift(self.drop(a * self.first_weight + b * self.last_weight)))


class PairHead(nn.Module):
    """Runs once a pair: what the two spans, the words between and the words they look for say."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.source = nn.Linear(INNER, INNER)
        self.target = nn.Linear(INNER, INNER)
        self.query = nn.Linear(INNER, INNER)
        self.key = nn.Linear(INNER, INNER)
        self.value = nn.Linear(INNER, INNER)
        self.on_path = nn.Parameter(torch.full((VIEWS,), 0.5))
        self.in_source = nn.Parameter(torch.zeros(VIEWS))
        self.in_target = nn.Parameter(torch.zeros(VIEWS))
        self.mix = nn.Linear(5 * INNER, INNER)
        self.out = nn.Linear(INNER, N_CLASSES)
        self.drop = nn.Dropout(dropout)

    def forward(
        self, lifted: Tensor, words: Tensor, source: Tensor, target: Tensor, path: Tensor
    ) -> tuple[Tensor, Tensor]:
        """(pairs × classes, pairs × words attention). lifted: pairs × words × INNER; the rest
        without INNER."""
        one = F.gelu(self.source((source.unsqueeze(1) @ lifted).squeeze(1)))
        other = F.gelu(self.target((target.unsqueeze(1) @ lifted).squeeze(1)))
        n, length, _ = lifted.shape
        query = self.query(one * other + one - other).view(n, 1, VIEWS, -1).transpose(1, 2)
        key = self.key(lifted).view(n, length, VIEWS, -1).transpose(1, 2)
        value = self.value(lifted).view(n, length, VIEWS, -1).transpose(1, 2)
        scores = (query @ key.transpose(-1, -2)).squeeze(2) * (INNER // VIEWS) ** -0.5
        for mask, weight in ((path, self.on_path), (source, self.in_source), (target, self.in_target)):
            scores = scores + (mask > 0).to(scores.dtype).unsqueeze(1) * weight.view(1, -1, 1)
        scores = scores + torch.where(words, 0.0, NO_ARC).unsqueeze(1)
        attention = torch.softmax(scores, -1)
        context = (attention.unsqueeze(2) @ value).reshape(n, INNER)
        share = path / path.sum(1, keepdim=True).clamp(min=1.0)
        between = (share.unsqueeze(1) @ lifted).squeeze(1)
        mixed = torch.cat([one, other, one * other, context, between], -1)
        return self.out(self.drop(F.gelu(self.mix(self.drop(mixed))))), attention.mean(1)


class Relation(nn.Module):
    """Branch and head together."""

    def __init__(self, dropout: float = 0.1, head_dropout: float = 0.3) -> None:
        super().__init__()
        self.branch, self.head = Branch(dropout), PairHead(head_dropout)
