"""Gradient boosting of oblivious trees in numpy: small, deterministic, and fast to apply.

An oblivious tree asks the same question on a whole level, so that a forest is one comparison of a matrix.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

N_BINS = 48


class Forest(NamedTuple):
    """feature, threshold: (trees, depth); leaf: (trees, 2**depth);
    probability = sigmoid(base + sum of leaves)."""

    base: float
    feature: npt.NDArray[np.int64]
    threshold: npt.NDArray[np.float32]
    leaf: npt.NDArray[np.float32]

    def logits(self, table: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        n_trees, depth = self.feature.shape
        bits = table[:, self.feature.ravel()] > self.threshold.ravel()
        index = bits.reshape(len(table), n_trees, depth) @ (1 << np.arange(depth))
        return self.base + self.leaf[np.arange(n_trees), index].sum(axis=1)

    def probabilities(self, table: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        return 1.0 / (1.0 + np.exp(-self.logits(table)))


def fit(
    table: npt.NDArray[np.float32],
    label: npt.NDArray[np.float64],
    weight: npt.NDArray[np.float64],
    *,
    n_trees: int,
    depth: int,
    rate: float,
    seed: int,
    l2: float = 20.0,
    columns: float = 0.5,
) -> Forest:
    """Logistic loss. Each tree sees a share of the columns, drawn from
    `seed`: the same data give the same forest."""
    rng = np.random.default_rng(seed)
    n, n_features = table.shape
    edges = [
        np.unique(np.quantile(table[:, f], np.linspace(0, 1, N_BINS + 1)[1:-1])) for f in range(n_features)
    ]
    binned = np.stack(
        [np.searchsorted(edges[f], table[:, f], side="left") for f in range(n_features)]
    ).astype(np.int32)
    mean = float((label * weight).sum() / weight.sum())
    base = float(np.log(mean / (1 - mean)))
    logit = np.full(n, base)
    chosen_f = np.zeros((n_trees, depth), dtype=np.int64)
    chosen_t = np.zeros((n_trees, depth), dtype=np.float32)
    leaves = np.zeros((n_trees, 1 << depth), dtype=np.float32)
    for tree in range(n_trees):
        p = 1.0 / (1.0 + np.exp(-logit))
        gradient, hessian = weight * (label - p), weight * p * (1 - p)
        pool = np.sort(rng.choice(n_features, max(1, int(columns * n_features)), replace=False))
        node = np.zeros(n, dtype=np.int32)
        for level in range(depth):
            best = (-1.0, 0, 0)
            n_nodes = 1 << level
            for f in pool:
                if not len(edges[f]):
                    continue
                width = len(edges[f]) + 1
                key = node * width + binned[f]
                g = np.bincount(key, gradient, n_nodes * width).reshape(n_nodes, width).cumsum(axis=1)
                h = np.bincount(key, hessian, n_nodes * width).reshape(n_nodes, width).cumsum(axis=1)
                gl, hl = g[:, :-1], h[:, :-1]
                gr, hr = g[:, -1:] - gl, h[:, -1:] - hl
                gain = (gl**2 / (hl + l2) + gr**2 / (hr + l2)).sum(axis=0)
                at = int(gain.argmax())
                if gain[at] > best[0] + 1e-9:
                    best = (float(gain[at]), int(f), at)
            _, f, at = best
            chosen_f[tree, level], chosen_t[tree, level] = f, edges[f][at]
            node += (binned[f] > at).astype(np.int32) << level
        g = np.bincount(node, gradient, 1 << depth)
        h = np.bincount(node, hessian, 1 << depth)
        leaves[tree] = rate * g / (h + l2)
        logit += leaves[tree][node]
    return Forest(base, chosen_f, chosen_t, leaves)
