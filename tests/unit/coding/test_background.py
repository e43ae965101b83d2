"""History and news: what an article of 15 March 2019 tells as its news and what as earlier history."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.factories import a_document

from communique.coding.background_signs import weights
from communique.pipeline import Kernel
from communique.records import Coding

DAY = date(2019, 3, 15)
CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "background.yaml").read_text("utf-8")
)
ARTICLE = """Sudan on Friday expelled the French ambassador. Sudanese police arrested two French journalists.

In 2011, Sudan bombed two villages in Chad. The French army shelled a Sudanese camp.

Khartoum had expelled three French diplomats in 2014.

France will recall its envoy from Khartoum, the French foreign ministry said."""


@pytest.fixture
def codings(kernel: Kernel) -> tuple[Coding, ...]:
    (outcome,) = kernel.process([a_document(ARTICLE, published=DAY)])
    return outcome.codings


def told(codings: tuple[Coding, ...], words: str) -> bool:
    """Whether the coding of a sentence is background."""
    found = [coding.background for coding in codings if words in " ".join(coding.evidence.text.split())]
    assert found, (words, [c.evidence.text for c in codings])
    return found[0]


@pytest.mark.parametrize("words", ["expelled the French ambassador", "arrested two French journalists"])
def test_the_news_of_the_day(codings: tuple[Coding, ...], words: str) -> None:
    assert not told(codings, words)


@pytest.mark.parametrize(
    "words", ["bombed two villages", "shelled a Sudanese camp", "had expelled three French diplomats"]
)
def test_dated_history_and_what_goes_on_from_it(codings: tuple[Coding, ...], words: str) -> None:
    assert told(codings, words)


def test_history_never_bears_the_day_of_the_news(codings: tuple[Coding, ...]) -> None:
    assert all(
        coding.date.basis not in ("publication", "dateline") for coding in codings if coding.background
    )


def test_every_weight_is_a_number_and_both_tables_have_a_base() -> None:
    table = weights()
    assert "base" in table
    assert "base" in table.first
    assert all(isinstance(value, float) for value in (*table.values(), *table.first.values()))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_cases(kernel: Kernel, case: dict[str, Any]) -> None:
    day = date.fromisoformat(case["published"]) if "published" in case else DAY
    (outcome,) = kernel.process([a_document(case["text"], published=day)])
    for kinds, words, background in case["acts"]:
        found = [
            coding.background
            for coding in outcome.codings
            if coding.event_type in kinds.split("|") and any(w in coding.trigger.text for w in words.split("|"))
        ]
        assert background in found, (kinds, words)
