"""`python -m training.train WORK`: train from the prepared data; started again, it goes on."""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.augment import exchange
from training.base import checked_weights
from training.batching import Batch, collate, order
from training.model import LAYERS, NO_ARC, Joint
from training.names import LABELS
from training.prepare import IGNORE, Encoder, Example

HERE = Path(__file__).parent


def build(work: Path, config: dict[str, Any], weights: Path | None) -> Joint:
    """Return a model for the vocabularies in `work`."""
    vocabularies = json.loads((work / "vocabularies.json").read_text(encoding="utf-8"))
    sizes = {k: len(v) for k, v in vocabularies.items()} | {"names": len(LABELS)}
    return Joint(sizes, weights, dropout=config["dropout"], head_dropout=config["head_dropout"])


def optimisers(model: Joint, config: dict[str, Any]) -> tuple[torch.optim.Optimizer, torch.optim.Optimizer]:
    """Dense AdamW with a rate per depth, and sparse Adam for the word embeddings."""
    top, decay = config["encoder_rate"], config["layer_decay"]
    groups: list[dict[str, Any]] = []
    encoder = model.encoder
    for i, layer in enumerate(encoder.layers):
        groups.append({"params": list(layer.parameters()), "lr": top * decay ** (LAYERS - 1 - i)})
    inputs = [encoder.places.weight, *encoder.norm.parameters()]
    groups.append({"params": inputs, "lr": top * decay**LAYERS})
    groups.append({"params": [encoder.shapes.weight], "lr": top})
    inside = {id(p) for p in encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in inside]
    groups.append({"params": heads, "lr": config["head_rate"]})
    for group in groups:
        group["peak"] = group["lr"]
        group["weight_decay"] = config["weight_decay"]
    dense = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    sparse = torch.optim.SparseAdam([encoder.words.weight], lr=config["embedding_rate"], betas=(0.9, 0.98))
    sparse.param_groups[0]["peak"] = config["embedding_rate"]
    return dense, sparse


def losses(model: Joint, batch: Batch, weights: dict[str, float]) -> dict[str, Tensor]:
    """Return the weighted loss of every task; tasks without gold in the batch are left out."""
    hidden = model.words(batch.ids, batch.sub_shapes, batch.first, batch.last, batch.shapes)
    gold = batch.gold

    def cross(scores: Tensor, target: Tensor) -> Tensor:
        return F.cross_entropy(scores.float().flatten(0, 1), target.flatten(), ignore_index=IGNORE)

    out = model(hidden)
    result: dict[str, Tensor] = {}
    if bool((gold["upos"] >= 0).any()):
        words = batch.words
        open_heads = torch.cat([torch.ones_like(words[:, :1]), words], 1)
        arc = out["arc"].float().masked_fill(~open_heads.unsqueeze(1), NO_ARC)
        labels = model.label(out["label_dep"], out["label_head"], gold["heads"].clamp(min=0))
        result["heads"] = cross(arc, gold["heads"])
        result["rel"] = cross(labels, gold["rels"])
        for key in ("upos", "xpos", "feats"):
            result[key] = cross(out[key], gold[key])
    if bool((gold["names"] >= 0).any()):
        result["names"] = name_loss(model, out["names"].float(), batch)
    return {k: v * weights[k] for k, v in result.items()}


def name_loss(model: Joint, scores: Tensor, batch: Batch) -> Tensor:
    """Every source has its own tag scores; the main source (UNER) is also trained as a chain."""
    scores = scores.unflatten(-1, (-1, len(LABELS)))
    pick = batch.source.view(-1, 1, 1, 1).expand(-1, scores.size(1), 1, len(LABELS))
    own = scores.gather(2, pick).squeeze(2)
    gold = batch.gold["names"]
    loss = F.cross_entropy(own.flatten(0, 1), gold.flatten(), ignore_index=IGNORE)
    rows = (batch.source == 0) & (gold[:, 0] >= 0)
    if bool(rows.any()):
        loss = 0.5 * loss + model.crf_loss(own[rows], gold[rows], gold[rows] >= 0)
    return loss


