"""Settings of merging as data: weights, thresholds, and which types may tell the same happening."""

from __future__ import annotations

import tomllib
from functools import cache
from hashlib import sha256
from importlib.resources import files

import msgspec

from communique.errors import DataError
from communique.version import __version__

_DECISIVE = (
    "merging.toml", "merging_weights.toml", "word_counts.csv", "stop_words.txt", "word_vectors.npz",
)  # fmt: skip


class Settings(msgspec.Struct, frozen=True):
    """data/merging.toml and the weights beside it.

    threshold: mean log-odds at which two groups of codings become one event; unknown: what a pair counts that
    was not compared. akin: PLOVER types that may tell one happening. dated_days, window_days: how far apart
    the days of two codings may lie to be compared (both dated; one of them not). guessed_days, guessed_words:
    the same where a report has but a guessed day, if the words around the triggers are so alike. nearest:
    with how many of a bucket each is compared at most. weights: `same` (two codings of one report) and
    `across` (of two), by feature; `base` is the constant.
    """

    threshold: float
    unknown: float
    dated_days: int
    window_days: int
    guessed_days: int
    guessed_words: float
    nearest: int
    akin: tuple[tuple[str, str], ...]
    weights: dict[str, dict[str, float]]


@cache
def settings() -> Settings:
    """The shipped settings. Raises DataError when a file is wrong."""
    base = files("communique.stories").joinpath("data")
    try:
        table = tomllib.loads(base.joinpath("merging.toml").read_text("utf-8"))
        table["weights"] = tomllib.loads(base.joinpath("merging_weights.toml").read_text("utf-8"))
        return msgspec.convert(table, Settings)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise DataError(f"merging.toml: {problem}; compare it with docs/merging.md") from problem


@cache
def settings_hash() -> str:
    """16 hex digits for everything that decides how codings are merged: events made under another hash are
    made anew.
    """
    base = files("communique.stories").joinpath("data")
    digest = sha256(__version__.encode())
    for name in _DECISIVE:
        digest.update(base.joinpath(name).read_bytes())
    return digest.hexdigest()[:16]
