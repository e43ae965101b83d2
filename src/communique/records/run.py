"""A run: what coded what, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec

RunState = Literal["running", "finished", "stopped"]


class RunSummary(msgspec.Struct, frozen=True):
    """Counts of one run over inputs; seconds are wall-clock, per stage in `stages`.

    n_known: inputs whose content was in the file already.
    """

    n_inputs: int
    n_refused: int
    n_sentences: int
    n_codings: int
    n_situations: int
    n_statements: int
    refusals: dict[str, int]
    stages: dict[str, float]
    n_known: int = 0


class Coder(msgspec.Struct, frozen=True):
    """Everything that decides how a text is coded: versions of program, rules, model and knowledge, and the
    settings that change answers (publication date given, least confidence, hash of an overlay).
    """

    program: str
    rules: str
    model: str
    knowledge: str
    settings: dict[str, Any] = {}


class Run(msgspec.Struct, frozen=True, tag_field="record", tag="run"):
    """One pass that changed a project file.

    n: its number, counted up from 1. kind: add, recode, merge, situations, commitments, import. inputs: as
    named by the caller. hashes: SHA-256 of `config`, `inputs` (over the contents in order); versions of
    knowledge and model stand in `coder`, which is null for runs that code nothing. process: host:pid while it
    runs. started_at, ended_at: UTC.
    """

    n: int
    kind: str
    state: RunState
    started_at: datetime
    ended_at: datetime | None
    coder: Coder | None
    inputs: tuple[str, ...]
    hashes: dict[str, str]
    process: str | None = None
    summary: RunSummary | None = None
    notes: dict[str, Any] = {}
