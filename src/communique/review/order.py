"""In which order codings are reviewed: by doubt, by effect on a series, or as a random sample."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Literal

from communique.review.population import Row

Scale = Literal["goldstein", "plover", "counts"]
DISPUTE = 0.15
"""What each field on which tellings differ takes off the confidence, as a share; three fields at most."""


def doubt(row: Row) -> float:
    """Between 0 and 1: one minus the confidence, which counts for less where other tellings of the same
    happening say something else.
    """
    return 1 - row.confidence * (1 - DISPUTE * min(3, len(row.disputed)))


def by_doubt(rows: Sequence[Row]) -> list[Row]:
    """The most doubtful first; equal ones in the order of the collection."""
    return sorted(rows, key=lambda row: (-doubt(row), row.n))


def by_effect(rows: Sequence[Row], scale: Scale) -> list[tuple[Row, float]]:
    """Codings with what their month's value is expected to move when they turn out wrong, the largest first.

    The value of a month is the mean score of its acts (of scale `counts`: their number). An act told by
    several codings is moved by each in part; the move counts as far as the coding is in doubt. Codings
    without a day or a score have no effect and are left out.
    """
    scored = [(row, value) for row in rows if row.day and (value := _score(row, scale)) is not None]
    months: dict[tuple[int, int], list[float]] = defaultdict(list)
    for row, value in scored:
        months[_month(row.day)].append(value)
    whole = sum(value for _, value in scored) / len(scored) if scored else 0.0
    found = []
    for row, value in scored:
        values = months[_month(row.day)]
        if scale == "counts":
            move = 1.0
        elif len(values) == 1:
            move = abs(value - whole) if len(scored) > 1 else abs(value)
        else:
            mean = sum(values) / len(values)
            move = abs(mean - (sum(values) - value) / (len(values) - 1))
        found.append((row, move * doubt(row) / row.n_told))
    return sorted(found, key=lambda one: (-one[1], one[0].n))


def sampled(rows: Sequence[Row], size: int, seed: str) -> list[Row]:
    """A random sample that is the same for the same seed, whatever the order of the collection; a larger one
    holds the smaller.
    """
    marked = sorted((sha256(f"{seed}\x1f{row.id}".encode()).digest(), row.n, row) for row in rows)
    return [row for _, _, row in marked[: max(0, size)]]


def _month(day: date | None) -> tuple[int, int]:
    assert day is not None
    return day.year, day.month


def _score(row: Row, scale: Scale) -> float | None:
    if scale == "counts":
        return 1.0
    return row.goldstein if scale == "goldstein" else row.plover_score
