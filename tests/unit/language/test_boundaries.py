"""Boundaries without marks: features, and that they are only ever added."""

from __future__ import annotations

import pytest

from communique.language import load_parser
from communique.language.boundaries import (
    BoundaryModel,
    BoundaryWeights,
    features,
    holds_together,
    is_candidate,
    shape,
)
from communique.text.tokens import tokenise


def cut(model: BoundaryModel, text: str) -> list[str]:
    tokens = tokenise(text)
    words = [text[a:b] for a, b in tokens]
    return [text[tokens[a][0] : tokens[b - 1][1]] for a, b in model.refine(words, tokens, [(0, len(tokens))])]


def test_shapes() -> None:
    cases = {"kim": "l", "Kim": "T", "KIM": "U", "K": "I", "5": "d", "5th": "D", "U.S.": "A", "?!": "!"}
    cases |= {"...": "…", "--": "-", "a@b.kr": "@", "•": "#", "“": '"', "McCain": "T", "(": "("}
    assert {word: shape(word) for word in cases} == cases


def test_no_weight_no_boundary() -> None:
    model = BoundaryModel(BoundaryWeights(-1.0, {}))
    assert cut(model, "Envoy Lands The talks begin.") == ["Envoy Lands The talks begin."]


def test_a_weight_cuts_where_its_feature_stands() -> None:
    model = BoundaryModel(BoundaryWeights(-1.0, {"wnTthe": 0.0, "wnthe" + "T": 5.0}))
    assert cut(model, "Envoy Lands The talks begin.") == ["Envoy Lands", "The talks begin."]


def test_a_dateline_is_never_cut() -> None:
    model = BoundaryModel(BoundaryWeights(9.0, {}))
    assert cut(model, "SEOUL, June 16 (AP) — Talks began")[0].startswith("SEOUL, June 16 (AP) — Talks")


def test_candidates_open_with_a_capital_a_figure_or_a_mark() -> None:
    shapes = [shape(w) for w in ["he", "said", ",", "Kim", "left"]]
    assert [is_candidate(shapes, i) for i in range(4)] == [False, False, False, False]
    assert is_candidate([shape("left"), shape("The")], 0)


def test_features_name_both_sides() -> None:
    low = ["envoy", "lands", "the", "talks"]
    found = features(low, ["T", "T", "T", "l"], 1, 0, True)
    assert {"pnTT", "wplandsT", "wntheT", "wnnTtalks", "wppenvoyT"} <= set(found)


def test_a_caption_is_parted_from_its_credit() -> None:
    parse = load_parser().parse("Ministers in Geneva on Monday. Photo: Agency")
    assert len(parse.sentences) == 2


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("India banned 59 firms", 1),
        ("Around 77,000 Nigerians fled", 1),
        ("the Students ' Association met", 2),
    ],
)
def test_a_phrase_is_not_cut_inside(words: str, inside: int) -> None:
    tokens = words.split()
    low, shapes = [w.lower() for w in tokens], [shape(w) for w in tokens]
    assert [i for i in range(len(tokens) - 1) if holds_together(low, shapes, i, 0)] == [inside]


def test_a_sentence_may_open_with_a_figure_or_follow_one() -> None:
    tokens = "Talks ended in 2014 Mr Lee left . 59 firms closed".split()
    low, shapes = [w.lower() for w in tokens], [shape(w) for w in tokens]
    assert not any(holds_together(low, shapes, i, 0) for i in range(3, len(tokens) - 1))
