"""Heads to trees: a quick test whether the best heads already form one, and the best tree where not."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_NEVER = -1e9
_ONE_ROOT = 1e5
"""Taken off every root arc, so that the best arborescence uses as few as it can: exactly one."""


def are_trees(heads: npt.NDArray[np.int32], n_words: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return, for each row of `heads` (0 = root, words from 1), whether its first n words form one tree."""
    batch, width = heads.shape
    inside = np.arange(width) < n_words[:, None]
    one_root = ((heads == 0) & inside).sum(1) == 1
    up = np.zeros((batch, width + 1), np.int64)
    up[:, 1:] = np.where(inside, heads, 0)
    for _ in range(int(width).bit_length()):
        up = np.take_along_axis(up, up, 1)
    return np.asarray(one_root & ~up.any(1))


def best_tree(scores: npt.NDArray[np.float32]) -> list[int]:
    """Return the heads (0 = root) of the highest-scoring tree with one root.

    `scores`: words × (1 + words); row i scores the heads of word i + 1, column 0 is the root.
    """
    n = scores.shape[0]
    square = np.full((n + 1, n + 1), _NEVER)
    square[1:, :] = scores
    square[1:, 0] -= _ONE_ROOT
    np.fill_diagonal(square, _NEVER)
    heads = _arborescence(square)
    return [int(h) for h in heads[1:]]


def _cycle(heads: npt.NDArray[np.int64]) -> list[int]:
    """Return the nodes of one cycle among `heads`, or nothing."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = int(heads[node])
        if node and seen[node] == start:
            cycle = [node]
            node = int(heads[node])
            while node != cycle[0]:
                cycle.append(node)
                node = int(heads[node])
            return cycle
    return []


def _arborescence(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Chu-Liu-Edmonds on a dense matrix: scores[d, h], node 0 the root; returns the head of each node."""
    heads: npt.NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    on_cycle = np.zeros(len(scores), bool)
    on_cycle[cycle] = True
    rest = np.flatnonzero(~on_cycle)
    ring = np.array(sorted(cycle))
    m = len(rest)
    into = scores[ring][:, rest] - scores[ring, heads[ring]][:, None]
    enters = into.argmax(0)
    out_of = scores[rest][:, ring]
    leaves = out_of.argmax(1)
    smaller = np.full((m + 1, m + 1), _NEVER)
    smaller[:m, :m] = scores[np.ix_(rest, rest)]
    smaller[:m, m] = out_of.max(1)
    smaller[m, :m] = into.max(0)
    smaller[0, :] = _NEVER
    inner = _arborescence(smaller)
    result: npt.NDArray[np.int64] = heads.copy()
    for k, node in enumerate(rest):
        if node:
            result[node] = ring[leaves[k]] if inner[k] == m else rest[inner[k]]
    entry = ring[enters[inner[m]]]
    result[entry] = rest[inner[m]]
    return result
