"""Fits the weights of merging on the seen part of the sample corpus: writes
stories/data/merging_weights.toml.

python -m quality.fit_merging [--check]

One logistic regression (numpy, ridge) over the pairs that merging compares, of one report and of two: every
feature has a weight that both kinds share and what it counts more or less inside a report, so that the
kinds learn from each other. It learns from annotated events given as codings and from the coder's own codings
matched to them; pairs that touch an unseen report are left out. --check writes nothing and prints pairwise F1
in cross-validation over stories (reports that share a happening stay together), by threshold.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.pipeline import Kernel, Options
from communique.stories.blocking import candidates
from communique.stories.grouping import group
from communique.stories.likeness import FEATURES, compare
from communique.stories.settings import settings
from quality.corpus import is_unseen, run_corpus, sidecars
from quality.devdata import ROOT
from quality.happenings import Labelled, labelled
from quality.stories import sketches

OUT = ROOT / "src" / "communique" / "stories" / "data" / "merging_weights.toml"
RIDGE = 3.0
THRESHOLDS = (-1.4, -1.2, -1.0, -0.8, -0.6)
Array = NDArray[np.float64]


class Examples(NamedTuple):
    """Labelled codings (in the order of their ids) and the pairs of them that merging compares: features,
    whether it is one happening, whether both stand in one report.
    """

    items: list[Labelled]
    pairs: list[tuple[int, int]]
    features: Array
    same: Array
    inside: NDArray[np.bool_]

    @property
    def columns(self) -> Array:
        """Features, features inside a report, whether it is inside a report."""
        inside = self.inside.astype(np.float64)[:, None]
        return np.hstack([self.features, self.features * inside, inside])


def examples(items: list[Labelled]) -> Examples:
    """Seen pairs of one set."""
    seen = sorted((item for item in items if not is_unseen(item.stem)), key=lambda item: item.coding.id)
    prepared = sketches([item.coding for item in seen])
    pairs = candidates(prepared)
    return Examples(
        seen,
        pairs,
        np.array([list(compare(prepared[i], prepared[j]).values()) for i, j in pairs]),
        np.array([seen[i].happening == seen[j].happening for i, j in pairs], dtype=np.float64),
        np.array([seen[i].stem == seen[j].stem for i, j in pairs]),
    )


def fit(x: Array, y: Array, ridge: float = RIDGE) -> Array:
    """Weights (constant first) of a logistic regression, by Newton's method."""
    x = np.hstack([np.ones((len(x), 1)), x])
    penalty = np.eye(x.shape[1]) * ridge
    penalty[0, 0] = 1e-6
    b = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ b))
        slope = x.T @ (y - p) - penalty @ b
        curve = (x * (p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(curve, slope)
        b += step
        if np.abs(step).max() < 1e-7:
            break
    return b


def stories(sets: Sequence[Examples]) -> dict[str, int]:
    """Report → number of its story; reports that share a happening, directly or over others, are in one."""
    told: dict[str, set[str]] = defaultdict(set)
    for one in sets:
        for item in one.items:
            told[item.happening].add(item.stem)
    found: list[set[str]] = []
    for stems in told.values():
        touched = [story for story in found if story & stems]
        found = [story for story in found if not story & stems] + [stems.union(*touched)]
    return {stem: number for number, story in enumerate(sorted(found, key=min)) for stem in story}


def held_out(sets: Sequence[Examples]) -> list[Array]:
    """Scores of all pairs, each by weights that saw neither of its stories."""
    story = stories(sets)
    sides = [np.array([[story[e.items[n].stem] for n in pair] for pair in e.pairs]) for e in sets]
    scores = [np.zeros(len(one.pairs)) for one in sets]
    columns = [one.columns for one in sets]
    for number in range(max(story.values()) + 1):
        left_out = [(side == number).any(axis=1) for side in sides]
        x = np.vstack([c[~out] for c, out in zip(columns, left_out, strict=True)])
        weights = fit(x, np.concatenate([e.same[~out] for e, out in zip(sets, left_out, strict=True)]))
        for score, column, out in zip(scores, columns, left_out, strict=True):
            score[out] = weights[0] + column[out] @ weights[1:]
    return scores


def f1(one: Examples, scores: Array, threshold: float) -> dict[str, float]:
    """Pairwise F1 of the groups that scores give: all pairs, and those of two reports."""
    known = dict(zip(one.pairs, map(float, scores), strict=True))
    groups = group(len(one.items), known, threshold, settings().unknown)
    home = {place: number for number, places in enumerate(groups) for place in places}
    counts: dict[str, list[int]] = {"all": [0, 0, 0], "across": [0, 0, 0]}
    for i, j in combinations(range(len(one.items)), 2):
        gold = one.items[i].happening == one.items[j].happening
        found = home[i] == home[j]
        for name in ("all", "across") if one.items[i].stem != one.items[j].stem else ("all",):
            counts[name][0] += gold and found
            counts[name][1] += found
            counts[name][2] += gold
    return {name: round(2 * right / max(1, n + m), 3) for name, (right, n, m) in counts.items()}


def check(sets: Sequence[Examples]) -> None:
    """Prints F1 in cross-validation."""
    scores = held_out(sets)
    for threshold in THRESHOLDS:
        figures = [f1(one, score, threshold) for one, score in zip(sets, scores, strict=True)]
        print(f"threshold {threshold:5}: given {figures[0]}, coded {figures[1]}")


def write(sets: Sequence[Examples]) -> None:
    """Writes the weights for both kinds of pairs."""
    weights = fit(np.vstack([e.columns for e in sets]), np.concatenate([e.same for e in sets]))
    base, across, inside, extra = (
        float(weights[0]),
        weights[1 : 1 + len(FEATURES)],
        weights[1 + len(FEATURES) : -1],
        float(weights[-1]),
    )
    lines = [
        "# Weights of merging, in log-odds: python -m quality.fit_merging. Features: stories/likeness.py."
    ]
    for name, kind in (("same", [base + extra, *(across + inside)]), ("across", [base, *across])):
        lines.append(f"[{name}]")
        for feature, weight in zip(["base", *FEATURES], kind, strict=True):
            if abs(weight) >= 0.005:
                lines.append(f"{feature} = {weight:.2f}")
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(sum(len(e.pairs) for e in sets), "pairs,", int(sum(e.same.sum() for e in sets)), "one happening")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    gold = sidecars()
    outcomes = run_corpus(Kernel(Options()))
    sets = [examples(labelled(outcomes, gold, given)) for given in (True, False)]
    if chosen.check:
        check(sets)
    else:
        write(sets)


if __name__ == "__main__":
    main()
