"""JSON Schema of every record that leaves the program, generated from the record types."""

from __future__ import annotations

from typing import Any

import msgspec

from communique.records import (
    Coding,
    Commitment,
    Decision,
    Event,
    Refusal,
    Run,
    Situation,
    Standing,
    Statement,
)

RECORDS: tuple[type[msgspec.Struct], ...] = (
    Coding, Statement, Situation, Refusal, Event, Standing, Commitment, Decision, Run,
)  # fmt: skip


def record_schema() -> dict[str, Any]:
    """One schema (JSON Schema 2020-12) that every line of `communique code` and of a project's JSONL
    fulfils.
    """
    schemas, components = msgspec.json.schema_components(RECORDS, ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "communique records",
        "oneOf": list(schemas),
        "$defs": dict(sorted(components.items())),
    }
