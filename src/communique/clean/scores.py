"""Body or not: a probability for every line of a plain text, from the shipped line model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.clean.features import FEATURES, line_features
from communique.clean.neighbourhood import CONTEXT, STORY, WINDOWS, Array
from communique.clean.phrases import PhraseHit
from communique.errors import DataError

BIAS = 0.4
"""Added to the logit: losing a line of the report costs more than keeping one too many."""
STEP = 0.6
STEP_IN_PROSE = 3.0
"""Costs, in logits, of a change between body and not body from one line to the next; between two lines of
prose it takes far stronger evidence. Both were chosen by cross-validation over hosts."""
CLIP = 3.0


class LineModel(NamedTuple):
    """A forest of oblivious trees: feature and threshold of each level, and the leaves' logits."""

    base: float
    feature: npt.NDArray[np.int64]
    threshold: npt.NDArray[np.float32]
    leaf: npt.NDArray[np.float32]

    def logits(self, table: Array) -> npt.NDArray[np.float64]:
        """Log-odds of each row to be body."""
        n_trees, depth = self.feature.shape
        bits = table[:, self.feature.ravel()] > self.threshold.ravel()
        index = bits.reshape(len(table), n_trees, depth) @ (1 << np.arange(depth))
        total: npt.NDArray[np.float64] = self.base + self.leaf[np.arange(n_trees), index].sum(
            axis=1, dtype=np.float64
        )
        return total


def columns() -> list[str]:
    """What the model's columns stand for, so that a model trained on others is not applied."""
    return [*FEATURES, *CONTEXT, *(str(width) for width in WINDOWS), *STORY]


@cache
def line_model() -> LineModel:
    """The shipped model. Raises DataError when it was trained on other columns."""
    raw = json.loads(files("communique.clean").joinpath("data/line_model.json").read_text("utf-8"))
    if raw["columns"] != columns():
        raise DataError(
            "clean/data/line_model.json was trained on other columns; run training/cleaning/train.py"
        )
    depth = raw["depth"]
    return LineModel(
        float(raw["base"]),
        np.asarray(raw["feature"], dtype=np.int64).reshape(-1, depth),
        np.asarray(raw["threshold"], dtype=np.float32).reshape(-1, depth),
        np.asarray(raw["leaf"], dtype=np.float32).reshape(-1, 1 << depth),
    )


def body_scores(lines: Sequence[str], hits: Sequence[PhraseHit | None]) -> list[float]:
    """Probability of each line to be body; at least 0.5 exactly where
    the best sequence of labels says body."""
    if not lines:
        return []
    table = line_features(lines, hits)
    return settled(line_model().logits(table), is_prose(table))


def is_prose(table: Array) -> npt.NDArray[np.bool_]:
    """Rows of at least ten words that end like a sentence and hold no phrase of the lexicon."""
    prose: npt.NDArray[np.bool_] = (
        (table[:, 0] >= 10) & (table[:, 3] > 0) & (table[:, 35:38].sum(axis=1) == 0)
    )
    return prose


def settled(logits: npt.NDArray[np.float64], prose: npt.NDArray[np.bool_]) -> list[float]:
    """Probabilities moved across 0.5 where the best path (two states,
    costs for changing) disagrees with them."""
    weights = np.clip(logits + BIAS, -CLIP, CLIP)
    out, body = 0.0, float(weights[0])
    steps: list[tuple[bool, bool]] = []
    for index in range(1, len(weights)):
        cost = STEP_IN_PROSE if prose[index] and prose[index - 1] else STEP
        steps.append((body - cost > out, out - cost > body))
        out, body = max(out, body - cost), max(body, out - cost) + float(weights[index])
    state = body > out
    labels = [state]
    for left_body, came_from_out in reversed(steps):
        state = (not came_from_out) if state else left_body
        labels.append(state)
    labels.reverse()
    chances = 1.0 / (1.0 + np.exp(-logits))
    return [
        max(float(p), 0.5) if label else min(float(p), 0.49) for p, label in zip(chances, labels, strict=True)
    ]
