"""Whatever the text: tokens cover it, sentences cover the tokens, and time grows with its length only."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.text.offsets import TextBuilder
from communique.text.paragraphs import paragraphs
from communique.text.sentences import split_sentences
from communique.text.tokens import GAP, tokenise

NEWS = st.sampled_from(
    [
        "the",
        "The",
        "Kim",
        "U.S.",
        "Lt.",
        "Gen.",
        "said",
        "said:",
        "“We",
        "”",
        '"',
        "'",
        "(",
        ")",
        "[4]",
        ".",
        "!",
        "?",
        "...",
        "…",
        ",",
        "--",
        "—",
        "-",
        "No.",
        "5",
        "a.m.",
        "p.m.",
        "Inc.",
        "Jan.",
        "didn't",
        "can't",
        "Seoul's",
        "http://a.kr/x?y=1",
        "a@b.kr",
        "👍🏽",
        "🇰🇷",
        "北朝鮮",
        "Пхеньян",
        "القدس",
        "é",
        "\u200b",
        "\x00",
        "�",
        "1950-53",
        "$4",
        "\n",
        "\n\n",
        "#a",
        "@b",
        ":)",
        "<3",
        "..",
        "''",
    ]
)
MESSY = st.one_of(
    st.text(max_size=80), st.lists(NEWS, max_size=40).map(" ".join), st.lists(NEWS, max_size=20).map("".join)
)
LONG = [
    "a",
    "a.",
    "a-",
    "'",
    '"',
    "(",
    "1,",
    "a@",
    "http://a/",
    ":)",
    "e\u0301",
    "!",
    "…",
    ". -- A ",
    "? ",
    "\n",
    "👩\u200d",
    "a.b",
    "-.",
    "No.",
]


@given(MESSY)
@settings(max_examples=300, deadline=None)
def test_tokens_cover_the_text_once(text: str) -> None:
    at = 0
    for start, end in tokenise(text):
        assert at <= start < end
        assert re.fullmatch(f"[{GAP}]*", text[at:start])
        assert not re.search(f"[{GAP}]", text[start:end])
        at = end
    assert re.fullmatch(f"[{GAP}]*", text[at:])


@given(MESSY)
@settings(max_examples=200, deadline=None)
def test_sentences_cover_the_tokens_once(text: str) -> None:
    at_text = 0
    for start, end in paragraphs(text):
        assert at_text <= start < end
        assert not text[at_text:start].strip()
        at_text = end
        tokens = tokenise(text, start, end)
        at = 0
        for first, last in split_sentences(text, tokens):
            assert first == at < last
            at = last
        assert at == len(tokens)
    assert not text[at_text:].strip()


@given(MESSY, MESSY)
@settings(max_examples=60, deadline=None)
def test_a_range_is_cut_as_if_it_stood_alone(before: str, text: str) -> None:
    joined = f"{before} {text} {before}"
    base = len(before) + 1
    inside = [(a - base, b - base) for a, b in tokenise(joined, base, base + len(text))]
    assert [s for s in inside if s[1] < len(text)] == [s for s in tokenise(text) if s[1] < len(text)]


@pytest.mark.parametrize("unit", LONG)
def test_time_grows_with_the_length_only(unit: str) -> None:
    def spent(n: int) -> float:
        text = (unit * n)[:n]
        start = time.process_time()
        for a, b in paragraphs(text):
            split_sentences(text, tokenise(text, a, b))
        return time.process_time() - start

    assert min(spent(40_000) for _ in range(2)) < 12 * min(spent(10_000) for _ in range(2)) + 0.05


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
@settings(max_examples=100, deadline=None)
def test_every_copied_character_leads_back(source: str, pieces: list[tuple[int, int]]) -> None:
    builder = TextBuilder(source)
    origins: list[int] = []
    for a, b in pieces:
        a, b = min(a, b, len(source)), min(max(a, b), len(source))
        builder.copy(a, b)
        origins.extend(range(a, b))
    text, offsets = builder.finish()
    assert [offsets.to_source(i) for i in range(len(text))] == origins
    assert text == "".join(source[i] for i in origins)
