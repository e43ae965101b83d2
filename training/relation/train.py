"""`python -m training.relation.train WORK`: the relation branch on the frozen encoder of the shipped parser.

One configuration, `config.toml`; an epoch of 7,000 sentences takes about a minute on one core.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training.base import checked_weights
from training.batching import bucket
from training.model import Encoder, Joint
from training.relation.examples import CLASSES, NONE, Maker, RelationExample
from training.relation.features import cached
from training.relation.model import Relation
from training.relation.sentences import hashed, is_held_out, read_all
from training.train import Average, build

HERE = Path(__file__).parent
CURVE = HERE / "learning_curve.json"
"""What each share of the sentences gave; `quality.ablation` prints it."""


class Row:
    """An example with its features by variant."""

    __slots__ = ("example", "features")

    def __init__(self, example: RelationExample, features: list[Tensor]) -> None:
        self.example, self.features = example, features


def order(rows: Sequence[Row], budget: int, rng: random.Random | None) -> list[list[int]]:
    """Group rows of like length into batches of at most `budget` sub-words."""
    noise = (lambda: rng.uniform(0, 3)) if rng else (lambda: 0.0)
    by_length = sorted(range(len(rows)), key=lambda i: len(rows[i].example.ids) + noise())
    batches: list[list[int]] = [[]]
    for i in by_length:
        if batches[-1] and bucket(len(rows[i].example.ids)) * (len(batches[-1]) + 1) > budget:
            batches.append([])
        batches[-1].append(i)
    if rng:
        rng.shuffle(batches)
    return batches


@dataclass
class Pairs:
    """All pairs of a batch of sentences as masks over (padded) words."""

    real: Tensor
    words: Tensor
    first: Tensor
    last: Tensor
    owner: Tensor
    source: Tensor
    target: Tensor
    path: Tensor
    accepted: Tensor


def pairs_of(examples: list[RelationExample]) -> Pairs:
    """Pad the pairs of the sentences into tensors; `owner` names each pair's sentence."""
    width = bucket(max(len(x.ids) for x in examples))
    n_pairs = sum(len(x.pairs) for x in examples)
    real, words = (torch.zeros(len(examples), width, dtype=torch.bool) for _ in range(2))
    first, last = (torch.zeros(len(examples), width, dtype=torch.long) for _ in range(2))
    owner = torch.zeros(n_pairs, dtype=torch.long)
    source, target, path = (torch.zeros(n_pairs, width) for _ in range(3))
    accepted = torch.zeros(n_pairs, len(CLASSES), dtype=torch.bool)
    at = 0
    for k, x in enumerate(examples):
        real[k, : len(x.ids)] = True
        words[k, : len(x.first)] = True
        first[k, : len(x.first)] = torch.tensor(x.first)
        last[k, : len(x.last)] = torch.tensor(x.last)
        for p in x.pairs:
            owner[at] = k
            for mask, head, inside in (
                (source, p.source, p.source_words),
                (target, p.target, p.target_words),
            ):
                mask[at, inside] = 0.5 / len(inside)
                mask[at, head] += 0.5
            path[at, p.path] = 1.0
            accepted[at, list(p.labels)] = True
            at += 1
    return Pairs(real, words, first, last, owner, source, target, path, accepted)


def scores_of(model: Relation, layers: Tensor, p: Pairs) -> Tensor:
    """pairs × classes, from the encoder's layers (rows × layers × sub-words × width)."""
    lifted = model.branch(layers, p.real, p.first, p.last)
    return model.head(lifted[p.owner], p.words[p.owner], p.source, p.target, p.path)[0]


