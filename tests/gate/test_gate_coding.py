"""Floors of coding on the development sets: marked pairs, single events, two articles."""

from __future__ import annotations

import pytest
from quality import devdata, floors

from communique.pipeline import Kernel

NAMES = [name for name, texts in floors.SETS.items() if texts.needs_devdata]
PINNED = floors.pinned()

needs_data = pytest.mark.skipif(
    devdata.folder() is None, reason="development sets not found: set COMMUNIQUE_DEV_DATA to measure coding"
)


@pytest.mark.devdata
@needs_data
@pytest.mark.parametrize("name", NAMES)
def test_the_sets_are_the_ones_the_floors_were_measured_on(name: str) -> None:
    assert floors.fingerprint(name) == PINNED[name]["fingerprint"], (
        "measure again: python -m quality.floors --pin"
    )


@pytest.mark.devdata
@needs_data
@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_under_its_floor(name: str, kernel: Kernel, figures_told: list[str]) -> None:
    figures = floors.SETS[name].measure(kernel)
    figures_told.extend(floors.table(name, figures, PINNED[name]))
    assert not list(floors.broken(name, figures, PINNED[name]))


@pytest.mark.devdata
@needs_data
def test_what_the_first_release_promises(kernel: Kernel) -> None:
    """Of the two articles: four in five core events, no coding on a non-event, at most 1.6 codings a sentence, and no
    background event with the date of publication."""
    figures = floors.measure_articles(kernel)
    assert figures["core"] >= 0.8
    assert figures["codings_a_sentence"] <= 1.6
    assert figures["on_nonevents"] == 0
    assert figures["background_dated_by_publication"] == 0
