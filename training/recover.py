"""`python -m training.recover WORK`: the shipped graph's weights as a start for a further cycle.

Training need not begin anew when only the int8 graph is at hand. The graph keeps seven of eight bits, so the
recovered weights are off by up to half a step of each channel; one short cycle trains that away.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from communique.language.files import model_folder
from training.fuse import OPERATOR

Array = np.ndarray[tuple[int, ...], np.dtype[np.generic]]

ROOT_SHAPE = 448
"""Width of a word; the root's vector is the only unnamed constant of this length."""


def recover(folder: Path) -> dict[str, Tensor]:
    """Return the state of `training.model.Joint` that the graph in `folder` was written from, dequantised."""
    graph = onnx.load(str(folder / "parser.onnx")).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    state = {
        name.removeprefix("model."): torch.from_numpy(value.copy())
        for name, value in stored.items()
        if name.startswith("model.")
        and value.dtype == np.float32
        and not name.endswith(("_scale", "_zero_point"))
    }
    scaled = {node.output[0]: node for node in graph.node if node.op_type == "DequantizeLinear"}
    for node in graph.node:
        weight = None if node.name.startswith("branch/") else _weight(node, stored, scaled)
        if weight is not None:
            state[_parameter(node)] = weight
    state["root"] = next(
        torch.from_numpy(value.reshape(-1).copy())
        for name, value in stored.items()
        if value.size == ROOT_SHAPE and not name.startswith("model.")
    )
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    state["transitions"] = torch.tensor(manifest["transitions"])
    return state


def _weight(
    node: onnx.NodeProto, stored: dict[str, Array], scaled: dict[str, onnx.NodeProto]
) -> Tensor | None:
    """The quantised weight that a product or a table look-up reads, as floats in torch's order."""
    names: list[str] | None = None
    if node.op_type == OPERATOR:
        names = [node.input[1], node.input[3], node.input[5]]
    elif node.op_type in ("MatMul", "Gather"):
        sources = [scaled[name] for name in node.input if name in scaled]
        names = next((list(one.input) for one in sources if one.input[0] in stored), None)
    if names is None:
        return None
    value, scale, zero = (stored[name] for name in names)
    weight = (value.astype(np.float32) - zero.astype(np.float32)) * scale
    return torch.from_numpy(weight.copy() if node.op_type == "Gather" else weight.T.copy())


def _parameter(node: onnx.NodeProto) -> str:
    """ "/encoder/layers.0/qkv/MatMul" is the weight of encoder.layers.0.qkv."""
    path = node.name.strip("/").removeprefix("model/").split("/")[:-1]
    if path[-1] in ("upos", "xpos", "feats"):
        path = ["tags", path[-1]]
    return ".".join([*path, "weight"])


def recover_relation(folder: Path) -> dict[str, Tensor]:
    """Return the state of `training.relation.model.Relation`: the branch dequantised, the head widened."""
    graph = onnx.load(str(folder / "parser.onnx")).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    scaled = {node.output[0]: node for node in graph.node if node.op_type == "DequantizeLinear"}
    state = {
        name.removeprefix("branch/"): torch.from_numpy(value.copy())
        for name, value in stored.items()
        if name.startswith("branch/branch.")
    }
    shares = {}
    for node in graph.node:
        if not node.name.startswith("branch/"):
            continue
        if node.op_type == "Mul" and node.input[0].startswith("/encoder/"):
            shares[node.input[0]] = float(stored[node.input[1]])
        weight = _weight(node, stored, scaled)
        if weight is not None:
            path = node.name.removeprefix("branch/").strip("/").split("/")[:-1]
            state[".".join(["branch", *path, "weight"])] = weight
    state["branch.share"] = torch.tensor([shares[name] for name in sorted(shares)])
    head = onnx.load(str(folder / "relation.onnx")).graph
    stored = {one.name.removesuffix("/half"): numpy_helper.to_array(one) for one in head.initializer}
    state |= {
        name: torch.from_numpy(value.astype(np.float32))
        for name, value in stored.items()
        if name.startswith("head.")
    }
    views = sorted(name for name in stored if name.startswith("onnx::Mul"))
    for name, key in zip(views, ("on_path", "in_source", "in_target"), strict=True):
        state[f"head.{key}"] = torch.from_numpy(stored[name].reshape(-1).astype(np.float32))
    return state


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--name", default="shipped")
    parser.add_argument("--relation", default="relation", help="stem of the relation scorer's weights")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    torch.save(recover(model_folder()), args.work / f"{args.name}.pt")
    if (model_folder() / "relation.onnx").exists():
        torch.save(recover_relation(model_folder()), args.work / f"{args.relation}.pt")


if __name__ == "__main__":
    main()
