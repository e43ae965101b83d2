"""`python -m training.fuse MODEL.onnx`: quantised products as single nodes that give floats, with their bias.

The quantiser writes every dense layer as dequantise, multiply, quantise, dequantise, add. The runtime's own
`MatMulIntegerToFloat` does the same in one step and without rounding the result to eight bits: the graph is a
tenth faster and a little more exact. Activation ranges stay fixed, so no result depends on its batch.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import onnx
from onnx import GraphProto, NodeProto, helper

DOMAIN, OPERATOR = "com.microsoft", "MatMulIntegerToFloat"


class Fuser:
    """One graph with its indexes."""

    def __init__(self, graph: GraphProto) -> None:
        self.graph = graph
        self.constants = {one.name: one for one in graph.initializer}
        self.maker = {name: node for node in graph.node for name in node.output}
        self.users: dict[str, list[NodeProto]] = defaultdict(list)
        for node in graph.node:
            for name in node.input:
                self.users[name].append(node)
        self.dropped: set[str] = set()

    def fused(self, node: NodeProto) -> NodeProto | None:
        """The single node for a quantised product and what follows it, or null for other nodes."""
        if node.op_type != "MatMul":
            return None
        left, right = (self.maker.get(name) for name in node.input)
        if not (_dequantises(left) and _dequantises(right) and right.input[0] in self.constants):
            return None
        result = self._unrounded(node.output[0])
        inputs = [left.input[0], right.input[0], left.input[1], right.input[1], left.input[2], right.input[2]]
        adding = self.users[result]
        if len(adding) == 1 and adding[0].op_type == "Add":
            bias = [name for name in adding[0].input if name in self.constants]
            if bias and len(self.constants[bias[0]].dims) == 1:
                inputs.append(bias[0])
                self.dropped.add(adding[0].name)
                result = adding[0].output[0]
        return helper.make_node(OPERATOR, inputs, [result], name=node.name, domain=DOMAIN)

    def _unrounded(self, name: str) -> str:
        """The float that a result becomes, past a pair that rounds it to eight bits and back."""
        after = self.users[name]
        if len(after) != 1 or after[0].op_type != "QuantizeLinear":
            return name
        (back,) = self.users[after[0].output[0]]
        self.dropped |= {after[0].name, back.name}
        return str(back.output[0])


def _dequantises(node: NodeProto | None) -> bool:
    return node is not None and node.op_type == "DequantizeLinear"


def fuse(model: onnx.ModelProto) -> int:
    """Rewrites the graph in place; returns how many products were fused."""
    fuser = Fuser(model.graph)
    made = {node.name: new for node in model.graph.node if (new := fuser.fused(node)) is not None}
    nodes = [made.get(node.name, node) for node in model.graph.node if node.name not in fuser.dropped]
    nodes = _in_order(model.graph, _alive(model.graph, nodes))
    used = {name for node in nodes for name in node.input}
    constants = [one for one in model.graph.initializer if one.name in used]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(nodes)
    model.graph.initializer.extend(constants)
    if not any(one.domain == DOMAIN for one in model.opset_import):
        model.opset_import.append(helper.make_opsetid(DOMAIN, 1))
    return len(made)


def _alive(graph: GraphProto, nodes: list[NodeProto]) -> list[NodeProto]:
    """Without nodes that nothing uses."""
    outputs = {output.name for output in graph.output}
    while True:
        used = {name for node in nodes for name in node.input} | outputs
        kept = [node for node in nodes if any(name in used for name in node.output)]
        if len(kept) == len(nodes):
            return kept
        nodes = kept


def _in_order(graph: GraphProto, nodes: list[NodeProto]) -> list[NodeProto]:
    """Every node after what it reads."""
    there = {one.name for one in graph.input} | {one.name for one in graph.initializer} | {""}
    ordered: list[NodeProto] = []
    while nodes:
        ready = [node for node in nodes if all(name in there for name in node.input)]
        if not ready:
            raise ValueError(f"a circle through {nodes[0].name}")
        ordered += ready
        there |= {name for node in ready for name in node.output}
        names = {id(node) for node in ready}
        nodes = [node for node in nodes if id(node) not in names]
    return ordered


def fuse_file(path: Path) -> int:
    """Fuses a model where it lies; returns how many products were fused."""
    model = onnx.load(str(path))
    count = fuse(model)
    onnx.save(model, str(path))
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    print(fuse_file(parser.parse_args().model))


if __name__ == "__main__":
    main()
