"""Where a series changes its level, and how sure that is."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from communique.analysis.tension import Series
from communique.errors import UsageError

Floats = NDArray[np.float64]
ROUNDS = 200
_SEED = 1997
MIN_SIZE = 3
"""Periods that a level has to last."""


class ChangePoint(msgspec.Struct, frozen=True, tag_field="record", tag="change"):
    """start: first period of the new level; before, after: mean levels; support: share of resampled series
    that change within one period of it; earliest, latest: where the middle 90% of those changes lie.
    """

    start: date
    before: float
    after: float
    support: float
    earliest: date
    latest: date


def change_points(series: Series, rounds: int = ROUNDS) -> list[ChangePoint]:
    """Changes of level of a series (least squares, PELT with a BIC penalty, by ruptures), each with its
    support in a bootstrap of the residuals. Periods without events count as the mean of their neighbours'
    level: they are left out of the search. Raises UsageError when ruptures is not installed.
    """
    try:
        import ruptures
    except ImportError:
        raise UsageError("change points need ruptures; pip install 'communique[analysis]'") from None
    points = [point for point in series.points if point.value is not None]
    values = np.array([point.value for point in points], dtype=np.float64)
    if len(values) < 2 * MIN_SIZE:
        return []

    def search(signal: Floats) -> list[int]:
        noise = float(np.median(np.abs(np.diff(signal)))) / 0.6745 / 2**0.5 if len(signal) > 1 else 0.0
        noise = max(noise, 1e-3, float(signal.std()) * 0.1)
        penalty = 3.0 * noise**2 * float(np.log(len(signal)))
        model = ruptures.Pelt(model="l2", min_size=MIN_SIZE, jump=1).fit(signal.reshape(-1, 1))
        return [int(place) for place in model.predict(pen=penalty)[:-1]]

    places = search(values)
    if not places:
        return []
    edges = [0, *places, len(values)]
    level = np.concatenate([np.full(b - a, values[a:b].mean()) for a, b in pairwise(edges)])
    rest = values - level
    dice = np.random.default_rng(_SEED)
    near: dict[int, list[int]] = {place: [] for place in places}
    hits = dict.fromkeys(places, 0)
    for _ in range(rounds):
        again = search(level + dice.choice(rest, size=len(rest), replace=True))
        for place in places:
            close = [other for other in again if abs(other - place) <= 6]
            if close:
                best = min(close, key=lambda other: (abs(other - place), other))
                near[place].append(best)
                hits[place] += abs(best - place) <= 1
    found = []
    for number, place in enumerate(places):
        spread = near[place] or [place]
        low, high = (round(float(np.quantile(spread, q))) for q in (0.05, 0.95))
        found.append(
            ChangePoint(
                points[place].start,
                round(float(values[edges[number] : place].mean()), 3),
                round(float(values[place : edges[number + 2]].mean()), 3),
                round(hits[place] / rounds, 3),
                points[low].start,
                points[min(high, len(points) - 1)].start,
            )
        )
    return found
