"""Datelines: where they end, and what is none."""

from __future__ import annotations

import pytest

from communique.text.datelines import dateline_end
from communique.text.tokens import tokenise

WITH = [
    ("SEOUL, June 16 — ", "The two sides met."),
    ("SEOUL, South Korea (AP) — ", "The two sides met."),
    ("BEIJING, Jan. 3 (Xinhua) -- ", "China welcomed it."),
    ("Paris (dpa) - ", "France recalled its envoy."),
    ("HAMMOND, La. -- ", "Officers came."),
    ("UNITED NATIONS — ", "The council met."),
    ("Moscow, 21 November – ", "“We regret it,” he said."),
]
WITHOUT = [
    "U.S.-South Korea talks ended.",
    "The talks — the first since 2015 — ended.",
    "Moon - the president - spoke.",
    "He left — Nobody knew.",
    "Seoul",
    "",
]


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in tokenise(text)]


@pytest.mark.parametrize(("dateline", "rest"), WITH)
def test_datelines(dateline: str, rest: str) -> None:
    assert dateline_end(words(dateline + rest)) == len(words(dateline))


@pytest.mark.parametrize("text", WITHOUT)
def test_no_dateline(text: str) -> None:
    assert dateline_end(words(text)) == 0
