"""Intervals of a share, and how many items an interval of a wanted width asks for."""

from __future__ import annotations

from math import ceil, sqrt
from statistics import NormalDist

import msgspec

from communique.errors import UsageError


class Share(msgspec.Struct, frozen=True):
    """hits of n, with the share and its interval; all null for n = 0."""

    hits: int
    n: int
    share: float | None
    low: float | None
    high: float | None


def share_of(hits: int, n: int, level: float = 0.95) -> Share:
    """A share with Wilson's interval (Wilson 1927, without correction for continuity)."""
    if not 0 <= hits <= n:
        raise UsageError(f"{hits} of {n} is no share; expected 0 ≤ hits ≤ n")
    if n == 0:
        return Share(0, 0, None, None, None)
    low, high = wilson(hits / n, n, level)
    return Share(hits, n, hits / n, low, high)


def wilson(p: float, n: int, level: float = 0.95) -> tuple[float, float]:
    """Lower and upper end for a share p of n."""
    z = _quantile(level)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    # at 0 and 1 the formula gives the ends themselves, but for rounding
    return (0.0 if p <= 0 else max(0.0, middle - half)), (1.0 if p >= 1 else min(1.0, middle + half))


def sample_size(
    half_width: float, expected: float = 0.5, level: float = 0.95, n_all: int | None = None
) -> int:
    """How many items a random sample needs so that Wilson's interval reaches no further than `half_width`
    from its middle, if the share turns out as `expected`. n_all: how many there are to draw from; a sample
    that is a good part of them may be smaller (finite population correction), and is never larger.

    Raises UsageError for a half-width outside (0, 0.5), an expected share or level outside (0, 1).
    """
    if not 0 < half_width < 0.5:
        raise UsageError(f"an interval of ± {half_width} cannot be asked for; expected between 0 and 0.5")
    if not 0 <= expected <= 1:
        raise UsageError(f"{expected} is no share; expected between 0 and 1")
    z = _quantile(level)
    # half² = z²/(1+z²/n)² · (p(1-p)/n + z²/4n²), with m = n + z²:  h²m² = z²(p(1-p)·n + z²/4)
    variance = expected * (1 - expected)
    a, b, c = half_width**2, -(z**2) * variance, z**4 * (variance - 0.25)
    m = (-b + sqrt(b * b - 4 * a * c)) / (2 * a)
    needed = max(1, ceil(m - z * z - 1e-9))
    if n_all is None:
        return needed
    return min(n_all, ceil(needed / (1 + (needed - 1) / n_all))) if n_all > 0 else 0


def _quantile(level: float) -> float:
    if not 0 < level < 1:
        raise UsageError(f"a level of {level} cannot be asked for; expected between 0 and 1, such as 0.95")
    return NormalDist().inv_cdf(0.5 + level / 2)
