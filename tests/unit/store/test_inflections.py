"""Forms of the words that are looked for."""

from __future__ import annotations

import pytest

from communique.store.inflections import forms


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("hotline", "hotlines"), ("hotlines", "hotline"), ("treaty", "treaties"), ("treaties", "treaty"),
        ("offer", "offered"), ("offered", "offers"), ("ban", "banned"), ("banned", "ban"), ("seize", "seizing"),
        ("clashes", "clash"), ("Hotline", "hotlines"), ("denied", "deny"),
    ],
)  # fmt: skip
def test_regular_forms(word: str, form: str) -> None:
    assert form in forms(word)


@pytest.mark.parametrize("word", ["USA", "un", "2013", "né", "KCNA"])
def test_short_words_numbers_and_abbreviations_stay_alone(word: str) -> None:
    assert forms(word) == [word.lower()]


def test_names_have_no_past() -> None:
    assert "unit" not in forms("United")
    assert "re" not in forms("Reed")
