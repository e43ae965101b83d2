"""Timelines, tension, change points."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import a_coding, a_day, an_event

from communique.analysis.changes import change_points
from communique.analysis.periods import bin_of, bins, first_day
from communique.analysis.pictures import draw
from communique.analysis.tension import Point, Series, between, tension
from communique.analysis.timeline import timeline
from communique.errors import UsageError

DOCUMENTS = {f"c{n}": f"d{n % 3}" for n in range(60)}


def event(n: int, on: date, goldstein: float, quad: int = 4, **fields: object):
    return an_event("ASSAULT", "PRK", "KOR", **{"id": f"e{n}", "codings": (f"c{n}",), "date": a_day(on), "quad": quad,
                    "goldstein": goldstein, "status": "happened", **fields})  # fmt: skip


def test_means_by_month_with_gaps_and_articles() -> None:
    events = [
        event(1, date(2013, 1, 5), -4),
        event(4, date(2013, 1, 9), -8),
        event(2, date(2013, 3, 1), 2, 1),
    ]
    series = tension(events, ("KOR", "PRK"), documents=DOCUMENTS)
    assert [(p.start.month, p.value, p.n_events, p.n_articles) for p in series.points] == [
        (1, -6.0, 2, 1), (2, None, 0, 0), (3, 2.0, 1, 1),
    ]  # fmt: skip
    counts = tension(events, ("KOR", "PRK"), documents=DOCUMENTS, scale="counts", by="year")
    assert [point.value for point in counts.points] == [-1.0]
    assert counts.points[0].quads == (1, 0, 0, 2)


def test_wide_dates_and_other_statuses_are_left_out() -> None:
    wide = event(
        1, date(2013, 1, 1), -4, date=a_day(date(2013, 1, 1), end=date(2013, 12, 31), precision="year")
    )
    denied = event(2, date(2013, 1, 2), -9, status="denied")
    series = tension([wide, denied], ("KOR", "PRK"), documents={})
    assert series.points == ()
    assert series.n_left_out == 1
    assert tension([denied], ("KOR", "PRK"), documents={}, statuses=["denied"]).points[0].value == -9


def test_pairs() -> None:
    one = event(1, date(2013, 1, 1), -4)
    assert between(one, ("PRK", "KOR"))
    assert between(one, ("KOR", "PRK"))
    assert not between(one, ("KOR", "PRK"), directed=True)
    assert not between(one, ("USA", "PRK"))


def test_bins() -> None:
    assert first_day(date(2013, 6, 16), "week") == date(2013, 6, 10)
    assert list(bins(date(2012, 12, 3), date(2013, 1, 1), "month")) == [date(2012, 12, 1), date(2013, 1, 1)]
    assert bin_of(date(2013, 6, 30), date(2013, 7, 1), "month") is None
    with pytest.raises(UsageError, match="fortnight"):
        first_day(date(2013, 1, 1), "fortnight")
    with pytest.raises(UsageError, match="'fear'"):
        tension([], ("A", "B"), documents={}, scale="fear")


def series_of(values: list[float]) -> Series:
    days = list(bins(date(2010, 1, 1), date(2020, 1, 1), "month"))
    points = tuple(Point(day, value, 1, 1, (1, 0, 0, 0)) for day, value in zip(days, values, strict=False))
    return Series(("PRK", "KOR"), "goldstein", "month", "ours", points, 0)


def test_a_change_of_level_is_found_with_its_support() -> None:
    values = [3 + 0.4 * (-1) ** n for n in range(18)] + [-5 + 0.4 * (-1) ** n for n in range(18)]
    (change,) = change_points(series_of(values), rounds=40)
    assert change.start == date(2011, 7, 1)
    assert change.before == 3
    assert change.after == -5
    assert change.support > 0.9
    assert change.earliest <= change.start <= change.latest


def test_a_level_series_has_no_change() -> None:
    assert change_points(series_of([1.0, 1.4, 0.8] * 9), rounds=10) == []
    assert change_points(series_of([1.0, 5.0])) == []


@pytest.mark.parametrize(("name", "begins"), [("t.svg", b"<svg"), ("t.png", b"\x89PNG")])
def test_pictures(tmp_path, name: str, begins: bytes) -> None:
    draw(series_of([1.0, -2.0, 3.0]), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)
    with pytest.raises(UsageError, match=r"in \.svg or"):
        draw(series_of([1.0]), tmp_path / "t.gif")
    with pytest.raises(UsageError, match="no events between"):
        draw(series_of([]), tmp_path / name)


def test_a_timeline_is_in_order_with_its_sentences() -> None:
    codings = {"c1": a_coding(id="c1"), "c2": a_coding(id="c2")}
    events = [
        event(2, date(2013, 3, 1), 2, lead="c2"), event(1, date(2013, 1, 1), -4, lead="c1"),
        event(3, date(2013, 2, 1), 0, actors=(), recipients=()),
    ]  # fmt: skip
    entries = timeline(events, codings, ("PRK", "KOR"))
    assert [entry.event for entry in entries] == ["e1", "e2"]
    assert entries[0].quote == codings["c1"].evidence.text
    assert len(timeline(events, codings)) == 3
    assert [e.event for e in timeline(events, codings, ("KOR",), since=date(2013, 2, 1))] == ["e2"]
