"""`python -m training.relation.export WORK OUT`: the branch into the parser's graph, the head beside it.

The parser's own nodes stay as they are, so a parse keeps every bit: the branch is quantised by itself and
hung on the outputs of the encoder's layers. The head is small and runs in single precision;
its weights are kept in half.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, compose, helper, numpy_helper
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.fuse import fuse_file
from training.model import HIDDEN, LAYERS, NO_ARC
from training.relation.examples import Maker
from training.relation.features import cached
from training.relation.model import INNER, VIEWS, PairHead, Relation
from training.relation.sentences import hashed, read_all
from training.train import build

OUTPUT = "lifted"
LAYER_OUTPUT = "/encoder/layers.{}/norm2/LayerNormalization_output_0"


class ExportedBranch(nn.Module):
    """Inputs as the parser's graph has them: six layers, ids, first and last sub-word of each word."""

    def __init__(self, model: Relation) -> None:
        super().__init__()
        self.branch = model.branch

    def forward(self, l0: Tensor, l1: Tensor, l2: Tensor, l3: Tensor, l4: Tensor, l5: Tensor,
                ids: Tensor, first: Tensor, last: Tensor) -> Tensor:  # fmt: skip
        share = self.branch.share
        x = sum(layer * share[k] for k, layer in enumerate((l0, l1, l2, l3, l4, l5)))
        h = self.branch.layer(x, torch.where(ids > 0, 0.0, NO_ARC)[:, None, None, :])
        a = h.gather(1, first.unsqueeze(-1).expand(-1, -1, HIDDEN))
        b = h.gather(1, last.unsqueeze(-1).expand(-1, -1, HIDDEN))
        return nn.functional.gelu(
            self.branch.lift(a * self.branch.first_weight + b * self.branch.last_weight)
        )


