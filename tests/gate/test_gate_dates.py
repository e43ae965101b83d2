"""Floors of the time expressions on the development sets."""

from __future__ import annotations

import pytest
from quality import devdata
from quality.dates import recognizers, wikiwars

needs_data = pytest.mark.skipif(
    devdata.folder() is None,
    reason="development sets not found: set COMMUNIQUE_DEV_DATA to measure time expressions",
)

FLOORS = {"wikiwars value F1": 0.86, "wikiwars extent F1": 0.95, "recognizers": 0.81}
"""A little below what was measured (0.870, 0.956, 0.825), so that a change elsewhere in a tree does not
turn the gate red."""


@pytest.mark.devdata
@needs_data
def test_wikiwars() -> None:
    score = wikiwars()
    assert score.n_gold == 2139
    assert score.value_f1 >= FLOORS["wikiwars value F1"], score
    assert score.extent_f1 >= FLOORS["wikiwars extent F1"], score


@pytest.mark.devdata
@needs_data
def test_recognizers() -> None:
    n_cases, n_right, _ = recognizers()
    assert n_cases >= 350
    assert n_right / n_cases >= FLOORS["recognizers"]
