"""Sentences of `tests/cases/actors.yaml` and phrases of `actor_phrases.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.cli.actors import actor_records
from communique.knowledge import Knowledge
from communique.resolve import resolve_phrase

CASES = Path(__file__).parents[2] / "cases"
SENTENCES: list[dict[str, Any]] = yaml.safe_load((CASES / "actors.yaml").read_text("utf-8"))
PHRASES: dict[str, str] = yaml.safe_load((CASES / "actor_phrases.yaml").read_text("utf-8"))


def codes_at(records: list[dict[str, Any]], start: int, end: int) -> set[str]:
    return {record["code"] for record in records if (record["start"], record["end"]) == (start, end)}


@pytest.mark.parametrize("case", SENTENCES, ids=[case["rule"] for case in SENTENCES])
def test_sentence(case: dict[str, Any], read: Any) -> None:
    text = case["text"]
    records = actor_records(read(text, case.get("day")))
    shown = [(record["text"], record["code"], record["rule"]) for record in records]
    for key, wanted in case.get("expect", {}).items():
        span, _, n = str(key).partition("#")
        start = -1
        for _ in range(int(n or 1)):
            start = text.index(span, start + 1)
        assert "|".join(sorted(codes_at(records, start, start + len(span)))) == wanted, (span, shown)
    for span, name in case.get("names", {}).items():
        start = text.index(span)
        found = {record["name"] for record in records if record["start"] == start and record["text"] == span}
        assert found == {name}, (span, shown)
    for span in case.get("silent", ()):
        start = text.index(span)
        end = start + len(span)
        assert not codes_at(records, start, end), (span, shown)
    for code, n in case.get("n_of", {}).items():
        assert sum(record["code"] == code for record in records) == n, (code, shown)


@pytest.mark.parametrize("phrase", PHRASES)
def test_phrase(phrase: str, knowledge: Knowledge) -> None:
    actor = resolve_phrase(phrase, knowledge)
    assert f"{actor.country or '-'} {actor.sector or '-'}" == PHRASES[phrase]
