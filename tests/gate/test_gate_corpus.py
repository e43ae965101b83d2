"""Floors on the sample corpus, for the part that rules were written on and for the part that nobody looked at."""

from __future__ import annotations

import pytest
from quality import corpus, floors

from communique.pipeline import Kernel

NAMES = ["corpus seen", "corpus unseen"]
PINNED = floors.pinned()


@pytest.mark.parametrize("name", NAMES)
def test_the_corpus_is_the_one_the_floors_were_measured_on(name: str) -> None:
    assert floors.fingerprint(name) == PINNED[name]["fingerprint"], (
        "measure again: python -m quality.floors --pin"
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_under_its_floor(name: str, kernel: Kernel, figures_told: list[str]) -> None:
    figures = floors.SETS[name].measure(kernel)
    figures_told.extend(floors.table(name, figures, PINNED[name]))
    assert not list(floors.broken(name, figures, PINNED[name]))


def test_a_third_is_unseen_and_every_report_has_a_sidecar() -> None:
    stems = {path.stem for path in (corpus.CORPUS / "articles").iterdir() if path.suffix in (".txt", ".html")}
    gold = set(corpus.sidecars())
    assert stems == gold
    assert len(stems) >= 60
    assert 0.2 < sum(map(corpus.is_unseen, stems)) / len(stems) < 0.45
