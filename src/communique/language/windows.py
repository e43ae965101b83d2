"""Sentences too long for the encoder: cut at the best places, parsed in windows, joined to one tree."""

from __future__ import annotations

from collections.abc import Sequence

MAX_SUBWORDS = 254
"""Sub-words a window (256 with the end marks): arc scores grow with the square of it, and no sentence of
the treebanks is longer."""

_BREAKS = {"\n": 5, ".": 5, "!": 5, "?": 5, ";": 4, ":": 3, "|": 3, "—": 2, "–": 2, "--": 2, "•": 3, ",": 1}


def windows(words: Sequence[str], sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Return half-open word ranges that fit the encoder; one range where the sentence fits as it is.

    `sizes` are the sub-words of each word. A cut falls after the strongest mark in the last half of
    a full window, or at its end when there is none.
    """
    if sum(sizes) <= MAX_SUBWORDS:
        return [(0, len(words))]
    out: list[tuple[int, int]] = []
    start = 0
    while start < len(words):
        room, end = MAX_SUBWORDS, start
        while end < len(words) and sizes[end] <= room:
            room -= sizes[end]
            end += 1
        if end < len(words):
            half = start + (end - start) // 2
            end = max(range(half, end), key=lambda k: (_BREAKS.get(words[k], 0), k)) + 1
        out.append((start, end))
        start = end
    return out
