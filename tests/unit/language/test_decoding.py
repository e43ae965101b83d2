"""Trees, names, lemmas and windows, each by itself."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from communique.language.given_names import mend, second_halves
from communique.language.lemmas import LemmaTables, Lemmatiser
from communique.language.names import NameDecoder
from communique.language.trees import are_trees, best_tree
from communique.language.windows import MAX_SUBWORDS, windows
from communique.records.parse import Name

TAGS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
FLAT = [[0.0] * 5 for _ in range(7)]


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for i in range(1, len(heads) + 1):
        steps, at = 0, i
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_best_tree_is_the_best_of_all_trees(n: int) -> None:
    rng = np.random.default_rng(n)
    for _ in range(60):
        scores = rng.normal(size=(n, n + 1)).astype(np.float32)
        trees = [h for h in itertools.product(range(n + 1), repeat=n) if is_tree(h)]
        best = max(trees, key=lambda h: sum(float(scores[i, h[i]]) for i in range(n)))
        assert tuple(best_tree(scores)) == best


def test_are_trees_agrees_with_walking_up() -> None:
    every = list(itertools.product(range(4), repeat=3))
    heads = np.array(every, np.int32)
    told = are_trees(heads, np.full(len(every), 3))
    assert told.tolist() == [is_tree(h) for h in every]


def test_padding_is_no_part_of_a_tree() -> None:
    heads = np.array([[2, 0, 0, 0], [2, 0, 2, 3]], np.int32)
    assert are_trees(heads, np.array([2, 4])).tolist() == [True, True]


def decode(rows: list[list[float]]) -> tuple[Name, ...]:
    return NameDecoder(TAGS, FLAT).decode(np.array([rows], np.float32), [len(rows)])[0]


def test_an_inner_tag_never_opens_a_name() -> None:
    assert decode([[0, 1, 5, 0, 0], [5, 0, 0, 0, 0]]) == (Name(0, 1, "PER"),)


def test_an_inner_tag_never_continues_another_type() -> None:
    assert decode([[0, 9, 0, 0, 0], [0, 0, 2, 0, 3]]) == (Name(0, 2, "PER"),)


def test_neighbouring_names_stay_apart() -> None:
    assert decode([[0, 9, 0, 0, 0], [0, 9, 0, 0, 0]]) == (Name(0, 1, "PER"), Name(1, 2, "PER"))


def test_names_do_not_depend_on_padding() -> None:
    rng = np.random.default_rng(7)
    scores = rng.normal(size=(6, 9, 5)).astype(np.float32)
    lengths = [1, 3, 5, 6, 8, 9]
    decoder = NameDecoder(TAGS, FLAT)
    together = decoder.decode(scores, lengths)
    alone = [decoder.decode(scores[i : i + 1, :n], [n])[0] for i, n in enumerate(lengths)]
    assert together == alone


def test_lemmas_by_exception_then_by_the_longest_ending() -> None:
    rules = {"VERB VBD": {"": ("lower", 0, ""), "ed": ("lower", 2, ""), "ied": ("lower", 3, "y")}}
    tables = LemmaTables(rules, {"VERB VBD": {"went": "go"}})  # type: ignore[arg-type]
    lemmatiser = Lemmatiser(tables)
    found = [lemmatiser.lemma(w, "VERB", "VBD") for w in ("walked", "tried", "went", "Went", "hit")]
    assert found == ["walk", "try", "go", "go", "hit"]
    assert lemmatiser.lemma("Odd", "X", "FW") == "odd"


def test_a_sentence_that_fits_is_one_window() -> None:
    assert windows(["a", "b"], [1, 1]) == ([(0, 2)], 0)


def test_an_overlong_sentence_is_cut_at_its_marks() -> None:
    words = ["word"] * 200 + [";"] + ["word"] * 200
    cut, main = windows(words, [1] * len(words))
    assert cut[0] == (0, 201)
    assert cut[-1][1] == len(words)
    assert all(b - a <= MAX_SUBWORDS for a, b in cut)
    assert main == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("President Moon Jae - in spoke", [4]),
        ("Kim Jong - un and Park Geun - hye", [3, 8]),
        ("the White House - backed plan", []),
        ("Royal Navy - run ships", []),
        ("Kim - led talks", []),
        ("by Tsai Ing - wen", [4]),
    ],
)
def test_given_names_are_known_by_their_syllables(text: str, found: list[int]) -> None:
    assert second_halves(text.split()) == found


def test_a_given_name_in_two_halves_is_one_person() -> None:
    # 0 President 1 Moon 2 Jae 3 - 4 in 5 met 6 Ban 7 Ki 8 - 9 moon
    found = (Name(1, 3, "LOC"), Name(6, 7, "PER"), Name(7, 10, "PER"))
    assert mend(found, [4, 9]) == (Name(1, 5, "PER"), Name(6, 10, "PER"))
    assert mend((), [4]) == (Name(2, 5, "PER"),)
