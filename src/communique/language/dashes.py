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


def joined_pairs(
    form: Sequence[str], spans: Sequence[tuple[int, int]], xpos: Sequence[str], heads: Sequence[int],
    rels: Sequence[str],
) -> tuple[list[int], list[str]]:  # fmt: skip
    """Heads (1-based, 0 for the root) and relations, with the first of two names joined by a dash as a
    compound of the second where the parser has cut it off: "Chile–Peru | talks"."""
    joined, relations = list(heads), list(rels)
    for i in range(len(form) - 2):
        if form[i + 1] not in _DASHES | {"-"} or rels[i] not in _CUT_OFF or rels[i + 2] != "compound":
            continue
        touching = spans[i][1] == spans[i + 1][0] and spans[i + 1][1] == spans[i + 2][0]
        if touching and xpos[i].startswith("NNP") and xpos[i + 2].startswith("NNP"):
            joined[i], relations[i] = i + 3, "compound"
    return joined, relations


_CUT_OFF = frozenset({"reparandum", "dislocated", "dep", "vocative", "discourse", "parataxis"})
