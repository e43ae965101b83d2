"""How far a point of a series may be off: for doubt about its events, and for the way they were merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from math import sqrt

import msgspec

from communique.analysis.periods import bin_of
from communique.analysis.tension import Series, value_of
from communique.records import Event

REACH = 1.645
"""Standard deviations on either side: nine in ten."""


class Band(msgspec.Struct, frozen=True):
    """Lower and upper end around a point; null without events."""

    low: float | None
    high: float | None


def bands(series: Series, events: Iterable[Event], rivals: Sequence[Series] = ()) -> list[Band]:
    """One band a point of the series.

    Each event of a period is taken to be right with the probability of its confidence, apart from the others;
    the band holds nine in ten of the values that such a period may have, and the values that the rivals (the
    same series by other merge rules) have there. A period of sure events that no rule counts otherwise has a
    band without width.
    """
    held: dict[date, list[Event]] = defaultdict(list)
    for event in events:
        start = bin_of(event.date.start, event.date.end, series.by)
        if start is not None:
            held[start].append(event)
    other = [{point.start: point.value for point in rival.points} for rival in rivals]
    found = []
    for point in series.points:
        if point.value is None:
            found.append(Band(None, None))
            continue
        reach = REACH * _deviation(held.get(point.start, []), point.value, series.scale)
        values = [value for by_day in other if (value := by_day.get(point.start)) is not None]
        low, high = min([point.value - reach, *values]), max([point.value + reach, *values])
        if series.scale != "counts":
            low, high = max(low, -10.0), min(high, 10.0)
        found.append(Band(round(low, 4), round(high, 4)))
    return found


def _deviation(events: Sequence[Event], value: float, scale: str) -> float:
    """Of the sum (counts) or of the mean, when each event is there with its confidence."""
    weighed = [
        (event.confidence, each)
        for event in events
        if (each := value_of(event, scale)) is not None
    ]  # fmt: skip
    if scale == "counts":
        return sqrt(sum(sure * (1 - sure) for sure, _ in weighed))
    total = sum(sure for sure, _ in weighed)
    if total <= 0:
        return 0.0
    return sqrt(sum(sure * (1 - sure) * (each - value) ** 2 for sure, each in weighed)) / total
