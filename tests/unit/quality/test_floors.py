"""The floors themselves: a broken one is told, a ceiling is a ceiling, pinning never lowers by accident."""

from __future__ import annotations

import pytest
from quality import floors

FLOORS = {
    "fingerprint": "x",
    "at_least": {"f1": 0.7},
    "at_most": {"on_nonevents": 0.0, "codings_a_sentence": 1.6},
}
GOOD = {"f1": 0.75, "on_nonevents": 0.0, "codings_a_sentence": 1.2}


@pytest.fixture(autouse=True)
def same_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "fingerprint", lambda name: "x")


def test_good_figures_break_nothing() -> None:
    assert not list(floors.broken("set", GOOD, FLOORS))


@pytest.mark.parametrize(
    ("figure", "value"), [("f1", 0.69), ("on_nonevents", 1.0), ("codings_a_sentence", 1.61)]
)
def test_a_figure_on_the_wrong_side_is_told_by_name(figure: str, value: float) -> None:
    (line,) = floors.broken("set", {**GOOD, figure: value}, FLOORS)
    assert figure in line
    assert f"{value:g}" in line


def test_a_figure_that_is_no_longer_measured_is_told() -> None:
    assert len(list(floors.broken("set", {"f1": 0.8}, FLOORS))) == 2


def test_pinning_raises_and_keeps_but_does_not_lower() -> None:
    worse = {"f1": 0.6, "on_nonevents": 2.0, "codings_a_sentence": 2.0}
    assert floors.pin("plv_dev", worse, FLOORS, lower=False) == FLOORS
    better = floors.pin("plv_dev", {**GOOD, "f1": 0.9}, FLOORS, lower=False)
    assert better["at_least"]["f1"] == pytest.approx(0.89)
    assert better["at_most"] == {"on_nonevents": 0.0, "codings_a_sentence": pytest.approx(1.3)}
    lowered = floors.pin("plv_dev", worse, FLOORS, lower=True)
    assert lowered["at_least"]["f1"] == pytest.approx(0.59)


def test_other_texts_start_anew() -> None:
    other = {**FLOORS, "fingerprint": "y"}
    assert floors.pin("plv_dev", {"f1": 0.5}, other, lower=False)["at_least"] == {"f1": pytest.approx(0.49)}


def test_every_set_is_pinned() -> None:
    assert set(floors.pinned()) >= set(floors.SETS)
