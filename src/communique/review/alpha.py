"""Krippendorff's alpha: agreement of any number of coders, with missing values, above chance.

Krippendorff, K. (2019): Content Analysis, 4th ed., ch. 12: α = 1 − D_observed / D_expected, from the table of
coincidences. Own code: the usual packages are under the GPL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import permutations
from typing import Any

import msgspec

Distance = Callable[[Any, Any], float]


class Alpha(msgspec.Struct, frozen=True):
    """alpha: 1 perfect, 0 as by chance, below 0 worse; null when nothing varies or nothing is comparable.
    n_units: items with at least two values; n_values: values in them; observed, expected: disagreement.
    """

    alpha: float | None
    n_units: int
    n_values: int
    observed: float | None
    expected: float | None


def nominal(one: Hashable, other: Hashable) -> float:
    """Squared distance of names: 0 or 1."""
    return float(one != other)


def interval(one: float, other: float) -> float:
    """Squared distance of numbers."""
    return float(one - other) ** 2


def alpha(units: Iterable[Sequence[Any]], distance: Distance = nominal) -> Alpha:
    """The agreement over units; each holds the values that coders gave it, null for none. The order of values
    within a unit does not matter. Units with fewer than two values are not comparable and left out.
    """
    coincidences: Counter[tuple[Any, Any]] = Counter()
    n_units = 0
    for unit in units:
        values = [value for value in unit if value is not None]
        if len(values) < 2:
            continue
        n_units += 1
        for pair in permutations(values, 2):
            coincidences[pair] += 1 / (len(values) - 1)  # type: ignore[assignment]
    totals: Counter[Any] = Counter()
    for (value, _), weight in coincidences.items():
        totals[value] += weight
    n = sum(totals.values())
    if n < 2:
        return Alpha(None, n_units, round(n), None, None)
    observed = sum(weight * distance(a, b) for (a, b), weight in coincidences.items()) / n
    expected = sum(
        totals[a] * totals[b] * distance(a, b) for a in totals for b in totals
    ) / (n * (n - 1))  # fmt: skip
    found = None if expected == 0 else 1 - observed / expected
    return Alpha(found, n_units, round(n), observed, expected)