class MoreNames:
    """Sentences with exchanged names, drawn anew each epoch."""

    def __init__(self, work: Path, encoder: Encoder, rate: float) -> None:
        stored = pickle.loads((work / "names.pkl").read_bytes())
        self.sentences, self.pool = stored["sentences"], stored["pool"]
        self.encoder, self.rate = encoder, rate

    def draw(self, rng: random.Random) -> list[Example]:
        """Return this epoch's examples."""
        out = []
        for words, spans, source in self.sentences:
            if rng.random() < self.rate:
                changed, moved = exchange(words, spans, self.pool, rng)
                example = self.encoder.names_only(changed, moved, source)
                if len(example.ids) <= 256:
                    out.append(example)
        return out


class Average:
    """An exponential moving average of all weights."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay = decay
        self.weights = {k: v.detach().clone() for k, v in model.state_dict().items()}

    def add(self, model: nn.Module) -> None:
        """Move the average towards the present weights."""
        for k, v in model.state_dict().items():
            self.weights[k].lerp_(v.detach(), 1 - self.decay)


@torch.no_grad()
def quick_score(model: Joint, examples: list[Example]) -> dict[str, float]:
    """Greedy scores on development data: enough to see a run go well; `evaluate` gives the real figures."""
    model.eval()
    counts: Counter[str] = Counter()
    for group in order(examples, 4000, None):
        device = model.root.device.type
        batch = collate([examples[i] for i in group]).to(device)
        with torch.autocast(device, dtype=torch.bfloat16):
            out = model(model.words(batch.ids, batch.sub_shapes, batch.first, batch.last, batch.shapes))
            open_heads = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1)
            heads = out["arc"].float().masked_fill(~open_heads.unsqueeze(1), NO_ARC).argmax(-1)
            rels = model.label(out["label_dep"], out["label_head"], heads).argmax(-1)
        gold, words = batch.gold, batch.words
        right = (heads == gold["heads"]) & words
        counts["n"] += int(words.sum())
        counts["uas"] += int(right.sum())
        counts["las"] += int((right & (rels == gold["rels"])).sum())
        for key in ("upos", "xpos", "feats"):
            counts[key] += int(((out[key].argmax(-1) == gold[key]) & words).sum())
        tags = out["names"][..., : len(LABELS)].argmax(-1)
        real = gold["names"] > 0
        counts["n_tp"] += int((real & (tags == gold["names"])).sum())
        counts["n_p"] += int(((tags > 0) & words & (gold["names"] >= 0)).sum())
        counts["n_g"] += int(real.sum())
    model.train()
    scores = {k: round(100 * counts[k] / counts["n"], 2) for k in ("uas", "las", "upos", "xpos", "feats")}
    scores["name_words_f"] = round(200 * counts["n_tp"] / max(1, counts["n_p"] + counts["n_g"]), 2)
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--max-minutes", type=float, default=0, help="shorten the schedule to this wall time")
    parser.add_argument("--start", type=Path, help="weights to start from, for a second cycle")
    parser.add_argument("--name", default="model", help="stem of the files written into WORK")
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text(encoding="utf-8"))
    torch.set_num_threads(args.threads)
    torch.manual_seed(config["seed"])
    data = pickle.loads((args.work / "examples.pkl").read_bytes())
    vocabulary = json.loads((args.work / "vocabularies.json").read_text(encoding="utf-8"))
    more = MoreNames(args.work, Encoder(vocabulary), config["exchange_rate"])
    model = build(args.work, config, checked_weights()).to(args.device)
    if args.start:
        model.load_state_dict(torch.load(args.start, map_location=args.device))
    run(model, data["train"], data["dev"], more, config, args)


def run(
    model: Joint,
    train: list[Example],
    dev: dict[str, list[Example]],
    more: MoreNames,
    config: dict[str, Any],
    args: argparse.Namespace,
) -> None:
    """Train to the end of the schedule, saving a checkpoint every 250 steps and the average at the end."""
    dense, sparse = optimisers(model, config)
    per_epoch = len(order(train + more.draw(random.Random(0)), config["budget"], random.Random(0)))
    total = int(per_epoch * config["epochs"])
    checkpoint = args.work / f"{args.name}.checkpoint.pt"
    step, epoch, offset, spent, average = 0, 0, 0, 0.0, None
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False, map_location=args.device)
        model.load_state_dict(saved["model"])
        dense.load_state_dict(saved["dense"])
        sparse.load_state_dict(saved["sparse"])
        step, epoch, offset, spent = saved["step"], saved["epoch"], saved["offset"], saved["spent"]
        if saved["average"] is not None:
            average = Average(model, config["average_decay"])
            average.weights = saved["average"]
        torch.set_rng_state(saved["rng"].cpu())
    started = time.monotonic() - spent
    model.train()
    running: Counter[str] = Counter()
    progress = 0.0
    while progress < 1:
        shuffle = random.Random(config["seed"] * 1000 + epoch)
        examples = train + more.draw(shuffle)
        for k, group in enumerate(order(examples, config["budget"], shuffle)):
            if k < offset:
                continue
            spent = time.monotonic() - started
            progress = max(step / total, spent / 60 / args.max_minutes if args.max_minutes else 0)
            if progress >= 1:
                break
            scale = min(1.0, progress / config["warm_up"] + 0.01) * (1 - progress)
            for optimiser in (dense, sparse):
                for g in optimiser.param_groups:
                    g["lr"] = g["peak"] * scale
            rng = random.Random(config["seed"] * 7919 + step)
            rates = {"recase_rate": config["recase_rate"], "mask_rate": config["mask_rate"]}
            batch = collate([examples[i] for i in group], rng, **rates)
            batch = batch.to(args.device)
            with torch.autocast(args.device, dtype=torch.bfloat16):
                parts = losses(model, batch, config["loss"])
            dense.zero_grad(set_to_none=True)
            sparse.zero_grad(set_to_none=True)
            sum(parts.values(), torch.zeros((), device=args.device)).backward()
            dense_params = [p for g in dense.param_groups for p in g["params"]]
            nn.utils.clip_grad_norm_(dense_params, 1.0)
            dense.step()
            sparse.step()
            step += 1
            if progress >= config["average_from"] and step % 10 == 0:
                if average is None:
                    average = Average(model, config["average_decay"])
                average.add(model)
            for key, value in parts.items():
                running[key] += float(value.detach())
            if step % 50 == 0:
                shown = {key: round(v / 50, 3) for key, v in running.items()}
                print(f"{step}/{total} {progress:.3f} {spent:.0f}s {shown}", flush=True)
                running = Counter()
            if step % 250 == 0:
                saved = {
                    "model": model.state_dict(),
                    "dense": dense.state_dict(),
                    "sparse": sparse.state_dict(),
                }
                saved |= {
                    "step": step,
                    "epoch": epoch,
                    "offset": k + 1,
                    "spent": spent,
                    "rng": torch.get_rng_state(),
                }
                saved["average"] = average.weights if average else None
                torch.save(saved, checkpoint.with_suffix(".tmp"))
                checkpoint.with_suffix(".tmp").replace(checkpoint)
            if step % 1500 == 0:
                print("dev", {k: quick_score(model, v) for k, v in dev.items()}, flush=True)
        epoch, offset = epoch + 1, 0  # an epoch has a few batches more or less than the first
    torch.save(model.state_dict(), args.work / f"{args.name}.last.pt")
    print("last", {k: quick_score(model, v) for k, v in dev.items()}, flush=True)
    if average is not None:
        model.load_state_dict(average.weights)
    torch.save(model.state_dict(), args.work / f"{args.name}.pt")
    print(
        "average",
        {k: quick_score(model, v) for k, v in dev.items()},
        f"steps {step} {spent:.0f}s",
        flush=True,
    )


if __name__ == "__main__":
    main()
