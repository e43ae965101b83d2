"""Dashes between capitalised words are shown to the model as hyphens."""

from __future__ import annotations

from communique.language.dashes import joined_by_hyphens, joined_pairs
from communique.text.tokens import tokenise


def shown(text: str) -> str:
    spans = list(tokenise(text))
    return " ".join(joined_by_hyphens([text[a:b] for a, b in spans], spans))


def test_a_dash_that_touches_two_names_is_a_hyphen() -> None:
    assert shown("Chile–Peru talks") == "Chile - Peru talks"


def test_a_dash_with_spaces_or_before_a_small_word_stays() -> None:
    assert shown("Chile – Peru said") == "Chile – Peru said"
    assert "–" in shown("He left–quietly")


def test_a_name_cut_off_before_a_dash_is_a_compound_of_the_other() -> None:
    form, spans = ["Chile", "–", "Peru", "talks", "resumed"], [(0, 5), (5, 6), (6, 10), (11, 16), (17, 24)]
    xpos, heads = ["NNP", ":", "NNP", "NNS", "VBD"], [5, 1, 4, 5, 0]
    rels = ["reparandum", "punct", "compound", "nsubj", "root"]
    joined, relations = joined_pairs(form, spans, xpos, heads, rels)
    assert (joined[0], relations[0]) == (3, "compound")
    assert joined_pairs(form, spans, xpos, heads, ["nsubj", *rels[1:]]) == (heads, ["nsubj", *rels[1:]])
