"""Sentence boundaries by rule, and paragraphs."""

from __future__ import annotations

import pytest

from communique.text.paragraphs import paragraphs
from communique.text.sentences import split_sentences
from communique.text.tokens import tokenise

CASES = [
    "U.S. President Barack Obama spoke.",
    "He left the U.S. ¦ The talks ended.",
    "Lt. Gen. Kim Yong-chol came. ¦ He left.",
    "“We will go,” he said. ¦ “Soon.”",
    '"Will he come?" the minister asked.',
    '"Will he come?" ¦ Nobody knew.',
    "It rose to 4.1 pct. in May.",
    "They met on Jan. 9 at the Peace House.",
    "The company is Hana Co. ¦ It denies all.",
    "1. Opening of the talks",
    "The tests went on... ¦ Then they stopped.",
    "He paused ... and went on.",
    "John F. Kennedy was there.",
    "It ended in May. [4] ¦ Nobody came.",
    "(It was late.) ¦ He went home.",
    "MOSCOW, Id. -- Officers came.",
    "A river in flood ¦ Photo: Agency",
    "Yahoo! and others came.",
]


@pytest.mark.parametrize("case", CASES)
def test_boundaries(case: str) -> None:
    wanted = [s.strip() for s in case.split("¦")]
    text = " ".join(wanted)
    tokens = tokenise(text)
    found = [text[tokens[a][0] : tokens[b - 1][1]] for a, b in split_sentences(text, tokens)]
    assert found == wanted


def test_nothing_gives_no_sentence() -> None:
    assert split_sentences("", []) == []


def test_blank_lines_and_line_breaks_part_paragraphs() -> None:
    text = "A headline\nBy Somebody\n\nThe first paragraph.\r\n \t\r\nThe second.\n"
    assert [text[a:b] for a, b in paragraphs(text)] == [
        "A headline",
        "By Somebody",
        "The first paragraph.",
        "The second.",
    ]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The government said on Monday that it would send food to the\n"
        "North if talks resumed, and that the first ship could leave the\n"
        "port of Incheon within two weeks of an agreement.\n"
        "A second paragraph."
    )
    assert len(paragraphs(text)) == 2


def test_list_items_keep_their_lines() -> None:
    text = (
        "The ministers agreed to reopen the hotline at the village of Panmunjom\n- to meet again\n- to talk"
    )
    assert len(paragraphs(text)) == 3
