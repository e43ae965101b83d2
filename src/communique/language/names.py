"""Name tags decoded as a chain: the best sequence in which no I- tag continues another type."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from communique.records.parse import Name

_NEVER = np.float32(-1e4)


class NameDecoder:
    """Viterbi over a batch, with the learned transitions and the rules of the tagging scheme."""

    def __init__(self, tags: Sequence[str], transitions: Sequence[Sequence[float]]) -> None:
        n = len(tags)
        table = np.array(transitions, np.float32)
        self._tags = list(tags)
        self._between = table[:n].copy()
        self._start = table[n].copy()
        self._stop = table[n + 1].copy()
        for j, tag in enumerate(tags):
            if tag.startswith("I-"):
                self._start[j] = _NEVER
                for i, before in enumerate(tags):
                    if before[2:] != tag[2:]:
                        self._between[i, j] = _NEVER

    def decode(self, scores: npt.NDArray[np.float32], n_words: Sequence[int]) -> list[tuple[Name, ...]]:
        """Return the names of each row; `scores` is rows × padded words × tags."""
        batch, _, n_tags = scores.shape
        lengths = np.asarray(n_words)
        longest = int(lengths.max())
        back = np.zeros((longest, batch, n_tags), np.int8)
        alpha = scores[:, 0] + self._start
        ends = np.empty((batch, n_tags), np.float32)
        done = lengths == 1
        ends[done] = alpha[done]
        for t in range(1, longest):
            paths = alpha[:, :, None] + self._between
            back[t] = paths.argmax(1)
            alpha = paths.max(1) + scores[:, t]
            done = lengths == t + 1
            if done.any():
                ends[done] = alpha[done]
        tag = (ends + self._stop).argmax(1)
        path = np.zeros((batch, longest), np.int8)
        rows = np.arange(batch)
        for t in range(longest - 1, -1, -1):
            inside = lengths > t
            path[inside, t] = tag[inside]
            if t:
                tag = np.where(inside, back[t, rows, tag], tag)
        return [self._spans(path[i, :n]) for i, n in enumerate(n_words)]

    def _spans(self, path: npt.NDArray[np.int8]) -> tuple[Name, ...]:
        if not path.any():
            return ()
        names: list[Name] = []
        start, kind = -1, ""
        for i, k in enumerate([*path.tolist(), 0]):
            tag = self._tags[k]
            if start >= 0 and tag[0] != "I":
                names.append(Name(start, i, kind))
                start = -1
            if tag[0] == "B":
                start, kind = i, tag[2:]
        return tuple(names)
