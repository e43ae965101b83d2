"""Running the ONNX graph: sentences of one padded length together, and never two lengths in one batch.

A result may not depend on its batch. Activation ranges are fixed in the graph, and the padded length of
a sentence follows from that sentence alone, so every number of a sentence is computed by the same steps
whatever stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from communique.language.encode import Encoded

_BATCH = 768
"""Sub-words a batch, padding included: 54 µs each at 512, 57 at 1,024, 65 at 3,072, as caches overflow."""

_SLOWER = ["SkipLayerNormFusion"]
"""Graph rewritings that cost time on a processor: this one makes the whole graph 12 % slower."""

OUTPUTS = ("upos", "xpos", "feats", "names", "heads", "arc", "rel", "label_dep", "label_head", "lifted")

Array = npt.NDArray[np.float32]


class Outputs:
    """What the graph says of one batch: arrays with one row a sentence, one column a (padded) word."""

    __slots__ = OUTPUTS

    upos: npt.NDArray[np.int32]
    xpos: npt.NDArray[np.int32]
    feats: npt.NDArray[np.int32]
    names: Array
    heads: npt.NDArray[np.int32]
    arc: Array
    rel: npt.NDArray[np.int32]
    label_dep: Array
    label_head: Array
    lifted: Array | None
    """Null for a graph without the relation branch: a parser being made."""

    def __init__(self, names: Sequence[str], values: Sequence[object]) -> None:
        self.lifted = None
        for name, value in zip(names, values, strict=True):
            setattr(self, name, value)


def padded_length(n_ids: int) -> int:
    """Return the padded length of a sentence of `n_ids` sub-words; it depends on nothing else."""
    step = 4 if n_ids <= 32 else 8 if n_ids <= 96 else 16
    return max(8, -(-n_ids // step) * step)


class Graph:
    """An onnxruntime session on one thread, without spinning."""

    def __init__(self, model: bytes) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = ort.InferenceSession(
            model, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
        )
        there = {output.name for output in self._session.get_outputs()}
        self._names = [name for name in OUTPUTS if name in there or name != "lifted"]

    def run(self, sentences: Sequence[Encoded]) -> Iterator[tuple[list[int], Outputs]]:
        """Yield (indexes into `sentences`, outputs) batch by batch; every sentence comes exactly once."""
        by_length: dict[int, list[int]] = {}
        for i, sentence in enumerate(sentences):
            by_length.setdefault(padded_length(sentence.n_ids), []).append(i)
        for length, indexes in sorted(by_length.items()):
            size = max(1, _BATCH // length)
            for at in range(0, len(indexes), size):
                group = indexes[at : at + size]
                yield group, self._run_group([sentences[i] for i in group], length)

    def _run_group(self, group: Sequence[Encoded], length: int) -> Outputs:
        inputs = {
            k: np.zeros((len(group), length), np.int64)
            for k in ("ids", "sub_shapes", "first", "last", "shapes")
        }
        for row, sentence in enumerate(group):
            inputs["ids"][row, : sentence.n_ids] = sentence.ids
            inputs["sub_shapes"][row, : sentence.n_ids] = sentence.sub_shapes
            inputs["first"][row, : sentence.n_words] = sentence.first
            inputs["last"][row, : sentence.n_words] = sentence.last
            inputs["shapes"][row, : sentence.n_words] = sentence.shapes
        return Outputs(self._names, self._session.run(self._names, inputs))
