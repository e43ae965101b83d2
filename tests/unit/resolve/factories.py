"""Articles of one text for the tests of resolve."""

from __future__ import annotations

from datetime import date
from functools import cache

from communique.language import load_parser
from communique.records import Article, Block, Parse, PublicationDate


def an_article(text: str, published: date | None = None, kind: str = "body") -> Article:
    """An article of one block."""
    basis = "given" if published else "none"
    return Article(
        "d",
        "s",
        text,
        None,
        (Block(0, len(text), kind, ""),),
        PublicationDate(published, published, published, basis),
    )


@cache
def parsed(text: str) -> Parse:
    """The parse of a text, kept."""
    return load_parser().parse(text)


def token_of(parse: Parse, word: str) -> tuple[int, int]:
    """Sentence and token of the first word with this form."""
    for index, sentence in enumerate(parse.sentences):
        for token, form in enumerate(sentence.form):
            if form == word:
                return index, token
    raise AssertionError(f"{word!r} is not in {parse.text!r}")
