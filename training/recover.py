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
        if node.op_type not in ("MatMul", "Gather"):
            continue
        for name in node.input:
            source = scaled.get(name)
            if source is not None and source.input[0] in stored:
                values = [stored[one] for one in source.input]
                weight = (values[0].astype(np.float32) - values[2].astype(np.float32)) * values[1]
                state[_parameter(node)] = torch.from_numpy(
                    weight.copy() if node.op_type == "Gather" else weight.T.copy()
                )
    state["root"] = next(
        torch.from_numpy(value.reshape(-1).copy())
        for name, value in stored.items()
        if value.size == ROOT_SHAPE and not name.startswith("model.")
    )
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    state["transitions"] = torch.tensor(manifest["transitions"])
    return state


def _parameter(node: onnx.NodeProto) -> str:
    """ "/encoder/layers.0/qkv/MatMul" is the weight of encoder.layers.0.qkv."""
    path = node.name.strip("/").removeprefix("model/").split("/")[:-1]
    if path[-1] in ("upos", "xpos", "feats"):
        path = ["tags", path[-1]]
    return ".".join([*path, "weight"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--name", default="shipped")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    torch.save(recover(model_folder()), args.work / f"{args.name}.pt")


if __name__ == "__main__":
    main()
