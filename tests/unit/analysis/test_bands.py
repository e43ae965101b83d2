"""Bands around the points of a series."""

from __future__ import annotations

from datetime import date

from tests.factories import a_day, an_event

from communique.analysis.bands import bands
from communique.analysis.tension import tension
from communique.records import Event


def made(goldstein: float, confidence: float, day: int = 3, name: str = "e") -> Event:
    return an_event(id=f"{name}{goldstein}", goldstein=goldstein, confidence=confidence, date=a_day(date(2013, 6, day)), codings=(name,))


def band(events: list[Event], scale: str = "goldstein", rivals: list[list[Event]] | None = None) -> tuple[float | None, float | None]:
    def series(of: list[Event]):  # type: ignore[no-untyped-def]
        return tension(of, ("KOR", "PRK"), documents={}, scale=scale)

    (found,) = bands(series(events), events, [series(rival) for rival in rivals or []])
    return found.low, found.high


def test_sure_events_have_no_width() -> None:
    assert band([made(4, 1.0), made(-2, 1.0)]) == (1.0, 1.0)


def test_doubt_widens_it_and_more_events_narrow_it() -> None:
    low, high = band([made(4, 0.6), made(-2, 0.6)])
    assert low is not None
    assert high is not None
    assert low < 1.0 < high
    many = [made(value, 0.6, day, f"n{day}{value}") for day in range(1, 20) for value in (4, -2)]
    narrow_low, narrow_high = band(many)
    assert low < (narrow_low or 0) < (narrow_high or 0) < high


def test_another_way_of_merging_is_inside() -> None:
    low, high = band([made(4, 1.0), made(-2, 1.0)], rivals=[[made(4, 1.0)]])
    assert (low, high) == (1.0, 4.0)


def test_counts_count_doubt_too() -> None:
    low, high = band([made(4, 0.5)], scale="counts")
    assert low is not None
    assert low < 1 < (high or 0)
