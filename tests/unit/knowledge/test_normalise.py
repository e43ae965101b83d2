"""Normalisation keeps the length, whatever comes in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.knowledge.normalise import key_of, normalise, normalise_cased


@given(st.text(max_size=200))
def test_length_is_preserved_and_result_is_stable(text: str) -> None:
    assert len(normalise(text)) == len(text)
    assert len(normalise_cased(text)) == len(text)
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_each_character_is_normalised_by_itself(left: str, right: str) -> None:
    assert normalise(left + right) == normalise(left) + normalise(right)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "KIM JONG UN"),
        ("São Tomé and Príncipe", "sao tome and principe"),
        ("N’Djamena", "N'Djamena"),
        ("Guinea\u2011Bissau", "guinea bissau"),
        ("Łódź", "lodz"),
        ("Côte\u00a0d’Ivoire", "cote d'ivoire"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("İstanbul", "istanbul"),
    ],
)
def test_spellings_that_are_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_letters_that_grow_when_lowered_keep_one_place() -> None:
    assert normalise("Straße Iẞ ﬁ") == "straße iß ﬁ"
