"""Floors of merging on the sample corpus and of story clusters on ECB+."""

from __future__ import annotations

import pytest
from quality import floors, stories
from quality.devdata import folder

from communique.pipeline import Kernel

PINNED = floors.pinned()


def test_merging_is_not_under_its_floor(kernel: Kernel, figures_told: list[str]) -> None:
    assert floors.fingerprint("merging") == PINNED["merging"]["fingerprint"]
    figures = floors.SETS["merging"].measure(kernel)
    figures_told.extend(floors.table("merging", figures, PINNED["merging"]))
    assert not list(floors.broken("merging", figures, PINNED["merging"]))


@pytest.mark.devdata
def test_stories_are_not_under_their_floor(kernel: Kernel, figures_told: list[str]) -> None:
    if folder() is None:
        pytest.skip("development sets not found; set COMMUNIQUE_DEV_DATA")
    assert floors.fingerprint("stories") == PINNED["stories"]["fingerprint"]
    figures = floors.SETS["stories"].measure(kernel)
    figures_told.extend(floors.table("stories", figures, PINNED["stories"]))
    assert not list(floors.broken("stories", figures, PINNED["stories"]))


def test_b_cubed_counts_by_article() -> None:
    gold = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert stories.b_cubed(gold, [["a", "b"], ["c", "d"]])["f1"] == 1
    assert stories.b_cubed(gold, [["a", "b", "c", "d"]]) == {"f1": 0.6667, "precision": 0.5, "recall": 1.0}
