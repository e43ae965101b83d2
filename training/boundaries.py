"""Learning where a sentence opens though no mark shows it: logistic regression, in plain Python."""

from __future__ import annotations

import math
import random
from collections import Counter

from communique.language.boundaries import features, is_candidate, shape
from communique.text.paragraphs import paragraphs
from communique.text.sentences import split_sentences
from communique.text.tokens import tokenise
from training.treebank import TreeSentence

EPOCHS, RATE, DECAY, LEAST = 5, 0.15, 5e-4, 3
CAPITALS_CAUTION = 1.0
"""Taken off gaps between two capitalised words or after a colon: a cut inside "Kim | Jong Un" costs more
than a headline left joined. On the development sets it costs nothing."""

SMALLEST = 0.02
"""Weights nearer to nothing than this are left out."""


CAPITAL_PAIRS = frozenset(f"pn{a}{b}" for a in "TUI:" for b in "TUI")


def spell(document: list[TreeSentence]) -> tuple[str, set[int]]:
    """Return a document as raw text, paragraphs parted by blank lines, and where its sentences end."""
    text, ends = "", set()
    for k, sentence in enumerate(document):
        if k and sentence.new_paragraph:
            text = text.rstrip(" ") + "\n\n"
        for form, spaced in zip(sentence.forms, sentence.space_after, strict=True):
            text += form + (" " if spaced else "")
        ends.add(len(text.rstrip(" ")))
    return text, ends


def learn(sentences: list[TreeSentence]) -> dict[str, object]:
    """Return the content of `boundaries.json`."""
    documents: dict[str, list[TreeSentence]] = {}
    for s in sentences:
        documents.setdefault(s.doc, []).append(s)
    rows: list[tuple[list[str], bool]] = []
    for document in documents.values():
        rows.extend(_rows(*spell(document)))
    counts = Counter(f for row, _ in rows for f in row)
    index = {f: k for k, f in enumerate(f for f, n in counts.items() if n >= LEAST)}
    data = [([index[f] for f in row if f in index], gold) for row, gold in rows]
    weights, bias = _fit(data, len(index))
    for f, k in index.items():
        if f in CAPITAL_PAIRS:
            weights[k] -= CAPITALS_CAUTION
    kept = {f: round(weights[k], 3) for f, k in sorted(index.items()) if abs(weights[k]) >= SMALLEST}
    return {"bias": round(bias, 3), "weights": kept}


def _rows(text: str, ends: set[int]) -> list[tuple[list[str], bool]]:
    """One row a place where a sentence could open and the rules see no boundary."""
    rows = []
    for a, b in paragraphs(text):
        tokens = tokenise(text, a, b)
        words = [text[x:y] for x, y in tokens]
        low = [w.lower() for w in words]
        shapes = [shape(w) for w in words]
        marked = {last - 1 for _, last in split_sentences(text, tokens)}
        start = 0
        for i in range(len(words) - 1):
            gold = tokens[i][1] in ends
            if i not in marked and is_candidate(shapes, i):
                spaced = tokens[i + 1][0] > tokens[i][1]
                rows.append((features(low, shapes, i, max(start, i - 60), spaced), gold))
            if gold or i in marked:
                start = i + 1
    return rows


def _fit(data: list[tuple[list[int], bool]], n: int) -> tuple[list[float], float]:
    weights, squares, bias = [0.0] * n, [1e-6] * n, -2.0
    rng = random.Random(1)
    order = list(range(len(data)))
    for _ in range(EPOCHS):
        rng.shuffle(order)
        for k in order:
            row, gold = data[k]
            score = max(-30.0, min(30.0, bias + sum(weights[f] for f in row)))
            error = 1 / (1 + math.exp(-score)) - gold
            bias -= 0.01 * error
            for f in row:
                gradient = error + DECAY * weights[f]
                squares[f] += gradient * gradient
                weights[f] -= RATE * gradient / math.sqrt(squares[f])
    return weights, bias