class ExportedHead(nn.Module):
    """One sentence and its pairs: words × INNER and pairs × words masks → chances and attention."""

    def __init__(self, head: PairHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, lifted: Tensor, source: Tensor, target: Tensor, path: Tensor) -> tuple[Tensor, Tensor]:
        h = self.head
        one = nn.functional.gelu(h.source(source @ lifted))
        other = nn.functional.gelu(h.target(target @ lifted))
        query = h.query(one * other + one - other).view(-1, VIEWS, INNER // VIEWS).transpose(0, 1)
        key = h.key(lifted).view(-1, VIEWS, INNER // VIEWS).permute(1, 2, 0)
        value = h.value(lifted).view(-1, VIEWS, INNER // VIEWS).transpose(0, 1)
        scores = query @ key * (INNER // VIEWS) ** -0.5
        for mask, weight in ((path, h.on_path), (source, h.in_source), (target, h.in_target)):
            scores = scores + (mask > 0).float().unsqueeze(0) * weight.view(-1, 1, 1)
        attention = torch.softmax(scores, -1)
        context = (attention @ value).transpose(0, 1).reshape(-1, INNER)
        share = path / path.sum(1, keepdim=True).clamp(min=1.0)
        mixed = torch.cat([one, other, one * other, context, share @ lifted], -1)
        chances = torch.softmax(h.out(nn.functional.gelu(h.mix(mixed))), -1)
        return chances, attention.mean(0)


class Features(CalibrationDataReader):  # type: ignore[misc]
    """Layers of own sentences, to learn the branch's activation ranges from."""

    def __init__(self, rows: list[tuple[Tensor, list[int], list[int], list[int]]]) -> None:
        self.rows = iter(rows)

    def get_next(self) -> dict[str, np.ndarray] | None:
        row = next(self.rows, None)
        if row is None:
            return None
        layers, ids, first, last = row
        n = len(ids)
        pad = [0] * (n - len(first))
        feed = {f"l{k}": layers[k].float().unsqueeze(0).numpy() for k in range(LAYERS)}
        return feed | {
            "ids": np.array([ids]), "first": np.array([first + pad]), "last": np.array([last + pad])
        }  # fmt: skip


def write_branch(
    model: Relation, work: Path, rows: list[tuple[Tensor, list[int], list[int], list[int]]]
) -> Path:
    """The branch as a quantised graph of its own."""
    names = [f"l{k}" for k in range(LAYERS)] + ["ids", "first", "last"]
    layers = [torch.randn(2, 12, HIDDEN) for _ in range(LAYERS)]
    ids = torch.randint(1000, 2000, (2, 12))
    at = torch.arange(12).repeat(2, 1)
    plain, prepared, small = (work / f"branch{suffix}.onnx" for suffix in ("", ".pre", ".int8"))
    torch.onnx.export(
        ExportedBranch(model).eval(), (*layers, ids, at, at), str(plain),
        input_names=names, output_names=[OUTPUT],
        dynamic_axes={k: {0: "batch", 1: "length"} for k in [*names, OUTPUT]}, opset_version=20, dynamo=False,
    )  # fmt: skip
    quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
    graph = onnx.load(str(prepared)).graph
    weights = {w.name for w in graph.initializer}
    dense = [n.name for n in graph.node if n.op_type in ("MatMul", "Gemm") and n.input[1] in weights]
    quantize_static(
        str(prepared), str(small), Features(rows),
        quant_format=QuantFormat.QDQ, op_types_to_quantize=["MatMul", "Gemm"],
        nodes_to_quantize=dense, per_channel=True, reduce_range=True, activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8, calibrate_method=CalibrationMethod.MinMax,
        extra_options={"ActivationSymmetric": False, "WeightSymmetric": True},
    )  # fmt: skip
    return small


def join(parser: Path, branch: Path, target: Path) -> None:
    """Hang the branch on the parser's layers; a branch from an earlier export is taken off first."""
    whole = onnx.load(str(parser))
    plain = [n for n in whole.graph.node if not n.name.startswith("branch/")]
    del whole.graph.node[:]
    whole.graph.node.extend(plain)
    kept = [o for o in whole.graph.output if o.name != OUTPUT]
    constants = [i for i in whole.graph.initializer if not i.name.startswith("branch/")]
    del whole.graph.output[:]
    whole.graph.output.extend(kept)
    del whole.graph.initializer[:]
    whole.graph.initializer.extend(constants)
    more = compose.add_prefix(onnx.load(str(branch)), "branch/")
    taken = {f"branch/l{k}": LAYER_OUTPUT.format(k) for k in range(LAYERS)}
    taken |= {f"branch/{name}": name for name in ("ids", "first", "last")}
    for node in more.graph.node:
        node.input[:] = [taken.get(name, name) for name in node.input]
        node.output[:] = [OUTPUT if name == f"branch/{OUTPUT}" else name for name in node.output]
    whole.graph.node.extend(more.graph.node)
    whole.graph.initializer.extend(more.graph.initializer)
    output = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", "length", INNER])
    whole.graph.output.append(output)
    onnx.checker.check_model(whole)
    onnx.save(whole, str(target))


def write_head(model: Relation, work: Path, target: Path) -> None:
    """The head, weights in half precision (widened when the session is made)."""
    plain = work / "head.onnx"
    torch.onnx.export(
        ExportedHead(model.head).eval(), (torch.randn(9, INNER), *(torch.rand(4, 9) for _ in range(3))),
        str(plain),
        input_names=["lifted", "source", "target", "path"], output_names=["chances", "attention"],
        dynamic_axes={
            "lifted": {0: "words"}, "chances": {0: "pairs"},
            **{k: {0: "pairs", 1: "words"} for k in ("source", "target", "path", "attention")},
        },
        opset_version=20, dynamo=False,
    )  # fmt: skip
    graph = onnx.load(str(plain))
    kept, casts = [], []
    for one in graph.graph.initializer:
        value = numpy_helper.to_array(one)
        if value.dtype == np.float32 and value.size > 256:
            kept.append(numpy_helper.from_array(value.astype(np.float16), one.name + "/half"))
            casts.append(helper.make_node("Cast", [one.name + "/half"], [one.name], to=TensorProto.FLOAT))
        else:
            kept.append(one)
    del graph.graph.initializer[:]
    graph.graph.initializer.extend(kept)
    nodes = [*casts, *graph.graph.node]
    del graph.graph.node[:]
    graph.graph.node.extend(nodes)
    onnx.checker.check_model(graph)
    onnx.save(graph, str(target))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path, help="folder of the shipped model; its parser.onnx is extended")
    parser.add_argument("--name", default="relation")
    parser.add_argument("--start", default="shipped")
    parser.add_argument("--sentences", type=Path, nargs="*")
    parser.add_argument("--calibrate", type=int, default=200)
    args = parser.parse_args()
    torch.set_num_threads(1)
    model = Relation()
    model.load_state_dict(torch.load(args.work / f"{args.name}.pt"))
    joint = build(args.work, {"dropout": 0.0, "head_dropout": 0.0}, None)
    joint.load_state_dict(torch.load(args.work / f"{args.start}.pt"))
    marked = [m for folder in args.sentences for m in read_all(folder)] if args.sentences else read_all()
    sample = random.Random(5).sample(sorted(marked, key=hashed), args.calibrate)
    examples = Maker().own(sample)
    rows = [
        (f[0], x.ids, x.first, x.last)
        for x, f in zip(examples, cached(args.work, joint, examples, True), strict=True)
    ]
    branch = write_branch(model.eval(), args.work, rows)
    fuse_file(branch)
    join(args.out / "parser.onnx", branch, args.out / "parser.onnx")
    write_head(model, args.work, args.out / "relation.onnx")
    path = args.out / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    for name in ("parser.onnx", "relation.onnx"):
        manifest["sha256"][name] = hashlib.sha256((args.out / name).read_bytes()).hexdigest()
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
    print({name: (args.out / name).stat().st_size for name in ("parser.onnx", "relation.onnx")})


if __name__ == "__main__":
    main()
