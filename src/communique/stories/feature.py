"""The list of features by which two codings are compared, and what features share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from communique.stories.settings import settings
from communique.stories.sketch import Sketch

Feature = Callable[[Sketch, Sketch], float]
FEATURES: dict[str, Feature] = {}
"""Every feature by name, in order; docs/merging.md lists them."""
ASPECTS: dict[str, str] = {}
"""Of what each feature speaks: parties, days, words …; reasons.py says in a sentence what was seen of it."""


def feature(aspect: str) -> Callable[[Feature], Feature]:
    """Registers a feature under its name; its docstring is its documentation."""

    def register(function: Feature) -> Feature:
        FEATURES[function.__name__] = function
        ASPECTS[function.__name__] = aspect
        return function

    return register


@cache
def _akin() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in settings().akin)


def akin(one: str, other: str) -> bool:
    """Whether two PLOVER types may tell the same happening (data/merging.toml)."""
    return one == other or frozenset((one, other)) in _akin()


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared part of the smaller set; 0 when either is empty."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def gap_days(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> int | None:
    """Days between two intervals, 0 when they meet; null when either is wholly unknown."""
    (start, end), (start_2, end_2) = first, second
    if (start is None and end is None) or (start_2 is None and end_2 is None):
        return None
    if end is not None and start_2 is not None and end < start_2:
        return (start_2 - end).days
    if end_2 is not None and start is not None and end_2 < start:
        return (start - end_2).days
    return 0
