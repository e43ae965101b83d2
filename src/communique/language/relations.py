"""The relation scorer: what one span of a sentence does to another, as chances of 16 PLOVER types or none.

A branch of the parser's graph gives every token a vector (`Sentence.states`); the small graph here reads
pairs of spans off them. One call a sentence, so that a pair's chances follow from its sentence alone.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from communique.language.files import checked_bytes, model_folder, read_manifest
from communique.records import Sentence

WIDTH = 192
"""Numbers a token."""

CLASSES = (
    "none", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip

Array = npt.NDArray[np.float32]
Tokens = Sequence[int]
Marked = tuple[int, Tokens, int, Tokens, Tokens]
"""Head and tokens of the source, head and tokens of the target, tokens on the tree path between them. The
same span twice asks what the source does to nobody named."""


class RelationScorer:
    """One per process (`load_relations`); safe to use from threads."""

    def __init__(self, folder: Path) -> None:
        """Load `relation.onnx` in `folder`. Raises ModelMissing or ModelDamaged."""
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = checked_bytes(folder, read_manifest(folder), "relation.onnx")
        self._session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def score(self, sentence: Sentence, pairs: Sequence[Marked]) -> tuple[Array, Array]:
        """(pairs × CLASSES chances that add up to 1, pairs × tokens shares of attention)."""
        n = len(sentence)
        if not pairs or len(sentence.states) != n * WIDTH * 4:
            return np.zeros((0, len(CLASSES)), np.float32), np.zeros((0, n), np.float32)
        source, target, path = (np.zeros((len(pairs), n), np.float32) for _ in range(3))
        for row, (one, its, other, others, between) in enumerate(pairs):
            for mask, head, inside in ((source, one, its), (target, other, others)):
                mask[row, list(inside)] = 0.5 / len(inside)
                mask[row, head] += 0.5
            path[row, list(between)] = 1.0
        lifted = np.frombuffer(sentence.states, "<f4").reshape(n, WIDTH)
        feed = {"lifted": lifted, "source": source, "target": target, "path": path}
        chances, attention = self._session.run(["chances", "attention"], feed)
        return chances, attention


_scorer: RelationScorer | None = None
_lock = threading.Lock()


def load_relations() -> RelationScorer:
    """Return the scorer of this process, loading it when first asked. Raises ModelMissing or ModelDamaged."""
    global _scorer
    with _lock:
        if _scorer is None:
            _scorer = RelationScorer(model_folder())
        return _scorer
