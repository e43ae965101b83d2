"""The date of an event: the cases of tests/cases/event_dates.yaml, titles, dateline and history."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from tests.unit.resolve.factories import an_article, parsed, token_of

from communique.records import Article, Block, PublicationDate, Span
from communique.resolve import article_times, event_when
from communique.resolve.times import dateline_day

CASES = Path(__file__).resolve().parents[2] / "cases" / "event_dates.yaml"
FILE = yaml.safe_load(CASES.read_text("utf-8"))


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    article = an_article(case["text"], case.get("published", FILE["published"]))
    parse = parsed(case["text"])
    times = article_times(parse, article)
    for word, (start, end, basis) in case["when"].items():
        when = event_when(*token_of(parse, word), set(), parse, article, times)
        assert (when.start, when.end, when.basis) == (start, end, basis), when
        assert when.rule


def test_history_without_words_of_time_is_never_dated_on_publication() -> None:
    text = "The two countries had fought a border war."
    article = an_article(text, date(2013, 6, 16))
    parse = parsed(text)
    when = event_when(*token_of(parse, "fought"), set(), parse, article, (), background=True)
    assert when.start is None
    assert when.end == date(2013, 6, 15)
    assert when.precision == "unknown"
    assert when.basis == "context"


def test_a_title_takes_the_day_that_the_lead_tells() -> None:
    text = "Jakarta admits foreign troops\nIndonesia agreed on Saturday to admit an international force."
    split = text.index("\n")
    blocks = (Block(0, split, "title", ""), Block(split + 1, len(text), "body", ""))
    on = date(2013, 6, 16)
    article = Article("d", "s", text, None, blocks, PublicationDate(on, on, on, "given"))
    from communique.language import load_parser

    parse = load_parser().parse(text, [(block.start, block.end) for block in blocks])
    when = event_when(*token_of(parse, "admits"), set(), parse, article, article_times(parse, article))
    assert (when.start, when.end, when.basis) == (date(2013, 6, 15), date(2013, 6, 15), "context")


def test_bounds_of_publication_are_kept_apart_from_a_date() -> None:
    text = "The envoys met."
    article = Article(
        "d", "s", text, None, (Block(0, len(text), "body", ""),),
        PublicationDate(None, date(2021, 1, 3), date(2021, 3, 1), "bounds"),
    )  # fmt: skip
    parse = parsed(text)
    when = event_when(*token_of(parse, "met"), set(), parse, article, ())
    assert (when.start, when.end, when.precision) == (date(2021, 1, 3), date(2021, 3, 1), "range")


def test_a_weekday_in_an_undated_article_lies_near_the_bounds_of_publication() -> None:
    text = "The envoys met on Tuesday."
    article = Article(
        "d", "s", text, None, (Block(0, len(text), "body", ""),),
        PublicationDate(None, date(2021, 1, 8), date(2021, 3, 1), "bounds"),
    )  # fmt: skip
    parse = parsed(text)
    when = event_when(*token_of(parse, "met"), set(), parse, article, article_times(parse, article))
    assert (when.start, when.end, when.precision) == (date(2021, 1, 2), date(2021, 3, 1), "range")


def test_a_dateline_may_name_the_day_of_the_week_alone() -> None:
    text = "LIMA, Saturday. The treaty was signed this morning."
    article = an_article(text, date(2013, 6, 16))
    article = msgspec.structs.replace(article, dateline=Span.of(text, 0, 15))
    assert dateline_day(article) == date(2013, 6, 15)
