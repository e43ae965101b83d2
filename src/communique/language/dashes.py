"""Dashes that stand for hyphens: "Chile–Peru talks". The treebanks know only the hyphen there."""

from __future__ import annotations

from collections.abc import Sequence

_DASHES = frozenset({"–", "‑", "‒", "−"})


def joined_by_hyphens(words: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[str]:
    """The words as the model is shown them: a dash that touches a capitalised word on both sides is a hyphen.

    spans: code points of each word. Tokens and offsets keep the text.
    """
    return [
        "-"
        if word in _DASHES
        and 0 < i < len(words) - 1
        and spans[i - 1][1] == spans[i][0]
        and spans[i][1] == spans[i + 1][0]
        and words[i - 1][:1].isupper()
        and words[i + 1][:1].isupper()
        else word
        for i, word in enumerate(words)
    ]
