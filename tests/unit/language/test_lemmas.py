"""Lemmas through the shipped tables: what no ending rule alone gets right."""

from __future__ import annotations

import pytest

from communique.language import load_parser
from communique.language.lemmas import LemmaTables, Lemmatiser, have_or_be

TABLES = LemmaTables(
    rules={
        "NOUN NN": {"": ("lower", 0, "")},
        "PROPN NNP": {"": ("keep", 0, ""), "^": ("keep", 0, "")},
        "NUM CD": {"": ("keep", 0, "")},
    },
    exceptions={"PROPN NNP": {"ARMY": "Army", "rome": "Rome"}, "NOUN NN": {"way": "way"}},
)


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("1,250,000", "NUM", "CD", "1250000"),
        ("3.5", "NUM", "CD", "3.5"),
        ("waaaay", "NOUN", "NN", "way"),
        ("WASHINGTON", "PROPN", "NNP", "Washington"),
        ("NATO", "PROPN", "NNP", "NATO"),
        ("ARMY", "PROPN", "NNP", "Army"),
        ("army", "PROPN", "NNP", "army"),
        ("rome", "PROPN", "NNP", "Rome"),
    ],
)
def test_lemma_of_numbers_and_of_words_in_capitals(form: str, upos: str, xpos: str, lemma: str) -> None:
    assert Lemmatiser(TABLES).lemma(form, upos, xpos) == lemma


def test_have_or_be_is_told_by_the_tree() -> None:
    forms, lemmas = ("He", "'s", "gone"), ("he", "be", "go")
    assert have_or_be(forms, lemmas, ("PRP", "VBZ", "VBN"), (3, 3, 0), ("nsubj", "aux", "root"))[1] == "have"
    assert have_or_be(forms, lemmas, ("PRP", "VBZ", "VBG"), (3, 3, 0), ("nsubj", "aux", "root"))[1] == "be"
    assert (
        have_or_be(forms, lemmas, ("PRP", "VBZ", "VBN"), (3, 3, 0), ("nsubj", "aux:pass", "root"))[1] == "be"
    )


@pytest.mark.parametrize(
    ("sentence", "form", "lemma"),
    [
        ("The envoys subscribed to the pact .", "subscribed", "subscribe"),
        ("The talks preceding the truce failed .", "preceding", "precede"),
        ("He 's gone to Paris .", "'s", "have"),
        ("People fled the city .", "People", "people"),
        ("Interesting proposals came from Oslo .", "Interesting", "interesting"),
        ("Rebels mimicked the uniform .", "mimicked", "mimic"),
    ],
)
def test_lemma_in_a_sentence(sentence: str, form: str, lemma: str) -> None:
    (parsed,) = load_parser().parse_pretokenised([sentence.split()])
    assert parsed.lemma[parsed.form.index(form)] == lemma