def forward(model: Relation, rows: list[Row], rng: random.Random | None) -> tuple[Tensor, Tensor]:
    """(scores, accepted classes) of all pairs of the rows; with `rng`, a variant of each row is drawn."""
    pairs = pairs_of([r.example for r in rows])
    n_layers, size = rows[0].features[0].size(0), rows[0].features[0].size(2)
    layers = torch.zeros(len(rows), n_layers, pairs.real.size(1), size)
    for k, row in enumerate(rows):
        variant = row.features[rng.randrange(len(row.features)) if rng else 0]
        layers[k, :, : len(row.example.ids)] = variant.float()
    return scores_of(model, layers, pairs), pairs.accepted


def pair_loss(scores: Tensor, accepted: Tensor, null_weight: float) -> Tensor:
    """Minus the log of the chance that any accepted class gets; null pairs weigh less, being many."""
    log = torch.log_softmax(scores, -1).masked_fill(~accepted, float("-inf"))
    loss = -torch.logsumexp(log, -1)
    weight = torch.where(accepted[:, NONE], null_weight, 1.0)
    return (loss * weight).sum() / weight.sum()


@torch.no_grad()
def predict(model: Relation, rows: list[Row]) -> list[tuple[Any, list[float]]]:
    """(pair, scores) for every pair of the rows."""
    model.eval()
    found = []
    for group in order(rows, 3000, None):
        part = [rows[i] for i in group]
        scores, _ = forward(model, part, None)
        found += list(zip([p for r in part for p in r.example.pairs], scores.tolist(), strict=True))
    model.train()
    return found


def score(found: list[tuple[Any, list[float]]]) -> dict[str, float]:
    """Macro-F1 over the types, as `quality.coding.score_relate`: null is a miss; accuracy with null."""
    gold, said, named = [], [], []
    for pair, scores in found:
        best = max(range(len(scores)), key=scores.__getitem__)
        best_named = max(range(1, len(scores)), key=scores.__getitem__)
        gold.append(pair.labels)
        said.append(best)
        named.append(best_named)
    right = sum(a in g for a, g in zip(said, gold, strict=True))
    report = {"accuracy": round(right / max(1, len(gold)), 4)}
    for key, answers in (("macro", said), ("macro_named", named)):
        values = []
        kinds = {
            g[0]: g for g in sorted(gold, key=len) if NONE not in g
        }  # a label that accepts two counts as one
        for first, label in sorted(kinds.items()):
            hit = sum(g[0] == first and a in g for g, a in zip(gold, answers, strict=True))
            p = hit / max(
                1,
                sum(
                    a in label for g, a in zip(gold, answers, strict=True) if NONE not in g or key == "macro"
                ),
            )
            r = hit / max(1, sum(g[0] == first for g in gold))
            values.append(2 * p * r / max(1e-9, p + r))
        report[key] = round(sum(values) / max(1, len(values)), 4)
    null = [(a == NONE, NONE in g) for a, g in zip(said, gold, strict=True)]
    report["null_recall"] = round(sum(a and g for a, g in null) / max(1, sum(g for _, g in null)), 3)
    report["false_null"] = round(sum(a and not g for a, g in null) / max(1, sum(not g for _, g in null)), 3)
    return report


