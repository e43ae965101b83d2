"""Floors of the language model, measured through the code path that is shipped."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from quality import devdata
from quality.language import OWN_SENTENCES, measure, own_sentences

from communique.language import load_parser

ROOT = Path(__file__).resolve().parents[2]
PINNED = tomllib.loads((ROOT / "quality" / "language_floors.toml").read_text(encoding="utf-8"))
DATA = devdata.folder()

needs_data = pytest.mark.skipif(
    DATA is None, reason="development sets not found: set COMMUNIQUE_DEV_DATA to measure the language model"
)


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    assert DATA is not None
    return measure(DATA)


@pytest.mark.devdata
@needs_data
@pytest.mark.parametrize("name", PINNED["sets"])
def test_the_sets_are_the_ones_the_floors_were_measured_on(name: str) -> None:
    assert devdata.fingerprint(name) == PINNED["sets"][name]


@pytest.mark.devdata
@needs_data
@pytest.mark.parametrize(
    ("where", "what"), [(where, what) for where, floors in PINNED["floors"].items() for what in floors]
)
def test_floor(figures: dict[str, dict[str, float]], where: str, what: str) -> None:
    floor = PINNED["floors"][where][what]
    assert figures[where][what] >= floor, f"{what} on {where} is {figures[where][what]}, floor {floor}"


def test_own_news_sentences() -> None:
    """Needs no development set: the paragraphs are our own."""
    assert (
        own_sentences(load_parser(), OWN_SENTENCES)["sentences"] >= PINNED["floors"]["own news"]["sentences"]
    )
