"""What the frozen encoder says of each example, layer by layer: computed once, kept in WORK.

The parser's encoder is not trained here, so that a parse stays bit for bit what it was. Every sentence is
encoded as it stands and once more with most of its actors' words hidden, so that names do not decide.
"""

from __future__ import annotations

import random
from pathlib import Path

import torch
from torch import Tensor

from training.batching import MASK, bucket
from training.model import LAYERS, NO_ARC, Joint
from training.relation.examples import RelationExample

HIDE_ACTOR, HIDE_WORD = 0.6, 0.03
VARIANTS = 2


def key_of(example: RelationExample) -> str:
    """The pairs decide which words may be hidden, so they are part of the key."""
    actors = sorted({w for p in example.pairs for w in p.source_words + p.target_words})
    return f"{example.ids}{actors}"


def hidden_ids(example: RelationExample, rng: random.Random) -> list[int]:
    ids = list(example.ids)
    actors = {w for p in example.pairs for w in p.source_words + p.target_words}
    for w, (a, b) in enumerate(zip(example.first, example.last, strict=True)):
        if rng.random() < (HIDE_ACTOR if w in actors else HIDE_WORD):
            ids[a : b + 1] = [MASK] * (b + 1 - a)
    return ids


@torch.no_grad()
def layers_of(model: Joint, ids: Tensor, shapes: Tensor) -> Tensor:
    """rows × layers × sub-words × width: the output of each layer of the encoder."""
    e = model.encoder
    x = e.norm(e.words(ids) + e.places(torch.arange(ids.size(1))) + e.shapes(shapes))
    bias = torch.where(ids > 0, 0.0, NO_ARC)[:, None, None, :]
    found = []
    for layer in e.layers:
        x = layer(x, bias)
        found.append(x)
    return torch.stack(found, 1)


def encode(model: Joint, rows: list[tuple[list[int], RelationExample]]) -> list[Tensor]:
    """Half-precision layers × sub-words × width of each row, in order."""
    model.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    found: list[Tensor] = [torch.empty(0)] * len(rows)
    at = 0
    while at < len(order):
        size = max(1, 2400 // bucket(len(rows[order[min(len(order) - 1, at + 40)]][0])))
        group = order[at : at + size]
        width = bucket(max(len(rows[i][0]) for i in group))
        ids = torch.zeros(len(group), width, dtype=torch.long)
        shapes = torch.zeros(len(group), width, dtype=torch.long)
        for k, i in enumerate(group):
            row, example = rows[i]
            ids[k, : len(row)] = torch.tensor(row)
            for a, b, s in zip(example.first, example.last, example.shapes, strict=True):
                shapes[k, a : b + 1] = s
        out = layers_of(model, ids, shapes).half()
        for k, i in enumerate(group):
            found[i] = out[k, :, : len(rows[i][0])].clone()
        at += size
    return found


def cached(work: Path, model: Joint, examples: list[RelationExample], hide: bool) -> list[list[Tensor]]:
    """Variants of each example, from WORK where they were computed before."""
    path = work / "relation_features.pt"
    known: dict[str, list[Tensor]] = torch.load(path) if path.exists() else {}
    keys = [key_of(x) for x in examples]
    wanted = VARIANTS if hide else 1
    missing = sorted({k: i for i, k in enumerate(keys) if len(known.get(k, [])) < wanted}.values())
    if missing:
        rows: list[tuple[list[int], RelationExample]] = []
        for i in missing:
            rng = random.Random(keys[i])
            rows += [
                (examples[i].ids if v == 0 else hidden_ids(examples[i], rng), examples[i])
                for v in range(wanted)
            ]
        encoded = encode(model, rows)
        for k, i in enumerate(missing):
            known[keys[i]] = encoded[k * wanted : (k + 1) * wanted]
        torch.save(known, path)
    return [known[k] for k in keys]


assert LAYERS == 6
