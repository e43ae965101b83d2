"""The whole corpus coded as a user codes it: valid records, ids of their own, the same bytes in every process."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator
from tests.conftest import Run

from communique.exchange import record_schema
from communique.samples import corpus_folder


def test_the_corpus_is_coded_validly_and_always_alike(run_program: Run) -> None:
    """Two processes whose sets come out in other orders, one of them with two workers."""
    first = run_program("code", corpus_folder(), env={"PYTHONHASHSEED": "1"})
    second = run_program("code", corpus_folder(), "--workers", "2", env={"PYTHONHASHSEED": "2"})
    assert first.code == second.code == 0
    assert first.out == second.out
    assert "refused" not in first.err
    validator = Draft202012Validator(record_schema())
    records = [json.loads(line) for line in first.lines]
    for record in records:
        validator.validate(record)
    assert len({record["id"] for record in records}) == len(records)
    assert sum(record["record"] == "coding" for record in records) > 400
