"""The relation of a word whose head the tree decoder changed: the label layer once more, for that pair."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt


class Relabeller:
    """The last layer of the label head, kept beside the graph because trees are decoded outside it."""

    def __init__(self, weights: bytes) -> None:
        with np.load(io.BytesIO(weights), allow_pickle=False) as stored:
            self._weight = stored["weight"].astype(np.float64)
            self._bias = stored["bias"].astype(np.float64)

    def relation(self, dependent: npt.NDArray[np.float32], head: npt.NDArray[np.float32]) -> int:
        """Return the relation class of one dependent under one head.

        One pair at a time, so that the sum is always taken in the same order.
        """
        pair = np.concatenate([dependent * head, dependent, head]).astype(np.float64)
        return int((self._weight @ pair + self._bias).argmax())
