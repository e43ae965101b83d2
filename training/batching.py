"""Batches of examples as tensors, grouped by length, with the small distortions of training."""

from __future__ import annotations

import random
from dataclasses import dataclass

import torch
from torch import Tensor

from communique.language import features
from training.prepare import IGNORE, Example

MASK = 103
INPUTS = ("ids", "sub_shapes", "first", "last", "shapes", "source")


@dataclass
class Batch:
    """One batch; word-level tensors are words wide, sub-word ones sub-words wide."""

    ids: Tensor
    sub_shapes: Tensor
    first: Tensor
    last: Tensor
    shapes: Tensor
    source: Tensor
    gold: dict[str, Tensor]

    def to(self, device: str) -> Batch:
        """Return the batch on another device."""
        moved = {k: getattr(self, k).to(device, non_blocking=True) for k in INPUTS}
        return Batch(**moved, gold={k: v.to(device, non_blocking=True) for k, v in self.gold.items()})

    @property
    def words(self) -> Tensor:
        """True where a word stands."""
        return self.shapes > 0


def bucket(n: int) -> int:
    """Padded length: few different shapes, since the first use of each costs the kernels a compilation."""
    step = 4 if n <= 64 else 16
    return -(-n // step) * step


def order(examples: list[Example], budget: int, rng: random.Random | None) -> list[list[int]]:
    """Group indexes so that a padded batch holds at most `budget` sub-words; shuffled when `rng` is given."""
    noise = (lambda: rng.uniform(0, 3)) if rng else (lambda: 0.0)
    by_length = sorted(range(len(examples)), key=lambda i: len(examples[i].ids) + noise())
    batches: list[list[int]] = []
    current: list[int] = []
    widest = 0
    for i in by_length:
        n = bucket(len(examples[i].ids))
        if current and max(widest, n) * (len(current) + 1) > budget:
            batches.append(current)
            current, widest = [], 0
        current.append(i)
        widest = max(widest, n)
    batches.append(current)
    if rng:
        rng.shuffle(batches)
    return batches


def recase(shapes: list[int], rng: random.Random, rate: float) -> list[int]:
    """Now and then give a sentence the case of a capitals headline, a title or careless typing."""
    if rng.random() >= rate:
        return shapes
    kind = rng.choice(("upper", "title", "lower"))
    letters = {features.LOWER, features.TITLE, features.UPPER, features.SINGLE_UPPER, features.MIXED}
    target = {"upper": features.UPPER, "title": features.TITLE, "lower": features.LOWER}[kind]
    keep = 0.4 if kind == "title" else 0.0
    return [target if s in letters and (s != features.LOWER or rng.random() >= keep) else s for s in shapes]


def collate(
    examples: list[Example],
    rng: random.Random | None = None,
    *,
    recase_rate: float = 0.0,
    mask_rate: float = 0.0,
) -> Batch:
    """Pad `examples` into tensors; with `rng`, distort case and mask sub-words at the given rates."""
    n_sub = n_words = bucket(max(len(x.ids) for x in examples))
    rows: dict[str, list[list[int]]] = {
        k: []
        for k in ("ids", "sub", "first", "last", "shapes", "upos", "xpos", "feats", "heads", "rels", "names")
    }
    for x in examples:
        shapes = recase(x.shapes, rng, recase_rate) if rng else x.shapes
        ids = x.ids
        if rng and mask_rate:
            inner = [MASK if rng.random() < mask_rate else i for i in x.ids[1:-1]]
            ids = [x.ids[0], *inner, x.ids[-1]]
        sub = [0] * n_sub
        for a, b, s in zip(x.first, x.last, shapes, strict=True):
            sub[a : b + 1] = [s] * (b + 1 - a)
        pad = n_words - len(x.first)
        rows["ids"].append(ids + [0] * (n_sub - len(ids)))
        rows["sub"].append(sub)
        rows["first"].append(x.first + [0] * pad)
        rows["last"].append(x.last + [0] * pad)
        rows["shapes"].append(shapes + [0] * pad)
        for key in ("upos", "xpos", "feats", "heads", "rels", "names"):
            rows[key].append(getattr(x, key) + [IGNORE] * pad)
    t = {k: torch.tensor(v) for k, v in rows.items()}
    gold = {k: t[k] for k in ("upos", "xpos", "feats", "heads", "rels", "names")}
    source = torch.tensor([x.source for x in examples])
    return Batch(t["ids"], t["sub"], t["first"], t["last"], t["shapes"], source, gold)
