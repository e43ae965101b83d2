"""Orders of the queue."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from communique.review.order import by_doubt, by_effect, doubt, sampled
from communique.review.population import Row


def row(n: int, **fields: Any) -> Row:
    base: dict[str, Any] = {
        "n": n, "document": 1, "id": f"c{n}", "event_type": "AGREE", "mode": None, "status": "promised", "background": False,
        "day": date(2013, 6, 17), "year": 2013, "outlet": None, "confidence": 0.9, "quad": 1, "goldstein": 4.0,
        "plover_score": 2.5, "trigger": "offered", "actors": (), "recipients": (),
    }  # fmt: skip
    return Row(**{**base, **fields})


def test_disputed_tellings_raise_the_doubt() -> None:
    assert doubt(row(1)) == pytest.approx(0.1)
    assert doubt(row(1, disputed=("date", "status"))) == pytest.approx(1 - 0.9 * 0.7)
    ordered = by_doubt([row(1), row(2, confidence=0.8), row(3, disputed=("date",)), row(4)])
    assert [one.id for one in ordered] == ["c3", "c2", "c1", "c4"]


def test_effect_is_the_move_of_the_months_mean_weighed_by_doubt() -> None:
    # June: 4, 4, -10 → mean -2/3; without the -10 it is 4, a move of 14/3; without a 4 it is -3, a move of 7/3.
    june = [row(1), row(2), row(3, goldstein=-10.0)]
    found = {one.id: effect for one, effect in by_effect(june, "goldstein")}
    assert found == {"c3": pytest.approx(0.1 * 14 / 3), "c1": pytest.approx(0.1 * 7 / 3), "c2": pytest.approx(0.1 * 7 / 3)}


def test_what_several_tell_moves_less_and_what_has_no_day_nothing() -> None:
    rows = [row(1, n_told=4), row(2), row(3, day=None), row(4, goldstein=None)]
    assert by_effect(rows, "counts")[0][0].id == "c2"
    assert {one.id: effect for one, effect in by_effect(rows, "counts")} == {
        "c1": pytest.approx(0.025), "c2": pytest.approx(0.1), "c4": pytest.approx(0.1),
    }  # fmt: skip
    assert [one.id for one, _ in by_effect(rows, "plover")] == ["c1", "c2", "c4"]
    assert by_effect([], "goldstein") == []


def test_an_act_alone_in_its_month_is_held_against_the_whole_series() -> None:
    rows = [row(1, goldstein=-8.0), row(2, day=date(2013, 7, 1), goldstein=2.0)]
    assert {one.id: round(effect, 6) for one, effect in by_effect(rows, "goldstein")} == {"c1": 0.5, "c2": 0.5}


def test_samples_are_the_same_for_the_same_seed_and_grow() -> None:
    rows = [row(n) for n in range(1, 101)]
    ten = sampled(rows, 10, "2013")
    assert ten == sampled(rows[::-1], 10, "2013")
    assert ten == sampled(rows, 20, "2013")[:10]
    assert ten != sampled(rows, 10, "2014")
    assert len(sampled(rows, 500, "2013")) == 100
