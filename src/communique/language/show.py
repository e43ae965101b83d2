"""A parse for human eyes: each sentence as an indented tree."""

from __future__ import annotations

from communique.records.parse import Parse, Sentence

_MAX_DEPTH = 40
"""Indentation stops growing here; a deeper word shows its depth as a number instead."""


def tree(parse: Parse) -> str:
    """Return every sentence as its text, its names, and its words in order, indented by depth in the tree."""
    blocks = []
    for number, sentence in enumerate(parse.sentences, 1):
        text = " ".join(parse.text[sentence.start : sentence.end].split())
        blocks.append("\n".join([f"{number}  {text}", *_names(sentence), *_words(sentence)]))
    return "\n\n".join(blocks) + ("\n" if blocks else "")


def _names(sentence: Sentence) -> list[str]:
    if not sentence.names:
        return []
    found = (f"{' '.join(sentence.form[n.first : n.last])} [{n.label}]" for n in sentence.names)
    return ["   names: " + ", ".join(found)]


def _words(sentence: Sentence) -> list[str]:
    """One line a word, depth first: children before a head stand above it, later ones below."""
    depth = _depths(sentence)
    width = max(len(f) + 2 * min(d, _MAX_DEPTH) for f, d in zip(sentence.form, depth, strict=True))
    width = min(width, 72)
    lines = []
    for i, form in enumerate(sentence.form):
        shift = "  " * min(depth[i], _MAX_DEPTH) + (f"({depth[i]}) " if depth[i] > _MAX_DEPTH else "")
        head = sentence.form[sentence.head[i]] if sentence.head[i] >= 0 else "—"
        label = f"{sentence.deprel[i]:<12} {sentence.upos[i]:<6} {sentence.lemma[i]}"
        lines.append(f"   {shift + form:<{width}}  {label}  ← {head}")
    return lines


def _depths(sentence: Sentence) -> list[int]:
    """Return how many steps each word lies below the root, without recursion."""
    depth = [-1] * len(sentence)
    for i in range(len(sentence)):
        path = []
        at = i
        while at >= 0 and depth[at] < 0:
            path.append(at)
            at = sentence.head[at]
        base = depth[at] if at >= 0 else -1
        for step, node in enumerate(reversed(path), 1):
            depth[node] = base + step
    return depth
