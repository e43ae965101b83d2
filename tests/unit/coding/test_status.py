"""Sentences of tests/cases/status.yaml: did it happen, and what decides?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.factories import a_document

from communique.pipeline import Kernel

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "status.yaml").read_text("utf-8")
)
DAY = date(2019, 3, 15)


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
    return pytest.param(case, id=case["text"][:50], marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_status(kernel: Kernel, case: dict[str, Any]) -> None:
    (outcome,) = kernel.process([a_document(case["text"], published=DAY)])
    found = [f"{c.event_type} {c.status}" for c in outcome.codings]
    if "expect" in case:
        kinds, statuses = (part.split("|") for part in case["expect"].split())
        assert any(c.event_type in kinds and c.status in statuses for c in outcome.codings), found
    for never in case.get("never", ()):
        status, kind = never.split() if " " in never else ("", never)
        assert not any(c.event_type == kind and status in ("", c.status) for c in outcome.codings), found


def test_whatever_did_not_just_happen_shows_its_cue(kernel: Kernel) -> None:
    texts = [case["text"] for case in CASES]
    for outcome in kernel.process([a_document(text, id=text, published=DAY) for text in texts]):
        for coding in outcome.codings:
            assert coding.status == "happened" or coding.status_cue is not None, coding
