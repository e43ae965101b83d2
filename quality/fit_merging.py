"""Fits the weights of merging on the seen part of the sample corpus: writes
stories/data/merging_weights.toml.

python -m quality.fit_merging

Two logistic regressions (numpy, ridge), one for pairs inside a report, one for pairs of two reports, over the
pairs that merging compares. They learn from annotated events given as codings and from the coder's own
codings matched to them; pairs that touch an unseen report are left out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from communique.pipeline import Kernel, Options
from communique.stories.blocking import candidates
from communique.stories.likeness import FEATURES, compare
from quality.corpus import is_unseen, run_corpus, sidecars
from quality.devdata import ROOT
from quality.happenings import Labelled, labelled
from quality.stories import sketches

OUT = ROOT / "src" / "communique" / "stories" / "data" / "merging_weights.toml"
RIDGE = 3.0
Array = NDArray[np.float64]


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


def examples(items: list[Labelled]) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Features, whether it is one happening, whether both stand in one report; seen pairs only."""
    rows, same, inside = [], [], []
    seen = [item for item in items if not is_unseen(item.stem)]
    seen.sort(key=lambda item: item.coding.id)
    prepared = sketches([item.coding for item in seen])
    for i, j in candidates(prepared):
        rows.append(list(compare(prepared[i], prepared[j]).values()))
        same.append(seen[i].happening == seen[j].happening)
        inside.append(seen[i].coding.document.id == seen[j].coding.document.id)
    return np.array(rows), np.array(same, dtype=np.float64), np.array(inside)


def main() -> None:
    gold = sidecars()
    outcomes = run_corpus(Kernel(Options()))
    parts = [examples(labelled(outcomes, gold, given)) for given in (True, False)]
    lines = [
        "# Weights of merging, in log-odds: python -m quality.fit_merging. Features: stories/likeness.py."
    ]
    for name, wanted in (("same", True), ("across", False)):
        x = np.vstack([part[0][part[2] == wanted] for part in parts])
        y = np.concatenate([part[1][part[2] == wanted] for part in parts])
        weights = fit(x, y)
        lines.append(f"[{name}]")
        print(name, len(y), "pairs,", int(y.sum()), "of them one happening")
        for feature, weight in zip(["base", *FEATURES], weights, strict=True):
            if abs(weight) >= 0.005:
                lines.append(f"{feature} = {weight:.2f}")
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
