"""Dashes between capitalised words are shown to the model as hyphens."""

from __future__ import annotations

from communique.language.dashes import joined_by_hyphens
from communique.text.tokens import tokenise


def shown(text: str) -> str:
    spans = list(tokenise(text))
    return " ".join(joined_by_hyphens([text[a:b] for a, b in spans], spans))


def test_a_dash_that_touches_two_names_is_a_hyphen() -> None:
    assert shown("Chile–Peru talks") == "Chile - Peru talks"


def test_a_dash_with_spaces_or_before_a_small_word_stays() -> None:
    assert shown("Chile – Peru said") == "Chile – Peru said"
    assert "–" in shown("He left–quietly")
