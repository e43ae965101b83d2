"""Finds the weights of coding/data/eventful.csv: does anything political happen in a sentence?

    python -m quality.fit_eventful [--write]

Yes: own marked sentences in which somebody does something to somebody (training/relation/data), and the
lexicon's examples of acts. No: marked sentences in which nobody does, the lexicon's examples of senses that
are no act, the seen part of the non-political set, and training/quiet/sentences.txt. Held-out marked
sentences are left out. Prints how many quiet sentences each threshold catches and how many eventful ones it
loses, with weights from other sentences (five folds). Logistic regression with a quadratic penalty.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
from scipy.optimize import minimize
from training.relation.sentences import is_held_out, read_all

from communique.coding.eventful import lemmas, pooled
from communique.coding.lexicon import NO_EVENT, load_lexicon
from communique.coding.tree import Tree
from communique.language import load_parser
from quality.devdata import ROOT
from quality.nonpolitical import SET, is_unseen

TABLE = ROOT / "src" / "communique" / "coding" / "data" / "eventful.csv"
QUIET = ROOT / "training" / "quiet" / "sentences.txt"
PENALTY = 3.0
"""Weight of the squared weights of lemmas."""
PENALTY_OF_ACTS = 20.0
"""The same for lemmas that the lexicon reads as acts: quiet sentences were written with them on purpose."""
SCALE = 0.15
"""By which states, brought to variance one, are made smaller: the penalty weighs on them more."""
QUIET_WEIGHT = 2.0
"""What a sentence of another domain counts beside one of politics in which nothing happens."""
LEAST = 3
"""Sentences that a lemma must stand in."""
NEAR_NOTHING = 0.05
"""Weights of lemmas nearer to nought are left out."""
FOLDS = 5
SHORT = 12
"""Words of a sentence below which it is short."""
BATCH = 256

Array = npt.NDArray[np.float64]


def texts() -> tuple[list[str], Array, Array]:
    """Sentences, whether something happens in each, and its weight."""
    marked = [one for one in read_all() if not is_held_out(one)]
    rows = [json.loads(row) for row in SET.read_text("utf-8").splitlines() if row.strip()]
    quiet = [row["text"] for row in rows if not is_unseen(row["id"])]
    quiet += [line for line in QUIET.read_text("utf-8").splitlines() if line.strip()]
    senses = {
        frame.example: frame.event_type != NO_EVENT
        for frames in load_lexicon().frames.values()
        for frame in frames
        if frame.example.endswith(".")
    }
    answers = [bool(one.relations) for one in marked] + list(senses.values()) + [False] * len(quiet)
    weights = [1.0] * (len(marked) + len(senses)) + [QUIET_WEIGHT] * len(quiet)
    return [one.text for one in marked] + list(senses) + quiet, np.array(answers, float), np.array(weights)


def read(sentences: list[str]) -> tuple[list[set[str]], Array]:
    """Lemmas and pooled states of every sentence."""
    parser = load_parser()
    words: list[set[str]] = []
    states = []
    for start in range(0, len(sentences), BATCH):
        part = sentences[start : start + BATCH]
        for parse in parser.parse_many([(text, [(0, len(text))]) for text in part]):
            tree = Tree(max(parse.sentences, key=len), 0)
            values = pooled(tree)
            assert values is not None
            words.append(lemmas(tree))
            states.append(values)
    return words, np.array(states, float)


def columns(words: list[set[str]], states: Array, places: dict[str, int]) -> Any:
    """Sparse matrix: lemmas, states, one."""
    row, column = [], []
    for number, found in enumerate(words):
        known = [places[word] for word in found if word in places]
        row += [number] * len(known)
        column += known
    bags = sparse.csr_matrix((np.ones(len(row)), (row, column)), shape=(len(words), len(places)))
    ones = sparse.csr_matrix(np.ones((len(words), 1)))
    return sparse.hstack([bags, sparse.csr_matrix(states), ones]).tocsr()


def fit(x: Any, y: Array, weight: Array, places: dict[str, int]) -> Array:
    """Weights of the columns; the last is what stands without evidence."""
    penalty = np.full(x.shape[1], PENALTY)
    penalty[-1] = 0.0
    penalty[[place for word, place in places.items() if word in acts()]] = PENALTY_OF_ACTS

    def loss(w: Array) -> tuple[float, Array]:
        z = x @ w
        p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
        total = float((weight * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * (penalty * w * w).sum())
        return total, x.T @ (weight * (p - y)) + penalty * w

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return np.asarray(found.x)


def acts() -> set[str]:
    """Lemmas that the lexicon reads as acts."""
    return {lemma for lemma, _ in load_lexicon().frames}


def write(weights: Array, places: dict[str, int], mean: Array, spread: Array) -> None:
    n = len(places)
    states = weights[n:-1] * SCALE / spread
    base = weights[-1] - float(states @ mean)
    lines = ["# Written by quality/fit_eventful.py: log odds that something political happens in a sentence."]
    lines.append(f"base,,{base:.4f}")
    lines += [f"state,{place},{weight:.4f}" for place, weight in enumerate(states)]
    for word, place in places.items():
        if abs(weights[place]) >= NEAR_NOTHING:
            lines.append(f"lemma,{word},{weights[place]:.2f}")
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    sentences, y, weight = texts()
    words, raw = read(sentences)
    counts = Counter(word for found in words for word in found)
    known = sorted(word for word, n in counts.items() if n >= LEAST)
    places = {word: place for place, word in enumerate(known)}
    mean, spread = raw.mean(0), raw.std(0) + 1e-6
    x = columns(words, (raw - mean) / spread * SCALE, places)
    fold = np.array([int(sha256(text.encode()).hexdigest(), 16) % FOLDS for text in sentences])
    told = np.zeros(len(y))
    for k in range(FOLDS):
        told[fold == k] = x[fold == k] @ fit(x[fold != k], y[fold != k], weight[fold != k], places)
    for threshold in (-2.0, -1.5, -1.0, -0.5, 0.0):
        below = told < threshold
        print(
            f"below {threshold:4}: other domains {below[weight > 1].mean():.3f}, nothing happens "
            f"{below[(y == 0) & (weight == 1)].mean():.3f}, eventful {below[y == 1].mean():.4f}"
        )
    short = np.array([len(text.split()) < SHORT for text in sentences])
    print(f"short and eventful below -0.8: {(told < -0.8)[(y == 1) & short].mean():.4f} of {short.sum()}")
    if arguments.write:
        write(fit(x, y, weight, places), places, mean, spread)


if __name__ == "__main__":
    main()
