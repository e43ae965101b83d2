"""One parser and one set of tables for all tests of the room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from communique.knowledge import Knowledge, load_knowledge
from communique.language import load_parser
from communique.records import Article, Block, PublicationDate
from communique.resolve import Resolution, resolve

Resolve = Callable[..., Resolution]


def an_article(text: str, on: date | None = None, dateline: str | None = None) -> Article:
    """An article of one body block a line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line), "body", "clean.body"))
        start += len(line) + 1
    published = PublicationDate(on, on, on, "given" if on else "none")
    return Article("test", "test", text, None, tuple(blocks), published, dateline_place=dateline)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def read(knowledge: Knowledge) -> Resolve:
    """text, day → resolution."""
    parser = load_parser()

    def run(text: str, on: date | None = None, dateline: str | None = None) -> Resolution:
        article = an_article(text, on, dateline)
        parse = parser.parse(text, [(block.start, block.end) for block in article.read_ranges()])
        return resolve(parse, article, knowledge)

    return run
