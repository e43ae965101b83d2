"""Whether a sentence reads like one in which something political happens at all.

Not who does what, but what the words around are about: a learned sum over the lemmas of a sentence and over
the states that the language model has of its tokens, in log odds (data/eventful.csv, written by
`quality/fit_eventful.py` from own sentences). It is asked only where nobody on either side holds office.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from communique.coding.tree import Tree
from communique.language.relations import WIDTH, Array

OPEN_CLASSES = frozenset({"NOUN", "VERB", "ADJ"})
"""Parts of speech of the lemmas that count; names tell of no subject."""

ENOUGH = 20
"""Tokens from which what a sentence lacks counts wholly."""


class Weights(NamedTuple):
    """Log odds of a lemma, of each pooled state, and of no evidence."""

    words: dict[str, float]
    states: Array
    base: float


def lemmas(tree: Tree) -> set[str]:
    """Lemmas of the open classes, each once."""
    tagged = zip(tree.lemma, tree.upos, strict=True)
    return {lemma for lemma, upos in tagged if upos in OPEN_CLASSES and lemma.isalpha() and lemma.islower()}


def pooled(tree: Tree) -> Array | None:
    """Mean and greatest of every state over the tokens; null where the sentence has no states."""
    states = np.frombuffer(tree.sentence.states, "<f4")
    if len(states) != len(tree) * WIDTH or not len(tree):
        return None
    rows = states.reshape(len(tree), WIDTH)
    return np.concatenate([rows.mean(0), rows.max(0)])


@cache
def weights() -> Weights:
    """Weights as shipped."""
    words: dict[str, float] = {}
    states = np.zeros(2 * WIDTH, np.float32)
    base = 0.0
    with files("communique.coding").joinpath("data", "eventful.csv").open("r", encoding="utf-8") as table:
        for kind, name, weight in csv.reader(line for line in table if not line.startswith("#")):
            if kind == "lemma":
                words[name] = float(weight)
            elif kind == "state":
                states[int(name)] = float(weight)
            else:
                base = float(weight)
    return Weights(words, states, base)


def eventful(tree: Tree) -> float:
    """Log odds that something political happens in a sentence; 0 where it has no states to go by. Counted
    once a tree.
    """
    if tree.eventful is None:
        tree.eventful = _odds(tree)
    return tree.eventful


def _odds(tree: Tree) -> float:
    """The log odds; that a short sentence lacks what politics is told with says little."""
    values = pooled(tree)
    if values is None:
        return 0.0
    words, states, base = weights()
    total = base + float(values @ states) + sum(words.get(lemma, 0.0) for lemma in lemmas(tree))
    return total if total > 0 else total * min(1.0, len(tree) / ENOUGH)


def article_odds(trees: Sequence[Tree]) -> float | None:
    """Mean log odds over the sentences of an article, none counted above or below MOST; null for few."""
    told = [max(-MOST, min(MOST, eventful(tree))) for tree in trees if len(tree) >= SHORTEST]
    return sum(told) / len(told) if len(told) >= LEAST_SENTENCES else None


MOST = 4.0
SHORTEST = 6
"""Tokens of a sentence that counts for its article."""
LEAST_SENTENCES = 4


__all__ = ["Weights", "article_odds", "eventful", "lemmas", "pooled", "weights"]
