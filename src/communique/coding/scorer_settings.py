"""Thresholds and weights of the learned scorer beside the frames (data/scorer.toml)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Propose(msgspec.Struct, frozen=True):
    """Chances from which a missing party is named and pairs that no frame joins become codings; mentions of a
    sentence paired at most.
    """

    complete: float
    pair: float
    alone: float
    mentions: int


class Doubt(msgspec.Struct, frozen=True):
    """Confidence under which a reading is refused; private: where nobody in it acts by office."""

    below: float
    private: float


class RelateWeights(msgspec.Struct, frozen=True):
    """Weights of chances and of frames in `relate`; what null must reach against the best type."""

    scorer: float
    frames: float
    null: float


class ScorerSettings(msgspec.Struct, frozen=True):
    """The whole file; cameo: root code by type."""

    propose: Propose
    veto: Doubt
    cameo: dict[str, str]
    relate: RelateWeights


@cache
def scorer_settings() -> ScorerSettings:
    """The settings that are shipped."""
    content = files("communique.coding").joinpath("data", "scorer.toml").read_bytes()
    return msgspec.toml.decode(content, type=ScorerSettings)
