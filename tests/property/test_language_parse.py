"""A parse does not depend on its company: alone, in any batch, in any order, beside any padding."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.language import load_parser
from communique.language.encode import Encoded
from communique.language.graph import OUTPUTS, Graph, padded_length
from communique.records.parse import Parse

SENTENCES = Path(__file__).parents[1] / "gate" / "language_sentences.txt"


def paragraphs() -> list[str]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [line.replace(" ¦", "") for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def alone() -> dict[str, Parse]:
    return {text: load_parser().parse(text) for text in paragraphs()}


@pytest.mark.parametrize("seed", range(4))
def test_alone_is_as_in_any_batch_and_any_order(alone: dict[str, Parse], seed: int) -> None:
    rng = random.Random(seed)
    texts = [*alone, *rng.sample(sorted(alone), 20)]
    rng.shuffle(texts)
    texts = texts[: rng.randrange(2, len(texts) + 1)]
    for text, parse in zip(texts, load_parser().parse_many([(t, None) for t in texts]), strict=True):
        assert parse == alone[text]


def test_every_number_is_the_same_in_any_batch() -> None:
    """Not only the classes: all scores, bit by bit."""
    parser = load_parser()
    graph: Graph = parser._graph
    pieces = [
        Encoded([parser._words.word(w) for w in s.form])
        for t in paragraphs()
        for s in parser.parse(t).sentences
    ]
    single: dict[int, list[bytes]] = {}
    for i, piece in enumerate(pieces):
        ((_, out),) = list(graph.run([piece]))
        single[i] = [np.asarray(getattr(out, k)[0]).tobytes() for k in OUTPUTS]
    order = list(range(len(pieces)))
    random.Random(3).shuffle(order)
    for indexes, out in graph.run([pieces[i] for i in order]):
        for row, k in enumerate(indexes):
            assert [np.asarray(getattr(out, name)[row]).tobytes() for name in OUTPUTS] == single[order[k]]


@given(st.integers(1, 600))
def test_the_padded_length_holds_the_sentence(n: int) -> None:
    assert n <= padded_length(n) <= n + 16


HARD = {
    "capitals": "NORTH KOREA FIRES MISSILE, SEOUL SAYS",
    "table": "Country | 2016 | 2017\n" * 50,
    "emoji": "👩‍👩‍👧‍👦 🇰🇷 👍🏽 ok ☃️",
    "scripts": "北朝鮮は17日、ミサイルを発射した。 Пхеньян 서울 القدس said.",
    "control": "\x00\x01 a\x00b \u202eabc\u202c \ud800",
    "600 words": "word " * 600 + ".",
    "no space": "a" * 10_000,
    "no space, many tokens": "1,-" * 3_400,
    "quotes": '"' * 2_000,
    "nothing": "",
    "blank": " \n\t\u200b\n",
}


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_give_whole_trees(name: str) -> None:
    text = HARD[name]
    for s in load_parser().parse(text).sentences:
        assert [text[a:b] for a, b in zip(s.token_start, s.token_end, strict=True)] == list(s.form)
        assert list(s.head).count(-1) == 1
        for start in range(0, len(s), max(1, len(s) // 20)):
            at, steps = start, 0
            while at >= 0:
                at, steps = s.head[at], steps + 1
                assert steps <= len(s)


@given(st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_no_text_breaks_the_parser(text: str) -> None:
    parse = load_parser().parse(text)
    assert parse.text == text
    for before, after in zip(parse.sentences, parse.sentences[1:], strict=False):
        assert before.end <= after.start
