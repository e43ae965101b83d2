"""What is parsed apart and then joined to one tree: a dateline, the parts of an overlong sentence."""

from __future__ import annotations

from collections.abc import Sequence

from communique.text.datelines import dateline_end

MAX_SUBWORDS = 254
"""Sub-words a window (256 with the end marks): arc scores grow with the square of it, and no sentence of
the treebanks is longer."""

_BREAKS = {"\n": 5, ".": 5, "!": 5, "?": 5, ";": 4, ":": 3, "|": 3, "—": 2, "–": 2, "--": 2, "•": 3, ",": 1}


def windows(words: Sequence[str], sizes: Sequence[int]) -> tuple[list[tuple[int, int]], int]:
    """Return half-open word ranges that fit the encoder, and which of them holds the root of the sentence.

    The treebanks hold no datelines, and one in front of it spoils the tree of a sentence: it is a range
    of its own. `sizes` are the sub-words of each word. In a sentence that does not fit, a cut falls
    after the strongest mark in the last half of a full window, or at its end when there is none.
    """
    start = dateline_end(words)
    out = [(0, start)] if start else []
    main = len(out)
    if sum(sizes) <= MAX_SUBWORDS:
        return [*out, (start, len(words))], main
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
    return out, main
