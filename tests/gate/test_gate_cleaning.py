"""Floors of cleaning: the two articles as scraped, and lines of news pages, cross-validated by host."""

from __future__ import annotations

import time

import pytest
from quality import cleaning, devdata

from communique.clean import clean
from communique.records import Article, Document
from communique.sources import read_inputs

DATA = devdata.folder()
needs_data = pytest.mark.skipif(
    DATA is None, reason="development sets not found: set COMMUNIQUE_DEV_DATA to measure cleaning"
)


def article(name: str) -> Article:
    assert DATA is not None
    (document,) = read_inputs([DATA / "articles" / name])
    assert isinstance(document, Document)
    return clean(document)


def first_words(found: Article, *kinds: str) -> list[str]:
    return [" ".join(found.text[b.start : b.end].split()[:2]) for b in found.blocks if b.kind in kinds]


@pytest.mark.devdata
@needs_data
@pytest.mark.parametrize(("name", "n_body", "n_lines"), [("001.txt", 11, 17), ("002.txt", 11, 33)])
def test_articles_as_scraped(name: str, n_body: int, n_lines: int) -> None:
    """Every line of the report is body, every other line is dropped or set apart.
    Told by counts, so that none of their words stand here."""
    found = article(name)
    lines = [line for line in found.text.splitlines() if line.strip()]
    assert len(lines) == n_lines
    body = [block for block in found.blocks if block.kind == "body"]
    assert len(body) == n_body
    assert not [block for block in found.blocks if block.kind == "subhead"]
    assert found.title is not None
    assert all(block.reason.startswith("clean.") for block in found.blocks)


@pytest.mark.devdata
@needs_data
def test_facts_of_002() -> None:
    found = article("002.txt")
    assert (str(found.published.on), found.published.basis) == ("2013-06-16", "printed")
    assert found.published.evidence is not None
    assert found.published.evidence.endswith("16, 2013")
    assert found.dateline_place == "PYONGYANG, North Korea"
    assert found.outlet == "Inquirer News"
    assert [block.kind for block in found.blocks].count("caption") == 1


@pytest.mark.devdata
@needs_data
def test_facts_of_001() -> None:
    found = article("001.txt")
    assert found.published.on is None
    assert first_words(found, "credit") == ["Photo: KCNA"]
    assert len(first_words(found, "caption")) == 1


@pytest.mark.devdata
@pytest.mark.slow
@needs_data
def test_lines_of_scraped_pages() -> None:
    assert list(cleaning.failures(cleaning.measure())) == []


@pytest.mark.devdata
@needs_data
def test_cleaning_costs_little() -> None:
    """Well under 0.3 ms a sentence; the two have 45 sentences. The limit leaves room for a busy machine."""
    assert DATA is not None
    documents = [
        d
        for d in read_inputs([DATA / "articles" / "001.txt", DATA / "articles" / "002.txt"])
        if isinstance(d, Document)
    ]
    clean(documents[0])
    started = time.process_time()
    for _ in range(5):
        for document in documents:
            clean(document)
    # 0.3 ms a page is usual; ten times that says that something grew, whatever else the machine does.
    assert (time.process_time() - started) / 5 < 45 * 0.003
