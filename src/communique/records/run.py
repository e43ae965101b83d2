"""A run: what coded what, and what came of it."""

from __future__ import annotations

import msgspec


class RunSummary(msgspec.Struct, frozen=True):
    """Counts of one run over inputs; seconds are wall-clock, per stage in `stages`."""

    n_inputs: int
    n_refused: int
    n_sentences: int
    n_codings: int
    n_situations: int
    n_statements: int
    refusals: dict[str, int]
    stages: dict[str, float]
