"""Sentences of tests/cases/attribution.yaml: on whose word, nearest speaker first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.factories import a_document

from communique.pipeline import Kernel

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "attribution.yaml").read_text("utf-8")
)
DAY = date(2019, 3, 15)


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
    return pytest.param(case, id=case["text"][:50], marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_chain(kernel: Kernel, case: dict[str, Any]) -> None:
    (outcome,) = kernel.process([a_document(case["text"], published=DAY)])
    codings = [c for c in outcome.codings if c.event_type in case["type"].split("|")]
    assert codings, [c.event_type for c in outcome.codings]
    chain = codings[0].attribution
    said = [f"{link.name} {link.text}" for link in chain]
    assert len(chain) == len(case["chain"]), said
    assert all(word in words for word, words in zip(case["chain"], said, strict=True)), said
    if "mode" in case:
        assert chain[0].mode == case["mode"]


def test_spans_are_words_of_the_text(kernel: Kernel) -> None:
    for case in CASES:
        (outcome,) = kernel.process([a_document(case["text"], published=DAY)])
        for coding in outcome.codings:
            for link in coding.attribution:
                assert case["text"][link.start : link.end] == link.text
