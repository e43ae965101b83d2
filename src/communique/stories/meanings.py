"""Which words mean alike: vectors of single words, made by training/word_vectors.py."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from communique.stories.words import Weights

Vector = NDArray[np.float32]


@cache
def _table() -> tuple[dict[str, int], NDArray[np.int8]]:
    with as_file(files("communique.stories").joinpath("data", "word_vectors.npz")) as path:
        loaded = np.load(path, allow_pickle=False)
        stems = str(loaded["stems"]).split("\n")
        return {stem: place for place, stem in enumerate(stems)}, loaded["vectors"]


@lru_cache(maxsize=50_000)
def meaning(stem: str) -> Vector | None:
    """Unit vector of a stem (48 dimensions); null for one that is not in the table."""
    places, vectors = _table()
    place = places.get(stem)
    if place is None:
        return None
    raw: Vector = vectors[place].astype(np.float32)
    unit: Vector = raw / np.float32(np.linalg.norm(raw))
    return unit


def alike(one: str, other: str) -> float:
    """Likeness of two stems in meaning, 0 to 1; the same stem is 1, unknown ones are 0."""
    if one == other:
        return 1.0
    a, b = meaning(one), meaning(other)
    return 0.0 if a is None or b is None else max(0.0, float(a @ b))


def closest(ones: Iterable[str], others: Iterable[str]) -> float:
    """Likeness of the two closest stems."""
    return max((alike(one, other) for one in ones for other in others), default=0.0)


def mean_meaning(stems: Iterable[str], weights: Weights) -> Vector | None:
    """Unit vector of a set of stems, each weighted by its rarity; null when none is known."""
    total: Vector | None = None
    for stem in sorted(set(stems)):
        vector = meaning(stem)
        if vector is not None:
            part = vector * np.float32(weights.of(stem))
            total = part if total is None else total + part
    if total is None:
        return None
    norm = float(np.linalg.norm(total))
    if not norm:
        return None
    unit: Vector = total / np.float32(norm)
    return unit
