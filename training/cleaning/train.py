"""Trains the line model and writes src/communique/clean/data/line_model.json.

    python -m training.cleaning.train            # 20 seconds on one core
    python -m training.cleaning.train --quick    # 5 seconds, for a look

Deterministic: the same data and columns give the same file.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from communique.clean.scores import columns
from training.cleaning.boost import Forest, fit
from training.cleaning.pages import Page, read_pages

TARGET = Path(__file__).resolve().parents[2] / "src/communique/clean/data/line_model.json"
PAGE_CONSTANTS = ("position", "lines", "paragraphs", "run_mass", "from_start")
"""Left out of every second forest: by these the trees learn single pages by heart."""
FORESTS: tuple[dict[str, Any], ...] = (
    {"n_trees": 150, "depth": 3, "rate": 0.1, "l2": 20.0, "columns": 0.2, "seed": 1, "without": ()},
    {
        "n_trees": 150,
        "depth": 3,
        "rate": 0.1,
        "l2": 20.0,
        "columns": 0.2,
        "seed": 2,
        "without": PAGE_CONSTANTS,
    },
)
"""Chosen by cross-validation over hosts. Deeper trees and pages cropped at random were no better."""
QUICK_TREES = 80


def train(pages: list[Page], *, quick: bool = False) -> Forest:
    """One forest whose logit is the mean of `FORESTS`; `quick`: the second of them alone, and smaller."""
    table = np.vstack([page.table for page in pages])
    label = np.concatenate([page.label for page in pages])
    weight = np.concatenate([line_weights(page) for page in pages])
    forests = []
    for options in FORESTS[1:] if quick else FORESTS:
        settings = dict(options)
        kept = kept_columns(settings.pop("without"))
        if quick:
            settings["n_trees"] = QUICK_TREES
        forest = fit(table[:, kept], label, weight, **settings)
        forests.append(forest._replace(feature=kept[forest.feature]))
    return mean_forest(forests)


def line_weights(page: Page) -> Any:
    """Long lines weigh more, up to 60 words: both lines and words are scored."""
    return 0.3 + np.minimum(page.words, 60) / 30


def kept_columns(without: tuple[str, ...]) -> Any:
    """Indices of the feature columns but those named."""
    names = [*named_columns()]
    return np.array([index for index, name in enumerate(names) if name not in without], dtype=np.int64)


def named_columns() -> list[str]:
    """A name for every column of the table; those of the neighbourhood are numbered."""
    from communique.clean.features import FEATURES, line_features
    from communique.clean.neighbourhood import STORY

    n_context = line_features(["a line"], [None]).shape[1] - len(FEATURES) - len(STORY)
    return [*FEATURES, *(f"context_{number}" for number in range(n_context)), *STORY]


def mean_forest(forests: list[Forest]) -> Forest:
    """The trees of all forests side by side, their leaves divided by the number of forests."""
    n = len(forests)
    return Forest(
        sum(forest.base for forest in forests) / n,
        np.vstack([forest.feature for forest in forests]),
        np.vstack([forest.threshold for forest in forests]),
        np.vstack([forest.leaf for forest in forests]) / n,
    )


def write(forest: Forest, target: Path) -> None:
    """The model as JSON: thresholds to six, leaves to four significant digits."""
    raw = {
        "columns": columns(),
        "depth": int(forest.feature.shape[1]),
        "base": round(forest.base, 5),
        "feature": forest.feature.ravel().tolist(),
        "threshold": [float(f"{value:.6g}") for value in forest.threshold.ravel()],
        "leaf": [float(f"{value:.4g}") for value in forest.leaf.ravel()],
    }
    target.write_text(json.dumps(raw, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="one small forest")
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()
    pages = read_pages()
    forest = train(pages, quick=options.quick)
    write(forest, options.output)
    print(f"{len(pages)} pages, {len(forest.feature)} trees: {options.output}")


if __name__ == "__main__":
    main()
