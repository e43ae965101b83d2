"""Whatever the text: blocks lie in order, cover what is not white space, and the text is untouched."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.clean import clean
from communique.errors import InputRefused
from communique.records import Article, Document
from communique.sources.decode import decode

WORDS = st.sampled_from(
    [
        "Seoul",
        "said",
        "on",
        "Monday",
        "that",
        "talks",
        "with",
        "the",
        "North",
        "would",
        "begin",
        "soon",
        "By",
        "Photo:",
        "©",
        "2014",
        "June",
        "16,",
        "2013",
        "|",
        "—",
        "--",
        "“No,”",
        "he",
        "added.",
        "Subscribe",
        "TAGS:",
        "(AP)",
        "KCNA",
        "/",
        "...",
        "?",
        "!",
        "\xa0",
        "北",
        "é",
        "\u2028",
        "\x0c",
    ]
)
LINES = st.lists(WORDS, max_size=14).map(" ".join)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(LINES, max_size=25).map("\n".join),
    st.lists(LINES, max_size=12).map("\r\n\r\n".join),
)
MARKS = frozenset("|•·»›~–—-:/,©\t ")


def cleaned(text: str, kind: str) -> Article | None:
    try:
        return clean(Document(id="d", source="s", text=text, kind=kind))
    except InputRefused:
        return None


def in_order(article: Article) -> None:
    position = 0
    for block in article.blocks:
        assert position <= block.start < block.end <= len(article.text)
        position = block.end


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_plain_text(text: str) -> None:
    article = cleaned(text, "text")
    if article is None:
        return
    assert article.text == text
    in_order(article)
    position, gaps = 0, []
    for block in article.blocks:
        gaps.append(text[position : block.start])
        position = block.end
    gaps.append(text[position:])
    assert all(character.isspace() or character in MARKS for gap in gaps for character in gap)
    for span in (article.title, article.byline, article.dateline):
        assert span is None or text[span.start : span.end] == span.text


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_records_lose_no_character(text: str) -> None:
    article = cleaned(text, "record")
    if article is None:
        return
    assert article.text == text
    in_order(article)
    kept = "".join("".join(text[b.start : b.end].split()) for b in article.blocks)
    assert kept == "".join(text.split())


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_article(text: str) -> None:
    assert cleaned(text, "text") == cleaned(text, "text")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(raw: bytes) -> None:
    reason = ""
    try:
        text: str | None = decode(raw).text
    except InputRefused as refused:
        text, reason = None, refused.reason
    assert text is not None or reason in ("sources.binary", "sources.encoding")
