"""Sentences of tests/cases/parties.yaml: everybody who takes part in an act, and nobody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import ids

from communique.pipeline import Kernel
from communique.records import Actor, Coding, Document

FILE = Path(__file__).parents[2] / "cases" / "parties.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))


def are(actors: tuple[Actor, ...], codes: str) -> bool:
    """Whether the actors are those of the codes, each once."""
    wanted = [] if codes == "-" else codes.split(",")
    left = [actor.code or "?" for actor in actors]
    for code in sorted(wanted, key=len, reverse=True):
        hit = next((one for one in left if one.startswith(code)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def met(line: str, coding: Coding) -> bool:
    kind, parties = line.split()
    one, other = parties.split(">")
    return coding.event_type == kind and are(coding.actors, one) and are(coding.recipients, other)


def shown(coding: Coding) -> str:
    one, other = (
        ",".join(f"{actor.code} ({actor.text})" for actor in side) or "-"
        for side in (coding.actors, coding.recipients)
    )
    return f"{coding.event_type} {one}>{other} [{coding.trigger.text}]"


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_parties(case: dict[str, Any], kernel: Kernel) -> None:
    document = Document("case", "case", case["text"], kind="record", published=date(2019, 3, 15))
    (outcome,) = kernel.process([document])
    wrong = [line for line in case.get("exactly", ()) if not any(met(line, c) for c in outcome.codings)]
    wrong += [f"never {c.event_type}" for c in outcome.codings if c.event_type in case.get("never", ())]
    if len(outcome.codings) != case.get("count", len(outcome.codings)):
        wrong.append(f"{case['count']} codings in all")
    assert not wrong, "\n".join([case["text"], *wrong, *map(shown, outcome.codings)])