def marked_dev(maker: Maker) -> list[RelationExample]:
    """plv_dev, where it is at hand: measured on, never trained on."""
    from quality.coding import accepted, marked_spans
    from quality.devdata import lines

    found = []
    for row in lines("coding/plv_dev.jsonl"):
        text, sources, targets = marked_spans(row["marked"])
        if not sources or not targets:
            continue
        labels = tuple(CLASSES.index(t) for t in accepted(row["plover"]))
        for sentence in maker.parser.parse_many([(text, [(0, len(text))])])[0].sentences:
            example = maker.encode(sentence)
            pair = maker.pair(sentence, sources[0], targets[0], labels)
            if pair is not None:
                pair.of = row["id"]
                example.pairs.append(pair)
                found.append(example)
                break
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument(
        "--start", default="shipped", help="stem of the parser's weights in WORK (`training.recover`)"
    )
    parser.add_argument("--name", default="relation")
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument(
        "--sentences", type=Path, nargs="*", help="folders of own sentences; the repository's by default"
    )
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of the training sentences, for the learning curve"
    )
    parser.add_argument("--set", nargs="*", default=[], help="settings that differ: key=value")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text("utf-8"))
    config |= {k: json.loads(v) for k, v in (one.split("=") for one in args.set)}
    torch.set_num_threads(args.threads)
    torch.manual_seed(config["seed"])
    marked = [m for folder in args.sentences for m in read_all(folder)] if args.sentences else read_all()
    maker = Maker()
    joint = build(args.work, {"dropout": 0.0, "head_dropout": 0.0}, None)
    joint.load_state_dict(torch.load(args.work / f"{args.start}.pt"))
    held = [m for m in marked if is_held_out(m)]
    rest = [m for m in marked if not is_held_out(m) and hashed(m, "share") < args.share]
    train, own, dev = maker.own(rest), maker.own(held), marked_dev(maker)
    features = cached(args.work, joint, [*train, *own, *dev], hide=True)
    rows = [Row(x, f) for x, f in zip([*train, *own, *dev], features, strict=True)]
    parts = rows[: len(train)], rows[len(train) : len(train) + len(own)], rows[len(train) + len(own) :]
    print(
        [len(p) for p in parts],
        "sentences,",
        [sum(len(r.example.pairs) for r in p) for p in parts],
        "pairs",
        flush=True,
    )
    model = Relation(config["dropout"], config["head_dropout"])
    start_layer(model, joint, config["start_layer"])
    run(model, *parts, config, args)


def start_layer(model: Relation, joint: Joint, where: str) -> None:
    """The branch's layer starts as the last of the base encoder ("base") or of the parser's ("parser")."""
    encoder = joint.encoder if where == "parser" else Encoder(checked_weights(), 0.0)
    model.branch.layer.load_state_dict(encoder.layers[-1].state_dict())


def run(
    model: Relation,
    train: list[Row],
    own: list[Row],
    dev: list[Row],
    config: dict[str, Any],
    args: argparse.Namespace,
) -> None:
    """Train; the running average is what is kept."""
    branch = list(model.branch.layer.parameters())
    inside = {id(p) for p in branch}
    rest = [p for p in model.parameters() if id(p) not in inside]
    groups = [
        {"params": branch, "lr": config["layer_rate"], "peak": config["layer_rate"]},
        {"params": rest, "lr": config["rate"], "peak": config["rate"]},
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=config["weight_decay"])
    rng = random.Random(config["seed"])
    total = len(order(train, config["budget"], random.Random(0))) * config["epochs"]
    average: Average | None = None
    step, started, running = 0, time.monotonic(), 0.0
    model.train()
    for epoch in range(config["epochs"]):
        for group in order(train, config["budget"], rng):
            progress = min(1.0, step / total)
            for g in optimiser.param_groups:
                g["lr"] = g["peak"] * min(1.0, progress / config["warm_up"] + 0.01) * (1 - progress)
            scores, accepted = forward(model, [train[i] for i in group], rng)
            loss = pair_loss(scores, accepted, config["null_weight"])
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            running += float(loss.detach())
            if progress >= config["average_from"] and step % 5 == 0:
                average = average or Average(model, config["average_decay"])
                average.add(model)
        print(f"epoch {epoch + 1} {time.monotonic() - started:.0f}s loss {running / step:.3f}", flush=True)
        if (epoch + 1) % 3 == 0:
            print("  own", score(predict(model, own)), "\n  dev", score(predict(model, dev)), flush=True)
    if average is not None:
        model.load_state_dict(average.weights)
    torch.save(model.state_dict(), args.work / f"{args.name}.pt")
    figures = {"sentences": len(train), "own": score(predict(model, own)), "dev": score(predict(model, dev))}
    print(figures, flush=True)
    curve = json.loads(CURVE.read_text("utf-8")) if CURVE.exists() else {}
    curve[str(round(100 * args.share))] = figures
    CURVE.write_text(json.dumps(curve, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
